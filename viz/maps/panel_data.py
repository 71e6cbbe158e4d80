"""Knows what a map tells of its things beside their relations: notes, findings, figures, areas for improvement, and of each sentence its place.

One query for each kind of fact, whatever the size of the map; what belongs together is joined here.
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
class Said:
    """A finding or an area for improvement in our words; what an area for improvement lacks is empty."""

    words: str
    polarity: str = ""
    status: str = ""
    practice: str = ""
    voices: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bar:
    """One value that may be set beside another: what it is, its value in words and as a number, and its unit."""

    label: str
    words: str
    value: float
    unit: str


@dataclass(frozen=True)
class Measured:
    """A figure with the figures that the report sets beside it.

    Attributes:
        own: the figure itself.
        others: its comparators.
        outcome: of the comparison in words, or why there is none.
        voices: on whose word it rests.
        sentences: IRIs of the sentences that give it.
    """

    own: Bar
    others: tuple[Bar, ...] = ()
    outcome: str = ""
    voices: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()


class Sentence(NamedTuple):
    """A sentence with what it speaks of: its evidence, part of the report, IRIs of its themes."""

    evidence: Evidence
    part: str = ""
    themes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Thing:
    """What is told of one thing: notes, and IRIs of findings, figures and areas for improvement about it."""

    notes: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()


@dataclass(frozen=True)
class Details:
    """All that is told of the things and sentences of a map, each by IRI."""

    things: Mapping[str, Thing] = field(default_factory=dict)
    findings: Mapping[str, Said] = field(default_factory=dict)
    figures: Mapping[str, Measured] = field(default_factory=dict)
    areas: Mapping[str, Said] = field(default_factory=dict)
    sentences: Mapping[str, Sentence] = field(default_factory=dict)
    themes: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)


def gather(store: Store, network: networkx.MultiDiGraph[str]) -> Details:
    """Gather what is told of the things of a network and of the sentences that a map may show.

    Args:
        store: a built store.
        network: a projection of it; nodes that the store does not know get no details.
    """
    quoted = _listed(_rows(store, "quoted"), "node", "what")
    said = {kind: dict(found) for kind, found in _said(store, quoted).items()}
    measured = {
        iri: _measured(figure, known) for known in [figures(store)] for iri, figure in known.items()
    }
    findings, areas = said.get("Finding", {}), said.get("AreaForImprovement", {})
    about = _about(store, network, {*findings, *areas, *measured})
    notes = {
        iri: found[""]
        for iri, found in _listed(_rows(store, "notes"), "thing", "", value="note").items()
    }
    things = {
        iri: Thing(
            notes=tuple(notes.get(iri, ())),
            findings=tuple(node for node in about.get(iri, ()) if node in findings),
            figures=tuple(node for node in about.get(iri, ()) if node in measured),
            areas=tuple(node for node in about.get(iri, ()) if node in areas),
        )
        for iri in network
    }
    places, themes, parts = _places(store)
    return Details(things, findings, measured, areas, places, themes, parts)


def _said(
    store: Store, quoted: Mapping[str, Mapping[str, list[str]]]
) -> dict[str, list[tuple[str, Said]]]:
    found: dict[str, list[tuple[str, Said]]] = defaultdict(list)
    for row in _rows(store, "said"):
        iri = row["node"]
        voices, sentences_of = (
            tuple(quoted.get(iri, {}).get(what, ())) for what in ("voice", "sentence")
        )
        polarity, status, practice = (row[name] for name in ("polarity", "status", "practice"))
        found[row["class"].rpartition("#")[2]].append(
            (iri, Said(row["label"], polarity, status, practice, voices, sentences_of))
        )
    return found


def _measured(figure: Figure, known: Mapping[str, Figure]) -> Measured:
    others = [known[iri] for iri in sorted(figure.comparators) if iri in known]
    outcomes = [compare_figures(figure, other) for other in others]
    return Measured(
        own=_bar(figure),
        others=tuple(map(_bar, others)),
        outcome="; ".join(outcome.words for outcome in outcomes),
        voices=tuple(figure.voices),
        sentences=tuple(figure.sentences),
    )


def _bar(figure: Figure) -> Bar:
    return Bar(figure.facts["label"], figure.words, float(figure.value), figure.facts["unitWords"])


def _about(
    store: Store, network: networkx.MultiDiGraph[str], nodes: set[str]
) -> dict[str, list[str]]:
    """Give the nodes about each thing of the network; a node that is itself a thing of the map is about itself."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in _rows(store, "about"):
        if row["thing"] in network:
            found[row["thing"]].add(row["node"])
    for iri in nodes & set(network):
        found[iri].add(iri)
    return {iri: sorted(about) for iri, about in found.items()}


def _places(store: Store) -> tuple[dict[str, Sentence], dict[str, str], dict[str, str]]:
    """Give every sentence, the labels of all themes, and the headings of all parts by the words that name them."""
    found = _rows(store, "themes")
    themes = {row["theme"]: row["label"] for row in found}
    mentioned = _listed(found, "sentence", "", value="theme")
    headings = {row["sentence"]: row["heading"] for row in _rows(store, "parts")}
    sentences, parts = {}, {}
    for iri, evidence in sorted(read_evidence(store).items()):
        part = evidence.place.partition(",")[0]
        parts[part] = headings.get(iri, "")
        sentences[iri] = Sentence(evidence, part, tuple(mentioned.get(iri, {}).get("", ())))
    return sentences, themes, parts


def _listed(
    found: Iterable[Mapping[str, str]], key: str, what: str, *, value: str = "value"
) -> dict[str, dict[str, list[str]]]:
    """Collect values by a key and by what they are."""
    listed: dict[str, dict[str, list[str]]] = {}
    for row in found:
        kinds = listed.setdefault(row[key], defaultdict(list))
        kinds[row[what] if what else ""].append(row[value])
    return listed


def _rows(store: Store, name: str) -> list[dict[str, str]]:
    return PackagedQuery.read(_QUERIES / f"{name}.rq").rows(store)
