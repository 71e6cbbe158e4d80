"""Leaving out a sentence by hand gives the values of the analysis."""

from __future__ import annotations

from collections import Counter

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analyse.analyses import robustness
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


@pytest.mark.parametrize(("by", "able"), [("closeness", "99"), ("pagerank", "158")])
def test_of_many_sentences_some_are_drawn(
    real: Store, monkeypatch: pytest.MonkeyPatch, by: str, able: str
) -> None:
    """What is said of a sentence that was drawn is what is said where all are left out, and the result says how many."""
    every = {
        row.iri: row for row in run_analysis(real, "robustness", Settings(by=by, top=10_000)).rows
    }
    monkeypatch.setattr(robustness, "_MOST", 20)
    drawn = run_analysis(real, "robustness", Settings(by=by, top=10_000))
    assert len(drawn.rows) == drawn.total == 20
    assert all(every[row.iri] == row for row in drawn.rows)
    assert f" of 20 sentences, drawn from the {able} that can change the measure," in drawn.summary
    assert "The most influential of these is" in drawn.summary
    assert drawn.notes[-1] == "The 20 sentences are drawn with seed 0."
    other = run_analysis(real, "robustness", Settings(by=by, top=10_000, seed=1))
    assert {row.iri for row in other.rows} != {row.iri for row in drawn.rows}


def test_in_a_large_network_betweenness_is_estimated(
    real: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From three quarters of the starts each row is near, and the result says so; a part of no more things than starts is exact."""
    settings = Settings(by="betweenness", top=10_000)
    exact = run_analysis(real, "robustness", settings)
    monkeypatch.setattr(robustness, "_LARGE", 100)
    monkeypatch.setattr(robustness, "_STARTS", len(project(real)))
    whole = run_analysis(real, "robustness", settings)
    assert {row.iri: row.values for row in whole.rows} == {
        row.iri: row.values for row in exact.rows
    }
    monkeypatch.setattr(robustness, "_STARTS", 120)
    estimate = run_analysis(real, "robustness", settings)
    assert "estimated from 120 source nodes" in estimate.notes[-1]
    moved = {row.iri: row.number("moved") for row in exact.rows}
    assert all(abs(row.number("moved") - moved[row.iri]) < 0.03 for row in estimate.rows)
    unmoved = [row for row in estimate.rows if not moved[row.iri]]
    assert len(unmoved) > 50
    assert not any(row.number("moved") for row in unmoved)


def test_an_estimate_has_the_same_starts_without_a_thing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the loss of a leaf changes in an estimate is near what it changes in truth, however far the estimate is."""
    monkeypatch.setattr(robustness, "_STARTS", 60)
    net: networkx.Graph[str] = networkx.Graph()
    tree = networkx.random_labeled_tree(400, seed=5)
    net.add_edges_from((str(one), str(other)) for one, other in tree.edges)
    (measure,) = (measure for measure in MEASURES if measure.name == "betweenness")
    estimate = robustness._estimated(measure, adjacency(net), seed=0)
    for leaf in [node for node in net if net.degree(node) == 1][:20]:
        rest = net.subgraph(set(net) - {leaf})
        exact, estimated = (
            [values_of(each, adjacency(state), Settings(), lambda _: None) for state in (net, rest)]
            for each in (measure, estimate)
        )
        for node in rest:
            change = exact[1][node] - exact[0][node]
            assert estimated[1][node] - estimated[0][node] == pytest.approx(change, abs=0.02)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([1.0, 1.0000000003, 1.0000000006, 2.0, float("nan")]),
            st.integers(1, 3),
        ),
        min_size=11,
    ),
    st.booleans(),
)
def test_few_values_are_put_in_order(places: list[tuple[float, int]], has_sizes: bool) -> None:
    """The first ten of the values that are kept are the first ten of all, with and without components."""
    values = {str(number): value for number, (value, _) in enumerate(places)}
    sizes = {str(number): size for number, (_, size) in enumerate(places)} if has_sizes else {}
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    network.add_nodes_from(values, label="x")
    kept = robustness._highest(values, sizes)
    assert ranked(kept, network, sizes)[:10] == ranked(values, network, sizes)[:10]
