"""Knows how a description reads in a notebook: HTML in which data are text and only web addresses are links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from graph.escape import web
from graph.namespaces import compress
from graph.query.description import Description, Evidence, Node
from graph.query.description_markdown import figure


def html(told: Description) -> str:
    """Tell of a thing in HTML: what it is, relations, findings and figures by their class, and times, each with its sentences."""
    return "".join(_parts(told))


def places(found: Iterable[Evidence]) -> str:
    """Name sentences by their places, each a link to the published page where it has a web address."""
    return ", ".join(_place(evidence) for evidence in found)


def _parts(told: Description) -> Iterator[str]:
    yield f"<h3>{escape(told.label)}</h3>"
    called = f" · also called {escape(', '.join(told.names))}" if told.names else ""
    yield f"<p>{escape(', '.join(told.classes) or 'term')} · <code>{escape(compress(told.iri))}</code>{called}</p>"
    facts = [f"{escape(key)}: {escape(', '.join(values))}" for key, values in told.facts.items()]
    yield _listed("", [*facts, *map(escape, told.notes)])
    yield _listed(
        "States",
        (
            f"{escape(one)} {escape(words)} <b>{escape(other)}</b>"
            for one, words, other in told.stated
        ),
    )
    yield _listed(
        "Tied to", (f"{escape(link.words)} <b>{escape(link.name)}</b>" for link in told.links)
    )
    yield _listed(
        "Relations",
        (
            f"{escape(tie.words)} <b>{escape(tie.name)}</b> ({places(tie.evidence)})"
            for tie in told.relations
        ),
    )
    for kind, title in told.sections.items():
        yield _listed(title, map(_node, told.of_kind(kind)))
    yield _listed(
        "Timeline",
        (
            f"{escape(when)}: {escape(name)} ({places([evidence])})"
            for when, name, evidence in told.times
        ),
    )


def _listed(title: str, items: Iterable[str]) -> str:
    """Make a list with its title, or nothing of no items."""
    told = "".join(f"<li>{item}</li>" for item in items)
    return (f"<h4>{title}</h4>" if title else "") + f"<ul>{told}</ul>" if told else ""


def _node(node: Node) -> str:
    said = f": {escape(figure(node.facts))}" if "value" in node.facts else ""
    badges = "".join(
        f" [{escape(node.facts[key])}]" for key in ("polarity", "grade") if key in node.facts
    )
    badges += f" [on {escape(node.facts['through'])}]" if "through" in node.facts else ""
    return f"{escape(node.label)}{said}{badges} ({places(node.evidence)})"


def _place(evidence: Evidence) -> str:
    address = web(evidence.address)
    if not address:
        return escape(evidence.place)
    return f'<a href="{escape(address)}" rel="noopener noreferrer" target="_blank">{escape(evidence.place)}</a>'
