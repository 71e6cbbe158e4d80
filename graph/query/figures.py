"""Read figures with what a comparison has to know of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from graph.namespaces import PREFIXES
from graph.queries import PackagedQuery
from graph.query_tables import table_rows
from graph.store import Store
from graph.text import format_amount, format_number

_QUERIES = Path(__file__).parent / "figures"
_FACTS = (
    *("label", "unit", "unitWords", "qualifier", "qualifierWords", "measure", "measureWords"),
    *("population", "period", "periodWords", "area", "areaWords"),
)
_MOST_LOOKED_UP = 500  # figures; of more, all conflicts are read
Conflicts: TypeAlias = Mapping[frozenset[str], list[str]]  # in words, by the pair of their IRIs


@dataclass
class Figure:
    """A figure with what a comparison has to know.

    Attributes:
        iri: of the figure.
        facts: label, and IRI and words of unit, qualifier, measure, area and period, by the names
            of `figures.rq`; "" where the graph holds none.
        value: as a number.
        denominator: the whole of which it is a part, if stated.
        period: first and last day, where both are known.
        comparators: the figures that the report itself sets beside it.
        voices: on whose word it rests.
        sentences: IRIs of the sentences that give it.
    """

    iri: str
    facts: Mapping[str, str]
    value: Decimal
    denominator: Decimal | None
    period: tuple[date, date] | None
    comparators: set[str] = field(default_factory=set)
    voices: list[str] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The value in words: qualifier, number, unit, of how many, area and period.

        An instance reads `average 17 percent (England and Wales, May 2018 to April 2019)`.
        """
        value = format_amount(self.value, self.facts["unitWords"])
        text = f"{self.facts['qualifierWords']} {value}".lstrip()
        parts = [self.area_words, self.facts["periodWords"]]
        if self.denominator is not None:
            parts.insert(0, f"of {format_number(self.denominator)}")
        frame = ", ".join(filter(None, parts))
        return f"{text} ({frame})" if frame else text

    @property
    def area_words(self) -> str:
        """The area, as the label has it where it says of which forces the value is a mean."""
        area, qualifier = self.facts["areaWords"], self.facts["qualifierWords"]
        last = self.facts["label"].rpartition(", ")[2]
        of_some = area and qualifier and last.startswith(f"{qualifier} of ") and last.endswith(area)
        return last.removeprefix(f"{qualifier} of ") if of_some else area

    def link(self, what: str, value: str) -> None:
        """Add a comparator, voice or sentence.

        Args:
            what: `comparator`, `voice` or `sentence`.
            value: IRI of a comparator or sentence, or a voice.
        """
        match what:
            case "comparator":
                self.comparators.add(value)
            case "voice":
                self.voices.append(value)
            case "sentence":
                self.sentences.append(value)

    def as_data(self) -> dict[str, object]:
        """Return what a comparison tells of it as plain data for JSON."""
        return {
            "iri": self.iri,
            "label": self.facts["label"],
            "words": self.words,
            "value": float(self.value),
            "voices": self.voices,
            "sentences": self.sentences,
        }

    def name(self, fact: str) -> str:
        """Return the last part of a concept's IRI, as in `percent` for the unit."""
        return self.facts[fact].rpartition("/")[2]


def figures(store: Store, iris: Iterable[str] | None = None) -> dict[str, Figure]:
    """Return figures by IRI.

    Args:
        store: a built store.
        iris: of the figures, of which others than figures are left out; all by default.
    """
    keys = None if iris is None else set(iris)
    results = {row["figure"]: _figure(row) for row in table_rows(store, "figures", keys)}
    for row in table_rows(store, "figure_links", keys):
        if figure := results.get(row["figure"]):
            figure.link(row["what"], row["value"])
    return results


def figures_beside(store: Store, iris: Iterable[str]) -> set[str]:
    """Return the figures that a report sets beside some, and those beside which it sets them.

    Args:
        store: a built store.
        iris: of the figures.
    """
    query = PackagedQuery.read(_QUERIES / "compared.rq").among("figure", iris)
    return {row["other"] for row in query.rows(store)}


def conflicts(store: Store, iris: Collection[str] | None = None) -> Conflicts:
    """Return the conflicts between two figures in words, by the pair of their IRIs.

    Args:
        store: a built store.
        iris: of the figures between which conflicts are wanted; others may come too. All by
            default.
    """
    query = PackagedQuery.read(_QUERIES / "conflicts.rq")
    if iris is not None and len(iris) <= _MOST_LOOKED_UP:
        query = query.among("one", iris)
    words: dict[frozenset[str], list[str]] = {}
    for row in query.rows(store):
        text = f"{row['label'].rstrip('.')} ({row['resolution']}). {row['comment']}".rstrip()
        words.setdefault(frozenset((row["one"], row["other"])), []).append(text)
    return words


def reported_pairs(
    values: Mapping[str, Figure], selection: Iterable[str] | None = None
) -> Iterator[tuple[Figure, Figure]]:
    """Yield the pairs that a report itself sets side by side.

    Args:
        values: all figures by IRI.
        selection: only pairs with one of these; all by default.
    """
    iris = set(values if selection is None else selection)
    for iri in sorted(values):
        for comparator in sorted(values[iri].comparators & values.keys()):
            if iri in iris or comparator in iris:
                yield values[iri], values[comparator]


def _figure(row: Mapping[str, str]) -> Figure:
    facts = {name: row[name] for name in _FACTS}
    facts["better"] = row["better"].removeprefix(PREFIXES["direction"])
    return Figure(
        iri=row["figure"],
        facts=facts,
        value=Decimal(row["value"]),
        denominator=Decimal(row["denominator"]) if row["denominator"] else None,
        period=_period(row["begin"], row["end"]),
    )


def _period(begin: str, end: str) -> tuple[date, date] | None:
    if not begin or not end:
        return None
    return date.fromisoformat(begin), date.fromisoformat(end)
