"""Queries from files and standard input, and answers to files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Run
from rdflib import Graph

from graph.cli.query_files import ANSWER_SUFFIXES
from graph.escape import is_xml_text
from graph.parse.parser import parse_file

ROWS = "SELECT ?name { ?unit a peel:Unit ; rdfs:label ?name } ORDER BY ?name"
STATEMENTS = "CONSTRUCT WHERE { ?unit a peel:Unit ; rdfs:label ?name }"


def test_a_query_comes_from_standard_input(run: Run, invented_directory: Path) -> None:
    """`-f -` takes what another program prints, also with a byte order mark."""
    expected = run("query", ROWS, store=invented_directory).stdout
    for text in (ROWS, f"\ufeff{ROWS}"):
        done = run("query", "-f", "-", store=invented_directory, input=text)
        assert (done.returncode, done.stdout) == (0, expected), done.stderr
    done = run("query", "-f", "-", store=invented_directory, input="")
    assert done.returncode == 1
    assert done.stderr.startswith("peelgraph: ")


def test_statements_in_markdown_are_a_block_of_code(run: Run, invented_directory: Path) -> None:
    """Nothing in a statement is taken for markup: the block is the Turtle of the answer."""
    block = run("query", STATEMENTS, "--format", "md", store=invented_directory).stdout
    turtle = run("query", STATEMENTS, store=invented_directory).stdout
    assert block == f"```ttl\n{turtle}```\n"
    assert run("query", "ASK {}", "--format", "md", store=invented_directory).stdout == "yes\n"


@pytest.mark.parametrize("suffix", ANSWER_SUFFIXES)
def test_an_answer_goes_to_a_file_in_the_format_of_its_suffix(
    run: Run, invented_directory: Path, tmp_path: Path, suffix: str
) -> None:
    """Each suffix gives what --format prints; nothing but a line for the reader is printed."""
    form = suffix.removeprefix(".")
    text = ROWS if form in ("csv", "tsv", "json", "xml") else STATEMENTS
    path = tmp_path / f"x{suffix}"
    done = run("query", text, "-o", path, store=invented_directory)
    assert (done.returncode, done.stdout) == (0, f"wrote the answer to {path}\n"), done.stderr
    assert path.stat().st_size > 10
    if form == "json":
        assert json.loads(path.read_text("utf-8"))["results"]["bindings"]
    elif text == STATEMENTS:
        assert len(parse_file(path)) == 2
        printed = run("query", text, "--format", form, store=invented_directory).stdout
        assert printed == path.read_text("utf-8")


def test_query_to_turtle_is_one_loop(run: Run, invented_directory: Path, tmp_path: Path) -> None:
    """What CONSTRUCT writes is read by other libraries and loaded again."""
    path = tmp_path / "x.ttl"
    run("query", STATEMENTS, "-o", path, store=invented_directory)
    assert len(Graph().parse(data=path.read_text("utf-8"), format="turtle")) == 2
    done = run("load", path, "--store", tmp_path / "again")
    assert done.returncode == 0, done.stderr
    assert run("query", ROWS, store=tmp_path / "again").stdout == "name\nriver team\n"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ([ROWS, "-o", "x.docx"], 1, "Known are .csv"),
        ([ROWS, "-o", "x.ttl"], 1, "cannot be written as ttl"),
        ([STATEMENTS, "-o", "x.csv"], 1, "cannot be written as csv"),
        ([ROWS, "-o", "x.csv", "--format", "json"], 2, "names its format"),
        ([ROWS, "-f", "x.rq"], 2, "Give a query, or a file"),
        (["-f", "x.rq"], 1, "cannot be read"),
        (["SELECT * { ?s ?p", "-o", "x.csv"], 1, "peelgraph: "),
    ],
)
def test_what_does_not_fit_is_refused_and_leaves_the_file(
    run: Run, invented_directory: Path, tmp_path: Path, arguments: list[str], code: int, says: str
) -> None:
    """One message; a file that was there stays as it was."""
    words = [word.replace("x.", f"{tmp_path}/x.") if len(word) < 9 else word for word in arguments]
    target = next((Path(word) for word in words if word.startswith(str(tmp_path))), None)
    if target and target.suffix != ".rq":
        target.write_text("mine", "utf-8")
    done = run("query", *words, store=invented_directory)
    assert (done.returncode, says in done.stderr) == (code, True), done
    if target and target.suffix != ".rq":
        assert target.read_text("utf-8") == "mine"
    assert not list(tmp_path.glob(".*.part"))


def test_xml_is_well_formed_or_refused_with_the_text(
    run: Run, invented_directory: Path, tmp_path: Path
) -> None:
    """Line ends survive in SPARQL's XML; what XML cannot hold is named, and nothing written."""
    path = tmp_path / "x.xml"
    query = 'SELECT ("<a>\\r\\n&\\u0085" AS ?text) {}'
    assert run("query", query, "-o", path, store=invented_directory).returncode == 0
    text = path.read_text("utf-8")
    assert "&lt;a&gt;&#xd;\n&amp;" in text
    assert is_xml_text(text)
    path.unlink()
    for character in ("0001", "FFFE"):
        query = f'SELECT ("told\\u{character}" AS ?text) {{}}'
        done = run("query", query, "-o", path, store=invented_directory)
        assert (done.returncode, f"told[U+{character}]" in done.stderr) == (1, True), done
        assert not path.exists()


@pytest.mark.parametrize(
    "query",
    ["CONSTRUCT WHERE { ?a peel:worksWith ?b }", "SELECT ?a ?b { ?a peel:worksWith ?b }"],
)
@pytest.mark.parametrize(("suffix", "mark"), [(".html", "<!doctype html>"), (".svg", "<svg")])
def test_an_answer_is_drawn(
    run: Run, invented_directory: Path, tmp_path: Path, query: str, suffix: str, mark: str
) -> None:
    """Statements, and rows with two things, are drawn as a page or a picture; the message counts them."""
    path = tmp_path / f"map{suffix}"
    done = run("query", query, "-o", path, store=invented_directory)
    assert (done.returncode, "things and" in done.stdout) == (0, True), done.stderr
    text = path.read_text("utf-8")
    assert mark in text
    assert "works with" in text


def test_an_answer_without_two_things_is_no_map(
    run: Run, invented_directory: Path, tmp_path: Path
) -> None:
    """The message says what to ask for, and nothing is written."""
    done = run("query", ROWS, "-o", tmp_path / "a.html", store=invented_directory)
    assert (done.returncode, "connects no two things" in done.stderr) == (1, True), done.stderr
    assert list(tmp_path.iterdir()) == []
