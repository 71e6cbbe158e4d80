"""Web annotations: one for each sentence with a statement.

Selected on the page and in the source.
"""

from __future__ import annotations

import json
from pathlib import Path

from graph.export.annotations import write_annotations
from graph.store import Store, rows


def test_every_sentence_that_says_something_is_an_annotation(real: Store, tmp_path: Path) -> None:
    """Annotations select their sentence on the page and in the source, and hold its statements."""
    path = tmp_path / "x.jsonld"
    number = write_annotations(real, path)
    told = json.loads(path.read_text("utf-8"))
    items = told["first"]["items"]
    assert told["total"] == len(items) == number
    offsets = {
        row["s"].value: (int(row["b"].value), int(row["e"].value))
        for row in rows(real, "SELECT ?s ?b ?e { ?s nif:beginIndex ?b ; nif:endIndex ?e }")
    }
    for item in items:
        sentence = item["id"].removesuffix("/annotation")
        selectors = {target["selector"]["type"]: target["selector"] for target in item["target"]}
        assert (
            selectors["TextPositionSelector"]["start"],
            selectors["TextPositionSelector"]["end"],
        ) == offsets[sentence]
        assert selectors["FragmentSelector"]["value"].startswith(":~:text=")
        assert item["body"]
    findings = {row["f"].value for row in rows(real, "SELECT ?f { ?f a peel:Finding }")}
    assert findings <= {body["id"] for item in items for body in item["body"] if "id" in body}


def test_annotations_of_the_same_store_are_the_same_bytes(invented: Store, tmp_path: Path) -> None:
    """Nothing depends on chance."""
    first, second = tmp_path / "a.jsonld", tmp_path / "b.jsonld"
    write_annotations(invented, first)
    write_annotations(invented, second)
    assert first.read_bytes() == second.read_bytes()
    assert write_annotations(invented, first) > 0


def test_annotations_carry_what_sparql_says_of_sentences(real: Store, tmp_path: Path) -> None:
    """Every quoted node of a statement's class and every relation in words, in a fixed order."""
    quoted = """SELECT ?s ?class ?words ?node { ?class peel:family family:statement .
      ?node a ?class ; prov:wasQuotedFrom ?s ; rdfs:label ?words . ?s a peel:Sentence }"""
    related = """SELECT ?s ?words { ?s a peel:Sentence . ?r peel:isRelation true ; rdfs:label ?said .
      GRAPH ?s { ?a ?r ?b } ?a rdfs:label ?x . ?b rdfs:label ?y .
      BIND(CONCAT(?x, " ", ?said, " ", ?y) AS ?words) }"""
    names = ("s", "class", "words", "node")
    expected = [
        *(tuple(row[name].value for name in names) for row in rows(real, quoted)),
        *((row["s"].value, "", row["words"].value, "") for row in rows(real, related)),
    ]
    path = tmp_path / "x.jsonld"
    write_annotations(real, path)
    bodies = [
        (item["id"].removesuffix("/annotation"), body)
        for item in json.loads(path.read_text("utf-8"))["first"]["items"]
        for body in item["body"]
    ]
    carried = [
        (sentence, body["type"], body["label"], body["id"])
        if "id" in body
        else (sentence, "", body["value"], "")
        for sentence, body in bodies
    ]
    assert len(carried) > 40
    assert sorted(carried) == sorted(expected)
    by_sentence = {
        sentence: [row for row in carried if row[0] == sentence] for sentence, _ in bodies
    }
    assert all(group == sorted(group) for group in by_sentence.values())
