"""Name the extra of the package that brings a missing library."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec

from graph.errors import PeelgraphError

LIBRARIES = {
    "analysis": ("jinja2", "networkx", "numpy", "rustworkx", "scipy", "sknetwork"),
    "check": ("pyshacl",),
    "maps": ("jinja2", "networkx", "numpy", "pyvis", "scipy", "sknetwork"),
    "mcp": ("mcp", "pydantic"),
    "read": ("lxml",),
}


class MissingLibraryError(PeelgraphError):
    """A library that an extra of the package brings, and that is not installed."""


def require(extra: str, what: str, libraries: Iterable[str] = ()) -> None:
    """Look for the libraries of an extra, without importing them.

    Args:
        extra: one of LIBRARIES.
        what: needs them, in the plural, for the message.
        libraries: those that are needed; by default all of the extra.

    Raises:
        MissingLibraryError: when one is not installed.
    """
    missing = [name for name in libraries or LIBRARIES[extra] if not _installed(name)]
    if missing:
        raise _error(extra, what, missing)


def missing(library: str | None) -> MissingLibraryError | None:
    """Return the error for a module that could not be imported; nothing where no extra brings it.

    Args:
        library: the module, as in `scipy.sparse`.
    """
    name = (library or "").partition(".")[0]
    extra = next((extra for extra, libraries in LIBRARIES.items() if name in libraries), None)
    return _error(extra, "this", [name]) if extra else None


def _installed(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):  # a module that is there but blocked
        return False


def _error(extra: str, what: str, names: list[str]) -> MissingLibraryError:
    verb = "needs" if what == "this" else "need"
    absent = f"{', '.join(names)} {'is' if len(names) == 1 else 'are'} not installed"
    hint = f'Install it with: pip install "peelgraph[{extra}]"'
    return MissingLibraryError(f"{what} {verb} the extra peelgraph[{extra}]; {absent}.", hint=hint)
