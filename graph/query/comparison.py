"""Compare two figures, or say why they cannot be compared.

A comparison is refused, with every reason, where measure, unit, population, base, period or kind of
value differ; a reader would otherwise take a share of one thing for a share of another, or a
maximum for a mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from graph.query.figures import Conflicts, Figure
from graph.text import format_amount, format_number

BOUNDS = ("at-least", "less-than", "more-than", "up-to", "within")  # qualifiers of no single value
_POINTS = ("percent", "percent-change", "percentage-points")
_WITHOUT_RATIO = (*_POINTS[1:], "rank", "age", "clock-hours")
_WORDS_OF = {name: f"{name}Words" for name in ("measure", "unit", "period")}
_NOTHING = "none in the graph"
_LIKE_LENGTH = 3  # days by which two periods may differ and still be as long as each other


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
        if self.refusals:
            return None
        return self.one.value - self.other.value

    @property
    def ratio(self) -> float | None:
        """The one value as a multiple of the other.

        None where the comparison is refused, or the scale has no zero to count from.
        """
        if self.refusals or not self.other.value or self.one.name("unit") in _WITHOUT_RATIO:
            return None
        return float(self.one.value / self.other.value)

    @property
    def better(self) -> bool | None:
        """Whether the one value is the better one.

        None where the comparison is refused, both are equal, or neither direction is better.
        """
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
        direction = {True: "higher", False: "lower"}[difference > 0]
        text = f"{format_amount(abs(difference), self._unit)} {direction}"
        if self.ratio is not None:
            text += f", {self.ratio:.2f} times as much"
        if self.better is None:
            return f"{text}; neither direction is better by itself"
        verdict = {True: "better", False: "worse"}[self.better]
        return f"{text}; {self.one.name('better')} is better, so this is {verdict}"

    @property
    def _unit(self) -> str:
        """The unit of the difference."""
        if self.one.name("unit") in _POINTS:
            return "percentage points"
        return self.one.facts["unitWords"]

    def as_data(self) -> dict[str, object]:
        """Return everything as plain data for JSON."""
        difference = self.difference
        return {
            "one": self.one.as_data(),
            "other": self.other.as_data(),
            "words": self.words,
            "difference": difference if difference is None else float(difference),
            "ratio": self.ratio,
            "better": self.better,
            "refusals": list(self.refusals),
            "cautions": list(self.cautions),
        }


def compare_figures(
    figure: Figure,
    comparator: Figure,
    *,
    over_time: bool = False,
    conflicts: Conflicts | None = None,
) -> Comparison:
    """Set one figure against another, or say why that cannot be done.

    Args:
        figure: the figure asked about.
        comparator: what it is set against.
        over_time: take two periods of one length, which do not overlap, as then and now.
        conflicts: between figures, as `graph.query.figures.conflicts` gives them; one of the two
            becomes a caution.
    """
    pair = frozenset((figure.iri, comparator.iri))
    cautions = [*_cautions(figure, comparator), *(conflicts or {}).get(pair, [])]
    refusals = _refusals(figure, comparator, over_time)
    return Comparison(figure, comparator, tuple(refusals), tuple(cautions))


def _refusals(figure: Figure, comparator: Figure, over_time: bool) -> Iterator[str]:
    for what in ("measure", "unit", "population"):
        if figure.facts[what] != comparator.facts[what]:
            yield _difference(what, figure, comparator)
    for item in (figure, comparator):
        if item.name("qualifier") in BOUNDS:
            bound = item.facts["qualifierWords"]
            yield f"\u201c{item.facts['label']}\u201d is a bound ({bound}), not a value"
    same_area = figure.facts["area"] == comparator.facts["area"]
    if same_area and figure.denominator != comparator.denominator:
        yield f"the bases differ: {_base(figure)} against {_base(comparator)}"
    if reason := _period_refusal(figure, comparator, over_time):
        yield reason


def _period_refusal(figure: Figure, comparator: Figure, over_time: bool) -> str:
    """Give the reason why two periods do not go together, or ""."""
    first, second = figure.facts["period"], comparator.facts["period"]
    if first == second and (first or _side_by_side(figure, comparator)):
        return ""
    if not first and not second:
        return "the graph holds no period of either"
    if not first or not second:
        return "the graph holds no period of one of them"
    if not over_time:
        return _difference("period", figure, comparator)
    return _order_refusal(figure, comparator)


def _order_refusal(figure: Figure, comparator: Figure) -> str:
    """Give the reason why two figures are not of then and now, or ""."""
    first, second = figure.facts["periodWords"], comparator.facts["periodWords"]
    if figure.period is None or comparator.period is None:
        return f"one of the periods has no known bounds: {first} against {second}"
    (begin, end), (other_begin, other_end) = figure.period, comparator.period
    if max(begin, other_begin) <= min(end, other_end):
        return f"the periods overlap: {first} and {second}"
    if abs((end - begin) - (other_end - other_begin)).days > _LIKE_LENGTH:
        return f"the periods are not of the same length: {first} against {second}"
    if figure.facts["area"] != comparator.facts["area"]:
        areas = [item.facts["areaWords"] or _NOTHING for item in (figure, comparator)]
        return f"then and now have to be of one place: {' against '.join(areas)}"
    return ""


def _cautions(figure: Figure, comparator: Figure) -> Iterator[str]:
    has_period = figure.facts["period"] or comparator.facts["period"]
    if not has_period and _side_by_side(figure, comparator):
        yield "the graph holds no period of either, but the report sets them side by side itself"
    same_area = figure.facts["area"] == comparator.facts["area"]
    if same_area and set(figure.voices) != set(comparator.voices):
        yield f"two voices: {', '.join(figure.voices)} against {', '.join(comparator.voices)}"
    for item in (figure, comparator):
        if item.name("qualifier") == "about":
            yield f"\u201c{item.facts['label']}\u201d is approximate"


def _side_by_side(figure: Figure, comparator: Figure) -> bool:
    """Tell whether the report itself compares two figures."""
    return comparator.iri in figure.comparators or figure.iri in comparator.comparators


def _difference(what: str, figure: Figure, comparator: Figure) -> str:
    key = _WORDS_OF.get(what, what)
    values = [item.facts[key] or _NOTHING for item in (figure, comparator)]
    return f"the {what}s differ: {' against '.join(values)}"


def _base(figure: Figure) -> str:
    if figure.denominator is None:
        return _NOTHING
    return format_number(figure.denominator)
