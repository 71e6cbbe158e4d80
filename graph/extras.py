"""Name the optional extra of the package that installs a missing library."""

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
    """A library of an optional extra is not installed."""


def require_extra(extra: str, what: str, libraries: Iterable[str] = ()) -> None:
    """Check that the libraries of an extra are installed, without importing them.

    Args:
        extra: one of LIBRARIES.
        what: what needs them, in the plural, for the message.
        libraries: the names of those that are needed; by default all of the extra.

    Raises:
        MissingLibraryError: when one is not installed.
    """
    missing = [name for name in libraries or LIBRARIES[extra] if not _is_installed(name)]
    if missing:
        raise _error(extra, f"{what} need", missing)


def missing_library_error(library: str | None) -> MissingLibraryError | None:
    """Return the error for a module that could not be imported; None where no extra installs it.

    Args:
        library: the module, as in `scipy.sparse`.
    """
    name = (library or "").partition(".")[0]
    for extra, libraries in LIBRARIES.items():
        if name in libraries:
            return _error(extra, "this needs", [name])
    return None


def _is_installed(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):  # a module that is there but blocked
        return False


def _error(extra: str, need: str, names: list[str]) -> MissingLibraryError:
    verb = "is"
    if len(names) > 1:
        verb = "are"
    message = f"{need} the extra peelgraph[{extra}]; {', '.join(names)} {verb} not installed."
    return MissingLibraryError(message, hint=f'Install it with: pip install "peelgraph[{extra}]"')
