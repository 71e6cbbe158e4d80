"""Analyse the gaps of a report: what it names without stating what one would expect of it.

A gap is a file `gaps/NAME.rq` that gives a `?thing` and the `?number` of what is behind it. Its
header says in `means` what the gap means; in `counts`, what the number counts (`sentences` by
default): of `concerns`, only the sentences of findings that are concerns stand behind a thing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.analyse.evidence import node_sentences
from graph.analyse.result import Analysis, Progress, Result, ResultRow
from graph.analyse.settings import Settings
from graph.analyse.wording import network_size, node_label
from graph.queries import PackagedQuery
from graph.store import Store
from graph.text import format_amount

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

_QUERIES = Path(__file__).parent / "gaps"
_QUESTION = "What does the report leave unsaid?"


@dataclass(frozen=True)
class _Gap:
    """A kind of gap.

    Attributes:
        title: of the gap, from the name of its file.
        means: what it means for a thing.
        counts: what stands behind a thing, in the plural.
        query: that gives them.
    """

    title: str
    means: str
    counts: str
    query: PackagedQuery


def _run(network: Network, store: Store, settings: Settings, _progress: Progress) -> Result:
    groups = [(gap, _counts(network, store, gap)) for gap in _gaps()]
    return Result(
        "gaps",
        _QUESTION,
        network_size(network),
        "; ".join(_count(gap.title, len(counts)) for gap, counts in groups) + ".",
        tuple(
            _row(network, iri, gap, number)
            for gap, counts in groups
            for iri, number in counts[: settings.top]
        ),
        sum(len(counts) for _, counts in groups),
        ("Each gap lists its first rows; a gap of the report is not a gap of the force.",),
    )


def _count(title: str, number: int) -> str:
    return f"one of {title}" if number == 1 else f"{number:,} {title}"


def _gaps() -> list[_Gap]:
    return [_gap(query) for query in PackagedQuery.read_all(_QUERIES).values()]


def _gap(query: PackagedQuery) -> _Gap:
    title = query.name.replace("-", " ")
    return _Gap(title, query.field("means"), query.field("counts") or "sentences", query)


def _counts(network: Network, store: Store, gap: _Gap) -> list[tuple[str, int]]:
    """Return the things of a gap that the network holds, those with most behind them first."""
    counts = {row["thing"]: int(row["number"]) for row in gap.query.rows(store)}
    return sorted(
        (item for item in counts.items() if item[0] in network),
        key=lambda item: (-item[1], node_label(network, item[0]).casefold()),
    )


def _row(network: Network, iri: str, gap: _Gap, number: int) -> ResultRow:
    neighbours = None
    if gap.counts == "concerns":
        neighbours = {
            node
            for node in network.predecessors(iri)
            if network.nodes[node].get("polarity") == "concern"
        }
    return ResultRow(
        iri,
        node_label(network, iri),
        {"gap": gap.title, "behind it": format_amount(number, gap.counts)},
        gap.means,
        node_sentences(network, iri, neighbours),
    )


ANALYSES = (
    Analysis(
        "gaps",
        _QUESTION,
        "Units without a function or service, partners of whom it is not said what they do, "
        "and themes with concerns but no area for improvement.",
        "things",
        "Set difference, by SPARQL",
        "everything",
        _run,
        fixed=True,
    ),
)
