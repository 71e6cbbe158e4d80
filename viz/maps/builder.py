"""Make a map of the catalogue from a store, and write it to a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from graph import garbage_collection
from graph.analyse.networks.projection import Selection, project
from graph.errors import PeelgraphError
from graph.extras import require_extra
from graph.files import refuse_suffix, save
from graph.layout.positions import network_positions
from graph.namespaces import compress
from graph.query.description import labels
from graph.statement_columns import Near
from graph.store import Store, rows
from viz.explorer.explorer_page import Heading, render_part
from viz.explorer.graph_part import SecondPart, network_part
from viz.maps import filters, wording
from viz.maps.catalogue import Map, MapOptions, find_map
from viz.maps.grouping import GROUPINGS
from viz.maps.notebook import Inline
from viz.maps.selections import chosen_reports, report_name

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

_EVERYTHING = "everything"  # the projection that holds all things
_REPORTS = "SELECT ?label { ?report a peel:Report ; rdfs:label ?label }"
_VOICES = "SELECT DISTINCT ?label { ?sentence a peel:Sentence ; peel:basis/rdfs:label ?label }"


@dataclass(frozen=True)
class Picture:
    """A map of a network, with its content.

    Attributes:
        title: of it.
        question: that it answers.
        claim: what it says of its content, in a sentence.
        network: with all its attributes.
        start: the address at which its page starts.
        layout: one of `graph.layout.positions.LAYOUTS`.
        centre: IRIs of things in its middle, of which its page says everything.
        edges: that the layout follows; those of the network by default.
        views: networks of the explorer that its statements fill.
        filters: that made it, in words.
        theme: to which it is limited, in words, or "".
        notes: what was left out, and the like.
        reports: IRIs of those of which the page tells; all where there is none.
    """

    title: str
    question: str
    claim: str
    network: Network
    start: Mapping[str, str]
    layout: str = "stress"
    centre: tuple[str, ...] = ()
    edges: networkx.Graph[str] | None = None
    views: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    theme: str = ""
    notes: tuple[str, ...] = ()
    reports: frozenset[str] = frozenset()

    @property
    def description(self) -> str:
        """The question and the claim."""
        return f"{self.question} {self.claim}".strip()

    @cached_property
    def places(self) -> Mapping[str, tuple[float, float]]:
        """The places of the nodes, in pixels."""
        return network_positions(
            self.network, layout=self.layout, centre=self.centre, edges=self.edges
        )


def picture(store: Store, name: str, options: MapOptions | None = None) -> Picture:
    """Make a map of a network.

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
    keep = filters.neighbourhood(network, options.about, hops=1)
    network, notice = filters.best_connected(network, options.most, keep=keep)
    if options.by:
        network = GROUPINGS[options.by](network)
    names = [network.nodes[iri]["label"] for iri in options.about]
    counts = network.number_of_nodes(), network.number_of_edges()
    scope = wording.scope_words(store, options)
    claim = entry.summary(network) if entry.summary else _claim(entry, counts, scope)
    return Picture(
        _title(entry, names),
        entry.question,
        claim,
        network,
        entry.start(options),
        layout=entry.layout,
        centre=options.about,
        edges=entry.arrange(network, options),
        views=entry.views or (entry.projection,) * (entry.projection != _EVERYTHING),
        filters=wording.filter_words(
            options, names if not entry.around else (), report_name(store, options)
        ),
        theme=wording.theme_words(store, options),
        notes=tuple(filter(None, (notice, wording.best_path(network)))),
        reports=chosen_reports(store, options),
    )


@garbage_collection.paused()
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
    text, counts = _render(store, entry, options or MapOptions(), _suffix(entry, path))
    save(path, text.encode())
    return counts


@garbage_collection.paused()
def inline(
    store: Store, name: str, options: MapOptions | None = None, *, path: Path | None = None
) -> Inline:
    """Make a map that a notebook shows.

    Args:
        store: a built store.
        name: one of MAPS.
        options: what the map shows.
        path: of a file to which it is written as well.

    Raises:
        PeelgraphError: as `draw`.
    """
    entry, options = find_map(name), options or MapOptions()
    require_extra("maps", "maps")
    is_page = path is not None and _suffix(entry, path) == ".html"
    if path and not is_page:
        draw(store, name, path, options)
    text, _ = _render(store, entry, options, ".html")
    page = Inline(entry.title, text, path)
    if path and is_page:
        page.save(path)
    return page


def _suffix(entry: Map, path: Path) -> str:
    """Return the suffix of a file for a map, `.html` where it has none.

    Raises:
        PeelgraphError: for one that this map does not have.
    """
    refuse_suffix(f"the map {entry.name}", path, entry.suffixes)
    return path.suffix.lower() or ".html"


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
    if entry.choose is not None:
        entry.check(options)
        _checked_voices(store, options.voices)
        choice = entry.choose(store, options)
        names = labels(store, options.about)
        heading = Heading(
            entry.title,
            entry.start(options),
            wording.part_words(_claim(entry, choice.counts, wording.scope_words(store, options))),
            filters=wording.filter_words(
                options, list(names.values()), report_name(store, options)
            ),
            theme=wording.theme_words(store, options),
        )
        return render_part(store, choice.part, heading), choice.counts
    content = picture(store, entry.name, options)
    network = content.network
    counts = network.number_of_nodes(), network.number_of_edges()
    further = further_networks(store, entry, options, network) if suffix != ".svg" else {}
    text = picture_text(store, content, suffix, further=further, second=options.other)
    return text, counts


def picture_text(
    store: Store,
    content: Picture,
    suffix: str,
    *,
    further: Mapping[str, Network] | None = None,
    second: tuple[Store, str, str] | None = None,
) -> str:
    """Return a map as the text of a file.

    Args:
        store: with what a page says of things.
        content: the map.
        suffix: `.svg` for a picture, anything else for a page.
        further: as `further_networks` gives them, for a page.
        second: another store with which the page compares, with the names of both.
    """
    if suffix == ".svg":
        return _svg(content)
    heading = Heading(
        content.title,
        content.start,
        wording.part_words(content.claim),
        filters=content.filters,
        theme=content.theme,
        notes=content.notes,
    )
    if second:
        return _comparison(store, content, heading, second)
    part = network_part(
        store,
        content.network,
        views=content.views,
        further=further,
        about=content.centre,
        reports=content.reports,
    )
    return render_part(store, part, heading)


def _comparison(
    store: Store, content: Picture, heading: Heading, second: tuple[Store, str, str]
) -> str:
    """Return the page that compares the same part of two stores."""
    other, *names = second
    here, there = (
        version.subgraph([iri for iri in version if iri in content.network])
        for version in content.network.graph["versions"]
    )
    part = network_part(other, there, views=content.views, reports=content.reports)
    return render_part(
        store,
        network_part(store, here, views=content.views, reports=content.reports),
        heading,
        second=SecondPart(other, part, (names[0], names[1])),
    )


def _svg(content: Picture) -> str:
    from viz.maps.svg import svg_picture

    return svg_picture(
        content.network,
        content.places,
        title=content.title,
        description=content.description,
        notice=" ".join(content.notes),
    )


def _title(entry: Map, names: Sequence[str]) -> str:
    if not names:
        return entry.title
    if entry.around:
        return entry.around.format(*names)
    return f"{entry.title}, around {' and '.join(names)}"


def _claim(entry: Map, counts: tuple[int, int], scope: str) -> str:
    return entry.claim.format(*entry.amounts(counts), scope)


def _check(entry: Map, options: MapOptions) -> None:
    """Refuse options that lack what the map needs, or that name an unknown grouping."""
    entry.check(options)
    if options.by and options.by not in GROUPINGS:
        raise PeelgraphError(
            f"things cannot be grouped by \u201c{options.by}\u201d.",
            hint=f"Known: {', '.join(GROUPINGS)}.",
        )


def _network(store: Store, entry: Map, options: MapOptions) -> Network:
    """Make the network of a map, of what is near the things that the options name if that will do.

    Where options leave nothing of that, the network of everything can say which of them does.
    """
    near = entry.near(store, options)
    if near and (entry.polarity or not options.takes_every_sentence):
        with suppress(PeelgraphError):
            return _limited_network(store, entry, options, near)
        near = None
    return _limited_network(store, entry, options, near)


def _limited_network(store: Store, entry: Map, options: MapOptions, near: Near | None) -> Network:
    """Project the network of a map, limited to what the options name."""
    selection = _selection(store, entry, options)
    network = project(store, entry.projection, selection, near=near)
    network = _themed(store, network, options)
    network = entry.transform(network, options, selection)
    for iri in options.about:
        if iri not in network:
            _refuse(store, entry, iri)
    return entry.focus(network, options)


def _selection(store: Store, entry: Map, options: MapOptions) -> Selection:
    return Selection(
        question=options.question,
        voices=_checked_voices(store, options.voices),
        planned=options.planned,
        polarity=entry.polarity,
        inspection=options.inspection,
    )


def _themed(store: Store, network: Network, options: MapOptions) -> Network:
    """Limit a network to the theme of the options, if they have one."""
    if not options.theme:
        return network
    label = labels(store, [options.theme]).get(options.theme, compress(options.theme))
    return filters.on_theme(network, store, options.theme, label=label)


def further_networks(
    store: Store, entry: Map, options: MapOptions, network: Network
) -> dict[str, Network]:
    """Project the networks of a map's views that are not its own, between the things of the map.

    So that a view of its page has every relation between two of them that it has elsewhere.

    Args:
        store: a built store.
        entry: of the map.
        options: what the map shows.
        network: of the map.
    """
    further = {}
    for name in entry.views:
        if name == entry.projection:
            continue
        near = Near(frozenset(network), 0)
        whole = project(store, name, _selection(store, entry, options), near=near)
        with suppress(PeelgraphError):  # nothing of the theme
            further[name] = _themed(store, whole, options).subgraph(network)
    return further


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
