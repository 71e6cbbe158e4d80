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
from viz.maps import filters
from viz.maps.catalogue import Map, MapOptions, find_map
from viz.maps.grouping import GROUPINGS
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


def picture(store: Store, name: str, options: MapOptions | None = None) -> Picture:
    """Make a map of a network, with a position for each thing.

    Args:
        store: a built store.
        name: of the map, one that is a network.
        options: what the map shows.

    Raises:
        PeelgraphError: when the options lack something that the map needs, or nothing is left; the
            message says why.
    """
    entry, options = find_map(name), options or MapOptions()
    _check(entry, options)
    network = _network(store, entry, options)
    network, notice = filters.best_connected(network, options.most, keep=options.about)
    if options.by:
        network = GROUPINGS[options.by](network)
    return Picture(
        _title(entry, [network.nodes[iri]["label"] for iri in options.about]),
        f"{entry.question} {_claim(entry, network, options)}",
        network,
        network_positions(
            network,
            layout=entry.layout,
            centre=options.about,
            edges=entry.arrange(network, options),
        ),
        notice,
    )


def draw(store: Store, name: str, path: Path, options: MapOptions | None = None) -> tuple[int, int]:
    """Write a map to a file, as an HTML page or an SVG picture by its suffix.

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
    entry = find_map(name)
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


def inline(
    store: Store, name: str, options: MapOptions | None = None, *, path: Path | None = None
) -> Inline:
    """Make a map that a notebook shows.

    Args:
        store: a built store.
        name: one of MAPS.
        options: what the map shows.
        path: of a file to which it is written as well.
    """
    entry, options = find_map(name), options or MapOptions()
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


def _render(
    store: Store, entry: Map, options: MapOptions, suffix: str
) -> tuple[str, tuple[int, int]]:
    """Return the text of a map as a page or a picture, and the numbers of its content."""
    if entry.page is not None:
        return entry.page(
            store,
            title=entry.title,
            description=entry.question,
            about=options.about,
            question=options.question,
            voices=_checked_voices(store, options.voices),
        )
    content = picture(store, entry.name, options)
    network = content.network
    counts = network.number_of_nodes(), network.number_of_edges()
    return picture_text(store, content, suffix), counts


def picture_text(store: Store, content: Picture, suffix: str) -> str:
    """Return a map as the text of a file.

    Args:
        store: with what the panel of a page says of things.
        content: the map.
        suffix: `.svg` for a picture, anything else for a page.
    """
    if suffix == ".svg":
        return _svg(content)
    return _html(store, content)


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


def _claim(entry: Map, network: Network, options: MapOptions) -> str:
    if entry.summary:
        return entry.summary(network)
    scope = "the report"
    if options.question is not None:
        scope = f"question {options.question} of the report"
    things, relations = network.number_of_nodes(), network.number_of_edges()
    return entry.claim.format(f"{things:,}", f"{relations:,}", scope)


def _check(entry: Map, options: MapOptions) -> None:
    """Refuse options that lack what the map needs, or that name an unknown grouping."""
    entry.check(options)
    if options.by and options.by not in GROUPINGS:
        raise PeelgraphError(
            f"things cannot be grouped by \u201c{options.by}\u201d.",
            hint=f"Known: {', '.join(GROUPINGS)}.",
        )


def _network(store: Store, entry: Map, options: MapOptions) -> Network:
    """Project the network of a map, limited to what the options name."""
    selection = Selection(
        question=options.question,
        voices=_checked_voices(store, options.voices),
        planned=options.planned,
        polarity=entry.polarity,
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


def _refuse(store: Store, entry: Map, iri: str) -> None:
    """Say that a thing is not on a map, and on which it is."""
    hint = f"`peelgraph map ego --about {compress(iri)}` draws what is around anything."
    if entry.projection == _EVERYTHING:
        hint = "No relation that is taken leads to it."
    label = labels(store, [iri]).get(iri, iri)
    raise PeelgraphError(f"\u201c{label}\u201d is not on the map {entry.name}.", hint=hint)


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
    return voices
