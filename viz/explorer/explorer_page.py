"""Write the explorer: the whole graph in one HTML file that works from disk without a network."""

from __future__ import annotations

import base64
import gzip
import json
import pkgutil
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from graph.store import Store
from viz.explorer.engine import block_scripts, sparql_blocks
from viz.explorer.graph_data import Record, read_graph, read_things
from viz.visjs_page import Drawing, drawing_options, fill_template

if TYPE_CHECKING:
    from graph.diff.statements import Difference

_SECTIONS = f"{__name__.rpartition('.')[0]}.sections"
_OPTIONS = drawing_options(interaction={"multiselect": True})


class Site(NamedTuple):
    """The page of the explorer, and how many things and statements it holds."""

    html: str
    things: int
    statements: int


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
    data = {**graph.data, "sections": read_sections(store)}
    if texts:
        data["texts"] = [" ".join(texts.get(iri, "").split()) for iri in graph.sentences]
    if delta:
        from viz.explorer.comparison import read_comparison

        data["comparison"] = read_comparison(store, graph, delta)
    title = site_title(graph.reports)
    html = fill_template(
        "explorer",
        Drawing([], [], _OPTIONS),
        script="explorer",
        styles=["explorer", "explorer_views", "sparql"],
        workers=True,
        block_scripts=block_scripts(),
        title=title,
        data=pack(data),
        blocks=sparql_blocks(store),
    )
    return Site(html, graph.things, graph.statements)


def read_sections(store: Store) -> Record:
    """Return the data of each module in `sections`, by its name.

    Such a module holds a function `read_section(store, numbers)`, in which `numbers` are those of
    the things of the page by IRI.
    """
    package = import_module(_SECTIONS)
    numbers = {iri: number for number, iri in enumerate(read_things(store))}
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    modules = {name: import_module(f"{_SECTIONS}.{name}") for name in names}
    return {name: module.read_section(store, numbers) for name, module in modules.items()}


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
    content = text.encode("utf-8", "replace")
    return base64.b64encode(gzip.compress(content, 9, mtime=0)).decode("ascii")
