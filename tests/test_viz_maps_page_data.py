"""The data of a page: short, in a fixed order, and each text once."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import networkx
import pytest

from graph.analyse.networks.projection import project
from graph.namespaces import PREFIXES
from graph.store import Store
from viz.maps.page_data import page_data, page_edges
from viz.maps.panel_data import (
    Assessment,
    ComparedFigure,
    FigureValue,
    PanelData,
    Place,
    ThingData,
    read_panel_data,
)

REFERS_TO = PREFIXES["peel"] + "refersTo"


def _network() -> networkx.MultiDiGraph[str]:
    """Make a network of two things with two relations, one of which is planned."""
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    network.add_node("urn:b", kind="Partner", label="B", sector="health", names=["Bee"])
    network.add_node("urn:a", kind="Unit", label="A", sector="", names=[])
    sentences = [_sentence("urn:s1"), _sentence("urn:s2")]
    network.add_edge("urn:b", "urn:a", REFERS_TO, words="refers to", sentences=sentences)
    network.add_edge("urn:a", "urn:b", REFERS_TO, words="refers to", planned=True, weight=3)
    return network


def _sentence(iri: str) -> dict[str, Any]:
    return {"iri": iri, "place": f"at {iri}", "address": f"https://x/#{iri}", "voices": ["force"]}


def _data(network: networkx.MultiDiGraph[str], panel: PanelData | None = None) -> dict[str, Any]:
    return page_data(network, sorted(network), page_edges(network), panel)


def _records(table: dict[str, Any]) -> list[dict[str, Any]]:
    """Read a table as the page does: what is missing at the end of a row is null."""
    keys = table["keys"]
    return [dict(zip(keys, [*row, *[None] * len(keys)], strict=False)) for row in table["rows"]]


def test_edges_are_numbered_in_a_fixed_order() -> None:
    """Edges come by source, target and relation, with the numbers of their ends, however the network was put together."""
    network = _network()
    edges = page_edges(network)
    assert [edge.ends for edge in edges] == [(0, 1), (1, 0)]
    backwards: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    backwards.add_nodes_from(reversed(list(network.nodes(data=True))))
    for source, target, key, attributes in reversed(list(network.edges(keys=True, data=True))):
        backwards.add_edge(source, target, key, **attributes)
    assert page_edges(backwards) == edges


def test_an_edge_weighs_as_many_as_its_sentences() -> None:
    """Without sentences it has the weight that is given, or one; a plan is of the family of plans."""
    planned, stated = page_edges(_network())
    assert (planned.weight, planned.kind.family, planned.planned) == (3, "plan", True)
    assert (stated.weight, stated.kind.family, stated.planned) == (2, "flow", False)
    assert stated.kind.back == "refers to"
    bare: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    bare.add_edge("a", "b", "p")
    assert page_edges(bare)[0].weight == 1


def test_the_digest_of_an_edge_is_that_of_its_statement() -> None:
    """It is the beginning of the hash of subject, relation and object."""
    edge = page_edges(_network())[1]
    statement = f"<urn:b> <{REFERS_TO}> <urn:a>"
    assert edge.digest == hashlib.sha256(statement.encode()).hexdigest()[:20]


def test_tables_give_each_column_once_and_no_empty_end() -> None:
    """Empty values are null, and a row ends with its last value."""
    table = _data(_network())["nodes"]
    assert table["keys"][:2] == ["iri", "kind"]
    assert table["rows"][0] == ["urn:a", "Unit"]
    first, second = _records(table)
    assert (first["sector"], second["sector"], second["names"]) == (None, "health", ["Bee"])


def test_sentences_share_what_all_begin_with() -> None:
    """The common beginnings of IRIs and addresses are written once, and edges name sentences by number."""
    data = _data(_network())
    assert (data["begin"], data["page"]) == ("urn:s", "https://x/#urn:s")
    assert [record["iri"] for record in _records(data["sentences"])] == ["1", "2"]
    assert [record["sentences"] for record in _records(data["edges"])] == [None, [0, 1]]
    assert [record["weight"] for record in _records(data["edges"])] == [3, None]
    assert data["voices"] == [["force"]]


def test_what_the_panel_shows_is_named_by_number() -> None:
    """A finding about two things is written once; its sentences, of no relation on the map, are there too."""
    finding = Assessment("A and B work well.", "strength", sentences=("urn:s9",))
    value = FigureValue("share", "5 percent", 5.0, "percent")
    figure = ComparedFigure(value, (value,), "the same", sentences=("urn:s9", "urn:unknown"))
    panel = PanelData(
        things={iri: ThingData(("note",), ("urn:f",), ("urn:g",)) for iri in ("urn:a", "urn:b")},
        findings={"urn:f": finding},
        figures={"urn:g": figure},
        sentences={"urn:s9": Place("at 9", "", "question 1", ("data",), ("urn:theme",))},
        themes={"urn:theme": "a theme"},
        parts={"question 1": "How good?"},
    )
    data = _data(_network(), panel)
    assert [record["findings"] for record in _records(data["nodes"])] == [[0], [0]]
    (record,) = _records(data["findings"])
    assert (record["words"], record["sentences"]) == ("A and B work well.", [2])
    (record,) = _records(data["figures"])
    assert (len(record["bars"]), record["sentences"]) == (2, [2])
    assert data["parts"] == {"question 1": "How good?"}
    assert _records(data["themes"]) == [{"id": "urn:theme", "words": "a theme"}]
    assert _records(data["sentences"])[2]["themes"] == [0]


def test_only_looks_on_the_map_are_on_the_page() -> None:
    """Kinds, families and groups that nothing on the map has are left out; groups are in alphabetical order."""
    network = _network()
    network.nodes["urn:a"]["group"] = "second"
    network.nodes["urn:b"]["group"] = "first"
    network.graph.update(grouping="Sector", directed=False)
    data = _data(network)
    assert sorted(data["kinds"]) == ["Partner", "Unit"]
    assert sorted(data["families"]) == ["flow", "plan"]
    assert list(data["groups"]) == ["first", "second"]
    assert (data["grouping"], data["directed"]) == ("Sector", False)


@pytest.fixture(scope="module")
def data(real: Store) -> dict[str, Any]:
    """The data of the real partnerships."""
    network = project(real)
    return _data(network, read_panel_data(real, network))


def test_a_page_says_each_thing_once(data: dict[str, Any]) -> None:
    """A finding about many things and a sentence behind many relations are written once and named by their number."""
    words = [row[0] for row in data["findings"]["rows"]]
    assert len(words) == len(set(words)) > 50
    iris = [row[0] for row in data["sentences"]["rows"]]
    assert len(iris) == len(set(iris)) > 50


def test_the_data_are_plain(data: dict[str, Any]) -> None:
    """All of it can be written as JSON and read back the same."""
    text = json.dumps(data)
    assert json.dumps(json.loads(text)) == text
