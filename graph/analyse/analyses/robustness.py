"""Analyse whether the ranking by a measure withstands the loss of a single sentence.

Each sentence is left out in turn. The network is read once, as arrays of its statements; leaving a
sentence out lowers some of the weights. A measure that does not depend on weights is taken again
only where the sentence alone relates two things. Of a measure that depends on paths, a sample of
the sentences is left out where they are many, and in a large network betweenness is estimated: all
paths for each sentence would take hours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, compress
from typing import TYPE_CHECKING

from graph.analyse.algorithms import centrality
from graph.analyse.analyses.measures import (
    MEASURES,
    Measure,
    Values,
    is_directed,
    ranked,
    sizes_for,
    values_of,
)
from graph.analyse.evidence import attribute_sentences
from graph.analyse.networks.adjacency import Adjacency, adjacency, from_edges
from graph.analyse.result import Analysis, Progress, Result, ResultRow
from graph.analyse.settings import SEED, Settings
from graph.analyse.wording import enumeration, network_size, node_label
from graph.errors import PeelgraphError
from graph.evidence import Evidence
from graph.option_fields import Option
from graph.store import Store
from graph.text import format_amount

if TYPE_CHECKING:
    import networkx
    import numpy as np

    Network = networkx.MultiDiGraph[str]

_TOP = 10
_MOST = 200  # sentences that are left out, where a measure depends on paths
_LARGE = 1_000  # things in one part beyond which betweenness is estimated
_STARTS = 200  # from which shortest paths are then counted
_ALIKE = 1e-8  # values that differ by less may be equal once they are rounded
_BY = ("degree", "strength", "betweenness", "pagerank", "closeness", "core")


def kendall(first: Sequence[float], second: Sequence[float]) -> float:
    """Return Kendall's tau-b of two rows of values; 1 where both rows have one value only.

    >>> kendall([1, 2, 3], [1, 2, 3]), kendall([1, 2, 3], [3, 2, 1])
    (1.0, -1.0)
    """
    signs = [
        (_sign(first[a] - first[b]), _sign(second[a] - second[b]))
        for a, b in combinations(range(len(first)), 2)
    ]
    agreement = sum(left * right for left, right in signs)
    ordered_first = sum(left != 0 for left, _ in signs)
    ordered_second = sum(right != 0 for _, right in signs)
    if not ordered_first or not ordered_second:
        return float(ordered_first == ordered_second)
    return float(agreement / (ordered_first * ordered_second) ** 0.5)


class _Statements:
    """The relations of a network as arrays, from which a sentence can be left out.

    Args:
        network: with the sentences on its edges.
        directed: whether the direction of relations counts.

    Attributes:
        only: IRIs of the sentences that are the only ones to relate two things, or one to itself.
    """

    def __init__(self, network: Network, *, directed: bool) -> None:
        import numpy as np

        self._directed = directed
        self._nodes = tuple(network)
        rows = {node: row for row, node in enumerate(self._nodes)}
        evidence = [
            (source, target, attributes.get("sentences", ()))
            for source, target, attributes in network.edges(data=True)
        ]
        self._sources = np.array([rows[source] for source, _, _ in evidence], dtype=np.int32)
        self._targets = np.array([rows[target] for _, target, _ in evidence], dtype=np.int32)
        self._weights = np.array([len(sentences) for _, _, sentences in evidence], dtype=float)
        self._edges: dict[str, list[int]] = defaultdict(list)
        by_pair: dict[frozenset[str], set[str]] = defaultdict(set)
        for number, (source, target, sentences) in enumerate(evidence):
            for sentence in sentences:
                self._edges[sentence.iri].append(number)
                by_pair[frozenset((source, target))].add(sentence.iri)
        self.only = frozenset().union(*(iris for iris in by_pair.values() if len(iris) == 1))

    def without(self, sentence: str) -> Adjacency[str]:
        """Return the adjacency without a sentence, and without things that nothing else states."""
        import numpy as np

        weights = self._weights.copy()
        weights[self._edges[sentence]] -= 1
        stated = weights > 0
        sources, targets = self._sources[stated], self._targets[stated]
        is_present = np.zeros(len(self._nodes), dtype=bool)
        is_present[sources] = is_present[targets] = True
        rows = np.cumsum(is_present, dtype=np.int32) - 1
        nodes = tuple(compress(self._nodes, is_present))
        return from_edges(
            nodes, rows[sources], rows[targets], weights[stated], directed=self._directed
        )


@dataclass(frozen=True)
class _Ranking:
    """The things of a network by a measure.

    Attributes:
        measure: by which they are ranked.
        settings: with which it is taken.
        network: with the names of the things.
        values: of all things.
        top: the first things.
    """

    measure: Measure
    settings: Settings
    network: Network
    values: Values
    top: tuple[str, ...]

    def again(self, matrix: Adjacency[str]) -> _Ranking:
        """Return the ranking of another state of the network."""
        return _ranking(self.measure, self.settings, self.network, matrix)


def _ranking(
    measure: Measure, settings: Settings, network: Network, matrix: Adjacency[str]
) -> _Ranking:
    values = values_of(measure, matrix, settings, lambda _: None)
    sizes = sizes_for(measure, matrix)
    top = ranked(_highest(values, sizes), network, sizes)[:_TOP]
    return _Ranking(measure, settings, network, values, tuple(top))


def _highest(values: Values, sizes: Mapping[str, int]) -> Values:
    """Return the values that may be among the top, so that few things are put in order."""
    import numpy as np

    if not values:
        return {}
    keys = np.nan_to_num(np.fromiter(values.values(), float), nan=-np.inf)
    if sizes:  # things of larger components come first, whatever their value
        places = np.array([sizes[node] for node in values]) * (keys > -np.inf)
        last = _last_of_top(places)
        keys = np.where(places == last, keys, np.where(places > last, np.inf, -np.inf))
    is_high = (keys > -np.inf) & (keys >= _last_of_top(keys) - _ALIKE)
    return {node: values[node] for node in compress(values, is_high)}


def _last_of_top(keys: np.ndarray) -> float:
    """Return the tenth highest key, or the lowest of fewer."""
    import numpy as np

    return float(np.sort(keys)[-_TOP:][0])


def _run(network: Network, _store: Store, settings: Settings, progress: Progress) -> Result:
    measure = _measure(settings.by or _BY[0])
    directed = is_directed(measure, network)
    matrix = adjacency(network, directed=directed)
    is_estimate = measure.name == "betweenness" and len(matrix.components[0]) > _LARGE
    if is_estimate:
        measure = _estimated(measure, matrix, settings.seed)
    ranking = _ranking(measure, settings, network, matrix)
    statements = _Statements(network, directed=directed)
    sentences = attribute_sentences(attributes for _, _, attributes in network.edges(data=True))
    effective = tuple(
        sentence for sentence in sentences if measure.weighted or sentence.iri in statements.only
    )
    sample = _sample(measure, effective, settings.seed)
    is_sample = len(sample) < len(effective)
    if is_sample:
        sentences = sample
    lines = _lines(ranking, statements, sentences, sample, progress)
    return Result(
        "robustness",
        f"Does the top ten by {measure.name} depend on single sentences?",
        network_size(network),
        _summary(ranking, lines, len(effective)),
        tuple(lines[: settings.top]),
        len(lines),
        tuple(_notes(ranking, is_estimate=is_estimate, is_sample=is_sample)),
        {"tau": [row.number("tau") for row in lines]},
    )


def _lines(
    ranking: _Ranking,
    statements: _Statements,
    sentences: Sequence[Evidence],
    effective: Sequence[Evidence],
    progress: Progress,
) -> list[ResultRow]:
    """Leave each sentence out, and return what that changes, the greatest change first.

    Args:
        ranking: with all sentences.
        statements: of the network.
        sentences: that are left out.
        effective: those of them that can change the measure.
        progress: receives a line for each sentence.
    """
    effective_iris = {sentence.iri for sentence in effective}
    lines = []
    for number, sentence in enumerate(sentences, start=1):
        progress(f"without sentence {number:,} of {len(sentences):,}")
        remaining = ranking
        if sentence.iri in effective_iris:
            remaining = ranking.again(statements.without(sentence.iri))
        lines.append(_row(ranking, remaining, sentence))
    return sorted(lines, key=_greatest_change_first)


def _notes(ranking: _Ranking, *, is_estimate: bool, is_sample: bool) -> Iterator[str]:
    """Yield what to bear in mind."""
    yield (
        f"The comparison covers the original top {len(ranking.top)}; a thing that disappears "
        "counts as 0. A stable ranking is not necessarily a correct one."
    )
    if is_estimate:
        yield (
            f"Betweenness is estimated from {_STARTS} source nodes, drawn with seed "
            f"{ranking.settings.seed} and the same for each sentence; the order of nearly equal "
            "values is uncertain."
        )
    if is_sample:
        yield f"The {_MOST} sentences are drawn with seed {ranking.settings.seed}."


def _estimated(measure: Measure, matrix: Adjacency[str], seed: int) -> Measure:
    """Return betweenness from the same starts in every state of a network."""
    import numpy as np

    rows = np.random.default_rng(seed).choice(len(matrix), size=_STARTS, replace=False)
    starts = frozenset(matrix.nodes[row] for row in rows.tolist())

    def compute(part: Adjacency[str], _settings: Settings, _progress: Progress) -> Values:
        return centrality.betweenness(part, starts=starts if len(part) > _STARTS else None)

    return replace(measure, compute=compute)


def _sample(measure: Measure, sentences: tuple[Evidence, ...], seed: int) -> tuple[Evidence, ...]:
    """Return the sentences that are left out, of those that can change a measure."""
    import numpy as np

    if not measure.by_component or len(sentences) <= _MOST:
        return sentences
    numbers = np.random.default_rng(seed).choice(len(sentences), size=_MOST, replace=False)
    return tuple(sentences[number] for number in np.sort(numbers))


def _measure(name: str) -> Measure:
    if name not in _BY:
        raise PeelgraphError(
            f"robustness cannot be computed for “{name}”.", hint=f"Choose --by {', '.join(_BY)}."
        )
    return next(measure for measure in MEASURES if measure.name == name)


def _row(ranking: _Ranking, remaining: _Ranking, sentence: Evidence) -> ResultRow:
    """Compare the ranking with the one without a sentence."""
    top = ranking.top
    before = [round(ranking.values[node], 9) for node in top]
    after = [round(remaining.values.get(node, 0.0), 9) for node in top]
    stay = len({*top} & {*remaining.top})
    place = max(range(len(top)), key=lambda row: abs(after[row] - before[row]))
    change = abs(after[place] - before[place])
    effect = "changes no value of the top"
    if change:
        label = node_label(ranking.network, top[place])
        values = f"{before[place]:.4g} becomes {after[place]:.4g}"
        effect = f"changes {label} most: {ranking.measure.name} {values}"
    return ResultRow(
        sentence.iri,
        sentence.place,
        {"tau": round(kendall(before, after), 4), "stay": stay, "moved": round(change, 4)},
        f"Leaving it out keeps {stay} of the top {len(top)} and {effect}.",
        (sentence,),
    )


def _greatest_change_first(row: ResultRow) -> tuple[float, float, float]:
    return row.number("tau"), row.number("stay"), -row.number("moved")


def _summary(ranking: _Ranking, lines: list[ResultRow], effective: int) -> str:
    """Say how many sentences can be left out; of a sample, also of how many it was drawn."""
    if not lines:
        return "There is no sentence to leave out."
    taus = [row.number("tau") for row in lines]
    steady = sum(
        row.number("tau") > 0.999 and row.number("stay") == len(ranking.top) for row in lines
    )
    names = enumeration((node_label(ranking.network, node) for node in ranking.top), most=3)
    number, last = format_amount(len(lines), "sentences"), "The most influential is"
    if len(lines) < effective:
        number = (
            f"{len(lines)} sentences, drawn from the {effective:,} that can change the measure,"
        )
        last = "The most influential of these is"
    return (
        f"{steady:,} of {number} can be left out, each alone, "
        f"without a change in the order of the top ten by {ranking.measure.name} ({names}); "
        f"the lowest tau-b is {min(taus):.2f}, the mean {sum(taus) / len(taus):.2f}. "
        f"{last} {lines[0].label}."
    )


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


ANALYSES = (
    Analysis(
        "robustness",
        "Does the top ten depend on single sentences?",
        "Each sentence is left out in turn (for a measure that depends on paths, at most 200 that "
        "can change it) and the measure computed again: Kendall's tau-b between the values of the "
        "original top ten before and after, and how many of them stay in the top ten.",
        "tau-b, -1 to 1",
        "Leave-one-out (Quenouille 1956); Kendall, Biometrika 33 (1945)",
        "partnerships",
        _run,
        {"by": Option("a measure", choices=_BY), **SEED},
    ),
)
