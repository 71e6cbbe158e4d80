"""Knows the checks over the whole graph: one set-based query each, and literals whose text does not fit their datatype."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from graph.errors import Problem
from graph.files import Source
from graph.namespaces import BASE, PREFIXES, REPORT, compress
from graph.queries import PackagedQuery
from graph.store import Literal, NamedNode, Quad, Store

_CHECKS = Path(__file__).parent / "checks"
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


def lint(store: Store, parsed: Mapping[Source, list[Quad]]) -> list[Problem]:
    """Run every check over a store and the files it was made from.

    Args:
        store: holds the files' graphs and, in the default graph, each statement once.
        parsed: the quads of each file.
    """
    places = Places(parsed)
    return [*_queries(store, places), *_literals(parsed, places)]


def checks() -> dict[str, str]:
    """Return what each check says of a thing that fails it, by name."""
    return {name: check.field("summary") for name, check in _checks().items()}


class Places:
    """Finds the file and line where a term stands in a graph."""

    def __init__(self, parsed: Mapping[Source, Iterable[Quad]]) -> None:
        self._files: dict[str, Source] = {}
        self._lines: dict[Source, list[str]] = {}
        for source, quads in parsed.items():
            for quad in quads:
                self._files.setdefault(str(getattr(quad.graph_name, "value", "")), source)

    def find(self, graph: str, term: str) -> str:
        """Return `file:line` of the first place of a term in a graph, or the graph itself."""
        source = self._files.get(graph)
        if source is None:
            return short(graph)
        if source not in self._lines:
            self._lines[source] = source.path.read_text("utf-8").splitlines()
        lines = self._lines[source]
        start = (
            next((n for n, line in enumerate(lines) if _opens(line, graph)), 0)
            if source.path.suffix == ".trig"
            else 0
        )
        names = (compress(term), f"<{short(term)}>", f"<{term}>")
        pattern = re.compile(
            "|".join(rf"(?<![\w:/.-]){re.escape(name)}(?![\w/-])" for name in names)
        )
        found = next((n for n in range(start, len(lines)) if pattern.search(lines[n])), start)
        return f"{source.path}:{found + 1}"


def short(iri: str) -> str:
    """Return an IRI as a reader knows it: a prefixed name, or its path below its report."""
    if iri.startswith(REPORT):
        return iri[len(REPORT) :].partition("/")[2] or iri
    name = compress(iri)
    return name.removeprefix(BASE) if name == iri else name


def _queries(store: Store, places: Places) -> Iterator[Problem]:
    for name, check in _checks().items():
        says = check.field("summary")
        for row in check.rows(store):
            graph, what = row["where"], row["what"]
            sentence = f" (in {short(graph)})" if graph.startswith(REPORT) and graph != what else ""
            yield Problem(places.find(graph, what), f"{short(what)}{sentence} {says}", name)


def _checks() -> dict[str, PackagedQuery]:
    return PackagedQuery.read_all(_CHECKS)


def _literals(parsed: Mapping[Source, list[Quad]], places: Places) -> Iterator[Problem]:
    for quads in parsed.values():
        for quad in quads:
            if not isinstance(quad.object, Literal):
                continue
            datatype, text = quad.object.datatype.value, quad.object.value
            graph = str(getattr(quad.graph_name, "value", ""))
            subject = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
            if datatype not in _LEXICAL:
                where = places.find(graph, subject)
                yield Problem(
                    where,
                    f"{short(subject)} has a literal of the unknown datatype {compress(datatype)}",
                    "unknown-datatype",
                )
            elif not _fits(datatype, text):
                where = places.find(graph, subject)
                yield Problem(
                    where,
                    f"{short(subject)}: “{text}” is not a {compress(datatype)}",
                    "ill-typed-literal",
                )


def _fits(datatype: str, text: str) -> bool:
    """Tell whether a text is a value of a datatype: its form, and for dates that the calendar knows them."""
    if not _LEXICAL[datatype].fullmatch(text):
        return False
    if datatype in (_XSD + "date", _XSD + "dateTime"):
        try:
            datetime.fromisoformat(
                text.removesuffix("Z")[:19] if datatype.endswith("dateTime") else text[:10]
            )
        except ValueError:
            return False
    return True


def _opens(line: str, graph: str) -> bool:
    return line.startswith((f"<{short(graph)}> {{", f"<{graph}> {{", f"{compress(graph)} {{"))
