"""Read the manifests of the W3C's test suites of SPARQL queries, and compare answers with them.

PEELGRAPH_W3C names a folder with a checkout of github.com/w3c/rdf-tests; nothing of it is kept
here.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
from w3c_suites import HOME, MANIFEST, TYPE, folder

from graph.diff.blank_nodes import name_blank_nodes
from graph.diff.snapshot import snapshot_of_quads
from graph.parse.parser import parse_file
from graph.query.answers import Answer, format_answer
from graph.store import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    Store,
    Triple,
    store_in_memory,
)

QUERY = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
RESULT_SET = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
SUITES = {
    "sparql11": "sparql/sparql11",
    "sparql10": "sparql/sparql10",
    "sparql12": "sparql/sparql12",
}
# what is no query of a store, by folder, with the reason
LEFT_OUT = {
    "service": "queries here ask one store only",
    "syntax-fed": "queries here ask one store only",
    "entailment": "what follows is written into the store when it is built",
}
_KINDS = ("QueryEvaluationTest", "CSVResultFormatTest", "SyntaxTest", "SyntaxTest11")
Term = NamedNode | BlankNode | Literal | Triple
Row = dict[str, Term | None]


@dataclass(frozen=True)
class QueryCase:
    """One test of a query.

    Attributes:
        name: folder and name of the test.
        path: of the query.
        base: address of the query.
        kind: `evaluation`, `valid` or `invalid`.
        data: files of the default graph.
        graphs: files of the named graphs.
        result: file of the expected answer; None for a test of syntax.
    """

    name: str
    path: Path
    base: str
    kind: str
    data: tuple[Path, ...] = ()
    graphs: tuple[Path, ...] = ()
    result: Path | None = None


def query_cases(suite: str) -> Iterator[QueryCase]:
    """Yield the tests of queries of one of SUITES."""
    root = folder("PEELGRAPH_W3C")
    if root is None:
        return
    for manifest in sorted((root / SUITES[suite]).rglob("manifest.ttl")):
        if manifest.parent.name not in LEFT_OUT:
            yield from _cases(root, manifest)


def load_case(root: Path, case: QueryCase) -> Store:
    """Return a store in memory with the data of a test."""
    quads = [
        quad
        for path in case.data
        for quad in parse_file(path, base=address(root, path), may_be_empty=True)
    ]
    for path in case.graphs or _clauses(case):
        name = NamedNode(address(root, path))
        triples = _renamed(parse_file(path, base=name.value, may_be_empty=True))
        quads += [Quad(quad.subject, quad.predicate, quad.object, name) for quad in triples]
    return store_in_memory(quads)


def _renamed(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Give each blank node a new name, as the file may have been read before."""
    names: dict[BlankNode, BlankNode] = {}

    def term(value: Term) -> Term:
        if isinstance(value, Triple):
            return Triple(*map(term, value))  # type: ignore[arg-type]
        if isinstance(value, BlankNode):
            return names.setdefault(value, BlankNode())
        return value

    for quad in quads:
        yield Quad(term(quad.subject), quad.predicate, term(quad.object))  # type: ignore[arg-type]


def _clauses(case: QueryCase) -> list[Path]:
    """Return the files that the FROM clauses of a query may name, where the test names no data."""
    if case.data or not re.search(r"\bFROM\b", case.path.read_text("utf-8"), re.IGNORECASE):
        return []
    return sorted(case.path.parent.glob("data*.ttl"))


def address(root: Path, path: Path) -> str:
    """Return the address of a file of the suites."""
    return HOME + path.relative_to(root).as_posix()


def is_as_expected(root: Path, case: QueryCase, answer: Answer) -> bool:
    """Tell whether an answer is the expected one, up to blank nodes and the order of rows.

    Numbers are compared in the form that a store has for them.
    """
    assert case.result is not None
    if case.result.suffix == ".csv":
        return _csv_rows(format_answer(answer, "csv", raw=True)) == _csv_rows(
            case.result.read_text("utf-8")
        )
    expected = _expected(root, case.result)
    if isinstance(answer, QueryBoolean) or isinstance(expected, bool):
        return isinstance(expected, bool) and bool(answer) is expected
    return _canonical(_quads(answer)) == _canonical(expected)


def _cases(root: Path, manifest: Path) -> Iterator[QueryCase]:
    base = address(root, manifest.parent) + "/"
    store = store_in_memory(parse_file(manifest, base=base))

    def values(subject: Term, name: str) -> list[Term]:
        pattern = store.quads_for_pattern(subject, NamedNode(name), None, None)  # type: ignore[arg-type]
        return sorted((quad.object for quad in pattern), key=str)

    def files(subject: Term, name: str) -> tuple[Path, ...]:
        return tuple(
            root / term.value.removeprefix(HOME)
            for term in values(subject, name)
            if isinstance(term, NamedNode)
        )

    for quad in sorted(store.quads_for_pattern(None, TYPE, None, None), key=str):
        word = str(quad.object).removeprefix(f"<{MANIFEST}").rstrip(">")
        if not word.endswith(_KINDS) or "Update" in word:
            continue
        subject = quad.subject
        (action,) = values(subject, MANIFEST + "action")
        title = values(subject, MANIFEST + "name")[0].value  # type: ignore[union-attr]
        name = f"{manifest.parent.relative_to(root)}/{title}"
        if "SyntaxTest" in word:
            path = files(subject, MANIFEST + "action")[0]
            kind = {True: "invalid", False: "valid"}["Negative" in word]
            yield QueryCase(name, path, address(root, path), kind)
            continue
        path = files(action, QUERY + "query")[0]
        yield QueryCase(
            name,
            path,
            address(root, path),
            "evaluation",
            files(action, QUERY + "data"),
            files(action, QUERY + "graphData"),
            files(subject, MANIFEST + "result")[0],
        )


def _csv_rows(text: str) -> Counter[tuple[str, ...]]:
    """Return the rows of CSV; blank nodes by the first letters alone."""
    return Counter(
        tuple("_:" if cell.startswith("_:") else cell for cell in row)
        for row in csv.reader(io.StringIO(text))
    )


def _expected(root: Path, path: Path) -> list[Quad] | bool:
    """Read an expected answer: rows as statements, statements, or the answer of ASK."""
    form = pyoxigraph.QueryResultsFormat.from_extension(path.suffix.lstrip("."))
    if form:
        answer = pyoxigraph.parse_query_results(path.read_bytes(), format=form)
        if isinstance(answer, QueryBoolean):
            return bool(answer)
        return _quads(answer)
    quads = parse_file(path, base=address(root, path), may_be_empty=True)
    store = store_in_memory(quads)
    boolean = NamedNode(RESULT_SET + "boolean")
    for quad in store.quads_for_pattern(None, boolean, None, None):
        return str(quad.object).startswith('"true"')
    if any(store.quads_for_pattern(None, TYPE, NamedNode(RESULT_SET + "ResultSet"), None)):
        return _rows_of_result_set(store)
    return quads


def _rows_of_result_set(store: Store) -> list[Quad]:
    """Return the rows of an answer that is written in RDF, as `_quads` does."""

    def value(subject: Term, name: str) -> Term:
        pattern = store.quads_for_pattern(subject, NamedNode(RESULT_SET + name), None, None)  # type: ignore[arg-type]
        return next(pattern).object

    rows: list[Row] = []
    for row in store.quads_for_pattern(None, NamedNode(RESULT_SET + "solution"), None, None):
        binding = NamedNode(RESULT_SET + "binding")
        pairs = store.quads_for_pattern(row.object, binding, None, None)  # type: ignore[arg-type]
        cells = {str(value(pair.object, "variable")): value(pair.object, "value") for pair in pairs}
        rows.append({name.strip('"'): term for name, term in cells.items()})
    return _as_statements(rows)


def _quads(answer: Iterable[object]) -> list[Quad]:
    """Return statements, or rows as statements of a blank node each, so that rows repeat."""
    if not isinstance(answer, QuerySolutions):
        return [Quad(*triple) for triple in answer]  # type: ignore[misc]
    names = [variable.value for variable in answer.variables]
    rows = [dict(zip(names, row, strict=True)) for row in answer]
    return _as_statements(rows)


def _as_statements(rows: Iterable[Row]) -> list[Quad]:
    quads = []
    for row in rows:
        node = BlankNode()
        quads.append(Quad(node, TYPE, NamedNode("urn:row")))
        for name, term in row.items():
            if term is not None:
                quads.append(Quad(node, NamedNode(f"urn:column:{name}"), term))
    return quads


def _canonical(quads: list[Quad]) -> dict[str, frozenset[bytes]]:
    stored = list(store_in_memory(quads))
    return dict(name_blank_nodes(snapshot_of_quads("x", stored)).graphs)
