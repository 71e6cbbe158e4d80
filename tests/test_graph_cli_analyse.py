"""The command that analyses networks: its list, its formats, and options that go together."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from conftest import Run

from graph.analyse.analyses.catalogue import analyses


def test_all_analyses_are_listed_with_their_questions(run: Run) -> None:
    """Without a name, each analysis stands on a line with its question, and the report below."""
    text = run("analyse").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["name"] for row in rows] == [*analyses(), "report"]
    assert all(row["question"].endswith(("?", "FILE.html")) for row in rows)
    assert json.loads(run("analyse", "--format", "json").stdout) == rows


def test_a_pipe_is_told_why_there_are_no_rows(run: Run, invented_directory: Path) -> None:
    """Where only the force connects two things, the error channel says so."""
    ends = ("--from", "drones", "--to", "role:exampleshire-volunteers")
    done = run("analyse", "paths", *ends, "--format", "csv", store=invented_directory)
    assert "note: Only the force connects them" in done.stderr
    allowed = run("analyse", "paths", *ends, "--through-force", store=invented_directory)
    assert "shortest path 1" in allowed.stdout
    assert allowed.stderr == ""


def test_every_format_has_the_same_rows(run: Run, invented_directory: Path) -> None:
    """csv, tsv, JSON, Markdown and the table name the same things."""
    store = invented_directory
    data = json.loads(run("analyse", "degree", "--format", "json", store=store).stdout)
    labels = [row["label"] for row in data["rows"]]
    assert labels
    for form, separator in (("csv", ","), ("tsv", "\t")):
        text = run("analyse", "degree", "--format", form, store=store).stdout
        rows = csv.DictReader(io.StringIO(text), delimiter=separator)
        assert [row["label"] for row in rows] == labels
    for form in ("md", "table"):
        text = run("analyse", "degree", "--format", form, store=store).stdout
        assert all(label in text for label in labels)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["report"], "-o FILE.html"),
        (["degree", "-o", "x.html"], "-o FILE.html"),
        (["paths", "--from", "river team"], "Give --from and --to"),
        (["degree", "--hops", "3"], "degree does not use --hops"),
        (["degree", "--hops", "1"], "degree does not use --hops"),
        (["degree", "--seed", "3"], "degree does not use --seed"),
        (["paths", "--seed", "0"], "for betweenness, communities, robustness"),
        (["betweenness", "--seed", "3"], "betweenness does not use --seed without --sample"),
        (["degre"], "Did you mean degree?"),
    ],
)
def test_options_that_do_not_fit_are_refused(
    run: Run, invented_directory: Path, words: list[str], says: str
) -> None:
    """The message says what goes together; exit code 1."""
    done = run("analyse", *words, store=invented_directory)
    assert (done.returncode, says in done.stderr) == (1, True), done.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["report", "-o", "x.html", "--top", "3"], "the report does not use --top"),
        (["report", "-o", "x.html", "--network", "everything"], "does not use --network"),
        (["report", "-o", "x.html", "--format", "csv"], "does not use --format"),
        (["report", "-o", "x.html", "--save"], "does not use --save"),
        (["report", "-o", "x.html", "--by", "theme"], "does not use --by"),
        (["--top", "3"], "the list of analyses does not use --top"),
    ],
)
def test_options_that_would_change_nothing_are_refused(
    run: Run, invented_directory: Path, tmp_path: Path, words: list[str], says: str
) -> None:
    """The report and the list of analyses take no option in silence that is for single analyses."""
    done = run("analyse", *words, store=invented_directory, cwd=tmp_path)
    assert (done.returncode, says in done.stderr) == (2, True), done.stderr
    assert not list(tmp_path.iterdir())
