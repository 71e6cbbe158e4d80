"""Say where the page of a map starts: addresses of the explorer, by the names of parameters."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from graph.namespaces import compress

if TYPE_CHECKING:
    from viz.maps.catalogue import MapOptions

Address: TypeAlias = dict[str, str]
Start: TypeAlias = Callable[["MapOptions"], Address]


def at_view(name: str, *, colour: str = "", has_theme: bool = True) -> Start:
    """Start at a view.

    Args:
        name: of the view.
        colour: by what things are coloured, unless the options say it.
        has_theme: whether a theme of the options is the filter of that view, too.
    """

    def start(options: MapOptions) -> Address:
        colours = options.by or colour
        theme = compress(options.theme) if has_theme else ""
        return {"view": name, "theme": theme, "colour": colours}

    return start


def at_things(options: MapOptions) -> Address:
    """Start at the answer to the things of the options."""
    names = [compress(iri) for iri in options.about]
    key = "thing" if len(names) == 1 else "things"
    return {key: ",".join(names), "colour": options.by}


def at_path(options: MapOptions) -> Address:
    """Start at the paths between the two things of the options."""
    source, target = (compress(iri) for iri in options.about)
    force = "yes" if options.through_force else ""
    return {"from": source, "to": target, "force": force, "colour": options.by}
