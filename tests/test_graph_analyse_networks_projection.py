"""Networks projected from the store: what is in them, what a choice leaves."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import Mock

import pytest
from conftest import ROOT

from graph.analyse.networks import facts, projection
from graph.analyse.networks.projection import (
    Selection,
    project,
    project_members,
    projections,
)
from graph.default_graph import add_statements
from graph.errors import PeelgraphError
from graph.namespaces import ID
from graph.statement_columns import Near
from graph.store import Store, open_current, parse_text, rows, store_in_memory

NAMES = sorted(projections())


@pytest.mark.parametrize("name", NAMES)
def test_each_network_tells_what_it_answers(name: str) -> None:
    """A network has a question, says what it holds, and both stand in the page on analysis."""
    told = projections()[name]
    assert told.question.endswith("?")
    assert told.holds.endswith(".")
    assert f"| `{name}` | {told.question} | {told.holds} |" in (
        ROOT / "docs" / "analysis.md"
    ).read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_each_edge_is_stated_in_its_sentences(real: Store, name: str) -> None:
    """The sentences on each edge of each network are exactly the graphs that state it."""
    stated: dict[tuple[str, str, str], set[str]] = {}
    for row in rows(
        real, "SELECT ?a ?p ?b ?s { GRAPH ?s { ?a ?p ?b } ?s a peel:Sentence . FILTER(isIRI(?b)) }"
    ):
        stated.setdefault((row["a"].value, row["b"].value, row["p"].value), set()).add(
            row["s"].value
        )
    network = project(real, name)
    assert network.number_of_edges() > 20
    for one, other, relation, edge in network.edges(keys=True, data=True):
        assert {sentence.iri for sentence in edge["sentences"]} == stated[one, other, relation]
        assert edge["weight"] == len(edge["sentences"])


@pytest.mark.parametrize("name", NAMES)
def test_what_is_near_is_whole(real_directory: Path, name: str) -> None:
    """Around a thing a network has every relation that it has in the whole, and less of the rest."""
    store = open_current(real_directory)
    whole = project(store, name)
    thing = max(sorted(whole), key=lambda node: -abs(whole.degree(node) - 5))
    part = project(store, name, near=Near(frozenset([thing]), 1))
    nodes = {thing, *whole.successors(thing), *whole.predecessors(thing)}
    assert thing in part
    assert len(part) < len(whole)
    near, expected = part.subgraph(nodes), whole.subgraph(nodes)
    assert sorted(near.nodes(data=True)) == sorted(expected.nodes(data=True))
    assert {edge[:3]: edge[3] for edge in near.edges(keys=True, data=True)} == {
        edge[:3]: edge[3] for edge in expected.edges(keys=True, data=True)
    }
    assert part.graph.keys() == whole.graph.keys()


def test_loaded_data_lead_to_what_is_near(real: Store) -> None:
    """A relation of loaded data is a step too; far from everything there is an empty network."""
    hub, force = f"{ID}unit/cambridgeshire-methub", "urn:elsewhere"
    store = store_in_memory(real)
    text = f"<urn:elsewhere> a <urn:Team> ; <urn:knows> <{hub}> ; <urn:likes> <urn:x> . <urn:x> a <urn:Team> ."
    add_statements(store, parse_text(text))
    part = project(store, "everything", near=Near(frozenset([force]), 2))
    assert set(project(store, "everything")[hub]) <= set(part)
    assert part.number_of_edges("urn:elsewhere", "urn:x") == 1
    assert not project(real, "things", near=Near(frozenset(["urn:nothing"]), 1))


def test_everything_holds_every_other_network(real: Store) -> None:
    """No network states what the network of everything does not."""
    whole = set(project(real, "everything").edges(keys=True))
    for name in NAMES:
        assert set(project(real, name).edges(keys=True)) <= whole, name


@pytest.mark.parametrize("name", [name for name in NAMES if projections()[name].sides])
def test_networks_of_two_sides_have_no_edge_within_a_side(real: Store, name: str) -> None:
    """Every relation leads from one side to the other."""
    network = project(real, name)
    assert network.graph["sides"] == 2
    assert all(
        {network.nodes[one]["side"], network.nodes[other]["side"]} == {0, 1}
        for one, other in network.edges()
    )
    assert {told["side"] for _, told in network.nodes(data=True)} == {0, 1}


def test_areas_for_improvement_have_all_their_reasons(real: Store) -> None:
    """Every area for improvement is in its network with each finding it rests on."""
    network = project(real, "areas-for-improvement")
    text = "SELECT ?a ?f { ?a a peel:AreaForImprovement . OPTIONAL { ?a peel:restsOn ?f } }"
    found = [
        (row["a"].value, row["f"].value if row["f"] is not None else None)
        for row in rows(real, text)
    ]
    assert len(found) > 11
    assert all(
        area in network if finding is None else network.has_edge(area, finding)
        for area, finding in found
    )


def test_findings_tell_their_polarity_status_practice_and_voices(real: Store) -> None:
    """What a finding says of itself is on its node, as the store has it."""
    network = project(real, "findings")
    text = "SELECT ?f ?p ?s ?v { ?f a peel:Finding ; peel:polarity/rdfs:label ?p ; peel:status/rdfs:label ?s ; peel:basis/rdfs:label ?v }"
    told = {row["f"].value: row for row in rows(real, text)}
    seen = [node for node in network if network.nodes[node]["kind"] == "Finding"]
    assert len(seen) == len(told) > 400
    for node in seen:
        facts = network.nodes[node]
        assert (facts["polarity"], facts["status"]) == (
            told[node]["p"].value,
            told[node]["s"].value,
        )
        assert told[node]["v"].value in facts["voices"]
    assert {network.nodes[node]["practice"] for node in seen} >= {
        "positive practice",
        "outstanding practice",
        "",
    }


def test_a_choice_of_polarity_keeps_only_such_findings(real: Store) -> None:
    """Concerns alone are left of the findings; a network without findings has none, and says so."""
    network = project(real, "findings", Selection(polarity=["concern"]))
    kinds = {
        (told["kind"], told["polarity"])
        for _, told in network.nodes(data=True)
        if told["side"] == 0
    }
    assert kinds == {("Finding", "concern")}
    with pytest.raises(PeelgraphError, match="no relation of a finding that is concern is left"):
        project(real, "structure", Selection(polarity=["concern"]))


def test_without_plans_no_planned_thing_is_left(real: Store) -> None:
    """Plans, and findings that are planned, are left out on demand."""
    assert any(
        told["status"] == "planned" for _, told in project(real, "findings").nodes(data=True)
    )
    for name in ("findings", "partnerships"):
        network = project(real, name, Selection(planned=False))
        assert not any(told["status"] == "planned" for _, told in network.nodes(data=True))
        assert not any(edge["planned"] for _, _, edge in network.edges(data=True))


def test_an_unknown_network_suggests_the_nearest(real: Store) -> None:
    """A slip of the pen is understood, and all names are listed."""
    with pytest.raises(
        PeelgraphError, match=r"Did you mean units-themes\? Networks: areas-for-improvement, "
    ):
        project(real, "unit-themes")


def test_choices_meet_and_the_one_that_empties_is_named(real: Store) -> None:
    """Of two choices together, the message names the one after which nothing was left."""
    assert project(real, "referrals", Selection(question=3)).number_of_edges() > 0
    with pytest.raises(PeelgraphError, match="in the voice national figures"):
        project(real, "referrals", Selection(question=3, voices=["national figures"]))


def test_the_network_carries_its_evidence(invented: Store) -> None:
    """Nodes have label and kind, edges the sentences with place, address and voice, and as weight their number."""
    network = project(invented)
    team, trust = (
        "https://w3id.org/peelgraph/id/unit/exampleshire-river-team",
        "https://w3id.org/peelgraph/id/organisation/angling-trust",
    )
    assert network.nodes[team]["kind"] == "Unit"
    assert network.nodes[trust]["sector"] == "voluntary sector"
    (edge,) = network.get_edge_data(team, trust).values()
    (sentence,) = edge["sentences"]
    assert (edge["words"], edge["weight"], edge["planned"]) == ("works with", 1, False)
    assert sentence.place == "question 1, Watching the river, paragraph 1, sentence 1"
    assert sentence.address.startswith("https://example.org/exampleshire/#:~:text=")
    assert sentence.voices == ("inspectorate",)


def test_a_question_narrows_the_network(real: Store) -> None:
    """Only relations of sentences under the question remain, and an empty network says what emptied it."""
    network = project(real, selection=Selection(question=1))
    places = {s.iri for _, _, edge in network.edges(data=True) for s in edge["sentences"]}
    assert places
    assert all("/q1/" in place for place in places)
    with pytest.raises(PeelgraphError, match="under question 8"):
        project(real, selection=Selection(question=8))


def test_loaded_data_have_networks_of_their_own() -> None:
    """Things of any class and relations in any vocabulary; a network of two sides has no place for them."""
    store = Store()
    add_statements(
        store,
        parse_text(
            "@prefix ex: <urn:> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
            "ex:a a ex:Team ; skos:prefLabel 'a'@de , 'b'@en ; ex:partOf ex:f . ex:f a ex:Force ."
        ),
    )
    for name in ("partnerships", "things", "everything"):
        network = project(store, name)
        assert network.nodes["urn:a"]["label"] == "b"
        assert {(node, data["kind"], data["side"]) for node, data in network.nodes(data=True)} == {
            ("urn:a", "Team", 0),
            ("urn:f", "Force", 0),
        }
        ((_, _, edge),) = network.edges(data=True)
        assert (edge["words"], edge["weight"]) == ("part of", 1)
    with pytest.raises(
        PeelgraphError, match="states nothing that the network units-partners holds"
    ):
        project(store, "units-partners")


def _members(store: Store, name: str) -> tuple[set[tuple[str, str, str]], set[str]]:
    """Return the edges of a network and the things on its second side; nothing where it is empty."""
    try:
        network = project(store, name)
    except PeelgraphError:
        return set(), set()
    edges = {(source, relation, target) for source, target, relation in network.edges(keys=True)}
    return edges, {iri for iri, side in network.nodes(data="side") if side}


def test_members_are_those_of_the_network(real: Store) -> None:
    """Edges and second sides are the same without the network, with loaded data and without."""
    loaded = Store()
    text = (
        "@prefix ex: <urn:> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
        "ex:a a ex:Team ; skos:prefLabel 'a' ; ex:partOf ex:f . ex:f a ex:Force ."
    )
    add_statements(loaded, parse_text(text))
    for store in (real, loaded):
        members = project_members(store, projections())
        assert members == {name: _members(store, name) for name in projections()}


def test_networks_share_what_they_read(real: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Networks with the same query read its statements once, and all read things once."""
    functions = [
        Mock(wraps=getattr(module, name))
        for module, name in ((projection, "projected_statements"), (facts, "named_things"))
    ]
    monkeypatch.setattr(projection, "projected_statements", functions[0])
    monkeypatch.setattr(facts, "named_things", functions[1])
    project_members(real, ["things", "units-partners", "structure"])
    assert [function.call_count for function in functions] == [2, 1]
