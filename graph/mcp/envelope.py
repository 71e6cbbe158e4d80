"""Put an answer into its envelope: harmless texts, and the reports and the build that it is from.

An answer that holds nothing says so in words, with the nearest names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from graph import files
from graph.errors import QueryError
from graph.mcp.bounds import check_size, checked_name
from graph.mcp.sentences import Data
from graph.mcp.texts import clean
from graph.namespaces import REPORT, compress
from graph.queries import PackagedQuery
from graph.query import search
from graph.store import Store, read_pointer

SILENCE = "The graph holds no answer."
_REPORTS = 5  # named at most
_CANDIDATES = 20  # things of one name that are listed at most
_QUERIES = Path(__file__).with_suffix("")


def enclosed(store: Store, directory: Path, **response: object) -> Data:
    """Make an answer: harmless texts, and the reports and the build that they are from.

    Raises:
        QueryError: when the answer is too large.
    """
    return enclosed_for("", store, directory, response)


def enclosed_for(inspection: str, store: Store, directory: Path, response: Data) -> Data:
    """Make an answer about one inspection, as `enclosed`.

    Args:
        inspection: its IRI; "" for all.
        store: a built store.
        directory: of the store.
        response: what the answer holds.

    Raises:
        QueryError: as there.
    """
    source = _source(store, directory, {*_texts(response)}, inspection)
    cleaned = clean({**response, "from": source})
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
        exact = search.called_so(search.find_called(directory, name, limit=_CANDIDATES))
        if len(exact) < 2:
            return silent_response(directory, store, f"nothing is called \u201c{name}\u201d", name)
        response: Data = {
            "answer": f"Several things are called \u201c{name}\u201d. Choose one by its id.",
            "candidates": [hit_data(hit) for hit in exact[:_CANDIDATES]],
        }
        if len(exact) > _CANDIDATES:
            response["truncated"] = (
                f"Shown are {_CANDIDATES} of {len(exact):,} candidates. Give an id."
            )
        return enclosed(store, directory, **response)


def hit_data(hit: search.Hit) -> Data:
    """Return what identifies a thing that a search found."""
    data: Data = {"id": compress(hit.iri), "kind": hit.kind, "name": hit.label}
    if hit.report:
        data["report"] = hit.report
    return data


def _source(store: Store, directory: Path, texts: set[str], inspection: str) -> Data:
    """Say from which reports and which build an answer is.

    Args:
        store: a built store.
        directory: of the store.
        texts: of the answer.
        inspection: as for `enclosed_for`.
    """
    rows = PackagedQuery.read(_QUERIES / "reports.rq").rows(store)
    reports = {row["report"]: row for row in rows}
    if inspection:
        named = {row["report"] for row in rows if row["inspection"] == inspection}
    elif len(reports) == 1:
        named = {*reports}
    else:
        named = _named_reports(texts, reports)
    source: Data = {
        "reports": [
            {key: row[key] for key in ("name", "page", "updated") if row[key]}
            for row in [row for iri, row in reports.items() if iri in named][:_REPORTS]
        ],
        "build": str(read_pointer(directory).get("fingerprint", "loaded files"))[:12],
        "peelgraph": files.version(),
    }
    if len(named) > _REPORTS:
        source["more_reports"] = (
            f"This answer is from {len(named):,} reports; {_REPORTS} are named."
        )
    elif reports and not named:
        source["more_reports"] = (
            f"This answer names none of the {len(reports):,} reports of the graph."
        )
    return source


def _named_reports(texts: set[str], reports: Mapping[str, Mapping[str, str]]) -> set[str]:
    """Return the IRIs of the reports that texts name, by a label or by what stands in a report."""
    starts = {text[: text.find("/", len(REPORT))] for text in texts if text.startswith(REPORT)}
    return {
        iri for iri, row in reports.items() if iri in starts or iri in texts or row["name"] in texts
    }


def _texts(value: object) -> Iterator[str]:
    """Yield the texts of plain data, without the keys."""
    match value:
        case str():
            yield value
        case Mapping():
            yield from chain.from_iterable(map(_texts, value.values()))
        case Sequence():
            yield from chain.from_iterable(map(_texts, value))
