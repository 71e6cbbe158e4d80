"""Outline of a report for its curators: each sentence with what the graph states for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import QueryError
from graph.namespaces import PREFIXES, REPORT, compress
from graph.queries import PackagedQuery
from graph.store import Literal, QuerySolution, Store

_QUERIES = Path(__file__).parent / "outline"
_PEEL = PREFIXES["peel"]
_QUOTED = PREFIXES["prov"] + "wasQuotedFrom"
_COUNTS = (
    *("sentences", "read", "with findings", "with a reason"),
    *("relations", "findings", "figures"),
)


@dataclass
class Entry:
    """A sentence and what the graph holds for it.

    Attributes:
        iri: of the sentence.
        is_among_others: whether the store holds other reports, so that places name theirs.
        voices: on whose word it rests.
        reason: why it carries no finding, or "".
        mentions: things and themes it names, as prefixed names.
        relations: (subject, words, object), as prefixed names.
        nodes: findings, figures and the like: class, short name, and what a reader sees of it.
        quoted: short names of nodes that this sentence supports too, but that are described at
            another one.
    """

    iri: str
    voices: str
    reason: str
    is_among_others: bool = False
    mentions: list[str] = field(default_factory=list)
    relations: list[tuple[str, str, str]] = field(default_factory=list)
    nodes: list[tuple[str, str, dict[str, list[str]]]] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Path below the report, as in `q1/prioritising-crime-prevention/4/1`.

        Among several reports it begins with the name of the report.
        """
        return f"{self.report}/{self._path}" if self.is_among_others else self._path

    @property
    def report(self) -> str:
        """Name of the report, as in `cambridgeshire-2018-19-effectiveness`."""
        return self.iri.removeprefix(REPORT).partition("/")[0]

    @property
    def _path(self) -> str:
        return _path(self.iri)

    @property
    def section(self) -> str:
        """Path of the section, as in `q1/prioritising-crime-prevention`."""
        return self.place.rsplit("/", 2)[0]

    def _add(self, subject: str, rows: list[QuerySolution]) -> None:
        """Sort the statements of one subject into what is mentioned, related and described."""
        predicates = {row["p"].value for row in rows}
        classes = [row["class"].value for row in rows if row["class"] is not None]
        if subject == self.iri:
            self.mentions = [_name(row) for row in rows if row["p"].value == _PEEL + "mentions"]
        elif classes:
            kind = classes[0].removeprefix(_PEEL)
            self.nodes.append((kind, _path(subject), _properties(rows)))
        elif predicates == {_QUOTED}:
            self.quoted.append(_path(subject))
        else:
            relations = (row for row in rows if row["relation"] is not None)
            self.relations += [(_path(subject), _words(row), _name(row)) for row in relations]


def read_outline(store: Store, *, section: str = "", report: str = "") -> list[Entry]:
    """Gather what each sentence carries, report by report, in the order of each.

    Args:
        store: with the graphs of the sentences in it.
        section: only sentences whose place begins with this path, as in `q1` or
            `q3/responding-to-incidents/2`, also after the name of a report.
        report: only sentences of the report of this name; all reports by default.

    Raises:
        QueryError: when no sentence stands there, or the report is not there; the message lists
            the sections or the reports.
    """
    queries = PackagedQuery.read_all(_QUERIES)
    entries = [
        Entry(row["sentence"], row["voices"], row["reason"])
        for row in queries["entries"].rows(store)
    ]
    entries.sort(key=lambda entry: entry.report)
    reports = list(dict.fromkeys(entry.report for entry in entries))
    if report and report not in reports:
        hint = f"It holds {', '.join(reports) or 'none'}. Run `peelgraph read` on the text first."
        raise QueryError(f"the graph holds no report {report}.", hint=hint)
    for entry in entries:
        entry.is_among_others = len(reports) > 1
    entries = [entry for entry in entries if report in ("", entry.report)]
    selection = {
        entry.iri: entry
        for entry in entries
        if _is_under(entry.place, section) or _is_under(entry._path, section)
    }
    if entries and not selection:
        sections = ", ".join(dict.fromkeys(entry.section for entry in entries))
        raise QueryError(
            f"there is no sentence under “{section}”.", hint=f"Sections are {sections}."
        )
    subjects: dict[tuple[str, str], list[QuerySolution]] = defaultdict(list)
    for row in queries["stated"].terms(store):
        if row["sentence"].value in selection:
            subjects[row["sentence"].value, str(row["s"].value)].append(row)
    for (iri, subject), rows in sorted(subjects.items()):
        selection[iri]._add(subject, sorted(rows, key=str))
    return list(selection.values())


def coverage(entries: Iterable[Entry]) -> dict[str, dict[str, int]]:
    """Count per section how many sentences there are, how many are read, and what they carry."""
    table: dict[str, dict[str, int]] = {}
    for entry in entries:
        row = table.setdefault(entry.section, dict.fromkeys(_COUNTS, 0))
        kinds = [kind for kind, _, _ in entry.nodes]
        has_finding = any(name.startswith("finding/") for name in entry.quoted)
        row["sentences"] += 1
        row["read"] += bool(entry.voices)
        row["with findings"] += "Finding" in kinds or has_finding
        row["with a reason"] += bool(entry.reason)
        row["relations"] += len(entry.relations)
        row["findings"] += kinds.count("Finding")
        row["figures"] += kinds.count("Figure")
    return table


def _is_under(place: str, section: str) -> bool:
    return not section or f"{place}/".startswith(section.strip("/") + "/")


def _properties(rows: Iterable[QuerySolution]) -> dict[str, list[str]]:
    values: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        values[compress(row["p"].value)].add(_name(row))
    return {name: sorted(items) for name, items in values.items()}


def _words(row: QuerySolution) -> str:
    if row["words"] is None:
        return compress(row["p"].value)
    return str(row["words"].value)


def _name(row: QuerySolution) -> str:
    target = row["o"]
    if isinstance(target, Literal):
        return target.value
    return _path(target.value)


def _path(iri: str) -> str:
    if iri.startswith(REPORT):
        return iri[len(REPORT) :].partition("/")[2] or iri
    return compress(iri)
