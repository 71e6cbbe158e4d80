"""Analyse whether the ranking by a measure withstands the loss of a single sentence.

Each sentence is left out in turn. The network is read once, as arrays of its statements; leaving a
sentence out lowers some of the weights, and a measure that does not depend on weights is taken
again only where a connection is lost. Of a measure that depends on paths, a sample of the sentences
is left out where they are many, and in a large network betweenness is estimated: all paths for each
sentence would take hours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, compress
from typing import TYPE_CHECKING

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
_LARGE = 1_000  # things beyond which betweenness is estimated
_STARTS = 200  # of the paths from which it is
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
        decisive: IRIs of the sentences without which two things are no longer connected.
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
        stating: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for number, (source, target, sentences) in enumerate(evidence):
            pair = (source, target) if directed else tuple(sorted((source, target)))
            for sentence in sentences:
                self._edges[sentence.iri].append(number)
                stating[pair].add(sentence.iri)
        self.decisive = frozenset().union(*(iris for iris in stating.values() if len(iris) == 1))

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
        matrix: of the network.
        values: of all things.
        top: the first things.
    """

    measure: Measure
    settings: Settings
    network: Network
    matrix: Adjacency[str]
    values: Values
    top: tuple[str, ...]

    def again(self, matrix: Adjacency[str]) -> _Ranking:
        """Return the ranking of another state of the network."""
        if not self.measure.weighted and _same_pattern(matrix, self.matrix):
            return self
        values = values_of(self.measure, matrix, self.settings, lambda _: None)
        return _ranking(self.measure, self.settings, self.network, matrix, values)


def _ranking(
    measure: Measure,
    settings: Settings,
    network: Network,
    matrix: Adjacency[str],
    values: Values,
) -> _Ranking:
    sizes = sizes_for(measure, matrix)
    top = ranked(_highest(values, sizes), network, sizes)[:_TOP]
    return _Ranking(measure, settings, network, matrix, values, tuple(top))


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
    """Return the least of the highest keys."""
    import numpy as np

    return float(np.sort(keys)[-_TOP:][0])


def _same_pattern(first: Adjacency[str], second: Adjacency[str]) -> bool:
    """Tell whether two states connect the same things, one being a part of the other."""
    return len(first) == len(second) and first.weights.nnz == second.weights.nnz


def _run(network: Network, _store: Store, settings: Settings, progress: Progress) -> Result:
    measure = _measure(settings.by or _BY[0])
    notes = []
    if "sample" in measure.options and len(network) > _LARGE:
        settings = replace(settings, sample=_STARTS)
        notes.append(
            f"Betweenness is estimated from {_STARTS} starts, drawn with seed {settings.seed}."
        )
    directed = is_directed(measure, network)
    matrix = adjacency(network, directed=directed)
    values = values_of(measure, matrix, settings, lambda _: None)
    ranking = _ranking(measure, settings, network, matrix, values)
    statements = _Statements(network, directed=directed)
    sentences = attribute_sentences(attributes for _, _, attributes in network.edges(data=True))
    left_out = sentences
    if measure.by_component:
        left_out, note = _sample(measure, statements, sentences, settings.seed)
        notes += note
    lines = []
    for number, sentence in enumerate(left_out, start=1):
        progress(f"without sentence {number:,} of {len(left_out):,}")
        remaining = ranking
        if measure.weighted or sentence.iri in statements.decisive:
            remaining = ranking.again(statements.without(sentence.iri))
        lines.append(_row(ranking, remaining, sentence))
    lines.sort(key=_greatest_change_first)
    return Result(
        "robustness",
        f"Would the top ten by {measure.name} stand without one sentence?",
        network_size(network),
        _summary(ranking, lines, len(sentences)),
        tuple(lines[: settings.top]),
        len(lines),
        (
            f"Compared are the former top {len(ranking.top)}; a thing that is no longer there "
            "counts nothing. A steady ranking is not yet a true one.",
            *notes,
        ),
        {"tau": [row.number("tau") for row in lines]},
    )


def _sample(
    measure: Measure, statements: _Statements, sentences: tuple[Evidence, ...], seed: int
) -> tuple[tuple[Evidence, ...], list[str]]:
    """Choose the sentences that are left out, with a note where these are not all."""
    import numpy as np

    telling = [
        sentence
        for sentence in sentences
        if measure.weighted or sentence.iri in statements.decisive
    ]
    if len(telling) <= _MOST:
        return sentences, []
    numbers = np.random.default_rng(seed).choice(len(telling), size=_MOST, replace=False)
    role = "can change the measure" if measure.weighted else "alone connect two things"
    note = (
        f"{_MOST} sentences are left out, drawn with seed {seed} from the {len(telling):,} that "
        f"{role}."
    )
    return tuple(telling[number] for number in np.sort(numbers)), [note]


def _measure(name: str) -> Measure:
    if name not in _BY:
        raise PeelgraphError(
            f"robustness cannot be told by “{name}”.", hint=f"Choose --by {', '.join(_BY)}."
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


def _summary(ranking: _Ranking, lines: list[ResultRow], total: int) -> str:
    if not lines:
        return "There is no sentence to leave out."
    taus = [row.number("tau") for row in lines]
    steady = sum(
        row.number("tau") > 0.999 and row.number("stay") == len(ranking.top) for row in lines
    )
    names = enumeration((node_label(ranking.network, node) for node in ranking.top), most=3)
    number = format_amount(len(lines), "sentences")
    if len(lines) < total:
        number += f", drawn from {total:,},"
    return (
        f"{steady} of {number} can be left out, each alone, "
        f"without a change in the order of the top ten by {ranking.measure.name} ({names}); "
        f"the lowest tau-b is {min(taus):.2f}, the mean {sum(taus) / len(taus):.2f}. "
        f"What matters most is {lines[0].label}."
    )


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


ANALYSES = (
    Analysis(
        "robustness",
        "Would the top ten stand without one sentence?",
        "Each sentence is left out in turn and the measure taken again; "
        "the former top ten's values are compared (Kendall's tau-b), and how many stay.",
        "tau-b, -1 to 1",
        "Leave-one-out (Quenouille 1956); Kendall, Biometrika 33 (1945)",
        "partnerships",
        _run,
        {"by": Option("a measure", choices=_BY), **SEED},
    ),
)
