"""Knows what two graphs do not share: statements added, removed, and statements that rest on other sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from graph.diff.blank_nodes import has_blank_nodes, name_blank_nodes
from graph.diff.snapshot import Snapshot, parse_lines, without_graphs
from graph.namespaces import RDF_TYPE, REPORT, expand
from graph.store import NamedNode, Triple

Row = tuple[str, bytes]


@dataclass(frozen=True)
class Statement:
    """A statement that is not the same in two graphs.

    Attributes:
        triple: what is stated.
        before: sentences that state it in the first graph; None where it is not there.
        after: sentences that state it in the second; None where it is not there.
    """

    triple: Triple
    before: frozenset[str] | None
    after: frozenset[str] | None

    @property
    def what(self) -> str:
        """`added`, `removed` or `evidence changed`."""
        return (
            "added"
            if self.before is None
            else "removed"
            if self.after is None
            else "evidence changed"
        )


@dataclass(frozen=True)
class Difference:
    """What two graphs do not share.

    Attributes:
        one: the first graph, as compared.
        other: the second.
        statements: each that differs, in the order of its text.
        refiled: how many statements only stand in another file.
        removed: exact rows, as graph and line of N-Triples, that only the first graph has.
        added: exact rows that only the second has.
        exact: whether the rows are those of the graphs as they are kept; not so where both were taken without graphs.
    """

    one: Snapshot
    other: Snapshot
    statements: tuple[Statement, ...]
    refiled: int
    removed: tuple[Row, ...]
    added: tuple[Row, ...]
    exact: bool = True


def difference(one: Snapshot, other: Snapshot) -> Difference:
    """Hold two graphs against each other.

    Where only one of them knows graphs, and so sentences, both are taken without, and with what follows from them. The graphs of
    files are no evidence: a statement that moves from one file to another is the same statement.
    """
    exact = one.has_graphs == other.has_graphs
    if not exact:
        one, other = without_graphs(one), without_graphs(other)
    removed, added = _rows(one, other), _rows(other, one)
    lines = {line for _, line in (*removed, *added)}
    compared = (
        (name_blank_nodes(one), name_blank_nodes(other)) if has_blank_nodes(lines) else (one, other)
    )
    if compared[0] is not one:
        lines = {line for _, line in (*_rows(*compared), *_rows(*reversed(compared)))}
    sentences = _sentences(one, other)
    before, after = (_evidence(side, lines, sentences) for side in compared)
    ordered = sorted(lines)
    found = [
        Statement(quad.triple, before.get(line), after.get(line))
        for line, quad in zip(ordered, parse_lines(ordered), strict=True)
    ]
    shown = tuple(statement for statement in found if statement.before != statement.after)
    return Difference(
        one, other, shown, len(found) - len(shown), tuple(removed), tuple(added), exact
    )


def _rows(one: Snapshot, other: Snapshot) -> list[Row]:
    """Return the rows of one graph that the other lacks, sorted."""
    return sorted(
        (graph, line)
        for graph, lines in one.graphs.items()
        for line in lines - other.graphs.get(graph, frozenset())
    )


def _sentences(*sides: Snapshot) -> frozenset[str]:
    """Return the graphs that are sentences."""
    names = {graph for side in sides for graph in side.graphs if graph.startswith(REPORT)}
    sentence = NamedNode(expand("peel:Sentence"))
    found = [
        quad.subject
        for side in sides
        for quad in side.store.quads_for_pattern(None, NamedNode(RDF_TYPE), sentence, None)
    ]
    return frozenset(names | {subject.value for subject in found if isinstance(subject, NamedNode)})


def _evidence(
    side: Snapshot, lines: set[bytes], sentences: frozenset[str]
) -> Mapping[bytes, frozenset[str]]:
    """Return the sentences that state each line, for the lines that are stated."""
    found: dict[bytes, set[str]] = defaultdict(set)
    for graph, stated in side.graphs.items():
        for line in stated & lines:
            found[line].update({graph} & sentences)
    return {line: frozenset(graphs) for line, graphs in found.items()}
