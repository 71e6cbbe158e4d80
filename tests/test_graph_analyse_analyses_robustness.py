"""Leaving out a sentence by hand gives the values of the analysis."""

from __future__ import annotations

from collections import Counter

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analyse.analyses.catalogue import run_analysis
from graph.analyse.analyses.measures import MEASURES, ranked, sizes_for, values_of
from graph.analyse.analyses.robustness import kendall
from graph.analyse.networks.adjacency import adjacency
from graph.analyse.networks.projection import project
from graph.analyse.settings import Settings
from graph.store import Store


@pytest.mark.parametrize("by", ["degree", "strength"])
def test_robustness_is_what_leaving_out_by_hand_gives(real: Store, by: str) -> None:
    """For the sentence that matters most, taking it out of the network by hand gives the same values and the same tau-b."""
    network = project(real)
    result = run_analysis(real, "robustness", Settings(by=by, top=1))
    (row,) = result.rows
    around: dict[str, Counter[str]] = {node: Counter() for node in network}
    for one, other, told in network.edges(data=True):
        for sentence in told["sentences"]:
            if one != other and sentence.iri != row.iri:
                around[one][other] += 1
                around[other][one] += 1
    full = {
        line.iri: float(line.values[by] or 0)
        for line in run_analysis(real, by, Settings(top=10)).rows
    }
    left = [float(len(around[node]) if by == "degree" else around[node].total()) for node in full]
    assert row.values["tau"] == pytest.approx(kendall(list(full.values()), left), abs=1e-4)
    assert float(row.values["tau"] or 0) < 1
    assert result.series["tau"] == sorted(result.series["tau"])


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=12))
def test_rank_correlation_is_that_of_scipy(pairs: list[tuple[int, int]]) -> None:
    """Kendall's tau-b agrees with scipy wherever it is defined."""
    from scipy.stats import kendalltau  # here, as it takes a second that most runs need not wait

    one, other = [float(a) for a, _ in pairs], [float(b) for _, b in pairs]
    theirs = (
        float(kendalltau(one, other).statistic)
        if len(set(one)) > 1 and len(set(other)) > 1
        else None
    )
    assert kendall(one, other) == (
        pytest.approx(theirs, abs=1e-9)
        if theirs is not None
        else float((len(set(one)) > 1) == (len(set(other)) > 1))
    )


@pytest.mark.parametrize("by", ["betweenness", "pagerank", "closeness", "core"])
def test_a_network_without_the_sentence_has_the_same_values(real: Store, by: str) -> None:
    """For the greatest change, a network made anew without the sentence has the values stated."""
    network = project(real)
    (row,) = run_analysis(real, "robustness", Settings(by=by, top=1)).rows
    rest: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(**network.graph)
    for source, target, key, attributes in network.edges(keys=True, data=True):
        weight = sum(sentence.iri != row.iri for sentence in attributes["sentences"])
        if weight:
            rest.add_edge(source, target, key, weight=weight)
    (measure,) = (measure for measure in MEASURES if measure.name == by)
    values = [
        values_of(measure, adjacency(state), Settings(), lambda _: None)
        for state in (network, rest)
    ]
    sizes = sizes_for(measure, adjacency(network))
    top = ranked(values[0], network, sizes)[:10]
    columns = [[round(state.get(node, 0.0), 9) for node in top] for state in values]
    assert row.number("tau") == round(kendall(*columns), 4)
    assert row.number("moved") == pytest.approx(
        max(abs(after - before) for before, after in zip(*columns, strict=True)), abs=1e-4
    )
