"""Read the manifests of the W3C's test suites of RDF; they are fetched for a run and not kept here.

PEELGRAPH_W3C names a folder with a checkout of github.com/w3c/rdf-tests, and PEELGRAPH_JSONLD one
of github.com/w3c/json-ld-api.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph

from graph.parse.parser import parse_file
from graph.store import NamedNode, Quad, store_in_memory

MANIFEST = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
HOME = "https://w3c.github.io/rdf-tests/"
FORMATS = ("turtle", "trig", "n-triples", "n-quads", "xml")


@dataclass(frozen=True)
class Case:
    """One test: a file, the address against which it is read, and what is to come out.

    Attributes:
        name: folder and name of the test.
        path: of the file.
        base: its address.
        is_valid: whether it has to be read; otherwise it has to be refused.
        result: file of the expected statements, where there is one.
    """

    name: str
    path: Path
    base: str
    is_valid: bool
    result: Path | None


def folder(variable: str) -> Path | None:
    """Return the folder that a variable of the environment names, if there is one."""
    name = os.environ.get(variable)
    return Path(name) if name else None


def syntax_cases(version: str) -> Iterator[Case]:
    """Yield the tests of the formats of a version, `rdf11` or `rdf12`."""
    root = folder("PEELGRAPH_W3C")
    if root is None:
        return
    for form in FORMATS:
        top = root / "rdf" / version / f"rdf-{form}"
        for manifest in sorted(top.rglob("manifest.ttl")):
            yield from _cases(root, manifest)


def _cases(root: Path, manifest: Path) -> Iterator[Case]:
    base = HOME + manifest.parent.relative_to(root).as_posix() + "/"
    quads = parse_file(manifest, base=base)
    store = store_in_memory(quads)

    def value(subject: NamedNode, name: str) -> str:
        quads = store.quads_for_pattern(subject, NamedNode(MANIFEST + name), None, None)
        return next((quad.object.value for quad in quads), "")  # type: ignore[union-attr]

    def local(iri: str) -> Path:
        return root / iri.removeprefix(HOME)

    for quad in sorted(quads, key=str):
        if quad.predicate != TYPE or "http://www.w3.org/ns/rdftest#" not in str(quad.object):
            continue
        subject, kind = quad.subject, str(quad.object)
        action, result = value(subject, "action"), value(subject, "result")  # type: ignore[arg-type]
        name = f"{manifest.parent.relative_to(root)}/{value(subject, 'name')}"  # type: ignore[arg-type]
        path = local(action)
        if path.is_file() and "C14N" not in kind:
            yield Case(
                name, path, action, "Negative" not in kind, local(result) if result else None
            )


def json_ld_cases() -> Iterator[Case]:
    """Yield the tests of JSON-LD to RDF."""
    root = folder("PEELGRAPH_JSONLD")
    if root is None:
        return
    manifest = json.loads((root / "tests" / "toRdf-manifest.jsonld").read_text("utf-8"))
    for entry in manifest["sequence"]:
        path = root / "tests" / entry["input"]
        base = entry.get("option", {}).get("base", manifest["baseIri"] + entry["input"])
        is_valid = "jld:PositiveEvaluationTest" in entry["@type"]
        result = root / "tests" / entry["expect"] if "expect" in entry else None
        if path.suffix == ".jsonld":
            yield Case(f"toRdf/{entry['@id']} {entry['name']}", path, base, is_valid, result)


def engine_statements(case: Case) -> list[Quad] | None:
    """Return what the engine alone reads from a file of JSON-LD; None where it refuses."""
    try:
        return list(
            pyoxigraph.parse(
                case.path.read_bytes(), format=pyoxigraph.RdfFormat.JSON_LD, base_iri=case.base
            )
        )
    except (SyntaxError, ValueError):
        return None
