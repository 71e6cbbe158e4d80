"""The command as a user meets it: a process, its output, its exit code."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import INVENTED, INVENTED_DATA, ROOT, Run

from graph.cli.group import ORDER

HEAVY = ("rdflib", "networkx", "pyvis", "pyshacl", "numpy", "lxml", "rich", "jinja2")


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (["--help"], ()),
        (["query", "--help"], ()),
        (["build", "--data", str(INVENTED_DATA)], ()),
        (["query", "SELECT ?x { ?x a peel:Force }"], ()),
        (["export", "-o", "OUT.ttl"], ()),
        (["read", str(INVENTED), "-o", "OUT.ttl"], ()),
        (["map", "--help"], ()),
    ],
)
def test_no_command_imports_what_it_does_not_use(
    invented_directory: Path, tmp_path: Path, arguments: list[str], allowed: tuple[str, ...]
) -> None:
    """Start-up stays fast: heavy libraries are loaded only on the path that needs them."""
    code = (
        "import sys, peelgraph\n"
        "try: peelgraph.main()\n"
        "except SystemExit as stop: assert stop.code in (0, None), stop.code\n"
        f"print('LOADED', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    words = [word.replace("OUT", str(tmp_path / "out")) for word in arguments]
    environment = {"PEELGRAPH_STORE": str(invented_directory), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
        check=True,
    )
    loaded = done.stdout.rpartition("LOADED ")[2].strip()
    assert loaded == str([name for name in HEAVY if name in allowed])


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


def test_any_rdf_can_be_loaded_as_it_is(run: Run, tmp_path: Path) -> None:
    """Files go into a store of their own, one beside the other, default and named graphs kept."""
    (tmp_path / "a.ttl").write_text("<urn:a> <urn:b> 1 .", "utf-8")
    (tmp_path / "b.nq").write_text("<urn:a> <urn:b> <urn:c> <urn:g> .\n", "utf-8")
    mine = tmp_path / "mine"
    assert run("load", tmp_path / "a.ttl", "--store", mine).returncode == 0
    assert run("load", tmp_path / "b.nq", "--store", mine).returncode == 0
    everything = run(
        "query",
        "SELECT ?g ?o { { <urn:a> <urn:b> ?o } UNION { GRAPH ?g { <urn:a> <urn:b> ?o } } } ORDER BY ?g",
        store=mine,
    )
    assert everything.stdout.splitlines() == ["g,o", ",1", "urn:g,urn:c"]


def test_reading_writes_the_skeleton(run: Run, tmp_path: Path) -> None:
    """Read finds the report's folder by itself and says what it found."""
    done = run(
        "read", INVENTED, "--data", tmp_path, "--address", "https://example.org/exampleshire/"
    )
    assert "5 sections with 14 sentences" in done.stdout
    name = "exampleshire-2018-19-effectiveness/report.ttl"
    assert (tmp_path / name).read_bytes() == (INVENTED_DATA / name).read_bytes()


def test_loaded_files_are_not_mixed_up_or_lost(run: Run, tmp_path: Path) -> None:
    """Blank nodes of two files stay two; what was loaded is not overwritten by a build unless that is forced; names are found."""
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


def test_devices_and_folders_are_not_replaced(
    run: Run, invented_directory: Path, tmp_path: Path
) -> None:
    """A folder is refused, a device is written to, permissions are kept, and nothing is left behind."""
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


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ["-o", "x.graphml", "--about", "river team"],
            "--about is for RDF, and x.graphml will hold networks",
        ),
        (["-o", "x.csv", "--no-inferred"], "--no-inferred is for RDF"),
        (["-o", "x.ttl", "--network", "partnerships"], "--network is for networks"),
        (["-o", "x.ttl", "--table", "figures"], "--table is for tables"),
        (["-o", "x.ttl", "--hops", "2"], "--hops goes with --about"),
        (["-o", "-"], "not to standard output"),
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


def test_the_order_of_commands_is_complete(run: Run) -> None:
    """The list of commands that other tests go through is the list that the help shows."""
    listed = re.findall(
        r"^  (\w+)  +\w", run("--help").stdout.partition("Commands:")[2], re.MULTILINE
    )
    assert sorted(listed) == sorted(ORDER)


def test_without_a_store_the_way_to_one_is_shown(run: Run) -> None:
    """The first query before any build leads to the build."""
    done = run("query", "ASK {}")
    assert (done.returncode, "peelgraph build" in done.stderr) == (1, True)


def test_a_closed_pipe_is_silent(real_directory: Path) -> None:
    """`peelgraph query ... | head` ends without a traceback."""
    command = f"{sys.executable} {ROOT / 'peelgraph.py'} query 'SELECT * {{ ?s ?p ?o }}' --store {real_directory} | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (sorted(done.stdout.strip()), done.stderr) == (sorted("s,p,o"), "")


@pytest.mark.parametrize("command", ORDER)
def test_every_command_has_help_with_an_example(run: Run, command: str) -> None:
    """--help shows how the command is used."""
    done = run(command, "--help")
    assert (done.returncode, f"peelgraph {command}" in done.stdout, "Example" in done.stdout) == (
        0,
        True,
        True,
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


def test_paths_are_clean_data(run: Run, invented_directory: Path) -> None:
    """A path comes as JSON: hops with names, IRIs, words, and sentences with place, voices, address and, from the source, their text."""
    told = json.loads(
        run(
            "path",
            "river team",
            "angling trust",
            "--format",
            "json",
            "--source",
            INVENTED,
            store=invented_directory,
        ).stdout
    )
    assert told["one"] == {
        "iri": "https://w3id.org/peelgraph/id/unit/exampleshire-river-team",
        "name": "river team",
    }
    (hop,) = told["shortest"]
    assert (hop["one"], hop["other"]) == (told["one"], told["other"])
    assert [link["words"] for link in hop["links"]] == ["works with"]
    sentence = hop["links"][0]["sentences"][0]
    assert set(sentence) == {"iri", "place", "voices", "address", "text"}
    assert " ".join(sentence["text"].split()) in " ".join(INVENTED.read_text("utf-8").split())
    plain = json.loads(
        run(
            "path", "river team", "angling trust", "--format", "json", store=invented_directory
        ).stdout
    )
    assert "text" not in plain["shortest"][0]["links"][0]["sentences"][0]


def test_a_missing_path_is_data_too(run: Run, real_directory: Path) -> None:
    """Where nothing connects two things, both paths are empty lists."""
    told = json.loads(
        run("path", "Essex Police", "MASH", "--format", "json", store=real_directory).stdout
    )
    assert (told["shortest"], told["best_supported"]) == ([], [])
    assert told["one"]["name"] == "Essex Police"


def test_texts_of_sentences_go_with_the_data(run: Run, invented_directory: Path) -> None:
    """With a source, JSON holds each sentence's text beside its place; formats that could not hold it are refused."""
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
        assert "--source goes with --format md or json" in done.stderr
