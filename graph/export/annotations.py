"""Knows the evidence as web annotations: each sentence of the published page, with what the graph takes from it.

Source: Web Annotation Data Model (W3C, 2017). The text of a sentence is not copied: a text fragment selects it on the page, a text
position in the source file, of which the report's digest is known.
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

_QUERIES = Path(__file__).parent / "annotations"
_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_FRAGMENTS = "https://wicg.github.io/scroll-to-text-fragment/"


def write(store: Store, path: Path) -> int:
    """Write one annotation for each sentence that carries something, as JSON-LD.

    Returns:
        The number of annotations.

    Raises:
        PeelgraphError: when the file cannot be written.
    """
    bodies: dict[str, list[dict[str, str]]] = {}
    queries = PackagedQuery.read_all(_QUERIES)
    for row in queries["bodies"].rows(store):
        bodies.setdefault(row["sentence"], []).append(_body(row))
    evidence = read_evidence(store, bodies)
    items = [
        _annotation(evidence[row["sentence"]], row, bodies[row["sentence"]])
        for row in queries["positions"].rows(store)
        if row["sentence"] in evidence
    ]
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


def _annotation(
    evidence: Evidence, row: Mapping[str, str], bodies: list[dict[str, str]]
) -> dict[str, object]:
    page, _, fragment = evidence.address.partition("#")
    targets: list[dict[str, object]] = (
        [
            {
                "source": page,
                "selector": {
                    "type": "FragmentSelector",
                    "conformsTo": _FRAGMENTS,
                    "value": fragment,
                },
            }
        ]
        if fragment
        else []
    )
    position = {
        "type": "TextPositionSelector",
        "start": int(row["begin"]),
        "end": int(row["end"]),
    }
    return {
        "id": evidence.iri + "/annotation",
        "type": "Annotation",
        "motivation": "describing",
        "label": evidence.place,
        "body": bodies,
        "target": [*targets, {"source": row["report"], "selector": position}],
    }


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
