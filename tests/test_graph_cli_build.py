"""What build and load do and say."""

from __future__ import annotations

from pathlib import Path

from conftest import INVENTED_DATA, Run


def test_any_rdf_can_be_loaded_as_it_is(run: Run, tmp_path: Path) -> None:
    """Files go into a store of their own, one beside the other; plain queries see named graphs too."""
    (tmp_path / "a.ttl").write_text("<urn:a> <urn:b> 1 .", "utf-8")
    (tmp_path / "b.nq").write_text("<urn:a> <urn:b> <urn:c> <urn:g> .\n", "utf-8")
    mine = tmp_path / "mine"
    assert run("load", tmp_path / "a.ttl", "--store", mine).returncode == 0
    assert run("load", tmp_path / "b.nq", "--store", mine).returncode == 0
    everything = run(
        "query",
        "SELECT ?g ?o { { <urn:a> <urn:b> ?o } UNION { GRAPH ?g { <urn:a> <urn:b> ?o } } }"
        " ORDER BY ?g ?o",
        store=mine,
    )
    assert everything.stdout.splitlines() == ["g,o", ",urn:c", ",1", "urn:g,urn:c"]


def test_loaded_files_are_not_mixed_up_or_lost(run: Run, tmp_path: Path) -> None:
    """Blank nodes of two files stay two.

    What was loaded is not overwritten by a build unless that is forced; names are found.
    """
    mine = tmp_path / "mine"
    for name in ("a", "b"):
        (tmp_path / f"{name}.ttl").write_text(
            f"_:x <http://www.w3.org/2000/01/rdf-schema#label> '{name}' .", "utf-8"
        )
        run("load", tmp_path / f"{name}.ttl", "--store", mine)
    assert (
        run("query", "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x ?p ?o }", store=mine).stdout
        == "n\n2\n"
    )
    refused = run("build", "--data", INVENTED_DATA, store=mine)
    assert (refused.returncode, "--force" in refused.stderr) == (1, True)
    assert run("export", "-o", tmp_path / "x.nq", store=mine).stdout.startswith(
        "wrote 2 statements"
    )


def test_loading_says_what_it_changes(run: Run, tmp_path: Path) -> None:
    """Statements in named graphs, literals in another form, and what was there before."""
    (tmp_path / "a.trig").write_text("<urn:g> { <urn:a> <urn:b> 04 , 5 }", "utf-8")
    done = run("load", tmp_path / "a.trig", "--store", tmp_path / "mine")
    assert done.stdout.startswith("loaded 2 statements from 1 file into")
    assert done.stderr.splitlines() == [
        "note: 2 statements in 1 named graph; plain queries see them too",
        'note: literals are written in another form: 1 of xsd:integer, as in "04"^^xsd:integer'
        ' \u2192 "4"^^xsd:integer',
    ]
    again = run("load", tmp_path / "a.trig", "--store", tmp_path / "mine")
    assert again.stdout.endswith("; 2 of them were there before\n")
