"""A saved result has its provenance and leaves the rest of the store alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from conftest import INVENTED_DATA, Run

from graph.analyse.analyses.catalogue import run_analysis
from graph.analyse.options import Settings
from graph.analyse.provenance import save_result
from graph.load.build import build
from graph.store import open_current, rows


def test_a_saved_result_says_what_made_it_and_stays_out_of_plain_queries(
    run: Run, tmp_path: Path
) -> None:
    """Saved, it is a graph of its own with its provenance; the default graph is as before; again, it is not there twice; a build finds nothing to do."""
    directory = build(tmp_path / "store", data=INVENTED_DATA).directory
    before = {
        str(quad)
        for quad in open_current(directory).quads_for_pattern(None, None, None, None)
        if "DefaultGraph" in repr(quad.graph_name)
    }
    for _ in range(2):
        assert run("analyse", "degree", "--save", store=directory).returncode == 0
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
    assert not build(directory, data=INVENTED_DATA).fresh
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
