"""Nodes without a name are compared by what they state."""

from __future__ import annotations

import pytest

from graph.diff.blank_nodes import name_blank_nodes
from graph.diff.narrative import describe_changes
from graph.diff.patch import rdf_patch
from graph.diff.snapshot import Snapshot, snapshot_of_quads
from graph.diff.statements import Difference, difference
from graph.errors import PeelgraphError
from graph.store import parse_text


def _of(one: str, other: str) -> Difference:
    return difference(
        snapshot_of_quads("one", parse_text(one)), snapshot_of_quads("other", parse_text(other))
    )


def test_blank_nodes_are_compared_by_what_they_state() -> None:
    """Another label is no difference; another content is, and the patch then says why it cannot be written."""
    assert (
        _of("<urn:a> <urn:p> [ <urn:q> 1 ] .", "_:x <urn:q> 1 . <urn:a> <urn:p> _:x .").statements
        == ()
    )
    found = _of("<urn:a> <urn:p> [ <urn:q> 1 ] .", "<urn:a> <urn:p> [ <urn:q> 2 ] .")
    assert len(describe_changes(found)) == 3
    with pytest.raises(PeelgraphError, match="blank node, which has no name outside its file"):
        rdf_patch(found)


def test_triple_terms_are_compared_beside_blank_nodes() -> None:
    """A term of RDF 1.2 stays one term when nodes of the same graph get names, also inside it."""
    common = "<urn:a> <urn:p> <<( <urn:a> <urn:b> <urn:c> )>> , <<( _:x <urn:b> 1 )>> , [] ."
    assert _of(common, common).statements == ()
    changes = _of(common, f"{common} <urn:a> <urn:p> [ <urn:q> 1 ] .").statements
    assert len(changes) == 2


def statements(snapshot: Snapshot) -> set[tuple[str, bytes]]:
    """Return graphs and lines of a snapshot."""
    return {(graph, line) for graph, lines in snapshot.graphs.items() for line in lines}


def test_nodes_without_a_name_are_known_by_what_they_state() -> None:
    """Labels of blank nodes and numbers of list cells mean nothing; content does, in circles too."""
    one = snapshot_of_quads(
        "one",
        parse_text(
            "<urn:a> <urn:p> [ <urn:q> 1 ; <urn:r> [ <urn:q> 2 ] ], _:lone . _:x <urn:p> _:x ."
        ),
    )
    other = snapshot_of_quads(
        "other",
        parse_text(
            "_:z <urn:p> _:z . <urn:a> <urn:p> _:other , [ <urn:r> [ <urn:q> 2 ] ; <urn:q> 1 ] ."
        ),
    )
    third = snapshot_of_quads(
        "third",
        parse_text(
            "_:z <urn:p> _:z . <urn:a> <urn:p> _:other , [ <urn:r> [ <urn:q> 3 ] ; <urn:q> 1 ] ."
        ),
    )
    assert statements(name_blank_nodes(one)) == statements(name_blank_nodes(other))
    assert statements(name_blank_nodes(one)) != statements(name_blank_nodes(third))
