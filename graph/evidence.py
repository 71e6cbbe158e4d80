"""Evidence of what the graph states: sentences with their places, addresses and voices."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from typing import NamedTuple

from graph.escape import web_address
from graph.namespaces import REPORT
from graph.queries import text_rows
from graph.query_tables import table_rows
from graph.store import Store, solutions
from graph.text import stable_number

_QUESTION = re.compile(r"[^/]*/q(\d+)/")  # behind the address of all reports
REPORT_MARK = ": "  # stands between the label of a report and a place in it
_TWO_REPORTS = "SELECT ?report { ?report a peel:Report } LIMIT 2"
_LABELS = "SELECT ?report ?label { VALUES ?report { %s } ?report rdfs:label ?label }"


class Evidence(NamedTuple):
    """A sentence of a report that states something.

    Attributes:
        iri: of the sentence.
        place: where it stands, in words; with its report, where the graph holds several.
        address: that opens the published page at it.
        voices: who says so, A to Z.
    """

    iri: str
    place: str
    address: str
    voices: tuple[str, ...] = ()

    @property
    def voice(self) -> str:
        """All voices in one text.

        >>> Evidence("urn:s", "sentence 1", "", ("force states", "inspectorate")).voice
        'force states, inspectorate'
        """
        return ", ".join(self.voices)

    @property
    def report(self) -> str:
        """IRI of the report in which it stands; "" for loaded data, which name no sentence."""
        return report_of(self.iri)

    def for_page(self) -> Evidence:
        """Return it without an address to which a page must not link: any that is not of the web.

        >>> Evidence("urn:s", "sentence 1", "javascript:alert(1)").for_page().address
        ''
        """
        return self._replace(address=web_address(self.address))

    def as_data(self, texts: Mapping[str, str] | None = None) -> dict[str, str]:
        """Return it as plain data for JSON.

        Args:
            texts: of sentences by IRI; where this one is among them, its text is given too.
        """
        data = {
            "iri": self.iri,
            "place": self.place,
            "voices": self.voice,
            "address": self.address,
        }
        return data | sentence_text(self.iri, texts or {})


def report_of(iri: str) -> str:
    """Return the IRI of the report of which an IRI is a part; "" for that of anything else.

    >>> report_of(REPORT + "exampleshire-2018/q1/patrols/1/2") == REPORT + "exampleshire-2018"
    True
    >>> report_of("urn:x")
    ''
    """
    if not iri.startswith(REPORT):
        return ""
    return REPORT + iri.removeprefix(REPORT).partition("/")[0]


def question_of(iri: str) -> int | None:
    """Return the number of the question of a report under which a sentence stands, if it does.

    >>> question_of(REPORT + "exampleshire-2018/q1/q2/1/2"), question_of("urn:x")
    (1, None)
    """
    if not iri.startswith(REPORT):
        return None
    match = _QUESTION.match(iri, len(REPORT))
    return int(match[1]) if match else None


def report_number(iri: str) -> int:
    """Return the number of the report of which an IRI is a part; 0 for that of anything else."""
    report = report_of(iri)
    return stable_number(report) if report else 0


def read_evidence(store: Store, sentences: Iterable[str] | None = None) -> dict[str, Evidence]:
    """Read the evidence that sentences are, by IRI.

    Args:
        store: that holds them.
        sentences: their IRIs, of which others than sentences are left out; all by default.
    """
    places: dict[str, tuple[str, str]] = {}
    voices: dict[str, set[str]] = defaultdict(set)
    rows = table_rows(store, "sentences", sentences)
    titles = _titles(store, {report_of(row["sentence"]) for row in rows})
    for row in sorted(rows, key=lambda row: tuple(row.values())):
        places.setdefault(row["sentence"], (row["place"], row["address"]))
        voices[row["sentence"]].add(row["voice"])
    return {
        iri: Evidence(
            iri, titles.get(report_of(iri), "") + place, address, tuple(sorted(voices[iri] - {""}))
        )
        for iri, (place, address) in places.items()
    }


def _titles(store: Store, reports: Set[str]) -> dict[str, str]:
    """Return what stands before places in some reports; nothing where the graph holds but one."""
    if len(list(solutions(store, _TWO_REPORTS))) < 2:
        return {}
    values = " ".join(f"<{report}>" for report in sorted(reports - {""}))
    rows = text_rows(store, _LABELS % values)
    return {row["report"]: f"{row['label']}{REPORT_MARK}" for row in rows}


def sentence_text(iri: str, texts: Mapping[str, str]) -> dict[str, str]:
    """Return the text of a sentence in one line, under its key in data; empty where unknown.

    Args:
        iri: of the sentence.
        texts: of sentences by IRI.
    """
    if iri not in texts:
        return {}
    return {"text": " ".join(texts[iri].split())}
