"""Find the reports of an inspection that a user names."""

from __future__ import annotations

import difflib
from collections import defaultdict

from graph.errors import PeelgraphError
from graph.namespaces import compress, expand
from graph.queries import text_rows
from graph.store import Store
from graph.text import fold, holds_words

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
        name: of the inspection: its id or label, the label of its report, or words that stand in
            those of one inspection alone, as `2018/19` may.

    Raises:
        PeelgraphError: for a name of no inspection that has a report, or of several; the message
            has near ones.
    """
    reports: dict[str, set[str]] = defaultdict(set)
    of_inspection: dict[str, set[str]] = defaultdict(set)
    with_words: set[str] = set()
    for row in text_rows(store, _REPORTS):
        iri = row["inspection"]
        of_inspection[iri].add(row["report"])
        names = (iri.rpartition("/")[2], row["label"], row["title"])
        if any(holds_words(text, name) for text in names):
            with_words.add(iri)
        for key in (iri, *map(fold, names)):
            reports[key].add(row["report"])
    iri = expand(name.strip())
    if iris := reports.get(iri) or reports.get(fold(name)):
        return frozenset(iris)
    if len(with_words) == 1:
        return frozenset(of_inspection[with_words.pop()])
    ids = sorted(map(compress, of_inspection))
    matches = sorted(map(compress, with_words))
    near = matches[:3] or difflib.get_close_matches(name, ids, 3, 0.4) or ids[:3]
    hint = f"Inspections: {', '.join(near)}." if near else "Build the store with a report."
    raise PeelgraphError(f"there is no report of an inspection “{name}”.", hint=hint)
