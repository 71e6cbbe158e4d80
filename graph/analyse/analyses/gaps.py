"""Knows the gaps of a report: what it names without saying what one would expect of it. A gap is a file `gaps/NAME.rq`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph.analyse.result import (
    Analysis,
    Result,
    Row,
    Settings,
    Tell,
    counted,
    distinct,
    evidence,
    label,
    size,
)
from graph.queries import PackagedQuery
from graph.store import Store

if TYPE_CHECKING:
    import networkx

_QUERIES = Path(__file__).parent / "gaps"
_COUNTED = {"themes-with-concerns-and-no-area-for-improvement": "concern"}


def analyses() -> list[Analysis]:
    """Return the analysis of this room."""
    definition = "Units without a function or service, partners of whom it is not said what they do, and themes with concerns but no area for improvement."
    return [
        Analysis(
            "gaps",
            "What does the report leave unsaid?",
            definition,
            "things",
            "Set difference, by SPARQL",
            "everything",
            _gaps,
            fixed=True,
        )
    ]


def _gaps(
    network: networkx.MultiDiGraph[str], store: Store, settings: Settings, _tell: Tell
) -> Result:
    kinds, total, told = [], 0, []
    for query in PackagedQuery.read_all(_QUERIES).values():
        found = _read(network, store, query)
        total += len(found)
        title = query.name.replace("-", " ")
        told.append(f"{len(found)} {title}" if len(found) != 1 else f"one of {title}")
        kinds.append(found[: settings.top])
    note = "Each gap lists its first rows; a gap of the report is not a gap of the force."
    summary = "; ".join(told) + "."
    return Result(
        "gaps",
        "What does the report leave unsaid?",
        size(network),
        summary,
        tuple(row for found in kinds for row in found),
        total,
        (note,),
    )


def _read(network: networkx.MultiDiGraph[str], store: Store, query: PackagedQuery) -> list[Row]:
    """Read the things of one gap that the network holds, those with most behind them first."""
    means = query.field("means")
    counts = {row["thing"]: int(row["number"]) for row in query.rows(store)}
    order = sorted(
        (iri for iri in counts if iri in network),
        key=lambda iri: (-counts[iri], label(network, iri).casefold()),
    )
    what = _COUNTED.get(query.name, "sentence")
    return [_row(network, iri, query.name, means, counted(counts[iri], what)) for iri in order]


def _row(network: networkx.MultiDiGraph[str], iri: str, gap: str, means: str, behind: str) -> Row:
    concerns = [
        node
        for node in network.predecessors(iri)
        if network.nodes[node].get("polarity") == "concern"
    ]
    sentences = (
        evidence(network, iri, concerns) if gap in _COUNTED else distinct(evidence(network, iri))
    )
    return Row(
        iri,
        label(network, iri),
        {"gap": gap.replace("-", " "), "behind it": behind},
        means,
        sentences,
    )
