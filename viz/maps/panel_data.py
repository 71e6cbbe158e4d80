"""Read what the panel of a map shows of its things beside their relations.

That is notes, findings, figures and areas for improvement, and the place of each sentence. Each
kind of data is read once, for what the map shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from graph.evidence import Evidence, read_evidence
from graph.materialized import materialized_rows
from graph.query.comparisons import compare_figures
from graph.query.figures import Figure, figures
from graph.store import Store

if TYPE_CHECKING:
    import networkx


@dataclass(frozen=True)
class Assessment:
    """A finding or an area for improvement; what an area for improvement lacks is empty."""

    words: str
    polarity: str = ""
    status: str = ""
    practice: str = ""
    voices: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True)
class FigureValue:
    """The value of a figure: its label, the value in words and as a number, and its unit."""

    label: str
    words: str
    value: float
    unit: str


@dataclass(frozen=True)
class ComparedFigure:
    """A figure with the figures that the report sets beside it.

    Attributes:
        value: of the figure itself.
        comparators: values that the report sets beside it.
        outcome: of the comparison in words, or why there is none.
        voices: who says so.
        sentences: IRIs of the sentences that give it.
    """

    value: FigureValue
    comparators: tuple[FigureValue, ...] = ()
    outcome: str = ""
    voices: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()


class SentenceData(NamedTuple):
    """A sentence with its context.

    Attributes:
        evidence: its place, address and voices.
        part: of the report.
        themes: IRIs of its themes.
    """

    evidence: Evidence
    part: str = ""
    themes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ThingData:
    """The notes on a thing, and IRIs of findings, figures and areas for improvement about it."""

    notes: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()


@dataclass(frozen=True)
class PanelData:
    """Data on the things and sentences of a map, by IRI; headings by the name of their part."""

    things: Mapping[str, ThingData] = field(default_factory=dict)
    findings: Mapping[str, Assessment] = field(default_factory=dict)
    figures: Mapping[str, ComparedFigure] = field(default_factory=dict)
    areas: Mapping[str, Assessment] = field(default_factory=dict)
    sentences: Mapping[str, SentenceData] = field(default_factory=dict)
    themes: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)


def read_panel_data(store: Store, network: networkx.MultiDiGraph[str]) -> PanelData:
    """Read the data on the things of a network, and on the sentences of these and of its edges.

    Args:
        store: a built store.
        network: a projection of it; nodes that the store does not know get no data.
    """
    about = _about(store, network)
    nodes = {node for statements in about.values() for node in statements}
    assessments = _assessments(store, nodes)
    findings, areas = assessments["Finding"], assessments["AreaForImprovement"]
    compared = _compared_figures(store, nodes - findings.keys() - areas.keys())
    notes: dict[str, list[str]] = defaultdict(list)
    for row in materialized_rows(store, "notes", network):
        notes[row["thing"]].append(row["note"])
    things = {
        iri: ThingData(
            notes=tuple(notes.get(iri, ())),
            findings=tuple(node for node in about[iri] if node in findings),
            figures=tuple(node for node in about[iri] if node in compared),
            areas=tuple(node for node in about[iri] if node in areas),
        )
        for iri in network
    }
    cited: list[Assessment | ComparedFigure] = [
        *findings.values(),
        *areas.values(),
        *compared.values(),
    ]
    iris = {iri for item in cited for iri in item.sentences} | _edge_sentences(network)
    sentences, themes, parts = _sentences(store, iris)
    return PanelData(things, findings, compared, areas, sentences, themes, parts)


def _edge_sentences(network: networkx.MultiDiGraph[str]) -> set[str]:
    return {
        sentence.iri
        for _, _, attributes in network.edges(data=True)
        for sentence in attributes.get("sentences") or ()
    }


def _about(store: Store, network: networkx.MultiDiGraph[str]) -> dict[str, list[str]]:
    """Return the statements about each thing of a network; one on the map is about itself."""
    about = {iri: {iri} for iri in network}
    for row in materialized_rows(store, "about", network):
        about[row["thing"]].add(row["node"])
    return {iri: sorted(statements) for iri, statements in about.items()}


def _assessments(store: Store, nodes: Collection[str]) -> dict[str, dict[str, Assessment]]:
    """Read findings and areas for improvement, by the name of their class and by IRI."""
    rows = materialized_rows(store, "said", nodes)
    evidence: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in materialized_rows(store, "quoted", {row["node"] for row in rows}):
        evidence[row["node"]][row["what"]].append(row["value"])
    assessments: dict[str, dict[str, Assessment]] = defaultdict(dict)
    for row in rows:
        iri, kind = row["node"], row["class"].rpartition("#")[2]
        assessments[kind][iri] = Assessment(
            row["label"],
            row["polarity"],
            row["status"],
            row["practice"],
            tuple(evidence[iri]["voice"]),
            tuple(evidence[iri]["sentence"]),
        )
    return assessments


def _compared_figures(store: Store, iris: Collection[str]) -> dict[str, ComparedFigure]:
    """Read those of some statements that are figures, with their comparators."""
    catalogue = figures(store, iris)
    selection = list(catalogue.values())
    comparators = {iri for figure in selection for iri in figure.comparators}
    catalogue |= figures(store, comparators - catalogue.keys())
    return {figure.iri: _compared_figure(figure, catalogue) for figure in selection}


def _compared_figure(figure: Figure, catalogue: Mapping[str, Figure]) -> ComparedFigure:
    comparators = [catalogue[iri] for iri in sorted(figure.comparators) if iri in catalogue]
    outcomes = [compare_figures(figure, comparator) for comparator in comparators]
    return ComparedFigure(
        value=_figure_value(figure),
        comparators=tuple(map(_figure_value, comparators)),
        outcome="; ".join(outcome.words for outcome in outcomes),
        voices=tuple(figure.voices),
        sentences=tuple(figure.sentences),
    )


def _figure_value(figure: Figure) -> FigureValue:
    label, unit = figure.facts["label"], figure.facts["unitWords"]
    return FigureValue(label, figure.words, float(figure.value), unit)


def _sentences(
    store: Store, iris: Collection[str]
) -> tuple[dict[str, SentenceData], dict[str, str], dict[str, str]]:
    """Read sentences, the labels of their themes, and the headings of their parts."""
    labels: dict[str, str] = {}
    themes: dict[str, list[str]] = defaultdict(list)
    for row in materialized_rows(store, "themes", iris):
        labels[row["theme"]] = row["label"]
        themes[row["sentence"]].append(row["theme"])
    headings = {row["sentence"]: row["heading"] for row in materialized_rows(store, "parts", iris)}
    sentences: dict[str, SentenceData] = {}
    parts: dict[str, str] = {}
    for iri, evidence in sorted(read_evidence(store, iris).items()):
        part = evidence.place.partition(",")[0]
        parts[part] = headings.get(iri, "")
        sentences[iri] = SentenceData(evidence, part, tuple(themes.get(iri, ())))
    return sentences, labels, parts
