"""Make the page of figures: each number with its voice, printed words, and comparators.

Where two figures that the report sets side by side cannot be compared, the reasons are given.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import PeelgraphError
from graph.evidence import Evidence, read_evidence
from graph.queries import PackagedQuery, text_rows
from graph.query import comparisons, figures
from graph.query.comparisons import Comparison
from graph.query.figures import Figure
from graph.store import Store
from viz.page_template import render_page
from viz.pages.charts import Chart, pair_chart, single_chart

_QUERIES = Path(__file__).parent / "queries"
_NUMBER = "{:,.10g}"
_DIRECTIONS = {"lower": ("\u25c2", "lower is better"), "higher": ("\u25b8", "higher is better")}
_UNITS = {"percent": "%", "percent-change": "%", "percentage-points": "points"}
_ORDINALS = {"1": "st", "2": "nd", "3": "rd"}
_PILLAR_QUESTION = re.compile(r"-([a-z]+\d)$")


@dataclass(frozen=True)
class Card:
    """A figure as the page shows it.

    Attributes:
        key: short name, for links within the page.
        label: what it measures, in our words.
        qualifier: as in `about` or `up to`, or "".
        number: with its sign and thousands.
        unit: short.
        whole: of how many, or "".
        area: for which it holds, or "".
        period: for which it holds, or "".
        direction: sign and words, as in `lower is better`, or "" twice.
        voices: who says so.
        surface: the words as printed.
        links: its sentences.
        chart: None where it cannot be compared with anything.
        comparisons: with each figure beside it, in words.
    """

    key: str
    label: str
    qualifier: str
    number: str
    unit: str
    whole: str
    area: str
    period: str
    direction: tuple[str, str]
    voices: str
    surface: str
    links: tuple[Evidence, ...]
    chart: Chart | None
    comparisons: tuple[str, ...]


@dataclass(frozen=True)
class CardPair:
    """Two figures that the report sets side by side.

    Attributes:
        title: what both measure.
        figure: with which the comparison begins.
        comparator: with which it is compared.
        verdict: `better`, `worse`, `same`, `neither` or `refused`.
        words: difference, ratio and direction.
        refusals: why the two cannot be compared.
        cautions: what to bear in mind.
        chart: of both, or None where they cannot be compared.
    """

    title: str
    figure: Card
    comparator: Card
    verdict: str
    words: str
    refusals: tuple[str, ...]
    cautions: tuple[str, ...]
    chart: Chart | None


@dataclass(frozen=True)
class QuestionPart:
    """The figures under a part of a question; `title` is "" for the question itself."""

    key: str
    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class QuestionFigures:
    """A question of the inspection with the figures that answer it."""

    key: str
    number: str
    title: str
    parts: tuple[QuestionPart, ...]

    @property
    def count(self) -> int:
        """How many figures answer it."""
        return sum(len(part.cards) for part in self.parts)


def figures_page(
    store: Store,
    *,
    title: str,
    description: str,
    about: Collection[str] = (),
    question: int | None = None,
    voices: Collection[str] = (),
) -> tuple[str, tuple[int, int]]:
    """Make the page of figures.

    Args:
        store: a built store.
        title: of the page.
        description: a sentence below the title.
        about: only figures about these things.
        question: only figures from sentences under this question of the report.
        voices: only figures in one of these voices.

    Returns:
        The page, and the numbers of figures and comparisons on it.

    Raises:
        PeelgraphError: when no figure is left.
    """
    catalogue = figures.figures(store)
    selection = _selection(store, catalogue.values(), about, question, voices)
    if not selection:
        raise PeelgraphError("no figure is left.", hint="Leave --about, --question or --voice out.")
    comparisons = _comparisons(store, catalogue, selection)
    frames = _frames(store)
    cards = _cards(store, catalogue, selection, comparisons, frames)
    pairs = [_pair(comparison, cards) for comparison in comparisons]
    counts = f"{len(selection)} figures, {len(pairs)} comparisons that the report itself makes."
    page = render_page(
        "figures",
        styles=("page", "charts"),
        title=title,
        description=f"{description} {counts}",
        pairs=pairs,
        questions=list(_questions({iri: cards[iri] for iri in sorted(selection)}, frames)),
        cards=list(cards.values()),
    )
    return page, (len(selection), len(pairs))


def _selection(
    store: Store,
    candidates: Iterable[Figure],
    about: Collection[str],
    question: int | None,
    voices: Collection[str],
) -> set[str]:
    """Return the IRIs of the figures about some things, under a question and in some voices."""
    selection = {
        figure.iri
        for figure in candidates
        if (not voices or set(voices) & set(figure.voices))
        and (question is None or any(f"/q{question}/" in iri for iri in figure.sentences))
    }
    if about:
        selection &= _about(store, about)
    return selection


def _comparisons(
    store: Store, catalogue: Mapping[str, Figure], selection: set[str]
) -> list[Comparison]:
    conflicts = comparisons.conflicts(store)
    pairs = figures.reported_pairs(catalogue, selection)
    return [comparisons.compare_figures(*pair, conflicts=conflicts) for pair in pairs]


def _about(store: Store, things: Collection[str]) -> set[str]:
    """Return the IRIs of the figures about some things."""
    query = "SELECT ?figure { ?figure a peel:Figure ; peel:about ?thing }"
    return {row["figure"] for thing in things for row in text_rows(store, query, thing=thing)}


def _frames(store: Store) -> dict[str, dict[str, str]]:
    """Read printed words and questions of figures."""
    return {row["figure"]: row for row in PackagedQuery.read(_QUERIES / "figures.rq").rows(store)}


def _cards(
    store: Store,
    catalogue: Mapping[str, Figure],
    selection: Collection[str],
    comparisons: Sequence[Comparison],
    frames: Mapping[str, Mapping[str, str]],
) -> dict[str, Card]:
    """Make a card for each figure of the selection and of its comparisons."""
    iris = {*selection}
    by_figure: dict[str, list[Comparison]] = {}
    for comparison in comparisons:
        iris |= {comparison.one.iri, comparison.other.iri}
        by_figure.setdefault(comparison.one.iri, []).append(comparison)
    evidence = read_evidence(store)
    return {
        iri: _card(catalogue[iri], by_figure.get(iri, []), evidence, frames.get(iri, {}))
        for iri in sorted(iris)
    }


def _card(
    figure: Figure,
    comparisons: Sequence[Comparison],
    evidence: Mapping[str, Evidence],
    frame: Mapping[str, str],
) -> Card:
    unit = figure.name("unit")
    qualifier, unit_words = figure.facts["qualifierWords"], figure.facts["unitWords"]
    if unit == "rank":
        qualifier, unit_words = "", qualifier
    against = [comparison.other.value for comparison in comparisons if not comparison.refusals]
    return Card(
        key=_key(figure.iri),
        label=figure.facts["label"],
        qualifier=qualifier,
        number=_number(figure),
        unit=_UNITS.get(unit, unit_words),
        whole=_whole(figure),
        area=figure.facts["areaWords"],
        period=figure.facts["periodWords"],
        direction=_DIRECTIONS.get(figure.name("better"), ("", "")),
        voices=", ".join(figure.voices),
        surface=frame.get("surface", ""),
        links=tuple(evidence[iri].for_page() for iri in figure.sentences),
        chart=single_chart(figure.value, unit, figure.denominator, against=against),
        comparisons=tuple(
            f"against {comparison.other.words}: {comparison.words}" for comparison in comparisons
        ),
    )


def _number(figure: Figure) -> str:
    """Write a value with its sign; ranks as ordinal numbers."""
    unit, value = figure.name("unit"), _NUMBER.format(figure.value).replace("-", "\u2212")
    if unit == "rank":
        return value + _ordinal_ending(value)
    if unit == "percent-change" and figure.value > 0:
        return f"+{value}"
    return value


def _ordinal_ending(number: str) -> str:
    """Return the ending of an ordinal number.

    >>> [_ordinal_ending(number) for number in ("1", "12", "22", "43")]
    ['st', 'th', 'nd', 'rd']
    """
    if number[-2:] in ("11", "12", "13"):
        return "th"
    return _ORDINALS.get(number[-1], "th")


def _whole(figure: Figure) -> str:
    if figure.denominator is None:
        return ""
    return _NUMBER.format(figure.denominator)


def _pair(comparison: Comparison, cards: Mapping[str, Card]) -> CardPair:
    figure, comparator = comparison.one, comparison.other
    chart = None
    if not comparison.refusals:
        percent = figure.name("unit") in ("percent", "percent-change")
        chart = pair_chart(figure.value, comparator.value, percent=percent)
    return CardPair(
        title=figure.facts["measureWords"],
        figure=cards[figure.iri],
        comparator=cards[comparator.iri],
        verdict=_verdict(comparison),
        words=comparison.words,
        refusals=comparison.refusals,
        cautions=comparison.cautions,
        chart=chart,
    )


def _verdict(comparison: Comparison) -> str:
    if comparison.refusals:
        return "refused"
    if comparison.better is None:
        return "neither" if comparison.difference else "same"
    return {True: "better", False: "worse"}[comparison.better]


def _questions(
    cards: Mapping[str, Card], frames: Mapping[str, Mapping[str, str]]
) -> Iterator[QuestionFigures]:
    """Group cards by question and part, in the order of the questions; the rest comes last."""
    groups: dict[tuple[str, str], dict[tuple[str, str], list[Card]]] = {}
    for iri, card in cards.items():
        question, part = _question_and_part(frames.get(iri, {}))
        groups.setdefault(question, {}).setdefault(part, []).append(card)
    for (iri, title), parts in sorted(groups.items(), key=lambda item: (not item[0][0], item[0])):
        match = _PILLAR_QUESTION.search(iri)
        yield QuestionFigures(
            _key(iri) or "other",
            match[1].upper() if match else "",
            title or "Figures that answer no question",
            tuple(
                QuestionPart(_key(part), words, tuple(sorted(group, key=_order)))
                for (part, words), group in sorted(parts.items())
            ),
        )


def _question_and_part(frame: Mapping[str, str]) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return the question that a figure answers, and the part of it, each as IRI and words.

    A figure may answer the question of a pillar itself, which then has no part.
    """
    question = (frame.get("question", ""), frame.get("questionWords", ""))
    broader = (frame.get("part", ""), frame.get("partWords", ""))
    if _PILLAR_QUESTION.search(broader[0]):
        return broader, question
    return question, ("", "")


def _order(card: Card) -> tuple[bool, str, str]:
    return card.chart is None, card.label, card.key


def _key(iri: str) -> str:
    """Return the last two parts of an IRI as an id, "" for none."""
    return re.sub(r"[^a-z0-9]+", "-", "-".join(iri.lower().split("/")[-2:])).strip("-")
