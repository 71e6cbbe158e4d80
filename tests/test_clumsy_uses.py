"""Whoever types what seems natural is answered, or led to what they meant, without a traceback."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Run

import peelgraph

SENTENCE = "question 3, Supporting vulnerable victims, paragraph 8, sentence 4"
COMMAND = str(ROOT / "peelgraph.py")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["search", "demand", "hub"], "unit:cambridgeshire-demand-hub"),
        (["find", "hubs"], "demand hub"),
        (["find", "laws"], "domestic violence disclosure scheme"),
        (["find", "PNC"], "system:police-national-computer"),
        (["find", SENTENCE], "Sentence"),
        (["show", "finding:marac-well-attended"], "well represented"),
        (["show", SENTENCE], "States"),
        (["show", "Police National Computer (PNC)"], "Police National Computer"),
        (["cite", "finding:marac-well-attended"], SENTENCE),
        (["cite", SENTENCE], "Voice: inspectorate."),
        (["path", "METHUBs", "mash"], "works with"),
        (["path", "finding:marac-well-attended", "MASH"], "is about"),
        (["compare", "domestic abuse", "--format", "csv"], "percentage points higher"),
        (["ask", "domestic", "abuse"], "name,question"),
        (["ask", "partners-of-unit", "unit=METHUBs"], "neighbourhood officers"),
        (["analyze", "degree", "--top", "1"], "label,id"),
        (["ask", "unit=METHUBs", "partners-of-unit"], "neighbourhood officers"),
        (["ask", "Partners_Of_Unit", "unit=methub"], "neighbourhood officers"),
        (["ask", "everything-about-theme", "theme=armed policing"], "area for improvement"),
        (["show", "armed policing"], "theme:armed-policing"),
        (["help", "find"], "Usage: peelgraph find"),
        (["help"], "Commands:"),
        (["-v"], "peelgraph "),
        (["version"], "peelgraph "),
        (["SHOW", "methub"], "missing, exploited and trafficked team"),
        (["show", "'METHUB'"], "missing, exploited and trafficked team"),
        (["show", "the METHUB."], "missing, exploited and trafficked team"),
        (["show", "multi-agency\nsafeguarding  hub"], "MASH"),
        (["path", "from", "METHUB", "to", "MASH"], "works with"),
        (["path", "METHUB -> MASH"], "works with"),
        (["ask", "partners-of-unit", "Unit = METHUB"], "neighbourhood officers"),
        (["find", "investigation quality"], "theme:investigation-quality"),
    ],
)
def test_what_seems_natural_works(
    run: Run, real_directory: Path, words: list[str], says: str
) -> None:
    """Other names of commands, plurals, acronyms, places and ids as tables print them."""
    done = run(*words, store=real_directory)
    assert (done.returncode, says in done.stdout) == (0, True), done


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["fnd", "MASH"], 2, "Did you mean find?"),
        (["find", " "], 1, "no words to look for"),
        (["frobnicate"], 2, "`peelgraph help` lists all commands"),
        (["METHUB", "show"], 2, "as in `peelgraph show METHUB`"),
        (["--store", "x", "show", "METHUB"], 2, "Options stand behind their command"),
        (["show", ""], 1, "the name is empty"),
        (["query", ""], 1, "the query is empty"),
        (["query", "?s peel:worksWith ?o"], 1, "does not begin with “?s”"),
        (["query", "{ ?s ?p ?o }"], 1, "does not begin with “{”"),
        (["ask", "partners-of-unit", "METHUB"], 1, "Write unit=METHUB."),
        (["load", ".", "--store", "x"], 1, "is a folder. Name the files in it."),
        (["show"], 2, "Missing argument 'THING...'"),
        (["show", "finding:no-such"], 1, "nothing is called"),
        (["show", "unit:cambridgeshire-meth"], 1, "Did you mean: unit:cambridgeshire-methub ("),
        (["show", "cambridgeshire-methub"], 1, "Did you mean: unit:cambridgeshire-methub ("),
        (["path", "METHUB"], 2, "path needs two names, not 1. A name of several words"),
        (["path", "demand", "hub", "MASH"], 2, 'as in `peelgraph path METHUB "demand hub"`'),
        (["compare", "catching criminals"], 1, "Choose one: theme:catching-criminals"),
        (["path", "Bedfordshire", "METHUB"], 1, "force:bedfordshire (Bedfordshire Police)"),
        (["cite", "armed policing"], 1, "Choose one: theme:armed-policing"),
        (["ask", "partners-of-unit", "unit", "METHUB"], 1, "Write unit=METHUB."),
        (["map", "METHUB"], 1, "`peelgraph map ego --about NAME`"),
        (["query", "who works with METHUB?"], 1, "are for `peelgraph ask`"),
        (["query", "SELECT ?a { ?a worksWith ?b }"], 1, "as in peel:worksWith"),
        (["query", "SELECT ?a { :METHUB ?p ?a }"], 1, "“:METHUB” has no prefix"),
        (["query", "SELECT COUNT(*) { ?s ?p ?o }"], 1, "write (COUNT(*) AS ?value)"),
        (["show", "METHUB", "--section", "figures"], 1, "It has relations, findings."),
        (["show", "METHUB", "--section", "findings", "--format", "md"], 2, "for --format text"),
        (["compare", "METHUB"], 1, "the graph holds no figure of"),
        (["ask", "shared-partners", "first=MASH"], 1, "also needs second"),
        (["map", "path", "--from", "MASH", "--to", "rural crime action team"], 1, "only the force"),
        (["query", "SELECT * { <MASH> ?p ?o }"], 1, "<MASH> is a relative IRI"),
        (["query", "SELECT ?g { GRAPH ?g { SELECT ?a { ?a ?b ?c } } }"], 1, "would lose ?g"),
    ],
)
def test_what_cannot_work_leads_somewhere(
    run: Run, real_directory: Path, words: list[str], code: int, says: str
) -> None:
    """One message says what is wrong and what to do."""
    done = run(*words, store=real_directory)
    assert (done.returncode, says in done.stderr, "Traceback" in done.stderr) == (
        code,
        True,
        False,
    ), done


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ('SELECT ?x { ?x rdfs:label "MASH" }', 'skos:altLabel "MASH"@en'),
        ("SELECT ?x { ?x peel:value 14 }", "14.0"),
        ("SELECT ?x { ?x peel:workWith ?y }", "did you mean peel:worksWith"),
        ("SELECT ?foo { ?x peel:worksWith ?y }", "?foo never has a value"),
        ("SELECT ?x { ?x a peel:Unit ; peel:grade ?g }", "nothing has both"),
    ],
)
def test_a_query_that_gives_nothing_says_why(
    run: Run, real_directory: Path, query: str, says: str
) -> None:
    """On the error channel of the command, and in Python as remarks and warnings."""
    done = run("query", query, store=real_directory)
    assert (done.returncode, says in done.stderr) == (0, True), done
    kg = peelgraph.open(real_directory)
    with pytest.warns(UserWarning, match=re.escape(says)):
        rows = kg.query(query)
    assert says in rows.remarks[0]


def test_a_question_says_when_it_is_its_example(real_directory: Path) -> None:
    """In Python, keywords are values, and the example is no answer in disguise."""
    kg = peelgraph.open(real_directory)
    assert kg.ask("partners-of-unit", unit="METHUB").remarks == ()
    with pytest.warns(UserWarning, match="this is the example; in full: peelgraph ask timeline"):
        kg.ask("timeline")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "latin-1", "utf-16", "ascii:strict"])
def test_no_encoding_breaks_a_command(real_directory: Path, encoding: str) -> None:
    """What an encoding lacks is escaped."""
    for words in (["path", "METHUB", "MASH"], ["find", "hub", "--format", "table"]):
        done = subprocess.run(
            [sys.executable, COMMAND, *words, "--store", str(real_directory)],
            capture_output=True,
            env={**os.environ, "PYTHONIOENCODING": encoding, "LC_ALL": "C"},
            check=False,
        )
        assert (done.returncode, b"Traceback" in done.stderr) == (0, False), done


def _typed(words: list[str], store: Path, **environment: str) -> str:
    """Return what a command prints to a terminal of 60 columns."""
    master, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, COMMAND, *words, "--store", str(store)],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env={**os.environ, "COLUMNS": "60", "TERM": "xterm", "PAGER": "cat", **environment},
    ):
        os.close(terminal)
        output = b""
        while chunk := _read(master):
            output += chunk
    os.close(master)
    return output.decode().replace("\r\n", "\n")


def _read(master: int) -> bytes:
    try:
        return os.read(master, 65_536)
    except OSError:  # the other end is closed
        return b""


def test_show_is_short_in_a_terminal(real_directory: Path) -> None:
    """Sections come with their numbers, without addresses; --links and --section have the rest."""
    short = _typed(["show", "METHUB"], real_directory)
    assert "Relations (17)" in short
    assert "12 more: --section relations" in short
    assert "http" not in short
    long = _typed(["show", "METHUB", "--section", "relations", "--links"], real_directory)
    assert "more: --section" not in long
    assert "#:~:text=" in long


def test_long_output_goes_through_the_pager(real_directory: Path) -> None:
    """PAGER names the program, which gets what the terminal would."""
    text = _typed(["show", "METHUB"], real_directory, PAGER="sed s/METHUB/PAGED/")
    assert "also called PAGED" in text
    assert "Relations (17)" in text


def test_colours_go_where_none_are_wanted(real_directory: Path) -> None:
    """NO_COLOR holds in a terminal too; tables fit it and no id is cut."""
    plain = _typed(["find", "hub"], real_directory, NO_COLOR="1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", plain)
    assert "unit:cambridgeshire-demand-hub" in plain
    assert "\u2026" not in plain
    table = _typed(["ask", "--kind", "conflict"], real_directory, NO_COLOR="1")
    lines = re.sub(r"\x1b\[[0-9;]*m", "", table).splitlines()
    assert max(map(len, lines)) <= 60
    assert "conflicts-in-source" in table
