"""Any RDF goes into a store beside what it holds, and out again, with nothing lost in silence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph import query_tables
from graph.default_graph import ANALYSIS, REPEATED
from graph.diff.snapshot import read_snapshots
from graph.diff.statements import difference
from graph.export.rdf import write_rdf
from graph.load import rdf_files
from graph.load.rdf_files import load_files, normalisations
from graph.namespaces import expand
from graph.query.search import find_things, resolve
from graph.query_tables import table_rows
from graph.store import Store, open_current, parse_text


@pytest.mark.parametrize("suffix", [".trig", ".nq"])
def test_an_export_of_the_project_loads_back_equal(
    invented: Store, invented_directory: Path, tmp_path: Path, suffix: str
) -> None:
    """Every statement in every graph, the default graph and the index are those of the build."""
    path = tmp_path / f"x{suffix}"
    write_rdf(invented, path)
    result = load_files(tmp_path / "again", [path])
    assert result.normalisations == ()
    again = open_current(tmp_path / "again")
    assert set(again) == set(invented)
    for words in ("roads", "force", "finding"):
        ours = find_things(tmp_path / "again", words)
        assert ours == find_things(invented_directory, words)
    write_rdf(again, tmp_path / f"y{suffix}")
    assert (tmp_path / f"y{suffix}").read_bytes() == path.read_bytes()


def test_a_loaded_file_is_part_of_a_built_store(invented_directory: Path, tmp_path: Path) -> None:
    """Its statements are in exports, differences and searches; loading it again changes nothing."""
    mine = tmp_path / "mine"
    shutil.copytree(invented_directory, mine)
    extra = tmp_path / "extra.ttl"
    extra.write_text(
        "@prefix peel: <https://w3id.org/peelgraph/ontology#> ."
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
        "<http://ex.org/river> a peel:Unit ; rdfs:label 'punt patrol'@en ; peel:note [ a peel:X ] .",
        "utf-8",
    )
    assert load_files(mine, [extra]).repeated == 0
    assert load_files(mine, [extra]).repeated == 4
    delta = difference(*read_snapshots(str(invented_directory), str(mine)))
    assert [statement.what for statement in delta.statements] == ["added"] * 4
    assert resolve(mine, "punt patrol") == "http://ex.org/river"
    for suffix in (".trig", ".ttl"):
        write_rdf(open_current(mine), tmp_path / f"x{suffix}")
        assert "punt patrol" in (tmp_path / f"x{suffix}").read_text("utf-8")


def test_an_index_of_an_earlier_version_is_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where its tables had other numbers, a few more statements do not mix with those."""
    first, more = tmp_path / "first.nt", tmp_path / "more.nt"
    label = expand("rdfs:label")
    first.write_text(f'<urn:a> <{label}> "boats"@fr .\n', "utf-8")
    more.write_text(f'<urn:b> <{label}> "rivers"@fr .\n', "utf-8")
    numbered = list(query_tables._numbered_queries())
    with monkeypatch.context() as earlier:
        reordered = [(number + 1, query) for number, query in numbered]
        earlier.setattr(query_tables, "_numbered_queries", lambda: iter(reordered))
        load_files(tmp_path / "store", [first])
    load_files(tmp_path / "store", [more])
    rows = table_rows(open_current(tmp_path / "store"), "languages")
    assert [row["name"] for row in rows] == ["boats", "rivers"]


def test_relative_addresses_are_those_of_the_file(tmp_path: Path) -> None:
    """A file and the store of it are the same, and so are a file and its copy."""
    for name in ("a.ttl", "b.ttl"):
        (tmp_path / name).write_text("<#me> <other> <urn:c> .", "utf-8")
    load_files(tmp_path / "store", [tmp_path / "a.ttl"])
    for before, after in (("a.ttl", "store"), ("a.ttl", "b.ttl")):
        pair = read_snapshots(str(tmp_path / before), str(tmp_path / after))
        assert difference(*pair).statements == ()


def test_other_forms_of_literals_are_counted() -> None:
    """By datatype, with the first of them before and after; what stays as it is is not told."""
    quads = parse_text(
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . <urn:a> <urn:b> '04'^^xsd:int , 4 , 1.50 ,"
        " 14.0 , '2023-09-27T05:16:32+00:00'^^xsd:dateTime , 'x'@en . <urn:c> <urn:b> '04'^^xsd:int ."
    )
    assert list(map(str, normalisations(quads))) == [
        '1 of xsd:dateTime, as in "2023-09-27T05:16:32+00:00"^^xsd:dateTime'
        ' \u2192 "2023-09-27T05:16:32Z"^^xsd:dateTime',
        '1 of xsd:decimal, as in "1.50"^^xsd:decimal \u2192 "1.5"^^xsd:decimal',
        '2 of xsd:int, as in "04"^^xsd:int \u2192 "4"^^xsd:integer',
    ]


def test_literals_of_triple_terms_are_counted() -> None:
    """Also where they stand deep within a term."""
    quads = parse_text("<urn:z> <urn:says> <<( <urn:a> <urn:b> <<( <urn:c> <urn:d> 007 )>> )>> .")
    assert [(item.number, item.after) for item in normalisations(quads)] == [
        (1, '"7"^^xsd:integer')
    ]


def test_statements_that_become_one_are_counted(tmp_path: Path) -> None:
    """As many as the store holds fewer than the file; another property or value is another thing."""
    path = tmp_path / "x.ttl"
    path.write_text(
        "<urn:a> <urn:b> 4 , 04 , '4'^^<http://www.w3.org/2001/XMLSchema#byte> , 5 , '4' ;"
        " <urn:c> 04 , 1.50 .",
        "utf-8",
    )
    result = load_files(tmp_path / "store", [path])
    assert (result.statements, result.coinciding) == (7, 2)
    assert len(list(open_current(tmp_path / "store"))) == 5


@pytest.mark.parametrize("part", [1, 2, 3])
def test_statements_that_are_copied_in_parts_are_those_of_one_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    """Files state the same in their default graph, in others and in results of analyses, also with other forms."""
    path = tmp_path / "x.trig"
    path.write_text(
        "<urn:a> <urn:b> 01 , 2 , 3 , 4 , <urn:c> ; <urn:d> 5 .\n"
        "<urn:g> { <urn:a> <urn:b> 1 , 2 , 6 ; <urn:d> 7 , 5.0 }\n"
        "<urn:h> { <urn:a> <urn:b> 2 , 8 , 01 }\n"
        f"<{ANALYSIS}x> {{ <urn:a> <urn:b> 3 , 9 }}\n",
        "utf-8",
    )
    stores = []
    for size in (part, 1_000):
        monkeypatch.setattr(rdf_files, "_PART", size)
        result = load_files(tmp_path / str(size), [path])
        assert result.statements == 16
        stores.append(set(open_current(tmp_path / str(size))))
    assert stores[0] == stores[1]
    repeated = {str(quad.object) for quad in stores[0] if quad.graph_name == REPEATED}
    assert {text.partition("^")[0] for text in repeated} == {'"1"', '"2"', '"3"'}
