"""Text from data stays text in every output: no terminal is steered, nothing runs, no formula is computed, no link leads astray."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from conftest import ROOT, Run, page_data
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from markdown_it import MarkdownIt

import peelgraph
from benchmarks.bad_inputs import HOSTILE, hostile_store
from graph import escape
from graph.analyse import formats
from graph.analyse.analyses.catalogue import run_analysis
from graph.analyse.settings import Settings
from graph.store import Literal, NamedNode, Quad, Store, open_current, store_in_memory
from graph.store_writer import store_writer
from viz.pages.analysis import analysis_page

STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
CALLS = [
    ["find", "river"], ["find", "river", "--format", "json"], ["find", "river", "--format", "table"],
    ["show", "unit:exampleshire-river-team"], *(["show", "unit:exampleshire-river-team", "--format", form] for form in ("json", "ttl", "nt", "jsonld")),
    ["ask"], ["ask", "belongs-to"], *(["ask", "belongs-to", "--format", form] for form in ("table", "tsv", "json")), ["ask", "belongs-to", "--describe"],
    ["path", "unit:exampleshire-river-team", "unit:nowhere"], ["compare"], ["compare", "--format", "json"],
    ["query", "SELECT * { ?s rdfs:label ?o }"], *(["query", "SELECT * { ?s rdfs:label ?o }", "--format", form] for form in ("table", "tsv", "json")),
    *(["query", "CONSTRUCT WHERE { ?s rdfs:label ?o }", "--format", form] for form in ("ttl", "nt", "jsonld")),
    *(["analyse", "degree", "--format", form] for form in ("table", "csv", "json", "md")),
    ["diff", "STORE", "REAL", "--format", "json"], ["diff", "STORE", "REAL"], ["diff", "STORE", "REAL", "--format", "patch"],
    ["query", "SELECT \x1b[31m \u202e"], ["find", "\x1b]0;x\x07 \u202e"], ["show", "\x9b31m"], ["map", "\x1b[31m"],
    ["ask", "belongs-to", "\x1b[31m=x"], ["load", "\x1b[31m.ttl", "--store", "x"], ["\x1b[31m"],
    ["export", "-o", "/nowhere/\u202e\x1b.docx"], ["find", "--\x1b[31m\u202e"],
]  # fmt: skip


@pytest.fixture(scope="module")
def hostile_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which every text is hostile, and every address of a page a script."""
    directory = tmp_path_factory.mktemp("hostile") / "store"
    hostile_store(directory)
    return directory


@pytest.fixture(scope="module")
def hostile(hostile_directory: Path) -> Store:
    """That store, opened."""
    return open_current(hostile_directory)


def test_every_steering_character_is_known() -> None:
    """All controls, formats, separators and half pairs that Python knows are replaced, but for line feed and tab."""
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        if (
            unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")
            and character not in "\n\t"
        ):
            assert escape.terminal_text(character) == "\ufffd", hex(code)


@pytest.mark.parametrize(
    "call", CALLS, ids=lambda call: " ".join(call).encode("unicode_escape").decode()[:40]
)
def test_no_output_steers_a_terminal(
    run: Run, hostile_directory: Path, invented_directory: Path, call: list[str]
) -> None:
    """Answers, tables, data and messages hold no control or bidirectional character, whatever the data or the question hold."""
    words = [
        {"STORE": str(hostile_directory), "REAL": str(invented_directory)}.get(word, word)
        for word in call
    ]
    done = run(*words, store=hostile_directory)
    assert not STEERING.search(done.stdout + done.stderr), done
    assert "Traceback" not in done.stderr
    assert "unforeseen" not in done.stderr
    if call[-1] in ("json", "jsonld") and not done.returncode:
        json.loads(done.stdout)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_offers_no_control_characters(tmp_path: Path, shell: str) -> None:
    """A name with an escape or a line break neither steers the terminal nor adds an offer."""
    label = "team\n\x1b]0;x\x07plain,evil\u202e"
    quads = [
        Quad(NamedNode("https://w3id.org/peelgraph/id/unit/x"), NamedNode(link), value)
        for link, value in (
            (
                "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
                NamedNode("https://w3id.org/peelgraph/ontology#Unit"),
            ),
            ("http://www.w3.org/2000/01/rdf-schema#label", Literal(label)),
        )
    ]
    from graph.load.build import write_companions

    with store_writer(tmp_path) as writer:
        writer.replace(
            lambda store: store.bulk_extend(quads), note={"loaded": []}, finish=write_companions
        )
    typed = {
        "COMP_WORDS": "peelgraph show unit:",
        "COMP_CWORD": "unit:" if shell == "fish" else "2",
        "PEELGRAPH_STORE": str(tmp_path),
    }
    environment = {**os.environ, **typed, "_PEELGRAPH_COMPLETE": f"{shell}_complete"}
    done = subprocess.run(
        [sys.executable, str(ROOT / "peelgraph.py")],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert "unit:x" in done.stdout.replace("\\", "")
    assert not STEERING.search(done.stdout)
    assert len(done.stdout.splitlines()) == {"bash": 1, "zsh": 3, "fish": 1}[shell]


def _rendered(markdown: str) -> str:
    """Render Markdown as a notebook or a forge does, with its HTML and its tables."""
    return str(
        MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(markdown)
    )


def _elements(tree: etree._Element, path: str) -> list[etree._Element]:
    found = tree.xpath(path)
    assert isinstance(found, list)
    return [element for element in found if isinstance(element, etree._Element)]


def _texts(tree: etree._Element, path: str) -> list[str]:
    found = tree.xpath(path)
    assert isinstance(found, list)
    return [str(text) for text in found]


def _is_harmless(page_of: str) -> None:
    tree = html.fromstring(page_of)
    assert not _elements(tree, "//img | //iframe | //object | //*[@onerror] | //del | //s")
    for address in [*_texts(tree, "//@href"), *_texts(tree, "//@src")]:
        assert re.match(r"https?://", address), address


def test_markdown_of_a_hostile_thing_renders_as_text(
    hostile: Store, hostile_directory: Path
) -> None:
    """Names, relation words, kinds, voices, facts and places of sentences become neither markup, nor scripts, nor links."""
    kg = peelgraph.KnowledgeGraph(hostile_directory, hostile)
    for thing in ("unit:exampleshire-river-team", "force:exampleshire", "theme:organised-crime"):
        rendered = _rendered(kg.thing(thing).markdown())
        _is_harmless(rendered)
        tree = html.fromstring(rendered)
        assert not _elements(tree, "//script | //a")
        assert "<script>alert(3)</script>" in "".join(map(str, tree.itertext()))
        _is_harmless(kg.thing(thing)._repr_html_())
    _is_harmless(_rendered(formats.as_markdown(run_analysis(hostile, "degree", Settings()))))


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="<>[]()*_`!#&;:|~$\\/\"'=-+.{}ab1 \n\t", max_size=60))
def test_any_text_stays_text_in_markdown(text: str) -> None:
    """A reader of the rendered page sees the very text, wherever it stands in a line of ours."""
    line = " ".join(text.split())
    for before, selector in (
        ("# ", "//h1"),
        ("- ", "//li"),
        ("- x **", "//strong"),
        ("| a |\n| --- |\n| ", "//td"),
    ):
        after = "**" if "**" in before else " |" if "|" in before else ""
        tree = html.fragment_fromstring(
            _rendered(f"{before}{escape.markdown_text(text)}{after}"), create_parent="div"
        )
        assert not _elements(
            tree,
            "//*[not(self::div or self::h1 or self::ul or self::li or self::p or self::strong or starts-with(name(), 't'))]",
        )
        if line and "**" not in before:
            assert "".join(
                "".join(map(str, _elements(tree, selector)[0].itertext())).split()
            ) == "".join(line.split())


def test_spreadsheets_compute_nothing(run: Run, tmp_path: Path) -> None:
    """In csv and tsv an apostrophe stands before what would be a formula, numbers stay numbers, and --raw leaves all as it is."""
    texts = ["=1+1", "+a", "-a", "@x", "\t=1", "\r=1", " =1", "plain", "-5"]
    terms = [*map(Literal, texts), Literal(-5), Literal(-1.5)]
    with store_writer(tmp_path / "store") as writer:
        writer.replace(
            lambda s: s.bulk_extend(
                Quad(NamedNode(f"urn:{n:02}"), NamedNode("urn:p"), t) for n, t in enumerate(terms)
            ),
            note={"loaded": []},
        )
    query = "SELECT ?o { ?s <urn:p> ?o } ORDER BY ?s"
    cells = [
        row[0]
        for row in csv.reader(
            io.StringIO(run("query", query, "--format", "csv").stdout, newline="")
        )
    ][1:]
    assert [cell.startswith("'") for cell in cells] == [True] * 7 + [False] * 4
    assert cells[7:9] == ["plain", "-5"]
    tsv = run("query", query, "--format", "tsv").stdout.splitlines()[1:]
    assert [line.startswith("\"'") for line in tsv] == [True] * 7 + [False] * 2 + [False] * 2
    assert tsv[9] == "-5"
    raw = [
        row[0]
        for row in csv.reader(
            io.StringIO(run("query", query, "--format", "csv", "--raw").stdout, newline="")
        )
    ][1:]
    assert raw[:4] == texts[:4]
    assert run("query", query, "--format", "tsv", "--raw").stdout.splitlines()[1] == '"=1+1"'


@pytest.mark.parametrize(
    "call", [["find", "river"], ["ask", "findings-and-figures-by-voice"], ["analyse", "degree"]]
)
def test_every_csv_is_free_of_formulas(
    run: Run, tmp_path: Path, invented_directory: Path, call: list[str]
) -> None:
    """Find, ask and analyse share one way, with one way out of it."""
    store = tmp_path / "store"
    spoiled = [
        Quad(q.subject, q.predicate, Literal(f"=river {q.object.value}"), q.graph_name)
        if isinstance(q.object, Literal) and q.object.language
        else q
        for q in open_current(invented_directory)
    ]
    from graph.load.build import write_companions

    whole = store_in_memory(spoiled)
    with store_writer(store) as writer:
        writer.replace(
            lambda target: target.bulk_extend(spoiled),
            note={"loaded": []},
            finish=lambda folder, _: write_companions(folder, whole),
        )
    rows = list(csv.reader(io.StringIO(run(*call).stdout)))[1:]
    assert rows
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "@", "+"))]
    assert [cell for row in rows for cell in row if cell.startswith("'=")]
    raw = list(csv.reader(io.StringIO(run(*call, "--raw").stdout)))[1:]
    assert [cell for row in raw for cell in row if cell.startswith("=")]


def test_tables_are_free_of_formulas_unless_raw(
    run: Run, tmp_path: Path, hostile_directory: Path
) -> None:
    """All tables of an export defuse their cells in the same way; --raw is for tables alone."""
    assert run("export", "-o", tmp_path / "tables", store=hostile_directory).returncode == 0
    paths = list((tmp_path / "tables").glob("*.csv"))
    assert len(paths) > 5
    for path in paths:
        for row in csv.reader(io.StringIO(path.read_text("utf-8"), newline="")):
            assert not [cell for cell in row if escape.csv_cell(cell) != cell]
            assert not STEERING.search("".join(row))
    assert (
        run(
            "export",
            "-o",
            tmp_path / "x.csv",
            "--table",
            "things",
            "--raw",
            store=hostile_directory,
        ).returncode
        == 0
    )
    assert "\x1b" in (tmp_path / "x.csv").read_text("utf-8")
    assert run("export", "-o", tmp_path / "x.ttl", "--raw", store=hostile_directory).returncode == 2


@pytest.mark.parametrize("suffix", [".graphml", ".gexf"])
def test_networks_are_xml_whatever_the_words_hold(
    run: Run, tmp_path: Path, hostile_directory: Path, suffix: str
) -> None:
    """Characters that XML cannot hold are replaced in names and in the words of relations."""
    assert run("export", "-o", tmp_path / f"x{suffix}", store=hostile_directory).returncode == 0
    tree = etree.fromstring((tmp_path / f"x{suffix}").read_bytes())
    assert "\ufffd" in etree.tostring(tree, encoding="unicode")


def test_rdf_xml_and_results_refuse_what_xml_cannot_hold(
    run: Run, tmp_path: Path, hostile_directory: Path
) -> None:
    """Data are not changed on the way out: the format is refused, and another is named."""
    done = run("export", "-o", tmp_path / "x.rdf", store=hostile_directory)
    assert (done.returncode, "XML cannot hold" in done.stderr, (tmp_path / "x.rdf").exists()) == (
        1,
        True,
        False,
    )
    asked = run(
        "query", "SELECT ?o { ?s rdfs:label ?o }", "--format", "xml", store=hostile_directory
    )
    assert (asked.returncode, "Use --format json" in asked.stderr, asked.stdout) == (1, True, "")
    named = run(
        "query", "SELECT ('a\u202e\u009b' AS ?o) {}", "--format", "xml", store=hostile_directory
    )
    assert _texts(
        etree.fromstring(named.stdout.encode()), "//*[local-name()='literal']/text()"
    ) == ["a\u202e\u009b"]


@pytest.mark.parametrize(
    "name",
    ["partnerships.html", "partnerships.svg", "figures.html", "timeline.html", "findings.html"],
)
def test_no_page_links_to_a_script(
    run: Run, tmp_path: Path, hostile_directory: Path, name: str
) -> None:
    """Only addresses of the web, and places on the page itself, are links."""
    done = run("map", name.partition(".")[0], "-o", tmp_path / name, store=hostile_directory)
    if done.returncode:
        assert "left" in done.stderr or "no " in done.stderr
        return
    is_picture = name.endswith(".svg")
    _is_harmless_page((tmp_path / name).read_text("utf-8"), is_xml=is_picture)
    if not is_picture:
        sentences = page_data(tmp_path / name)["sentences"]
        addresses = [sentences["page"] + address for address in sentences["address"] if address]
        assert all(re.match("https?://", address) for address in addresses)


def test_the_analysis_page_links_to_no_script(hostile: Store) -> None:
    """Where an address is not one of the web, the sentence is named without a link."""
    text = analysis_page(hostile)
    assert "javascript:alert(5)" not in text
    _is_harmless_page(text, is_xml=False)


def _is_harmless_page(text: str, *, is_xml: bool) -> None:
    tree = etree.fromstring(text.encode()) if is_xml else html.fromstring(text)
    addresses = [
        *_texts(tree, "//@*[local-name()='href']"),
        *_texts(tree, "//@src"),
        *_texts(tree, "//@action"),
    ]
    assert not [
        address for address in addresses if not re.match(r"https?://|#|data:image/", address)
    ]
    assert not _elements(tree, "//*[local-name()='img'][@onerror]")
    for script in _elements(tree, "//*[local-name()='script'][not(@type='application/json')]"):
        assert "alert(3)" not in (script.text or "")


def test_hostile_words_are_in_the_store(hostile: Store) -> None:
    """The tests above would fail if nothing were escaped."""
    values = [quad.object.value for quad in hostile if isinstance(quad.object, Literal)]
    assert sum(HOSTILE in value for value in values) > 100
    assert (
        NamedNode("javascript:alert(5)") in {quad.object for quad in hostile}
        or "javascript:alert(4)" in values
    )
