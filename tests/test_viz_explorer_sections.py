"""The data of single views of the explorer, compared with what the store and the analyses say."""

from __future__ import annotations

from typing import Any

import pytest

from graph.analyse.analyses.catalogue import run_analysis
from graph.analyse.networks.projection import project
from graph.analyse.settings import Settings
from graph.namespaces import expand
from graph.queries import text_rows
from graph.query.comparisons import compare_figures, conflicts
from graph.query.figures import figures
from graph.store import Literal, NamedNode, Quad, Store, store_in_memory
from viz.explorer.dated_events import read_events
from viz.explorer.graph_data import read_graph
from viz.explorer.sections import (
    comments,
    concepts,
    languages,
    measures,
    mutual_statements,
    ontology,
    source,
    timeline,
)
from viz.explorer.sections import figures as figures_section

FORCE = "https://w3id.org/peelgraph/id/force/cambridgeshire"


@pytest.fixture(scope="module")
def numbers(real: Store) -> dict[str, int]:
    """Numbers of the things of the page by IRI."""
    return {iri: number for number, iri in enumerate(list(read_graph(real).numbers))}


def test_comparisons_are_those_of_the_command(real: Store, numbers: dict[str, int]) -> None:
    """A figure is better, worse or not comparable in the page by the rules of `peelgraph compare`."""
    catalogue, between = figures(real), conflicts(real)
    by_number = {numbers[iri]: figure for iri, figure in catalogue.items()}
    rows: Any = figures_section.read_section(real, numbers)
    pairs = [(row, item) for row in rows for item in row["comparisons"]]
    assert pairs
    for row, item in pairs:
        result = compare_figures(by_number[row["of"]], by_number[item["with"]], conflicts=between)
        expected = (result.words, result.better, bool(result.refusals), list(result.cautions))
        assert (item["words"], item["better"], item["refused"], item["cautions"]) == expected


def test_measures_without_the_force(real: Store, numbers: dict[str, int]) -> None:
    """Each measure stands there as the analysis gives it, and again without the inspected force."""
    data: Any = measures.read_section(real, numbers)
    by_name = {item["name"]: item for item in data["analyses"]}
    assert {"degree", "betweenness", "closeness", "communities", "brokers"} <= by_name.keys()
    result = run_analysis(real, "betweenness", Settings(top=10_000))
    with_force = by_name["betweenness"]["with"]["rows"]
    assert [row[0] for row in with_force] == [numbers[row.iri] for row in result.rows]
    assert with_force[0][0] == numbers[FORCE]
    for item in by_name.values():
        assert numbers[FORCE] not in {row[0] for row in item["without"]["rows"]}, item["name"]
    members = [thing for group in data["communities"]["without"] for thing in group]
    assert len(members) == len(set(members)) > 50
    assert numbers[FORCE] not in members


def test_network_without_bodies(real: Store) -> None:
    """Things that only the force was connected to are left out with it."""
    network = project(real)
    rest = measures.without(network, {FORCE})
    assert FORCE not in rest
    assert all(rest.degree(node) for node in rest)
    assert len(rest) < len(network) - 1


def test_timeline_is_that_of_the_page(real: Store, numbers: dict[str, int]) -> None:
    """Every event with a date stands there by date, with its sentences, and the end of the fieldwork."""
    data: Any = timeline.read_section(real, numbers)
    events = read_events(real)
    assert len(data["events"]) == len(events) > 20
    days = [event["begin"] or event["end"] for event in data["events"]]
    assert days == sorted(days)
    assert all(event["sentences"] for event in data["events"])
    assert data["fieldwork"]["end"] == "2019-06-30"


def test_concepts_and_comments(real: Store, numbers: dict[str, int]) -> None:
    """Each concept of a fact has its IRI and meaning, and each conflict what was said about it."""
    names: Any = concepts.read_section(real, numbers)
    assert names["polarity"]["strength"][0] == "polarity:strength"
    assert all(definition for _, definition in names["basis"].values())
    comment_rows: Any = comments.read_section(real, numbers)
    pairs: dict[int, str] = dict(comment_rows)
    query = "SELECT ?x ?text { ?x a peel:Conflict ; rdfs:comment ?text }"
    rows = text_rows(real, query)
    assert rows
    assert all(pairs[numbers[row["x"]]] == row["text"] for row in rows)


def test_languages_of_names() -> None:
    """A name without a language or in another than English says so; English goes without saying."""
    a, label = NamedNode("urn:a"), NamedNode(expand("rdfs:label"))
    names = [Literal("plain"), Literal("Wert", language="de"), Literal("value", language="en")]
    store = store_in_memory(Quad(a, label, name) for name in names)
    assert languages.read_section(store, {"urn:a": 7}) == [[7, "Wert", "de"], [7, "plain", ""]]


def test_ontology_has_examples(real: Store, numbers: dict[str, int]) -> None:
    """Classes and relations stand there with example, class above and alignment."""
    terms: Any = ontology.read_section(real, numbers)
    assert terms["peel:Collaboration"]["above"] == ["peel:Organisation"]
    assert terms["peel:Collaboration"]["alignment"] == ["org:OrganizationalCollaboration"]
    assert terms["peel:worksWith"]["example"]


def test_licence_line(real: Store, numbers: dict[str, int]) -> None:
    """The line names licence and publisher; without a licence in the data it claims none."""
    data: Any = source.read_section(real, numbers)
    assert "Open Government Licence v3.0" in data["licence"]
    assert data["reports"][0]["publisher"] in data["licence"]
    assert source.licence_line([{"licence": "", "publisher": "A"}]) == ""
    assert source.read_section(store_in_memory(), {})["reports"] == []


def test_turned_statements_are_stated_that_way(real: Store, numbers: dict[str, int]) -> None:
    """A turned statement stands in its sentence from target to source."""
    things = list(numbers)
    rows: Any = mutual_statements.read_section(real, numbers)
    assert rows
    for begin, property_, end, _ in rows[:20]:
        query = f"ASK {{ GRAPH ?g {{ <{things[end]}> <{expand(property_)}> <{things[begin]}> }} }}"
        assert real.query(query)
