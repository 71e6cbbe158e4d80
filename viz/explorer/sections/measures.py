"""Network measures of partnerships, each with and without the inspected bodies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from graph.analyse.analyses.catalogue import analyses
from graph.analyse.analyses.communities import network_communities
from graph.analyse.networks.adjacency import frozen
from graph.analyse.networks.projection import project
from graph.analyse.result import AnyAnalysis, Result, ResultRow
from graph.analyse.settings import Settings
from graph.errors import PeelgraphError
from graph.queries import text_rows
from graph.store import Store
from viz.explorer.graph_part import Part

if TYPE_CHECKING:
    from graph.analyse.networks.projection import Network

_NETWORK = "partnerships"
_SLOW = ("robustness",)  # takes a network apart sentence by sentence
_BODIES = "SELECT DISTINCT ?body { ?report a peel:Report ; peel:inspection/peel:inspects ?body }"
_ALL = 10_000


def read_section(
    store: Store, numbers: Mapping[str, int], part: Part | None = None
) -> dict[str, object]:
    """Return the analyses of single things, and the communities."""
    if part:
        groups = _communities(part.communities, numbers)
        return {"holds": "", "analyses": [], "communities": {"with": groups}}
    try:
        network = project(store, _NETWORK)
    except PeelgraphError:
        return {"analyses": [], "communities": {}}  # the store states no partnership
    bodies = {row["body"] for row in text_rows(store, _BODIES)}
    networks = {"with": frozen(network), "without": frozen(without(network, bodies))}
    return {
        "holds": str(network.graph["holds"]),
        "analyses": [
            _analysis(store, analysis, networks, numbers)
            for analysis in analyses().values()
            if _is_of_things(analysis)
        ],
        "communities": {
            name: _communities(network_communities(item).groups, numbers)
            for name, item in networks.items()
            if len(item)
        },
    }


def without(network: Network, bodies: set[str]) -> Network:
    """Return a network without some things, and without those that then have no relation.

    Args:
        network: as `project` makes it.
        bodies: IRIs of the things that are left out.
    """
    rest = network.copy()
    rest.remove_nodes_from(bodies)
    rest.remove_nodes_from([node for node in rest if all(end == node for end in _ends(rest, node))])
    return rest


def _ends(network: Network, node: str) -> list[str]:
    return [*network.successors(node), *network.predecessors(node)]


def _is_of_things(analysis: AnyAnalysis) -> bool:
    is_general = not analysis.fixed and not {"ends", "hops"} & analysis.options.keys()
    return analysis.network == _NETWORK and is_general and analysis.name not in _SLOW


def _analysis(
    store: Store, analysis: AnyAnalysis, networks: Mapping[str, Network], numbers: Mapping[str, int]
) -> dict[str, object]:
    results = {name: _run(store, analysis, network) for name, network in networks.items()}
    return {
        "name": analysis.name,
        "question": analysis.question,
        "definition": analysis.definition,
        "unit": analysis.unit,
        "source": analysis.source,
        **{name: _result(result, numbers) for name, result in results.items() if result},
    }


def _run(store: Store, analysis: AnyAnalysis, network: Network) -> Result | None:
    try:
        return analysis.result(network, store, Settings(top=_ALL))
    except PeelgraphError:
        return None  # nothing is left to measure


def _result(result: Result, numbers: Mapping[str, int]) -> dict[str, object]:
    names = list(result.rows[0].values) if result.rows else []
    return {
        "summary": result.summary,
        "network": result.network,
        "notes": list(result.notes),
        "columns": names,
        "rows": [_row(row, names, numbers) for row in result.rows],
    }


def _row(row: ResultRow, names: list[str], numbers: Mapping[str, int]) -> list[object]:
    values = [row.values.get(name) for name in names]
    return [numbers.get(row.iri, -1), row.label, *values, row.reading]


def _communities(groups: Iterable[Iterable[str]], numbers: Mapping[str, int]) -> list[list[int]]:
    return [[numbers[node] for node in group if node in numbers] for group in groups]
