"""Knows on what claims stand: the balance of praise and concern, concentration of evidence, and how firm a ranking is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from graph import terms
from graph.analyse.analyses import measures
from graph.analyse.networks.adjacency import ties
from graph.analyse.result import (
    OWN,
    Analysis,
    Number,
    Result,
    Row,
    Settings,
    Tell,
    counted,
    distinct,
    evidence,
    kind,
    label,
    listed,
    size,
)
from graph.errors import PeelgraphError
from graph.store import Store, rows

if TYPE_CHECKING:
    import networkx

    from graph.analyse.networks.projection import Sentence

    Network = networkx.MultiDiGraph[str]

POLARITIES = ("strength", "mixed", "neutral", "concern")
_BY = {  # classes, or families of classes, whose things have a balance of their own
    "unit": ("Unit",),
    "role": ("Role",),
    "partner": ("partner",),
    "system": ("System",),
    "method": ("Method",),
    "power": ("Power",),
    "operation": ("Operation",),
    "theme": ("Theme",),
    "question": (),
}
_ROBUST = ("degree", "strength", "betweenness", "pagerank", "closeness", "core")


def analyses() -> list[Analysis]:
    """Return the analyses of this room."""
    return [
        Analysis(
            "balance",
            "What is praised and what is faulted?",
            "The findings about each thing, or under each question, by polarity; balance is strengths less concerns over both.",
            "findings; balance -1 to 1",
            "Difference over sum, as in sentiment polarity (Godbole et al. 2007)",
            "findings",
            _balance,
            ("by",),
            fixed=True,
        ),
        Analysis(
            "concentration",
            "What stands on one sentence, or on the force's own word?",
            "Of each thing, how many relations and sentences tie it to others, the largest share of one sentence, and the share in the force's own voice.",
            "percent of statements",
            "Concentration ratio of the largest (Hirschman 1964)",
            "partnerships",
            _concentration,
        ),
        Analysis(
            "robustness",
            "Would the top ten stand without one sentence?",
            "Each sentence is left out in turn and the measure taken again; the former top ten's values are compared (Kendall's tau-b), and how many stay.",
            "tau-b, -1 to 1",
            "Leave-one-out (Quenouille 1956); Kendall, Biometrika 33 (1945)",
            "partnerships",
            _robustness,
            ("by", "seed"),
        ),
    ]


def kendall(one: Sequence[float], other: Sequence[float]) -> float:
    """Return Kendall's tau-b of two rows of values; 1 where both orders have nothing but ties.

    >>> kendall([1, 2, 3], [1, 2, 3]), kendall([1, 2, 3], [3, 2, 1])
    (1.0, -1.0)
    """
    signs = [
        (_sign(one[a] - one[b]), _sign(other[a] - other[b]))
        for a, b in combinations(range(len(one)), 2)
    ]
    agree = sum(first * second for first, second in signs)
    firsts, seconds = sum(first != 0 for first, _ in signs), sum(second != 0 for _, second in signs)
    if not firsts or not seconds:
        return float(firsts == seconds)
    return float(agree / (firsts * seconds) ** 0.5)


def _balance(network: Network, store: Store, settings: Settings, _tell: Tell) -> Result:
    by = settings.by or "unit"
    if by not in _BY:
        raise PeelgraphError(
            f"there is no balance by “{by}”.", hint=f"Choose --by {', '.join(_BY)}."
        )
    about: dict[str, set[str]] = defaultdict(set)
    names: dict[str, str] = {}
    wanted = {node for node, told in network.nodes(data=True) if told["kind"] == "Finding"}
    if by == "question":
        for row in rows(
            store, (Path(__file__).parent / "support" / "answers.rq").read_text("utf-8")
        ):
            if row["finding"].value in wanted:
                about[row["question"].value].add(row["finding"].value)
                names[row["question"].value] = row["label"].value
    else:
        kinds = terms.of(network).expand(_BY[by])
        for finding, thing in network.edges():
            if finding in wanted and network.nodes[thing]["kind"] in kinds:
                about[thing].add(finding)
                names[thing] = label(network, thing)
    lines = [_balanced(network, iri, names[iri], found) for iri, found in about.items()]
    lines.sort(
        key=lambda row: (-_judged(row), -int(row.values["findings"] or 0), row.label.casefold())
    )
    one_sided = sum(1 for row in lines if row.values["concern"] and not row.values["strength"])
    summary = (
        f"{counted(len(lines), by)} with findings; {one_sided} with concerns and no strength."
        + (f" Most judged: {lines[0].label}." if lines else "")
    )
    note = "A finding about several things counts for each. Few findings make an unsteady balance."
    return Result(
        "balance",
        f"What is praised and what is faulted, by {by}?",
        size(network),
        summary,
        tuple(lines[: settings.top]),
        len(lines),
        (note,),
    )


def _balanced(network: Network, iri: str, name: str, found: set[str]) -> Row:
    counts = Counter(str(network.nodes[finding]["polarity"]) for finding in found)
    voices = sorted({voice for finding in found for voice in network.nodes[finding]["voices"]})
    strong, weak = counts["strength"], counts["concern"]
    balance = round((strong - weak) / (strong + weak), 2) if strong + weak else None
    own = sum(
        1 for finding in found if (said := network.nodes[finding]["voices"]) and {*said} <= OWN
    )
    reading = f"{counted(strong, 'strength')} and {counted(weak, 'concern')} in {counted(len(found), 'finding')}; voices: {listed(voices)}"
    reading += (
        f"; {own} rest on the force's own word alone."
        if own > 1
        else "; one rests on the force's own word alone."
        if own
        else "."
    )
    sentences = distinct(
        s
        for finding in found
        for _, _, told in network.out_edges(finding, data=True)
        for s in told["sentences"]
    )
    return Row(
        iri,
        name,
        {**{key: counts[key] for key in POLARITIES}, "findings": len(found), "balance": balance},
        reading,
        sentences,
    )


def _judged(row: Row) -> int:
    return int(row.values["strength"] or 0) + int(row.values["concern"] or 0)


def _concentration(network: Network, _store: Store, settings: Settings, _tell: Tell) -> Result:
    lines = []
    for node in network:
        edges = [
            told
            for _, _, told in (
                *network.out_edges(node, data=True),
                *network.in_edges(node, data=True),
            )
        ]
        stated = Counter(
            sentence["iri"] for told in edges for sentence in told.get("sentences", ())
        )
        if stated:
            lines.append(_concentrated(network, node, len(edges), stated))
    lines.sort(
        key=lambda row: (
            -int(row.values["relations"] or 0) * (row.values["sentences"] == 1),
            -float(row.values["one sentence"] or 0),
            row.label.casefold(),
        )
    )
    single = sum(row.values["sentences"] == 1 for row in lines)
    own = sum(row.values["own word"] == 100 for row in lines)
    edges_all = [told for _, _, told in network.edges(data=True)]
    lone = sum(len(told.get("sentences", ())) == 1 for told in edges_all)
    summary = (
        f"{single} of {counted(len(lines), 'thing')} {'stands' if single == 1 else 'stand'} on one sentence, and {own} on the force's own word alone; "
        f"{lone} of {counted(len(edges_all), 'relation')} are stated once."
    )
    note = "A report rarely says a thing twice, so that standing on one sentence is common; it matters where much hangs on it."
    title = "What stands on one sentence, or on the force's own word?"
    return Result(
        "concentration",
        title,
        size(network),
        summary,
        tuple(lines[: settings.top]),
        len(lines),
        (note,),
    )


def _concentrated(network: Network, node: str, relations: int, stated: Counter[str]) -> Row:
    sentences = evidence(network, node)
    own = sum(
        stated[sentence["iri"]]
        for sentence in sentences
        if sentence["voices"] and {*sentence["voices"]} <= OWN
    )
    total, most = stated.total(), max(stated.values())
    voices = sorted({voice for sentence in sentences for voice in sentence["voices"]})
    values: dict[str, Number] = {
        "kind": kind(network, node),
        "relations": relations,
        "sentences": len(sentences),
        "one sentence": round(100 * most / total, 1),
        "own word": round(100 * own / total, 1),
    }
    said = (
        f"All {counted(relations, 'relation')} stand on one sentence"
        if len(sentences) == 1 and relations > 1
        else f"{counted(relations, 'relation')} on {counted(len(sentences), 'sentence')}"
    )
    return Row(node, label(network, node), values, f"{said}; voices: {listed(voices)}.", sentences)


def _robustness(network: Network, _store: Store, settings: Settings, tell: Tell) -> Result:
    by = settings.by or "degree"
    if by not in _ROBUST:
        raise PeelgraphError(
            f"robustness cannot be told by “{by}”.", hint=f"Choose --by {', '.join(_ROBUST)}."
        )
    measure = measures.named(by)
    values = measures.take(measure, network, settings, lambda _: None)
    parts = measures.part_sizes(ties(network)) if measure.by_part else {}
    top = measures.ranked(values, network, parts)[:10]
    sentences = {
        sentence["iri"]: sentence
        for _, _, told in network.edges(data=True)
        for sentence in told.get("sentences", ())
    }
    lines, order = [], distinct(sentences.values())
    for number, sentence in enumerate(order, start=1):
        tell(f"without sentence {number:,} of {len(order):,}")
        lines.append(_without(network, sentence, measure, settings, values, top))
    lines.sort(
        key=lambda row: (
            float(row.values["tau"] or 0),
            int(row.values["stay"] or 0),
            -float(row.values["moved"] or 0),
        )
    )
    taus = [float(row.values["tau"] or 0) for row in lines]
    firm = sum(
        tau > 0.999 and row.values["stay"] == len(top) for tau, row in zip(taus, lines, strict=True)
    )
    summary = "There is no sentence to leave out."
    if lines:
        names = listed([label(network, node) for node in top], most=3)
        summary = (
            f"{firm} of {counted(len(lines), 'sentence')} can be left out, each alone, without a change in the order of the top ten by {by} ({names}); "
            f"the lowest tau-b is {min(taus):.2f}, the mean {sum(taus) / len(taus):.2f}. What matters most is {lines[0].label}."
        )
    note = f"Compared are the former top {len(top)}; a thing that is no longer there counts nothing. A steady ranking is not yet a true one."
    return Result(
        "robustness",
        f"Would the top ten by {by} stand without one sentence?",
        size(network),
        summary,
        tuple(lines[: settings.top]),
        len(lines),
        (note,),
        {"tau": taus},
    )


def _without(
    network: Network,
    sentence: Sentence,
    measure: measures.Measure,
    settings: Settings,
    values: measures.Values,
    top: list[str],
) -> Row:
    """Take the measure again without a sentence, and compare."""
    import networkx

    rest: Network = networkx.MultiDiGraph(**network.graph)
    for one, other, key, told in network.edges(keys=True, data=True):
        left = sum(
            other_sentence["iri"] != sentence["iri"] for other_sentence in told.get("sentences", ())
        )
        if left:
            rest.add_edge(one, other, key, weight=left)
    rest.add_nodes_from((node, network.nodes[node]) for node in list(rest))
    again = measures.take(measure, rest, settings, lambda _: None)
    parts = measures.part_sizes(ties(rest)) if measure.by_part else {}
    stay = len({*top} & {*measures.ranked(again, rest, parts)[: len(top)]})
    before, after = (
        [round(values[node], 9) for node in top],
        [round(again.get(node, 0.0), 9) for node in top],
    )
    moved = max(range(len(top)), key=lambda row: abs(after[row] - before[row]))
    change = after[moved] - before[moved]
    told_moved = (
        f"changes {label(network, top[moved])} most: {measure.name} {before[moved]:.4g} becomes {after[moved]:.4g}"
        if change
        else "changes no value of the top"
    )
    shown: dict[str, Number] = {
        "tau": round(kendall(before, after), 4),
        "stay": stay,
        "moved": round(abs(change), 4),
    }
    reading = f"Leaving it out keeps {stay} of the top {len(top)} and {told_moved}."
    return Row(sentence["iri"], sentence["place"], shown, reading, (sentence,))


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)
