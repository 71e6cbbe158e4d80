"""Knows the analyses of how a network hangs together: communities, mixing, likeness, breaking points, what is shared, and ways."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from graph.analyse.algorithms import centrality, structural_holes
from graph.analyse.algorithms.communities import Method, communities, stability
from graph.analyse.algorithms.shortest_paths import ways
from graph.analyse.algorithms.similarity import equivalents, mixing
from graph.analyse.analyses.measures import parts_told
from graph.analyse.networks.adjacency import ties
from graph.analyse.networks.bipartite import one_mode
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
from graph.errors import PeelgraphError
from graph.store import Store

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]


def analyses() -> list[Analysis]:
    """Return the analyses of this room."""
    return [
        Analysis(
            "communities",
            "Which things form groups of their own?",
            "Groups with more ties among themselves than chance would give (modularity), by number of statements.",
            "modularity, -0.5 to 1; stability, 0 to 1",
            "Blondel et al. (2008), Louvain; Traag et al. (2019), Leiden; Newman and Girvan (2004)",
            "partnerships",
            _communities,
            ("seed", "by"),
        ),
        Analysis(
            "assortativity",
            "Are things tied to their own kind?",
            "The share of ties within a kind, against the share that chance would give; and the ties of each pair of kinds.",
            "-1 to 1",
            "Newman, Physical Review E 67 (2003)",
            "partnerships",
            _assortativity,
        ),
        Analysis(
            "equivalence",
            "Who has the same ties?",
            "Pairs by the others that both are tied to, over all others that either is tied to (Jaccard), from two shared ones on.",
            "0 to 1",
            "Lorrain and White, Journal of Mathematical Sociology 1 (1971)",
            "partnerships",
            _equivalence,
        ),
        Analysis(
            "shared",
            "What connects things of one side through what they share?",
            "Pairs of things of the first side of a network of two, with Newman's weight of the things they share.",
            "Newman's weight",
            "Newman, Physical Review E 64, 016132 (2001)",
            "units-partners",
            _shared,
        ),
        Analysis(
            "cut-points",
            "Without whom would others be cut off?",
            "Things whose loss would split their part of the network, with the number of things that would lose their way to the larger rest.",
            "things",
            "Hopcroft and Tarjan, Communications of the ACM 16 (1973)",
            "partnerships",
            _cut_points,
        ),
        Analysis(
            "bridges",
            "Which single ties hold others on?",
            "Ties whose loss would split their part of the network, with the number of things that would lose their way to the larger rest.",
            "things",
            "Tarjan, Information Processing Letters 2 (1974)",
            "partnerships",
            _bridges,
        ),
        Analysis(
            "paths",
            "By which ways are two things connected?",
            "The shortest ways without a loop, the better supported first among those of one length.",
            "hops",
            "Yen, Management Science 17 (1971)",
            "partnerships",
            _paths,
            ("ends",),
        ),
    ]


def _communities(network: Network, _store: Store, settings: Settings, tell: Tell) -> Result:
    method: Method = "leiden" if settings.by == "leiden" else "louvain"
    if settings.by not in ("", "louvain", "leiden"):
        raise PeelgraphError(
            f"there is no method “{settings.by}” for communities.",
            hint="Choose --by louvain or --by leiden.",
        )
    known = ties(network)
    found, firm = (
        communities(known, method=method, seed=settings.seed),
        stability(known, method=method, seed=settings.seed, progress=tell),
    )
    strength = centrality.strength(known)
    rows = []
    for number, group in enumerate(found.groups[: settings.top], start=1):
        members = sorted(group, key=lambda node: (-strength[node], label(network, node)))
        names = [label(network, node) for node in members]
        inside = {*group}
        edges = [
            told
            for one, other, told in network.edges(data=True)
            if one in inside and other in inside
        ]
        values: dict[str, Number] = {
            "things": len(group),
            "relations inside": len(edges),
            "around": names[0],
        }
        sentences = distinct(sentence for told in edges for sentence in told.get("sentences", ()))
        rows.append(
            Row(
                "",
                f"group {number}",
                values,
                f"{counted(len(group), 'thing')} around {listed(names, most=5)}.",
                sentences,
            )
        )
    sure = (
        "much the same groups"
        if firm.rand > 0.8
        else "partly other groups"
        if firm.rand > 0.5
        else "largely other groups"
    )
    many = (
        f"{firm.groups[0]} to {firm.groups[1]}"
        if firm.groups[0] < firm.groups[1]
        else str(firm.groups[0])
    )
    summary = f"{counted(len(found.groups), 'group')}, modularity {found.modularity:.2f}. Twenty seeds give {sure}: {many}, adjusted Rand index {firm.rand:.2f}."
    note = (
        f"Over {firm.seeds} seeds: modularity {firm.modularity[0]:.3f} to {firm.modularity[1]:.3f}, mean adjusted Rand index {firm.rand:.2f}, "
        f"mean normalised mutual information {firm.information:.2f}. A group is a reading of the text, not a body that exists."
    )
    lines: dict[str, list[float]] = {}
    place = {node: number for number, group in enumerate(found.groups) for node in group}
    for one, other in ((known.nodes[a], known.nodes[b]) for a, b in known.pairs()):
        first, second = sorted((place[one], place[other]))
        lines.setdefault(f"{first},{second}", [0.0])[0] += 1
    title = "Which things form groups of their own?"
    return Result(
        "communities", title, size(network), summary, tuple(rows), len(found.groups), (note,), lines
    )


def _assortativity(network: Network, _store: Store, settings: Settings, _tell: Tell) -> Result:
    known = ties(network)
    kinds = {node: kind(network, node) for node in network}
    found = mixing(known, kinds)
    order = sorted(found.counts, key=lambda pair: (-found.counts[pair], pair))
    total = sum(found.counts.values())
    rows = []
    for one, other in order[: settings.top]:
        number = found.counts[one, other]
        sentences = distinct(
            s
            for a, b, told in network.edges(data=True)
            if {kinds[a], kinds[b]} == {one, other} and a != b
            for s in told.get("sentences", ())
        )
        said = f"{number} of {counted(total, 'tie')} {'lie within the kind ' + one if one == other else f'join {one} and {other}'}."
        rows.append(
            Row(
                "",
                f"{one} \u2013 {other}",
                {"ties": number, "percent": round(100 * number / total, 1)},
                said,
                sentences,
            )
        )
    if found.assortativity is None:
        summary = "There is only one kind of thing, so that mixing tells nothing."
    else:
        like = found.assortativity
        leaning = (
            "to other kinds more often than by chance"
            if like < -0.05
            else "to their own kind more often than by chance"
            if like > 0.05
            else "anywhere, as by chance"
        )
        summary = f"Assortativity by kind is {found.assortativity:.2f}: ties lead {leaning}."
    return Result(
        "assortativity",
        "Are things tied to their own kind?",
        size(network),
        summary,
        tuple(rows),
        len(order),
    )


def _equivalence(network: Network, _store: Store, settings: Settings, _tell: Tell) -> Result:
    pairs = equivalents(ties(network))
    rows = []
    for pair in pairs[: settings.top]:
        names, shared = (
            (label(network, pair.one), label(network, pair.other)),
            [label(network, node) for node in pair.shared],
        )
        values: dict[str, Number] = {"likeness": round(pair.likeness, 4), "shared": len(shared)}
        sentences = distinct(
            [*evidence(network, pair.one, pair.shared), *evidence(network, pair.other, pair.shared)]
        )
        rows.append(
            Row(
                "",
                f"{names[0]} \u2013 {names[1]}",
                values,
                f"Both are tied to {listed(shared)}.",
                sentences,
            )
        )
    summary = f"{counted(len(pairs), 'pair')} of things share two ties or more." + (
        f" Most alike: {rows[0].label}." if rows else ""
    )
    return Result(
        "equivalence", "Who has the same ties?", size(network), summary, tuple(rows), len(pairs)
    )


def _shared(network: Network, _store: Store, settings: Settings, _tell: Tell) -> Result:
    made = one_mode(network, weight="newman")
    edges = sorted(
        made.edges(data=True),
        key=lambda edge: (-round(edge[2]["weight"], 9), label(made, edge[0]), label(made, edge[1])),
    )
    rows = []
    for one, other, told in edges[: settings.top]:
        shared = [label(network, node) for node in told["shared"]]
        sentences = distinct(
            [*evidence(network, one, told["shared"]), *evidence(network, other, told["shared"])]
        )
        values: dict[str, Number] = {"shared": len(shared), "weight": round(told["weight"], 4)}
        rows.append(
            Row(
                "",
                f"{label(made, one)} \u2013 {label(made, other)}",
                values,
                f"They share {listed(shared)}.",
                sentences,
            )
        )
    summary = f"{counted(len(edges), 'pair')} of the {counted(len(made), 'thing')} on the first side share something on the other."
    note = "Newman's weight counts a shared thing less, the more others share it too."
    return Result(
        "shared",
        "What connects things of one side through what they share?",
        size(network),
        summary,
        tuple(rows),
        len(edges),
        (note,),
    )


def _cut_points(network: Network, _store: Store, settings: Settings, _tell: Tell) -> Result:
    known = ties(network)
    cuts = structural_holes.cut_points(known)
    rows = []
    for cut in cuts[: settings.top]:
        node = cut.ends[0]
        reading = f"Without it {counted(cut.lost, 'thing')} would lose {'its' if cut.lost == 1 else 'their'} stated way to the rest."
        rows.append(
            Row(
                node,
                label(network, node),
                {"kind": kind(network, node), "cut off": cut.lost},
                reading,
                evidence(network, node),
            )
        )
    summary = (
        f"{len(cuts)} of {counted(len(network), 'thing')} hold others on."
        if cuts
        else "No single thing holds others on."
    )
    note = "Cut off means: no other way is stated in the report. There may be one that it does not speak of."
    return Result(
        "cut-points",
        "Without whom would others be cut off?",
        size(network),
        summary,
        tuple(rows),
        len(cuts),
        (note, *parts_told(known)),
    )


def _bridges(network: Network, _store: Store, settings: Settings, _tell: Tell) -> Result:
    known = ties(network)
    cuts = structural_holes.bridges(known)
    rows = []
    for cut in cuts[: settings.top]:
        one, other = cut.ends
        sentences = between(network, one, other)
        states = f"{counted(len(sentences), 'sentence')} {'states' if len(sentences) == 1 else 'state'} it"
        reading = f"Without this tie {counted(cut.lost, 'thing')} would lose {'its' if cut.lost == 1 else 'their'} stated way to the rest; {states}."
        values: dict[str, Number] = {"cut off": cut.lost, "sentences": len(sentences)}
        rows.append(
            Row(
                "",
                f"{label(network, one)} \u2013 {label(network, other)}",
                values,
                reading,
                sentences,
            )
        )
    summary = f"{len(cuts)} of {counted(len(known.pairs()), 'tie')} are the only way for somebody."
    return Result(
        "bridges",
        "Which single ties hold others on?",
        size(network),
        summary,
        tuple(rows),
        len(cuts),
        parts_told(known),
    )


def _paths(network: Network, _store: Store, settings: Settings, _tell: Tell) -> Result:
    if settings.ends is None:
        raise PeelgraphError(
            "two things are needed to look for ways.", hint="Give --from and --to."
        )
    one, other = settings.ends
    if one == other:
        raise PeelgraphError("both ends are the same thing.", hint="Name two different things.")
    found = ways(network, one, other, number=settings.top)
    rows = []
    for number, way in enumerate(found, start=1):
        hops = [_hop(network, start, end) for start, end in pairwise(way)]
        sentences = distinct(
            sentence for start, end in pairwise(way) for sentence in between(network, start, end)
        )
        weakest = min(len(between(network, start, end)) for start, end in pairwise(way))
        values: dict[str, Number] = {
            "hops": len(hops),
            "sentences": len(sentences),
            "weakest hop": weakest,
        }
        rows.append(Row("", f"way {number}", values, "; ".join(hops) + ".", sentences))
    ends = f"{label(network, one)} and {label(network, other)}"
    summary = f"No way is stated between {ends}."
    if rows:
        hops_of_first = counted(rows[0].values["hops"], "hop")  # type: ignore[arg-type]
        summary = f"The shortest way between {ends} has {hops_of_first}."
    return Result(
        "paths",
        "By which ways are two things connected?",
        size(network),
        summary,
        tuple(rows),
        len(rows),
    )


def _hop(network: Network, one: str, other: str) -> str:
    """Tell a hop in words, as the relations read in its direction."""
    words = sorted(
        {told["words"] for told in (network.get_edge_data(one, other) or {}).values()}
        | {told["back"] for told in (network.get_edge_data(other, one) or {}).values()}
    )
    return f"{label(network, one)} {listed(words)} {label(network, other)}"
