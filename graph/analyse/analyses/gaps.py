"""Analyse the gaps of a report: what it names without stating what one would expect of it.

A gap is a file `gaps/NAME.rq` that gives a `?thing`, a `?report` in which it is one, and the
`?number` of what is behind it there. Its header says in `means` what the gap means; in `counts`,
what the number counts (`sentences` by default): of `concerns`, only the sentences of findings that
are concerns stand behind a thing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from graph.analyse.evidence import node_sentences
from graph.analyse.networks.reports import Report, in_reports, stating_reports
from graph.analyse.result import Analysis, Progress, Result, ResultRow
from graph.analyse.settings import Settings
from graph.analyse.wording import network_size, node_label
from graph.evidence import Evidence
from graph.queries import PackagedQuery
from graph.store import Store
from graph.text import format_amount

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

_QUERIES = Path(__file__).parent / "gaps"
_QUESTION = "What is left unsaid?"


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


class _Place(NamedTuple):
    """A thing of which a report leaves something unsaid.

    Attributes:
        report: that does.
        thing: its IRI.
        label: its name.
        number: of what is behind it there.
    """

    report: Report
    thing: str
    label: str
    number: int


def _run(network: Network, store: Store, settings: Settings, _progress: Progress) -> Result:
    reports = stating_reports(network, store)
    groups = [(gap, _places(network, store, gap, reports)) for gap in _gaps()]
    counts = "; ".join(_count(gap.title, len(places)) for gap, places in groups)
    return Result(
        "gaps",
        _QUESTION,
        network_size(network),
        f"{counts}{in_reports(reports)}.",
        tuple(
            _row(network, gap, place) for gap, places in groups for place in places[: settings.top]
        ),
        sum(len(places) for _, places in groups),
        ("Each gap lists its first rows; a gap of a report is not a gap of its force.",),
    )


def _count(title: str, number: int) -> str:
    return f"one of {title}" if number == 1 else f"{number:,} {title}"


def _gaps() -> list[_Gap]:
    return [_gap(query) for query in PackagedQuery.read_all(_QUERIES).values()]


def _gap(query: PackagedQuery) -> _Gap:
    title = query.name.replace("-", " ")
    return _Gap(title, query.field("means"), query.field("counts") or "sentences", query)


def _places(network: Network, store: Store, gap: _Gap, reports: Iterable[Report]) -> list[_Place]:
    """Return where a gap is, the things with most behind them first."""
    by_iri = {report.iri: report for report in reports}
    places = []
    for row in gap.query.rows(store):
        report, thing = by_iri.get(row["report"]), row["thing"]
        if report and thing in network and _is_stated(network, thing, report):
            places.append(_Place(report, thing, node_label(network, thing), int(row["number"])))
    return sorted(
        places, key=lambda place: (-place.number, place.label.casefold(), place.report.label)
    )


def _is_stated(network: Network, thing: str, report: Report) -> bool:
    """Tell whether a report states a relation of a thing."""
    return any(
        one.report in ("", report.iri)
        for edges in (network.out_edges, network.in_edges)
        for _, _, attributes in edges(thing, data=True)
        for one in attributes["sentences"]
    )


def _sentences(
    network: Network, thing: str, report: Report, neighbours: Collection[str] | None = None
) -> tuple[Evidence, ...]:
    """Return the sentences of a report on the relations of a thing."""
    sentences = node_sentences(network, thing, neighbours)
    return tuple(one for one in sentences if one.report in ("", report.iri))


def _row(network: Network, gap: _Gap, place: _Place) -> ResultRow:
    neighbours = None
    if gap.counts == "concerns":
        neighbours = {
            node
            for node in network.predecessors(place.thing)
            if network.nodes[node].get("polarity") == "concern"
        }
    row = ResultRow(
        place.thing,
        place.label,
        {"gap": gap.title, "behind it": format_amount(place.number, gap.counts)},
        gap.means,
        _sentences(network, place.thing, place.report, neighbours),
    )
    return place.report.row(row)


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
        by_report=True,
    ),
)
