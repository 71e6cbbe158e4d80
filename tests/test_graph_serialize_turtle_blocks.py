"""Blocks of subjects change within the Turtle of everything as if all were written anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.namespaces import expand
from graph.serialize.rdf import write_turtle
from graph.serialize.turtle_blocks import update_turtle
from graph.store import TURTLE, Literal, NamedNode, Quad, store_in_memory

_UNIT, _LABEL = expand("unit:"), expand("rdfs:label")
_IRIS = ["urn:a", f"{_UNIT}a", f"{_UNIT}a/b.c", f"{_UNIT}z", "urn:z"]


def _quads(iris: list[str], text: str, name: str = _LABEL) -> list[Quad]:
    return [Quad(NamedNode(iri), NamedNode(name), Literal(text)) for iri in iris]


@pytest.mark.parametrize("name", [_LABEL, expand("skos:note")])
@pytest.mark.parametrize("chosen", [_IRIS[:1], _IRIS[1:3], _IRIS[-1:], _IRIS[::2], _IRIS])
def test_subjects_come_change_and_go(tmp_path: Path, chosen: list[str], name: str) -> None:
    """At the start, in the middle and at the end, with escaped names, a text of lines, and a new prefix."""
    rest = _quads([iri for iri in _IRIS if iri not in chosen], "the rest")
    first, second = rest + _quads(chosen, "a\n<urn:b> b ."), rest + _quads(chosen, "c", name)
    keep = _quads([f"{_UNIT}m"], "kept")  # so that its prefixes stay
    subjects = [f"<{iri}>" for iri in chosen]
    states = [keep + rest, keep + first, keep + second, keep + first, keep + rest]
    if name != _LABEL:
        states = states[:3]  # to leave a prefix out again is for the caller, who sees what has gone
    write_turtle(tmp_path, store_in_memory(states[0]))
    (tmp_path / "anew").mkdir()
    for quads in states:
        store = store_in_memory(quads)
        update_turtle(tmp_path, store, subjects)
        write_turtle(tmp_path / "anew", store)
        assert (tmp_path / TURTLE).read_bytes() == (tmp_path / "anew" / TURTLE).read_bytes()
