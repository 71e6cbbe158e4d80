"""Take a network apart by report, where facts of different inspections must not be paired."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sized
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from graph import garbage_collection
from graph.analyse.result import ResultRow
from graph.query.description import labels
from graph.store import Store
from graph.text import format_amount

if TYPE_CHECKING:
    import networkx

    from graph.analyse.networks.network_statements import NetworkStatements, SizedNetwork
    from graph.evidence import Evidence

    Network = networkx.MultiDiGraph[str]


class Report(NamedTuple):
    """A report that states something of a network.

    Attributes:
        iri: of the report; "" where nothing but loaded data states the network.
        label: of the report; "" where there is no other, so that it need not be named.
    """

    iri: str
    label: str

    def row(self, row: ResultRow) -> ResultRow:
        """Return a row of a result that says of which report it is, where there are several."""
        if not self.label:
            return row
        return replace(row, values={"report": self.label, **row.values})


class ReportNetwork(NamedTuple):
    """The part of a network that one report states; its edges carry the sentences of this alone."""

    report: Report
    network: Network


def stating_reports(network: SizedNetwork, store: Store) -> list[Report]:
    """Return the reports that state a network, by their labels, A to Z.

    Args:
        network: as `project` makes it, or its statements.
        store: that knows the labels of the reports.
    """
    iris = network.graph.get("reports", ())
    if len(iris) < 2:
        return [Report(next(iter(iris), ""), "")]
    names = labels(store, iris)
    return sorted((Report(iri, names.get(iri, iri)) for iri in iris), key=itemgetter(1, 0))


def report_networks(network: Network, store: Store) -> list[ReportNetwork]:
    """Return the part of a network that each report states, in the order of `stating_reports`.

    What loaded data state belongs to every part.

    Args:
        network: as `project` makes it.
        store: that knows the labels of the reports.
    """
    reports = stating_reports(network, store)
    parts = _parts(network) if len(reports) > 1 else {reports[0].iri: network}
    return [ReportNetwork(report, parts[report.iri]) for report in reports]


def report_neighbours(network: NetworkStatements) -> dict[str, dict[str, set[str]]]:
    """Return the neighbours of each thing in the part of a network that each report states.

    What loaded data state belongs to every part.
    """
    parts: dict[str, dict[str, set[str]]] = {
        report: defaultdict(set) for report in network.reports or ("",)
    }
    for source, _, target, sentence in network.statements:
        report = network.report_of[sentence]
        for part in (parts[report],) if report else parts.values():
            part[source].add(target)
            part[target].add(source)
    return parts


def in_reports(reports: Sized) -> str:
    """Say in how many reports something was counted, where there are several.

    >>> in_reports(["a"]), in_reports(["a", "b"])
    ('', ' in 2 reports')
    """
    return f" in {format_amount(len(reports), 'reports')}" if len(reports) > 1 else ""


@garbage_collection.paused()
def _parts(network: Network) -> dict[str, Network]:
    """Return the part of a network that each of several reports states."""
    import networkx

    reports = network.graph.get("reports", ())
    parts: dict[str, Network] = {
        report: networkx.MultiDiGraph(**network.graph | {"reports": (report,)})
        for report in reports
    }
    edges = network.edges(keys=True, data=True)
    for source, target, key, attributes in sorted(edges, key=itemgetter(0, 2, 1)):  # as projected
        for report, sentences in _by_report(attributes["sentences"], reports).items():
            evidence: dict[str, Any] = {"sentences": sentences, "weight": len(sentences)}
            parts[report].add_edge(source, target, key, **attributes | evidence)
    for part in parts.values():
        for node, attributes in part.nodes(data=True):
            attributes.update(network.nodes[node])
        inspected = network.graph.get("inspected", ())
        part.graph["inspected"] = tuple(body for body in inspected if body in part)
    return parts


def _by_report(sentences: list[Evidence], reports: tuple[str, ...]) -> dict[str, list[Evidence]]:
    """Return sentences by the report in which they stand; those of loaded data stand in each."""
    groups: dict[str, list[Evidence]] = defaultdict(list)
    for sentence in sentences:
        for report in (sentence.report,) if sentence.report else reports:
            groups[report].append(sentence)
    return groups
