"""Analyse the gaps of a report: what it names without stating what one would expect of it.

A gap is a file `gaps/NAME.rq` that gives a `?thing`, a `?report` in which it is one, and the
`?number` of what is behind it there. Its header says in `means` what the gap means; in `counts`,
what the number counts (`sentences` by default): of `concerns`, only the sentences of findings that
are concerns stand behind a thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from graph.analyse.evidence import distinct_sentences
from graph.analyse.networks.network_statements import NetworkStatements
from graph.analyse.networks.reports import Report, in_reports, stating_reports
from graph.analyse.result import Analysis, Progress, Result, ResultRow
from graph.analyse.settings import Settings
from graph.analyse.wording import network_size
from graph.evidence import Evidence
from graph.queries import PackagedQuery
from graph.statement_columns import Statement
from graph.store import Store
from graph.text import format_amount

_QUERIES = Path(__file__).parent / "gaps"
_QUESTION = "Which expected statements are missing?"


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


def _run(
    network: NetworkStatements, store: Store, settings: Settings, _progress: Progress
) -> Result:
    reports = stating_reports(network, store)
    stated = _stated(network)
    groups = [(gap, _places(network, store, gap, reports, stated)) for gap in _gaps()]
    counts = ", ".join(f"{gap.title} ({len(places):,})" for gap, places in groups)
    shown = [(gap, place) for gap, places in groups for place in places[: settings.top]]
    statements = network.of_things({place.thing for _, place in shown})
    sentences = {item[3] for item in chain.from_iterable(statements.values())}
    evidence = network.facts.evidence(sentences)
    return Result(
        "gaps",
        _QUESTION,
        network_size(network),
        f"Gaps{in_reports(reports)}: {counts}.",
        tuple(_row(network, gap, place, statements[place.thing], evidence) for gap, place in shown),
        sum(len(places) for _, places in groups),
        ("Each kind of gap lists its first rows. A gap in a report is not a gap in its force.",),
    )


def _gaps() -> list[_Gap]:
    return [_gap(query) for query in PackagedQuery.read_all(_QUERIES).values()]


def _gap(query: PackagedQuery) -> _Gap:
    title = query.name.replace("-", " ")
    return _Gap(title, query.field("means"), query.field("counts") or "sentences", query)


def _places(
    network: NetworkStatements,
    store: Store,
    gap: _Gap,
    reports: Iterable[Report],
    stated: Set[tuple[str, str]],
) -> list[_Place]:
    """Return where a gap is, the things with most behind them first."""
    by_iri = {report.iri: report for report in reports}
    places = []
    for row in gap.query.rows(store):
        report, thing = by_iri.get(row["report"]), row["thing"]
        if report and not stated.isdisjoint({(thing, report.iri), (thing, "")}):
            places.append(_Place(report, thing, network.label(thing), int(row["number"])))
    return sorted(
        places, key=lambda place: (-place.number, place.label.casefold(), place.report.label)
    )


def _stated(network: NetworkStatements) -> set[tuple[str, str]]:
    """Return each thing with each report that states a relation of it; "" for loaded data."""
    return {
        (end, network.report_of[sentence])
        for subject, _, target, sentence in network.statements
        for end in (subject, target)
    }


def _row(
    network: NetworkStatements,
    gap: _Gap,
    place: _Place,
    statements: Iterable[Statement],
    evidence: Mapping[str, Evidence],
) -> ResultRow:
    """Return the row of a place, given the statements about its thing and their evidence."""
    reports = {"", place.report.iri}
    behind = [statement for statement in statements if network.report_of[statement[3]] in reports]
    if gap.counts == "concerns":
        attributes = network.facts.attributes({subject for subject, *_ in behind})
        concerns = {iri for iri, thing in attributes.items() if thing["polarity"] == "concern"}
        behind = [item for item in behind if {item[0], item[2]} & concerns]
    row = ResultRow(
        place.thing,
        place.label,
        {"gap": gap.title, "behind it": format_amount(place.number, gap.counts)},
        gap.means,
        distinct_sentences(evidence[statement[3]] for statement in behind),
    )
    return place.report.row(row)


ANALYSES = (
    Analysis(
        "gaps",
        _QUESTION,
        "Units without a function or service, partners without a stated role, "
        "and themes with concerns but no area for improvement.",
        "things",
        "Set difference, by SPARQL",
        "everything",
        _run,
        fixed=True,
        by_report=True,
        of_statements=True,
    ),
)
