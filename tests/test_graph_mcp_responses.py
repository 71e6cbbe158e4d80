"""The answers that a language model gets over the invented report: every part of them, and what they say when they leave something out."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph import files
from graph.errors import QueryError
from graph.mcp import responses
from graph.mcp.envelope import SILENCE
from graph.mcp.sentences import Data, sentence_index
from graph.namespaces import REPORT
from graph.store import Literal, NamedNode, Quad, parse_text, read_pointer, store_in_memory
from graph.store_writer import store_writer

LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


def _said(place: str, link: str, voice: str = "inspectorate") -> Data:
    section, paragraph, number = place.split()
    title = {"q1/watching-the-river": "question 1, Watching the river"}[section]
    iri = f"{REPORT}exampleshire-2018-19-effectiveness/{section}/{paragraph}/{number}"
    page = f"https://example.org/exampleshire/#:~:text={link}"
    return {
        "id": iri,
        "place": f"{title}, paragraph {paragraph}, sentence {number}",
        "voice": voice,
        "link": page,
    }


FIRST = _said(
    "q1/watching-the-river 1 1", "The%20river%20team,works%20with%20the%20angling%20trust."
)
SECOND = _said("q1/watching-the-river 1 2", "It%20hands%20young")
DRONES = _said("q1/watching-the-river 2 2", "The%20team%20plans", "plan")
HUB = {"id": "organisation:youth-hub", "kind": "Partner", "name": "youth hub"}


def _from(directory: Path) -> Data:
    report = {
        "name": "Exampleshire PEEL 2018/19, effectiveness",
        "page": "https://example.org/exampleshire/",
        "updated": "2020-02-05",
    }
    return {
        "reports": [report],
        "build": str(read_pointer(directory)["fingerprint"])[:12],
        "peelgraph": files.version(),
    }


def test_a_find_tells_hits_with_their_sentences(invented_directory: Path) -> None:
    """Id, kind, name, what matched and what tells it from others; a finding has its sentence."""
    told = responses.find_response(invented_directory, "YH")
    assert told == {
        "found": [
            {**HUB, "matched": "YH", "context": "social care · in 1 sentence", "said_in": []}
        ],
        "from": _from(invented_directory),
    }
    finding: Any = next(
        iter(
            responses.find_response(invented_directory, "refers young offenders", limit=1)["found"]
        )  # type: ignore[call-overload]
    )
    assert finding["said_in"] == [SECOND]


def test_a_thing_is_shown_with_all_of_its_parts(invented_directory: Path) -> None:
    """Head, links, relations, findings and times, each with its sentences."""
    assert responses.show_response(invented_directory, "YH") == {
        "id": "organisation:youth-hub",
        "name": "youth hub",
        "kinds": ["partner"],
        "other_names": ["YH"],
        "notes": [],
        "facts": {"sector": ["social care"]},
        "links": [],
        "relations": [
            {
                "relation": "receives referrals from",
                "name": "river team",
                "id": "unit:exampleshire-river-team",
                "said_in": [SECOND],
            }
        ],
        "findings_and_figures": [
            {
                "kind": "Finding",
                "text": "The river team refers young offenders to the youth hub.",
                "id": f"{REPORT}exampleshire-2018-19-effectiveness/finding/young-offenders",
                "polarity": "neutral",
                "status": "current",
                "voice": "inspectorate",
                "said_in": [SECOND],
            }
        ],
        "times": [],
        "from": _from(invented_directory),
    }


def test_a_question_is_answered_with_title_columns_and_rows(invented_directory: Path) -> None:
    """Each row has its values and the sentence of its place; only the example says that it is one."""
    told = responses.ask_response(invented_directory, "partners-of-unit", {"unit": "river team"})
    values = {
        "partner": "angling trust",
        "relation": "works with",
        "report": "Exampleshire PEEL 2018/19, effectiveness",
        "place": FIRST["place"],
    }
    assert told == {
        "question": "Who does “river team” work with?",
        "columns": ["partner", "relation", "report", "place"],
        "rows": [{"values": values, "said_in": [FIRST]}],
        "from": _from(invented_directory),
    }
    example = responses.ask_response(invented_directory, "timeline")
    assert example["example"] == "peelgraph ask timeline start=2018-05-01 end=2019-09-30"
    assert (example["answer"], example["rows"]) == (SILENCE, [])
    questions: Any = responses.ask_response(invented_directory)["questions"]
    listed = {item["name"]: item for item in questions}
    assert listed["timeline"]["parameters"] == {"start": "2018-05-01", "end": "2019-09-30"}
    assert (listed["timeline"]["required"], listed["timeline"]["asked_by"]) == (
        ["start", "end"],
        ["analyst", "inspector", "journalist"],
    )


UNKNOWN = {"remarks": ["nothing here is called urn:none."]}


def test_a_path_is_told_hop_by_hop(invented_directory: Path) -> None:
    """Both ends, the shortest and the best-supported way; where none leads, the silence is told."""
    hops = [
        {
            "from": "youth hub",
            "relations": ["receives referrals from"],
            "to": "river team",
            "said_in": [SECOND],
        },
        {"from": "river team", "relations": ["plans"], "to": "drones", "said_in": [DRONES]},
    ]
    ends = {"one": "youth hub", "other": "drones"}
    assert responses.path_response(invented_directory, "YH", "drones") == {
        **ends,
        "shortest": hops,
        "as_short": [],
        "number_of_shortest": 1,
        "in_reports": 1,
        "best_supported": hops,
        "from": _from(invented_directory),
    }
    lone = responses.path_response(invented_directory, "YH", "theme:burglary")
    assert (lone["answer"], lone["why"]) == (
        SILENCE,
        "The graph holds no stated relations that connect them.",
    )
    assert (lone["one"], lone["other"]) == ("youth hub", "burglary")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ASK { ?x a peel:Force }", {"answer": True}),
        ("ASK { ?x a <urn:none> }", {"answer": False, "why": SILENCE, **UNKNOWN}),
        (
            "SELECT ?x { ?x a <urn:none> }",
            {"answer": SILENCE, "columns": ["x"], "rows": [], **UNKNOWN},
        ),
        (
            "CONSTRUCT WHERE { ?x a <urn:none> }",
            {"answer": SILENCE, "statements": [], **UNKNOWN},
        ),
        (
            "SELECT (1 AS ?n) {}",
            {
                "columns": ["n"],
                "rows": [{"values": {"n": 1}, "said_in": []}],
                "note": responses._NO_SENTENCE,
            },
        ),
        (
            "SELECT ?s ?b { GRAPH ?s { ?a peel:worksWith ?b } ?s a peel:Sentence }",
            {
                "columns": ["s", "b"],
                "rows": [
                    {
                        "values": {"s": FIRST["id"], "b": "organisation:angling-trust"},
                        "said_in": [FIRST],
                    }
                ],
            },
        ),
        (
            "CONSTRUCT { ?a peel:plans ?b } WHERE { ?a peel:plans ?b }",
            {
                "statements": [
                    {
                        "subject": "unit:exampleshire-river-team",
                        "predicate": "peel:plans",
                        "object": "system:drones",
                        "said_in": [DRONES],
                    },
                ]
            },
        ),
        (
            "SELECT ('a\\u202Eb' AS ?n) {}",
            {
                "columns": ["n"],
                "rows": [{"values": {"n": "a\ufffdb"}, "said_in": []}],
                "note": responses._NO_SENTENCE,
            },
        ),
    ],
)
def test_a_query_is_answered_in_its_form(invented_directory: Path, text: str, told: Data) -> None:
    """Truth, rows and statements; nothing is silence, and rows without a sentence say so."""
    assert responses.query_response(invented_directory, text) == {
        **told,
        "from": _from(invented_directory),
    }


def test_unknown_names_in_a_query_are_remarked(invented_directory: Path) -> None:
    """Whatever the form of the answer."""
    for text in ("ASK { ?x peel:worksWidth ?y }", "SELECT ?x { ?x peel:worksWidth ?y }"):
        remark: Any = next(iter(responses.query_response(invented_directory, text)["remarks"]))  # type: ignore[call-overload]
        assert remark.startswith(
            "nothing here is called peel:worksWidth; did you mean peel:worksWith"
        )


@pytest.mark.parametrize(
    ("limit", "shown"), [(-3, 1), (0, 1), (1, 1), (3, 3), (200, 200), (1000, 200)]
)
def test_an_answer_has_at_most_so_many_rows(
    invented_directory: Path, limit: int, shown: int
) -> None:
    """One at least and two hundred at most; where there are more, it says so."""
    said = f"Only the first {shown} are shown; there are more. Ask for less, or count them."
    for text, name in (
        ("SELECT ?x { ?x rdfs:label ?y }", "rows"),
        ("CONSTRUCT WHERE { ?x rdfs:label ?y }", "statements"),
    ):
        told = responses.query_response(invented_directory, text, limit=limit)
        assert (len(told[name]), told["truncated"]) == (shown, said)  # type: ignore[arg-type]
    assert "truncated" not in responses.query_response(
        invented_directory, "SELECT ?x { VALUES ?x { 1 2 3 } }", limit=3
    )
    found = responses.find_response(invented_directory, "river team", limit=min(limit, 2))
    assert (len(found["found"]), "truncated" in found) == (min(shown, 2), True)  # type: ignore[arg-type]


def test_a_long_thing_comes_in_pages_that_say_what_they_leave_out(invented_directory: Path) -> None:
    """The first page, one in the middle, the last, and one beyond."""

    def page(limit: int, offset: int = 0) -> tuple[int, int, object]:
        told = responses.show_response(invented_directory, "river team", limit=limit, offset=offset)
        return len(told["relations"]), len(told["findings_and_figures"]), told.get("truncated")  # type: ignore[arg-type]

    assert page(7) == (4, 7, None)
    assert page(4) == (
        4,
        4,
        "Shown are 4 of 7 findings_and_figures. Ask again with offset=4 for more.",
    )
    assert page(3) == (
        3,
        3,
        "Shown are 3 of 4 relations, 3 of 7 findings_and_figures. Ask again with offset=3 for more.",
    )
    assert page(3, 4) == (
        0,
        3,
        "Shown are 0 of 4 relations, 3 of 7 findings_and_figures, 0 of 0 times.",
    )
    assert page(3, 3) == (
        1,
        3,
        "Shown are 1 of 4 relations, 3 of 7 findings_and_figures, 0 of 0 times. Ask again with offset=6 for more.",
    )
    assert page(7, -5) == (4, 7, None)


def test_the_vocabulary_has_every_term_with_its_meaning(invented_directory: Path) -> None:
    """Classes and relations, each with a definition."""
    vocabulary: Any = responses.vocabulary_response(invented_directory)["terms"]
    terms = {term["id"]: term for term in vocabulary}
    assert {"peel:Finding", "peel:worksWith", "peel:Unit"} <= terms.keys()
    assert terms["peel:worksWith"]["name"] == "works with"
    assert all(term["means"] for term in terms.values())


def test_what_is_too_long_is_refused(invented_directory: Path) -> None:
    """A name of three hundred characters is asked for, a longer one is not, and a question's value neither."""
    assert responses.find_response(invented_directory, "x" * 300)["answer"] == SILENCE
    calls: tuple[Callable[[], Data], ...] = (
        lambda: responses.find_response(invented_directory, "x" * 301),
        lambda: responses.show_response(invented_directory, "x" * 301),
        lambda: responses.ask_response(invented_directory, "x" * 301),
        lambda: responses.ask_response(invented_directory, "partners-of-unit", {"unit": "x" * 301}),
    )
    for call in calls:
        with pytest.raises(QueryError, match=r"this name has 301 characters; 300 are allowed\."):
            call()
    with pytest.raises(QueryError, match="“YH” and “youth hub” are the same thing"):
        responses.path_response(invented_directory, "YH", "youth hub")
    with pytest.raises(QueryError, match="Its parameters: unit"):
        responses.ask_response(invented_directory, "partners-of-unit", {"team": "river team"})


def test_texts_and_numbers_are_harmless(tmp_path: Path) -> None:
    """A text of two thousand characters is whole, a longer one cut with a remark; what is no number in JSON is a word."""
    with store_writer(tmp_path) as writer:
        quads = [
            Quad(NamedNode(f"urn:{length}"), LABEL, Literal("x" * length))
            for length in (2000, 2001)
        ]
        writer.replace(lambda store: store.extend(quads), note={})
    told = responses.query_response(tmp_path, "SELECT ?y { ?x rdfs:label ?y } ORDER BY ?x")
    short, long = (row["values"]["y"] for row in told["rows"])  # type: ignore[attr-defined]
    assert (short, long) == ("x" * 2000, "x" * 2000 + " ... [cut: 2,001 characters]")
    assert told["from"] == {"reports": [], "build": "loaded files", "peelgraph": files.version()}
    row: Any = next(
        iter(  # type: ignore[call-overload]
            responses.query_response(
                tmp_path, "SELECT ?n ?m { VALUES (?n ?m) { ('INF'^^xsd:double 1.5) } }"
            )["rows"]
        )
    )
    assert row["values"] == {"n": str(math.inf), "m": 1.5}
    with pytest.raises(
        QueryError,
        match=r"^this answer has 4\d\d,\d{3} characters; 400,000 are allowed\. Ask for fewer rows or columns",
    ):
        responses.query_response(
            tmp_path,
            "SELECT ?y { ?x rdfs:label ?y . VALUES ?n { " + " ".join(map(str, range(100))) + " } }",
        )


def test_of_many_sentences_some_are_shown() -> None:
    """Ten sentences of a statement, with a remark where there are more."""
    peel, prefix = "https://w3id.org/peelgraph/ontology#", "https://w3id.org/peelgraph/report/"
    text = "\n".join(
        f"""<{prefix}r{n}/s> a <{peel}Sentence> ; <{LABEL.value}> "place {n}" ; <https://schema.org/url> "https://example.org/{n}" .
        <{prefix}r{n}> a <{peel}Report> ; <{LABEL.value}> "report {n}" . <urn:finding> <http://www.w3.org/ns/prov#wasQuotedFrom> <{prefix}r{n}/s> ."""
        for n in range(11)
    )
    store = store_in_memory(parse_text(text))
    terms = [NamedNode("urn:finding"), Literal("https://example.org/3"), Literal("report 3")]
    known = sentence_index(store, terms)
    shown = known.shown(known.of_terms([NamedNode("urn:finding")]))
    assert (len(shown["said_in"]), shown["truncated"]) == (10, "10 of 11 sentences are shown.")  # type: ignore[arg-type]
    assert known.shown(list(known.evidence)[:10]).keys() == {"said_in"}
    assert known.of_terms([Literal("https://example.org/3"), Literal("report 3")]) == [
        f"{prefix}r3/s"
    ]
    assert known.of_terms([Literal("https://example.org/3"), Literal("report 4")]) == []
