"""Compare two figures, or say why they cannot be compared.

A comparison is refused, with every reason, where measure, unit, population, base, period or kind of
value differ; a reader would otherwise take a share of one thing for a share of another, or a
maximum for a mean.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, combinations, islice
from pathlib import Path
from typing import NamedTuple, TypeAlias

from graph.errors import QueryError
from graph.namespaces import compress
from graph.queries import PackagedQuery, text_rows
from graph.query.figures import Figure, figures, figures_beside, reported_pairs
from graph.store import Store
from graph.text import format_amount, format_number

_QUERIES = Path(__file__).parent / "figures"
_BOUNDS = ("at-least", "less-than", "more-than", "up-to", "within")
_POINTS = ("percent", "percent-change", "percentage-points")
_WITHOUT_RATIO = (*_POINTS[1:], "rank", "age", "clock-hours")
_WORDS_OF = {name: f"{name}Words" for name in ("measure", "unit", "period")}
_NOTHING = "none in the graph"
_MOST_LOOKED_UP = 500  # figures; of more, all conflicts are read
_LIKE_LENGTH = 3  # days by which two periods may differ and still be as long as each other
Conflicts: TypeAlias = Mapping[frozenset[str], list[str]]


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


class Comparisons(NamedTuple):
    """Comparisons that were made, of those that can be asked for.

    Attributes:
        pairs: first those that a report itself makes, then those of figures that are alike.
        number: of all pairs, also those beyond a limit.
    """

    pairs: list[Comparison]
    number: int


def conflicts(store: Store, figures: Collection[str] | None = None) -> Conflicts:
    """Return the conflicts between two figures in words, by the pair of their IRIs.

    Args:
        store: a built store.
        figures: IRIs of those between which conflicts are wanted; others may come too. All by
            default.
    """
    query = PackagedQuery.read(_QUERIES / "conflicts.rq")
    if figures is not None and len(figures) <= _MOST_LOOKED_UP:
        query = query.among("one", figures)
    words: dict[frozenset[str], list[str]] = {}
    for row in query.rows(store):
        text = f"{row['label'].rstrip('.')} ({row['resolution']}). {row['comment']}".rstrip()
        words.setdefault(frozenset((row["one"], row["other"])), []).append(text)
    return words


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
        conflicts: between figures, as `conflicts` gives them; one of the two becomes a caution.
    """
    pair = frozenset((figure.iri, comparator.iri))
    cautions = [*_cautions(figure, comparator), *(conflicts or {}).get(pair, [])]
    refusals = _refusals(figure, comparator, over_time)
    return Comparison(figure, comparator, tuple(refusals), tuple(cautions))


def comparisons(
    store: Store,
    iri: str = "",
    comparator: str = "",
    *,
    over_time: bool = False,
    limit: int | None = None,
) -> Comparisons:
    """Compare two figures, one figure, those of a measure or about a thing, or all of a store.

    Args:
        store: a built store.
        iri: of a figure, which is set against its comparators and the others of its measure; of a
            measure, whose figures are set against each other; of any other thing, whose figures
            (of a theme: those of narrower themes and of the groups it concerns too) are set
            against their comparators; all figures by default.
        comparator: IRI of a second figure.
        over_time: as for `compare_figures`.
        limit: how many comparisons at most; all by default.

    Raises:
        QueryError: where what is to be compared is no figure, both are the same, there is nothing
            to compare, or the limit is below 1.
    """
    if limit is not None and limit < 1:
        raise QueryError(f"a limit of {limit} comparisons shows nothing.", hint="Give 1 or more.")
    values = figures(store, _candidates(store, iri, comparator))
    first = list(_first_pairs(store, values, iri, comparator))
    names = [] if comparator else _same_measure(values, iri)
    excluded_pairs = {frozenset((one.iri, other.iri)) for one, other in first}
    number = len(first) + _pairs_beside(excluded_pairs, names, iri)
    if not number:
        raise _nothing_to_compare(store, values, iri)
    more = (
        (values[one], values[other])
        for one, other in _alike_first(values, names, iri, over_time=over_time)
        if frozenset((one, other)) not in excluded_pairs
    )
    chosen = list(islice(chain(first, more), limit))
    words = conflicts(store, {figure.iri for pair in chosen for figure in pair})
    pairs = [compare_figures(*pair, over_time=over_time, conflicts=words) for pair in chosen]
    return Comparisons(pairs, number)


def _candidates(store: Store, iri: str, comparator: str) -> set[str] | None:
    """Return the figures that may stand in a pair, perhaps with others; None for all."""
    if comparator:
        return {iri, comparator}
    if not iri:
        return None
    near = PackagedQuery.read(_QUERIES / "near.rq").rows(store, thing=iri)
    candidates = {row["figure"] for row in near}
    return candidates | figures_beside(store, candidates)


def _nothing_to_compare(store: Store, values: Mapping[str, Figure], iri: str) -> QueryError:
    """Say what the graph holds where there are no two figures to set side by side."""
    if not iri:
        return QueryError(
            "the graph holds no two figures that a report sets side by side.",
            hint="Look for figures with `peelgraph find`.",
        )
    rows = text_rows(store, "SELECT ?label { ?thing rdfs:label ?label }", thing=iri)
    name = next((row["label"].rstrip(".") for row in rows), compress(iri))
    own = sorted(_selection(store, values, iri, _same_measure(values, iri)) & values.keys())
    if not own:
        return QueryError(
            f"the graph holds no figure of “{name}”.",
            hint="Look for figures with `peelgraph find`.",
        )
    names = [f"{compress(figure)} ({values[figure].facts['label']})" for figure in own[:3]]
    return QueryError(
        f"of “{name}”, the graph holds {format_amount(len(own), 'figures')} with nothing to set"
        " beside.",
        hint=f"Name two figures, as in {'; '.join(names)}.",
    )


def _pair(values: Mapping[str, Figure], iri: str, comparator: str) -> tuple[Figure, Figure]:
    if missing := [compress(name) for name in (iri, comparator) if name not in values]:
        raise QueryError(
            f"no figure: {' and '.join(missing)}.",
            hint="Look for figures with `peelgraph find`.",
        )
    if iri == comparator:
        raise QueryError(f"{compress(iri)} is given twice.", hint="Name two different figures.")
    return values[iri], values[comparator]


def _first_pairs(
    store: Store, values: Mapping[str, Figure], iri: str, comparator: str
) -> Iterator[tuple[Figure, Figure]]:
    """Yield the pair that was asked for, or those that reports themselves set side by side."""
    if comparator:
        yield _pair(values, iri, comparator)
        return
    selection = _selection(store, values, iri, _same_measure(values, iri))
    yield from reported_pairs(values, selection)


def _same_measure(values: Mapping[str, Figure], iri: str) -> list[str]:
    """Return the figures of a measure, or of that of a figure, A to Z."""
    measure = values[iri].facts["measure"] if iri in values else iri
    return sorted(name for name, figure in values.items() if figure.facts["measure"] == measure)


def _pairs_beside(pairs: Iterable[frozenset[str]], names: Sequence[str], iri: str) -> int:
    """Count the pairs of figures of one measure, with one of them if that is asked about.

    Args:
        pairs: which are not counted.
        names: of the figures.
        iri: of the one that stands in each pair, if it is one of them.
    """
    among = {*names}
    repeated = [pair for pair in pairs if pair <= among and (iri not in among or iri in pair)]
    number = len(names) - 1 if iri in among else math.comb(len(names), 2)
    return number - len(repeated)


def _alike_first(
    values: Mapping[str, Figure], names: Sequence[str], iri: str, *, over_time: bool
) -> Iterator[tuple[str, str]]:
    """Yield the pairs of figures of one measure, first those of one unit, population and period.

    Args:
        values: figures by IRI.
        names: of the figures, A to Z.
        iri: of the one that stands in each pair, if it is one of them.
        over_time: whether figures of one area are alike, in place of those of one period.
    """
    frames = {name: _frame(values[name], over_time=over_time) for name in names}
    if iri in frames:
        others = [name for name in names if name != iri]
        others.sort(key=lambda name: frames[name] != frames[iri])
        yield from ((iri, name) for name in others)
        return
    alike: dict[tuple[str, ...], list[str]] = {}
    for name in names:
        alike.setdefault(frames[name], []).append(name)
    for group in alike.values():
        yield from combinations(group, 2)
    for one, other in combinations(names, 2):
        if frames[one] != frames[other]:
            yield one, other


def _frame(figure: Figure, *, over_time: bool) -> tuple[str, ...]:
    """Return what two figures of one measure have to share; bounds share it with nothing."""
    facts = figure.facts
    if figure.name("qualifier") in _BOUNDS or not facts["period"]:
        return (figure.iri,)
    return facts["unit"], facts["population"], facts["area" if over_time else "period"]


def _selection(
    store: Store, values: Mapping[str, Figure], iri: str, same_measure: Iterable[str]
) -> set[str]:
    """Return the figures whose comparators count: one, those of a thing or measure, or all."""
    if not iri:
        return set(values)
    if iri in values:
        return {iri}
    about = PackagedQuery.read(_QUERIES / "about.rq").rows(store, thing=iri)
    return {*same_measure, *(row["figure"] for row in about)}


def _refusals(figure: Figure, comparator: Figure, over_time: bool) -> Iterator[str]:
    for what in ("measure", "unit", "population"):
        if figure.facts[what] != comparator.facts[what]:
            yield _difference(what, figure, comparator)
    for item in (figure, comparator):
        if item.name("qualifier") in _BOUNDS:
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
