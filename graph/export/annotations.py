"""Write the evidence as web annotations: each sentence of the published page, with its statements.

Source: Web Annotation Data Model (W3C, 2017). The text of a sentence is not copied: a text fragment
selects it on the page, a text position in the source file, of which the report's digest is known.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
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
    """Write one annotation for each sentence with a statement, as JSON-LD, each in a line.

    Args:
        store: a built store.
        path: of the file.

    Returns:
        The number of annotations.

    Raises:
        PeelgraphError: when the file cannot be written.
    """
    items = _annotations(store)
    page = {"id": BASE + "annotations/1", "type": "AnnotationPage", "startIndex": 0, "items": []}
    collection = {
        "@context": _CONTEXT,
        "id": BASE + "annotations",
        "type": "AnnotationCollection",
        "label": "What the sentences of the reports carry",
        "total": len(items),
        "first": page,
    }
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    text = json.dumps(collection, ensure_ascii=False, indent=1)
    save(path, text.replace('"items": []', f'"items": [\n{lines}\n]').encode() + b"\n")
    return len(items)


def _annotations(store: Store) -> list[dict[str, object]]:
    queries = PackagedQuery.read_all(_QUERIES)
    bodies: dict[str, list[dict[str, str]]] = defaultdict(list)
    for sentence, kind, words, node in sorted(_statements(store, queries)):
        bodies[sentence].append(_body(node, kind, words))
    evidence = read_evidence(store, bodies)
    positions = queries["positions"].rows(store)
    positions.sort(key=lambda row: (row["report"], int(row["begin"]), row["sentence"]))
    return [
        _annotation(evidence[row["sentence"]], row, bodies[row["sentence"]])
        for row in positions
        if row["sentence"] in evidence
    ]


def _statements(
    store: Store, queries: Mapping[str, PackagedQuery]
) -> Iterator[tuple[str, str, str, str]]:
    """Yield what sentences carry: sentence, class, words and IRI; relations without class and IRI.

    The engine takes longer to order them.
    """
    classes = {kind.iri for kind in read(store).of_family("statement")}
    for row in queries["quoted"].rows(store):
        if row["class"] in classes:
            yield row["sentence"], row["class"], row["words"], row["node"]
    for row in queries["relations"].rows(store):
        yield row["sentence"], "", f"{row['from']} {row['words']} {row['to']}", ""


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


def _body(node: str, kind: str, words: str) -> dict[str, str]:
    if not node:
        return {
            "type": "TextualBody",
            "value": words,
            "format": "text/plain",
            "language": "en",
            "purpose": "linking",
        }
    return {"id": node, "type": kind, "label": words}
