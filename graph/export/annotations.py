"""Write the evidence as web annotations: each sentence of the published page, with its statements.

Source: Web Annotation Data Model (W3C, 2017). The text of a sentence is not copied: a text fragment
selects it on the page, a text position in the source file, of which the report's digest is known.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from graph.evidence import Evidence, read_evidence
from graph.files import save
from graph.namespaces import BASE
from graph.queries import PackagedQuery
from graph.store import Store
from graph.terms import read

_QUERIES = Path(__file__).parent / "annotations"
_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_FRAGMENTS = "https://wicg.github.io/scroll-to-text-fragment/"


def write_annotations(store: Store, path: Path) -> int:
    """Write one annotation for each sentence with a statement, as JSON-LD.

    Args:
        store: a built store.
        path: of the file.

    Returns:
        The number of annotations.

    Raises:
        PeelgraphError: when the file cannot be written.
    """
    items = _annotations(store)
    page = {"id": BASE + "annotations/1", "type": "AnnotationPage", "startIndex": 0, "items": items}
    collection = {
        "@context": _CONTEXT,
        "id": BASE + "annotations",
        "type": "AnnotationCollection",
        "label": "What the sentences of the reports carry",
        "total": len(items),
        "first": page,
    }
    save(path, (json.dumps(collection, ensure_ascii=False, indent=1) + "\n").encode())
    return len(items)


def _annotations(store: Store) -> list[dict[str, object]]:
    queries = PackagedQuery.read_all(_QUERIES)
    statements = {kind.iri for kind in read(store).of_family("statement")}
    bodies: dict[str, list[dict[str, str]]] = {}
    for row in queries["bodies"].rows(store):
        if not row["node"] or row["class"] in statements:
            bodies.setdefault(row["sentence"], []).append(_body(row))
    evidence = read_evidence(store, bodies)
    return [
        _annotation(evidence[row["sentence"]], row, bodies[row["sentence"]])
        for row in queries["positions"].rows(store)
        if row["sentence"] in evidence
    ]


def _annotation(
    evidence: Evidence, row: Mapping[str, str], bodies: list[dict[str, str]]
) -> dict[str, object]:
    return {
        "id": evidence.iri + "/annotation",
        "type": "Annotation",
        "motivation": "describing",
        "label": evidence.place,
        "body": bodies,
        "target": [*_on_page(evidence.address), _in_source(row)],
    }


def _on_page(address: str) -> list[dict[str, object]]:
    """Select a sentence on the published page; nothing where its address has no fragment."""
    page, _, fragment = address.partition("#")
    if not fragment:
        return []
    selector = {"type": "FragmentSelector", "conformsTo": _FRAGMENTS, "value": fragment}
    return [{"source": page, "selector": selector}]


def _in_source(row: Mapping[str, str]) -> dict[str, object]:
    """Select a sentence in the source file."""
    position = {
        "type": "TextPositionSelector",
        "start": int(row["begin"]),
        "end": int(row["end"]),
    }
    return {"source": row["report"], "selector": position}


def _body(row: Mapping[str, str]) -> dict[str, str]:
    if not row["node"]:
        return {
            "type": "TextualBody",
            "value": row["words"],
            "format": "text/plain",
            "language": "en",
            "purpose": "linking",
        }
    return {"id": row["node"], "type": row["class"], "label": row["words"]}
