"""Analyse the balance of strengths and concerns among the findings about things or questions."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph import terms
from graph.analyse.evidence import FORCE_VOICES, attribute_sentences
from graph.analyse.result import Analysis, Progress, Result, ResultRow
from graph.analyse.settings import Settings
from graph.analyse.wording import enumeration, network_size, node_label
from graph.errors import PeelgraphError
from graph.evidence import Evidence
from graph.option_fields import Option
from graph.store import Store, rows
from graph.text import format_amount, plural

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

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


def _run(network: Network, store: Store, settings: Settings, _progress: Progress) -> Result:
    by = settings.by or _BY[0]
    if by not in _BY:
        raise PeelgraphError(
            f"there is no balance by “{by}”.", hint=f"Choose --by {', '.join(_BY)}."
        )
    groups = _by_question(network, store) if by == "question" else _by_kind(network, by)
    lines = [_row(network, iri, label, group) for (iri, label), group in groups.items()]
    lines.sort(key=_most_judged_first)
    one_sided = sum(row.number("concern") > 0 == row.number("strength") for row in lines)
    summary = f"{format_amount(len(lines), plural(by))} with findings; "
    summary += f"{one_sided:,} with concerns and no strength."
    if lines:
        summary += f" Most judged: {lines[0].label}."
    return Result(
        "balance",
        f"What are the strengths and concerns, by {by}?",
        network_size(network),
        summary,
        tuple(
            replace(line, sentences=_sentences(network, groups[line.iri, line.label]))
            for line in lines[: settings.top]
        ),
        len(lines),
        ("A finding about several things counts for each. Few findings make an unsteady balance.",),
    )


def _by_kind(network: Network, by: str) -> dict[tuple[str, str], set[str]]:
    """Return the findings about each thing of a kind, by its IRI and label."""
    findings: dict[tuple[str, str], set[str]] = defaultdict(set)
    kinds = {node: attributes["kind"] for node, attributes in network.nodes(data=True)}
    classes = terms.of(network).expand(_KINDS[by])
    for finding, thing in network.edges():
        if kinds[finding] == "Finding" and kinds[thing] in classes:
            findings[thing, node_label(network, thing)].add(finding)
    return findings


def _by_question(network: Network, store: Store) -> dict[tuple[str, str], set[str]]:
    """Return the findings under each question, by its IRI and label."""
    findings: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows(store, _ANSWERS.read_text("utf-8")):
        if row["finding"].value in network:
            findings[row["question"].value, row["label"].value].add(row["finding"].value)
    return findings


def _row(network: Network, iri: str, label: str, findings: set[str]) -> ResultRow:
    counts = Counter(str(network.nodes[finding]["polarity"]) for finding in findings)
    voices = [{*network.nodes[finding]["voices"]} for finding in findings]
    strengths, concerns = counts["strength"], counts["concern"]
    balance = None
    if strengths + concerns:
        balance = round((strengths - concerns) / (strengths + concerns), 2)
    reading = (
        f"{format_amount(strengths, 'strengths')} and {format_amount(concerns, 'concerns')} "
        f"in {format_amount(len(findings), 'findings')}; "
        f"voices: {enumeration(sorted(set[str]().union(*voices)))}"
    )
    force_alone = sum(bool(labels) and labels <= FORCE_VOICES for labels in voices)
    return ResultRow(
        iri,
        label,
        {
            **{polarity: counts[polarity] for polarity in _POLARITIES},
            "findings": len(findings),
            "balance": balance,
        },
        f"{reading}{_force_alone(force_alone)}.",
    )


def _sentences(network: Network, findings: set[str]) -> tuple[Evidence, ...]:
    """Return the sentences of findings."""
    return attribute_sentences(
        attributes for _, _, attributes in network.out_edges(findings, data=True)
    )


def _force_alone(number: int) -> str:
    match number:
        case 0:
            return ""
        case 1:
            return "; one rests on the force's own word alone"
        case _:
            return f"; {number:,} rest on the force's own word alone"


def _most_judged_first(row: ResultRow) -> tuple[float, float, str]:
    judged = row.number("strength") + row.number("concern")
    return -judged, -row.number("findings"), row.label.casefold()


ANALYSES = (
    Analysis(
        "balance",
        "What are the strengths and concerns?",
        "The findings about each thing, or under each question, by polarity; "
        "balance is strengths less concerns over both.",
        "findings; balance -1 to 1",
        "Difference over sum, as in sentiment polarity (Godbole et al. 2007)",
        "findings",
        _run,
        {"by": Option("a kind of thing, or question", choices=_BY)},
        fixed=True,
    ),
)
