"""What rests on one sentence, or on the force's own word, is named."""

from __future__ import annotations

from known_networks import stated

from graph.analyse.analyses.catalogue import run_analysis
from graph.analyse.analyses.concentration import ANALYSES
from graph.analyse.networks.projection import Selection, project
from graph.analyse.settings import Settings
from graph.store import Store, store_in_memory


def test_concentration_names_what_stands_on_one_sentence(real: Store) -> None:
    """The things said to stand on one sentence are those whose relations have just one between them."""
    network = project(real)
    by_hand: dict[str, set[str]] = {node: set() for node in network}
    for one, other, told in network.edges(data=True):
        for node in (one, other):
            by_hand[node] |= {sentence.iri for sentence in told["sentences"]}
    result = run_analysis(real, "concentration", Settings(top=1000))
    assert {row.iri for row in result.rows if row.values["sentences"] == 1} == {
        node for node, found in by_hand.items() if len(found) == 1
    }
    assert all(
        row.values["one sentence"] == 100 for row in result.rows if row.values["sentences"] == 1
    )


def test_the_force_alone_is_heard_where_it_speaks_alone(real: Store) -> None:
    """With only its own statements taken, all stands on the force's own word."""
    result = run_analysis(
        real,
        "concentration",
        Settings(network="everything", selection=Selection(voices=["force states"]), top=1000),
    )
    assert result.rows
    assert any(row.values["own word"] == 100 for row in result.rows)
    assert not any(
        row.values["own word"] == 100
        for row in run_analysis(
            real, "concentration", Settings(selection=Selection(voices=["inspectors saw"]))
        ).rows
    )


def test_one_relation_is_not_relations() -> None:
    """The verb agrees with the number of relations that are stated once."""
    result = ANALYSES[0].run(stated("a r b 1"), store_in_memory(), Settings(), lambda _: None)
    assert result.summary.endswith("; 1 of 1 relation is stated once.")
