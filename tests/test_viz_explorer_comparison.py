"""The data of a comparison: relations counted as SPARQL and the diff count them, things, changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from second_graphs import CHARITY, HUB, VALUE, Earlier, another_force, earlier_version

from graph.diff.snapshot import Snapshot, read_snapshot, read_snapshots, snapshot_of_quads
from graph.diff.statements import Difference, difference
from graph.namespaces import compress, expand
from graph.queries import text_rows
from graph.store import NamedNode, Quad, Store, store_in_memory
from graph.terms import read
from viz.explorer.comparison import comparable_store, read_comparison
from viz.explorer.comparison_sides import FAR
from viz.explorer.graph_data import GraphData, read_graph

Relations = dict[tuple[frozenset[str], str] | tuple[str, str, str], set[str]]
STATED = """SELECT ?s ?p ?o ?g WHERE {
  ?p peel:inverseLabel ?back ; peel:family ?family .
  GRAPH ?g { ?s ?p ?o }
  ?s rdfs:label ?one . ?o rdfs:label ?two .
  FILTER(?g != <https://w3id.org/peelgraph/graph/inferred>)
}"""
KINDS = "SELECT ?x ?class WHERE { ?x a ?class FILTER(STRSTARTS(STR(?class), STR(peel:))) }"
THEMES = "SELECT ?x WHERE { ?x skos:inScheme <https://w3id.org/peelgraph/vocabulary/theme> }"
HIDDEN = {expand(f"peel:{name}") for name in ("Sentence", "Paragraph", "Section")}


class Compared(NamedTuple):
    """The real graph beside an earlier one."""

    graph: GraphData
    delta: Difference
    earlier: Earlier
    data: dict[str, Any]


@pytest.fixture(scope="module")
def snapshot(real_directory: Path) -> Snapshot:
    """The real graph, as `peelgraph diff` reads it."""
    return read_snapshot(str(real_directory))


@pytest.fixture(scope="module")
def graph(real: Store) -> GraphData:
    """The data of the page."""
    return read_graph(real)


@pytest.fixture(scope="module")
def compared(real: Store, snapshot: Snapshot, graph: GraphData) -> Compared:
    """The real graph beside an earlier version."""
    earlier = earlier_version(real)
    delta = difference(snapshot_of_quads("folder/earlier.nq", earlier.quads), snapshot)
    return Compared(graph, delta, earlier, read_comparison(real, graph, delta))


def _relations(store: Store) -> Relations:
    """Return the relations between things of a store with their sentences, as SPARQL has them."""
    kinds: dict[str, set[str]] = {row["x"]: set() for row in text_rows(store, THEMES)}
    for row in text_rows(store, KINDS):
        kinds.setdefault(row["x"], set()).add(row["class"])
    terms = read(store)
    cited = {kind.iri for kind in terms.of_family("statement")}
    relations: Relations = {}
    for row in text_rows(store, STATED):
        source, relation, target = row["s"], row["p"], row["o"]
        if any(end not in kinds or kinds[end] & (cited | HIDDEN) for end in (source, target)):
            continue
        key: Any = (source, relation, target)
        if terms.relations[relation].is_symmetric:
            key = (frozenset((source, target)), relation)
        relations.setdefault(key, set())
        if "/report/" in row["g"]:
            relations[key].add(row["g"])
    return relations


def _is_cited(compared: Compared, number: int) -> bool:
    data = compared.data if number >= FAR else compared.graph.data
    place = number - FAR if number >= FAR else number
    classes: Any = compared.graph.data["classes"]
    return bool(classes["family"][data["nodes"]["class"][place]] == "statement")  # type: ignore[index]


def _between_things(
    compared: Compared, columns: dict[str, list[Any]], places: list[int]
) -> list[int]:
    return [
        at
        for at in places
        if not any(_is_cited(compared, columns[end][at]) for end in ("source", "target"))
    ]


def test_relations_are_counted_as_sparql_counts_them(real: Store, compared: Compared) -> None:
    """Only here, only there, in both and on other sentences: as many as two queries and sets say."""
    here, there = _relations(real), _relations(store_with_default(compared.earlier.quads))
    data, statements = compared.data, compared.graph.data["statements"]
    only_here = _between_things(compared, statements, data["onlyHere"])  # type: ignore[arg-type]
    far = data["onlyThere"]
    only_there = _between_things(compared, far, list(range(len(far["source"]))))
    moved = _between_things(compared, statements, [at for at, _ in data["elsewhere"]])  # type: ignore[arg-type]
    assert len(only_here) == len(here.keys() - there.keys()) == len(compared.earlier.missing) == 4
    assert len(only_there) == len(there.keys() - here.keys()) == 1
    both = here.keys() & there.keys()
    assert len(moved) == sum(here[key] != there[key] for key in both) == 2


def store_with_default(quads: list[Quad]) -> Store:
    """Return a store in which plain patterns match too."""
    return store_in_memory([*quads, *(Quad(*quad.triple) for quad in quads)])


def test_relations_are_those_of_the_diff(compared: Compared) -> None:
    """What the diff adds, removes and moves among relations between things is what the page says."""
    things: Any = compared.graph.data["nodes"]
    missing = {frozenset(map(compress, pair)) for pair in compared.earlier.missing}
    statements: Any = compared.graph.data["statements"]
    shown = [
        frozenset(things["iri"][statements[end][at]] for end in ("source", "target"))
        for at in compared.data["onlyHere"]
    ]
    assert missing <= set(shown)
    added = {
        frozenset(
            (compress(str(item.triple.subject)[1:-1]), compress(str(item.triple.object)[1:-1]))
        )
        for item in compared.delta.statements
        if item.what == "added" and item.triple.predicate == NamedNode(expand("peel:worksWith"))
    }
    assert added == missing


def test_things_of_one_side_have_numbers_of_their_own(compared: Compared) -> None:
    """A thing that only the second graph has gets no number of the page; one that it lacks is named."""
    data = compared.data
    assert data["nodes"]["iri"] == [CHARITY]
    assert data["onlyThere"]["source"] + data["onlyThere"]["target"] != []
    assert FAR in data["onlyThere"]["source"] + data["onlyThere"]["target"]
    iris: Any = compared.graph.data["nodes"]
    assert [iris["iri"][at] for at in data["thingsHere"]] == [compress(compared.earlier.finding)]
    hub = iris["iri"].index(HUB)
    assert hub in data["onlyThere"]["source"] + data["onlyThere"]["target"]


def test_a_changed_figure_has_both_values(compared: Compared) -> None:
    """The value of a figure stands there before and after, and in words."""
    iris: Any = compared.graph.data["nodes"]
    number = iris["iri"].index(compress(compared.earlier.figure))
    [change] = [item for item in compared.data["changes"] if item["of"] == number]
    assert change["kind"] == "figure"
    [(words, before, after)] = change["details"]
    assert (words, before) == ("value", VALUE)
    assert after != VALUE
    assert dict(compared.data["figures"])[number].startswith(VALUE)


def test_names_say_no_path(compared: Compared) -> None:
    """The second graph is named by the last part of its path, for the page may go to others."""
    assert compared.data["here"] == "this graph"
    assert compared.data["there"] == "the other graph (earlier.nq)"
    assert compared.data["hasSentences"]
    assert not compared.data["otherReports"]


def test_the_same_graph_has_no_difference(
    real: Store, snapshot: Snapshot, graph: GraphData
) -> None:
    """Beside itself a graph has nothing alone, nothing moved and nothing changed."""
    data: Any = read_comparison(real, graph, difference(snapshot, snapshot))
    assert [data[name] for name in ("onlyHere", "elsewhere", "thingsHere", "changes")] == [[]] * 4
    assert data["onlyThere"]["source"] == data["nodes"]["iri"] == []


def test_a_graph_without_sentences_is_compared_by_what_it_states(
    real: Store, snapshot: Snapshot, graph: GraphData
) -> None:
    """A Turtle file of the same statements states all relations; evidence is not compared."""
    triples = [Quad(*quad.triple) for quad in real]
    delta = difference(snapshot_of_quads("same.ttl", triples), snapshot)
    data: Any = read_comparison(real, graph, delta)
    assert not data["hasSentences"]
    assert data["onlyHere"] == data["onlyThere"]["source"] == data["elsewhere"] == []


def test_reports_of_two_forces_correspond(
    real: Store, snapshot: Snapshot, graph: GraphData
) -> None:
    """The graphs are named by their reports, and each thing of the force has its counterpart."""
    delta = difference(snapshot_of_quads("other.nq", another_force(real)), snapshot)
    data: Any = read_comparison(real, graph, delta)
    assert data["otherReports"]
    assert (data["here"][:14], data["there"][:11]) == ("Cambridgeshire", "Carrowshire")
    iris: Any = graph.data["nodes"]
    names = {iris["iri"][here]: data["nodes"]["iri"][there - FAR] for here, there in data["alike"]}
    assert names[HUB] == "unit:carrowshire-methub"
    assert names["force:cambridgeshire"] == "force:carrowshire"
    assert all("arrow" in name for name in names.values())


def test_a_store_to_compare_with_has_the_ontology(real: Store) -> None:
    """A file without the ontology is read with that of the page."""
    quads = [
        Quad(quad.subject, quad.predicate, quad.object, quad.graph_name)
        for quad in real
        if "ontology#" not in str(quad.subject)
    ]
    store = comparable_store(snapshot_of_quads("data.nq", quads), real)
    assert read(store).relations == read(real).relations


def test_what_two_stores_share_is_compared_too(
    real: Store, real_directory: Path, snapshot: Snapshot
) -> None:
    """A difference of two stores leaves out what is the same in both; the page has all of it."""
    part, _ = read_snapshots(str(real_directory), str(real_directory))
    assert part.unread
    assert set(comparable_store(part, real)) == set(comparable_store(snapshot, real))
