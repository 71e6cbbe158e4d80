"""Packaged queries: their headers, their rows, and values for their variables."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT

from graph.errors import QueryError
from graph.queries import PackagedQuery, term_table, text_rows, text_table
from graph.store import Literal, Store, Triple, parse_text, solutions, store_in_memory

FILES = sorted([*(ROOT / "graph").rglob("*.rq"), *(ROOT / "viz").rglob("*.rq")])
HEADER = """#+ title: "Who, and why: quoted"
#+ asked-by: [analyst, commissioner's office]
#+ parameters:
#+   unit: unit:cambridgeshire-methub
#+   end: 2019-09-30
#+ kinds:
#+   unit: [role, force]
#+ description: >-
#+   Lines: joined,
#+   as "they" are.
SELECT ?s { ?s ?p ?o } # no header
"""


def _read(folder: Path, text: str) -> PackagedQuery:
    path = folder / "x.rq"
    path.write_text(text, "utf-8")
    return PackagedQuery.read(path)


@pytest.fixture
def store() -> Store:
    """Three things, of which one has no label and one has a statement for a label."""
    return store_in_memory(
        parse_text(
            '<urn:a> <urn:p> <urn:b> ; rdfs:label "A" . <urn:b> <urn:p> "x" .'
            " <urn:c> <urn:p> <urn:d> ; rdfs:label <<( <urn:x> <urn:y> <urn:z> )>> .".replace(
                "rdfs:label", "<http://www.w3.org/2000/01/rdf-schema#label>"
            )
        )
    )


def test_a_header_is_read_whole(tmp_path: Path) -> None:
    """Texts, lists, mappings and texts of several lines come out as they are meant."""
    query = _read(tmp_path, HEADER)
    assert query.name == "x"
    assert query.field("title") == "Who, and why: quoted"
    assert query.fields("asked-by") == ("analyst", "commissioner's office")
    assert query.mapping("parameters") == {
        "unit": "unit:cambridgeshire-methub",
        "end": "2019-09-30",
    }
    assert query.mapping("kinds") == {"unit": ("role", "force")}
    assert query.field("description") == 'Lines: joined, as "they" are.'
    assert (query.field("none"), query.fields("none"), query.mapping("none")) == ("", (), {})


def test_a_value_of_another_form_is_refused(tmp_path: Path) -> None:
    """A list where a text is needed, and the like, says which key has to be what."""
    query = _read(tmp_path, HEADER)
    with pytest.raises(QueryError, match="asked-by in the header of the query x has to be a text"):
        query.field("asked-by")
    with pytest.raises(QueryError, match="has to be a list"):
        query.fields("title")
    with pytest.raises(QueryError, match="a value each"):
        query.mapping("title")


def test_every_packaged_query_says_what_it_is() -> None:
    """Each query of the program has a summary or title in its header, and no comment before it."""
    assert len(FILES) > 60
    for path in FILES:
        query = PackagedQuery.read(path)
        assert query.field("summary") or query.field("title"), path
        assert not query.text.startswith("# "), path


def test_queries_of_a_folder_come_by_name() -> None:
    """A folder is read A to Z."""
    names = list(PackagedQuery.read_all(ROOT / "ontology" / "questions"))
    assert names == sorted(names)
    assert "partners-of-unit" in names


def test_rows_are_texts(store: Store, tmp_path: Path) -> None:
    """Unbound variables are empty, values stand in for variables, statements as names are left out."""
    query = _read(tmp_path, "SELECT ?o ?l WHERE { ?s <urn:p> ?o OPTIONAL { ?s rdfs:label ?l } }")
    assert query.rows(store, s="urn:a") == [{"o": "urn:b", "l": "A"}]
    assert query.rows(store, s="urn:b") == [{"o": "x", "l": ""}]
    assert query.rows(store, s="urn:c") == []
    assert [row["o"].value for row in query.terms(store, s="urn:a")] == ["urn:b"]
    assert list(query.terms(store, s="urn:c")) == []
    assert len(list(query.solutions(store, s="urn:c"))) == 1
    assert text_rows(store, "SELECT ?s { ?s <urn:p> ?x }", x=Literal("x")) == [{"s": "urn:b"}]


def test_texts_are_the_values_of_the_terms() -> None:
    """Texts are the values of terms, whatever stands in them; rows with a triple term are left out."""
    turtle = r"""
    <urn:a> <urn:p> <urn:b>, _:x, "", "<urn:x>", "<<( no statement", "_:y", "a\"b\\n \\\\"@en,
      "t\tn\nr\rv\u000bnull\u0000next\u0085line\u2028", "x"^^<urn:d>, 1, 1.50, 1e3, true,
      "+05"^^<http://www.w3.org/2001/XMLSchema#integer>, "rtl"@ar--rtl,
      <<( <urn:a> <urn:b> "c" )>> .
    """
    store = store_in_memory(parse_text(turtle))
    text = "SELECT ?o ?none { ?s ?p ?o OPTIONAL { ?o <urn:none> ?none } }"
    terms = [row["o"] for row in solutions(store, text)]
    values = [term.value for term in terms if not isinstance(term, Triple)]
    assert len(values) == len(terms) - 1 == 15
    assert len(term_table(store, text)[1]) == 16
    columns, rows = text_table(store, text)
    assert columns == ["o", "none"]
    assert rows == [[value, ""] for value in values]
    assert [row["o"] for row in text_rows(store, text)] == values
    assert text_table(store, "SELECT ?none { <urn:a> <urn:p> <urn:b> }") == (["none"], [[""]])
    assert text_table(store, "SELECT ?o { ?o <urn:none> ?s }") == (["o"], [])


def test_some_values_of_a_variable_may_be_chosen(store: Store, tmp_path: Path) -> None:
    """Only rows for these values come back; what is no IRI is none of them."""
    query = _read(tmp_path, "#+ summary: WHERE {\nSELECT ?s WHERE { ?s <urn:p> ?o }")
    rows = query.among("s", ["urn:b", "urn:a", "no iri"]).rows(store)
    assert sorted(row["s"] for row in rows) == ["urn:a", "urn:b"]
    assert query.among("s", []).rows(store) == []
    with pytest.raises(QueryError, match="has no `WHERE"):
        _read(tmp_path, "SELECT * { ?s ?p ?o }").among("s", [])


def test_some_values_of_two_variables_may_be_chosen_together(store: Store, tmp_path: Path) -> None:
    """Each value goes with its own partner alone."""
    store.extend(parse_text("<urn:a> <urn:q> <urn:c> . <urn:b> <urn:q> <urn:d> ."))
    query = _read(tmp_path, "SELECT ?s ?o WHERE { ?s <urn:q> ?o }")
    pairs = [("urn:a", "urn:c"), ("urn:b", "urn:c"), ("urn:b", "no iri")]
    rows = query.among_rows(("s", "o"), pairs).rows(store)
    assert rows == [{"s": "urn:a", "o": "urn:c"}]


def test_a_query_of_another_form_is_refused(store: Store, tmp_path: Path) -> None:
    """Rows need a SELECT query, statements a CONSTRUCT query."""
    rows = _read(tmp_path, "SELECT ?s WHERE { ?s ?p ?o }")
    statements = _read(tmp_path, "CONSTRUCT { ?s a ?p } WHERE { ?s ?p <urn:b> }")
    assert [str(triple.subject) for triple in statements.statements(store)] == ["<urn:a>"]
    with pytest.raises(QueryError, match="SELECT query is needed"):
        statements.rows(store)
    with pytest.raises(QueryError, match="x is not a CONSTRUCT query"):
        rows.statements(store)
