"""A few statements that are loaded change the index as if all were loaded at once."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from conftest import INVENTED_DATA
from store_contents import content_of

from graph.load import rdf_files
from graph.load.build import build_store
from graph.load.partial_index import surroundings
from graph.load.rdf_files import load_files
from graph.load.store_check import verify_store
from graph.namespaces import PREFIXES
from graph.store import Store, parse_text, store_in_memory

PREFIX = "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items())
_PROPERTIES = ("rdfs:label", "skos:altLabel", "skos:prefLabel", "rdfs:comment", "skos:hiddenLabel")


def _statements(choose: random.Random, number: int) -> list[str]:
    """Return invented statements: names, classes and relations, some in graphs, some of reports."""
    lines = []
    for _ in range(number):
        one, other, graph = (f"<urn:x{choose.randint(1, 9)}>" for _ in range(3))
        line = choose.choice(
            [
                f'{one} {choose.choice(_PROPERTIES)} "name {choose.randint(1, 9)}"',
                f"{one} a <urn:class{choose.randint(1, 3)}>",
                f"{one} <urn:p{choose.randint(1, 2)}> {other}",
                f"{one} <urn:p1> {other}",
                f'{one} <urn:p> "{choose.randint(1, 9):02}"^^xsd:integer',
            ]
        )
        lines.append(choose.choice([f"{line} .", f"GRAPH {graph} {{ {line} }}"]))
    return lines


def _load(directory: Path, path: Path, lines: list[str]) -> None:
    path.write_text(PREFIX + "\n".join(lines), "utf-8")
    load_files(directory, [path])


@pytest.mark.parametrize("is_built", [False, True])
def test_random_loads_give_what_one_load_gives(
    tmp_path: Path, is_built: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names, classes, relations and repetitions come one load after the other, or all at once."""
    wholes: list[Path] = []
    write = rdf_files._write_index

    def count(folder: Path, store: Store) -> None:
        wholes.append(folder)
        write(folder, store)

    monkeypatch.setattr(rdf_files, "_write_index", count)
    choose = random.Random(7)  # noqa: S311
    stores = tmp_path / "first", tmp_path / "second"
    for directory in stores if is_built else ():
        build_store(directory, data=INVENTED_DATA)
    lines: list[str] = []
    for step in range(6):
        more = _statements(choose, 8)
        lines += more
        _load(stores[0], tmp_path / f"{step}.trig", more)
    assert len(wholes) == (not is_built)
    monkeypatch.setattr(rdf_files, "_FEW", 0)
    _load(stores[1], tmp_path / "all.trig", lines)
    first, second = map(content_of, stores)
    assert {name: first[name] == second[name] for name in first} == dict.fromkeys(first, True)
    assert verify_store(stores[0]).problems == []


@pytest.mark.parametrize(
    ("before", "added", "is_enough"),
    [
        ("<urn:a> <urn:p> <urn:b> .", '<urn:a> rdfs:label "a" .', True),
        ("<urn:a> <urn:p> <urn:b> .", "<urn:a> a peel:Unit .", False),
        ("<urn:a> <urn:p> <urn:b> .", "<urn:a> a skos:Concept .", False),
        ("<urn:a> peel:sector <urn:b> .", '<urn:b> rdfs:label "b" .', False),
        ("<urn:p> peel:isRelation true .", "<urn:a> <urn:p> <urn:b> .", False),
        ("<urn:a> dcterms:isPartOf <urn:b> .", '<urn:b> rdfs:label "b" .', False),
        ("<urn:a> <urn:p> <urn:b> .", "unit:x <urn:p> <urn:b> .", False),
    ],
)
def test_what_queries_of_the_project_read_needs_all(
    before: str, added: str, is_enough: bool
) -> None:
    """Only statements that mean nothing to the project but names are indexed alone."""
    whole = store_in_memory(parse_text(PREFIX + before))
    assert (surroundings(whole, parse_text(PREFIX + added)) is not None) == is_enough


def test_what_is_connected_with_much_needs_all() -> None:
    """A thing of thousands of statements is not read for each load."""
    whole = store_in_memory(
        parse_text("".join(f"<urn:{n}> <urn:p> <urn:a> ." for n in range(3000)))
    )
    assert surroundings(whole, parse_text('<urn:a> <urn:q> "x" .')) is None
    assert surroundings(whole, parse_text('<urn:1> <urn:q> "x" .')) is not None
