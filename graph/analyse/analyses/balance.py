"""Analyse the balance of strengths and concerns among the findings about things or questions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.analyse.evidence import FORCE_VOICES, distinct_sentences
from graph.analyse.networks.attributes import NodeAttributes
from graph.analyse.networks.network_statements import NetworkStatements
from graph.analyse.result import Analysis, Progress, Result, ResultRow
from graph.analyse.settings import Settings
from graph.analyse.wording import enumeration, network_size
from graph.errors import PeelgraphError
from graph.evidence import Evidence
from graph.option_fields import Option
from graph.store import Store, rows
from graph.text import format_amount, plural

_ANSWERS = Path(__file__).parent / "balance" / "answers.rq"
_POLARITIES = ("strength", "mixed", "neutral", "concern")
_KINDS = {  # classes, or families of classes, whose things have a balance of their own
    "unit": ("Unit",),
    "role": ("Role",),
    "partner": ("partner",),
    "system": ("System",),
    "method": ("Method",),
    "power": ("Power",),
    "operation": ("Operation",),
    "theme": ("Theme",),
}
_BY = (*_KINDS, "question")


@dataclass(frozen=True)
class _Group:
    """The findings about a thing, or under a question.

    Attributes:
        iri: of the thing.
        label: its name.
        findings: IRIs.
        counts: how many of them have each polarity.
    """

    iri: str
    label: str
    findings: frozenset[str]
    counts: Mapping[str, int]


def _run(
    network: NetworkStatements, store: Store, settings: Settings, _progress: Progress
) -> Result:
    by = settings.by or _BY[0]
    if by not in _BY:
        raise PeelgraphError(
            f"findings cannot be grouped by “{by}”.", hint=f"Choose --by {', '.join(_BY)}."
        )
    findings = _by_question(network, store) if by == "question" else _by_kind(network, by)
    attributes = network.facts.attributes(set[str]().union(*findings.values()))
    groups = [
        _Group(iri, label, frozenset(of_thing), _polarities(attributes, of_thing))
        for (iri, label), of_thing in findings.items()
    ]
    groups.sort(key=_most_judged_first)
    one_sided = sum(group.counts["concern"] > 0 == group.counts["strength"] for group in groups)
    summary = f"{format_amount(len(groups), plural(by))} with findings; "
    summary += f"{one_sided:,} with concerns and no strength."
    if groups:
        summary += f" Most judged: {groups[0].label}."
    shown = groups[: settings.top]
    return Result(
        "balance",
        f"What are the strengths and concerns, by {by}?",
        network_size(network),
        summary,
        tuple(
            _row(group, [attributes[finding]["voices"] for finding in group.findings], behind)
            for group, behind in zip(shown, _sentences(network, shown), strict=True)
        ),
        len(groups),
        (
            "A finding about several things counts for each. "
            "A balance of few findings is unreliable.",
        ),
    )


def _polarities(attributes: Mapping[str, NodeAttributes], findings: Iterable[str]) -> Counter[str]:
    return Counter(attributes[finding]["polarity"] for finding in findings)


def _by_kind(network: NetworkStatements, by: str) -> dict[tuple[str, str], set[str]]:
    """Return the findings about each thing of a kind, by its IRI and label."""
    findings: dict[str, set[str]] = defaultdict(set)
    names = network.facts.names
    classes = network.facts.terms.expand(_KINDS[by])
    for finding, _, thing, _ in network.statements:
        if names[thing].kind in classes and names[finding].kind == "Finding":
            findings[thing].add(finding)
    things = sorted(findings, key=lambda thing: (min(findings[thing]), thing))
    return {(thing, network.label(thing)): findings[thing] for thing in things}


def _by_question(network: NetworkStatements, store: Store) -> dict[tuple[str, str], set[str]]:
    """Return the findings under each question, by its IRI and label."""
    findings: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows(store, _ANSWERS.read_text("utf-8")):
        if row["finding"].value in network.things:
            findings[row["question"].value, row["label"].value].add(row["finding"].value)
    return findings


def _row(
    group: _Group, voices: Collection[Collection[str]], sentences: tuple[Evidence, ...]
) -> ResultRow:
    """Return the row of a group, given the voices of each finding and their sentences."""
    strengths, concerns = group.counts["strength"], group.counts["concern"]
    balance = None
    if strengths + concerns:
        balance = round((strengths - concerns) / (strengths + concerns), 2)
    reading = (
        f"{format_amount(strengths, 'strengths')} and {format_amount(concerns, 'concerns')} "
        f"in {format_amount(len(group.findings), 'findings')}; "
        f"voices: {enumeration(sorted(set[str]().union(*voices)))}"
    )
    force_alone = sum(bool(labels) and FORCE_VOICES.issuperset(labels) for labels in voices)
    return ResultRow(
        group.iri,
        group.label,
        {
            **{polarity: group.counts[polarity] for polarity in _POLARITIES},
            "findings": len(group.findings),
            "balance": balance,
        },
        f"{reading}{_force_alone(force_alone)}.",
        sentences,
    )


def _sentences(network: NetworkStatements, groups: Iterable[_Group]) -> list[tuple[Evidence, ...]]:
    """Return the sentences of the findings of each group."""
    sentences: dict[str, set[str]] = {
        finding: set() for group in groups for finding in group.findings
    }
    for finding, _, _, sentence in network.statements:
        if finding in sentences:
            sentences[finding].add(sentence)
    evidence = network.facts.evidence(set[str]().union(*sentences.values()))
    return [
        distinct_sentences(
            evidence[sentence] for finding in group.findings for sentence in sentences[finding]
        )
        for group in groups
    ]


def _force_alone(number: int) -> str:
    match number:
        case 0:
            return ""
        case 1:
            return "; one rests on the force's own word alone"
        case _:
            return f"; {number:,} rest on the force's own word alone"


def _most_judged_first(group: _Group) -> tuple[int, int, str]:
    judged = group.counts["strength"] + group.counts["concern"]
    return -judged, -len(group.findings), group.label.casefold()


ANALYSES = (
    Analysis(
        "balance",
        "What are the strengths and concerns?",
        "The findings about each thing, or under each question, by polarity; "
        "balance is (strengths - concerns) / (strengths + concerns).",
        "findings; balance -1 to 1",
        "Difference over sum, as in sentiment polarity (Godbole et al. 2007)",
        "findings",
        _run,
        {"by": Option("a kind of thing, or question", choices=_BY)},
        fixed=True,
        of_statements=True,
    ),
)
