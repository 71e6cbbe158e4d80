"""Knows the curator's desk: each sentence of a report with its text and what the graph states for it, and how much is covered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import QueryError
from graph.namespaces import PREFIXES, REPORT, compress
from graph.store import Literal, QuerySolution, Store, rows

_HERE = Path(__file__).parent / "outline"
_PEEL = PREFIXES["peel"]


@dataclass
class Entry:
    """A sentence and what the graph holds for it.

    Attributes:
        iri: of the sentence.
        voices: on whose word it rests.
        reason: why it carries no finding, or "".
        mentions: things and themes it names, as prefixed names.
        relations: (subject, words, object), as prefixed names.
        nodes: findings, figures and the like: class, short name, and what a reader sees of it.
        quoted: short names of nodes that this sentence supports too, but that are described at another one.
    """

    iri: str
    voices: str
    reason: str
    mentions: list[str] = field(default_factory=list)
    relations: list[tuple[str, str, str]] = field(default_factory=list)
    nodes: list[tuple[str, str, dict[str, list[str]]]] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Path below the report, as in `q1/prioritising-crime-prevention/4/1`."""
        return _place(self.iri)

    @property
    def section(self) -> str:
        """Path of the section, as in `q1/prioritising-crime-prevention`."""
        return self.place.rsplit("/", 2)[0]


def outline(store: Store, *, section: str = "") -> list[Entry]:
    """Gather what each sentence carries, in the order of the report.

    Args:
        store: with the graphs of the sentences in it.
        section: only sentences whose place begins with this path, as in `q1` or `q3/responding-to-incidents/2`.

    Raises:
        QueryError: when no sentence stands there; the message lists the sections.
    """
    entries = {e.iri: e for e in _entries(store)}
    wanted = {
        iri: e
        for iri, e in entries.items()
        if not section or f"{e.place}/".startswith(section.strip("/") + "/")
    }
    if not entries:
        return []
    if not wanted:
        known = ", ".join(dict.fromkeys(entry.section for entry in entries.values()))
        raise QueryError(f"no sentence stands under “{section}”.", hint=f"Sections are {known}.")
    stated: dict[tuple[str, str], list[QuerySolution]] = defaultdict(list)
    for row in rows(store, (_HERE / "stated.rq").read_text("utf-8")):
        if row["sentence"].value in wanted:
            stated[row["sentence"].value, str(row["s"].value)].append(row)
    for (iri, subject), found in sorted(stated.items()):
        _fill(wanted[iri], subject, sorted(found, key=str))
    return list(wanted.values())


def coverage(entries: list[Entry]) -> dict[str, dict[str, int]]:
    """Count per section: sentences, those with a voice, with findings, with a reason instead, and what they carry."""
    table: dict[str, dict[str, int]] = {}
    for entry in entries:
        row = table.setdefault(
            entry.section,
            dict.fromkeys(
                (
                    "sentences",
                    "read",
                    "with findings",
                    "with a reason",
                    "relations",
                    "findings",
                    "figures",
                ),
                0,
            ),
        )
        kinds = [kind for kind, _, _ in entry.nodes]
        row["sentences"] += 1
        row["read"] += bool(entry.voices)
        row["with findings"] += "Finding" in kinds or any(
            name.startswith("finding/") for name in entry.quoted
        )
        row["with a reason"] += bool(entry.reason)
        row["relations"] += len(entry.relations)
        row["findings"] += kinds.count("Finding")
        row["figures"] += kinds.count("Figure")
    return table


def _entries(store: Store) -> Iterator[Entry]:
    for row in rows(store, (_HERE / "sentences.rq").read_text("utf-8")):
        voices, reason = (
            str(row[name].value) if row[name] is not None else "" for name in ("voices", "reason")
        )
        yield Entry(row["sentence"].value, voices, reason)


def _fill(entry: Entry, subject: str, found: list[QuerySolution]) -> None:
    """Sort the statements of one subject into what the sentence mentions, relates and describes."""
    if subject == entry.iri:
        entry.mentions = [_name(row) for row in found if row["p"].value == _PEEL + "mentions"]
        return
    classes = [row["class"].value.removeprefix(_PEEL) for row in found if row["class"] is not None]
    if classes:
        told: dict[str, list[str]] = defaultdict(list)
        for row in found:
            told[compress(row["p"].value)].append(_name(row))
        entry.nodes.append(
            (
                classes[0],
                _place(subject),
                {key: sorted(set(values)) for key, values in told.items()},
            )
        )
    elif all(row["p"].value == PREFIXES["prov"] + "wasQuotedFrom" for row in found):
        entry.quoted.append(_place(subject))
    else:
        entry.relations += [
            (_place(subject), _words(row), _name(row))
            for row in found
            if row["relation"] is not None
        ]


def _words(row: QuerySolution) -> str:
    return str(row["words"].value) if row["words"] is not None else compress(row["p"].value)


def _name(row: QuerySolution) -> str:
    target = row["o"]
    return target.value if isinstance(target, Literal) else _place(target.value)


def _place(iri: str) -> str:
    return iri[len(REPORT) :].partition("/")[2] or iri if iri.startswith(REPORT) else compress(iri)
