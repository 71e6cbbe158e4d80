"""Knows the page of figures: every number with its voice, its printed words, and what it may be set against, or why it may not."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import PeelgraphError
from graph.evidence import Evidence, read_evidence
from graph.queries import PackagedQuery, text_rows
from graph.query import figures
from graph.query.figures import Comparison, Figure
from graph.store import Store
from viz.page import sheet
from viz.pages.charts import Chart, pair, single

_QUERIES = Path(__file__).parent / "queries"
_NUMBER = "{:,.10g}"
_DIRECTIONS = {"lower": ("\u25c2", "lower is better"), "higher": ("\u25b8", "higher is better")}
_SHORT = {"percent": "%", "percent-change": "%", "percentage-points": "points"}


@dataclass(frozen=True)
class Card:
    """A figure as it is shown.

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
        voices: on whose word it rests.
        surface: the words as printed.
        links: its sentences.
        chart: or None where it has nothing to be set against.
        compared: what the comparison with each figure beside it gives, in words.
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
    compared: tuple[str, ...]


@dataclass(frozen=True)
class Set:
    """Two figures that the report sets side by side.

    Attributes:
        title: what both measure.
        one: the figure asked about.
        other: what it is set against.
        verdict: `better`, `worse`, `same`, `neither` or `refused`.
        words: difference, ratio and direction.
        refusals: why the two cannot be compared.
        cautions: what has to be borne in mind.
        chart: of both, or None where they cannot be compared.
    """

    title: str
    one: Card
    other: Card
    verdict: str
    words: str
    refusals: tuple[str, ...]
    cautions: tuple[str, ...]
    chart: Chart | None


@dataclass(frozen=True)
class Part:
    """The figures under a part of a question; `title` is "" for the question itself."""

    key: str
    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Question:
    """A question of the inspection with the figures that answer it."""

    key: str
    number: str
    title: str
    parts: tuple[Part, ...]

    @property
    def count(self) -> int:
        """How many figures answer it."""
        return sum(len(part.cards) for part in self.parts)


def page(
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
    known = figures.figures(store)
    chosen = {iri for iri in known if _wanted(store, known[iri], about, question, voices)}
    if not chosen:
        raise PeelgraphError("no figure is left.", hint="Leave --about, --question or --voice out.")
    told = figures.conflicts(store)
    compared = [
        figures.compare_figures(*pair, conflicts=told)
        for pair in figures.reported_pairs(known, chosen)
    ]
    evidence, frames = read_evidence(store), _frames(store)
    shown = chosen | {figure.iri for item in compared for figure in (item.one, item.other)}
    cards = {
        iri: _card(
            known[iri],
            [item for item in compared if item.one.iri == iri],
            evidence,
            frames.get(iri, {}),
        )
        for iri in sorted(shown)
    }
    sets = [_set(item, cards) for item in compared]
    questions = list(_questions({iri: cards[iri] for iri in sorted(chosen)}, frames))
    described = f"{description} {len(chosen)} figures, {len(sets)} comparisons that the report itself makes."
    text = sheet(
        "figures",
        title=title,
        description=described,
        sets=sets,
        questions=questions,
        cards=list(cards.values()),
    )
    return text, (len(chosen), len(sets))


def _wanted(
    store: Store,
    figure: Figure,
    about: Collection[str],
    question: int | None,
    voices: Collection[str],
) -> bool:
    under = question is None or any(f"/q{question}/" in sentence for sentence in figure.sentences)
    return (
        under
        and (not voices or bool(set(voices) & set(figure.voices)))
        and (not about or bool(_about(store, about) & {figure.iri}))
    )


def _about(store: Store, things: Collection[str]) -> set[str]:
    found: set[str] = set()
    for thing in things:
        rows = text_rows(
            store, "SELECT ?figure { ?figure a peel:Figure ; peel:about ?thing }", thing=thing
        )
        found |= {row["figure"] for row in rows}
    return found


def _frames(store: Store) -> dict[str, dict[str, str]]:
    """Read printed words and questions of figures."""
    return {row["figure"]: row for row in PackagedQuery.read(_QUERIES / "figures.rq").rows(store)}


def _card(
    figure: Figure,
    compared: Sequence[Comparison],
    evidence: Mapping[str, Evidence],
    frame: Mapping[str, str],
) -> Card:
    unit = figure.name("unit")
    qualifier = figure.facts["qualifierWords"]
    against = [item.other.value for item in compared if not item.refusals]
    return Card(
        key=_key(figure.iri),
        label=figure.facts["label"],
        qualifier="" if unit == "rank" else qualifier,
        number=_number(figure),
        unit=qualifier if unit == "rank" else _SHORT.get(unit, figure.facts["unitWords"]),
        whole=_NUMBER.format(figure.denominator) if figure.denominator is not None else "",
        area=figure.facts["areaWords"],
        period=figure.facts["periodWords"],
        direction=_DIRECTIONS.get(figure.name("better"), ("", "")),
        voices=", ".join(figure.voices),
        surface=frame.get("surface", ""),
        links=tuple(evidence[iri].for_page() for iri in figure.sentences),
        chart=single(figure.value, unit, figure.denominator, against=against),
        compared=tuple(f"against {item.other.words}: {item.words}" for item in compared),
    )


def _number(figure: Figure) -> str:
    """Write a value with its sign; ranks as ordinal numbers."""
    unit, value = figure.name("unit"), _NUMBER.format(figure.value).replace("-", "\u2212")
    if unit == "rank":
        return value + (
            "th"
            if value[-2:] in ("11", "12", "13")
            else {"1": "st", "2": "nd", "3": "rd"}.get(value[-1], "th")
        )
    return f"+{value}" if unit == "percent-change" and figure.value > 0 else value


def _set(item: Comparison, cards: Mapping[str, Card]) -> Set:
    better = {True: "better", False: "worse", None: "neither" if item.difference else "same"}[
        item.better
    ]
    percent = item.one.name("unit") in ("percent", "percent-change")
    return Set(
        title=item.one.facts["measureWords"],
        one=cards[item.one.iri],
        other=cards[item.other.iri],
        verdict="refused" if item.refusals else better,
        words=item.words,
        refusals=item.refusals,
        cautions=item.cautions,
        chart=None if item.refusals else pair(item.one.value, item.other.value, percent=percent),
    )


def _questions(
    cards: Mapping[str, Card], frames: Mapping[str, Mapping[str, str]]
) -> Iterator[Question]:
    """Group cards by question and part, in the order of the questions; those that answer none come last."""
    groups: dict[tuple[str, str], dict[tuple[str, str], list[Card]]] = {}
    for iri, card in cards.items():
        above, own = _placed(frames.get(iri, {}))
        groups.setdefault(above, {}).setdefault(own, []).append(card)
    for (top, words), parts in sorted(groups.items(), key=lambda item: (not item[0][0], item[0])):
        number = re.search(r"-([a-z]+\d)$", top)
        shown = tuple(
            Part(_key(part), title, tuple(sorted(found, key=_order)))
            for (part, title), found in sorted(parts.items())
        )
        yield Question(
            _key(top) or "other",
            number[1].upper() if number else "",
            words or "Figures that answer no question",
            shown,
        )


def _placed(frame: Mapping[str, str]) -> tuple[tuple[str, str], tuple[str, str]]:
    """Give the question, and the part of it, that a figure answers; a pillar's own questions have no part."""
    own, above = (
        (frame.get("question", ""), frame.get("questionWords", "")),
        (frame.get("part", ""), frame.get("partWords", "")),
    )
    return (above, own) if re.search(r"-[a-z]+\d$", above[0]) else (own, ("", ""))


def _order(card: Card) -> tuple[bool, str, str]:
    return card.chart is None, card.label, card.key


def _key(iri: str) -> str:
    return (
        re.sub(r"[^a-z0-9]+", "-", "-".join(iri.lower().split("/")[-2:])).strip("-") if iri else ""
    )
