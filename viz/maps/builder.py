"""Make a map of the catalogue from a store, and write it to a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.analyse.networks.projection import Selection, project
from graph.errors import PeelgraphError
from graph.extras import require_extra
from graph.files import save
from graph.layout.positions import network_positions
from graph.namespaces import compress
from graph.query.description import labels
from graph.store import Store, rows
from viz.maps import filters, grouping
from viz.maps.catalogue import Map, MapOptions, find_map
from viz.maps.notebook import Inline

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

_EVERYTHING = "everything"  # the projection that holds all things
_REPORTS = "SELECT ?label { ?report a peel:Report ; rdfs:label ?label }"
_VOICES = "SELECT DISTINCT ?label { ?sentence a peel:Sentence ; peel:basis/rdfs:label ?label }"


@dataclass(frozen=True)
class Picture:
    """A map of a network, with its content and positions.

    Attributes:
        title: of it.
        description: one or two sentences.
        network: with all its attributes.
        places: of the nodes, in pixels.
        notice: what was left out, or "".
    """

    title: str
    description: str
    network: Network
    places: Mapping[str, tuple[float, float]]
    notice: str = ""


def picture(store: Store, name: str, wish: MapOptions | None = None) -> Picture:
    """Make a map of a store, with a place for each thing.

    Args:
        store: a built store.
        name: of the map, one that is a network.
        options: what the map shows.

    Raises:
        PeelgraphError: when the options lack something that the map needs, or nothing is left; the
            message says why.
    """
    chosen, wished = find_map(name), wish or MapOptions()
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
        _title(entry, [network.nodes[iri]["label"] for iri in options.about]),
        f"{entry.question} {_counts(network, options)}",
        network,
        network_positions(
            network,
            layout=entry.layout,
            centre=options.about,
            edges=entry.arrange(network, options),
        ),
        notice,
    )


def draw(
    store: Store,
    name: str,
    path: Path,
    wish: MapOptions | None = None,
    *,
    question: int | None = None,
) -> tuple[int, int]:
    """Draw a map to a file, an HTML page or an SVG picture by its suffix.

    Args:
        store: a built store.
        name: one of MAPS.
        path: of the file.
        options: what the map shows.

    Returns:
        The numbers of its content, for which the map's `counts` are the nouns.

    Raises:
        PeelgraphError: when the map would be empty, its suffix is unknown, or the file cannot be
            written.
    """
    chosen, wished = find_map(name), wish or MapOptions()
    require_extra("maps", "maps")
    suffix = path.suffix.lower() or ".html"
    if suffix not in entry.suffixes:
        raise PeelgraphError(
            f"the map {name} cannot be written as \u201c{path.suffix}\u201d.",
            where=str(path),
            hint=f"Known: {' '.join(entry.suffixes)}.",
        )
    text, counts = _render(store, entry, options or MapOptions(), suffix)
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


def inline(store: Store, name: str, wish: MapOptions, *, path: Path | None = None) -> Inline:
    """Make a map that shows itself in a notebook.

    Args:
        store: a built store.
        name: one of MAPS.
        options: what the map shows.
        path: of a file to which it is written as well.
    """
    chosen = find_map(name)
    require_extra("maps", "maps")
    if path:
        draw(store, name, path, options)
    text, _ = _render(store, entry, options, ".html")
    return Inline(entry.title, text, path)


def store_names(first: Store, second: Store) -> tuple[str, str]:
    """Name two stores by the reports in them, where those differ."""
    names = (_reports(first), _reports(second))
    if names[0] == names[1]:
        return ("this store", "the other store")
    return names


def _reports(store: Store) -> str:
    return ", ".join(sorted(row["label"].value for row in rows(store, _REPORTS)))


def _sheet(store: Store, chosen: Map, wished: MapOptions) -> tuple[str, tuple[int, int]]:
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


def _complete(chosen: Map, wished: MapOptions) -> None:
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
    content = picture(store, entry.name, options)
    network = content.network
    counts = network.number_of_nodes(), network.number_of_edges()
    if suffix == ".svg":
        return _svg(content), counts
    return _html(store, content), counts


def _html(store: Store, content: Picture) -> str:
    from viz.maps.map_page import render_map
    from viz.maps.panel_data import read_panel_data

    return render_map(
        content.network,
        title=content.title,
        description=content.description,
        places=content.places,
        details=read_panel_data(store, content.network),
        notice=content.notice,
    )


def _svg(content: Picture) -> str:
    from viz.maps.svg import svg_picture

    return svg_picture(
        content.network,
        content.places,
        title=content.title,
        description=content.description,
        notice=content.notice,
    )


def _title(entry: Map, names: Sequence[str]) -> str:
    if not names:
        return entry.title
    if entry.around:
        return entry.around.format(*names)
    return f"{entry.title}, around {' and '.join(names)}"


def _counts(network: Network, options: MapOptions) -> str:
    scope = "the report"
    if options.question is not None:
        scope = f"question {options.question} of the report"
    things, relations = network.number_of_nodes(), network.number_of_edges()
    return f"{things:,} things and {relations:,} relations that {scope} states."


def _check(entry: Map, options: MapOptions) -> None:
    """Refuse options that lack what the map needs, or that name an unknown grouping."""
    entry.check(options)
    if options.by and options.by not in GROUPINGS:
        raise PeelgraphError(
            f"things cannot be grouped by \u201c{options.by}\u201d.",
            hint=f"Known: {', '.join(GROUPINGS)}.",
        )


def _network(store: Store, chosen: Map, wished: MapOptions) -> Network:
    """Project what the map draws, narrowed to what is wanted."""
    polarity = _PRAISE if chosen.name == "findings" else ()
    choice = networks.Choice(
        wished.question, _voices(store, wished.voices), (), wished.planned, polarity
    )
    network = project(store, entry.projection, selection)
    if options.theme:
        label = labels(store, [options.theme]).get(options.theme, compress(options.theme))
        network = filters.on_theme(network, store, options.theme, label=label)
    network = entry.transform(network, options, selection)
    for iri in options.about:
        if iri not in network:
            _refuse(store, entry, iri)
    return entry.focus(network, options)


def _between(store: Store, network: Network, wished: MapOptions) -> Network:
    """Keep the shortest and the best-supported path, and say of each step to which of them it belongs."""
    things = filters.of_things(network)
    for iri in wished.about:
        _on_map(store, things, iri, "path")
    steps: dict[str | frozenset[str], list[str]] = {}
    for name, cost in (
        ("shortest path", paths.fewest_hops),
        ("best-supported path", paths.most_sentences),
    ):
        found = filters.path(things, wished.about[0], wished.about[1], cost)
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


def _checked_voices(store: Store, voices: Iterable[str]) -> tuple[str, ...]:
    """Return voices as they are; refuse those that no sentence has.

    Raises:
        PeelgraphError: with all voices of the store.
    """
    voices = tuple(voices)
    if not voices:
        return voices
    available = sorted({row["label"].value for row in rows(store, _VOICES)})
    for voice in voices:
        if voice not in available:
            raise PeelgraphError(
                f"no sentence speaks in the voice \u201c{voice}\u201d.",
                hint=f"Voices: {', '.join(available)}.",
            )
    return tuple(wanted)


def _places(network: Network, chosen: Map, wished: MapOptions) -> dict[str, tuple[float, float]]:
    texts = {iri: wrapped(str(network.nodes[iri]["label"])) for iri in network}
    radii = {iri: size(network.degree(iri)) for iri in network}
    shape = filters.away_from(network, wished.about[0]) if chosen.name == "path" else network
    return positions(shape, texts, radii, way=chosen.layout, middle=wished.about)
