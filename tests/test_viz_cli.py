"""Maps and the explorer from the command line: files, the list, and mistakes."""

from __future__ import annotations

import base64
import gzip
import json
import re
import shlex
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from conftest import INVENTED_DATA, ROOT, Run

from viz.maps.catalogue import MAPS, find_map


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["partnershipz"], "there is no map \u201cpartnershipz\u201d. Did you mean partnerships?"),
        (["ego"], "the map ego needs a thing in its middle. Name it with --about THING."),
        (["path", "--from", "MASH"], "the map path needs two things."),
        (["compare"], "the map compare needs another store. Name it with --with STORE."),
        (["ego", "--about", "METHUBB"], "nothing is called \u201cMETHUBB\u201d. Did you mean:"),
        (
            ["partnerships", "--theme", "har coursing"],
            "nothing is called \u201char coursing\u201d. Did you mean: theme:hare-coursing",
        ),
        (
            ["partnerships", "--about", "theme:hare-coursing"],
            "\u201chare coursing\u201d is not on the map partnerships.",
        ),
        (["operations", "--question", "5"], "no relation under question 5 is left."),
        (
            ["partnerships", "--voice", "gossip"],
            "no sentence speaks in the voice \u201cgossip\u201d.",
        ),
        (
            ["partnerships", "-o", "x.pdf"],
            "x.pdf: the map partnerships cannot be written as \u201c.pdf\u201d. Known: .html .svg.",
        ),
        (
            ["figures", "-o", "x.svg"],
            "the map figures cannot be written as \u201c.svg\u201d. Known: .html.",
        ),
        (["partnerships", "-o", "/proc/nowhere/x.html"], "there is no folder /proc/nowhere"),
        (["compare", "--with", "nowhere"], "there is no store here."),
        (["figures", "--hops", "1"], "the map figures does not use --hops."),
        (
            ["path", "--from", "ACRO", "--to", "area for improvement"],
            "\u201carea for improvement\u201d",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_mistakes_are_told_kindly(
    run: Run, real_directory: Path, tmp_path: Path, arguments: list[str], told: str
) -> None:
    """Whatever is missing, unknown, empty or unwritable: one line that says what and what to do, exit code 1, no file and no traceback."""
    done = run("map", *arguments, store=real_directory)
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_command_draws_pages_and_pictures(
    run: Run, real_directory: Path, tmp_path: Path
) -> None:
    """A map by its command is a file of the kind asked for, and the command says what is on it."""
    done = run(
        "map",
        "path",
        "--from",
        "University of Cambridge",
        "--to",
        "serious street violence",
        "-o",
        tmp_path / "a.svg",
        store=real_directory,
    )
    assert done.stdout == f"drew 4 things and 4 relations to {tmp_path / 'a.svg'}\n"
    assert ET.fromstring((tmp_path / "a.svg").read_text("utf-8")).tag.endswith("svg")  # noqa: S314 - our own picture
    done = run("map", "figures", "-o", tmp_path / "b.html", store=real_directory)
    assert done.stdout == f"drew 88 figures and 7 comparisons to {tmp_path / 'b.html'}\n"
    assert (tmp_path / "b.html").read_text("utf-8").startswith("<!doctype html>")


def test_the_list_names_every_map_and_its_question(run: Run, tmp_path: Path) -> None:
    """The list has a line for each map with the question that it answers; no store is needed to read it, and docs/maps.md has them all."""
    done = run("map", "--list")
    docs = (ROOT / "docs" / "maps.md").read_text("utf-8")
    assert done.returncode == 0
    for name, one in MAPS.items():
        assert any(
            line.startswith(f"{name},") and one.question in line
            for line in done.stdout.splitlines()
        )
        assert f"`{name}`" in docs
    assert find_map("units").question in done.stdout


@pytest.mark.parametrize(
    "command",
    re.findall(
        r"^peelgraph (map .+)$", (ROOT / "docs" / "maps.md").read_text("utf-8"), re.MULTILINE
    ),
)
def test_every_command_in_the_docs_of_maps_draws(
    run: Run, real_directory: Path, tmp_path: Path, command: str
) -> None:
    """A command that is shown draws a map of the real data."""
    arguments = shlex.split(command.replace("OTHERSTORE", str(real_directory)))
    target = tmp_path / arguments.pop()
    done = run(*arguments, target, store=real_directory)
    assert done.returncode == 0, done.stderr
    assert target.stat().st_size > 3000


def test_the_explorer_compares_with_a_folder_of_data(
    run: Run, invented_directory: Path, tmp_path: Path
) -> None:
    """`site --with` takes what `diff` takes; the page names it without its path, and finds no difference to its own data."""
    page = tmp_path / "compared.html"
    done = run("site", "--with", INVENTED_DATA, "-o", page, store=invented_directory)
    assert done.returncode == 0, done.stderr
    text = page.read_text("utf-8")
    packed = re.search(r'id="data">"([^"]+)"', text)
    assert packed
    data = json.loads(gzip.decompress(base64.b64decode(packed[1])))["comparison"]
    assert data["there"] == "the other graph (data)"
    assert data["onlyHere"] == data["onlyThere"]["source"] == data["changes"] == []
    assert str(tmp_path) not in text


def test_a_second_graph_that_is_not_there_is_told(
    run: Run, invented_directory: Path, tmp_path: Path
) -> None:
    """A name that nothing has: one line, exit code 1, no file."""
    page = tmp_path / "compared.html"
    done = run("site", "--with", "nowhere.trig", "-o", page, store=invented_directory)
    assert done.returncode == 1
    assert done.stderr == "peelgraph: nowhere.trig: there is no such file. Check the path.\n"
    assert not page.exists()


def test_the_list_of_maps_takes_no_file(run: Run, invented_directory: Path, tmp_path: Path) -> None:
    """Who names a file but no map is told so, in place of a list without a file."""
    done = run("map", "-o", "x.html", store=invented_directory, cwd=tmp_path)
    assert (done.returncode, "the list of maps does not use -o" in done.stderr) == (2, True)


@pytest.mark.parametrize("words", [["site"], ["analyse", "report"]])
def test_a_page_is_not_written_under_the_name_of_a_picture(
    run: Run, invented_directory: Path, tmp_path: Path, words: list[str]
) -> None:
    """A suffix that names another format than HTML is refused, as for maps, and nothing is written."""
    done = run(*words, "-o", "x.svg", store=invented_directory, cwd=tmp_path)
    assert (done.returncode, "cannot be written as “.svg”. Known: .html." in done.stderr) == (
        1,
        True,
    )
    assert not list(tmp_path.iterdir())


def test_an_explorer_without_a_report_is_said_to_have_none(
    run: Run, tmp_path: Path, invented_directory: Path
) -> None:
    """Of a store that holds loaded files alone, `site` says that the explorer shows no more than its SPARQL view; of reports it says nothing."""
    file = tmp_path / "mine.ttl"
    file.write_text('<urn:a> <http://www.w3.org/2000/01/rdf-schema#label> "a" .')
    store = tmp_path / "store"
    assert run("load", "--store", store, file).returncode == 0
    page = tmp_path / "page.html"
    done = run("site", "-o", page, store=store)
    assert (done.returncode, page.is_file()) == (0, True)
    assert "this store holds no report. Ask what was loaded in its SPARQL view" in done.stderr
    assert "note" not in run("site", "-o", page, store=invented_directory).stderr
