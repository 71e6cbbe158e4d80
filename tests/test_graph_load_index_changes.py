"""An index is changed in place to what one written anew would be; see `test_graph_load_incremental_build.py` for reports."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from graph.load.index import write_index
from graph.load.index_changes import update_index
from graph.namespaces import PREFIXES
from graph.store import Quad, Store, parse_text, store_in_memory

PREFIX = "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items())
ALWAYS = """
peel:Unit peel:precedence 1 ; peel:shape "dot" ; peel:family <urn:family> . <urn:b> a peel:Unit ; rdfs:label "boats" .
peel:worksWith peel:isRelation true ; peel:family <urn:family> ; peel:inverseLabel "works with" .
<urn:s1> a peel:Sentence ; rdfs:label "1" ; peel:mentions <urn:b> . GRAPH <urn:s1> { <urn:b> peel:worksWith <urn:c> }
"""
BEFORE = """
<urn:s2> a peel:Sentence ; rdfs:label "2" ; peel:mentions <urn:a>, <urn:b> . <urn:a> a peel:Unit ; rdfs:label "river team" .
GRAPH <urn:s2> { <urn:a> peel:worksWith <urn:b> . <urn:b> peel:worksWith <urn:c> }
"""
AFTER = """
<urn:s3> a peel:Sentence ; rdfs:label "3" ; peel:mentions <urn:d> . <urn:d> a peel:Unit ; rdfs:label "river crew" .
GRAPH <urn:s3> { <urn:d> peel:worksWith <urn:c> } <urn:inspection> peel:inspects <urn:d> .
"""


def _store(*texts: str) -> Store:
    quads = [quad for text in texts for quad in parse_text(PREFIX + text)]
    default = (Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    return store_in_memory([*quads, *default])


def _rows(path: Path) -> dict[str, set[tuple[object, ...]]]:
    tables = "things names ends links places initials queries query_rows frequencies statements statement_terms"
    with closing(sqlite3.connect(path)) as database:
        return {name: set(database.execute(f"SELECT * FROM {name}")) for name in tables.split()}  # noqa: S608


def test_an_index_in_which_a_part_changes_is_one_written_anew(tmp_path: Path) -> None:
    """Things, names, mentions, links of one sentence less, and what is linked no longer."""
    write_index(tmp_path / "a.db", _store(ALWAYS, BEFORE), is_own=True)
    write_index(tmp_path / "b.db", _store(ALWAYS, AFTER), is_own=True)
    assert _rows(tmp_path / "a.db") != _rows(tmp_path / "b.db")
    old, new = _store(ALWAYS, BEFORE), _store(ALWAYS, AFTER)
    update_index(tmp_path / "a.db", old, new, new, local={"urn:a", "urn:d"})
    assert _rows(tmp_path / "a.db") == _rows(tmp_path / "b.db")
