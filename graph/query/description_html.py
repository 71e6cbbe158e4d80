"""Write a description in HTML for a notebook; data are text, and only web addresses are links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from graph.evidence import Evidence
from graph.namespaces import compress
from graph.query.description import Description, Node
from graph.query.description_markdown import figure_words


def description_html(description: Description) -> str:
    """Write what a thing is, its relations, findings and figures, and times, with sentences.

    Args:
        description: of the thing.
    """
    return "".join((*_head(description), *_lists(description)))


def place_links(evidence: Iterable[Evidence]) -> str:
    """Name sentences by their places, each a link to the page where it has a web address.

    Args:
        evidence: the sentences.
    """
    return ", ".join(_place(item) for item in evidence)


def _head(description: Description) -> Iterator[str]:
    yield f"<h3>{escape(description.label)}</h3>"
    kinds = escape(", ".join(description.classes) or "term")
    parts = [kinds, f"<code>{escape(compress(description.iri))}</code>"]
    if description.names:
        parts.append(f"also called {escape(', '.join(description.names))}")
    yield f"<p>{' · '.join(parts)}</p>"


def _lists(description: Description) -> Iterator[str]:
    facts = (f"{key}: {', '.join(values)}" for key, values in description.facts.items())
    yield _list("", map(escape, (*facts, *description.notes)))
    yield _list("States", (_bold(*names) for names in description.stated))
    yield _list("Related to", (_bold(link.words, link.name) for link in description.links))
    relations = (
        f"{_bold(relation.words, relation.name)} ({place_links(relation.evidence)})"
        for relation in description.relations
    )
    yield _list("Relations", relations)
    for kind, title in description.sections.items():
        yield _list(title, map(_node, description.of_kind(kind)))
    times = (
        f"{escape(when)}: {escape(name)} ({place_links([evidence])})"
        for when, name, evidence in description.times
    )
    yield _list("Timeline", times)


def _list(title: str, items: Iterable[str]) -> str:
    """Make a list with its title, or nothing of no items."""
    lines = "".join(f"<li>{item}</li>" for item in items)
    if not lines:
        return ""
    heading = f"<h4>{escape(title)}</h4>" if title else ""
    return f"{heading}<ul>{lines}</ul>"


def _bold(*words: str) -> str:
    """Join words, of which the last stand out."""
    *before, name = map(escape, words)
    return " ".join((*before, f"<b>{name}</b>"))


def _node(node: Node) -> str:
    text = escape(node.label)
    if "value" in node.facts:
        text += f": {escape(figure_words(node.facts))}"
    badges = [node.facts[key] for key in ("polarity", "grade") if key in node.facts]
    if "through" in node.facts:
        badges.append(f"on {node.facts['through']}")
    text += "".join(f" [{escape(badge)}]" for badge in badges)
    return f"{text} ({place_links(node.evidence)})"


def _place(evidence: Evidence) -> str:
    place, address = escape(evidence.place), evidence.for_page().address
    if not address:
        return place
    return f'<a href="{escape(address)}" rel="noopener noreferrer" target="_blank">{place}</a>'
