"""Draw the answer to a query as a map: its statements, or one link for each row of two things."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graph.analyse.networks.projection import project
from graph.errors import PeelgraphError
from graph.extras import require_extra
from graph.files import refuse_suffix, save
from graph.namespaces import ONTOLOGY
from graph.query.answer_edges import Edge, edges_between
from graph.query.description import labels
from graph.statement_columns import Near
from graph.store import Store, is_iri
from graph.terms import of
from graph.text import camel_words, format_amount
from viz.maps import filters
from viz.maps.builder import Picture, picture_text
from viz.maps.catalogue import MOST
from viz.maps.notebook import Inline

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

SUFFIXES = (".html", ".svg")
TITLE = "Answer to a query"
_WHAT = "the map of an answer"  # in messages
_NO_RELATION = "in a row with"  # where the query names no property between two things


def draw_answer(
    store: Store, columns: Sequence[str], rows: Iterable[Sequence[str]], query: str, path: Path
) -> tuple[int, int]:
    """Write the answer to a query to a file, as an HTML page or an SVG picture by its suffix.

    Args:
        store: that was asked.
        columns: of the answer, as `graph.query.answer_edges.edges_between` takes them.
        rows: of the answer, IRIs as they are.
        query: in SPARQL.
        path: of the file.

    Returns:
        The numbers of things and links.

    Raises:
        PeelgraphError: when the answer connects no things, its suffix is unknown, or the file
            cannot be written.
    """
    require_extra("maps", "maps")
    refuse_suffix(_WHAT, path, SUFFIXES)
    content = answer_picture(store, columns, rows, query)
    save(path, picture_text(store, content, path.suffix.lower()).encode())
    return content.network.number_of_nodes(), content.network.number_of_edges()


def inline_answer(
    store: Store,
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    query: str,
    *,
    path: Path | None = None,
) -> Inline:
    """Make a map of the answer to a query that a notebook shows.

    Args:
        store: that was asked.
        columns: as for `draw_answer`.
        rows: as for `draw_answer`.
        query: in SPARQL.
        path: of a file to which it is written as well.

    Raises:
        PeelgraphError: as `draw_answer`.
    """
    require_extra("maps", "maps")
    if path:
        refuse_suffix(_WHAT, path, SUFFIXES)
    content = answer_picture(store, columns, rows, query)
    page = Inline(content.title, picture_text(store, content, ".html"), path)
    if path and path.suffix.lower() == ".svg":
        save(path, picture_text(store, content, ".svg").encode())
    elif path:
        page.save(path)
    return page


def answer_picture(
    store: Store, columns: Sequence[str], rows: Iterable[Sequence[str]], query: str
) -> Picture:
    """Make the map of an answer; arguments as for `draw_answer`.

    A link that the graph states has its words and sentences; any other has neither.

    Raises:
        PeelgraphError: when the answer connects no things.
    """
    table = [tuple(row) for row in rows]
    iris = frozenset(cell for row in table for cell in row if is_iri(cell))
    network = project(store, "everything", near=Near(iris, 0))
    things = _things(store, network, iris)
    edges = edges_between(columns, table, query, things)
    if not edges:
        raise PeelgraphError(
            "this answer connects no two things, so there is nothing to draw.",
            hint="Ask for statements (CONSTRUCT), or for rows with the IRIs of two things.",
        )
    part, notice = filters.best_connected(_network(network, edges, things), MOST, keep=())
    node_count = format_amount(part.number_of_nodes(), "things")
    edge_count = format_amount(part.number_of_edges(), "links")
    words = f"{node_count} and {edge_count} of the answer to this query: {_short(query)}"
    return Picture(TITLE, "", words, part, {"view": "map"}, notes=tuple(filter(None, [notice])))


def _things(store: Store, network: Network, iris: Collection[str]) -> dict[str, str]:
    """Return the names of the things among some IRIs; classes and properties are none."""
    relations = of(network).relations
    names = labels(store, iris)
    return {
        iri: name
        for iri, name in names.items()
        if iri not in relations and not iri.startswith(ONTOLOGY)
    }


def _network(everything: Network, edges: list[Edge], things: dict[str, str]) -> Network:
    """Return a network of edges, with what is known of those that the graph states."""
    network = everything.__class__(**everything.graph)
    network.graph.update(name="answer", question=TITLE, directed=True, flow=False, sides=1)
    for source, relation, target in edges:
        network.add_edge(
            source, target, relation, **_attributes(everything, source, relation, target)
        )
    for iri, attributes in network.nodes(data=True):
        attributes.update(everything.nodes[iri] if iri in everything else _plain(things[iri]))
    return network


def _attributes(network: Network, source: str, relation: str, target: str) -> dict[str, object]:
    """Return the attributes of an edge: those of the graph, or the words of the relation alone."""
    if network.has_edge(source, target, relation):
        return dict(network.edges[source, target, relation])
    term = of(network).relations.get(relation)
    words = term.label if term else _words(relation)
    attributes = {"words": words, "back": words, "planned": False, "both": not relation}
    if term:
        attributes |= {"back": term.inverse_label, "planned": term.is_planned}
        attributes["both"] = term.is_symmetric
    return {**attributes, "sentences": [], "weight": 1, "stated": False}


def _plain(label: str) -> dict[str, object]:
    """Return the attributes of a thing of which no relation is stated."""
    texts = dict.fromkeys(("kind", "sector", "polarity", "practice", "status"), "")
    return {"label": label, "names": [], "voices": [], "side": 0, **texts}


def _words(relation: str) -> str:
    """Read the local name of a property as words.

    >>> _words("urn:x/sharesPartnerWith"), _words("")
    ('shares partner with', 'in a row with')
    """
    local = re.split(r"[/#:]", relation)[-1]
    return camel_words(re.sub("[-_]", " ", local)) or _NO_RELATION


def _short(query: str) -> str:
    """Return a query in one line of at most 160 characters."""
    text = " ".join(query.split())
    return text if len(text) <= 160 else f"{text[:159]}…"
