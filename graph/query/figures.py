"""Knows whether two figures may be set against each other, and what their difference says.

A comparison is refused, with every reason, where measure, unit, population, base, period or kind of value differ; a reader would
otherwise take a share of one thing for a share of another, or a maximum for a mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import combinations
from pathlib import Path

from graph.errors import QueryError
from graph.namespaces import PREFIXES, compress
from graph.store import NamedNode, QuerySolution, QuerySolutions, Store, query, rows
from graph.text import format_amount, format_number

_QUERIES = Path(__file__).parent / "figures"
_BOUNDS = ("at-least", "less-than", "more-than", "up-to", "within")
_POINTS = ("percent", "percent-change", "percentage-points")
_WITHOUT_RATIO = (*_POINTS[1:], "rank", "age", "clock-hours")
_LIKE_LENGTH = 3  # days by which two periods may differ and still be as long as each other


@dataclass
class Figure:
    """A figure with what a comparison has to know; a text is empty where the report does not give it.

    Attributes:
        iri: of the figure.
        facts: label, and IRI and words of unit, qualifier, measure, area and period, by the names of `figures.rq`.
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
        said = " ".join(
            filter(
                None,
                (self.facts["qualifierWords"], format_amount(self.value, self.facts["unitWords"])),
            )
        )
        of = f"of {format_number(self.denominator)}" if self.denominator is not None else ""
        frame = ", ".join(filter(None, (of, self.facts["areaWords"], self.facts["periodWords"])))
        return f"{said} ({frame})" if frame else said

    def name(self, fact: str) -> str:
        """Return the last part of a concept's IRI, as in `percent` for the unit."""
        return self.facts[fact].rpartition("/")[2]


@dataclass(frozen=True)
class Comparison:
    """What setting one figure against another gives: numbers, or the reasons why there are none.

    Attributes:
        one: the figure asked about.
        other: the one it is set against.
        refusals: why the two cannot be compared; empty where they can.
        cautions: what a reader has to bear in mind.
    """

    one: Figure
    other: Figure
    refusals: tuple[str, ...]
    cautions: tuple[str, ...]

    @property
    def difference(self) -> Decimal | None:
        """The one value less the other, in the unit of both; None where refused."""
        return None if self.refusals else self.one.value - self.other.value

    @property
    def ratio(self) -> float | None:
        """The one value as a multiple of the other; None where refused, or where the scale has no zero to count from."""
        if self.refusals or not self.other.value or self.one.name("unit") in _WITHOUT_RATIO:
            return None
        return float(self.one.value / self.other.value)

    @property
    def better(self) -> bool | None:
        """Whether the one value is the better one; None where refused, equal, or where neither direction is better."""
        if not self.difference or self.one.name("better") == "neither":
            return None
        return (self.difference > 0) == (self.one.name("better") == "higher")

    @property
    def words(self) -> str:
        """The outcome in words: by how much, in which direction, and whether that is better."""
        difference = self.difference
        if difference is None:
            return f"not comparable: {'; '.join(self.refusals)}"
        if not difference:
            return "the same value"
        unit = (
            "percentage points" if self.one.name("unit") in _POINTS else self.one.facts["unitWords"]
        )
        said = f"{format_amount(abs(difference), unit)} {'higher' if difference > 0 else 'lower'}"
        if self.ratio is not None:
            said += f", {self.ratio:.2f} times as much"
        if self.better is None:
            return f"{said}; neither direction is better by itself"
        return f"{said}; {self.one.name('better')} is better, so this is {'better' if self.better else 'worse'}"

    def as_data(self) -> dict[str, object]:
        """Return everything as plain data for JSON."""
        told = {
            name: {
                "iri": figure.iri,
                "label": figure.facts["label"],
                "words": figure.words,
                "value": float(figure.value),
                "voices": figure.voices,
                "sentences": figure.sentences,
            }
            for name, figure in (("one", self.one), ("other", self.other))
        }
        difference = None if self.difference is None else float(self.difference)
        return {
            **told,
            "words": self.words,
            "difference": difference,
            "ratio": self.ratio,
            "better": self.better,
            "refusals": list(self.refusals),
            "cautions": list(self.cautions),
        }


def figures(store: Store) -> dict[str, Figure]:
    """Return every figure of a store by IRI."""
    found = {row["figure"].value: _figure(row) for row in _rows(store, "figures")}
    for row in _rows(store, "links"):
        figure = found.get(row["figure"].value)
        if figure is None:
            continue
        value = row["value"].value
        if row["what"].value == "comparator":
            figure.comparators.add(value)
        else:
            {"voice": figure.voices, "sentence": figure.sentences}[row["what"].value].append(value)
    return found


def conflicts(store: Store) -> dict[frozenset[str], list[str]]:
    """Return what is said of conflicts between two figures, by the pair of their IRIs."""
    told: dict[frozenset[str], list[str]] = {}
    for row in _rows(store, "conflicts"):
        comment = f" {row['told'].value}" if row["told"] is not None else ""
        label = row["label"].value.rstrip(".")
        told.setdefault(frozenset((row["one"].value, row["other"].value)), []).append(
            f"{label} ({row['resolution'].value}).{comment}"
        )
    return told


def compare(
    one: Figure,
    other: Figure,
    *,
    over_time: bool = False,
    known: Mapping[frozenset[str], list[str]] | None = None,
) -> Comparison:
    """Set one figure against another, or say why that cannot be done.

    Args:
        one: the figure asked about.
        other: what it is set against.
        over_time: take two periods of the same length, which do not overlap, as then and now.
        known: conflicts between figures, as `conflicts` gives them; one between the two becomes a caution.
    """
    cautions = [*_cautions(one, other), *(known or {}).get(frozenset((one.iri, other.iri)), [])]
    return Comparison(one, other, tuple(_refusals(one, other, over_time)), tuple(cautions))


def comparisons(
    store: Store, iri: str = "", other: str = "", *, over_time: bool = False
) -> list[Comparison]:
    """Compare what can be asked about: two figures, one figure, all of a measure or about a thing, or all that reports compare.

    Args:
        store: a built store.
        iri: of a figure, which is set against its comparators and the others of its measure; of a measure, whose figures are set
            against each other; of any other thing, whose figures (of a theme: those of narrower themes and of the groups it
            concerns too) are set against their comparators; all figures by default.
        other: IRI of a second figure.
        over_time: as for `compare`.

    Raises:
        QueryError: where something that is to be compared is no figure, is given twice, or there is nothing to compare.
    """
    known = figures(store)
    if other:
        if missing := [compress(name) for name in (iri, other) if name not in known]:
            raise QueryError(
                f"no figure: {' and '.join(missing)}.",
                hint="Look for figures with `peelgraph find`.",
            )
        if iri == other:
            raise QueryError(f"{compress(iri)} is given twice.", hint="Name two different figures.")
        pairs = [(known[iri], known[other])]
    else:
        pairs = list(_pairs(store, known, iri))
    if not pairs:
        raise QueryError(
            f"the report sets no figure of {compress(iri) or 'this store'} beside another.",
            hint="Name two figures, or see them with `peelgraph show`.",
        )
    told = conflicts(store)
    return [compare(*pair, over_time=over_time, known=told) for pair in pairs]


def _pairs(store: Store, known: Mapping[str, Figure], iri: str) -> Iterator[tuple[Figure, Figure]]:
    """Choose what goes together: what reports compare first, then figures of one measure."""
    measure = known[iri].facts["measure"] if iri in known else iri
    alike = sorted(name for name, figure in known.items() if figure.facts["measure"] == measure)
    chosen = {iri} if iri in known else {*alike, *_about(store, iri)} if iri else set(known)
    first = list(stated(known, chosen))
    yield from first
    seen = {frozenset((one.iri, other.iri)) for one, other in first}
    for one, other in combinations(alike, 2):
        if (iri in (one, other) or iri not in known) and frozenset((one, other)) not in seen:
            yield (known[other], known[one]) if other == iri else (known[one], known[other])


def stated(
    known: Mapping[str, Figure], chosen: Iterable[str] | None = None
) -> Iterator[tuple[Figure, Figure]]:
    """Yield the pairs that a report itself sets side by side.

    Args:
        known: all figures.
        chosen: only pairs with one of these.
    """
    wanted = set(known if chosen is None else chosen)
    for iri in sorted(known):
        for comparator in sorted(known[iri].comparators & known.keys()):
            if iri in wanted or comparator in wanted:
                yield known[iri], known[comparator]


def _refusals(one: Figure, other: Figure, over_time: bool) -> Iterator[str]:
    for what in ("measure", "unit", "population"):
        if one.facts[what] != other.facts[what]:
            yield _differ(what, one, other)
    for figure in (one, other):
        if figure.name("qualifier") in _BOUNDS:
            yield f"\u201c{figure.facts['label']}\u201d is a bound ({figure.facts['qualifierWords']}), not a value"
    if one.facts["area"] == other.facts["area"] and one.denominator != other.denominator:
        yield f"the bases differ: {_base(one)} against {_base(other)}"
    yield from _periods(one, other, over_time)


def _periods(one: Figure, other: Figure, over_time: bool) -> Iterator[str]:
    """Give the reason why two periods do not go together, if there is one."""
    first, second = one.facts["period"], other.facts["period"]
    if first == second and (first or other.iri in one.comparators or one.iri in other.comparators):
        return
    if not first or not second:
        yield "the report does not say for which period " + (
            "either holds" if not first and not second else "one of them holds"
        )
    elif not over_time:
        yield _differ("period", one, other)
    elif one.period is None or other.period is None:
        yield f"one of the periods has no known bounds: {one.facts['periodWords']} against {other.facts['periodWords']}"
    elif max(one.period[0], other.period[0]) <= min(one.period[1], other.period[1]):
        yield f"the periods overlap: {one.facts['periodWords']} and {other.facts['periodWords']}"
    elif abs(_days(one.period) - _days(other.period)) > _LIKE_LENGTH:
        yield f"the periods are not of the same length: {one.facts['periodWords']} against {other.facts['periodWords']}"
    elif one.facts["area"] != other.facts["area"]:
        yield f"then and now have to be of one place: {one.facts['areaWords'] or 'none given'} against {other.facts['areaWords'] or 'none given'}"


def _cautions(one: Figure, other: Figure) -> Iterator[str]:
    if (
        not one.facts["period"]
        and not other.facts["period"]
        and (other.iri in one.comparators or one.iri in other.comparators)
    ):
        yield "the report gives no period for either, but sets them side by side itself"
    if one.facts["area"] == other.facts["area"] and set(one.voices) != set(other.voices):
        yield f"two voices: {', '.join(one.voices)} against {', '.join(other.voices)}"
    for figure in (one, other):
        if figure.name("qualifier") == "about":
            yield f"\u201c{figure.facts['label']}\u201d is approximate"


def _differ(what: str, one: Figure, other: Figure) -> str:
    key = what if what == "population" else f"{what}Words"
    plural = {
        "measure": "measures",
        "unit": "units",
        "population": "populations",
        "period": "periods",
    }[what]
    return f"the {plural} differ: {one.facts[key] or 'none given'} against {other.facts[key] or 'none given'}"


def _base(figure: Figure) -> str:
    return format_number(figure.denominator) if figure.denominator is not None else "none given"


def _days(period: tuple[date, date]) -> int:
    return (period[1] - period[0]).days + 1


def _figure(row: QuerySolution) -> Figure:
    names = (
        "label",
        "unit",
        "unitWords",
        "qualifier",
        "qualifierWords",
        "measure",
        "measureWords",
        "population",
        "period",
        "periodWords",
        "area",
        "areaWords",
    )
    facts = {name: str(row[name].value) if row[name] is not None else "" for name in names}
    facts["better"] = row["better"].value.removeprefix(PREFIXES["direction"])
    whole = Decimal(row["denominator"].value) if row["denominator"] is not None else None
    bounds = row["begin"], row["end"]
    period = (
        (date.fromisoformat(bounds[0].value), date.fromisoformat(bounds[1].value))
        if None not in bounds
        else None
    )
    return Figure(row["figure"].value, facts, Decimal(row["value"].value), whole, period)


def _about(store: Store, iri: str) -> set[str]:
    answer = query(
        store,
        "SELECT DISTINCT ?figure { ?near skos:broader*/skos:related? ?thing . ?figure peel:about ?near ; a peel:Figure }",
        {"thing": NamedNode(iri)},
    )
    assert isinstance(answer, QuerySolutions)
    return {row["figure"].value for row in answer}


def _rows(store: Store, name: str) -> Iterator[QuerySolution]:
    return rows(store, (_QUERIES / f"{name}.rq").read_text("utf-8"))
