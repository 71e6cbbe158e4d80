"""Knows all analyses by name, and makes them: of the right network, with the right choice, or with the reason why not."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from graph.analyse.analyses import gaps, measures, reach, structure, support
from graph.analyse.networks.projection import project
from graph.analyse.result import Analysis, Result, Settings, Tell
from graph.errors import PeelgraphError
from graph.extras import require_extra
from graph.store import Store

if TYPE_CHECKING:
    import networkx

_DEFAULTS = Settings()


def analyses() -> dict[str, Analysis]:
    """Return all analyses by name: the measures, what a network hangs by, and the questions of the field."""
    rooms = (
        measures.analyses(),
        structure.analyses(),
        reach.analyses(),
        support.analyses(),
        gaps.analyses(),
    )
    return {analysis.name: analysis for room in rooms for analysis in room}


def analyse(
    store: Store, name: str, settings: Settings = _DEFAULTS, *, tell: Tell = lambda _: None
) -> Result:
    """Make an analysis.

    Args:
        store: a built store.
        name: of the analysis.
        settings: how it is made.
        tell: is told of each step.

    Raises:
        PeelgraphError: for an unknown analysis, network or thing, a setting that the analysis has no use for, or a network without anything
            left in it.
    """
    known = analyses()
    if name not in known:
        near = difflib.get_close_matches(name, known, 1, 0.4)
        raise PeelgraphError(
            f"there is no analysis “{name}”.",
            hint=(f"Did you mean {near[0]}? " if near else "") + "`peelgraph analyse` lists all.",
        )
    analysis = known[name]
    _check(analysis, settings)
    require_extra("analysis", "analyses")
    tell(f"network {settings.network or analysis.network}")
    network = project(store, settings.network or analysis.network, settings.choice)
    for end in settings.ends or ():
        if end not in network:
            raise PeelgraphError(
                f"the network {network.graph['name']} does not hold {end}.",
                hint=_nearest(end, network),
            )
    return analysis.run(network, store, settings, tell)


def _check(analysis: Analysis, settings: Settings) -> None:
    """Refuse what would be passed over in silence."""
    if analysis.fixed and settings.network not in ("", analysis.network):
        raise PeelgraphError(
            f"{analysis.name} is made of the network {analysis.network}.",
            hint="Leave --network out.",
        )
    for key in ("sample", "by", "hops", "ends"):
        if key not in analysis.takes and getattr(settings, key) != getattr(_DEFAULTS, key):
            option = {"ends": "--from and --to"}.get(key, f"--{key}")
            takers = ", ".join(other.name for other in analyses().values() if key in other.takes)
            raise PeelgraphError(
                f"{analysis.name} has no use for {option}.",
                hint=f"Leave it out; it is for {takers}.",
            )


def _nearest(end: str, network: networkx.MultiDiGraph[str]) -> str:
    """Name things of the network whose name is most like the end of an IRI that it does not hold."""
    labels = {str(told.get("label", "")): node for node, told in network.nodes(data=True)}
    near = difflib.get_close_matches(end.rpartition("/")[2].replace("-", " "), labels, 3, 0.3)
    return (
        f"It holds {', '.join(near)}. Try --network everything."
        if near
        else "Try --network everything."
    )
