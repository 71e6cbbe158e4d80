"""The data of the explorer: everything that has a name, each statement once, each sentence with its place."""

from __future__ import annotations

import json
from typing import Any

import pytest

from graph.namespaces import compress, expand
from graph.queries import text_rows
from graph.store import Store, store_in_memory
from viz.explorer.graph_data import common_prefix, read_graph, table


@pytest.fixture(scope="module")
def data(real: Store) -> dict[str, Any]:
    """The data of the real report, as the page reads them."""
    content: dict[str, Any] = json.loads(json.dumps(read_graph(real).data))
    return content


def _triples(data: dict[str, Any]) -> set[tuple[str, str, str]]:
    things, properties = data["nodes"]["iri"], data["properties"]["iri"]
    columns = data["statements"]
    return {
        (things[source], properties[relation], things[target])
        for source, relation, target in zip(
            columns["source"], columns["property"], columns["target"], strict=True
        )
    }


def test_numbers_are_places_in_the_list_of_things(real: Store, data: dict[str, Any]) -> None:
    """The number of a thing is its place among the IRIs of all things."""
    assert [expand(name) for name in data["nodes"]["iri"]] == list(read_graph(real).numbers)
    assert len(set(data["nodes"]["iri"])) == len(data["nodes"]["iri"])


def test_each_thing_has_its_most_telling_class_first(data: dict[str, Any]) -> None:
    """A team is a unit before it is an organisation; a theme is a theme."""
    classes = data["classes"]["name"]
    nodes = dict(zip(data["nodes"]["iri"], data["nodes"]["class"], strict=True))
    assert classes[nodes["unit:cambridgeshire-methub"]] == "Unit"
    assert classes[nodes["force:cambridgeshire"]] == "Force"
    assert classes[nodes["theme:domestic-abuse"]] == "Theme"
    families = dict(zip(classes, data["classes"]["family"], strict=True))
    assert families["Finding"] == families["Figure"] == "statement"
    assert families["Unit"] != "statement"


def test_every_statement_of_a_sentence_is_there_once(real: Store, data: dict[str, Any]) -> None:
    """What sentences state between things is in the data; a mutual relation stands once, whichever way round."""
    pattern = "?p peel:family ?f ; peel:inverseLabel ?b . GRAPH ?g { ?s ?p ?o } ?g a peel:Sentence"
    rows = text_rows(real, f"SELECT DISTINCT ?s ?p ?o WHERE {{ {pattern} }}")
    triples = _triples(data)
    stated = {tuple(compress(row[name]) for name in "spo") for row in rows}
    either_way = triples | {(target, relation, source) for source, relation, target in triples}
    assert stated <= either_way
    assert len(triples) == len(data["statements"]["source"])
    mutual = {
        iri
        for iri, both in zip(data["properties"]["iri"], data["properties"]["mutual"], strict=True)
        if both
    }
    assert mutual == {"peel:worksWith", "peel:sharesInformationWith"}
    assert not {(o, p, s) for s, p, o in triples if p in mutual and s != o} & triples


def test_nothing_inferred_is_shown_as_stated(real: Store, data: dict[str, Any]) -> None:
    """A statement that only a rule makes is not in the data."""
    inferred = "GRAPH <https://w3id.org/peelgraph/graph/inferred> { ?s peel:provides ?o }"
    rows = text_rows(
        real,
        f"SELECT ?s ?o WHERE {{ {inferred} FILTER NOT EXISTS {{ GRAPH ?g {{ ?s peel:provides ?o }} ?g a peel:Sentence }} }}",
    )
    derived = {(compress(row["s"]), "peel:provides", compress(row["o"])) for row in rows}
    assert derived
    assert not derived & _triples(data)


def test_sentences_have_places_addresses_and_offsets(real: Store, data: dict[str, Any]) -> None:
    """Each sentence has its place, its voice, the address of the published page, offsets and the start of its digest."""
    sentences = data["sentences"]
    count = len(sentences["iri"])
    [row] = text_rows(real, "SELECT (COUNT(?s) AS ?n) WHERE { ?s a peel:Sentence }")
    assert count == int(row["n"])
    assert sentences["page"].startswith("https://")
    assert all("#:~:text=" in sentences["page"] + address for address in sentences["address"])
    assert all(end > begin for begin, end in zip(sentences["begin"], sentences["end"], strict=True))
    assert all(len(digest) == 16 for digest in sentences["digest"])
    assert all(0 <= voices < len(sentences["voiceSets"]) for voices in sentences["voices"])


def test_a_store_without_a_report_has_a_page(invented: Store) -> None:
    """Counts are those of the data, whatever the store holds."""
    graph = read_graph(invented)
    assert list(graph.numbers) == list(read_graph(invented).numbers)
    assert len(graph.reports) == 1
    assert graph.sentences == sorted(graph.sentences)


def test_tables_and_beginnings() -> None:
    """A table without rows has its columns; texts that share nothing share an empty beginning."""
    assert table(["a", "b"], []) == {"a": [], "b": []}
    assert common_prefix(["ab", "b"]) == common_prefix([]) == ""


def test_everything_of_a_class_of_ours_that_has_a_label_is_a_thing(real: Store) -> None:
    """A grade, which no network draws, is one too; sections, paragraphs and sentences are not."""
    rows = text_rows(
        real,
        "SELECT ?thing ?class WHERE { ?thing a ?class ; rdfs:label ?label ."
        " FILTER(STRSTARTS(STR(?class), STR(peel:)))"
        " FILTER(?class NOT IN (peel:Sentence, peel:Paragraph, peel:Section)) }",
    )
    expected = {(row["thing"], row["class"]) for row in rows}
    assert expand("peel:Grade") in {kind for _, kind in expected}
    for store in (real, store_in_memory(real)):
        things = json.loads(json.dumps(read_graph(store).data))
        names, nodes = things["classes"]["name"], things["nodes"]
        found = {
            (expand(iri), expand(f"peel:{names[number]}"))
            for iri, first, also in zip(nodes["iri"], nodes["class"], nodes["also"], strict=True)
            for number in (first, *also)
            if names[number] != "Theme"
        }
        assert found == expected
