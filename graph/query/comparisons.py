"""Choose the figures that are compared: those a report sets side by side, then those alike."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, islice
from pathlib import Path
from typing import NamedTuple

from graph.errors import QueryError
from graph.namespaces import compress
from graph.queries import PackagedQuery, text_rows
from graph.query.comparison import BOUNDS, Comparison, compare_figures
from graph.query.figures import Figure, conflicts, figures, figures_beside, reported_pairs
from graph.store import Store
from graph.text import format_amount

_QUERIES = Path(__file__).parent / "figures"


class Comparisons(NamedTuple):
    """Comparisons that were made, of those that can be asked for.

    Attributes:
        pairs: first those that a report itself makes, then those of figures that are alike.
        number: of all pairs, also those beyond a limit.
    """

    pairs: list[Comparison]
    number: int


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
        f"the graph holds {format_amount(len(own), 'figures')} of “{name}”, but nothing to compare"
        " with.",
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
    if figure.name("qualifier") in BOUNDS or not facts["period"]:
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
