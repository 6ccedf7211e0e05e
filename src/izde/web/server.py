"""Running the application: on one address of this machine, until it is told to stop."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable
from ipaddress import ip_address

from izde.errors import AddressUnusable, ExtraMissing
from izde.index.library import Library

#: More connections than these are told at once that the server is busy.
_CONNECTIONS = 200
#: For how many seconds an idle connection is kept, and an answer waited for when the server ends.
_IDLE, _ENDING = 5, 3


def serve(
    library: Library, host: str, port: int, base: str, contact: str, ready: Callable[[str], None]
) -> None:
    """Answer readers until Ctrl-C or SIGTERM. `ready` is told the address as soon as it answers; port 0 takes
    any that is free.

    Raises ExtraMissing where the extra `serve` is not installed, and AddressUnusable.
    """
    try:
        import uvicorn

        from izde.web.app import NOBODY, create
    except ModuleNotFoundError as error:
        raise ExtraMissing("izde serve", "serve") from error
    listening = _listen(host, port)
    name = f"[{host}]" if ":" in host else host
    ready(f"http://{name}:{listening.getsockname()[1]}/")
    config = uvicorn.Config(
        create(library, base, contact or NOBODY),
        log_level="warning",
        access_log=False,
        server_header=False,
        limit_concurrency=_CONNECTIONS,
        timeout_keep_alive=_IDLE,
        timeout_graceful_shutdown=_ENDING,
        lifespan="off",
    )
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        pass
    finally:
        listening.close()


def is_loopback(host: str) -> bool:
    """Whether an address is this machine's own, which nobody else can reach."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        # A name that cannot be resolved has a number of its own, which is no errno.
        known = error.errno is not None and error.errno in errno.errorcode
        reason = (
            os.strerror(error.errno) if error.errno is not None and known else error.strerror or str(error)
        )
        raise AddressUnusable(host, port, reason) from error
    return listening
