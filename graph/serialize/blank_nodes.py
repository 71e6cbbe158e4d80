"""Name blank nodes by what is stated of them: the same data give the same names.

The nodes of each connected component are told apart by colour refinement (Weisfeiler and Leman,
1968), and nodes that look alike one at a time, as McKay (1981) does; the search of all choices is
left out, so that lists of thousands of equal items take no time that grows with their square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from graph.store import BlankNode, NamedNode, Quad, Triple

_Term: TypeAlias = object
_Names: TypeAlias = dict[BlankNode, str]
_Incidence: TypeAlias = tuple[str, tuple[BlankNode, ...]]
_Signature: TypeAlias = tuple[tuple[str, tuple[int, ...]], ...]
_MOST_TRIES = 20_000  # mentions of nodes in a component, times nodes that look alike
_SELF, _BLANK = "_:self", "_:blank"


class Component(NamedTuple):
    """Blank nodes that are linked with each other.

    Attributes:
        lines: their statements, sorted, with numbers for the nodes; equal for equal statements.
        nodes: in the order of those numbers.
    """

    lines: list[str]
    nodes: list[BlankNode]


def has_blank_node(quad: Quad) -> bool:
    """Tell whether a blank node stands anywhere in a statement or its graph's name."""
    kinds = type(quad.subject), type(quad.object), type(quad.graph_name)
    if BlankNode in kinds:
        return True
    return Triple in kinds and bool(_blank_nodes(quad.subject) or _blank_nodes(quad.object))


def canonical_names(quads: Iterable[Quad]) -> dict[BlankNode, BlankNode]:
    """Return a name for each blank node that depends on nothing but what the statements say.

    Args:
        quads: all statements of the data; only those with blank nodes matter.
    """
    components = sorted(canonical_components(quads), key=lambda component: component.lines)
    ordered = (node for component in components for node in component.nodes)
    return {node: BlankNode(f"b{number}") for number, node in enumerate(ordered)}


def canonical_components(quads: Iterable[Quad]) -> Iterator[Component]:
    """Yield the statements of blank nodes that are linked with each other, in canonical form.

    Args:
        quads: all statements of the data; only those with blank nodes matter.
    """
    incidences: dict[BlankNode, list[_Incidence]] = defaultdict(list)
    lines: dict[BlankNode, list[Quad]] = defaultdict(list)
    for quad in filter(has_blank_node, quads):
        nodes = _quad_nodes(quad)
        lines[nodes[0]].append(quad)
        for node in dict.fromkeys(nodes):
            others = tuple(name for name in nodes if name != node)
            incidences[node].append((_pattern(quad, node), others))
    for nodes in _components(incidences):
        yield _canonical_component(nodes, incidences, lines)


def renamed_quads(
    quads: Iterable[Quad], names: Mapping[BlankNode, BlankNode | NamedNode]
) -> Iterator[Quad]:
    """Yield statements with other names of blank nodes, or IRIs in their place.

    Args:
        quads: to be renamed.
        names: by the names that there are; a node without one keeps its own.
    """
    for quad in quads:
        if names and has_blank_node(quad):
            parts = quad.subject, quad.predicate, quad.object, quad.graph_name
            yield Quad(*(_renamed(term, names) for term in parts))  # type: ignore[arg-type]
        else:
            yield quad


def _renamed(term: _Term, names: Mapping[BlankNode, BlankNode | NamedNode]) -> _Term:
    match term:
        case BlankNode():
            return names.get(term, term)
        case Triple(subject=subject, predicate=predicate, object=value):
            ends = (_renamed(end, names) for end in (subject, value))
            return Triple(next(ends), predicate, next(ends))  # type: ignore[arg-type]
    return term


def _blank_nodes(term: _Term) -> list[BlankNode]:
    match term:
        case BlankNode():
            return [term]
        case Triple(subject=subject, object=value):
            return [*_blank_nodes(subject), *_blank_nodes(value)]
    return []


def _quad_nodes(quad: Quad) -> list[BlankNode]:
    return [
        node for term in (quad.subject, quad.object, quad.graph_name) for node in _blank_nodes(term)
    ]


def _pattern(quad: Quad, node: BlankNode) -> str:
    """Write a statement with marks in place of blank nodes, one mark for a certain node."""
    marks = defaultdict(lambda: _BLANK, {node: _SELF})
    return _line(quad, marks)


def _line(quad: Quad, names: _Names) -> str:
    terms = quad.subject, quad.predicate, quad.object, quad.graph_name
    return " ".join(_text(term, names) for term in terms)


def _text(term: _Term, names: _Names) -> str:
    match term:
        case BlankNode():
            return names[term]
        case Triple(subject=subject, predicate=predicate, object=value):
            return f"<<{_text(subject, names)} {predicate} {_text(value, names)}>>"
    return str(term)


def _components(incidences: dict[BlankNode, list[_Incidence]]) -> Iterator[list[BlankNode]]:
    """Yield the nodes of each connected component."""
    left = dict.fromkeys(incidences)
    while left:
        component = [left.popitem()[0]]
        for node in component:  # grows while it is read
            for _, others in incidences[node]:
                for name in others:
                    if name in left:
                        del left[name]
                        component.append(name)
        yield component


def _canonical_component(
    nodes: Sequence[BlankNode],
    incidences: dict[BlankNode, list[_Incidence]],
    lines: dict[BlankNode, list[Quad]],
) -> Component:
    partition = _Partition(nodes, incidences)
    partition.refine(nodes)
    while cell := partition.ambiguous_cell():
        partition = _chosen(partition, cell)
    order = partition.order()
    names = {node: f"_:{number}" for number, node in enumerate(order)}
    text = sorted(_line(quad, names) for node in nodes for quad in lines[node])
    return Component(text, order)


def _chosen(partition: _Partition, cell: Sequence[BlankNode]) -> _Partition:
    """Tell a node of a cell from the others: the one whose choice gives the least partition."""
    if partition.is_of_twins(cell):
        partition.separate(cell[1:])
        return partition
    if len(cell) * partition.size > _MOST_TRIES:
        partition.separate(cell[:1])
        return partition
    copies = [partition.copy() for _ in cell]
    for copy, node in zip(copies, cell, strict=True):
        copy.separate([node])
    return min(copies, key=_Partition.invariant)


class _Partition:
    """Nodes in ordered cells; a cell is called by the number of nodes before it."""

    def __init__(
        self, nodes: Sequence[BlankNode], incidences: dict[BlankNode, list[_Incidence]]
    ) -> None:
        self._incidences = incidences
        self._cells = {0: dict.fromkeys(nodes)}
        self._cell_of = dict.fromkeys(nodes, 0)

    @property
    def size(self) -> int:
        return sum(len(self._incidences[node]) for node in self._cell_of)

    def order(self) -> list[BlankNode]:
        return [node for start in sorted(self._cells) for node in self._cells[start]]

    def ambiguous_cell(self) -> list[BlankNode]:
        """Return the first cell of several nodes, or nothing."""
        starts = [start for start, cell in self._cells.items() if len(cell) > 1]
        return list(self._cells[min(starts)]) if starts else []

    def invariant(self) -> list[tuple[int, _Signature]]:
        """Return what is the same for every partition that differs in the names of nodes only."""
        cells = sorted(self._cells.items())
        return [(start, self._signature(next(iter(cell)))) for start, cell in cells]

    def copy(self) -> _Partition:
        copy = _Partition((), self._incidences)
        copy._cells = {start: dict(cell) for start, cell in self._cells.items()}
        copy._cell_of = dict(self._cell_of)
        return copy

    def is_of_twins(self, cell: Sequence[BlankNode]) -> bool:
        """Tell whether the nodes of a cell have the same neighbours, so that any order will do."""
        neighbours = self._neighbours(cell[:1])
        return all(len(self._cells[self._cell_of[node]]) == 1 for node in neighbours)

    def separate(self, nodes: Sequence[BlankNode]) -> None:
        """Give nodes of one cell a cell each, and split all cells that differ by them."""
        self._move([[node] for node in nodes])
        self.refine(self._neighbours(nodes))

    def refine(self, changed: Iterable[BlankNode]) -> None:
        """Split cells whose nodes differ, until no cell does.

        Args:
            changed: nodes of which neighbours are in another cell than before.
        """
        queue = set(changed)
        while queue:
            by_cell: dict[int, list[BlankNode]] = defaultdict(list)
            for node in queue:
                by_cell[self._cell_of[node]].append(node)
            splits = [self._groups(start, nodes) for start, nodes in by_cell.items()]
            moved = [node for groups in splits for group in groups for node in group]
            for groups in splits:
                self._move(groups)
            queue = set(self._neighbours(moved))

    def _groups(self, start: int, nodes: Iterable[BlankNode]) -> list[list[BlankNode]]:
        """Group the nodes of a cell that have to leave it, by their signatures.

        Nodes that did not change stay; where all did, the largest group, so that few names change.
        """
        if len(self._cells[start]) == 1:
            return []
        groups: dict[_Signature, list[BlankNode]] = defaultdict(list)
        for node in nodes:
            groups[self._signature(node)].append(node)
        ordered = [groups[signature] for signature in sorted(groups)]
        if sum(map(len, ordered)) == len(self._cells[start]):
            ordered.remove(max(ordered, key=len))
        return ordered

    def _move(self, groups: Sequence[list[BlankNode]]) -> None:
        """Move groups out of their cell into cells of their own behind it."""
        if not groups:
            return
        start = self._cell_of[groups[0][0]]
        cell = self._cells[start]
        for group in groups:
            for node in group:
                del cell[node]
        place = start + len(cell)
        for group in groups:
            self._cells[place] = dict.fromkeys(group)
            self._cell_of.update(dict.fromkeys(group, place))
            place += len(group)

    def _signature(self, node: BlankNode) -> _Signature:
        return tuple(
            sorted(
                (pattern, tuple(self._cell_of[name] for name in others))
                for pattern, others in self._incidences[node]
            )
        )

    def _neighbours(self, nodes: Iterable[BlankNode]) -> Iterator[BlankNode]:
        for node in nodes:
            for _, others in self._incidences[node]:
                yield from others
