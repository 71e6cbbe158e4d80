"""What a page tells of its things, relations and sentences: tables with numbers in place of names, each text once."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import networkx
import pytest
from invented_network import network, sentence

from graph.analyse.networks.projection import project
from graph.layout.style import GROUPS, OTHER_FAMILY, Style
from graph.namespaces import PREFIXES, STATEMENT
from graph.store import Store
from graph.terms import packaged
from viz.maps.page_data import PageEdge, RelationData, page_data, page_edges
from viz.maps.panel_data import (
    Assessment,
    ComparedFigure,
    FigureValue,
    PanelData,
    SentenceData,
    ThingData,
    read_panel_data,
)

PEEL = PREFIXES["peel"]
STYLE = Style(packaged())


def _two() -> networkx.MultiDiGraph[str]:
    """Return two units and a finding with two relations, one of them planned."""
    made: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(directed=True, grouping="Sector")
    made.add_node("urn:b", label="b", kind="Unit", sector="law", names=["bee"], group="one")
    made.add_node("urn:a", label="a", kind="Force")
    made.add_node("urn:f", label="f", kind="Finding", polarity="concern")
    made.add_edge(
        "urn:b",
        "urn:a",
        f"{PEEL}worksWith",
        words="works with",
        back="works with",
        both=True,
        sentences=[sentence(6), sentence(1)],
    )
    made.add_edge(
        "urn:b", "urn:f", f"{PEEL}worksWith", words="plans", planned=True, weight=3, group="two"
    )
    return made


DETAILS = PanelData(
    things={
        "urn:a": ThingData(("noted",), ("urn:f1", "urn:f2"), ("urn:n",), ("urn:i",)),
        "urn:b": ThingData((), ("urn:f2",)),
    },
    findings={
        "urn:f1": Assessment(
            "First.", "concern", "planned", "good", ("plan",), (sentence(2).iri, "urn:unknown")
        ),
        "urn:f2": Assessment("Second.", sentences=(sentence(1).iri,)),
        "urn:other": Assessment("Elsewhere."),
    },
    figures={
        "urn:n": ComparedFigure(
            FigureValue("n", "2 people", 2.0, "people"),
            (FigureValue("m", "3 people", 3.0, "people"),),
            "1 lower",
            ("plan",),
            (sentence(1).iri, "urn:no"),
        )
    },
    areas={"urn:i": Assessment("Mend it.", sentences=(sentence(2).iri,))},
    sentences={
        sentence(1).iri: SentenceData(
            sentence(1)._replace(place="question 1, one"), "question 1", ("urn:t2", "urn:t1")
        ),
        sentence(2).iri: SentenceData(
            sentence(2)._replace(place="question 1, two", voices=("plan",)), "question 1"
        ),
    },
    themes={"urn:t1": "theme one"},
    parts={"question 1": "Crime", "question 2": "Harm"},
)


def _rows(table: object) -> list[dict[str, Any]]:
    """Read the rows of a table; what is left out at the end of a row is nothing."""
    assert isinstance(table, dict)
    return [
        dict(zip(table["keys"], [*row, *[None] * len(table["keys"])], strict=False))
        for row in table["rows"]
    ]


def test_edges_know_their_ends_words_and_sentences() -> None:
    """In a fixed order, by the numbers of their ends; a plan is of the family of plans, and without sentences the weight counts."""
    works = f"{PEEL}worksWith"
    kind = RelationData(works, "works with", "works with", "together", False, True, "")
    plan = RelationData(works, "plans", "plans", "plan", True, False, "two")
    sentences = (sentence(6).iri, sentence(1).iri)
    assert page_edges(_two()) == [
        PageEdge((1, 0), "urn:b", "urn:a", kind, 2, sentences),
        PageEdge((1, 2), "urn:b", "urn:f", plan, 3, ()),
    ]
    odd = _two()
    odd.add_edge("urn:a", "urn:f", "urn:odd", weight="many")
    edge = page_edges(odd)[0]
    assert (edge.weight, edge.kind.family, edge.kind.words) == (1, "other", "")


def test_everything_is_told_once_by_its_number() -> None:
    """Things with what is about them, relations, sentences with places and voices, findings, areas, figures, themes and parts."""
    made = _two()
    told = page_data(made, sorted(made), page_edges(made), DETAILS)
    nothing = dict.fromkeys(("findings", "figures", "areas", "sector", "names", "notes", "group"))
    assert _rows(told["nodes"]) == [
        {
            **nothing,
            "iri": "urn:a",
            "kind": "Force",
            "findings": [0, 1],
            "figures": [0],
            "areas": [0],
            "notes": ["noted"],
        },
        {
            **nothing,
            "iri": "urn:b",
            "kind": "Unit",
            "findings": [1],
            "sector": "law",
            "names": ["bee"],
            "group": "one",
        },
        {**nothing, "iri": "urn:f", "kind": "Finding concern"},
    ]
    shared = {"relation": "peel:worksWith", "planned": None, "both": None, "group": None}
    assert [
        {key: value or None for key, value in row.items()} for row in _rows(told["relations"])
    ] == [
        {**shared, "words": "works with", "back": "works with", "family": "together", "both": True},
        {
            **shared,
            "words": "plans",
            "back": "plans",
            "family": "plan",
            "planned": True,
            "group": "two",
        },
    ]
    digests = [
        hashlib.sha256(f"<urn:b> <{PEEL}worksWith> <{end}>".encode()).hexdigest()[:20]
        for end in ("urn:a", "urn:f")
    ]
    assert _rows(told["edges"]) == [
        {"kind": 0, "digest": digests[0], "sentences": [2, 0], "weight": None},
        {"kind": 1, "digest": digests[1], "sentences": None, "weight": 3},
    ]
    assert (told["begin"], told["page"]) == (sentence(1).iri[:-1], "https://example.org/")
    assert told["voices"] == [["force data", "force states"], ["inspectorate"], ["plan"]]
    assert _rows(told["sentences"]) == [
        {
            "iri": "1",
            "place": "question 1, one",
            "address": "1",
            "voices": 1,
            "part": "question 1",
            "themes": [1, 0],
        },
        {
            "iri": "2",
            "place": "question 1, two",
            "address": "2",
            "voices": 2,
            "part": "question 1",
            "themes": None,
        },
        {
            "iri": "6",
            "place": "sentence 6",
            "address": "6",
            "voices": 0,
            "part": None,
            "themes": None,
        },
    ]
    assert _rows(told["findings"]) == [
        {
            "words": "First.",
            "polarity": "concern",
            "sentences": [1],
            "status": "planned",
            "practice": "good",
        },
        {"words": "Second.", "polarity": None, "sentences": [0], "status": None, "practice": None},
    ]
    assert _rows(told["areas"]) == [
        {"words": "Mend it.", "polarity": None, "sentences": [1], "status": None, "practice": None}
    ]
    bars = [
        {"label": "n", "words": "2 people", "value": 2.0, "unit": "people"},
        {"label": "m", "words": "3 people", "value": 3.0, "unit": "people"},
    ]
    assert _rows(told["figures"]) == [{"bars": bars, "sentences": [0], "outcome": "1 lower"}]
    assert _rows(told["themes"]) == [
        {"id": "urn:t1", "words": "theme one"},
        {"id": "urn:t2", "words": "urn:t2"},
    ]
    assert told["parts"] == {"question 1": "Crime"}
    assert (told["grouping"], told["statement"], told["prefixes"], told["directed"]) == (
        "Sector",
        STATEMENT,
        PREFIXES,
        True,
    )


def test_the_key_has_what_is_on_the_map() -> None:
    """Kinds in the order of the palette, families that are used, groups with their colours."""
    made = _two()
    told = page_data(made, sorted(made), page_edges(made), None)
    assert list(told["kinds"]) == ["Force", "Unit", "Finding concern"]  # type: ignore[call-overload]
    assert told["kinds"]["Unit"] == {  # type: ignore[index]
        "words": "unit",
        "light": STYLE.look("Unit").colour,
        "dark": STYLE.look("Unit").dark,
        "shape": "dot",
    }
    assert set(told["families"]) == {"together", "plan"}  # type: ignore[call-overload]
    plan = STYLE.families["plan"]
    assert told["families"]["plan"] == {  # type: ignore[index]
        "words": plan.words,
        "light": plan.colour,
        "dark": plan.dark,
        "end": plan.end,
    }
    assert told["groups"] == {
        name: dict(zip(("light", "dark"), GROUPS[at], strict=True))
        for at, name in enumerate(("one", "two"))
    }
    assert [row.get("findings") for row in _rows(told["nodes"])] == [None, None, None]
    assert (told["parts"], _rows(told["findings"])) == ({}, [])


def test_groups_beyond_the_last_colour_share_it() -> None:
    """Eleven groups have nine colours; other relations have a family of their own."""
    made = network()
    made.graph["directed"] = False
    for number, node in enumerate(sorted(made)):
        made.nodes[node]["group"] = f"group {number:02}"
    made.add_node("x", label="x", kind="Odd", group="group 10")
    told = page_data(made, sorted(made), page_edges(made), None)
    groups = told["groups"]
    assert isinstance(groups, dict)
    assert (len(groups), groups["group 10"], groups["group 08"]) == (
        10,
        groups["group 08"],
        dict(zip(("light", "dark"), GROUPS[8], strict=True)),
    )
    assert list(told["kinds"])[-1] == "Odd"  # type: ignore[call-overload]
    assert told["families"] == {
        "other": {
            "words": OTHER_FAMILY.words,
            "light": OTHER_FAMILY.colour,
            "dark": OTHER_FAMILY.dark,
            "end": OTHER_FAMILY.end,
        }
    }
    assert told["directed"] is False
    empty: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    assert page_data(empty, [], [], None)["nodes"] == {"keys": [], "rows": []}
    assert page_data(empty, [], [], None)["begin"] == ""


@pytest.fixture(scope="module")
def data(real: Store) -> dict[str, Any]:
    """The data of the real partnerships."""
    network = project(real)
    panel = read_panel_data(real, network)
    return page_data(network, sorted(network), page_edges(network), panel)


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
