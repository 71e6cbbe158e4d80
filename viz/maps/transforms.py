"""Turn the network of a projection into the network of one map.

The functions are the particular steps of maps in `viz/maps/catalogue.py`, in four kinds:
`around_things` and the like say what a map needs of the store, transforms make the network of a
map, `surroundings` and `connecting_paths` limit it to the things that the options name, and the
last ones give the edges that the layout follows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from graph.analyse.algorithms.network_paths import network_routes
from graph.analyse.algorithms.shortest_paths import Routes
from graph.analyse.evidence import sentences_of
from graph.analyse.networks.projection import project
from graph.analyse.path_finder import leads_through_findings, things_on_paths
from graph.analyse.wording import CHOSEN_PART, only_across, only_force, unconnected
from graph.errors import PeelgraphError
from graph.evidence import Evidence
from graph.labels import foreign_relations
from graph.statement_columns import Near
from graph.store import Store
from viz.maps import filters, grouping

if TYPE_CHECKING:
    import networkx

    from graph.analyse.networks.projection import Selection
    from viz.maps.catalogue import MapOptions

    Network = networkx.MultiDiGraph[str]


def around_things(_store: Store, options: MapOptions) -> Near | None:
    """Say that a map of things needs their surroundings; everything where they name none."""
    return Near(frozenset(options.about), options.hops) if options.about else None


def around_findings(_store: Store, options: MapOptions) -> Near | None:
    """Say how far findings reach that connect things, with all that is said of the last things."""
    return Near(frozenset(options.about), 2 * options.hops + 1) if options.about else None


def along_paths(store: Store, options: MapOptions) -> Near | None:
    """Say which things stand on the paths between two, where options leave out no relations.

    Where there is no path, the network of everything tells why.
    """
    if len(options.about) != 2 or not options.takes_every_sentence or foreign_relations(store):
        return None
    things = things_on_paths(store, *options.about, through_force=options.through_force)
    return None if things is None else Near(things, 0)


def everywhere(_store: Store, _options: MapOptions) -> None:
    """Say that a map needs everything, as what it says of a thing depends on all others."""


def unchanged(network: Network, _options: MapOptions, _selection: Selection) -> Network:
    """Return the network of the projection itself."""
    return network


def stepping_stones(network: Network, options: MapOptions, _selection: Selection) -> Network:
    """Return what a path may lead through: things, and findings where one end is a finding."""
    if leads_through_findings(*options.about):
        return network
    return filters.of_things(network)


def things_and_selection(network: Network, options: MapOptions, _selection: Selection) -> Network:
    """Return the things, and whatever the options name."""
    return filters.of_things(network, besides=options.about, as_view=True)


def connected_by_findings(network: Network, _options: MapOptions, _selection: Selection) -> Network:
    """Connect the things of which the same findings speak."""
    return grouping.by_polarity(network)


def grouped_by_community(network: Network, _options: MapOptions, _selection: Selection) -> Network:
    """Group the things by community."""
    return grouping.by_community(network)


def beside_second_store(network: Network, options: MapOptions, selection: Selection) -> Network:
    """Add the same projection of a second store, and say of everything where it is."""
    if options.other is None:
        return network
    store, *names = options.other
    second = project(store, network.graph["name"], selection)
    joined = filters.join_networks(network, second, (names[0], names[1]))
    joined.graph["versions"] = (network, second)
    return joined


def surroundings(network: Network, options: MapOptions) -> Network:
    """Return what is around the things of the options; everything where they name none."""
    if not options.about:
        return network
    return filters.neighbourhood(network, options.about, options.hops)


def connecting_paths(network: Network, options: MapOptions) -> Network:
    """Return the shortest and the best-supported paths between two things.

    Where they differ, each step says to which of them it belongs.

    Raises:
        PeelgraphError: when no path connects the things.
    """
    avoided = () if options.through_force else network.graph.get("inspected", ())
    paths = network_routes(network, *options.about, avoided=avoided)
    if not paths.shortest:
        raise _unconnected(network, options, paths)
    names: dict[str | frozenset[str], list[str]] = defaultdict(list)
    stating: dict[str | frozenset[str], list[Set[int]]] = defaultdict(list)
    titled = [("shortest path", path) for path in paths.shortest]
    titled.append(("best-supported path", paths.best_supported))
    for (name, path), reports in zip(titled, paths.reports, strict=True):
        steps: list[str | frozenset[str]] = [*path, *map(frozenset, pairwise(path))]
        for step in steps:
            stating[step].append(reports)
            if name not in names[step]:
                names[step].append(name)
    part: Network = network.subgraph(sorted(step for step in names if isinstance(step, str))).copy()
    part.remove_edges_from(
        [edge for edge in part.edges(keys=True) if frozenset(edge[:2]) not in names]
    )
    for source, target, key, attributes in list(part.edges(keys=True, data=True)):
        _limit_sentences(part, (source, target, key), attributes, stating)
    part.graph["best_supported"] = paths.best_supported
    if any(len(labels) == 1 for labels in names.values()):
        _group_steps(part, names)
    return part


def _limit_sentences(
    network: Network,
    edge: tuple[str, str, str],
    attributes: dict[str, Any],
    stating: Mapping[str | frozenset[str], Iterable[Set[int]]],
) -> None:
    """Leave an edge with the sentences of the reports that state its paths, or remove it."""
    reports = list(stating[frozenset(edge[:2])])
    sentences: list[Evidence] = attributes.get("sentences", [])
    if not sentences or not all(reports):
        return
    attributes["sentences"] = sentences_of(sentences, set[int]().union(*reports))
    attributes["weight"] = len(attributes["sentences"])
    if not attributes["sentences"]:
        network.remove_edge(*edge)


def _unconnected(network: Network, options: MapOptions, paths: Routes[str]) -> PeelgraphError:
    """Return the error for two things without a path, which says if options leave sentences out."""
    iris = (*options.about, *paths.only_through)
    source, target, *bodies = (network.nodes[iri]["label"] for iri in iris)
    within = "" if options.takes_every_sentence else CHOSEN_PART
    if paths.is_across:
        hint = "Choose two other things."
        return PeelgraphError(f"{only_across(source, target, within=within)}.", hint=hint)
    if bodies:
        words = only_force(bodies, source, target, within=within)
        return PeelgraphError(f"{words}.", hint="Give --through-force to draw that.")
    words = unconnected(f"{source} and {target}", within=within)
    return PeelgraphError(f"{words}.", hint="Choose two other things.")


def own_edges(network: Network, _options: MapOptions) -> networkx.Graph[str]:
    """Return the edges of the network itself."""
    return network


def edges_away_from_source(network: Network, options: MapOptions) -> networkx.Graph[str]:
    """Return edges that lead away from the first thing of the options."""
    return filters.away_from(network, options.about[0])


def _group_steps(network: Network, names: dict[str | frozenset[str], list[str]]) -> None:
    """Give things and relations of paths the names of the paths as their group."""
    network.graph["grouping"] = "Path"
    for iri, attributes in network.nodes(data=True):
        attributes["group"] = " and ".join(names[iri])
    for source, target, attributes in network.edges(data=True):
        attributes["group"] = " and ".join(names[frozenset((source, target))])
