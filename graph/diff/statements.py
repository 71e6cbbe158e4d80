"""Compare two graphs: statements added, removed, and those that rest on other sentences."""

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
        if self.before is None:
            return "added"
        if self.after is None:
            return "removed"
        return "evidence changed"


@dataclass(frozen=True)
class Difference:
    """What two graphs do not share.

    Attributes:
        before: the first graph, as compared.
        after: the second.
        statements: each that differs, in the order of its text.
        refiled: how many statements only stand in another file.
        removed: exact rows, as graph and line of N-Triples, that only the first graph has.
        added: exact rows that only the second has.
        is_exact: whether the rows are those of the graphs themselves; not so where both were
            compared without the names of their graphs.
    """

    before: Snapshot
    after: Snapshot
    statements: tuple[Statement, ...]
    refiled: int
    removed: tuple[Row, ...]
    added: tuple[Row, ...]
    is_exact: bool = True


def difference(before: Snapshot, after: Snapshot) -> Difference:
    """Compare two graphs.

    Where only one of them has named graphs, and so sentences, both are compared without, and with
    what follows from them. The graphs of files are no evidence: a statement that moves from one
    file to another is the same statement.
    """
    is_exact = before.has_graphs == after.has_graphs
    if not is_exact:
        before, after = without_graphs(before), without_graphs(after)
    removed, added = _rows(before, after), _rows(after, before)
    statements = _statements(before, after, {line for _, line in (*removed, *added)})
    changes = tuple(statement for statement in statements if statement.before != statement.after)
    return Difference(
        before,
        after,
        changes,
        refiled=len(statements) - len(changes),
        removed=tuple(removed),
        added=tuple(added),
        is_exact=is_exact,
    )


def _statements(before: Snapshot, after: Snapshot, lines: set[bytes]) -> list[Statement]:
    """Return the statements of lines that differ, with their sentences in both graphs."""
    sentences = _sentences(before, after)
    if has_blank_nodes(lines):
        before, after = name_blank_nodes(before), name_blank_nodes(after)
        lines = {line for _, line in (*_rows(before, after), *_rows(after, before))}
    evidence_before = _evidence(before, lines, sentences)
    evidence_after = _evidence(after, lines, sentences)
    ordered = sorted(lines)
    return [
        Statement(quad.triple, evidence_before.get(line), evidence_after.get(line))
        for line, quad in zip(ordered, parse_lines(ordered), strict=True)
    ]


def _rows(snapshot: Snapshot, reference: Snapshot) -> list[Row]:
    """Return the rows of a graph that a reference lacks, sorted."""
    return sorted(
        (graph, line)
        for graph, lines in snapshot.graphs.items()
        for line in lines - reference.graphs.get(graph, frozenset())
    )


def _sentences(*snapshots: Snapshot) -> frozenset[str]:
    """Return the graphs that are sentences."""
    graphs = {graph for snapshot in snapshots for graph in snapshot.graphs}
    sentence = NamedNode(expand("peel:Sentence"))
    subjects = [
        quad.subject
        for snapshot in snapshots
        for quad in snapshot.store.quads_for_pattern(None, NamedNode(RDF_TYPE), sentence, None)
    ]
    iris = {subject.value for subject in subjects if isinstance(subject, NamedNode)}
    return frozenset(iris | {graph for graph in graphs if graph.startswith(REPORT)})


def _evidence(
    snapshot: Snapshot, lines: set[bytes], sentences: frozenset[str]
) -> Mapping[bytes, frozenset[str]]:
    """Return the sentences that state each line, for the lines that are stated."""
    evidence: dict[bytes, set[str]] = defaultdict(set)
    for graph, statements in snapshot.graphs.items():
        for line in statements & lines:
            evidence[line].update({graph} & sentences)
    return {line: frozenset(graphs) for line, graphs in evidence.items()}
