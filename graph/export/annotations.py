"""Knows the evidence as web annotations: each sentence of the published page, with what the graph takes from it.

Source: Web Annotation Data Model (W3C, 2017). The text of a sentence is not copied: a text fragment selects it on the page, a text
position in the source file, of which the report's digest is known.
"""

from __future__ import annotations

import json
from pathlib import Path

from graph.files import save
from graph.namespaces import BASE
from graph.store import QuerySolution, Store, rows

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
    for row in rows(store, (_QUERIES / "bodies.rq").read_text("utf-8")):
        bodies.setdefault(row["sentence"].value, []).append(_body(row))
    sentences = rows(store, (_QUERIES / "sentences.rq").read_text("utf-8"))
    items = [
        _annotation(row, bodies[row["sentence"].value])
        for row in sentences
        if row["sentence"].value in bodies
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


def _annotation(row: QuerySolution, bodies: list[dict[str, str]]) -> dict[str, object]:
    page, _, fragment = row["address"].value.partition("#")
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
        "start": int(row["begin"].value),
        "end": int(row["end"].value),
    }
    return {
        "id": row["sentence"].value + "/annotation",
        "type": "Annotation",
        "motivation": "describing",
        "label": row["place"].value,
        "body": bodies,
        "target": [*targets, {"source": row["report"].value, "selector": position}],
    }


def _body(row: QuerySolution) -> dict[str, str]:
    if row["node"] is None:
        return {
            "type": "TextualBody",
            "value": row["words"].value,
            "format": "text/plain",
            "language": "en",
            "purpose": "linking",
        }
    return {"id": row["node"].value, "type": row["class"].value, "label": row["words"].value}
