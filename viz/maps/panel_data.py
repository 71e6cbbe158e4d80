"""Read what the panel of a map shows of its things beside their relations.

That is notes, findings, figures and areas for improvement, and the place of each sentence. There is
one query for each kind of data, whatever the size of the map.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from graph.evidence import Evidence, read_evidence
from graph.queries import PackagedQuery
from graph.query.figures import Figure, compare_figures, figures
from graph.store import Store

if TYPE_CHECKING:
    import networkx

_QUERIES = Path(__file__).parent / "panel_data"


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
    """Read the data on the things of a network and on the sentences that a map may show.

    Args:
        store: a built store.
        network: a projection of it; nodes that the store does not know get no data.
    """
    assessments = _assessments(store)
    findings, areas = assessments["Finding"], assessments["AreaForImprovement"]
    compared = _compared_figures(store)
    about = _about(store, network, {*findings, *areas, *compared})
    notes: dict[str, list[str]] = defaultdict(list)
    for row in _rows(store, "notes"):
        notes[row["thing"]].append(row["note"])
    things = {
        iri: ThingData(
            notes=tuple(notes.get(iri, ())),
            findings=tuple(node for node in about.get(iri, ()) if node in findings),
            figures=tuple(node for node in about.get(iri, ()) if node in compared),
            areas=tuple(node for node in about.get(iri, ()) if node in areas),
        )
        for iri in network
    }
    sentences, themes, parts = _sentences(store)
    return PanelData(things, findings, compared, areas, sentences, themes, parts)


def _assessments(store: Store) -> dict[str, dict[str, Assessment]]:
    """Read findings and areas for improvement, by the name of their class and by IRI."""
    evidence: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in _rows(store, "quoted"):
        evidence[row["node"]][row["what"]].append(row["value"])
    assessments: dict[str, dict[str, Assessment]] = defaultdict(dict)
    for row in _rows(store, "said"):
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


def _compared_figures(store: Store) -> dict[str, ComparedFigure]:
    catalogue = figures(store)
    return {iri: _compared_figure(figure, catalogue) for iri, figure in catalogue.items()}


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


def _about(
    store: Store, network: networkx.MultiDiGraph[str], nodes: Iterable[str]
) -> dict[str, list[str]]:
    """Return the statements about each thing of a network; one on the map is about itself."""
    about: dict[str, set[str]] = defaultdict(set)
    for row in _rows(store, "about"):
        if row["thing"] in network:
            about[row["thing"]].add(row["node"])
    for iri in {*nodes} & set(network):
        about[iri].add(iri)
    return {iri: sorted(statements) for iri, statements in about.items()}


def _sentences(store: Store) -> tuple[dict[str, SentenceData], dict[str, str], dict[str, str]]:
    """Read all sentences, the labels of themes, and the headings of parts."""
    labels: dict[str, str] = {}
    themes: dict[str, list[str]] = defaultdict(list)
    for row in _rows(store, "themes"):
        labels[row["theme"]] = row["label"]
        themes[row["sentence"]].append(row["theme"])
    headings = {row["sentence"]: row["heading"] for row in _rows(store, "parts")}
    sentences: dict[str, SentenceData] = {}
    parts: dict[str, str] = {}
    for iri, evidence in sorted(read_evidence(store).items()):
        part = evidence.place.partition(",")[0]
        parts[part] = headings.get(iri, "")
        sentences[iri] = SentenceData(evidence, part, tuple(themes.get(iri, ())))
    return sentences, labels, parts


def _rows(store: Store, name: str) -> list[dict[str, str]]:
    return PackagedQuery.read(_QUERIES / f"{name}.rq").rows(store)
