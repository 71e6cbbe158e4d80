"""The list of commands: complete, in order, loaded one by one, fast to start."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import INVENTED, INVENTED_DATA, ROOT, Run

from graph.cli.commands import COMMANDS, SYNONYMS, all_commands

ALONE = [  # options that do not go together, with words of the message
    ("export -o OUT.ttl --format nq", "the suffix of OUT.ttl names its format"),
    ("export -o OUT.nq --evidence", "--evidence is for formats of triples"),
    ("query ASK{} -o OUT.csv --format csv", "The suffix of OUT.csv names its format"),
    ("ask --format xml", "--format xml is for answers"),
    ("check OUT.ttl --coverage", "go together, without the other options"),
    ("check --format csv", "--format goes with --coverage"),
    ("path YH METHUB --source OUT.txt --format csv", "--source goes with --format text or json"),
    ("check OUT.ttl --format csv", "go together, without the other options"),
    ("check --names", "--names goes with --source"),
    ("find hub --raw --format json", "--raw is for csv and tsv, not for json"),
    ("path YH METHUB --raw", "--raw is for csv and tsv, not for text"),
    ("query ASK{} --raw -o OUT.json", "--raw is for csv and tsv, not for json"),
    ("analyse degree --raw --format md", "--raw is for csv and tsv, not for md"),
    ("ask partners-of-unit --raw --format xml", "--raw is for csv and tsv, not for xml"),
    ("site --data OUT.txt -o OUT.html", "--data goes with --with"),
    ("map units --format csv -o OUT.svg", "--format is for the list of maps"),
]
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


@pytest.mark.parametrize(
    ("words", "needless"),
    [
        (("-c", "import peelgraph"), {"dataclasses", "pathlib", "re", "typing"}),
        (("-m", "peelgraph", "--help"), {"graph.errors", "graph.queries", "hashlib", "json"}),
        (
            ("-m", "peelgraph", "query", "SELECT ?x { ?x a peel:Force }"),
            {
                "dataclasses",
                "decimal",
                "difflib",
                "secrets",
                "shutil",
                "xml.parsers.expat",
                "rich",
                "rdflib",
            }
            | {"graph.queries", "graph.serialize.rdf", "graph.export.formats"},
        ),
    ],
)
def test_little_is_loaded_before_an_answer(
    invented_directory: Path, words: tuple[str, ...], needless: set[str]
) -> None:
    """Neither the command nor the process of its work loads a module that the answer does not need."""
    environment = {"PEELGRAPH_STORE": str(invented_directory), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *words],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
        check=True,
    )
    modules = set(re.findall(r"\| +(\S+)$", done.stderr, re.MULTILINE))
    assert "peelgraph" in modules or "graph.cli.commands" in modules
    assert needless & modules == set()


def test_the_order_of_commands_is_complete(run: Run) -> None:
    """The list of commands that other tests go through is the list that the help shows."""
    listed = re.findall(
        r"^  (\w+)  +\w", run("--help").stdout.partition("Commands:")[2], re.MULTILINE
    )
    assert sorted(listed) == sorted(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(run: Run, command: str) -> None:
    """--help shows how the command is used."""
    done = run(command, "--help")
    assert (done.returncode, f"peelgraph {command}" in done.stdout, "Example" in done.stdout) == (
        0,
        True,
        True,
    )


def test_each_command_has_its_name() -> None:
    """A command is found under the name that it has itself."""
    assert {name: command.name for name, command in all_commands().items()} == {
        name: name for name in COMMANDS
    }


def test_the_version_and_the_list_load_no_command() -> None:
    """Only the module of the command that is used is loaded; for the version and the list, none."""
    modules_of_commands = {entry.module for entry in COMMANDS.values()}
    code = (
        "import sys, peelgraph\n"
        "try: peelgraph.main()\n"
        "except SystemExit: pass\n"
        f"print(sorted({modules_of_commands!r} & set(sys.modules)))"
    )
    for words, modules in (
        (["--version"], []),
        (["--help"], []),
        (["compare", "--help"], ["graph.cli.connections"]),
    ):
        done = subprocess.run(
            [sys.executable, "-c", code, *words],
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=True,
        )
        assert done.stdout.splitlines()[-1] == str(modules)


@pytest.mark.parametrize(
    ("words", "start"),
    [
        (("--version", "--help"), "peelgraph "),
        (("-V", "-h"), "peelgraph "),
        (("--help", "--version"), "Usage: "),
        (("--version", "build"), "peelgraph "),
    ],
)
def test_version_and_help_go_before_anything_else(
    run: Run, words: tuple[str, ...], start: str
) -> None:
    """Of `--version` and `--help`, the one that stands first is answered, and no command runs."""
    done = run(*words)
    assert (done.returncode, done.stdout.startswith(start), done.stderr) == (0, True, "")


def test_the_list_of_commands_says_what_their_help_says() -> None:
    """Each command is summed up in the list by the first paragraph of its own help."""
    paragraphs = {
        name: " ".join((command.help or "").partition("\n\n")[0].split())
        for name, command in all_commands().items()
    }
    assert paragraphs == {name: entry.summary for name, entry in COMMANDS.items()}


def test_no_summary_is_cut_in_the_list_of_commands(run: Run) -> None:
    """In a terminal of 80 columns, the list of commands has each summary to its end."""
    listed = run("--help").stdout.partition("Commands:")[2]
    assert [name for name, entry in COMMANDS.items() if entry.summary not in listed] == []


def test_an_unknown_command_is_wrong_usage(run: Run) -> None:
    """The message names the word, and the exit code is that of wrong usage."""
    done = run("nothing")
    assert (done.returncode, "“nothing”" in done.stderr) == (2, True)


def test_synonyms_lead_to_commands_and_hide_none() -> None:
    """Each other name leads to a command; no command has the name of another one."""
    assert set(SYNONYMS.values()) <= set(COMMANDS)
    assert not set(SYNONYMS) & set(COMMANDS)


def test_a_file_without_a_suffix_is_refused_for_that(run: Run) -> None:
    """An option that goes with some formats does not hide that no format is named."""
    done = run("query", "ASK {}", "--raw", "-o", "OUT")
    assert done.returncode == 1
    assert "OUT: no format of answers has this suffix" in done.stderr


@pytest.mark.parametrize(("call", "words"), ALONE, ids=[call for call, _ in ALONE])
def test_options_that_do_not_go_together_are_refused(
    run: Run, tmp_path: Path, call: str, words: str
) -> None:
    """The message says which option goes with what, before a store is looked for; nothing is written."""
    (tmp_path / "OUT.txt").touch()
    (tmp_path / "OUT.ttl").touch()
    done = run(*call.split(), cwd=tmp_path)
    assert done.returncode == 2
    assert words in " ".join(done.stderr.split())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["OUT.ttl", "OUT.txt"]
    assert (tmp_path / "OUT.ttl").read_bytes() == b""
