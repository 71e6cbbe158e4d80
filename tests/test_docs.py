"""The documentation: its examples run, and every command is described."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Run

from docs import notebook, ontology_page
from graph.query.answers import format_answer
from graph.query.sparql import answer_query
from graph.store import Store

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def _blocks(language: str) -> list[tuple[str, str]]:
    found = []
    for page in PAGES:
        blocks = re.findall(rf"```{language}\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
        found += [(f"{page.name} {number}", block) for number, block in enumerate(blocks, start=1)]
    return found


@pytest.mark.parametrize(
    "block", [b for _, b in _blocks("sparql")], ids=[n for n, _ in _blocks("sparql")]
)
def test_every_query_in_the_docs_has_an_answer(real: Store, block: str) -> None:
    """A query that is shown runs on the real report and finds something."""
    assert format_answer(answer_query(real, block), "csv").count("\n") > 1


@pytest.mark.parametrize(
    "block", [b for _, b in _blocks("console")], ids=[n for n, _ in _blocks("console")]
)
def test_every_command_in_the_docs_runs(run: Run, real_directory: Path, block: str) -> None:
    """A command ends well and prints what stands below it, or something where nothing does."""
    for step in re.split(r"^\$ peelgraph ", block, flags=re.MULTILINE)[1:]:
        command, _, output = step.partition("\n")
        done = run(*shlex.split(command), store=real_directory)
        assert done.returncode == 0, done.stderr
        assert done.stdout.count("\n") > 1
        if output.strip():
            assert done.stdout.splitlines() == output.splitlines()


def test_there_are_examples() -> None:
    """The two tests above have something to run."""
    assert len(_blocks("sparql")) >= 2
    assert len(_blocks("console")) >= 1


def test_every_command_is_in_the_readme(run: Run) -> None:
    """No command is left undescribed."""
    told = (ROOT / "README.md").read_text("utf-8")
    commands = re.findall(
        r"^  (\w+)  +\w", run("--help").stdout.partition("Commands:")[2], re.MULTILINE
    )
    assert len(commands) >= 8
    assert [command for command in commands if f"peelgraph {command}" not in told] == []


def test_links_between_pages_lead_somewhere() -> None:
    """Every relative link in the documentation points at a file that exists."""
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_files_and_folders_that_a_page_names_are_there(page: str) -> None:
    """Whoever follows a path in the tables of the tree arrives."""
    text = (ROOT / page).read_text("utf-8")
    tops = "benchmarks|data|docs|graph|ontology|tests|viz"
    paths = set(re.findall(rf"`((?:{tops})/[a-z0-9_/.-]*)", text))  # up to a NAME
    assert len(paths) > 10
    assert [path for path in paths if not list(ROOT.glob(f"{path}*"))] == []


def test_every_check_is_in_the_table_of_checks() -> None:
    """Each module that checks data or stores stands in the table with what it checks, and when."""
    _, _, table = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("## What is checked")
    names = re.compile(r"lint|check|shape|formatter")
    modules = [path.name for path in (ROOT / "graph" / "load").glob("*.py")]
    checks = [name for name in modules if names.search(name)]
    assert len(checks) > 5
    assert [name for name in checks if name.removesuffix(".py") not in table] == []


def test_the_changelog_tells_the_version() -> None:
    """The changelog has a part for what is not released yet, and the version of the package is a number."""
    assert "## Unreleased" in (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(
        r'^version = "\d+\.\d+\.\d+"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE
    )


def test_the_tables_of_the_ontology_are_up_to_date() -> None:
    """The reference tables of docs/ontology.md are those of the ontology; `make ontology-page` renews them."""
    page = (ROOT / "docs" / "ontology.md").read_text("utf-8")
    assert ontology_page.renewed(page) == page
    assert page.count("| `peel:population` |") == 1


def test_every_term_is_in_the_page_of_the_ontology() -> None:
    """Each class, relation and value stands in docs/ontology.md with its very definition."""
    from rdflib import OWL, RDF, SKOS, Graph

    page = (ROOT / "docs" / "ontology.md").read_text("utf-8")
    for name in ("inspection", "policing"):
        graph = Graph().parse(
            data=(ROOT / "ontology" / f"{name}.ttl").read_text("utf-8"), format="turtle"
        )
        for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
            for term in graph.subjects(RDF.type, kind):
                if "peelgraph/ontology#" in str(term):
                    assert f"`peel:{str(term).rpartition('#')[2]}`" in page, term
                    assert str(graph.value(term, SKOS.definition)) in page, term


def test_the_page_of_the_ontology_can_be_made(tmp_path: Path) -> None:
    """PyLODE writes a page on which every own term has its place."""
    target = tmp_path / "ontology.html"
    subprocess.run(
        [sys.executable, str(ROOT / "docs" / "ontology_page.py"), str(target)],
        check=True,
        capture_output=True,
    )
    page = target.read_text("utf-8")
    for name in ("AreaForImprovement", "Force", "worksWith", "surface"):
        assert f"https://w3id.org/peelgraph/ontology#{name}" in page


@pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
def test_the_notebook_shows_what_the_graph_answers(
    real_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run again, each cell of the example gives the output that is committed; `make notebook` renews it."""
    import nbformat

    monkeypatch.setenv("PEELGRAPH_STORE", str(real_directory))
    path = ROOT / "docs" / "example.ipynb"
    committed, fresh = nbformat.read(path, as_version=4), notebook.run(path)
    assert len(committed.cells) > 10
    for before, after in zip(committed.cells, fresh.cells, strict=True):
        assert before.get("outputs") == after.get("outputs"), before.source


def test_a_report_is_added_as_its_page_says(run: Run, tmp_path: Path) -> None:
    """Files and commands of docs/reports.md, taken as they stand, put a second report beside the first."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    page = (ROOT / "docs" / "reports.md").read_text("utf-8")
    output = ""
    for language, block in re.findall(r"```(\w+)\n(.*?)```", page, re.DOTALL):
        if language == "sh":
            for command in block.splitlines():
                done = run(*shlex.split(command)[2:], cwd=tmp_path)
                assert done.returncode == 0, f"{command}\n{done.stderr}"
                output = done.stdout
        else:
            name, _, content = block.partition("\n")
            path = tmp_path / name.removeprefix("# ")
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, "utf-8")
    assert output.splitlines()[1].startswith("angling trust,works with,")
