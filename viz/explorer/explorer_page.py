"""Write the explorer: a graph, or a part of it, in one HTML file that works without a network."""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from graph import garbage_collection
from graph.namespaces import compress
from graph.store import Store
from viz.explorer.engine import block_scripts, packed, sparql_blocks
from viz.explorer.graph_data import GraphData, Record, read_graph
from viz.explorer.graph_part import Part, SecondPart
from viz.visjs_page import fill_template

if TYPE_CHECKING:
    from graph.diff.statements import Difference

_SECTIONS = f"{__name__.rpartition('.')[0]}.sections"


class Site(NamedTuple):
    """The page of the explorer, and how many things and statements it holds."""

    html: str
    things: int
    statements: int


class Heading(NamedTuple):
    """What a page that holds a part of the graph says of itself.

    Attributes:
        title: of the part.
        address: at which the page starts, by the names of the parameters.
        words: what the part is, in a sentence or two.
        filters: that made it, in words.
        theme: to which it is limited, in words, or "".
        notes: further sentences, such as what was left out.
    """

    title: str
    address: Mapping[str, str]
    words: str
    filters: tuple[str, ...] = ()
    theme: str = ""
    notes: tuple[str, ...] = ()


@garbage_collection.paused()
def render_site(
    store: Store,
    *,
    texts: Mapping[str, str] | None = None,
    delta: Difference | None = None,
) -> Site:
    """Return the explorer of a store as an HTML page.

    Args:
        store: a built store.
        texts: of sentences by IRI, which the page then shows; none by default.
        delta: from a second graph to that of the store, which the page then compares.

    Raises:
        PeelgraphError: when the script of the page has not been built.
    """
    graph = read_graph(store)
    data = {**graph.data, "sections": read_sections(store, graph.numbers)}
    if texts:
        data["texts"] = [" ".join(texts.get(iri, "").split()) for iri in graph.sentences]
    if delta:
        from viz.explorer.comparison import read_comparison

        data["comparison"] = read_comparison(store, graph, delta)
    html = _page("explorer", site_title(graph.reports), data, blocks=sparql_blocks(store))
    return Site(html, len(graph.numbers), graph.statements)


def render_part(
    store: Store, part: Part, heading: Heading, *, second: SecondPart | None = None
) -> str:
    """Return the explorer with a part of a store as an HTML page, without the query engine.

    Args:
        store: a built store.
        part: what the page holds.
        heading: what it says of itself.
        second: a part of another store with which the page compares its own.

    Raises:
        PeelgraphError: when the script of the page has not been built.
    """
    graph = read_graph(store, part)
    data = {**graph.data, "sections": read_sections(store, graph.numbers, part)}
    data["part"] = {**heading._asdict(), **_part_numbers(part, graph)}
    if second:
        from viz.explorer.comparison import compare_parts

        there = read_graph(second.store, second.part)
        data["comparison"] = compare_parts(graph, there, second.names)
    return _page(
        "map", heading.title, data, source=site_title(graph.reports) if graph.reports else ""
    )


def read_sections(store: Store, numbers: Mapping[str, int], part: Part | None = None) -> Record:
    """Return the data of each module in `sections`, by its name.

    Args:
        store: a built store.
        numbers: of the things of the page by IRI.
        part: of the graph that the page holds; everything by default.
    """
    package = import_module(_SECTIONS)
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    modules = {name: import_module(f"{_SECTIONS}.{name}") for name in names}
    return {name: module.read_section(store, numbers, part) for name, module in modules.items()}


def _part_numbers(part: Part, graph: GraphData) -> Record:
    """Return the things that a part is of and the links that the graph does not state."""
    sentences = {iri: number for number, iri in enumerate(graph.sentences)}
    links = [
        [
            graph.numbers[link.source],
            compress(link.relation),
            graph.numbers[link.target],
            link.words,
            [sentences[iri] for iri in link.sentences if iri in sentences],
        ]
        for link in part.links
    ]
    return {"own": sorted(graph.numbers[iri] for iri in part.own), "links": links}


def _page(
    script: str,
    title: str,
    data: Record,
    *,
    source: str = "",
    blocks: Mapping[str, str] | None = None,
) -> str:
    """Return the page for a script; with the blocks of the query engine it has that, too.

    At its head stand its title and, where that does not say it, the `source`: its reports.
    """
    styles = ["explorer", "explorer_views", *(["sparql"] if blocks else [])]
    return fill_template(
        "explorer",
        script=script,
        styles=styles,
        workers=bool(blocks),
        block_scripts=block_scripts() if blocks else [],
        title=title,
        source=source,
        data=pack(data),
        blocks=blocks or {},
    )


def site_title(reports: Sequence[str]) -> str:
    """Return the title of the page: the report, or how many there are.

    Args:
        reports: labels of the reports.
    """
    if len(reports) == 1:
        return reports[0]
    return f"{len(reports)} inspection reports"


def pack(data: object) -> str:
    """Return data as base64 of gzip of JSON: the same bytes for the same data.

    >>> import base64, gzip
    >>> gzip.decompress(base64.b64decode(pack({"a": 1})))
    b'{"a":1}'
    """
    text = json.dumps(data, separators=(",", ":"), ensure_ascii=False)
    return packed(text.encode("utf-8", "replace"))
