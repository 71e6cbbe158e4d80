"""Analyse things by a measure, such as degree or betweenness, with a reading in plain words."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from graph.analyse.algorithms import centrality, structural_holes
from graph.analyse.evidence import LazySentences, node_sentences
from graph.analyse.networks.adjacency import Adjacency, adjacency
from graph.analyse.result import Analysis, Number, Progress, Result, ResultRow
from graph.analyse.settings import SAMPLE, SEED_OF_SAMPLE, Settings
from graph.analyse.wording import agreeing, network_size, node_kind, node_label
from graph.option_fields import Option
from graph.store import Store
from graph.text import format_amount

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

Values: TypeAlias = dict[str, float]
Compute: TypeAlias = Callable[[Adjacency[str], Settings, Progress], Values]


@dataclass(frozen=True)
class Measure:
    """A measure of single things.

    Attributes:
        name: by which it is called.
        question: that it answers.
        definition: what exactly is computed.
        unit: of its values.
        source: where the method comes from.
        compute: takes it of an adjacency.
        reading: of a value, the number of other things, and the number of neighbours.
        by_component: whether each connected component is measured for itself, because the values
            depend on paths.
        weighted: whether the weights of edges matter.
        directed: whether it keeps to the direction of a network in which something flows.
        lowest: whether the lowest values matter most.
        options: which further settings it uses.
    """

    name: str
    question: str
    definition: str
    unit: str
    source: str
    compute: Compute
    reading: Callable[[float, int, int], str]
    by_component: bool = False
    weighted: bool = False
    directed: bool = False
    lowest: bool = False
    options: Mapping[str, Option] = field(default_factory=dict)


def values_of(
    measure: Measure, matrix: Adjacency[str], settings: Settings, progress: Progress
) -> Values:
    """Take a measure, of each component for itself where it depends on paths."""

    def compute(component: Adjacency[str]) -> Values:
        return measure.compute(component, settings, progress)

    return centrality.by_component(matrix, compute) if measure.by_component else compute(matrix)


def is_directed(measure: Measure, network: Network) -> bool:
    """Tell whether a measure keeps to the direction of the relations of a network."""
    return measure.directed and bool(network.graph.get("flow"))


def ranked(
    values: Values, network: Network, sizes: Mapping[str, int], *, lowest: bool = False
) -> list[str]:
    """Order things by value; things without a value are left out.

    Args:
        values: of the things.
        network: with their names, by which things of one value are ordered.
        sizes: of the components of things; those of larger components come first.
        lowest: whether the lowest value comes first.
    """
    sign = {True: 1, False: -1}[lowest]

    def place(node: str) -> tuple[int, float, str, str]:
        label = node_label(network, node).casefold()
        return -sizes.get(node, 0), sign * round(values[node], 9), label, node

    return sorted((node for node in values if not math.isnan(values[node])), key=place)


def sizes_for(measure: Measure, matrix: Adjacency[str]) -> dict[str, int]:
    """Return how many things the component of each thing has, where a measure goes by component."""
    if not measure.by_component:
        return {}
    return {matrix.nodes[row]: len(rows) for rows in matrix.components for row in rows.tolist()}


def component_notes(matrix: Adjacency[str]) -> tuple[str, ...]:
    """Return a note on the components of a network, where it has several."""
    if len(matrix.components) < 2:
        return ()
    sizes = [len(rows) for rows in matrix.components]
    return (
        f"The network has {len(sizes)} connected components, of {sizes[0]:,} things down to "
        f"{sizes[-1]:,}; each is analysed separately, the largest first.",
    )


def _run(
    measure: Measure, network: Network, _store: Store, settings: Settings, progress: Progress
) -> Result:
    matrix = adjacency(network)
    directed = is_directed(measure, network)
    measured = adjacency(network, directed=True) if directed else matrix
    values = values_of(measure, measured, settings, progress)
    sizes = sizes_for(measure, matrix)
    order = ranked(values, network, sizes, lowest=measure.lowest)
    degree = centrality.degree(matrix)
    rows = tuple(
        _row(measure, network, node, values[node], int(degree[node]), sizes, matrix)
        for node in order[: settings.top]
    )
    summary = "No thing has a value."
    if rows:
        summary = f"{rows[0].label} comes first. {rows[0].reading}"
    return Result(
        measure.name,
        measure.question,
        network_size(network),
        summary,
        rows,
        len(order),
        _notes(measure, matrix, settings),
        {"values": [values[node] for node in order]},
    )


def _row(
    measure: Measure,
    network: Network,
    node: str,
    value: float,
    degree: int,
    sizes: Mapping[str, int],
    matrix: Adjacency[str],
) -> ResultRow:
    values: dict[str, Number] = {
        "kind": node_kind(network, node),
        measure.name.replace("-", " "): _rounded(value),
    }
    if measure.name != "degree":
        values["relationships"] = degree
    if sizes and len(matrix.components) > 1:
        values["part of"] = sizes[node]
    reading = measure.reading(value, sizes.get(node, len(matrix)) - 1, degree)
    sentences = LazySentences(partial(node_sentences, network, node))
    return ResultRow(node, node_label(network, node), values, reading, sentences)


def _notes(measure: Measure, matrix: Adjacency[str], settings: Settings) -> tuple[str, ...]:
    notes: tuple[str, ...] = ()
    if measure.by_component:
        notes = component_notes(matrix)
    if "sample" in measure.options and settings.sample and settings.sample < len(matrix):
        return (
            *notes,
            f"Estimated from {settings.sample:,} source nodes, drawn with seed {settings.seed}; "
            "exact without --sample.",
        )
    return notes


def _rounded(value: float) -> float | int:
    """Round a value for print: whole numbers as such, others to four digits after the point."""
    return int(value) if value == int(value) and abs(value) >= 1 else round(value, 4)


def _plain(measure: Callable[[Adjacency[str]], Values]) -> Compute:
    return lambda matrix, _settings, _progress: measure(matrix)


def _betweenness(matrix: Adjacency[str], settings: Settings, progress: Progress) -> Values:
    return centrality.betweenness(
        matrix, sample=settings.sample, seed=settings.seed, progress=progress
    )


def _read_strength(value: float, _others: int, degree: int) -> str:
    statements, others = format_amount(round(value), "statements"), format_amount(degree, "others")
    return f"{statements} {agreeing(round(value), 'connects', 'connect')} it to {others}."


def _read_closeness(value: float, _others: int, _degree: int) -> str:
    if not value:
        return "Has no path to any other."
    return f"On average {1 / value:.1f} steps from the others in its component."


def _read_effective_size(value: float, _others: int, degree: int) -> str:
    contacts = f"{format_amount(degree, 'contacts')} {agreeing(degree, 'counts', 'count')}"
    return f"Its {contacts} as {value:.1f} that are not connected to each other."


MEASURES = (
    Measure(
        "degree",
        "Who is connected to the most others?",
        "The number of other things to which a thing is connected by any relation, "
        "in either direction.",
        "things",
        "Freeman, Social Networks 1 (1978)",
        _plain(centrality.degree),
        lambda value, others, _: (
            f"Connected to {value:,.0f} of the {format_amount(others, 'others')}."
        ),
    ),
    Measure(
        "strength",
        "Whose relationships are stated most often?",
        "The number of statements that connect a thing to others: "
        "each relation counts once for each sentence that states it.",
        "statements",
        "Barrat et al., PNAS 101 (2004)",
        _plain(centrality.strength),
        _read_strength,
        weighted=True,
    ),
    Measure(
        "pagerank",
        "Where would a random walk along the relationships spend the most time?",
        "PageRank with damping factor 0.85, weighted by the number of statements; "
        "referrals are followed in their direction.",
        "share of time, 0 to 1",
        "Brin and Page, Computer Networks 30 (1998)",
        _plain(centrality.pagerank),
        lambda value, _, __: (
            "A random walk along the relationships, with restarts, spends "
            f"{100 * value:.1f} percent of its time here."
        ),
        by_component=True,
        weighted=True,
        directed=True,
    ),
    Measure(
        "closeness",
        "Who is nearest to all others?",
        "The reciprocal of the mean number of steps to the other things of the same component.",
        "1 over steps, 0 to 1",
        "Freeman, Social Networks 1 (1978); Wasserman and Faust (1994)",
        _plain(centrality.closeness),
        _read_closeness,
        by_component=True,
    ),
    Measure(
        "betweenness",
        "Who is on the shortest paths between others?",
        "The share of the shortest paths between two other things of the same component "
        "that lead through a thing, averaged over all pairs.",
        "share of paths, 0 to 1",
        "Freeman, Sociometry 40 (1977); Brandes (2001)",
        _betweenness,
        lambda value, _, __: (
            f"Of 100 shortest paths between two others, {100 * value:.1f} lead through it."
        ),
        by_component=True,
        options={**SAMPLE, **SEED_OF_SAMPLE},
    ),
    Measure(
        "eigenvector",
        "Who is connected to the well connected?",
        "The leading eigenvector of the adjacency matrix weighted by the number of statements, "
        "of length one in each component.",
        "0 to 1",
        "Bonacich, American Journal of Sociology 92 (1987)",
        _plain(centrality.eigenvector),
        lambda value, _, degree: (
            f"{value:.2f} with {format_amount(degree, 'relationships')}; "
            "the higher, the better connected are those it is connected to."
        ),
        by_component=True,
        weighted=True,
    ),
    Measure(
        "core",
        "Who belongs to the densely connected core?",
        "The core number: the largest k such that a thing belongs to a group "
        "in which each is connected to at least k others of the group (k-core).",
        "relationships",
        "Seidman, Social Networks 5 (1983)",
        _plain(centrality.core_number),
        lambda value, _, __: (
            "Belongs to a group in which each is connected to at least"
            f" {format_amount(round(value), 'others')} in the group."
        ),
    ),
    Measure(
        "constraint",
        "Who bridges structural holes?",
        "Burt's constraint, unweighted: how far the contacts of a thing are connected to "
        "each other; low values bridge structural holes.",
        "0 to about 1, lower bridges more",
        "Burt, American Journal of Sociology 110 (2004)",
        _plain(structural_holes.constraint),
        lambda value, _, degree: (
            f"{value:.2f} with {format_amount(degree, 'contacts')}; the lower, the less they are "
            "connected to each other. A single contact gives 1."
        ),
        lowest=True,
    ),
    Measure(
        "effective-size",
        "Who has the most contacts that are not connected to each other?",
        "The number of contacts, minus the mean number of relationships "
        "that each of them has to the others.",
        "contacts",
        "Burt, Structural Holes (1992); American Journal of Sociology 110 (2004)",
        _plain(structural_holes.effective_size),
        _read_effective_size,
    ),
)

ANALYSES = tuple(
    Analysis(
        measure.name,
        measure.question,
        measure.definition,
        measure.unit,
        measure.source,
        "partnerships",
        partial(_run, measure),
        measure.options,
    )
    for measure in MEASURES
)
