"""The part of a graph that the page of a map holds: its network, what is said of it, and no more."""

from __future__ import annotations

import pytest

from graph.analyse.networks.projection import project
from graph.evidence import Evidence
from graph.namespaces import expand
from graph.queries import text_rows
from graph.store import Store
from viz.explorer.graph_data import read_graph
from viz.explorer.graph_part import WHOLE, Part, network_part, things_part
from viz.maps import filters
from viz.maps.builder import further_networks, picture
from viz.maps.catalogue import MAPS, MapOptions

METHUB = expand("unit:cambridgeshire-methub")
ABUSE = expand("theme:domestic-abuse")
ABOUT = expand("peel:about")


@pytest.fixture(scope="module")
def part(real: Store) -> Part:
    """The part for the partnerships of the real report."""
    return network_part(real, project(real), views=["units-partners"])


def test_it_has_every_statement_of_the_network_with_its_sentences(real: Store, part: Part) -> None:
    """And the network of the view has those between the two sides."""
    network = project(real)
    for source, target, relation, attributes in network.edges(keys=True, data=True):
        sentences = {sentence.iri for sentence in attributes["sentences"]}
        assert sentences <= set(part.statements[source, relation, target])
    assert part.own == set(network)
    assert set(part.networks[WHOLE][0]) == {
        (source, relation, target) for source, target, relation in network.edges(keys=True)
    }
    members, second = part.networks["units-partners"]
    partners = project(real, "units-partners")
    assert set(members) <= {(a, relation, b) for a, b, relation in partners.edges(keys=True)}
    assert set(second) <= {iri for iri, side in partners.nodes(data="side") if side}


@pytest.mark.parametrize("name", ["partnerships", "communities"])
def test_a_view_of_a_map_shows_as_many_relations_as_elsewhere(real: Store, name: str) -> None:
    """Also those that the network of the map does not have, as who evaluates whom; the map stays what it was."""
    content = picture(real, name)
    further = further_networks(real, MAPS[name], MapOptions(), content.network)
    part = network_part(real, content.network, views=content.views, further=further)
    partners = project(real, "units-partners").subgraph(content.network)
    members, _ = part.networks["units-partners"]
    assert set(members) == {(a, relation, b) for a, b, relation in partners.edges(keys=True)}
    assert len(part.networks[WHOLE][0]) == content.network.number_of_edges() < len(part.statements)
    assert not set(members) <= set(part.networks[WHOLE][0])


def test_a_voice_and_a_theme_hold_for_further_relations_of_a_view(real: Store) -> None:
    """No relation gets in that the filters of the map leave out."""

    def further(options: MapOptions) -> list[Evidence]:
        network = picture(real, "partnerships", options).network
        networks = further_networks(real, MAPS["partnerships"], options, network)
        edges = [edge for item in networks.values() for *_, edge in item.edges(data=True)]
        return [sentence for edge in edges for sentence in edge["sentences"]]

    voiced = further(MapOptions(voices=("force states",)))
    assert voiced
    assert all("force states" in sentence.voices for sentence in voiced)
    themed = {sentence.iri for sentence in further(MapOptions(theme=ABUSE))}
    assert themed
    assert themed <= filters.sentences_on(real, ABUSE)


def test_a_voice_holds_for_the_statements_of_the_map(real: Store) -> None:
    """What stands beside them, such as whose a unit is, adds no sentence of another voice."""
    network = picture(real, "units", MapOptions(voices=("force states",))).network
    part = network_part(real, network)
    for source, target, relation, attributes in network.edges(keys=True, data=True):
        sentences = {sentence.iri for sentence in attributes["sentences"]}
        assert part.statements[source, relation, target] == sentences


def test_it_has_all_that_is_said_about_its_things(real: Store, part: Part) -> None:
    """Findings, figures and the like, with the sentences they are quoted from."""
    query = (
        "SELECT ?note ?thing ?sentence { ?note peel:about ?thing ; prov:wasQuotedFrom ?sentence }"
    )
    rows = [row for row in text_rows(real, query) if row["thing"] in part.own]
    assert rows
    assert {row["note"] for row in rows} <= part.things
    assert {row["sentence"] for row in rows} <= part.sentences
    assert {(row["note"], ABOUT, row["thing"]) for row in rows} <= part.statements.keys()


def test_it_has_nothing_that_does_not_belong_to_it(real: Store) -> None:
    """Around one unit: no finding about others alone, no other unit, no sentence without a use."""
    things = filters.of_things(project(real, "everything"))
    near = filters.neighbourhood(things, [METHUB], 1)
    part = network_part(real, near, about=[METHUB])
    data = read_graph(real, part).data
    cited = {source for source, relation, _ in part.statements if relation == ABOUT}
    query = "SELECT ?note ?thing { ?note peel:about ?thing }"
    about: dict[str, set[str]] = {}
    for row in text_rows(real, query):
        about.setdefault(row["note"], set()).add(row["thing"])
    assert all(about[note] & part.own for note in cited - part.figures.keys())
    columns = data["statements"]
    assert isinstance(columns, dict)
    used = {at for items in columns["sentences"] for at in items}
    quoted = data["quoted"]
    assert isinstance(quoted, dict)
    used |= set(quoted["sentence"])
    sentences = data["sentences"]
    assert isinstance(sentences, dict)
    assert used == set(range(len(sentences["iri"])))
    others = part.things - part.own - cited
    kinds = {row["iri"]: row["kind"] for row in text_rows(real, _KINDS)}
    assert {kinds[iri] for iri in others & kinds.keys()} <= {"Theme", "Figure", "body"}


_KINDS = """
SELECT ?iri ?kind {
  { ?iri skos:inScheme <https://w3id.org/peelgraph/vocabulary/theme> . BIND("Theme" AS ?kind) }
  UNION { ?iri a peel:Figure . BIND("Figure" AS ?kind) }
  UNION { ?iri a peel:Unit . BIND("unit" AS ?kind) FILTER(?iri != unit:cambridgeshire-methub) }
  UNION { ?iri a peel:Operation . BIND("operation" AS ?kind) }
}
"""


def test_a_unit_brings_the_body_that_it_belongs_to(real: Store) -> None:
    """So that whose it is can be said, though the map has no relation with that body."""
    part = things_part(real, [METHUB])
    assert (METHUB, expand("org:unitOf"), expand("force:cambridgeshire")) in part.statements
    assert expand("force:cambridgeshire") in part.things - part.own


def test_a_theme_brings_what_its_answer_includes(real: Store) -> None:
    """Narrower themes and the groups it concerns, with the findings about them."""
    theme = picture(real, "ego", MapOptions(about=(ABUSE,)))
    part = network_part(real, theme.network, about=theme.centre)
    query = """SELECT DISTINCT ?note { ?near skos:broader*/skos:related? theme:domestic-abuse .
      ?note peel:about ?near ; a peel:Finding }"""
    assert {row["note"] for row in text_rows(real, query)} <= part.things


def test_areas_for_improvement_bring_their_inspection(real: Store) -> None:
    """So that the page can say which of them an earlier inspection set."""
    part = network_part(real, picture(real, "areas-for-improvement").network)
    rows = text_rows(real, "SELECT ?i { ?a a peel:AreaForImprovement ; peel:inspection ?i }")
    assert {row["i"] for row in rows} <= part.things
    assert part.is_of("https://w3id.org/peelgraph/report/cambridgeshire-2018-19-effectiveness")
    assert not part.is_of("https://w3id.org/peelgraph/report/cambridgeshire-2018")


def test_links_of_findings_are_not_stated(real: Store) -> None:
    """What two things share is a line with sentences and no statement of the graph."""
    part = network_part(real, picture(real, "findings").network)
    assert part.links
    assert not part.networks[WHOLE][0]
    assert {link.relation for link in part.links} == {""}
    assert {link.words for link in part.links} <= {
        "share a strength",
        "share a concern",
        "share a finding of both",
    }
    assert all(set(link.sentences) <= part.sentences for link in part.links)


def test_rows_are_those_of_the_query_of_all_statements(part: Part) -> None:
    """One for each statement and sentence."""
    rows = list(part.rows())
    assert len(rows) == sum(len(sentences) or 1 for sentences in part.statements.values())
    assert {row[:3] for row in rows} == part.statements.keys()
