"""The commands that build, load, read, check and format: results, messages and exit codes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import INVENTED, INVENTED_DATA, Run


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


def test_reading_writes_the_skeleton(run: Run, tmp_path: Path) -> None:
    """Read finds the report's folder by itself and says what it found."""
    done = run(
        "read", INVENTED, "--data", tmp_path, "--address", "https://example.org/exampleshire/"
    )
    assert "5 sections with 14 sentences" in done.stdout
    name = "exampleshire-2018-19-effectiveness/report.ttl"
    assert (tmp_path / name).read_bytes() == (INVENTED_DATA / name).read_bytes()


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


BAD = [
    ("a Turtle syntax error", "force:x a ; .", "register.ttl:1:"),
    ("an invalid IRI", "<urn:a b> a <urn:c> .", "register.ttl:1:"),
    ("no UTF-8", "\udcff", "register.ttl"),
]


@pytest.mark.parametrize(
    ("content", "names"), [bad[1:] for bad in BAD], ids=[bad[0] for bad in BAD]
)
@pytest.mark.parametrize("command", ["build", "check", "format"])
def test_bad_files_get_one_clear_message(
    run: Run, tmp_path: Path, command: str, content: str, names: str
) -> None:
    """File and line, what to do, exit code 1, no traceback, nothing half-written."""
    folder = tmp_path / "data"
    shutil.copytree(INVENTED_DATA, folder)
    (folder / "register" / "register.ttl").write_bytes(content.encode("utf-8", "surrogateescape"))
    done = run(command, "--data", folder)
    assert done.returncode == 1
    assert names in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert not (tmp_path / "store" / "current.json").exists()


def test_check_reports_all_syntax_errors_at_once(run: Run, tmp_path: Path) -> None:
    """Two broken files are two messages in one run."""
    folder = tmp_path / "data"
    shutil.copytree(INVENTED_DATA, folder)
    (folder / "register" / "a.ttl").write_text("x", "utf-8")
    (folder / "register" / "b.ttl").write_text("y", "utf-8")
    done = run("check", "--data", folder)
    assert "a.ttl:1:" in done.stderr
    assert "b.ttl:1:" in done.stderr


def test_check_finds_what_is_not_canonical(run: Run, tmp_path: Path) -> None:
    """A file in another form is named, and format mends it."""
    folder = tmp_path / "data"
    shutil.copytree(INVENTED_DATA, folder)
    path = folder / "register" / "register.ttl"
    path.write_text(path.read_text("utf-8").replace("    a peel", "  a peel"), "utf-8")
    assert "canonical-form" in run("check", "--data", folder).stderr
    assert run("format", "--check", "--data", folder).returncode == 1
    assert "1 changed" in run("format", "--data", folder).stdout
    assert run("check", "--data", folder).returncode == 0


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


def test_any_file_is_checked(run: Run, tmp_path: Path) -> None:
    """Against shapes that are given, or the project's own; options that do not fit are refused."""
    (tmp_path / "a.ttl").write_text("<urn:a> a <urn:c> .", "utf-8")
    (tmp_path / "s.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:NodeShape ;"
        " sh:targetClass <urn:c> ; sh:property [ sh:path <urn:p> ; sh:minCount 1 ] .",
        "utf-8",
    )
    done = run("check", tmp_path / "a.ttl")
    assert (
        done.stdout == "checked 1 file with 1 statement against the project's shapes: no problem\n"
    )
    done = run("check", tmp_path / "a.ttl", "--shapes", tmp_path / "s.ttl")
    assert (done.returncode, "urn:p: Less than 1 values" in done.stderr) == (1, True)
    assert run("check", "--shapes", tmp_path / "s.ttl").returncode == 2
