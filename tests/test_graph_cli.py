"""The command as a user meets it: a process, its output, its exit code."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import INVENTED, INVENTED_DATA, ROOT, Run


def test_the_whole_path_in_order(run: Run, tmp_path: Path) -> None:
    """Build, check, ask, export and draw, each with a result and exit code 0."""
    built = run("build", "--data", INVENTED_DATA)
    assert built.returncode == 0
    assert " with 1 report, " in built.stdout
    assert "8 findings" in built.stdout
    assert "nothing to do" in run("build", "--data", INVENTED_DATA).stdout
    checked = run("check", "--data", INVENTED_DATA, "--source", INVENTED)
    assert (checked.returncode, "no problem" in checked.stdout) == (0, True)
    asked = run("query", "SELECT ?name { ?x a peel:Unit ; rdfs:label ?name }")
    assert list(csv.reader(io.StringIO(asked.stdout))) == [["name"], ["river team"]]
    assert run("export", "-o", tmp_path / "x.ttl").returncode == 0
    drawn = run("map", "partnerships", "-o", tmp_path / "x.html")
    assert drawn.stdout.startswith("drew 5 things and 4 relations")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["query", "SELECT * {"], "line 1, column 11: the query ends too early"),
        (["query", "SELECT * { SERVICE <urn:x> { ?s ?p ?o } }"], "SERVICE is refused"),
        (["query", "SELECT \udcff {}"], "the query is not UTF-8"),
        (
            ["query", "-f", "/nowhere.rq"],
            "/nowhere.rq: cannot be read: No such file or directory. Give a file",
        ),
        (["export", "-o", "x.docx"], "Known are .csv .graphml"),
        (["export", "-o", "/dev/null/x.ttl"], "cannot be written"),
        (
            ["map", "partnerships", "--question", "9", "-o", "x.html"],
            "no relation under question 9 is left",
        ),
        (["map", "partnerships", "-o", "/dev/null/x.html"], "cannot be written"),
        (["check", "--source", "/nowhere.txt"], "cannot be read"),
        (["read", "/nowhere.txt"], "cannot be read"),
        (["load", "/nowhere.ttl", "--store", "/dev/null/none"], "cannot be read"),
        (["load", "/etc/hostname", "--store", "/dev/null/none"], "no RDF format"),
        (["build", "--data", "/nowhere"], "no such folder"),
        (["build", "--force", "--store", "/dev/null/x"], "not writable"),
    ],
)
def test_bad_input_is_answered_kindly(
    run: Run, invented_directory: Path, arguments: list[str], says: str
) -> None:
    """One message that says what is wrong, exit code 1, no traceback."""
    done = run(*arguments, store=invented_directory)
    assert done.returncode == 1, done
    assert says in done.stderr
    assert done.stderr.startswith("peelgraph: ")
    assert "Traceback" not in done.stderr


def test_without_a_store_the_way_to_one_is_shown(run: Run) -> None:
    """The first query before any build leads to the build."""
    done = run("query", "ASK {}")
    assert (done.returncode, "peelgraph build" in done.stderr) == (1, True)


def test_a_closed_pipe_is_silent(real_directory: Path) -> None:
    """`peelgraph query ... | head` ends without a traceback."""
    command = (
        f"{sys.executable} {ROOT / 'peelgraph.py'} query 'SELECT * {{ ?s ?p ?o }}'"
        f" --store {real_directory} | head -n 1"
    )
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (sorted(done.stdout.strip()), done.stderr) == (sorted("s,p,o"), "")


@pytest.mark.parametrize("closing", ["", "2>&-"])
def test_an_interrupt_during_the_start_is_told(closing: str) -> None:
    """Ctrl-C while the command is still loaded ends with one message, and without a traceback."""
    code = (
        "import peelgraph, graph.helper_client as first\n"
        "def interrupt(): raise KeyboardInterrupt\n"
        "first.is_wanted = interrupt; peelgraph.run()"
    )
    done = subprocess.run(
        ["bash", "-c", f"'{sys.executable}' -c '{code}' {closing}"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "" if closing else "peelgraph: stopped.\n")
