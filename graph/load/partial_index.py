"""Take what is stated around a few loaded statements, so that the index changes in part.

That suffices where neither they nor what is stated around them means anything to the project's
queries but names: what such statements give to the index depends on the things at their ends alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from graph.default_graph import REPEATED
from graph.labels import NAME_PROPERTIES
from graph.namespaces import BASE, RDF_TYPE, compress, expand
from graph.store import NamedNode, Quad, Store, store_in_memory

_MOST = 2_000  # statements around, beyond which all is indexed anew
_TYPE = NamedNode(RDF_TYPE)
_NAMING = tuple(map(NamedNode, (RDF_TYPE, *NAME_PROPERTIES)))
_NOTES = [expand(name) for name in ("skos:definition", "skos:scopeNote", "rdfs:comment")]
_PLAIN = {RDF_TYPE, *NAME_PROPERTIES, *_NOTES}  # properties that queries read of a thing itself
_FOLDERS = ("load/index", "load/links", "load/lookup_tables", "query_tables", "statement_columns")


def surroundings(whole: Store, added: Sequence[Quad]) -> tuple[Store, Store] | None:
    """Return what is stated around new statements, without them and with them.

    Args:
        whole: the store without them.
        added: the new statements.

    Returns:
        Two stores; None where the index needs all.
    """
    ends = {end for quad in added for end in _ends(quad)}
    quads: set[Quad] = set()
    for end in ends:
        for quad in _around(whole, end):
            quads.add(quad)
            if len(quads) > _MOST:
                return None
    if not all(_is_plain(whole, quad) for quad in (*added, *quads)):
        return None
    for neighbour in {end for quad in quads for end in _ends(quad)} - ends:
        for name in _NAMING:
            quads.update(whole.quads_for_pattern(neighbour, name, None, None))
    return store_in_memory(quads), store_in_memory((*quads, *added))


def _ends(quad: Quad) -> Iterator[NamedNode]:
    """Yield the things that a statement connects; a class is none."""
    if isinstance(quad.subject, NamedNode):
        yield quad.subject
    if isinstance(quad.object, NamedNode) and quad.predicate != _TYPE:
        yield quad.object


def _around(whole: Store, thing: NamedNode) -> Iterator[Quad]:
    yield from whole.quads_for_pattern(thing, None, None, None)
    yield from whole.quads_for_pattern(None, None, thing, None)


def _is_plain(whole: Store, quad: Quad) -> bool:
    """Tell whether no query of the project reads a statement but for the names of a thing."""
    terms = [str(quad.subject), str(quad.predicate), str(quad.object)]
    if quad.graph_name != REPEATED:
        terms.append(str(quad.graph_name))
    if any(term.startswith(f"<{BASE}") for term in terms):
        return False
    if quad.predicate == _TYPE:
        return not _is_read(str(quad.object)[1:-1]) and not _is_described(whole, quad.object)
    name = quad.predicate.value
    return name in _PLAIN or not (_is_read(name) or _is_described(whole, quad.predicate))


def _is_described(whole: Store, term: object) -> bool:
    """Tell whether a store says of a property or class what it is to the project."""
    if not isinstance(term, NamedNode):
        return True
    quads = whole.quads_for_pattern(term, None, None, None)
    return any(quad.predicate.value.startswith(BASE) for quad in quads)


def _is_read(iri: str) -> bool:
    return compress(iri) in _queries()


@cache
def _queries() -> str:
    """Return the queries that the index is made with."""
    root = Path(__file__).resolve().parent.parent
    paths = (path for folder in _FOLDERS for path in sorted((root / folder).glob("*.rq")))
    return "\n".join(path.read_text("utf-8") for path in paths)
