"""Second graphs for tests: an earlier version of the real one, another force's, a later inspection's."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

from graph.default_graph import stated_quads
from graph.namespaces import expand
from graph.store import Literal, NamedNode, Quad, Store, store_in_memory

FIRST, LATER = "cambridgeshire-2018-19-effectiveness", "cambridgeshire-2021-22-effectiveness"
_LATER_PERIOD = NamedNode(expand("period:2021-07"))
_TIME, _DATE = NamedNode(expand("time:hasTime")), NamedNode(expand("xsd:date"))
_LABEL = NamedNode(expand("rdfs:label"))
_Term = TypeVar("_Term")
_WORKS = NamedNode(expand("peel:worksWith"))
CHARITY = "organisation:old-charity"  # that only the earlier graph has
HUB = "unit:cambridgeshire-methub"
VALUE = "11.5"


class Earlier(NamedTuple):
    """An earlier version of a graph, and what is not the same in it.

    Attributes:
        quads: that it states.
        missing: relations that it lacks, as subject and object.
        moved: relations that it states in another sentence.
        figure: IRI of the figure that has the value `VALUE` in it.
        finding: IRI of the finding that it lacks.
    """

    quads: list[Quad]
    missing: list[tuple[str, str]]
    moved: list[tuple[str, str]]
    figure: str
    finding: str


def earlier_version(store: Store) -> Earlier:
    """Return a version without four partnerships and a finding, with one more, and two moved."""
    quads = sorted(stated_quads(store), key=str)
    single = _partnerships(quads)
    missing, moved = single[:4], single[4:6]
    figure = min(_ends(quad)[0] for quad in quads if quad.predicate == _node("peel:value"))
    finding = min(_ends(quad)[0] for quad in quads if quad.predicate == _node("peel:polarity"))
    place = single[10].graph_name
    kept = [
        _with_value(quad) if _ends(quad)[0] == figure else quad
        for quad in quads
        if quad not in single[:6] and finding not in _ends(quad)
    ]
    kept += [Quad(quad.subject, quad.predicate, quad.object, place) for quad in moved]
    kept += [
        Quad(_node(HUB), _WORKS, _node(CHARITY), place),
        Quad(_node(CHARITY), _node("rdf:type"), _node("peel:Partner"), place),
        Quad(_node(CHARITY), _node("rdfs:label"), Literal("an old charity", language="en"), place),
    ]
    return Earlier(kept, list(map(_ends, missing)), list(map(_ends, moved)), figure, finding)


def another_force(store: Store) -> list[Quad]:
    """Return the report of another force: the same, but every second partnership is missing."""
    quads = sorted(stated_quads(store), key=str)
    left_out = set(_partnerships(quads)[::2])
    return [renamed_quad(quad) for quad in quads if quad not in left_out]


def renamed_quad(quad: Quad) -> Quad:
    """Return a statement with the name of another force in place of the real one."""
    return Quad(*map(_renamed, (*quad.triple, quad.graph_name)))  # type: ignore[arg-type]


def renamed_text(text: str) -> str:
    """Return a text with the name of another force in place of the real one."""
    for name in ("cambridgeshire", "Cambridgeshire"):
        text = text.replace(name, name.replace("ambridge", "arrow"))
    return text


def _renamed(term: object) -> object:
    if isinstance(term, NamedNode):
        return NamedNode(renamed_text(term.value))
    if isinstance(term, Literal) and term.language:
        return Literal(renamed_text(term.value), language=term.language)
    return term


def _partnerships(quads: list[Quad]) -> list[Quad]:
    """Return the partnerships that stand in one sentence, and there in one direction."""
    works = [
        quad for quad in quads if quad.predicate == _WORKS and "/report/" in str(quad.graph_name)
    ]
    pairs = [frozenset(_ends(quad)) for quad in works]
    return [quad for quad, pair in zip(works, pairs, strict=True) if pairs.count(pair) == 1]


def _with_value(quad: Quad) -> Quad:
    if quad.predicate != _node("peel:value"):
        return quad
    assert isinstance(quad.object, Literal)
    value = Literal(VALUE, datatype=quad.object.datatype)
    return Quad(quad.subject, quad.predicate, value, quad.graph_name)


def _ends(quad: Quad) -> tuple[str, str]:
    return str(quad.subject).strip("<>"), str(quad.object).strip("<>")


def _node(name: str) -> NamedNode:
    return NamedNode(expand(name))


def with_later_inspection(store: Store) -> Store:
    """Return a store with the report and that of a later inspection of the force, which finds it all again."""
    quads = set(store)
    later = {quad for each in quads if (quad := _later_quad(each)) not in quads}
    begin, day = NamedNode(expand("period:instant-2021")), Literal("2021-07-01", datatype=_DATE)
    dates = {
        Quad(_LATER_PERIOD, _node("time:hasBeginning"), begin),
        Quad(_LATER_PERIOD, _node("time:hasEnd"), begin),
        Quad(begin, _node("time:inXSDDate"), day),
    }
    return store_in_memory(quads | later | dates)


def _later_quad(quad: Quad) -> Quad:
    """Return what the report of the later inspection states where that of the first states this."""
    subject, graph = _later_term(quad.subject), _later_term(quad.graph_name)
    value = _later_term(quad.object)
    if quad.predicate == _TIME and subject == _node(f"inspection:{LATER}"):
        value = _LATER_PERIOD
    if quad.predicate == _LABEL and subject != quad.subject and isinstance(value, Literal):
        value = Literal(f"{value.value} (later)", language="en")
    return Quad(subject, quad.predicate, value, graph)


def _later_term(term: _Term) -> _Term | NamedNode:
    if isinstance(term, NamedNode) and FIRST in term.value:
        return NamedNode(term.value.replace(FIRST, LATER))
    return term
