"""The commands that ask: hits, things, queries and named questions, as data and for readers."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from conftest import INVENTED, Run


def test_a_table_is_for_readers(run: Run, invented_directory: Path) -> None:
    """Prefixed names and a count of rows; one row is one row."""
    done = run(
        "query",
        "--format",
        "table",
        "SELECT ?x ?name { ?x a peel:Unit ; rdfs:label ?name }",
        store=invented_directory,
    )
    assert "unit:exampleshire-river-team" in done.stdout
    assert done.stdout.rstrip().endswith("1 row")


def test_a_query_can_come_from_a_file(run: Run, invented_directory: Path, tmp_path: Path) -> None:
    """-f takes a file; both or neither is a mistake in usage."""
    (tmp_path / "q.rq").write_text("ASK { ?x a peel:Force }", "utf-8")
    assert run("query", "-f", tmp_path / "q.rq", store=invented_directory).stdout == "yes\n"
    assert json.loads(
        run("query", "-f", tmp_path / "q.rq", "--format", "json", store=invented_directory).stdout
    )["boolean"]
    assert run("query", store=invented_directory).returncode == 2
    missing = run("query", "-f", tmp_path / "none.rq", store=invented_directory)
    assert (missing.returncode, "cannot be read" in missing.stderr) == (1, True)


def test_constructed_statements_are_turtle_by_default(run: Run, invented_directory: Path) -> None:
    """CONSTRUCT and DESCRIBE answer in Turtle."""
    assert (
        "unit:exampleshire-river-team"
        in run("query", "DESCRIBE unit:exampleshire-river-team", store=invented_directory).stdout
    )


def test_hits_are_clean_data(run: Run, invented_directory: Path) -> None:
    """What is found comes as JSON with whole IRIs, as csv, or as a table even to a pipe."""
    hits = json.loads(
        run("find", "river", "team", "--format", "json", store=invented_directory).stdout
    )
    assert (hits[0]["label"], hits[0]["kind"], hits[0]["score"]) == ("river team", "Unit", 100.0)
    assert hits[0]["iri"] == "https://w3id.org/peelgraph/id/unit/exampleshire-river-team"
    rows = run("find", "river", "team", "--format", "csv", store=invented_directory).stdout
    assert rows == run("find", "river", "team", store=invented_directory).stdout
    assert list(csv.reader(io.StringIO(rows)))[:2] == [
        ["what", "name", "context", "id"],
        ["Unit", "river team", hits[0]["context"], "unit:exampleshire-river-team"],
    ]
    table = run("find", "river", "team", "--format", "table", store=invented_directory).stdout
    assert "┃ name" in table
    assert "unit:exampleshire-river-team" in table


def test_texts_of_sentences_go_with_the_data(run: Run, invented_directory: Path) -> None:
    """With a source, JSON holds each sentence's text beside its place.

    Formats that could not hold it are refused.
    """
    told = json.loads(
        run(
            "show", "river team", "--format", "json", "--source", INVENTED, store=invented_directory
        ).stdout
    )
    said = [e for part in (*told["relations"], *told["nodes"]) for e in part["evidence"]]
    whole = " ".join(INVENTED.read_text("utf-8").split())
    assert said
    assert all(e["text"] in whole for e in said)
    itself = json.loads(
        run(
            "show",
            said[0]["iri"],
            "--format",
            "json",
            "--source",
            INVENTED,
            store=invented_directory,
        ).stdout
    )
    assert itself["text"] == said[0]["text"]
    assert (
        "text"
        not in json.loads(
            run("show", "river team", "--format", "json", store=invented_directory).stdout
        )["relations"][0]["evidence"][0]
    )
    for form in ("ttl", "nt", "jsonld"):
        done = run(
            "show", "river team", "--format", form, "--source", INVENTED, store=invented_directory
        )
        assert (done.returncode, done.stdout) == (2, "")
        assert "--source goes with --format text, md or json" in done.stderr


def test_show_and_ask_from_the_command_line(
    run: Run, invented_directory: Path, real_directory: Path
) -> None:
    """The commands print what the library gives, in each format, and kind errors."""
    assert "# river team" in run("show", "river", "team", store=invented_directory).stdout
    assert (
        "It does not patrol at night."
        in run("show", "river team", "--source", INVENTED, store=invented_directory).stdout
    )
    assert (
        json.loads(run("show", "YH", "--format", "json", store=invented_directory).stdout)["label"]
        == "youth hub"
    )
    assert (
        "unit:exampleshire-river-team"
        in run("show", "river team", "--format", "ttl", store=invented_directory).stdout
    )
    assert json.loads(
        run("show", "river team", "--format", "jsonld", store=invented_directory).stdout
    )
    assert (
        run("find", "rivver teem", store=invented_directory)
        .stdout.splitlines()[1]
        .startswith("Unit,river team,")
    )
    listed = run("ask", store=real_directory).stdout
    assert "partners-of-unit" in listed
    answer = run(
        "ask", "partners-of-unit", "unit=rural crime action team", store=real_directory
    ).stdout
    assert "gamekeepers" in answer


def test_ask_lists_and_describes(run: Run, real_directory: Path) -> None:
    """The list can be cut down by reader and kind.

    A description shows default, what else there may be, and the query.
    """
    listed = run("ask", "--by", "inspector", "--kind", "conflict", store=real_directory).stdout
    assert "conflicts-in-source" in listed
    assert "partners-of-unit" not in listed
    told = run("ask", "partners-of-unit", "unit=MASH", "--describe", store=real_directory).stdout
    assert "Who does “multi-agency safeguarding hub” work with?" in told
    assert "a unit, role, force" in told
    words = run("ask", "areas", "for", "improvement", store=real_directory)
    assert (words.returncode, "areas-for-improvement-about" in words.stdout) == (0, True)
    assert words.stdout.count("areas-for-improvement-about,") == 1
    everything = run("ask", "--format", "tsv", store=real_directory).stdout.splitlines()
    names = [line.split("\t")[0] for line in everything[1:]]
    assert len(names) == len(set(names)) > 50
    assert (
        "GRAPH ?sentence { unit:cambridgeshire-multi-agency-safeguarding-hub ?how ?body }" in told
    )


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["partners-of-unit", "--by", "analyst"], "a named question does not use --by"),
        (["partners-of-unit", "--describe", "--format", "csv"], "does not use --format"),
        (["--describe"], "the list of questions does not use --describe"),
    ],
)
def test_options_of_ask_that_would_change_nothing_are_refused(
    run: Run, invented_directory: Path, words: list[str], says: str
) -> None:
    """What is for the list is not taken in silence with a question, nor the other way round."""
    done = run("ask", *words, store=invented_directory)
    assert (done.returncode, says in done.stderr) == (2, True), done.stderr
