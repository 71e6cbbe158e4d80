"""The envelope of an answer: what it says of itself, and what it says where it holds nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import files
from graph.errors import QueryError
from graph.load.rdf_files import load_files
from graph.mcp import responses
from graph.mcp.envelope import SILENCE, enclosed, enclosed_for
from graph.store import open_current, parse_text
from graph.store_writer import store_writer

LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


def test_an_answer_says_from_which_reports_it_is_and_is_harmless(invented_directory: Path) -> None:
    """Report, build and version stand beside it; control characters do not."""
    store = open_current(invented_directory)
    answer = enclosed(store, invented_directory, name="\x1b[31mred")
    assert "\x1b" not in str(answer["name"])
    source = answer["from"]
    assert isinstance(source, dict)
    assert [report["name"] for report in source["reports"]] == [
        "Exampleshire PEEL 2018/19, effectiveness"
    ]
    assert source["peelgraph"] == files.version()
    with pytest.raises(QueryError, match="answer"):
        enclosed(store, invented_directory, texts=["x" * 2000] * 500)


@pytest.mark.parametrize("call", ["find", "show", "ask", "path"])
def test_silence_names_the_nearest(invented_directory: Path, call: str) -> None:
    """What means nothing is told to be silence, with the reason and names that may have been meant."""
    typed = "river teem" if call != "find" else "qqqq"
    answer = {
        "find": lambda: responses.find_response(invented_directory, typed),
        "show": lambda: responses.show_response(invented_directory, typed),
        "ask": lambda: responses.ask_response(
            invented_directory, "partners-of-unit", {"unit": typed}
        ),
        "path": lambda: responses.path_response(invented_directory, "YH", typed),
    }[call]()
    assert answer["answer"] == SILENCE
    if call == "find":
        assert (answer["why"], answer["nearest"]) == ("nothing like “qqqq” is in the graph.", [])
    else:
        assert answer["why"] == "nothing is called “river teem”."
        assert answer["nearest"][0] == {  # type: ignore[index]
            "id": "unit:exampleshire-river-team",
            "kind": "Unit",
            "name": "river team",
        }


def test_a_name_of_several_things_asks_which(invented_directory: Path) -> None:
    """All of them are candidates, with their ids."""
    answer = responses.show_response(invented_directory, "volunteers")
    assert answer["answer"] == "Several things are called “volunteers”. Choose one by its id."
    assert {thing["id"] for thing in answer["candidates"]} == {  # type: ignore[attr-defined]
        "role:exampleshire-volunteers",
        "theme:volunteers",
    }
    assert "nearest" not in answer


def test_of_many_candidates_the_number_is_told(tmp_path: Path) -> None:
    """Twenty are listed, and it is said how many there are."""
    text = "".join(
        f'<https://w3id.org/peelgraph/id/unit/u{n}> <{LABEL}> "hub" .' for n in range(23)
    )
    (tmp_path / "x.ttl").write_text(text, "utf-8")
    load_files(tmp_path / "store", [tmp_path / "x.ttl"])
    answer = responses.path_response(tmp_path / "store", "hub", "unit:u1")
    assert len(answer["candidates"]) == 20  # type: ignore[arg-type]
    assert answer["truncated"] == "Shown are 20 of 23 candidates. Give an id."


def test_the_reports_are_those_of_the_answer(tmp_path: Path) -> None:
    """Of several reports, those are named whose sentences, things or labels the answer holds; of many, five.

    Where it holds none, their number stands there; of one inspection, its report alone does.
    """
    text = "\n".join(
        f"<https://w3id.org/peelgraph/report/r{n}> a <https://w3id.org/peelgraph/ontology#Report> ;"
        f' <{LABEL}> "report {n}" ; <https://w3id.org/peelgraph/ontology#inspection> <urn:i{n}> .'
        for n in range(6)
    )
    with store_writer(tmp_path) as writer:
        writer.replace(lambda target: target.bulk_extend(list(parse_text(text))), note={})
    sources = [
        responses.query_response(tmp_path, query)["from"]
        for query in (
            "ASK {}",
            "SELECT ?x { ?x a peel:Report }",
            'SELECT ?name { ?x rdfs:label ?name FILTER(STR(?name) = "report 3") }',
            "SELECT ?name { BIND(<https://w3id.org/peelgraph/report/r2/q1/a/1> AS ?name) }",
        )
    ]
    store = open_current(tmp_path)
    sources.append(enclosed_for("urn:i4", store, tmp_path, {"of": "report 3"})["from"])
    assert [
        ([report["name"] for report in source["reports"]], source.get("more_reports"))  # type: ignore[index, attr-defined]
        for source in sources
    ] == [
        ([], "This answer names none of the 6 reports of the graph."),
        ([f"report {n}" for n in range(5)], "This answer is from 6 reports; 5 are named."),
        (["report 3"], None),
        (["report 2"], None),
        (["report 4"], None),
    ]
