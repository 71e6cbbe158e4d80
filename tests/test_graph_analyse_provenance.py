"""A saved result: a graph of its own that says what was computed, by whom, from what, and each row with its sentences."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import INVENTED_DATA, Run
from invented_network import sentence

from graph import files
from graph.analyse.analyses.catalogue import run_analysis
from graph.analyse.networks.projection import Selection
from graph.analyse.provenance import save_result
from graph.analyse.result import Result, ResultRow
from graph.analyse.settings import Settings
from graph.default_graph import ANALYSIS
from graph.errors import StoreError
from graph.load.build import build_store
from graph.namespaces import compress
from graph.store import (
    TURTLE,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    open_current,
    read_companion,
    read_pointer,
    rows,
)
from graph.store_writer import store_writer

QUAD = Quad(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c"), DefaultGraph())


def _store(directory: Path) -> Path:
    with store_writer(directory) as writer:
        writer.replace(
            lambda store: store.add(QUAD),
            note={"fingerprint": "x", "counts": {"reports": 1}},
            finish=lambda folder, _: (folder / TURTLE).write_bytes(b"ready"),
        )
    return directory


def _result(*rows: ResultRow) -> Result:
    return Result("degree", "Who?", "invented: 2 things", "One comes first.", rows, len(rows))


def test_a_result_is_told_whole(tmp_path: Path) -> None:
    """Collection, run, software, and each row with its place, values, thing and sentences; nothing else changes."""
    directory = _store(tmp_path)
    settings = Settings(top=2, selection=Selection(voices=("b", "a")))
    iri = save_result(
        directory,
        _result(
            ResultRow("urn:x", "one", {"degree": 3}, "Three.", (sentence(1),)),
            ResultRow("", "two", {}, "None."),
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
        ("IT#1", "prov:wasQuotedFrom", sentence(1).iri),
        ("IT#2", "rdfs:label", "two"),
        ("IT#2", "rdfs:comment", "None."),
        ("IT#2", "prov:value", "{}"),
    }
    assert json.loads(chosen)["choice"]["voices"] == ["a", "b"]
    assert json.loads(chosen)["top"] == 2
    assert read_companion(directory, TURTLE) == b"ready"
    assert {key: read_pointer(directory)[key] for key in ("fingerprint", "counts")} == {
        "fingerprint": "x",
        "counts": {"reports": 1},
    }


def test_the_same_settings_have_one_place(tmp_path: Path) -> None:
    """A second result of the same settings takes the place of the first, whatever the order of what was chosen; other settings have another."""
    directory = _store(tmp_path)
    first = save_result(
        directory,
        _result(ResultRow("", "one", {}, "One.")),
        Settings(selection=Selection(voices=("a", "b"))),
    )
    assert (
        save_result(directory, _result(), Settings(selection=Selection(voices=["b", "a"]))) == first
    )
    assert save_result(directory, _result(), Settings(top=3)) != first
    store = open_current(directory)
    assert not list(
        store.quads_for_pattern(None, None, Literal("one", language="en"), NamedNode(first))
    )
    assert len({quad.graph_name for quad in store}) == 3


def test_without_a_store_nothing_is_kept(tmp_path: Path) -> None:
    """The message leads to the build."""
    with pytest.raises(StoreError, match=r"there is no store here\. Run `peelgraph build` first"):
        save_result(tmp_path / "none", _result(), Settings())


def test_a_saved_result_says_what_made_it_and_stays_out_of_plain_queries(
    run: Run, tmp_path: Path
) -> None:
    """Saved, it is a graph of its own with its provenance; the default graph is as before; again, it is not there twice; a build finds nothing to do."""
    directory = build_store(tmp_path / "store", data=INVENTED_DATA).directory
    before = {
        str(quad)
        for quad in open_current(directory).quads_for_pattern(None, None, None, None)
        if "DefaultGraph" in repr(quad.graph_name)
    }
    for _ in range(2):
        assert run("analyse", "degree", "--save", store=directory).returncode == 0
    assert sorted(path.name for path in directory.iterdir()) == [
        "current.json",
        "generation-1",
        "generation-3",
    ]  # the first is read here
    store = open_current(directory)
    after = {
        str(quad)
        for quad in store.quads_for_pattern(None, None, None, None)
        if "DefaultGraph" in repr(quad.graph_name)
    }
    assert before == after
    text = """SELECT ?g ?agent ?row ?s { GRAPH ?g {
      ?g prov:wasGeneratedBy ?run ; prov:hadMember ?row . ?row peel:about ?thing ; prov:wasQuotedFrom ?s .
      ?run prov:used <https://w3id.org/peelgraph/graph/build> ; prov:wasAssociatedWith/rdfs:label ?agent } }"""
    found = list(rows(store, text))
    assert len({row["g"].value for row in found}) == 1
    assert {row["agent"].value.split()[0] for row in found} == {"peelgraph"}
    asked = "ASK { <" + found[0]["s"].value + "> a peel:Sentence }"
    assert bool(store.query(asked, prefixes={"peel": "https://w3id.org/peelgraph/ontology#"}))
    assert not build_store(directory, data=INVENTED_DATA).is_new
    short = save_result(
        directory,
        replace(run_analysis(store, "degree"), rows=run_analysis(store, "degree").rows[:1]),
        Settings(),
    )
    assert short == found[0]["g"].value
    assert (
        len(
            list(
                rows(
                    open_current(directory),
                    f"SELECT ?row {{ GRAPH <{short}> {{ ?g prov:hadMember ?row }} }}",
                )
            )
        )
        == 1
    )
    assert run("find", "angling", store=directory).returncode == 0
