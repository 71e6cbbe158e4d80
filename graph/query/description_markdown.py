"""Write a description in Markdown that is as good in a terminal as in a document; nothing in the data is markup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph.escape import code, link
from graph.escape import markdown as escaped
from graph.namespaces import compress
from graph.query.description import Description, Evidence, Link, Node
from graph.text import measured

_POLARITIES = ("strength", "concern", "mixed", "neutral")


def markdown(told: Description, texts: Mapping[str, str] | None = None) -> str:
    """Tell of a thing in Markdown: what it is, relations, findings by polarity, figures, areas for improvement, timeline.

    Args:
        told: the description.
        texts: of sentences by IRI, to be shown in full.
    """
    return "\n".join(_lines(told, texts or {})) + "\n"


def figure(facts: Mapping[str, str]) -> str:
    """Say a figure with its qualifier, unit, period and comparator.

    >>> figure({"value": "14", "unit": "percent", "otherValue": "17", "otherUnit": "percent", "comparison": "3 percentage points lower"})
    '14 percent, against 17 percent: 3 percentage points lower'
    """
    said = " ".join(
        filter(None, (facts.get("qualifier", ""), _measured(facts["value"], facts["unit"])))
    )
    if facts.get("period"):
        said += f" ({facts['period']})"
    if "otherValue" in facts:
        where = ", ".join(filter(None, (facts.get("otherArea", ""), facts.get("otherPeriod", ""))))
        said += f", against {_measured(facts['otherValue'], facts['otherUnit'])}" + (
            f" ({where})" if where else ""
        )
        return f"{said}: {facts['comparison']}" if "comparison" in facts else said
    return said + (
        f", {facts['better']}" if facts.get("better") and facts["better"] != "neither" else ""
    )


def _measured(value: str, unit: str) -> str:
    """Return a value with its unit; one that is no number stays as it is."""
    try:
        return measured(float(value), unit)
    except ValueError:
        return f"{value} {unit}"


def _lines(told: Description, texts: Mapping[str, str]) -> Iterator[str]:
    yield f"# {escaped(told.label)}"
    yield ""
    called = f" \u00b7 also called {escaped(', '.join(told.names))}" if told.names else ""
    yield f"{escaped(', '.join(told.classes)) or 'term'} \u00b7 {code(compress(told.iri))}{called}"
    for key, values in told.facts.items():
        yield f"- {escaped(key)}: {escaped(', '.join(values))}"
    for note in told.notes:
        yield f"- note: {escaped(note)}"
    if told.iri in texts:
        yield f"> {escaped(' '.join(texts[told.iri].split()))}"
    if told.stated:
        yield from ("", "## States")
        yield from (
            f"- {escaped(one)} {escaped(words)} **{escaped(other)}**"
            for one, words, other in told.stated
        )
    if told.links:
        yield from ("", "## Tied to")
        yield from (
            f"- {escaped(words)} **{escaped('; '.join(link.name for link in told.links if link.words == words))}**"
            for words in _once(told.links)
        )
    yield from _relations(told, texts)
    for kind, title in told.sections.items():
        nodes = told.of_kind(kind)
        for polarity in _POLARITIES:
            judged = [node for node in nodes if node.facts.get("polarity") == polarity]
            yield from _nodes(f"{title}: {polarity}", judged, texts)
        yield from _nodes(title, [node for node in nodes if "polarity" not in node.facts], texts)
    if told.times:
        yield from ("", "## Timeline")
        for when, name, evidence in told.times:
            yield f"- {escaped(when)}: {escaped(name)}"
            yield from _evidence([evidence], texts)


def _once(links: Sequence[Link]) -> list[str]:
    return list(dict.fromkeys(link.words for link in links))


def _relations(told: Description, texts: Mapping[str, str]) -> Iterator[str]:
    if told.relations:
        yield from ("", "## Relations")
    for relation in told.relations:
        yield f"- {escaped(relation.words)} **{escaped(relation.name)}**"
        yield from _evidence(relation.evidence, texts)


def _nodes(title: str, nodes: Sequence[Node], texts: Mapping[str, str]) -> Iterator[str]:
    if not nodes:
        return
    yield from ("", f"## {title}")
    for node in nodes:
        facts = node.facts
        badges = [facts[key] for key in ("practice", "grade") if key in facts] + [
            s for s in (facts.get("status", ""),) if s not in ("", "current")
        ]
        badges += [f"on {facts['through']}"] if "through" in facts else []
        said = f": {escaped(figure(facts))}" if "value" in facts else ""
        yield f"- {escaped(node.label)}{said}" + (
            f" [{escaped(', '.join(badges))}]" if badges else ""
        )
        yield from _evidence(node.evidence, texts, facts.get("voice", ""))


def _evidence(
    found: Sequence[Evidence], texts: Mapping[str, str], voice: str = ""
) -> Iterator[str]:
    for evidence in found:
        yield f"  - {link(evidence.place, evidence.address)}, voice: {escaped(voice or evidence.voices)}"
        if evidence.iri in texts:
            yield f"    > {escaped(' '.join(texts[evidence.iri].split()))}"
