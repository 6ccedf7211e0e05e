"""Search for scholarly journal issues from Kazakhstan, in Kazakh, Russian and English.

`izde.extract` and `izde.Library` are the public interface for programs; see `izde.api`.
"""

from __future__ import annotations

TYPE_CHECKING = False  # typing's; importing that takes a while in which Ctrl-C would print a traceback
if TYPE_CHECKING:
    from typing import Any

    from izde.api import Library, extract
    from izde.version import __version__

__all__ = ["Library", "__version__", "extract"]


def __getattr__(name: str) -> Any:
    # Loaded when asked for: the command line must start without any of it.
    if name == "__version__":
        from izde.version import __version__

        return __version__
    if name in __all__:
        from izde import api

        return getattr(api, name)
    raise AttributeError(f"module 'izde' has no attribute {name!r}")
