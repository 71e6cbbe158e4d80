"""Statements have one form in all exports, read as lines or as objects."""

from __future__ import annotations

import pytest

from graph.serialize import statement_form
from graph.serialize.statement_form import StatementForm, graph_lines
from graph.store import NamedNode, Quad, RdfFormat, Store, store_in_memory

DATA = """
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
<urn:b> a <urn:Unit> ; <urn:p> "caf\u00e9 \\"x\\" \\n_: <<("@fr , 14 , 14.0 , 1.5 , "2019-01-01"^^xsd:date .
<urn:a> <urn:p> _:n . _:n <urn:q> <urn:b> ; a <urn:Node> .
<urn:r> <urn:p> <<( <urn:a> <urn:p> "1" )>> , <<( <urn:a> <urn:p> _:n )>> .
GRAPH <urn:g> { <urn:b> <urn:p> <urn:c> ; a <urn:Unit> . <urn:a> <urn:p> _:n , 2.0 }
GRAPH _:h { <urn:b> <urn:p> <urn:c> }
"""


@pytest.mark.parametrize("part", [1, 100_000])
def test_lines_give_the_records_that_objects_give(
    part: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Blank nodes in statements and as names of graphs, triple terms, decimals, and what only looks like them."""
    monkeypatch.setattr(statement_form, "_AT_ONCE", part)
    store = Store()
    store.load(DATA.encode(), format=RdfFormat.TRIG)
    written = StatementForm(store)
    graphs = {quad.graph_name for quad in store}
    assert len(graphs) == 3
    for graph in graphs:
        expected = sorted(written.records(store.quads_for_pattern(None, None, None, graph)))
        assert sorted(written.graph_records(store, graph)) == expected


def test_a_long_graph_is_read_from_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """No statement is missing where the lines do not fit into memory."""
    monkeypatch.setattr(statement_form, "_IN_MEMORY", 50)
    monkeypatch.setattr(statement_form, "_AT_ONCE", 60)
    graph = NamedNode("urn:g")
    quads = [Quad(graph, NamedNode("urn:p"), NamedNode(f"urn:{n}"), graph) for n in range(50)]
    assert len(set(graph_lines(store_in_memory(quads), graph))) == 50
