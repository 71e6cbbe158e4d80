"""Say of which report what is found is, where the graph holds several."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from graph.evidence import REPORT_MARK, report_of
from graph.text import fold, format_amount, stable_number

_REPORTS = "SELECT iri, label FROM things WHERE class = 'Report'"
_SPEAKING = "SELECT DISTINCT report FROM links WHERE source = ? AND report"


def report_labels(database: sqlite3.Connection, iris: Iterable[str]) -> dict[str, str]:
    """Return of things the label of the report that speaks of them, or how many do.

    Args:
        database: the index of a store.
        iris: of the things.

    Returns:
        By IRI; empty where the graph holds one report, or a thing is named by none.
    """
    labels = {iri: str(label) for iri, label in database.execute(_REPORTS)}
    if len(labels) < 2:
        return {}
    by_number = {stable_number(iri): label for iri, label in labels.items()}
    return {iri: label for iri in iris if (label := _report(database, iri, labels, by_number))}


def placed_in(database: sqlite3.Connection, place: str) -> tuple[set[str], str]:
    """Divide a place into the reports that it names and the place in them.

    Args:
        database: the index of a store.
        place: of a sentence, as `fold` returns it, perhaps behind the label of its report.

    Returns:
        The IRIs of the reports, none where the place names none, and the rest.
    """
    title, mark, rest = place.partition(REPORT_MARK)
    if not mark:
        return set(), place
    reports = {iri for iri, label in database.execute(_REPORTS) if fold(label) == title}
    return reports, rest if reports else place


def _report(
    database: sqlite3.Connection, iri: str, labels: dict[str, str], by_number: dict[int, str]
) -> str:
    if report := report_of(iri):
        return labels.get(report, "")
    numbers = [number for (number,) in database.execute(_SPEAKING, (stable_number(iri),))]
    if len(numbers) == 1:
        return by_number.get(numbers[0], "")
    return format_amount(len(numbers), "reports") if numbers else ""
