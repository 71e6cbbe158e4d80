"""Each analysis says what it is, gives rows with sentences, and refuses what has no effect."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT, Run

from graph.analyse.analyses.catalogue import MODULES, analyses, run_analysis
from graph.analyse.formats import as_json
from graph.analyse.networks.projection import Selection
from graph.analyse.settings import Settings
from graph.errors import PeelgraphError
from graph.store import Store

NAMES = [name for name in analyses() if name != "paths"]


@pytest.mark.parametrize("name", analyses())
def test_each_analysis_says_what_it_is(name: str) -> None:
    """An analysis has a question, a definition, a unit and a source, and stands in the page on analysis with all of them."""
    told = analyses()[name]
    assert told.question.endswith("?")
    assert told.definition.endswith(".")
    assert f"| `{name}` | {told.question} | {told.definition} | {told.unit} | {told.source} |" in (
        ROOT / "docs" / "analysis.md"
    ).read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_each_analysis_has_rows_with_readings_and_sentences(real: Store, name: str) -> None:
    """On the real report every analysis finds something, says it in sentences, and points at sentences of the report; twice the same."""
    result = run_analysis(real, name, Settings(top=5))
    assert result.rows
    assert result.total >= len(result.rows)
    assert result.summary.endswith(".")
    for row in result.rows:
        assert row.reading.endswith("."), row.reading
        assert row.sentences, row.label
        assert all(sentence.address.startswith("https://") for sentence in row.sentences)
    assert as_json(result) == as_json(run_analysis(real, name, Settings(top=5)))


@pytest.mark.parametrize("name", NAMES)
def test_no_analysis_crashes_on_a_small_report(invented: Store, name: str) -> None:
    """On the small invented report each analysis gives a result, or says what is missing."""
    try:
        assert run_analysis(invented, name).summary
    except PeelgraphError as error:
        assert "the store states nothing that the network" in error.message  # noqa: PT017 - either is right


ID = "https://w3id.org/peelgraph/id/"
FORCE = f"{ID}force/cambridgeshire"


def test_every_module_of_analyses_is_listed() -> None:
    """A file beside the catalogue is in its list, so that no analysis is forgotten."""
    folder = ROOT / "graph" / "analyse" / "analyses"
    files = {path.stem for path in folder.glob("*.py")} - {"__init__", "catalogue"}
    assert {module.__name__.rpartition(".")[2] for module in MODULES} == files


@pytest.mark.parametrize(
    ("name", "settings", "message"),
    [
        ("betwenness", Settings(), "Did you mean betweenness"),
        ("degree", Settings(network="partnership"), "Did you mean partnerships"),
        (
            "reach",
            Settings(network="partnerships"),
            "reach is made of the network areas-for-improvement",
        ),
        ("degree", Settings(hops=2), "degree does not use --hops. Leave it out; it is for reach"),
        (
            "degree",
            Settings(selection=Selection(question=9)),
            "no relation under question 9 is left",
        ),
        (
            "degree",
            Settings(selection=Selection(voices=["nobody"])),
            "no relation in the voice nobody is left",
        ),
        (
            "balance",
            Settings(by="colour"),
            "findings cannot be grouped by “colour”. Choose --by unit",
        ),
        ("robustness", Settings(by="colour"), "Choose --by degree"),
        ("communities", Settings(by="colour"), "Choose --by louvain or --by leiden"),
        ("paths", Settings(), "Give --from and --to"),
        ("paths", Settings(ends=(FORCE, FORCE)), "the same thing"),
        ("paths", Settings(ends=(FORCE, f"{ID}unit/methubb")), "does not hold"),
        ("shared", Settings(network="partnerships"), "has one side only"),
    ],
)
def test_what_cannot_be_done_is_told(
    real: Store, name: str, settings: Settings, message: str
) -> None:
    """Unknown names suggest the nearest, settings without effect are refused, and what empties a network is named."""
    with pytest.raises(PeelgraphError) as caught:
        run_analysis(real, name, settings)
    assert message in str(caught.value)


def test_from_the_command_line(run: Run, real_directory: Path) -> None:
    """The command lists, analyses, writes formats and refuses kindly."""
    listed = run("analyse", store=real_directory)
    assert all(name in listed.stdout for name in analyses())
    done = run(
        "analyse", "degree", "--top", "3", "--question", "3", "--no-planned", store=real_directory
    )
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 4)
    assert json.loads(
        run("analyse", "balance", "--by", "theme", "--format", "json", store=real_directory).stdout
    )["rows"]
    assert (
        "Connected to" in run("analyse", "degree", "--format", "table", store=real_directory).stdout
    )
    ways = run(
        "analyse",
        "paths",
        "--from",
        "METHUB",
        "--to",
        "children's services",
        "--format",
        "md",
        store=real_directory,
    )
    assert "#:~:text=" in ways.stdout
    for wrong in (
        ["betwenness"],
        ["paths", "--from", "METHUB"],
        ["degree", "-o", "x.html"],
        ["report"],
        ["paths", "--from", "METHUB", "--to", "nobody at all"],
    ):
        refused = run("analyse", *wrong, store=real_directory)
        assert (refused.returncode, refused.stdout) == (1, ""), wrong
        assert refused.stderr.startswith("peelgraph: ")
        assert "Traceback" not in refused.stderr


def test_an_interrupt_ends_it_at_once(real_directory: Path, tmp_path: Path) -> None:
    """Ctrl-C in the middle of native work ends the process long before the work would, without a traceback."""
    program = f"""
import signal, sys, networkx, peelgraph
from graph.analyse.algorithms import centrality
from graph.analyse.analyses import catalogue
from graph.analyse.networks.adjacency import adjacency
def slow(*_, **__):
    matrix = adjacency(networkx.gnm_random_graph(20000, 200000, seed=1))
    print("begun", flush=True)
    centrality.betweenness(matrix)
catalogue.run_analysis = slow
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in the background of a shell
sys.argv = ["peelgraph", "analyse", "degree", "--store", {str(real_directory)!r}]
peelgraph.main()
"""
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    time.sleep(0.5)
    started = time.monotonic()
    os.kill(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert time.monotonic() - started < 15
    assert process.returncode == -signal.SIGINT
    assert errors == ""
