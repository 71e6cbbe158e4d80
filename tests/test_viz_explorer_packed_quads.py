"""Quads are packed for the page: small, the same for the same store, and nothing is lost."""

from __future__ import annotations

import gzip
import json

from graph.store import Store, parse_text, store_in_memory
from viz.explorer.packed_quads import pack_quads

_NAMED = '<urn:g> { <urn:a> <urn:p> <urn:b> ; <urn:q> "x\\ny\U0001f600"@en }'


def _head(content: bytes) -> dict[str, object]:
    head: dict[str, object] = json.loads(content.partition(b"\n")[0])
    return head


def test_the_default_graph_is_left_out_where_it_is_the_union_of_the_others() -> None:
    """The page makes the default graph anew where it holds each named statement once, and only there."""
    union = store_in_memory(parse_text(f"<urn:a> <urn:p> <urn:b> . {_NAMED}"))
    assert not _head(pack_quads(union))["union"]
    whole = store_in_memory(
        parse_text(f'<urn:a> <urn:p> <urn:b> ; <urn:q> "x\\ny\U0001f600"@en . {_NAMED}')
    )
    head = _head(pack_quads(whole))
    assert (head["union"], head["quads"]) == (True, 2)


def test_the_same_quads_give_the_same_bytes() -> None:
    """The order in which quads were loaded leaves no trace."""
    quads = parse_text(_NAMED)
    assert pack_quads(store_in_memory(quads)) == pack_quads(store_in_memory(reversed(quads)))


def test_a_triple_term_is_written_as_a_statement_has_it() -> None:
    """The page reads a term of RDF 1.2 again; without its brackets, no query of the page would work."""
    term = "<<( <urn:a> <urn:b> <<( <urn:a> <urn:b> <urn:c> )>> )>>"
    packed = pack_quads(store_in_memory(parse_text(f"<urn:z> <urn:p> {term} .")))
    assert term.encode() in packed


def test_an_empty_store_can_be_packed() -> None:
    """A store without a quad has a head and no columns."""
    assert _head(pack_quads(Store()))["quads"] == 0


def test_the_graph_takes_little_of_the_page(real: Store) -> None:
    """The packed quads are less than a third of gzipped N-Quads."""
    lines = sorted(map(str, real))
    packed = len(gzip.compress(pack_quads(real)))
    assert packed < len(gzip.compress("\n".join(lines).encode())) / 3
