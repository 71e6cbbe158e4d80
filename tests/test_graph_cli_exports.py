"""The commands that write the graph for other programs.

No option without effect, no file replaced by mistake.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run
from rdflib import Graph

from graph.errors import PeelgraphError
from graph.export import tables
from graph.export.formats import PARTS, SUFFIXES
from graph.store import Store, query, store_in_memory


def test_devices_and_folders_are_not_replaced(
    run: Run, invented_directory: Path, tmp_path: Path
) -> None:
    """A folder is refused, a device is written to, permissions are kept, nothing is left over."""
    (tmp_path / "folder.ttl").mkdir()
    done = run("export", "-o", tmp_path / "folder.ttl", store=invented_directory)
    assert (done.returncode, "is a folder" in done.stderr) == (1, True)
    private = tmp_path / "private.ttl"
    private.touch(mode=0o600)
    assert run("export", "-o", private, store=invented_directory).returncode == 0
    assert private.stat().st_mode & 0o777 == 0o600
    (tmp_path / "link.ttl").symlink_to(private)
    assert run("export", "-o", tmp_path / "link.ttl", store=invented_directory).returncode == 0
    assert (tmp_path / "link.ttl").is_symlink()
    assert not list(tmp_path.glob(".*.part"))
    assert run("map", "partnerships", "-o", "/dev/null", store=invented_directory).returncode == 0
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ["-o", "x.graphml", "--about", "river team"],
            "--about is for RDF, and x.graphml will hold networks",
        ),
        (["-o", "x.csv", "--no-inferred"], "--no-inferred is for RDF"),
        (["-o", "x.ttl", "--network", "partnerships"], "--network is for networks"),
        (["-o", "x.ttl", "--inspection", "x"], "--inspection is for networks"),
        (["-o", "x.ttl", "--table", "figures"], "--table is for tables"),
        (["-o", "x.ttl", "--hops", "2"], "--hops goes with --about"),
        (["-o", "x", "--table", "figures"], "--table is for a .csv file, and x will hold all"),
        (
            ["-o", "x.ttl", "--only", "concepts", "--evidence"],
            "--evidence is for the whole graph or --about, and x.ttl will hold the concepts",
        ),
        (
            ["-o", "x.jsonld", "--only", "annotations", "--no-inferred"],
            "--no-inferred is for the whole graph or --about, and x.jsonld will hold the annotations",
        ),
        (["-o", "x.trig", "--evidence"], "the graphs of x.trig are the sentences"),
        (["-o", "x.ttl", "--format", "nt"], "--format is for -o -; the suffix of x.ttl names"),
        (["-o", "/dev/full", "--format", "ttl"], "full has no suffix and will hold all tables"),
        (
            ["-o", "-", "--only", "nanopublications"],
            "With -o - and --only nanopublications, give --format trig or nq",
        ),
        (["-o", "-", "--only", "annotations", "--format", "ttl"], "give --format jsonld"),
        (["-o", "-", "--format", "csv"], "name one with --table"),
        (["-o", "-", "--table", "figures"], "and standard output will hold RDF"),
        (["-o", "-", "--format", "trig", "--evidence"], "the graphs of standard output are"),
    ],
)
def test_an_option_of_export_that_would_do_nothing_is_refused(
    run: Run, invented_directory: Path, tmp_path: Path, arguments: list[str], says: str
) -> None:
    """Who asks for a part never gets the whole without a word."""
    done = run(
        "export",
        *[word.replace("x.", f"{tmp_path}/x.") for word in arguments],
        store=invented_directory,
    )
    assert (done.returncode, says in done.stderr) == (2, True), done
    assert list(tmp_path.glob("x.*")) == []


def test_a_failure_on_the_way_to_standard_output_names_no_file(
    run: Run, invented_directory: Path
) -> None:
    """What is written in between has a name that nobody gave."""
    done = run("export", "-o", "-", "--format", "csv", "--table", "x", store=invented_directory)
    assert done.stderr.startswith("peelgraph: standard output: there is no table “x”. Tables: ")
    assert (done.returncode, done.stdout) == (1, "")


def test_cite_from_the_command_line(run: Run, real_directory: Path) -> None:
    """The name of a figure, or the words printed for it, are enough."""
    assert "51 percent" in run("cite", "51 percent of crimes", store=real_directory).stdout
    assert run(
        "cite", "51", "percent", "of", "crimes", "--format", "bibtex", store=real_directory
    ).stdout.startswith("@misc{")
    assert run(
        "cite", "51 percent of crimes", "--format", "cff", store=real_directory
    ).stdout.startswith("cff-version: 1.2.0")


@pytest.mark.parametrize("name", sorted(PARTS))
def test_parts_are_written_by_the_command(
    run: Run, invented_directory: Path, tmp_path: Path, name: str
) -> None:
    """Each part can be exported by its name."""
    done = run("export", "-o", tmp_path / "x.ttl", "--only", name, store=invented_directory)
    assert done.returncode == 0, done.stderr
    assert len(Graph().parse(data=(tmp_path / "x.ttl").read_text("utf-8"), format="turtle")) > 5


def test_what_is_around_a_thing_is_written_with_its_graphs(
    run: Run, invented_directory: Path, tmp_path: Path
) -> None:
    """In TriG the relations stand in the graphs of their sentences."""
    done = run(
        "export", "-o", tmp_path / "x.trig", "--about", "river team", store=invented_directory
    )
    assert done.returncode == 0, done.stderr
    again = store_in_memory()
    again.load(path=str(tmp_path / "x.trig"))
    answer = query(again, "ASK { GRAPH ?s { ?team peel:worksWith ?other } ?s a peel:Sentence }")
    assert not answer  # the sentence describes itself in its report's graph
    assert query(
        again, "ASK { GRAPH ?s { ?team peel:worksWith ?other } GRAPH ?g { ?s a peel:Sentence } }"
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--about", "nobody of this name"], "nothing is called"),
        (["--about", "river teem"], "Did you mean: unit:exampleshire-river-team"),
        (["--only", "annotations"], "ends in .jsonld"),
    ],
)
def test_a_part_that_is_not_there_is_told(
    run: Run, invented_directory: Path, tmp_path: Path, arguments: list[str], says: str
) -> None:
    """One clear message, exit code 1, nothing written."""
    done = run("export", "-o", tmp_path / "x.ttl", *arguments, store=invented_directory)
    assert (done.returncode, says in done.stderr, (tmp_path / "x.ttl").exists()) == (
        1,
        True,
        False,
    ), done.stderr


def test_tables_are_written_by_the_command(
    run: Run, invented_directory: Path, tmp_path: Path, invented: Store
) -> None:
    """A table by name, by the name of the file, or all; an unknown one lists those there are."""
    assert (
        "wrote 8 rows"
        in run(
            "export", "-o", tmp_path / "x.csv", "--table", "findings", store=invented_directory
        ).stdout
    )
    assert (
        "wrote 2 rows"
        in run("export", "-o", tmp_path / "figures.csv", store=invented_directory).stdout
    )
    assert "8 tables" in run("export", "-o", tmp_path / "all", store=invented_directory).stdout
    done = run("export", "-o", tmp_path / "x.csv", "--table", "nothing", store=invented_directory)
    assert (done.returncode, "Tables: areas-for-improvement" in done.stderr) == (1, True)
    with pytest.raises(PeelgraphError, match="no table"):
        tables.write_table(invented, "x", tmp_path / "x.csv")


@pytest.mark.parametrize("form", [suffix.removeprefix(".") for suffix in SUFFIXES])
def test_every_format_goes_to_standard_output(
    run: Run, invented_directory: Path, tmp_path: Path, form: str
) -> None:
    """`-o -` prints what a file of the format would hold, and says on the other stream how much."""
    table = ["--table", "findings"] if form == "csv" else []
    printed = run("export", "-o", "-", "--format", form, *table, store=invented_directory)
    path = tmp_path / f"x.{form}"
    run("export", "-o", path, *table, store=invented_directory)
    assert (printed.returncode, "wrote " in printed.stderr) == (0, True), printed.stderr
    assert printed.stdout == path.read_text("utf-8")


def test_a_failure_prints_nothing(run: Run, invented_directory: Path) -> None:
    """Standard output stays empty where an export is refused, and Turtle is the default."""
    words = ("--format", "csv", "--table", "nothing")
    done = run("export", "-o", "-", *words, store=invented_directory)
    assert (done.returncode, done.stdout) == (1, "")
    assert "standard output" in done.stderr
    done = run("export", "-o", "-", "--only", "description", store=invented_directory)
    assert done.stdout.startswith("@prefix")


def test_evidence_stands_with_and_without_its_form(
    run: Run, invented_directory: Path, tmp_path: Path
) -> None:
    """`--evidence` alone is the form that tools of any age read."""
    for name, words in {"bare": [], "old": ["reification"], "new": ["rdf12"]}.items():
        path = tmp_path / f"{name}.nt"
        done = run("export", "--evidence", *words, "-o", path, store=invented_directory)
        assert done.returncode == 0, done.stderr
    bare, old, new = ((tmp_path / f"{name}.nt").read_text() for name in ("bare", "old", "new"))
    assert bare == old
    assert ("ns#reifies" in new, "ns#reifies" in old, "ns#subject" in old) == (True, False, True)


def test_nanopublications_are_written_by_the_command(
    run: Run, invented_directory: Path, tmp_path: Path
) -> None:
    """All findings, judgments and areas for improvement in one file, with the time of the build."""
    path = tmp_path / "x.trig"
    done = run("export", "-o", path, "--only", "nanopublications", store=invented_directory)
    assert "nanopublications to" in done.stdout, done.stderr
    assert "dcterms:created" in path.read_text("utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ["export", "-o", "nowhere/x.ttl"],
        ["export", "-o", "nowhere/x.graphml"],
        ["export", "-o", "nowhere/x.csv", "--table", "findings"],
        ["export", "-o", "nowhere/tables"],
        ["export", "-o", "nowhere/x.trig", "--only", "nanopublications"],
        ["export", "-o", "nowhere/x.jsonld", "--only", "annotations"],
        ["map", "partnerships", "-o", "nowhere/x.html"],
        ["query", "ASK {}", "-o", "nowhere/x.json"],
        ["analyse", "report", "-o", "nowhere/x.html"],
    ],
    ids=" ".join,
)
def test_no_folder_is_invented(
    run: Run, invented_directory: Path, tmp_path: Path, arguments: list[str]
) -> None:
    """A folder that is not there is named in one message, alike by every command that writes."""
    words = [word.replace("nowhere", f"{tmp_path}/nowhere") for word in arguments]
    done = run(*words, store=invented_directory)
    assert (done.returncode, f"there is no folder {tmp_path}/nowhere." in done.stderr) == (1, True)
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "nowhere").exists()
