"""Find the reports of an inspection that a user names."""

from __future__ import annotations

import difflib
from collections import defaultdict

from graph.errors import PeelgraphError
from graph.namespaces import compress, expand
from graph.queries import text_rows
from graph.store import Store
from graph.text import fold

_REPORTS = """
SELECT ?report ?title ?inspection ?label {
  ?report a peel:Report ; rdfs:label ?title ; peel:inspection ?inspection .
  ?inspection rdfs:label ?label
}
"""


def reports_of_inspection(store: Store, name: str) -> frozenset[str]:
    """Return the IRIs of the reports of an inspection.

    Args:
        store: a built store.
        name: of the inspection: its id or label, or the label of its report.

    Raises:
        PeelgraphError: for a name of no inspection that has a report; the message has near ones.
    """
    reports: dict[str, set[str]] = defaultdict(set)
    ids: dict[str, str] = {}
    for row in text_rows(store, _REPORTS):
        iri = row["inspection"]
        ids[iri] = compress(iri)
        for key in (iri, iri.rpartition("/")[2], fold(row["label"]), fold(row["title"])):
            reports[key].add(row["report"])
    iri = expand(name.strip())
    if iris := reports.get(iri) or reports.get(fold(name)):
        return frozenset(iris)
    names = sorted(ids.values())
    matches = [text for text in names if fold(name) and fold(name) in text]
    near = matches[:3] or difflib.get_close_matches(name, names, 3, 0.4) or names[:3]
    hint = f"Inspections: {', '.join(near)}." if near else "Build the store with a report."
    raise PeelgraphError(f"there is no report of an inspection “{name}”.", hint=hint)
