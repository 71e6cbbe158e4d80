"""List all analyses by name and run them, or say why one cannot be run.

To add an analysis, write a module with its `ANALYSES` beside this one and name it in the list
below.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from graph.analyse.analyses import (
    assortativity,
    balance,
    brokers,
    communities,
    concentration,
    connectivity,
    equivalence,
    gaps,
    measures,
    paths,
    reach,
    robustness,
    shared_neighbours,
    themes,
)
from graph.analyse.networks.network_statements import NetworkStatements
from graph.analyse.networks.projection import read_network
from graph.analyse.result import AnyAnalysis, Progress, Result
from graph.analyse.settings import DEFAULTS, Settings
from graph.errors import PeelgraphError, idle_option, unknown_name
from graph.extras import require_extra
from graph.option_fields import Option, flags
from graph.store import Store

if TYPE_CHECKING:
    import networkx

MODULES = (
    measures,
    communities,
    assortativity,
    equivalence,
    shared_neighbours,
    connectivity,
    paths,
    brokers,
    themes,
    reach,
    balance,
    concentration,
    robustness,
    gaps,
)


def analyses() -> dict[str, AnyAnalysis]:
    """Return all analyses by name, in the order of the list of modules."""
    return {analysis.name: analysis for module in MODULES for analysis in module.ANALYSES}


def option_users() -> dict[str, dict[str, Option]]:
    """Return for each setting the analyses that have an option for it, with the option."""
    users: dict[str, dict[str, Option]] = {}
    for analysis in analyses().values():
        for name, option in analysis.options.items():
            users.setdefault(name, {})[analysis.name] = option
    return users


def run_analysis(
    store: Store,
    name: str,
    settings: Settings = DEFAULTS,
    *,
    progress: Progress = lambda _: None,
    networks: Callable[[str], NetworkStatements] | None = None,
) -> Result:
    """Run an analysis.

    Args:
        store: a built store.
        name: of the analysis.
        settings: how it is made.
        progress: receives a line for each step of the work.
        networks: gives the statements of the network of a name, with the selection of the
            settings, where several analyses share them; read anew by default.

    Raises:
        PeelgraphError: for an unknown analysis, network or thing, a setting that the analysis has
            no use for, or a network without anything left in it.
    """
    analysis = _find(name)
    users = option_users()
    check_options(name, (key for key in users if getattr(settings, key) != getattr(DEFAULTS, key)))
    if analysis.fixed and settings.network not in ("", analysis.network):
        raise PeelgraphError(
            f"{analysis.name} is made of the network {analysis.network}.",
            hint="Leave --network out.",
        )
    require_extra("analysis", "analyses")
    kind = settings.network or analysis.network
    progress(f"network {kind}")
    statements = networks(kind) if networks else read_network(store, kind, settings.selection)
    if analysis.of_statements:
        return analysis.result(statements, store, settings, progress)
    network = statements.frozen_network
    for end in settings.ends or ():
        if end not in network:
            raise PeelgraphError(
                f"the network {network.graph['name']} does not hold {end}.",
                hint=f"{_nearest(end, network)}Try --network everything.",
            )
    return analysis.result(network, store, settings, progress)


def check_options(name: str, given: Iterable[str]) -> None:
    """Refuse options that would change nothing of an analysis.

    Args:
        name: of the analysis.
        given: names of the settings that options give, whatever their values.

    Raises:
        PeelgraphError: for an unknown analysis, or for the first of these options; the hint says
            what it is for.
    """
    analysis, users, names = _find(name), option_users(), list(given)
    for key in names:
        option = analysis.options.get(key)
        flag = " and ".join(flags(key, option or next(iter(users[key].values()))))
        if option is None:
            raise idle_option(name, flag, users[key])
        if option.needs and option.needs not in names:
            raise idle_option(name, flag, users[key], needs=option.needs)


def _find(name: str) -> AnyAnalysis:
    available = analyses()
    if name not in available:
        raise unknown_name("analysis", name, available, hint="`peelgraph analyse` lists all.")
    return available[name]


def _nearest(end: str, network: networkx.MultiDiGraph[str]) -> str:
    """Name things of a network whose names are most like the end of an IRI."""
    labels = {str(label) for _, label in network.nodes(data="label", default="")}
    words = end.rpartition("/")[2].replace("-", " ")
    near = difflib.get_close_matches(words, sorted(labels), 3, 0.3)
    return f"It holds {', '.join(near)}. " if near else ""
