"""The terms of the ontology: what stands above them, an example, and what relations link."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from graph.namespaces import compress
from graph.queries import PackagedQuery
from graph.store import Store
from viz.explorer.graph_part import Part

_QUERY = Path(__file__).parent / "queries" / "ontology.rq"
_PARTS = ("above", "domain", "range", "alignment")


def read_section(
    store: Store, numbers: Mapping[str, int], part: Part | None = None
) -> dict[str, dict[str, object]]:
    """Return what the ontology says of each term, by its compact IRI."""
    terms: dict[str, dict[str, object]] = {}
    if part:
        return terms  # only a page of everything has the view of terms
    groups: dict[str, list[dict[str, str]]] = {}
    for row in PackagedQuery.read(_QUERY).rows(store):
        groups.setdefault(row["term"], []).append(row)
    for iri, rows in groups.items():
        parts = {name: sorted({compress(row[name]) for row in rows} - {""}) for name in _PARTS}
        terms[compress(iri)] = {"example": rows[0]["example"], **parts}
    return terms
