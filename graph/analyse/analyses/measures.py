"""Knows the measures by name: what each one is, in which unit, whose method it is, and how its values read in plain words."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from graph.analyse.algorithms import centrality, structural_holes
from graph.analyse.networks.adjacency import Ties, ties
from graph.analyse.result import (
    Analysis,
    Number,
    Result,
    Row,
    Settings,
    Tell,
    counted,
    evidence,
    kind,
    label,
    size,
)
from graph.store import Store

if TYPE_CHECKING:
    import networkx

Values: TypeAlias = dict[str, float]
Compute: TypeAlias = Callable[[Ties[str], Settings, Tell], Values]


@dataclass(frozen=True)
class Measure:
    """A measure of single things.

    Attributes:
        name: by which it is called.
        question: that it answers.
        definition: what exactly is computed.
        unit: of its values.
        source: where the method comes from.
        compute: takes it of ties.
        reading: of a value, the number of other things, and the number of ties.
        by_part: whether it is taken in each connected part for itself, because it depends on ways.
        lowest: whether the lowest values matter most.
        takes: which further settings it uses.
    """

    name: str
    question: str
    definition: str
    unit: str
    source: str
    compute: Compute
    reading: Callable[[float, int, int], str]
    by_part: bool = False
    lowest: bool = False
    takes: tuple[str, ...] = ()


def _plain(measure: Callable[[Ties[str]], Values]) -> Compute:
    return lambda known, _settings, _tell: measure(known)


def _sampled(known: Ties[str], settings: Settings, tell: Tell) -> Values:
    return centrality.betweenness(known, sample=settings.sample, seed=settings.seed, progress=tell)


MEASURES: tuple[Measure, ...] = (
    Measure(
        "degree",
        "Who is tied to most others?",
        "The number of other things to which a thing is tied by any relation, either way.",
        "things",
        "Freeman, Social Networks 1 (1978)",
        _plain(centrality.degree),
        lambda value, others, _: f"Tied to {value:.0f} of the {others} others.",
    ),
    Measure(
        "strength",
        "Whose ties are stated most often?",
        "The number of statements that tie a thing to others: each relation counts once for each sentence that states it.",
        "statements",
        "Barrat et al., PNAS 101 (2004)",
        _plain(centrality.strength),
        lambda value, _, degree: (
            f"{counted(round(value), 'statement')} {'ties' if round(value) == 1 else 'tie'} it to {counted(degree, 'other')}."
        ),
    ),
    Measure(
        "pagerank",
        "Where would one who follows the ties spend most time?",
        "PageRank with damping 0.85 on the ties, each as often taken as it has statements; in referrals along their direction.",
        "share of time, 0 to 1",
        "Brin and Page, Computer Networks 30 (1998)",
        _plain(centrality.pagerank),
        lambda value, _, __: (
            f"One who follows the ties, and now and then starts anew, is here {100 * value:.1f} percent of the time."
        ),
        by_part=True,
    ),
    Measure(
        "closeness",
        "Who is nearest to all others?",
        "One over the mean number of steps to the other things of the same part.",
        "1 over steps, 0 to 1",
        "Freeman, Social Networks 1 (1978); Wasserman and Faust (1994)",
        _plain(centrality.closeness),
        lambda value, _, __: (
            f"On average {1 / value:.1f} steps from the others of its part."
            if value
            else "Without a way to any other."
        ),
        by_part=True,
    ),
    Measure(
        "betweenness",
        "Through whom do the shortest ways between others lead?",
        "The share of the shortest ways between two other things of the same part that lead through a thing, on average over all pairs.",
        "share of ways, 0 to 1",
        "Freeman, Sociometry 40 (1977); Brandes (2001)",
        _sampled,
        lambda value, _, __: (
            f"Of 100 shortest ways between two others, {100 * value:.1f} lead through it."
        ),
        by_part=True,
        takes=("sample", "seed"),
    ),
    Measure(
        "eigenvector",
        "Who is tied to the well tied?",
        "The leading eigenvector of the numbers of statements, of length one in each part.",
        "0 to 1",
        "Bonacich, American Journal of Sociology 92 (1987)",
        _plain(centrality.eigenvector),
        lambda value, _, degree: (
            f"{value:.2f} with {counted(degree, 'tie')}; the higher, the better tied are those it is tied to."
        ),
        by_part=True,
    ),
    Measure(
        "core",
        "Who belongs to the dense middle?",
        "The largest k such that a thing belongs to a group in which all are tied to at least k others of the group.",
        "ties",
        "Seidman, Social Networks 5 (1983)",
        _plain(centrality.core_number),
        lambda value, _, __: (
            f"Belongs to a group in which each is tied to at least {value:.0f} others of it."
        ),
    ),
    Measure(
        "constraint",
        "Who bridges holes between others?",
        "How far a thing's contacts are contacts of one another, every tie counting the same; low values bridge holes.",
        "0 to about 1, lower bridges more",
        "Burt, American Journal of Sociology 110 (2004)",
        _plain(structural_holes.constraint),
        lambda value, _, degree: (
            f"{value:.2f} with {counted(degree, 'contact')}; the lower, the less they are tied to each other. A single contact gives 1."
        ),
        lowest=True,
    ),
    Measure(
        "effective-size",
        "Who has most contacts that do not know each other?",
        "The number of contacts less the mean number of ties that each of them has to the others.",
        "contacts",
        "Burt, Structural Holes (1992); American Journal of Sociology 110 (2004)",
        _plain(structural_holes.effective_size),
        lambda value, _, degree: (
            f"Its {counted(degree, 'contact')} {'is' if degree == 1 else 'are'} worth {value:.1f} that are not tied to each other."
        ),
    ),
)


def analyses() -> list[Analysis]:
    """Return the measures as analyses, ready to be run by name."""
    return [
        Analysis(
            measure.name,
            measure.question,
            measure.definition,
            measure.unit,
            measure.source,
            "partnerships",
            partial(_run, measure),
            takes=measure.takes,
        )
        for measure in MEASURES
    ]


def named(name: str) -> Measure:
    """Return the measure of a name that is known."""
    return next(measure for measure in MEASURES if measure.name == name)


def take(
    measure: Measure, network: networkx.MultiDiGraph[str], settings: Settings, tell: Tell
) -> Values:
    """Take a measure of a network, part by part where it depends on ways."""
    flow = measure.name == "pagerank" and bool(network.graph.get("flow"))
    known = ties(network, directed=flow)

    def compute(part: Ties[str]) -> Values:
        return measure.compute(part, settings, tell)

    return centrality.by_part(known, compute) if measure.by_part else compute(known)


def ranked(
    values: Values, network: networkx.Graph[str], parts: Mapping[str, int], *, lowest: bool = False
) -> list[str]:
    """Order things by value, those of larger parts first; what has no value is left out."""
    real = [node for node in values if not math.isnan(values[node])]
    sign = 1 if lowest else -1
    return sorted(
        real,
        key=lambda node: (
            -parts.get(node, 0),
            sign * round(values[node], 9),
            label(network, node).casefold(),
            node,
        ),
    )


def part_sizes(known: Ties[str]) -> dict[str, int]:
    """Return for each thing how many things its connected part has."""
    return {known.nodes[row]: len(rows) for rows in known.parts for row in rows.tolist()}


def parts_told(known: Ties[str]) -> tuple[str, ...]:
    """Say into how many parts a network falls, where it does."""
    if len(known.parts) < 2:
        return ()
    sizes = [len(rows) for rows in known.parts]
    return (
        f"The network falls into {len(sizes)} parts, of {sizes[0]:,} things down to {sizes[-1]:,}; each is analysed for itself, the largest comes first.",
    )


def _run(
    measure: Measure,
    network: networkx.MultiDiGraph[str],
    _store: Store,
    settings: Settings,
    tell: Tell,
) -> Result:
    known = ties(network)
    values, degree, parts = (
        take(measure, network, settings, tell),
        centrality.degree(known),
        part_sizes(known),
    )
    order = ranked(values, network, parts if measure.by_part else {}, lowest=measure.lowest)
    rows = []
    for node in order[: settings.top]:
        others = (parts[node] if measure.by_part else len(known)) - 1
        told: dict[str, Number] = {
            "kind": kind(network, node),
            measure.name.replace("-", " "): _round(values[node]),
        }
        if measure.name != "degree":
            told["ties"] = int(degree[node])
        if measure.by_part and len(known.parts) > 1:
            told["part of"] = parts[node]
        rows.append(
            Row(
                node,
                label(network, node),
                told,
                measure.reading(values[node], others, int(degree[node])),
                evidence(network, node),
            )
        )
    notes = parts_told(known) if measure.by_part else ()
    if "sample" in measure.takes and settings.sample and settings.sample < len(known):
        notes += (
            f"Estimated from {settings.sample:,} starts drawn with seed {settings.seed}; exact without --sample.",
        )
    summary = f"{rows[0].label} comes first. {rows[0].reading}" if rows else "No thing has a value."
    return Result(
        measure.name,
        measure.question,
        size(network),
        summary,
        tuple(rows),
        len(order),
        notes,
        {"values": [values[node] for node in order]},
    )


def _round(value: float) -> float | int:
    """Round a value for print: whole numbers as such, others to four digits after the point."""
    return int(value) if value == int(value) and abs(value) >= 1 else round(value, 4)
