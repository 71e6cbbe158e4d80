"""The installed package: no file of a user stands in for it, and a small installation says what it lacks."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest
from conftest import INVENTED_DATA, ROOT
from wheels import run_python, run_without

from graph import extras, files
from viz.frontend import build

COMMANDS = (
    "analyse",
    "ask partners-of-unit",
    "build",
    "cite finding:q1.crime-prevention",
    "compare",
    "diff {store} {store}",
    "export -o all.ttl",
    "export -o network.graphml",
    "find hub",
    "load all.ttl --store mine",
    "map --list",
    "mcp",
    "outline summary",
    "path METHUB MASH",
    "query ASK{{}}",
    "read report.txt -o report.ttl",
    "show METHUB",
)
SLOW = (
    "check all.ttl",
    "analyse degree",
    "analyse report -o analysis.html",
    "check",
    "format --check --data {data}",
    "map partnerships -o map.html",
    "query -o answer.html SELECT?a?b{{?a(peel:worksWith)?b}}",
    "show METHUB --web",
    "site -o explorer.html",
)
ALL = "PEELGRAPH_WHEEL"  # set to anything, it makes the slow commands run too
SMALL = ("ask partners-of-unit", "export -o all.ttl", "find hub", "query ASK{{}}", "show METHUB")
SCRIPT = """
import graph
import ontology
import viz
import peelgraph

kg = peelgraph.open()
print(kg.query("ASK {}").values, graph.MINE, viz.MINE, ontology.MINE)
"""


def test_a_wheel_has_one_name_at_its_top(wheel: Path) -> None:
    """Nothing but `peelgraph` is installed, so nothing else can be mistaken for a part of it."""
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.partition("/")[0] for name in names if ".dist-info/" not in name}
    assert tops == {"peelgraph"}
    modules = {
        path.relative_to(ROOT).as_posix()
        for package in ("graph", "viz")
        for path in (ROOT / package).rglob("*")
        if path.is_file()
    }
    expected = {
        f"peelgraph/{name}"
        for name in modules
        if "__pycache__" not in name and not name.startswith("viz/frontend/")
    }
    assert expected - set(names) == set()


def test_a_wheel_holds_the_scripts_of_pages_and_not_their_modules(wheel: Path) -> None:
    """Pages are made from a wheel without Node.js: it has the very scripts of these modules, and the query engine."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        for path in build.outputs():
            assert archive.read(f"peelgraph/viz/templates/{path.name}") == path.read_bytes()
    assert build.is_current()
    assert [name for name in names if "frontend" in name or "node_modules" in name] == []


def test_commands_work_beside_files_of_the_same_names(
    installed: Path, users_folder: Path, real_directory: Path
) -> None:
    """Each command does its work, or says which thing it cannot find, in a folder with graph.py, viz/, ontology.py and data/."""
    for command in (*COMMANDS, *(SLOW if ALL in os.environ else ())):
        words = command.format(store=real_directory, data=ROOT / "data").split()
        done = run_python(installed, users_folder, real_directory, "-m", "peelgraph", *words)
        assert done.returncode == 0 or command.startswith("cite"), (command, done.stderr)
        assert "unforeseen" not in done.stderr, (command, done.stderr)


def test_a_script_keeps_its_own_modules(
    installed: Path, users_folder: Path, real_directory: Path
) -> None:
    """`import peelgraph` works beside modules called graph, viz and ontology, and leaves them to the script; queries run in processes of their own."""
    (users_folder / "script.py").write_text(SCRIPT, "utf-8")
    done = run_python(installed, users_folder, real_directory, "script.py")
    assert (done.returncode, done.stdout, done.stderr) == (0, "[(True,)] 1 1 1\n", "")


def test_a_source_tree_finds_its_own_packages(users_folder: Path, real_directory: Path) -> None:
    """In an editable installation, the packages beside peelgraph.py are taken, also by processes of their own."""
    for words in (
        ["-m", "peelgraph", "query", "ASK {}"],
        ["-c", "import peelgraph; print(peelgraph.open().query('ASK {}').values)"],
    ):
        done = run_python(ROOT, users_folder, real_directory, *words)
        assert (done.returncode, done.stderr) == (0, ""), done.stderr


@pytest.mark.parametrize("name", ["graph", "viz"])
def test_a_module_that_was_imported_before_is_named(
    users_folder: Path, real_directory: Path, name: str
) -> None:
    """Where the source tree cannot have its names, the message says which file has them and what to do."""
    done = run_python(ROOT, users_folder, real_directory, "-c", f"import {name}, peelgraph")
    last = done.stderr.strip().splitlines()[-1]
    assert done.returncode == 1
    assert last.startswith(
        f"ImportError: peelgraph needs its own package “{name}”, but {users_folder.resolve() / name}"
    ), last
    assert "Import peelgraph before it, rename it" in last


def test_the_wheel_knows_its_validated_data(installed: Path) -> None:
    """The stamp in a wheel is the digest of the very ontology and data that it holds."""
    inside = installed / "peelgraph" / "graph"
    stamp = (inside / "validated").read_text("utf-8").strip()
    assert stamp == files.sources_digest(files.sources(inside / "data", inside / "ontology"))
    assert stamp == files.sources_digest(files.sources())
    assert not files.are_validated(
        files.sources()
    )  # a source tree has no stamp: there everything is validated


ABSENT = sorted(
    {library for libraries in extras.LIBRARIES.values() for library in libraries}
    | {"pandas", "polars"}
)


def test_a_small_installation_answers(installed: Path, users_folder: Path, tmp_path: Path) -> None:
    """build, check, query, find, show, ask and export work without any library of the extras."""
    store = tmp_path / "store"
    for command in (f"build --data {INVENTED_DATA}", "build", "check", *SMALL):
        done = run_without(ABSENT, installed, users_folder, store, *command.format().split())
        assert (done.returncode, "peelgraph: " in done.stderr) == (0, False), (command, done.stderr)


@pytest.mark.parametrize(
    ("command", "extra"),
    [
        ("analyse degree", "analysis"),
        ("analyse report -o a.html", "analysis"),
        ("check {data} --shapes {shapes}", "check"),
        ("export -o a.graphml", "maps"),
        ("map partnerships -o a.html", "maps"),
        ("map figures -o a.html", "maps"),
        ("mcp", "mcp"),
        ("read page.html -o a.ttl", "read"),
    ],
)
def test_what_is_missing_is_named(
    installed: Path, users_folder: Path, real_directory: Path, command: str, extra: str
) -> None:
    """A command whose library is not installed says in one message which extra brings it; the exit code is 1."""
    (users_folder / "page.html").write_text("<html><body><p>Text.</p></body></html>", "utf-8")
    shapes = next((ROOT / "ontology" / "shapes").glob("*.ttl"))
    data = next((INVENTED_DATA / "register").glob("*.ttl"))
    words = command.format(data=data, shapes=shapes).split()
    done = run_without(ABSENT, installed, users_folder, real_directory, *words)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1), done.stderr
    assert f'pip install "peelgraph[{extra}]"' in done.stderr
