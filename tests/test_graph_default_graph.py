"""The default graph holds everything once, and what was stated where can be told again."""

from __future__ import annotations

from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from graph.default_graph import (
    ANALYSIS,
    REPEATED,
    add_statements,
    foreign_quads,
    has_foreign_graphs,
    stated_quads,
)
from graph.load.rdf_files import load_files
from graph.namespaces import GRAPH
from graph.store import DefaultGraph, NamedNode, Quad, Store, open_current, store_in_memory

A, B, C, D = (NamedNode(f"urn:{name}") for name in "abcd")
FILE, RESULT = NamedNode(GRAPH + "data/x"), NamedNode(ANALYSIS + "x")
_TERMS = st.sampled_from([A, B, C])
_QUADS = st.builds(
    Quad, _TERMS, _TERMS, _TERMS, st.sampled_from([DefaultGraph(), C, D, FILE, RESULT])
)


@given(st.lists(st.lists(_QUADS, max_size=6), max_size=3))
@example([[Quad(A, B, C, RESULT)], [Quad(A, B, C)]])
def test_what_was_loaded_is_given_back_graph_by_graph(loads: list[list[Quad]]) -> None:
    """In whatever order statements come in, each is stated where it was, and asked plainly once."""
    store = Store()
    for quads in loads:
        add_statements(store, quads)
    everything = {quad for quads in loads for quad in quads}
    assert set(stated_quads(store)) == everything
    plain = [quad.triple for quad in store.quads_for_pattern(None, None, None, DefaultGraph())]
    assert set(plain) == {quad.triple for quad in everything if quad.graph_name != RESULT}
    again = Store()
    add_statements(again, list(stated_quads(store)))
    assert set(again) == set(store)


def test_results_of_analyses_stay_in_their_graphs() -> None:
    """They are no statements of a report, and plain queries do not see them."""
    store = Store()
    add_statements(store, [Quad(A, B, C, RESULT)])
    assert list(store) == [Quad(A, B, C, RESULT)]


def test_a_graph_of_others_is_seen() -> None:
    """Graphs of files, sentences and analyses are the project's own; any other may hold names that search needs."""
    own = [Quad(A, B, C, FILE), Quad(A, B, C, RESULT)]
    assert not has_foreign_graphs(store_in_memory(own))
    assert has_foreign_graphs(store_in_memory([*own, Quad(A, B, C, D)]))
    assert has_foreign_graphs(store_in_memory([*own, Quad(A, B, C, REPEATED)]))


def test_what_the_project_states_is_not_foreign() -> None:
    """A statement of a file or sentence of the project is its own, whoever else states it."""
    store = store_in_memory()
    add_statements(store, [Quad(A, B, C, FILE), Quad(A, B, D), Quad(A, B, A, C), Quad(A, B, C, D)])
    assert {quad.object for quad in foreign_quads(store, A)} == {A, D}
    assert list(foreign_quads(store, predicate=B, value=C)) == []


@given(st.lists(_QUADS, max_size=12), st.sets(_QUADS, max_size=6))
def test_statements_are_looked_up_where_they_are_stated(quads: list[Quad], some: set[Quad]) -> None:
    """Of some statements, the graphs are those that a reading of the whole store gives."""
    store = Store()
    add_statements(store, quads)
    wanted = {quad.triple for quad in some}
    expected = {quad for quad in stated_quads(store) if quad.triple in wanted}
    assert set(stated_quads(store, wanted)) == expected


def test_a_built_store_holds_nothing_foreign(invented: Store) -> None:
    """Nothing is read for that answer, and it is the one of reading all."""
    assert list(foreign_quads(invented)) == []
    assert list(foreign_quads(store_in_memory(invented))) == []


def test_what_is_loaded_into_a_store_stays_foreign(tmp_path: Path) -> None:
    """Whatever a store is asked afterwards sees it."""
    file = tmp_path / "x.ttl"
    file.write_text("<urn:a> <urn:b> <urn:c> .", "utf-8")
    load_files(tmp_path / "store", [file])
    assert [quad.subject for quad in foreign_quads(open_current(tmp_path / "store"))] == [A]
