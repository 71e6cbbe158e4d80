"""Knows how a map of the catalogue is made of a store and drawn to a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from graph.analyse.algorithms import shortest_paths as paths
from graph.analyse.networks import projection as networks
from graph.errors import PeelgraphError
from graph.extras import require_extra
from graph.files import save
from graph.layout.positions import positions, wrapped
from graph.layout.style import size
from graph.namespaces import compress
from graph.query.description import labels
from graph.store import Store, rows
from viz.maps import filters, grouping
from viz.maps.catalogue import Map, Wish, find
from viz.maps.notebook import Inline

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

GROUPINGS = {"sector": grouping.by_sector, "community": grouping.by_community}
_PRAISE = ("strength", "concern", "mixed")


@dataclass(frozen=True)
class Picture:
    """A map that is ready to be drawn.

    Attributes:
        title: of it.
        description: one or two sentences.
        network: with all that it tells.
        places: of the nodes, in pixels.
        notice: what was left out, or "".
    """

    title: str
    description: str
    network: Network
    places: Mapping[str, tuple[float, float]]
    notice: str = field(default="")


def picture(store: Store, name: str, wish: Wish | None = None) -> Picture:
    """Make a map of a store, with a place for each thing.

    Args:
        store: a built store.
        name: of the map, one that is a network.
        wish: what is wanted of it.

    Raises:
        PeelgraphError: when something that the map needs is not named, or nothing is left to be drawn; the message says why.
    """
    chosen, wished = find(name), wish or Wish()
    _complete(chosen, wished)
    network = _network(store, chosen, wished)
    network, notice = filters.best_connected(network, wished.most, keep=wished.about)
    if wished.by:
        network = GROUPINGS[wished.by](network)
    title = (
        chosen.around.format(*(network.nodes[iri]["label"] for iri in wished.about))
        if wished.about and chosen.around
        else chosen.title
    )
    if wished.about and not chosen.around:
        title += f", around {' and '.join(network.nodes[iri]['label'] for iri in wished.about)}"
    where = (
        f"question {wished.question} of the report" if wished.question is not None else "the report"
    )
    counted = f"{network.number_of_nodes():,} things and {network.number_of_edges():,} relations that {where} states."
    return Picture(
        title, f"{chosen.question} {counted}", network, _places(network, chosen, wished), notice
    )


def draw(
    store: Store, name: str, path: Path, wish: Wish | None = None, *, question: int | None = None
) -> tuple[int, int]:
    """Draw a map to a file, an HTML page or an SVG picture by its suffix.

    Args:
        store: a built store.
        name: one of MAPS.
        path: of the file.
        wish: what is wanted of the map.
        question: short for a wish for one question of the report.

    Returns:
        The numbers of things and of relations, or of entries and of sentences where the map is no network.

    Raises:
        PeelgraphError: when the map would be empty, its suffix is unknown, or the file cannot be written.
    """
    chosen, wished = find(name), wish or Wish()
    require_extra("maps", "maps")
    if question is not None:
        wished = replace(wished, question=question)
    known = (".html", ".svg") if chosen.projection else (".html",)
    if path.suffix.lower() not in (*known, ""):
        raise PeelgraphError(
            f"the map {name} cannot be written as \u201c{path.suffix}\u201d.",
            where=str(path),
            hint=f"Known: {' '.join(known)}.",
        )
    if not chosen.projection:
        text, counts = _sheet(store, chosen, wished)
    else:
        made = picture(store, name, wished)
        text, counts = (
            _svg(made) if path.suffix.lower() == ".svg" else html(store, made),
            (len(made.network), made.network.number_of_edges()),
        )
    save(path, text.encode())
    return counts


def html(store: Store, made: Picture) -> str:
    """Draw a map as an HTML page with all that is told of its things."""
    from viz.maps.map_page import render_map
    from viz.maps.panel_data import gather

    details = gather(store, made.network)
    return render_map(
        made.network,
        title=made.title,
        description=made.description,
        places=made.places,
        details=details,
        notice=made.notice,
    )


def inline(store: Store, name: str, wish: Wish, *, path: Path | None = None) -> Inline:
    """Make a map that shows itself in a notebook.

    Args:
        store: a built store.
        name: one of MAPS.
        wish: what is wanted of the map.
        path: of a file to which it is written as well.
    """
    chosen = find(name)
    require_extra("maps", "maps")
    if path:
        draw(store, name, path, wish)
    text = (
        html(store, picture(store, name, wish))
        if chosen.projection
        else _sheet(store, chosen, wish)[0]
    )
    return Inline(chosen.title, text, path)


def names(one: Store, other: Store) -> tuple[str, str]:
    """Name two stores by the reports in them, where those differ."""
    asked = "SELECT ?label { ?report a peel:Report ; rdfs:label ?label }"
    told = [
        ", ".join(sorted(row["label"].value for row in rows(store, asked)))
        for store in (one, other)
    ]
    return (told[0], told[1]) if told[0] != told[1] else ("this store", "the other store")


def _svg(made: Picture) -> str:
    from viz.maps.svg import svg

    return svg(
        made.network,
        made.places,
        title=made.title,
        description=made.description,
        notice=made.notice,
    )


def _sheet(store: Store, chosen: Map, wished: Wish) -> tuple[str, tuple[int, int]]:
    """Make a page that is no network, and count what it shows."""
    from viz.pages import figures, timeline

    made = {"figures": figures.page, "timeline": timeline.page}[chosen.name]
    return made(
        store,
        title=chosen.title,
        description=chosen.question,
        about=wished.about,
        question=wished.question,
        voices=_voices(store, wished.voices),
    )


def _complete(chosen: Map, wished: Wish) -> None:
    """Refuse a wish that lacks what the map needs."""
    asked = {
        "about": (len(wished.about) >= 1, "needs a thing in its middle", "--about THING"),
        "two": (len(wished.about) == 2, "needs two things", "--from THING --to THING"),
        "store": (wished.other is not None, "needs another store", "--with STORE"),
    }
    if chosen.needs and not asked[chosen.needs][0]:
        raise PeelgraphError(
            f"the map {chosen.name} {asked[chosen.needs][1]}.",
            hint=f"Name it with {asked[chosen.needs][2]}.",
        )
    if wished.by and wished.by not in GROUPINGS:
        raise PeelgraphError(
            f"things cannot be grouped by \u201c{wished.by}\u201d.",
            hint=f"Known: {', '.join(GROUPINGS)}.",
        )


def _network(store: Store, chosen: Map, wished: Wish) -> Network:
    """Project what the map draws, narrowed to what is wanted."""
    polarity = _PRAISE if chosen.name == "findings" else ()
    choice = networks.Selection(
        wished.question, _voices(store, wished.voices), (), wished.planned, polarity
    )
    network = networks.project(store, chosen.projection, choice)
    if wished.theme:
        network = filters.on_theme(
            network,
            store,
            wished.theme,
            label=labels(store, [wished.theme]).get(wished.theme, compress(wished.theme)),
        )
    match chosen.name:
        case "path":
            return _between(store, network, wished)
        case "ego":
            network = filters.of_things(network, besides=wished.about)
        case "findings":
            network = grouping.by_polarity(network)
        case "communities":
            network = grouping.by_community(network)
        case "compare" if wished.other:
            network = filters.beside(
                network,
                networks.project(wished.other[0], chosen.projection, choice),
                wished.other[1:],
            )
    for iri in wished.about:
        _on_map(store, network, iri, chosen.name)
    return filters.around(network, wished.about, wished.hops) if wished.about else network


def _between(store: Store, network: Network, wished: Wish) -> Network:
    """Keep the shortest and the best-supported path, and say of each step to which of them it belongs."""
    things = filters.of_things(network)
    for iri in wished.about:
        _on_map(store, things, iri, "path")
    steps: dict[str | frozenset[str], list[str]] = {}
    for name, cost in (
        ("shortest path", paths.fewest_hops),
        ("best-supported path", paths.most_sentences),
    ):
        found = paths.network_path(things, wished.about[0], wished.about[1], cost)
        stepped: list[str | frozenset[str]] = [*found, *map(frozenset, pairwise(found))]
        for step in stepped:
            steps.setdefault(step, []).append(name)
    if not steps:
        one, other = (things.nodes[iri]["label"] for iri in wished.about)
        raise PeelgraphError(
            f"the report connects {one} and {other} by no stated relations.",
            hint="Choose two other things.",
        )
    kept: Network = things.subgraph(sorted(step for step in steps if isinstance(step, str))).copy()
    kept.remove_edges_from(
        [
            (start, end, key)
            for start, end, key in kept.edges(keys=True)
            if frozenset((start, end)) not in steps
        ]
    )
    if any(len(names) == 1 for names in steps.values()):
        kept.graph["grouping"] = "Path"
        for iri, told in kept.nodes(data=True):
            told["group"] = " and ".join(steps[iri])
        for start, end, told in kept.edges(data=True):
            told["group"] = " and ".join(steps[frozenset((start, end))])
    return kept


def _on_map(store: Store, network: Network, iri: str, name: str) -> None:
    """Refuse a thing that is not on a map.

    Raises:
        PeelgraphError: that says on which map it is.
    """
    if iri not in network:
        other = f"`peelgraph map ego --about {compress(iri)}` draws what is around anything."
        hint = other if name not in ("ego", "path") else "No relation that is taken leads to it."
        raise PeelgraphError(
            f"\u201c{labels(store, [iri]).get(iri, iri)}\u201d is not on the map {name}.", hint=hint
        )


def _voices(store: Store, wanted: Sequence[str]) -> tuple[str, ...]:
    """Return voices as they are; refuse those that no sentence has.

    Raises:
        PeelgraphError: with all voices of the store.
    """
    known = (
        sorted(
            {
                row["label"].value
                for row in rows(
                    store,
                    "SELECT DISTINCT ?label { ?sentence a peel:Sentence ; peel:basis/rdfs:label ?label }",
                )
            }
        )
        if wanted
        else []
    )
    for voice in wanted:
        if voice not in known:
            raise PeelgraphError(
                f"no sentence speaks in the voice \u201c{voice}\u201d.",
                hint=f"Voices: {', '.join(known)}.",
            )
    return tuple(wanted)


def _places(network: Network, chosen: Map, wished: Wish) -> dict[str, tuple[float, float]]:
    texts = {iri: wrapped(str(network.nodes[iri]["label"])) for iri in network}
    radii = {iri: size(network.degree(iri)) for iri in network}
    shape = filters.away_from(network, wished.about[0]) if chosen.name == "path" else network
    return positions(shape, texts, radii, way=chosen.layout, middle=wished.about)
