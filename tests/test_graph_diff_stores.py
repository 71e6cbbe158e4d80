"""Two stores are compared by the digests of their graphs, with the result of reading all."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from invented_reports import write_reports
from store_contents import build_problems

from graph.diff import snapshot
from graph.diff.narrative import describe_changes
from graph.diff.snapshot import read_snapshot, read_snapshots
from graph.diff.statements import difference
from graph.load.rdf_files import load_files
from graph.store import graph_key

LIST = """
<https://w3id.org/peelgraph/id/organisation/youth-hub> rdfs:seeAlso ( <urn:a> <urn:MEMBER> ) .
"""
# graphs with other names than those of files and sentences: that of the default graph's own
# statements, one of the user's; and what the build itself states
GRAPHS = """
PREFIX dcat: <http://www.w3.org/ns/dcat#>
<https://w3id.org/peelgraph/graph/default> { <urn:a> <urn:b> <urn:d> }
<urn:own> { <urn:a> <urn:b> <urn:c> , <urn:VALUE> . <urn:other> <urn:b> <urn:c> }
<urn:build> { <https://w3id.org/peelgraph/dataset> a dcat:Dataset }
"""
NAMELESS = "_:g { <urn:a> <urn:b> <urn:c> }"
VERSIONS: tuple[tuple[dict[int, set[str]], str, str], ...] = (  # changes by report, a list, graphs
    ({1: {"shared relation"}, 2: set()}, "", ""),
    ({1: {"shared relation"}, 2: {"shared relation", "polarity", "heading"}, 3: set()}, "", ""),
    ({1: set(), 2: {"other name"}}, LIST.replace("MEMBER", "b"), ""),
    ({1: {"value"}, 2: set()}, LIST.replace("MEMBER", "c"), GRAPHS + NAMELESS),
    ({1: set(), 2: set()}, "", GRAPHS.replace("VALUE", "e")),
    ({1: set(), 2: set()}, "", GRAPHS.replace("urn:d", "urn:f")),
)


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """One store of each version."""
    directories = []
    for reports, addition, graphs in VERSIONS:
        folder = tmp_path_factory.mktemp("version")
        data = write_reports(folder / "data", reports)
        with (data / "register" / "register.ttl").open("a", encoding="utf-8") as file:
            file.write(addition)
        if graphs:
            (data / "register" / "graphs.trig").write_text(graphs, "utf-8")
        assert build_problems(folder / "store", data) == []
        directories.append(folder / "store")
    return directories


@pytest.fixture
def graphs_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows by the name of each graph that is read."""
    names: list[str] = []
    lines: Callable[..., snapshot.Lines] = snapshot._lines

    def noted(store: object, graph: object) -> snapshot.Lines:
        names.append(graph_key(graph))  # type: ignore[arg-type]
        return lines(store, graph)

    monkeypatch.setattr(snapshot, "_lines", noted)
    return names


def test_stores_differ_as_where_all_is_read(
    stores: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Statements, rows, their evidence, the words for them and all counts are the same for each pair of stores."""
    with monkeypatch.context() as patch:
        patch.setattr(snapshot, "is_built", lambda _: False)
        snapshots = {str(store): read_snapshot(str(store)) for store in stores}
    for before, after in combinations(snapshots, 2):
        quick = difference(*read_snapshots(before, after))
        whole = difference(snapshots[before], snapshots[after])
        for name in ("statements", "refiled", "removed", "added", "rewritten", "is_exact"):
            assert getattr(quick, name) == getattr(whole, name), (name, before, after)
        assert describe_changes(quick) == describe_changes(whole)
        assert (len(quick.before), len(quick.after)) == (len(whole.before), len(whole.after))
        assert quick.before.whole.graphs == whole.before.graphs


def test_what_the_default_graph_states_is_no_part_of_a_graph(stores: list[Path]) -> None:
    """A patch names no graph for it, as exports do; what the build states too is counted once."""
    found = difference(*read_snapshots(*map(str, stores[-2:])))
    assert ("", b"<urn:a> <urn:b> <urn:d> .") in found.removed
    assert ("", b"<urn:a> <urn:b> <urn:f> .") in found.added
    assert len(found.before) == len(found.before.whole)


def test_graphs_of_one_digest_are_not_read(stores: list[Path], graphs_read: list[str]) -> None:
    """Of two equal stores nothing is read, of two that differ in a report no graph of the others."""
    first, changed = map(str, stores[:2])
    same = difference(*read_snapshots(first, first))
    assert (graphs_read, same.statements, len(same.after) > 1000) == ([], (), True)
    difference(*read_snapshots(first, changed))
    assert {"shire2", "shire3"} == {
        match[0] for match in re.finditer("shire[0-9]", str(graphs_read))
    }
    assert not any("ontology" in graph or "inferred" in graph or not graph for graph in graphs_read)


def test_stores_with_loaded_files_are_read_whole(
    stores: list[Path], tmp_path: Path, graphs_read: list[str]
) -> None:
    """What a loaded file states stands in the default graph alone, which no digest of another graph shows."""
    directory = tmp_path / "store"
    shutil.copytree(stores[0], directory)
    (tmp_path / "more.ttl").write_text("<urn:a> <urn:b> <urn:c> .", "utf-8")
    load_files(directory, [tmp_path / "more.ttl"])
    found = difference(*read_snapshots(str(stores[0]), str(directory)))
    assert [str(item.triple) for item in found.statements] == ["<urn:a> <urn:b> <urn:c>"]
    assert "" in graphs_read
