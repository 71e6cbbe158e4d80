"""The data as a whole: everything has its place, and the report is covered."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT

from graph.load.lint import short_name
from graph.namespaces import BASE, GRAPH, REPORT
from graph.parse.parser import parse_file
from graph.read.reports import read_report
from graph.store import BlankNode, NamedNode, Store, rows
from graph.text import normalize

FORCES = 43
GROUND = (
    "graph/ontology/",
    "graph/data/",
    "id/source/",
    "graph/inferred",
    "graph/build",
    "graph/description",
)


def _one(store: Store, text: str) -> int:
    (row,) = rows(store, text)
    return int(row["n"].value)


def test_every_statement_is_in_a_sentence_or_in_the_register(real: Store) -> None:
    """No statement stands in a graph that is neither a sentence of a report nor one of the known others."""
    sentences = {row["s"].value for row in rows(real, "SELECT ?s { ?s a peel:Sentence }")}
    for name in real.named_graphs():
        assert isinstance(name, NamedNode)
        assert name.value in sentences or name.value.removeprefix(BASE).startswith(GROUND), name


def test_what_the_register_states_is_description_only(real: Store) -> None:
    """Outside the graphs of sentences no relation between things is stated."""
    relations = "?relation rdfs:isDefinedBy <https://w3id.org/peelgraph/ontology/policing> ; a owl:ObjectProperty"
    outside = f"GRAPH ?g {{ ?s ?relation ?o }} FILTER(STRSTARTS(STR(?g), '{GRAPH}data/') && ?relation NOT IN (peel:polices, peel:legislation))"
    text = f"SELECT DISTINCT ?g ?relation {{ {relations} . {outside} }}"
    assert [tuple(map(str, row)) for row in rows(real, text)] == []


def test_each_sentence_of_the_report_was_read(real: Store) -> None:
    """Every sentence has its voice, and a finding or the reason why it has none."""
    assert (
        _one(real, "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a peel:Sentence ; peel:basis ?voice }")
        == 413
    )
    unread = "SELECT ?s { ?s a peel:Sentence . MINUS { ?s peel:noFinding ?why } MINUS { ?f a peel:Finding ; prov:wasQuotedFrom ?s } }"
    assert [short_name(row["s"].value) for row in rows(real, unread)] == []


def test_the_register_knows_the_forces(real: Store) -> None:
    """The 43 territorial forces of England and Wales, each with the short name of its area."""
    assert (
        _one(
            real,
            "SELECT (COUNT(DISTINCT ?f) AS ?n) { ?f a peel:Force ; rdfs:label ?l ; skos:altLabel ?a }",
        )
        == FORCES
    )


def test_identifiers_have_a_catalogue(real: Store) -> None:
    """Each link to an outside identifier stands in the graph of the catalogue it was taken from, which says where it is."""
    text = "SELECT ?g { GRAPH ?g { ?s skos:exactMatch|peel:legislation ?o } FILTER(!STRSTARTS(STR(?g), 'https://w3id.org/peelgraph/graph/ontology/')) }"
    graphs = {row["g"].value for row in rows(real, text)}
    assert len(graphs) >= 4
    for graph in graphs:
        assert graph.startswith(f"{BASE}id/source/"), graph
        assert list(
            rows(real, f"SELECT ?where {{ GRAPH <{graph}> {{ <{graph}> dcterms:source ?where }} }}")
        ), graph


def test_no_force_is_the_same_as_a_place(real: Store) -> None:
    """A force and the area it polices share no identifier, and nothing is called the same by owl:sameAs."""
    assert (
        _one(
            real,
            "SELECT (COUNT(*) AS ?n) { ?f a peel:Force ; skos:exactMatch ?x . ?p a peel:Place ; skos:exactMatch ?x }",
        )
        == 0
    )
    assert _one(real, "SELECT (COUNT(*) AS ?n) { ?a owl:sameAs ?b }") == 0


def test_partnerships_come_with_their_sentences(real: Store) -> None:
    """The question that matters first: who works with whom, and which sentence says so."""
    text = "SELECT ?a ?b ?s { GRAPH ?s { ?a peel:worksWith ?b } ?s a peel:Sentence }"
    found = {
        (short_name(row["a"].value), short_name(row["b"].value), short_name(row["s"].value))
        for row in rows(real, text)
    }
    assert len(found) > 25
    pheasant = "q1/protecting-the-public-from-crime/3/5"
    assert ("force:cambridgeshire", "organisation:housing-associations", pheasant) in found
    assert ("force:cambridgeshire", "organisation:uk-border-agency", pheasant) in found


def test_negated_and_planned_use_is_no_edge(real: Store) -> None:
    """What the text denies, restricts or only plans is not stated as a plain relation (E-CINS, voluntary attendance, gang injunction)."""
    for relation, thing in (
        ("usesSystem", "system:e-cins"),
        ("usesMethod", "method:voluntary-attendance"),
        ("usesPower", "power:gang-injunction"),
        ("usesPower", "power:public-space-protection-order"),
    ):
        assert _one(real, f"SELECT (COUNT(*) AS ?n) {{ ?who peel:{relation} {thing} }}") == 0, thing
    assert (
        _one(
            real,
            "SELECT (COUNT(*) AS ?n) { unit:cambridgeshire-community-action-teams peel:plans power:gang-injunction }",
        )
        == 1
    )


MONTH = "(?:january|february|march|april|may|june|july|august|september|october|november|december)"
DATES = re.compile(
    rf"(?:12|six) months (?:to|from|between)|(?:\d{{1,2}} )?{MONTH} \d{{4}}|\d{{1,2}} {MONTH}|\b20\d\d(?:/\d\d)?\b"
)
UNITS = re.compile(r"per 1,000|per 1 million")  # the unit of a rate, not a quantity
NUMBER = re.compile(
    r"\d[\d,.]*\d|\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|third|quarters?|twice|fortnightly|daily|weekly|monthly|annually)\b"
)
NO_QUANTITY = {
    ("q1/protecting-the-public-from-crime/6/2", "one"): "one such officer: an example",
    ("q1/protecting-the-public-from-crime/10/6", "one"): "one such operation: an example",
    ("q2/investigation-quality/7/12", "one"): "one-to-one training",
    ("q3/understanding-and-identifying-vulnerability/7/2", "one"): "in one example",
    (
        "q3/understanding-and-identifying-vulnerability/9/4",
        "one",
    ): "one of the call handlers: an example",
    ("q3/supporting-vulnerable-victims/8/1", "one"): "one of the few: no number of the others",
}


def _printed(number: str, words: str) -> bool:
    edge = r"\d" if number[0].isdigit() else r"\w"
    return re.search(rf"(?<!{edge}){re.escape(number)}(?!{edge})", words) is not None


def test_every_number_of_the_text_is_a_figure(real: Store, source: Path) -> None:
    """Each number, in digits or words, is a figure at its sentence, part of a date or unit, or on the short list of others with the reason."""
    document = read_report(source)
    printed: dict[str, list[str]] = {}
    for row in rows(
        real, "SELECT ?s ?words { GRAPH ?s { ?f a peel:Figure ; peel:surface ?words } }"
    ):
        printed.setdefault(row["s"].value, []).append(normalize(row["words"].value))
    missing = []
    for section, paragraph, sentence in document.sentences():
        text = UNITS.sub(" ", DATES.sub(" ", normalize(document.quote(sentence.span))))
        iri = f"{REPORT}{document.slug}/{section.path}/{paragraph.number}/{sentence.number}"
        words = " | ".join(printed.get(iri, []))
        missing += [
            (short_name(iri), number)
            for number in NUMBER.findall(text)
            if not _printed(number, words)
        ]
    assert set(missing) == set(NO_QUANTITY)


@pytest.mark.parametrize(
    "path",
    sorted(p for p in (ROOT / "data").rglob("*") if p.suffix in {".ttl", ".trig"}),
    ids=lambda path: path.name,
)
def test_no_blank_node_is_in_the_data(path: Path) -> None:
    """Everything has an IRI, so that diffs and remote stores work."""
    assert not any(
        isinstance(term, BlankNode)
        for quad in parse_file(path, base=REPORT)
        for term in (quad.subject, quad.object, quad.graph_name)
    )


def test_findings_are_short(real: Store) -> None:
    """No finding or area for improvement is longer than twenty-five words."""
    labels = [
        row["l"].value
        for row in rows(
            real,
            "SELECT ?l { VALUES ?c { peel:Finding peel:AreaForImprovement } ?f a ?c ; rdfs:label ?l }",
        )
    ]
    assert len(labels) > 450
    assert [label for label in labels if len(label.split()) > 25] == []


STATEMENTS = ("Finding", "Figure", "AreaForImprovement", "Conflict")
LABELS = """
SELECT ?item ?label ?name ?force WHERE {
  ?item a peel:%s ; rdfs:label ?label ; peel:about ?thing .
  ?thing rdfs:label|skos:altLabel ?name .
  OPTIONAL { ?thing a ?force . FILTER(?force = peel:Force) }
}
"""


def _stems(text: str) -> set[str]:
    """Content words of a text, without common endings, so that the forms of a word count as one."""
    words = re.findall(r"[a-z]+", text.lower().replace("\u2019", "'").replace("'s", ""))
    return {
        re.sub(r"(ations?|ings?|ed|es|s|ly|ions?|ment|er|ers)$", "", word)
        for word in words
        if len(word) > 3
    }


@pytest.mark.parametrize("kind", STATEMENTS)
def test_labels_name_what_they_are_about(real: Store, kind: str) -> None:
    """A reader of a label alone learns of what it speaks: it holds a name of one of the things, the force not counted where there are others."""
    found = [
        (row["item"].value, row["label"].value, row["name"].value, row["force"] is not None)
        for row in rows(real, LABELS % kind)
    ]
    others = {item for item, _, _, is_force in found if not is_force}
    named = {item: False for item, _, _, _ in found}
    for item, label, name, is_force in found:
        if not (is_force and item in others):
            stems = _stems(name)
            named[item] |= name.lower() in label.lower() or (bool(stems) and stems <= _stems(label))
    nameless = sorted(short_name(item) for item, is_named in named.items() if not is_named)
    least = 0.95 if kind in ("Finding", "Figure") else 1.0
    assert len(named) - len(nameless) >= least * len(named), nameless


def test_labels_keep_to_the_words_of_the_report(real: Store, source: Path) -> None:
    """At most 8 of 100 content words of the labels of findings and figures stand nowhere in the report."""
    known = _stems(source.read_text("utf-8"))
    for kind in ("Finding", "Figure"):
        words = [
            stem
            for row in rows(real, f"SELECT ?l {{ ?x a peel:{kind} ; rdfs:label ?l }}")
            for stem in sorted(_stems(row["l"].value))
        ]
        unknown = [word for word in words if word not in known]
        assert len(unknown) <= 0.08 * len(words), sorted(set(unknown))


def test_every_good_at_is_a_judgment(real: Store, source: Path) -> None:
    """Wherever the report says that the force is good at something, a judgment stands at that sentence."""
    document = read_report(source)
    judged = {
        row["s"].value
        for row in rows(real, "SELECT ?s { ?j a peel:Judgment ; prov:wasQuotedFrom ?s }")
    }
    praised = {
        f"{REPORT}{document.slug}/{section.path}/{paragraph.number}/{sentence.number}"
        for section, paragraph, sentence in document.sentences()
        if re.search(r"\b(?:is|are|to be) good at\b", normalize(document.quote(sentence.span)))
    }
    assert len(praised) >= 5
    assert sorted(praised - judged) == []


def test_everything_about_domestic_abuse_is_reached_by_one_path(real: Store) -> None:
    """The documented path gathers victims, suspects, figures and areas for improvement of a theme."""
    text = """
    SELECT DISTINCT ?kind ?through {
      ?near skos:broader*/skos:related? theme:domestic-abuse . ?x peel:about ?near ; a ?kind . BIND(STR(?near) AS ?through)
    }"""
    found = {
        (row["kind"].value.rpartition("#")[2], row["through"].value.rpartition("/")[2])
        for row in rows(real, text)
    }
    assert {"Finding", "Figure", "AreaForImprovement", "Conflict"} <= {kind for kind, _ in found}
    assert {
        "domestic-abuse",
        "victims-of-domestic-abuse",
        "domestic-abuse-suspects",
        "coercion-and-control",
    } <= {theme for _, theme in found}


THEMES = {
    "capacity": {
        "fifty-officers-being-recruited",
        "more-sergeants-planned",
        "case-file-unit-fully-staffed",
        "imu-staff-short-of-time-for-backlog",
        "force-reformed-and-reinforced",
        "specialist-units-well-run",
    },
    "civil-orders-use": {
        "conditional-bail-protects",
        "conditional-bail-rising",
        "conditional-bail-used-well",
        "missing-child-taken-to-safety",
    },
    "communications": {"ecops-used-by-officers", "social-media-used-well"},
    "evaluation": {
        "all-firearms-incidents-reviewed",
        "campaigns-evaluated",
        "dvpo-use-reviewed",
        "inspectorate-will-watch-filing-change",
        "policing-model-reviewed",
    },
    "information-sharing": {
        "children-identified-and-schools-told",
        "data-pooled-with-partners",
        "referrals-reach-daily-marac",
    },
    "partnership-working": {
        "children-near-crime-diverted-with-families",
        "foreign-national-offenders-with-partners",
        "marac-well-attended",
        "mental-health-partners",
        "methub-works-with-many",
        "partners-help-see-vulnerability",
        "people-helped-to-reach-services",
    },
    "referrals": {"children-referred-to-mash", "immediate-referrals-to-mash"},
}


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_has_all_that_is_found_on_it(real: Store, theme: str) -> None:
    """A finding whose sentence speaks of a theme is found by it, wherever in the report it stands."""
    text = f"SELECT DISTINCT ?f {{ ?f a peel:Finding ; peel:about/skos:broader* theme:{theme} }}"
    names = {short_name(row["f"].value).removeprefix("finding/") for row in rows(real, text)}
    assert names >= THEMES[theme]


RELATIONS = (
    "organisation:parish-meetings peel:concerns theme:public-concerns",
    "method:triage-of-case-files peel:feedsInto unit:cambridgeshire-criminal-justice-administration-support-unit",
    "programme:cambridgeshire-high-risk-suspects-programme peel:kindOf programme:cambridgeshire-perpetrator-programmes",
    "organisation:womens-aid peel:kindOf organisation:charities",
    "organisation:cambridgeshire-idva-service peel:kindOf organisation:partner-organisations",
    "operation:cambridgeshire-stranger-rapes-investigation time:hasTime period:recently",
)


@pytest.mark.parametrize("relation", RELATIONS)
def test_what_a_sentence_says_in_passing_is_stated(real: Store, relation: str) -> None:
    """A member of a list, a kind named in apposition and a word of time are relations as others are."""
    text = f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?s {{ {relation} }} ?s a peel:Sentence }}"
    assert _one(real, text) == 1


@pytest.mark.parametrize(
    "relation",
    [
        "organisation:police-forces-in-england-and-wales peel:usesPower power:release-under-investigation",
        "power:power-of-arrest peel:targets theme:foreign-national-offenders",
        "role:cambridgeshire-armed-officers peel:coversArea place:adjoining-counties",
        "unit:cambridgeshire-domestic-abuse-scrutiny-group peel:targets theme:domestic-abuse",
    ],
)
def test_no_relation_says_more_than_its_sentence(real: Store, relation: str) -> None:
    """What some do is not said of all, nor what could be done as done, nor a subject as a target."""
    assert _one(real, f"SELECT (COUNT(*) AS ?n) {{ {relation} }}") == 0


def test_the_contradictions_of_the_report_are_kept(real: Store) -> None:
    """Each known contradiction is a conflict with both sides, a resolution and a comment, at the sentence where it shows."""
    whole = "?c a peel:Conflict ; peel:between ?side ; peel:resolution ?r ; rdfs:comment ?why . ?side rdfs:label ?l"
    text = f"SELECT ?c (COUNT(DISTINCT ?side) AS ?n) {{ {whole} }} GROUP BY ?c"
    sides = {
        short_name(row["c"].value).removeprefix("conflict/"): int(row["n"].value)
        for row in rows(real, text)
    }
    assert set(sides) >= {
        "serious-and-organised-crime-year",
        "victim-contact",
        "two-fourteen-percents",
        "one-file-review-told-twice",
        "longer-waits-better-protection",
        "rejected-cases-and-file-errors",
        "breached-orders-and-issued-orders",
        "higher-is-worse-and-better",
        "area-committee-frequency",
        "victim-and-witness-hub-practice",
    }
    assert min(sides.values()) >= 2


def test_events_have_dates_as_precise_as_the_text(real: Store) -> None:
    """Events are dated by intervals with a unit of precision, in the sentence that gives the date; changes of organisation are such."""
    text = "SELECT ?e ?unit { GRAPH ?g { ?e time:hasTime ?p } ?g a peel:Sentence . ?p time:unitType ?unit }"
    units = {row["unit"].value.rpartition("#")[2] for row in rows(real, text)}
    assert {"unitDay", "unitMonth", "unitYear"} <= units
    assert _one(real, "SELECT (COUNT(DISTINCT ?e) AS ?n) { ?e a org:ChangeEvent }") >= 3


def test_powers_lead_to_their_law(real: Store) -> None:
    """Powers with a verified provision are linked to it; the candidate and the unknown ones are not."""
    found = {
        short_name(row["p"].value)
        for row in rows(real, "SELECT DISTINCT ?p { ?p peel:legislation ?law }")
    }
    assert len(found) >= 9
    assert "power:gang-injunction" in found
    assert "power:disruption-notice" not in found
