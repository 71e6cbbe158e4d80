"""What a map tells of its things beside their relations."""

from __future__ import annotations

import time
from decimal import Decimal

import networkx
import pytest

from graph.analyse.networks.projection import project
from graph.query.description import describe_thing
from graph.store import Store, rows
from viz.maps.panel_data import PanelData, read_panel_data


@pytest.fixture(scope="module")
def told(real: Store) -> PanelData:
    """The details of everything in the real report."""
    return read_panel_data(real, project(real, "everything"))


def test_each_thing_has_what_describe_tells(real: Store, told: PanelData) -> None:
    """Notes, findings, figures and areas for improvement of a thing are those of `peelgraph show`."""
    for iri in (
        "force/cambridgeshire",
        "unit/cambridgeshire-demand-hub",
        "collaboration/cambridgeshire-marac",
    ):
        full = f"https://w3id.org/peelgraph/id/{iri}"
        known, thing = describe_thing(real, full), told.things[full]
        assert sorted(thing.notes) == sorted(known.notes)
        for found, kind in (
            (thing.findings, "Finding"),
            (thing.figures, "Figure"),
            (thing.areas, "AreaForImprovement"),
        ):
            assert set(found) == {node.iri for node in known.of_kind(kind)}


def test_findings_carry_polarity_practice_and_sentences(real: Store, told: PanelData) -> None:
    """As many of each polarity and practice as the graph has, each with the sentences that it was taken from."""
    for what in ("polarity", "practice", "status"):
        counted = {
            row["label"].value: int(row["n"].value)
            for row in rows(
                real,
                f"SELECT ?label (COUNT(*) AS ?n) {{ ?f a peel:Finding ; peel:{what}/rdfs:label ?label }} GROUP BY ?label",
            )
        }
        values = [getattr(finding, what) for finding in told.findings.values()]
        assert {label: values.count(label) for label in set(values) if label} == counted
    assert all(finding.sentences and finding.voices for finding in told.findings.values())
    assert all(
        iri in told.sentences for finding in told.findings.values() for iri in finding.sentences
    )


def test_figures_stand_beside_their_comparators(real: Store, told: PanelData) -> None:
    """Each pair that the report compares is there, with both values and what the comparison gives."""
    text = (
        "SELECT ?one ?value ?other { ?one peel:comparedWith/peel:value ?other ; peel:value ?value }"
    )
    for row in rows(real, text):
        measured = told.figures[row["one"].value]
        assert Decimal(str(measured.value.value)) == Decimal(row["value"].value)
        assert any(
            Decimal(str(bar.value)) == Decimal(row["other"].value) for bar in measured.comparators
        )
        assert measured.outcome


def test_sentences_know_their_part_and_themes(real: Store, told: PanelData) -> None:
    """A sentence stands under its question and has the themes that it mentions, and those above them."""
    asked = {row["s"].value for row in rows(real, "SELECT ?s { ?s a peel:Sentence }")}
    assert told.sentences
    assert set(told.sentences) <= asked
    for iri, place in told.sentences.items():
        assert (
            place.part.removeprefix("question ") == iri.partition("/q")[2][:1]
        ) or place.part == "summary"
    mentions = {
        (row["s"].value, row["t"].value)
        for row in rows(
            real,
            "SELECT ?s ?t { ?s a peel:Sentence ; peel:mentions ?t . ?t skos:inScheme <https://w3id.org/peelgraph/vocabulary/theme> }",
        )
    }
    assert {pair for pair in mentions if pair[0] in told.sentences} <= {
        (iri, theme) for iri, place in told.sentences.items() for theme in place.themes
    }
    above = {
        (row["s"].value, row["t"].value)
        for row in rows(
            real,
            "SELECT ?s ?t { ?s a peel:Sentence ; peel:mentions/skos:broader*/skos:related? ?t . ?t skos:inScheme ?scheme "
            "FILTER(STRENDS(STR(?scheme), '/theme')) }",
        )
    }
    assert above
    assert {pair for pair in above if pair[0] in told.sentences} <= {
        (iri, theme) for iri, place in told.sentences.items() for theme in place.themes
    }


def test_only_what_is_shown_is_read(real: Store, told: PanelData) -> None:
    """A small map has the same data on its things as one of everything, and no other data."""
    network = project(real, "referrals")
    panel = read_panel_data(real, network)
    assert set(panel.things) == set(network)
    assert all(panel.things[iri] == told.things[iri] for iri in network)
    for name in ("findings", "figures", "areas"):
        shown = {node for thing in panel.things.values() for node in getattr(thing, name)}
        assert shown == set(getattr(panel, name))
        assert all(getattr(told, name)[iri] == value for iri, value in getattr(panel, name).items())
    assert len(panel.sentences) < len(told.sentences)
    assert all(told.sentences[iri] == place for iri, place in panel.sentences.items())


def test_a_finding_on_the_map_tells_itself(real: Store) -> None:
    """Where findings and figures are things of a map, choosing one shows what it says and its sentences."""
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    finding, figure = (
        next(iter(rows(real, f"SELECT ?x {{ ?x a peel:{kind} }} ORDER BY ?x LIMIT 1")))["x"].value
        for kind in ("Finding", "Figure")
    )
    network.add_nodes_from([finding, figure, "urn:unknown"])
    things = read_panel_data(real, network).things
    assert things[finding].findings == (finding,)
    assert things[figure].figures == (figure,)
    assert things["urn:unknown"].notes == ()


def test_the_whole_report_is_gathered_at_once(real: Store) -> None:
    """One query for each kind of fact: all things of the report take little longer than a few."""
    few: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    few.add_node("https://w3id.org/peelgraph/id/force/cambridgeshire")
    many: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    many.add_nodes_from(
        row["x"].value for row in rows(real, "SELECT DISTINCT ?x { ?f peel:about ?x }")
    )
    assert many.number_of_nodes() > 400
    took = []
    for network in (few, many):
        begin = time.process_time()
        read_panel_data(real, network)
        took.append(time.process_time() - begin)
    assert took[1] < 3 * took[0] + 0.2
