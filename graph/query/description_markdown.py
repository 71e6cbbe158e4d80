"""Write a description in Markdown, for a terminal or a document; nothing in the data is markup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph.escape import markdown_code, markdown_link
from graph.escape import markdown_text as escaped
from graph.evidence import Evidence
from graph.namespaces import compress
from graph.query.description import Description, Node
from graph.text import format_amount

_POLARITIES = ("strength", "concern", "mixed", "neutral")


def description_markdown(description: Description, texts: Mapping[str, str] | None = None) -> str:
    """Write what a thing is, its relations, findings, figures and times, with sentences.

    Args:
        description: of the thing.
        texts: of sentences by IRI, to be shown in full.
    """
    sections = (
        _head(description, texts or {}),
        _links(description),
        _relations(description, texts or {}),
        _statements(description, texts or {}),
        _times(description, texts or {}),
    )
    return "".join(f"{line}\n" for section in sections for line in section)


def figure_words(facts: Mapping[str, str]) -> str:
    """Say a figure with its qualifier, unit, period and comparator.

    Args:
        facts: of the figure, as a `Node` has them.

    >>> figure_words({"value": "14", "unit": "percent", "otherValue": "17", "otherUnit": "percent"})
    '14 percent, against 17 percent'
    """
    text = f"{facts.get('qualifier', '')} {_measured(facts['value'], facts['unit'])}".lstrip()
    if facts.get("period"):
        text += f" ({facts['period']})"
    if "otherValue" in facts:
        return text + _comparator_words(facts)
    if facts.get("better", "neither") not in ("", "neither"):
        text += f", {facts['better']}"
    return text


def _comparator_words(facts: Mapping[str, str]) -> str:
    text = f", against {_measured(facts['otherValue'], facts['otherUnit'])}"
    frame = ", ".join(filter(None, (facts.get("otherArea", ""), facts.get("otherPeriod", ""))))
    if frame:
        text += f" ({frame})"
    if "comparison" in facts:
        text += f": {facts['comparison']}"
    return text


def _measured(value: str, unit: str) -> str:
    """Return a value with its unit; one that is no number stays as it is."""
    try:
        return format_amount(float(value), unit)
    except ValueError:
        return f"{value} {unit}"


def _head(description: Description, texts: Mapping[str, str]) -> Iterator[str]:
    yield f"# {escaped(description.label)}"
    yield ""
    kinds = escaped(", ".join(description.classes)) or "term"
    parts = [kinds, markdown_code(compress(description.iri))]
    if description.names:
        parts.append(f"also called {escaped(', '.join(description.names))}")
    yield " \u00b7 ".join(parts)
    for key, values in description.facts.items():
        yield f"- {escaped(key)}: {escaped(', '.join(values))}"
    for note in description.notes:
        yield f"- note: {escaped(note)}"
    if description.iri in texts:
        yield f"> {_one_line(texts[description.iri])}"


def _links(description: Description) -> Iterator[str]:
    if description.stated:
        yield from ("", "## States")
    for subject, words, target in description.stated:
        yield f"- {escaped(subject)} {escaped(words)} **{escaped(target)}**"
    if description.links:
        yield from ("", "## Related to")
    names: dict[str, list[str]] = {}
    for item in description.links:
        names.setdefault(item.words, []).append(item.name)
    for words, targets in names.items():
        yield f"- {escaped(words)} **{escaped('; '.join(targets))}**"


def _relations(description: Description, texts: Mapping[str, str]) -> Iterator[str]:
    if description.relations:
        yield from ("", "## Relations")
    for relation in description.relations:
        yield f"- {escaped(relation.words)} **{escaped(relation.name)}**"
        yield from _evidence(relation.evidence, texts)


def _statements(description: Description, texts: Mapping[str, str]) -> Iterator[str]:
    for kind, title in description.sections.items():
        nodes = description.of_kind(kind)
        for polarity in _POLARITIES:
            judged = [node for node in nodes if node.facts.get("polarity") == polarity]
            yield from _nodes(f"{title}: {polarity}", judged, texts)
        yield from _nodes(title, [node for node in nodes if "polarity" not in node.facts], texts)


def _nodes(title: str, nodes: Sequence[Node], texts: Mapping[str, str]) -> Iterator[str]:
    if not nodes:
        return
    yield from ("", f"## {escaped(title)}")
    for node in nodes:
        text = f"- {escaped(node.label)}"
        if "value" in node.facts:
            text += f": {escaped(figure_words(node.facts))}"
        if badges := _badges(node.facts):
            text += f" [{escaped(', '.join(badges))}]"
        yield text
        yield from _evidence(node.evidence, texts, node.facts.get("voice", ""))


def _badges(facts: Mapping[str, str]) -> list[str]:
    badges = [facts[key] for key in ("practice", "grade") if key in facts]
    if facts.get("status", "current") not in ("", "current"):
        badges.append(facts["status"])
    if "through" in facts:
        badges.append(f"on {facts['through']}")
    return badges


def _times(description: Description, texts: Mapping[str, str]) -> Iterator[str]:
    if description.times:
        yield from ("", "## Timeline")
    for when, name, evidence in description.times:
        yield f"- {escaped(when)}: {escaped(name)}"
        yield from _evidence([evidence], texts)


def _evidence(
    evidence: Sequence[Evidence], texts: Mapping[str, str], voice: str = ""
) -> Iterator[str]:
    for item in evidence:
        place = markdown_link(item.place, item.address)
        yield f"  - {place}, voice: {escaped(voice or item.voice)}"
        if item.iri in texts:
            yield f"    > {_one_line(texts[item.iri])}"


def _one_line(text: str) -> str:
    return escaped(" ".join(text.split()))
