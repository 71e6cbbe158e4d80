"""A saved result: a graph of its own that says what was computed, by whom, from what, and each row with its sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from invented_network import sentence

from graph import files
from graph.analyse.networks.projection import Choice
from graph.analyse.provenance import ANALYSIS, keep
from graph.analyse.result import Result, Row, Settings
from graph.errors import StoreError
from graph.namespaces import compress
from graph.store import (
    TURTLE,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    beside,
    current,
    open_current,
)
from graph.writer import writing

QUAD = Quad(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c"), DefaultGraph())


def _store(directory: Path) -> Path:
    with writing(directory) as writer:
        writer.replace(
            lambda store: store.add(QUAD),
            note={"fingerprint": "x", "counts": {"reports": 1}},
            finish=lambda folder, _: (folder / TURTLE).write_bytes(b"ready"),
        )
    return directory


def _result(*rows: Row) -> Result:
    return Result("degree", "Who?", "invented: 2 things", "One comes first.", rows, len(rows))


def test_a_result_is_told_whole(tmp_path: Path) -> None:
    """Collection, run, software, and each row with its place, values, thing and sentences; nothing else changes."""
    directory = _store(tmp_path)
    settings = Settings(top=2, choice=Choice(voices=("b", "a")))
    iri = keep(
        directory,
        _result(
            Row("urn:x", "one", {"degree": 3}, "Three.", (sentence(1),)),
            Row("", "two", {}, "None."),
        ),
        settings,
    )
    assert iri.startswith(f"{ANALYSIS}degree-")
    store = open_current(directory)
    assert [quad for quad in store if quad.graph_name == DefaultGraph()] == [QUAD]
    told = {
        (
            quad.subject.value.replace(iri, "IT"),
            compress(quad.predicate.value),
            quad.object.value.replace(iri, "IT"),
        )
        for quad in store
        if quad.graph_name == NamedNode(iri)
    }
    software, chosen = (
        f"https://w3id.org/peelgraph/graph/software/peelgraph-{files.version()}",
        next(v for s, p, v in told if (s, p) == ("IT#run", "prov:value")),
    )
    build, prov = "https://w3id.org/peelgraph/graph/build", "http://www.w3.org/ns/prov#"
    assert told == {
        ("IT", "rdf:type", f"{prov}Collection"),
        ("IT", "rdfs:label", "Who?"),
        ("IT", "rdfs:comment", "One comes first."),
        ("IT", "prov:wasGeneratedBy", "IT#run"),
        ("IT", "prov:wasDerivedFrom", build),
        ("IT#run", "rdf:type", f"{prov}Activity"),
        ("IT#run", "rdfs:label", "degree of invented: 2 things"),
        ("IT#run", "prov:value", chosen),
        ("IT#run", "prov:used", build),
        ("IT#run", "prov:wasAssociatedWith", software),
        (software, "rdf:type", f"{prov}SoftwareAgent"),
        (software, "rdfs:label", f"peelgraph {files.version()}"),
        *((subject, "prov:hadMember", f"IT#{number}") for subject in ("IT",) for number in (1, 2)),
        *((f"IT#{number}", "rdf:type", f"{prov}Entity") for number in (1, 2)),
        *((f"IT#{number}", "schema:position", str(number)) for number in (1, 2)),
        ("IT#1", "rdfs:label", "one"),
        ("IT#1", "rdfs:comment", "Three."),
        ("IT#1", "prov:value", '{"degree": 3}'),
        ("IT#1", "peel:about", "urn:x"),
        ("IT#1", "prov:wasQuotedFrom", sentence(1)["iri"]),
        ("IT#2", "rdfs:label", "two"),
        ("IT#2", "rdfs:comment", "None."),
        ("IT#2", "prov:value", "{}"),
    }
    assert json.loads(chosen)["choice"]["voices"] == ["a", "b"]
    assert json.loads(chosen)["top"] == 2
    assert beside(directory, TURTLE) == b"ready"
    assert {key: current(directory)[key] for key in ("fingerprint", "counts")} == {
        "fingerprint": "x",
        "counts": {"reports": 1},
    }


def test_the_same_settings_have_one_place(tmp_path: Path) -> None:
    """A second result of the same settings takes the place of the first, whatever the order of what was chosen; other settings have another."""
    directory = _store(tmp_path)
    first = keep(
        directory, _result(Row("", "one", {}, "One.")), Settings(choice=Choice(voices=("a", "b")))
    )
    assert keep(directory, _result(), Settings(choice=Choice(voices=["b", "a"]))) == first
    assert keep(directory, _result(), Settings(top=3)) != first
    store = open_current(directory)
    assert not list(
        store.quads_for_pattern(None, None, Literal("one", language="en"), NamedNode(first))
    )
    assert len({quad.graph_name for quad in store}) == 3


def test_without_a_store_nothing_is_kept(tmp_path: Path) -> None:
    """The message leads to the build."""
    with pytest.raises(StoreError, match=r"there is no store here\. Run `peelgraph build` first"):
        keep(tmp_path / "none", _result(), Settings())
