"""Put an answer into its envelope: harmless texts, and the reports and the build that it is from.

An answer that holds nothing says so in words, with the nearest names.
"""

from __future__ import annotations

from pathlib import Path

from graph import files
from graph.errors import QueryError
from graph.mcp.bounds import check_size, checked_name
from graph.mcp.sentences import Data
from graph.mcp.texts import clean
from graph.namespaces import compress
from graph.queries import PackagedQuery
from graph.query import search
from graph.store import Store, read_pointer

SILENCE = "The graph holds no answer."
_REPORTS = 5
_QUERIES = Path(__file__).with_suffix("")


def enclosed(store: Store, directory: Path, **response: object) -> Data:
    """Make an answer: harmless texts, and the reports and the build that they are from.

    Raises:
        QueryError: when the answer is too large.
    """
    cleaned = clean({**response, "from": _source(store, directory)})
    assert isinstance(cleaned, dict)
    check_size(cleaned)
    return cleaned


def silent_response(directory: Path, store: Store, why: str, name: str) -> Data:
    """Answer that the graph holds nothing, with the reason and the names most like one."""
    near = [hit_data(hit) for hit in search.find_things(directory, name, limit=6)]
    return enclosed(store, directory, answer=SILENCE, why=f"{why}.", nearest=near)


def resolved_thing(directory: Path, store: Store, name: str) -> str | Data:
    """Return the IRI that a name means, or the answer that it means nothing or several things."""
    checked_name(name)
    try:
        return search.resolve(directory, name)
    except QueryError:
        exact = search.called_so(search.find_things(directory, name, limit=20))
        if len(exact) < 2:
            return silent_response(directory, store, f"nothing is called \u201c{name}\u201d", name)
        return enclosed(
            store,
            directory,
            answer=f"Several things are called \u201c{name}\u201d. Choose one by its id.",
            candidates=[hit_data(hit) for hit in exact],
        )


def hit_data(hit: search.Hit) -> Data:
    """Return what identifies a thing that a search found."""
    data: Data = {"id": compress(hit.iri), "kind": hit.kind, "name": hit.label}
    if hit.report:
        data["report"] = hit.report
    return data


def _source(store: Store, directory: Path) -> Data:
    """Say from which reports and which build an answer is."""
    reports = [
        {key: row[key] for key in ("name", "page", "updated") if row[key]}
        for row in PackagedQuery.read(_QUERIES / "reports.rq").rows(store)[: _REPORTS + 1]
    ]
    source: Data = {
        "reports": reports[:_REPORTS],
        "build": str(read_pointer(directory).get("fingerprint", "loaded files"))[:12],
        "peelgraph": files.version(),
    }
    if len(reports) > _REPORTS:
        source["more_reports"] = "This graph holds more reports than are named here."
    return source
