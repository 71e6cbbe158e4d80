"""Check the whole graph: one query for each check, and literals that do not fit their datatype."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from datetime import datetime
from pathlib import Path

from graph.errors import Problem
from graph.evidence import report_of
from graph.files import Source
from graph.load.folders import Folders
from graph.namespaces import BASE, PREFIXES, RDF_TYPE, REPORT, compress, expand
from graph.parse.encoding import utf8_content
from graph.queries import PackagedQuery
from graph.store import Literal, NamedNode, Quad, Store, graph_key

_CHECKS = Path(__file__).parent / "checks"
_IS_RELATION = NamedNode(expand("peel:isRelation"))
_XSD = PREFIXES["xsd"]
_LEXICAL = {
    _XSD + "string": re.compile(r"(?s).*"),
    _XSD + "boolean": re.compile(r"true|false|0|1"),
    _XSD + "decimal": re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"),
    _XSD + "integer": re.compile(r"[+-]?\d+"),
    _XSD + "nonNegativeInteger": re.compile(r"\+?\d+|-0+"),
    _XSD + "positiveInteger": re.compile(r"\+?0*[1-9]\d*"),
    _XSD + "double": re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|[+-]?INF|NaN"),
    _XSD + "date": re.compile(
        r"-?\d{4,}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:Z|[+-]\d\d:\d\d)?"
    ),
    _XSD + "dateTime": re.compile(
        r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?"
    ),
    _XSD + "gYear": re.compile(r"-?\d{4,}(?:Z|[+-]\d\d:\d\d)?"),
    _XSD + "gYearMonth": re.compile(r"-?\d{4,}-(?:0[1-9]|1[0-2])(?:Z|[+-]\d\d:\d\d)?"),
    _XSD + "anyURI": re.compile(r"\S*"),
    PREFIXES["rdf"] + "langString": re.compile(r"(?s).*"),
}
_DATE_LENGTHS = {_XSD + "date": 10, _XSD + "dateTime": 19}  # without fractions and time zone


def query_problems(store: Store, places: Places) -> Iterator[Problem]:
    """Yield what the query of each check finds in a store whose files have their places."""
    for name, check in _checks().items():
        for row in check.rows(store):
            graph, what = row["where"], row["what"]
            parts = [short_name(what), check.field("summary")]
            if graph.startswith(REPORT) and graph != what:
                parts.insert(1, f"(in {short_name(graph)})")
            yield Problem(places.find(graph, what), " ".join(parts), name)


def has_problem_across(
    store: Store, predicates: Set[str] | None = None, *, namesakes: Store | None = None
) -> bool:
    """Tell whether a check that sees reports together finds anything.

    These are the checks whose `scope` is `reports`, or `names` where they only see things of the
    same name together: a report that passes alone may fail with others. The rest find nothing in
    many reports that they do not find in one of them.

    Args:
        store: with everything.
        predicates: IRIs of the properties of statements that have changed; all by default.
        namesakes: with all things that have the names of what has changed; everything by default.
    """
    names = _names_in_checks(store, predicates or set())
    stores = {"reports": store, "names": store if namesakes is None else namesakes}
    return any(
        check.rows(stores[check.field("scope")])
        for check in _checks().values()
        if check.field("scope") in stores
        and (predicates is None or any(name in check.text for name in names))
    )


def _names_in_checks(store: Store, predicates: Set[str]) -> set[str]:
    """Return how the queries of checks name some properties, alone or as one of all relations."""
    names = {compress(iri) for iri in predicates}
    if RDF_TYPE in predicates:
        names.add(" a ")
    if any(Quad(NamedNode(iri), _IS_RELATION, Literal(True)) in store for iri in predicates):
        names.add("peel:isRelation")
    return names


def literal_problems(quads: Iterable[Quad], places: Places) -> Iterator[Problem]:
    """Yield each literal of a file that does not fit its datatype."""
    for quad in quads:
        if isinstance(quad.object, Literal) and (fault := _literal_fault(quad.object)):
            check, message = fault
            subject = ""
            if isinstance(quad.subject, NamedNode):
                subject = quad.subject.value
            where = places.find(_value(quad.graph_name), subject)
            yield Problem(where, f"{short_name(subject)}{message}", check)


def stray_problems(folders: Folders, places: Places) -> Iterator[Problem]:
    """Yield each file that states sentences of a report whose folder is another one."""
    for source, graph in folders.strays():
        report = report_of(graph).removeprefix(REPORT)
        message = (
            f"{short_name(graph)} is said to be a sentence of the report {report}, but this file is"
            f" in the folder {source.folder}; correct @base, or move the file"
        )
        yield Problem(places.find_in(source, graph, graph), message, "other-report")


def checks() -> dict[str, str]:
    """Return the message of each check, by name."""
    return {name: check.field("summary") for name, check in _checks().items()}


class Places:
    """Finds the file and line of a term in a graph."""

    def __init__(self) -> None:
        self._files: dict[str, Source] = {}
        self._lines: dict[Source, list[str]] = {}

    def add(self, source: Source, quads: Iterable[Quad]) -> None:
        """Add the graphs of a file."""
        for graph in {quad.graph_name for quad in quads}:
            self._files.setdefault(_value(graph), source)

    def find(self, graph: str, term: str) -> str:
        """Return `file:line` of the first place of a term in a graph, or the graph itself."""
        source = self._files.get(graph)
        if source is None:
            return short_name(graph)
        return self.find_in(source, graph, term)

    def find_subject(self, store: Store, iri: str) -> str:
        """Return `file:line` of a thing where its class is stated, or else anything; or ""."""
        try:
            thing = NamedNode(iri)
        except ValueError:  # a text
            return ""
        for predicate in (NamedNode(RDF_TYPE), None):
            quads = store.quads_for_pattern(thing, predicate, None)
            graphs = sorted(self._files.keys() & {graph_key(quad.graph_name) for quad in quads})
            if graphs:
                return self.find(graphs[0], iri)
        return ""

    def find_in(self, source: Source, graph: str, term: str) -> str:
        """Return `file:line` of the first place of a term in a graph of a file."""
        if source not in self._lines:
            content = utf8_content(source.path.read_bytes(), where=str(source.path))
            self._lines[source] = content.decode().splitlines()
        lines = self._lines[source]
        start = 0
        if source.path.suffix == ".trig":
            start = next((n for n, line in enumerate(lines) if _opens(line, graph)), 0)
        pattern = _term_pattern(term)
        line = next((n for n in range(start, len(lines)) if pattern.search(lines[n])), start)
        return f"{source.path}:{line + 1}"


def short_name(iri: str) -> str:
    """Return an IRI as a prefixed name, or as its path in its report or the project."""
    if iri.startswith(REPORT):
        return iri[len(REPORT) :].partition("/")[2] or iri
    name = compress(iri)
    if name == iri:
        return iri.removeprefix(BASE)
    return name


def _term_pattern(term: str) -> re.Pattern[str]:
    """Return a pattern that finds an IRI in any form a file may give it."""
    names = (compress(term), f"<{short_name(term)}>", f"<{term}>")
    return re.compile("|".join(rf"(?<![\w:/.-]){re.escape(name)}(?![\w/-])" for name in names))


def _checks() -> dict[str, PackagedQuery]:
    return PackagedQuery.read_all(_CHECKS)


def _literal_fault(literal: Literal) -> tuple[str, str] | None:
    """Return the check that a literal fails, and what to say after the name of its subject."""
    datatype = literal.datatype.value
    if datatype not in _LEXICAL:
        message = f" has a literal of the unknown datatype {compress(datatype)}"
        return "unknown-datatype", message
    if not _fits(datatype, literal.value):
        message = f": \u201c{literal.value}\u201d is not a {compress(datatype)}"
        return "ill-typed-literal", message
    return None


def _fits(datatype: str, text: str) -> bool:
    """Tell whether a text has the form of a datatype; a date must be in the calendar too."""
    if not _LEXICAL[datatype].fullmatch(text):
        return False
    if datatype in _DATE_LENGTHS:
        try:
            datetime.fromisoformat(text.removesuffix("Z")[: _DATE_LENGTHS[datatype]])
        except ValueError:
            return False
    return True


def _value(term: object) -> str:
    """Return the IRI or text of a term; "" for what has none."""
    return str(getattr(term, "value", ""))


def _opens(line: str, graph: str) -> bool:
    return line.startswith((f"<{short_name(graph)}> {{", f"<{graph}> {{", f"{compress(graph)} {{"))
