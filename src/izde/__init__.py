"""Search for scholarly journal issues from Kazakhstan, in Kazakh, Russian and English.

`izde.extract` and `izde.Library` are the public interface for programs; see `izde.api`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
