"""Analyse what rests on one sentence, or on the force's own word."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from graph.analyse.evidence import FORCE_VOICES, attribute_sentences
from graph.analyse.result import Analysis, Progress, Result, ResultRow
from graph.analyse.settings import Settings
from graph.analyse.wording import agreeing, enumeration, network_size, node_kind, node_label
from graph.store import Store
from graph.text import format_amount

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

_QUESTION = "What rests on a single sentence, or on the force's own word?"


def _run(network: Network, _store: Store, settings: Settings, _progress: Progress) -> Result:
    lines = [row for node in network if (row := _row(network, node))]
    lines.sort(key=_most_concentrated_first)
    return Result(
        "concentration",
        _QUESTION,
        network_size(network),
        _summary(network, lines),
        tuple(lines[: settings.top]),
        len(lines),
        (
            "A report rarely states anything twice, so resting on one sentence is common; "
            "it matters for things with many relations.",
        ),
    )


def _row(network: Network, node: str) -> ResultRow | None:
    """Describe the evidence of a thing; None where it has none."""
    edges = [
        attributes
        for group in (network.out_edges(node, data=True), network.in_edges(node, data=True))
        for _, _, attributes in group
    ]
    statements = Counter(
        sentence.iri for attributes in edges for sentence in attributes.get("sentences", ())
    )
    if not statements:
        return None
    sentences = attribute_sentences(edges)
    force_alone = sum(
        statements[sentence.iri]
        for sentence in sentences
        if sentence.voices and {*sentence.voices} <= FORCE_VOICES
    )
    total = statements.total()
    voices = sorted({voice for sentence in sentences for voice in sentence.voices})
    return ResultRow(
        node,
        node_label(network, node),
        {
            "kind": node_kind(network, node),
            "relations": len(edges),
            "sentences": len(sentences),
            "one sentence": round(100 * max(statements.values()) / total, 1),
            "own word": round(100 * force_alone / total, 1),
        },
        f"{_evidence(edges, len(sentences))}; voices: {enumeration(voices)}.",
        sentences,
    )


def _evidence(edges: list[dict[str, Any]], sentences: int) -> str:
    relations = format_amount(len(edges), "relations")
    if sentences == 1 and len(edges) > 1:
        return f"All {relations} rest on one sentence"
    return f"{relations} on {format_amount(sentences, 'sentences')}"


def _most_concentrated_first(row: ResultRow) -> tuple[float, float, str]:
    relations = row.number("relations") * (row.number("sentences") == 1)
    return -relations, -row.number("one sentence"), row.label.casefold()


def _summary(network: Network, lines: list[ResultRow]) -> str:
    single = sum(row.number("sentences") == 1 for row in lines)
    force_alone = sum(row.number("own word") == 100 for row in lines)
    edges = [attributes.get("sentences", ()) for _, _, attributes in network.edges(data=True)]
    once = sum(len(sentences) == 1 for sentences in edges)
    things, relations = format_amount(len(lines), "things"), format_amount(len(edges), "relations")
    return (
        f"{single:,} of {things} {agreeing(single, 'rests', 'rest')} "
        f"on one sentence, and {force_alone:,} on the force's own word alone; "
        f"{once:,} of {relations} {agreeing(once, 'is', 'are')} stated once."
    )


ANALYSES = (
    Analysis(
        "concentration",
        _QUESTION,
        "For each thing, the number of relations and sentences that connect it to others, "
        "the largest share that rests on one sentence, and the share in the force's own voice.",
        "percent of statements",
        "Concentration ratio of the largest (Hirschman 1964)",
        "partnerships",
        _run,
    ),
)
