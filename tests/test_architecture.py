"""The house: walls that name the one room for each library, sizes, and nothing that must not be there."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT

MODULES = sorted(
    [*(ROOT / "graph").rglob("*.py"), *(ROOT / "viz").rglob("*.py"), ROOT / "peelgraph.py"]
)
LIBRARIES = {
    "pyoxigraph": {"graph/store.py"},
    "oxrdflib": {"graph/store.py"},
    "pyshacl": {"graph/load/shapes.py"},
    "pyvis": {"viz/visjs_page.py"},
    "click": {"graph/cli/", "viz/cli.py"},
    "rich": {"graph/cli/output.py"},
    "rapidfuzz": {
        "graph/query/questions.py",
        "graph/query/parameters.py",
        "graph/query/name_scores.py",
    },
    "sqlite3": {
        "graph/load/grouped_build.py",
        "graph/load/index.py",
        "graph/load/index_changes.py",
        "graph/load/links.py",
        "graph/load/lookup_tables.py",
        "graph/query_tables.py",
        "graph/query/search.py",
        "graph/query/search_reports.py",
        "graph/query/typed_names.py",
        "graph/statement_columns.py",
        "graph/store_index.py",
    },
    "networkx": {
        "peelgraph.py",
        "graph/analyse/",
        "graph/layout/",
        "graph/export/networks.py",
        "graph/terms.py",
        "viz/maps/",
    },
    "mcp": {"graph/mcp/server.py"},
    "pydantic": {"graph/mcp/server.py"},
    "rustworkx": {"graph/analyse/algorithms/", "graph/analyse/networks/adjacency.py"},
    "sknetwork": {"graph/analyse/algorithms/communities.py"},
    "lxml": {"graph/read/markup.py"},
    "rdflib": {
        "peelgraph.py",
        "graph/store.py",
        "graph/load/shapes.py",
        "graph/query/algebra.py",
        "graph/query/diagnostics.py",
        "graph/query/literal_remarks.py",
        "graph/query/pattern_remarks.py",
        "graph/query/service_calls.py",
    },
}


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def _imports(path: Path) -> frozenset[str]:
    return frozenset(_imported_packages(_tree(path)))


def _imported_packages(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("library", sorted(LIBRARIES))
def test_each_library_is_imported_where_it_belongs(library: str) -> None:
    """A library is imported in its modules or packages and nowhere else; none is named in vain."""
    importers = {path.relative_to(ROOT).as_posix() for path in MODULES if library in _imports(path)}
    places = LIBRARIES[library]
    assert {name for name in importers if not name.startswith(tuple(places))} == set()
    assert {place for place in places if not any(n.startswith(place) for n in importers)} == set()


def test_modules_and_functions_stay_small() -> None:
    """Rooms of a size to be read in one sitting; most functions fit on half a screen."""
    sizes = {path: len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert max(sizes.values()) <= 460, max(sizes, key=lambda path: sizes[path])
    lengths = [
        node.end_lineno - node.body[0].lineno + 1
        for path in MODULES
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.FunctionDef) and node.end_lineno
    ]
    assert statistics.median(lengths) <= 10
    assert statistics.quantiles(lengths, n=10)[-1] <= 30


def test_every_module_says_what_it_does() -> None:
    """The first line of each room is a sentence about it."""
    for path in MODULES:
        told = ast.get_docstring(_tree(path))
        assert told, path
        assert told.splitlines()[0].endswith("."), path


def test_records_are_frozen_unless_they_are_filled() -> None:
    """A record cannot be changed by whoever gets it, unless its own package fills it step by step."""
    for path in MODULES:
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.ClassDef) and _is_open_record(node):
                fields = {
                    str(ast.unparse(f.target)) for f in node.body if isinstance(f, ast.AnnAssign)
                }
                package = "\n".join(file.read_text("utf-8") for file in path.parent.glob("*.py"))
                assert fields & _filled(package), f"{path}: {node.name} is never filled: freeze it"


def _is_open_record(node: ast.ClassDef) -> bool:
    """Tell whether a class is a dataclass whose fields may change."""
    decorators = [ast.unparse(decorator) for decorator in node.decorator_list]
    return any(text.startswith("dataclass") and "frozen=True" not in text for text in decorators)


def _filled(text: str) -> set[str]:
    """Return the names of the fields that a text assigns to or adds something to."""
    return set(re.findall(r"\.(\w+)(?:\[[^\]]+\])* (?:[+|-]?=) ", text)) | set(
        re.findall(r"\.(\w+)(?:\[[^\]]+\])*\.(?:append|extend|add|update|setdefault)\(", text)
    )


def test_no_module_is_called_a_drawer() -> None:
    """No utils, helpers, common or api, and no name of the standard library."""
    names = {path.stem for path in MODULES} - {"__init__"}
    assert not names & {"utils", "helpers", "common", "api", "misc"}
    assert not names & set(sys.stdlib_module_names)


def test_tests_have_a_sentence_each() -> None:
    """Each test tells what a user is promised."""
    for path in sorted((ROOT / "tests").glob("test_*.py")):
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                assert ast.get_docstring(node), f"{path.name}: {node.name}"


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_lock_files_name_no_host_and_hash_everything() -> None:
    """Every pinned package carries hashes; no address of a registry stands in them."""
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text("utf-8")
        assert "://" not in text
        pins = re.findall(r"^([a-z0-9._-]+)==", text, re.MULTILINE)
        assert len(pins) > 20
        assert text.count("--hash=sha256:") >= len(pins)


def test_no_path_of_a_machine_is_in_the_project() -> None:
    """Nothing here depends on where somebody's checkout lies."""
    for path in _tracked():
        text = path.read_text("utf-8", errors="ignore")
        assert f"{ROOT}/" not in text, path


def test_nothing_of_the_report_is_copied(source: Path) -> None:
    """No run of nine words of the report stands in the project, but for the titles of its questions."""
    word = re.compile(r"[a-z0-9'%]+")

    def words(text: str) -> list[str]:
        return word.findall(text.lower().replace("\u2019", "'"))

    runs: set[tuple[str, ...]] = set()
    for block in source.read_text("utf-8").split("\n\n"):
        if not block.strip().startswith("How effective"):
            found = words(block)
            runs.update(tuple(found[n : n + 9]) for n in range(len(found) - 8))
    assert len(runs) > 5000
    for path in _tracked():
        found = words(path.read_text("utf-8", errors="ignore"))
        copied = next(
            (
                " ".join(found[n : n + 9])
                for n in range(len(found) - 8)
                if tuple(found[n : n + 9]) in runs
            ),
            None,
        )
        assert copied is None, f"{path.name}: {copied}"
