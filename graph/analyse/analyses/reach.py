"""Knows the field's questions of who reaches whom: brokers between sectors, on whom a theme hangs, and how far an area for improvement reaches."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from graph import terms
from graph.analyse.algorithms import structural_holes
from graph.analyse.networks.adjacency import ties
from graph.analyse.networks.projection import project
from graph.analyse.result import (
    Analysis,
    Number,
    Result,
    Row,
    Settings,
    Tell,
    between,
    counted,
    distinct,
    evidence,
    kind,
    label,
    listed,
    size,
)
from graph.store import Store, rows

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

_HUBS = ("inspected", "inspectorate")  # a path through one of these would reach everything
_TOUCHED = {"Unit": "units", "Role": "roles", "Theme": "themes"}
_AREA = "AreaForImprovement"


def analyses() -> list[Analysis]:
    """Return the analyses of this room."""
    return [
        Analysis(
            "brokers",
            "Who stands between partners of different sectors?",
            "Of each thing, the pairs of contacts in different sectors that are not tied to each other, and how many of these nobody else joins.",
            "pairs",
            "Gould and Fernandez, Sociological Methodology 19 (1989)",
            "partnerships",
            _brokers,
        ),
        Analysis(
            "themes",
            "On whom does each theme hang?",
            "For each theme, who deals with it, and the share of the statements that name the foremost.",
            "share, 0 to 100 percent",
            "Degree and share of the largest, as in concentration ratios (Hirschman 1964)",
            "units-themes",
            _themes,
        ),
        Analysis(
            "reach",
            "What does each area for improvement touch?",
            "The findings it rests on, what it and they are about, and what is tied to that within some hops, but not through a force or theme.",
            "things",
            "Breadth-first search (Moore 1959)",
            "areas-for-improvement",
            _reach,
            ("hops",),
            fixed=True,
        ),
    ]


def _brokers(network: Network, _store: Store, settings: Settings, _tell: Tell) -> Result:
    sector = {
        node: str(told["sector"]) for node, told in network.nodes(data=True) if told.get("sector")
    }
    pairs = structural_holes.open_pairs(ties(network), sector)
    joined = Counter(frozenset(pair) for found in pairs.values() for pair in found)
    alone = {
        node: sum(joined[frozenset(pair)] == 1 for pair in found) for node, found in pairs.items()
    }
    order = sorted(
        (node for node in pairs if pairs[node]),
        key=lambda node: (-len(pairs[node]), -alone[node], label(network, node)),
    )
    rows = []
    for node in order[: settings.top]:
        contacts = {*chain.from_iterable(pairs[node])}
        sectors = sorted({sector[contact] for contact in contacts})
        values: dict[str, Number] = {
            "kind": kind(network, node),
            "pairs": len(pairs[node]),
            "alone": alone[node],
            "sectors": len(sectors),
        }
        reading = f"Stands between {counted(len(pairs[node]), 'pair')} of contacts in {listed(sectors, most=4)}; {alone[node]} of these nobody else joins."
        rows.append(
            Row(node, label(network, node), values, reading, evidence(network, node, contacts))
        )
    summary = (
        f"{counted(len(order), 'thing')} {'stands' if len(order) == 1 else 'stand'} between contacts of different sectors."
        + (f" First comes {rows[0].label}." if rows else "")
    )
    note = "A force stands first by nature: the report is about it. Contacts without a sector, such as units and roles, are in no pair."
    return Result(
        "brokers",
        "Who stands between partners of different sectors?",
        size(network),
        summary,
        tuple(rows),
        len(order),
        (note,),
    )


def _themes(network: Network, store: Store, settings: Settings, _tell: Tell) -> Result:
    wider = _wider_themes(store)
    statements: dict[str, Counter[str]] = defaultdict(Counter)
    for one, other, told in network.edges(data=True):
        for theme, holder in ((one, other), (other, one)):
            if (
                network.nodes[theme].get("kind") == "Theme"
                and network.nodes[holder].get("kind") != "Theme"
            ):
                for counted_for in wider[theme] & set(network):
                    statements[counted_for][holder] += int(told.get("weight") or 0)
    order = sorted(
        statements, key=lambda theme: (-statements[theme].total(), label(network, theme))
    )
    rows = []
    for theme in order[: settings.top]:
        holders = sorted(
            statements[theme],
            key=lambda holder: (-statements[theme][holder], label(network, holder)),
        )
        total = statements[theme].total()
        share = 100 * statements[theme][holders[0]] / total if total else 0.0
        names = [label(network, holder) for holder in holders]
        values: dict[str, Number] = {
            "held by": len(holders),
            "statements": total,
            "foremost": names[0],
            "percent": round(share, 1),
        }
        reading = (
            f"Only {names[0]} deals with it."
            if len(names) == 1
            else f"Dealt with by {listed(names)}; {share:.0f} percent of the statements name {names[0]}."
        )
        rows.append(Row(theme, label(network, theme), values, reading, evidence(network, theme)))
    single = sum(len(holders) == 1 for holders in statements.values())
    summary = f"{counted(len(order), 'theme')}, of which {single} {'hangs' if single == 1 else 'hang'} on a single holder."
    note = "Whoever is stated to deal with a narrower theme, or with a group of people that the theme concerns, counts too."
    return Result(
        "themes",
        "On whom does each theme hang?",
        size(network),
        summary,
        tuple(rows),
        len(order),
        (note,),
    )


def _wider_themes(store: Store) -> dict[str, set[str]]:
    """Return each theme with those for which it counts: itself, those above, and what these are related to."""
    wider: dict[str, set[str]] = defaultdict(set)
    text = "SELECT DISTINCT ?near ?theme { ?near skos:inScheme <https://w3id.org/peelgraph/vocabulary/theme> ; skos:broader*/skos:related? ?theme }"
    for row in rows(store, text):
        wider[row["near"].value].add(row["theme"].value)
    return wider


def _reach(network: Network, store: Store, settings: Settings, _tell: Tell) -> Result:
    around = project(store, "everything", settings.choice)
    neighbours = _things_around(around)
    found = []
    for area in (node for node, told in network.nodes(data=True) if told.get("kind") == _AREA):
        reasons = {
            finding
            for _, finding in network.out_edges(area)
            if network.nodes[finding].get("kind") == "Finding"
        }
        direct = {
            thing
            for start in (area, *reasons)
            for _, thing in network.out_edges(start)
            if _is_thing(network, thing)
        }
        reached, steps = _within(neighbours, around, direct, settings.hops)
        said = [
            s
            for start in (area, *reasons)
            for _, _, told in network.out_edges(start, data=True)
            for s in told.get("sentences", ())
        ]
        sentences = distinct(
            [*said, *(s for one, other in steps for s in between(around, one, other))]
        )
        found.append((area, reasons, direct, reached, sentences))
    found.sort(key=lambda item: (-len(item[3]), label(network, item[0])))
    rows = []
    for area, reasons, direct, reached, sentences in found[: settings.top]:
        kinds = Counter(_touched(around, node) for node in reached)
        values: dict[str, Number] = {
            "findings": len(reasons),
            "direct": len(direct),
            **{
                what: kinds[what]
                for what in ("units", "roles", "partners", "themes", "other things")
            },
        }
        named = sorted(
            (
                label(around, node)
                for node in reached
                if _touched(around, node) in ("units", "partners")
            ),
            key=str.casefold,
        )
        hops = "directly" if not settings.hops else f"within {counted(settings.hops, 'hop')}"
        about = f"Rests on {counted(len(reasons), 'finding')} and is about {counted(len(direct), 'thing')} with them"
        reading = f"{about}; touches {counted(len(reached), 'thing')} {hops}. Units and partners among them: {listed(named)}."
        rows.append(
            Row(
                area, label(network, area), {**values, "together": len(reached)}, reading, sentences
            )
        )
    summary = (
        f"{counted(len(found), 'area')} for improvement; the widest touches {counted(len(found[0][3]), 'thing')}."
        if found
        else "No area for improvement is left."
    )
    note = "Touching is being tied by a stated relation. It does not say that the area for improvement changes anything there."
    return Result(
        "reach",
        "What does each area for improvement touch?",
        size(network),
        summary,
        tuple(rows),
        len(found),
        (note,),
    )


def _is_thing(network: Network, node: str) -> bool:
    return _family(network, node) != "statement"


def _family(network: Network, node: str) -> str:
    """Return the family of the class of a node."""
    return terms.of(network).family(str(network.nodes[node].get("kind")))


def _touched(network: Network, node: str) -> str:
    """Return the column in which a node is counted."""
    if _family(network, node) == "partner":
        return "partners"
    return _TOUCHED.get(str(network.nodes[node].get("kind")), "other things")


def _things_around(network: Network) -> dict[str, set[str]]:
    """Return the things tied to each thing, leaving out findings and the like."""
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in network.edges():
        if one != other and _is_thing(network, one) and _is_thing(network, other):
            found[one].add(other)
            found[other].add(one)
    return found


def _within(
    neighbours: dict[str, set[str]], network: Network, starts: set[str], hops: int
) -> tuple[set[str], list[tuple[str, str]]]:
    """Return what lies within some hops of the starts, the starts included, and the ties that lead there.

    Only a start that is a theme is gone through, a force never.
    """
    reached, edge = (
        set(starts),
        {node for node in starts if _family(network, node) not in _HUBS},
    )
    steps: list[tuple[str, str]] = []
    for _ in range(hops):
        fresh = {other for node in edge for other in neighbours.get(node, ())} - reached
        steps += [
            (node, other)
            for node in sorted(edge)
            for other in sorted(neighbours.get(node, set()) & fresh)
        ]
        reached |= fresh
        edge = {
            node
            for node in fresh
            if _family(network, node) not in _HUBS and network.nodes[node].get("kind") != "Theme"
        }
    return reached, steps
