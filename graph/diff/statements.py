"""Compare two graphs: statements added, removed, and those that rest on other sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from graph.diff.blank_nodes import has_blank_nodes, name_blank_nodes
from graph.diff.literals import Rewritten, exported_literals, rewritten_literals
from graph.diff.snapshot import Snapshot, parse_lines, without_graphs
from graph.namespaces import GRAPH
from graph.store import Literal, Triple, graph_key

Row = tuple[str, bytes]


@dataclass(frozen=True)
class Statement:
    """A statement that is not the same in two graphs.

    Attributes:
        triple: what is stated.
        before: sentences or other named graphs that state it in the first graph, without those of
            files; None where it is not there.
        after: the same in the second.
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
        rewritten: literals of one value that both have in another form, as 4 and 04.
        is_exact: whether the rows are those of the graphs themselves; not so where both were
            compared without the names of their graphs.
    """

    before: Snapshot
    after: Snapshot
    statements: tuple[Statement, ...]
    refiled: int
    removed: tuple[Row, ...]
    added: tuple[Row, ...]
    rewritten: tuple[Rewritten, ...] = ()
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
    cells = any(_has_blank_nodes(*pair) for pair in ((before, after), (after, before)))
    if cells:
        before, after = before.whole, after.whole
    removed, added = _rows(before, after), _rows(after, before)
    if cells:
        before, after = name_blank_nodes(before), name_blank_nodes(after)
    if any(b"_:" in line or graph.startswith("_:") for graph, line in (*removed, *added)):
        removed, added = _rows(before, after), _rows(after, before)
    statements = _statements(before, after)
    changes = tuple(statement for statement in statements if statement.before != statement.after)
    return Difference(
        before,
        after,
        changes,
        refiled=len(statements) - len(changes),
        removed=tuple(removed),
        added=tuple(added),
        rewritten=_rewritten(before, after),
        is_exact=is_exact,
    )


def _rewritten(before: Snapshot, after: Snapshot) -> tuple[Rewritten, ...]:
    """Return the literals that a file has in another form than the other graph."""
    if before.literals is None and after.literals is None:
        return ()
    return rewritten_literals(_literals(before), _literals(after))


def _literals(snapshot: Snapshot) -> frozenset[Literal]:
    if snapshot.literals is None:
        return exported_literals(snapshot.store)
    return snapshot.literals


def _has_blank_nodes(snapshot: Snapshot, reference: Snapshot) -> bool:
    """Tell whether what a reference lacks has nodes without a name of their own."""
    rows = _rows(snapshot, reference)
    return has_blank_nodes(line for _, line in rows) or any(
        graph.startswith("_:") for graph, _ in rows
    )


def _statements(before: Snapshot, after: Snapshot) -> list[Statement]:
    """Return the statements of lines that differ, with the graphs that count in both."""
    lines = {line for _, line in (*_rows(before, after), *_rows(after, before))}
    evidence_before = _evidence(before, lines)
    evidence_after = _evidence(after, lines)
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


def _evidence(snapshot: Snapshot, lines: set[bytes]) -> Mapping[bytes, frozenset[str]]:
    """Return the graphs that state each line, such as sentences, but not those of files."""
    evidence: dict[bytes, set[str]] = defaultdict(set)
    for graph, line in chain(_read_rows(snapshot, lines), _unread_rows(snapshot, lines)):
        counts = {graph} if graph and not graph.startswith(GRAPH) else set()
        evidence[line].update(counts)
    return {line: frozenset(graphs) for line, graphs in evidence.items()}


def _read_rows(snapshot: Snapshot, lines: set[bytes]) -> Iterator[Row]:
    for graph, statements in snapshot.graphs.items():
        for line in statements & lines:
            yield graph, line


def _unread_rows(snapshot: Snapshot, lines: set[bytes]) -> Iterator[Row]:
    """Look up lines in the graphs of a store that were not read."""
    if not snapshot.unread:
        return
    ordered = list(lines)
    for line, quad in zip(ordered, parse_lines(ordered), strict=True):
        parts = quad.subject, quad.predicate, quad.object
        for match in snapshot.store.quads_for_pattern(*parts, None):
            graph = graph_key(match.graph_name)
            if graph in snapshot.unread:
                yield graph, line
