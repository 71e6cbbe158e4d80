"""A difference is written as RDF Patch that turns one graph into the other."""

from __future__ import annotations

import re
from pathlib import Path

from conftest import REPORT
from versions import changed, some_relation

from graph.diff.patch import rdf_patch
from graph.diff.snapshot import read_snapshot
from graph.diff.statements import difference
from graph.parse.parser import parse_file
from graph.store import Quad, RdfFormat, Store, store_in_memory

BASE = f"https://w3id.org/peelgraph/report/{REPORT}/"
FINDING = f"<{BASE}finding/supervision-not-yet-routine>"
FIGURE = f"<{BASE}figure/crimes-filed-without-suspect>"


VALUE = "<https://w3id.org/peelgraph/ontology#value>"


def applied(text: str, quads: set[Quad]) -> set[Quad]:
    """Apply an RDF Patch row by row: delete what is there, add what is not."""
    head, begin, *changing, commit = text.splitlines()
    assert re.fullmatch(r"H id <urn:uuid:[0-9a-f-]{36}> \.", head)
    assert (begin, commit) == ("TX .", "TC .")
    store = store_in_memory(quads)
    for row in changing:
        operation, statement = row.split(" ", 1)
        (quad,) = _quads(statement)
        assert (quad in store) == (operation == "D")
        (store.remove if operation == "D" else store.add)(quad)
    return set(store)


def _quads(statement: str) -> list[Quad]:
    """Read one row as N-Quads."""
    row = store_in_memory()
    row.load(statement.encode(), format=RdfFormat.N_QUADS)
    return list(row)


def stated(path: Path) -> set[Quad]:
    """Return the stated quads of an N-Quads export."""
    derived = ("inferred", "build", "description")
    return {
        quad
        for quad in store_in_memory(parse_file(path))
        if not str(quad.graph_name.value).endswith(tuple(f"/graph/{name}" for name in derived))
    }


def test_the_patch_leads_from_one_to_the_other(real: Store, exported: Path, tmp_path: Path) -> None:
    """Applied to the first graph, row by row, the patch gives the second, graphs included; backwards too."""
    line, _, here, there = some_relation(real)

    def edit(found: str) -> str | None:
        if found.startswith(line):
            return found.replace(here, there)
        return (
            None
            if FINDING in found
            else found.replace('"51.0"', '"52.0"')
            if found.startswith(f"{FIGURE} {VALUE}")
            else found
        )

    other = changed(exported, tmp_path / "b.nq", edit)
    first, second = read_snapshot(str(exported)), read_snapshot(str(other))
    before, after = stated(exported), stated(other)
    forth = rdf_patch(difference(first, second))
    assert applied(forth, before) == after
    assert applied(rdf_patch(difference(second, first)), after) == before
    assert forth == rdf_patch(difference(read_snapshot(str(exported)), second))
    assert applied(rdf_patch(difference(first, first)), before) == before


def test_a_patch_without_graphs_has_rows_of_triples(tmp_path: Path) -> None:
    """Two plain files give a patch of triples; texts with quotation marks, line ends and other scripts survive."""
    hard = '"a \\"b\\" \\n \u00e9 <urn:x> . A"@en'
    for name, text in {"a": "<urn:a> <urn:b> <urn:c> .", "b": f"<urn:a> <urn:b> {hard} ."}.items():
        (tmp_path / f"{name}.nt").write_text(text, "utf-8")
    found = difference(read_snapshot(str(tmp_path / "a.nt")), read_snapshot(str(tmp_path / "b.nt")))
    assert applied(rdf_patch(found), set(parse_file(tmp_path / "a.nt"))) == set(
        parse_file(tmp_path / "b.nt")
    )
