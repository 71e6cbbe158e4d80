"""Two graphs in one numbering: as the page has it, and from a million on for the second alone."""

from __future__ import annotations

from typing import Any

from viz.explorer.comparison_sides import FAR, Sides, both_keys, sentence_iris, statements_of
from viz.explorer.graph_data import table

NODE = ("iri", "label", "class", "also", "names", "hidden", "notes")
CLASS = ("name", "words", "plural", "definition", "family", "light", "dark", "shape")
PROPERTY = ("iri", "words", "back", "planned", "mutual", "family", "definition")
SENTENCE = ("iri", "place", "address", "voices", "heading", "begin", "end", "digest")


def _side(things: str, classes: str, sentences: str, report: str) -> dict[str, Any]:
    """Return the data of a graph: a class for each thing, in turn, and a chain of statements."""
    names, kinds, places = things.split(), classes.split(), sentences.split()
    rows: list[Any] = [
        (name, name, at % len(kinds), [], [], [], []) for at, name in enumerate(names)
    ]
    chain = [(at, 0, at + 1, [at % len(places)]) for at in range(len(names) - 1)]
    return {
        "nodes": table(NODE, rows),
        "classes": table(CLASS, [(kind, *[kind] * 7) for kind in kinds]),
        "properties": table(PROPERTY, [("p", "does", "is done by", False, False, "", "")]),
        "facts": {"sector": {"values": ["health"], "of": [len(names) - 1], "value": [0]}},
        "statements": table(("source", "property", "target", "sentences"), chain),
        "quoted": {"of": [len(names) - 1], "sentence": [0]},
        "sentences": {
            "shared": "s:",
            "page": "",
            "voiceSets": [],
            "headings": [],
            **table(SENTENCE, [(place, place, "", 0, -1, 0, 0, "") for place in places]),
        },
        "reports": [{"iri": report, "label": report.upper()}],
    }


HERE = _side("a b c", "Unit", "1 2", "r")
THERE = _side("a c d e", "Unit Partner", "2 3", "r")


def test_numbers_of_the_page_stay() -> None:
    """What the page has keeps its number; what only the second graph has begins at a million."""
    sides = Sides(HERE, THERE)
    assert sides.things == {"a": 0, "b": 1, "c": 2, "d": FAR, "e": FAR + 1}
    assert sides.only_here == ["b"]
    assert sides.shared == {"a", "c"}
    assert sides.far_nodes()["iri"] == ["d", "e"]


def test_classes_of_the_second_graph_come_after_those_of_the_page() -> None:
    """A class that only the second graph uses is added, and its things name it by its number."""
    sides = Sides(HERE, THERE)
    assert sides.far_classes()["name"] == ["Partner"]
    assert sides.far_nodes()["class"] == [0, 1]
    assert sides.far_properties()["iri"] == []


def test_facts_and_quotations_are_those_of_things_there() -> None:
    """Facts and quoted sentences are listed for things that only the second graph has."""
    sides = Sides(HERE, THERE)
    assert sides.far_facts() == {"sector": [[FAR + 1, "health"]]}
    assert sides.far_quoted() == [[FAR + 1, 1]]


def test_sentences_get_numbers_when_they_are_asked_for() -> None:
    """A shared sentence keeps its number, another gets one, and one that no graph has gets none."""
    sides = Sides(HERE, THERE)
    assert sides.sentences(["s:3", "s:2", "s:9"]) == [1, FAR]
    assert sides.far_sentences()["place"] == ["3"]
    assert Sides(HERE, THERE).far_sentences()["place"] == []


def test_reports_name_the_sides() -> None:
    """Two graphs hold other reports only where they share none."""
    assert not Sides(HERE, THERE).has_other_reports
    second = _side("a", "Unit", "1", "q")
    assert Sides(HERE, second).has_other_reports
    assert Sides(HERE, second).report_names() == ["R", "Q"]


def test_statements_name_their_ends_and_sentences() -> None:
    """Statements of different graphs can be compared by names."""
    here, there = dict(statements_of(HERE)), dict(statements_of(THERE))
    assert here == {("a", "p", "b"): ["s:1"], ("b", "p", "c"): ["s:2"]}
    assert both_keys(here, there) == []
    assert both_keys(here, {("b", "p", "c"): 1}) == [("b", "p", "c")]
    assert sentence_iris(THERE) == ["s:2", "s:3"]
