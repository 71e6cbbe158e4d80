"""Tables: complete, stable, harmless in a spreadsheet."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from graph.export import tables
from graph.namespaces import PREFIXES, compress
from graph.store import Literal, NamedNode, Quad, Store, rows, store_in_memory


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("findings", "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a peel:Finding }"),
        ("figures", "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a peel:Figure }"),
        ("judgments", "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a peel:Judgment }"),
        (
            "areas-for-improvement",
            "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a peel:AreaForImprovement }",
        ),
        ("conflicts", "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a peel:Conflict }"),
        ("sentences", "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a peel:Sentence }"),
    ],
)
def test_each_thing_of_a_kind_is_in_its_table(
    real: Store, tmp_path: Path, name: str, text: str
) -> None:
    """Each thing of a kind is in its table, and none stands twice under one id."""
    tables.write_table(real, name, tmp_path / "x.csv")
    ids = [row["id"] for row in _read(tmp_path / "x.csv")]
    (count,) = rows(real, text)
    assert len(set(ids)) == int(count["n"].value)
    assert name == "figures" or len(ids) == len(set(ids))


def test_things_have_one_row_and_their_names(real: Store, tmp_path: Path) -> None:
    """Each mentioned thing has its row, with class, names and how many sentences speak of it."""
    tables.write_table(real, "things", tmp_path / "x.csv")
    found = {row["id"]: row for row in _read(tmp_path / "x.csv")}
    hub = found["unit:cambridgeshire-multi-agency-safeguarding-hub"]
    assert (hub["class"], hub["label"], hub["other_names"], hub["kind"]) == (
        "unit",
        "multi-agency safeguarding hub",
        "MASH; safeguarding hub",
        "hub",
    )
    assert int(hub["sentences"]) >= 5


def test_relations_carry_their_sentence(invented: Store, tmp_path: Path) -> None:
    """Every stated relation has a row with both names, the sentence's place and the voice."""
    tables.write_table(invented, "relations", tmp_path / "x.csv")
    found = _read(tmp_path / "x.csv")
    assert {(row["from_label"], row["relation"], row["to_label"]) for row in found} == {
        ("river team", "is a unit of", "Exampleshire Constabulary"),
        ("river team", "works with", "angling trust"),
        ("river team", "refers to", "youth hub"),
        ("river team", "plans", "drones"),
        ("Exampleshire Constabulary", "is staffed by", "volunteers who keep watch"),
    }
    assert all(row["place"].startswith("question 1") and row["voice"] for row in found)


@pytest.mark.parametrize("datatype", ["string", "integer"])
@pytest.mark.parametrize("label", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1"])
def test_formulas_are_defused(tmp_path: Path, label: str, datatype: str) -> None:
    """A text that a spreadsheet would run begins with an apostrophe, whatever its type; numbers stay numbers."""
    rdf_type, peel = (
        NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
        "https://w3id.org/peelgraph/ontology#",
    )
    label_of = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    one, side, open_ = NamedNode("urn:conflict"), NamedNode("urn:side"), NamedNode("urn:open")
    comment = NamedNode("http://www.w3.org/2000/01/rdf-schema#comment")
    triples: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
        (one, rdf_type, NamedNode(peel + "Conflict")),
        (one, label_of, Literal(label, datatype=NamedNode(PREFIXES["xsd"] + datatype))),
        (one, NamedNode(peel + "resolution"), open_),
        (open_, label_of, Literal("open")),
        (one, NamedNode(peel + "between"), side),
        (side, label_of, Literal("side")),
        (one, comment, Literal(-5)),
    ]
    tables.write_table(
        store_in_memory(Quad(s, p, o) for s, p, o in triples), "conflicts", tmp_path / "x.csv"
    )
    (row,) = _read(tmp_path / "x.csv")
    assert row["conflict"] == f"'{label}"
    assert row["comment"] == "-5"


def test_all_tables_come_with_a_description(invented: Store, tmp_path: Path) -> None:
    """The data package names each file and its columns, as they are in the file.

    Two runs have the same bytes.
    """
    for folder in ("a", "b"):
        tables.write_tables(invented, tmp_path / folder)
    package = json.loads((tmp_path / "a" / "datapackage.json").read_text("utf-8"))
    assert [resource["name"] for resource in package["resources"]] == tables.table_names()
    for resource in package["resources"]:
        with (tmp_path / "a" / resource["path"]).open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == [
                field["name"] for field in resource["schema"]["fields"]
            ]
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_relations_stand_in_the_order_of_sparql(real: Store, tmp_path: Path) -> None:
    """The program sorts as the engine would, which takes longer for it."""
    text = (tables._QUERIES / "relations.rq").read_text("utf-8")
    order = "ORDER BY ?sentence ?from ?relation ?to"
    expected = [
        [row[name].value for name in ("from_label", "relation", "to_label", "place")]
        for row in rows(real, text + order)
    ]
    tables.write_table(real, "relations", tmp_path / "x.csv", raw=True)
    assert len(expected) > 20
    assert [
        [row[name] for name in ("from_label", "relation", "to_label", "place")]
        for row in _read(tmp_path / "x.csv")
    ] == expected


def test_lists_of_findings_are_those_of_a_plain_query(real: Store, tmp_path: Path) -> None:
    """Voices and things of a finding are the same when they are gathered list by list."""
    text = """SELECT ?id (GROUP_CONCAT(DISTINCT ?v ; separator="; ") AS ?voices)
      (GROUP_CONCAT(DISTINCT ?s ; separator="; ") AS ?about)
      { ?id a peel:Finding ; peel:basis/rdfs:label ?v ; peel:about/rdfs:label ?s } GROUP BY ?id"""
    expected = {
        compress(row["id"].value): (
            set(row["voices"].value.split("; ")),
            set(row["about"].value.split("; ")),
        )
        for row in rows(real, text)
    }
    tables.write_table(real, "findings", tmp_path / "x.csv", raw=True)
    assert len(expected) > 10
    assert {
        row["id"]: (set(row["voices"].split("; ")), set(row["about"].split("; ")))
        for row in _read(tmp_path / "x.csv")
    } == expected
