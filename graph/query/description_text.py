"""Write a description in plain lines for a terminal: in short, or one section in full."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from graph.evidence import Evidence
from graph.namespaces import compress
from graph.query.description import Description, Node
from graph.query.description_markdown import figure_words
from graph.text import camel_words, plural

MOST = 5  # items of a section in short
_BADGES = ("polarity", "practice", "grade")


@dataclass(frozen=True)
class _Item:
    """A line of a section, with the sentences that state it."""

    text: str
    evidence: tuple[Evidence, ...] = ()


def description_text(
    description: Description,
    sections: Collection[str] = (),
    *,
    texts: Mapping[str, str] | None = None,
    links: bool = False,
    in_full: bool = False,
) -> str:
    """Write what a thing is, and its sections with their numbers.

    In short, a section has its first items, each with the place of a sentence; in full, it has all
    of them, each with all its places.

    Args:
        description: of the thing.
        sections: names of those that are written, in full; all by default.
        texts: of sentences by IRI, to be shown in full.
        links: whether addresses of sentences are written too.
        in_full: whether all items are written.
    """
    lines = [*_head(description, texts or {}, links=links)]
    in_full = in_full or bool(sections)
    for name, items in _sections(description).items():
        if not items or (sections and name not in sections):
            continue
        most = len(items) if in_full else MOST
        lines += ["", f"{name.capitalize()} ({len(items):,})"]
        for item in items[:most]:
            lines += _item_lines(item, texts or {}, links=links, in_full=in_full)
        if len(items) > most:
            lines.append(f"  {len(items) - most:,} more: --section {option_name(name)}")
    return "".join(f"{line}\n" for line in lines)


def section_names(description: Description) -> list[str]:
    """Return the names of the sections that hold something, as --section takes them."""
    return [option_name(name) for name, items in _sections(description).items() if items]


def option_name(section: str) -> str:
    """Return the name of a section as an option has it.

    >>> option_name("areas for improvement")
    'areas-for-improvement'
    """
    return section.replace(" ", "-")


def _sections(description: Description) -> dict[str, list[_Item]]:
    nodes: dict[str, list[_Item]] = {}
    for node in description.nodes:
        nodes.setdefault(_node_section(node), []).append(_node_item(node))
    return {
        "states": [_Item(" ".join(names)) for names in description.stated],
        "links": [_Item(f"{link.words} {link.name}") for link in description.links],
        "relations": [
            _Item(f"{relation.words} {relation.name}", tuple(relation.evidence))
            for relation in description.relations
        ],
        **nodes,
        "timeline": [_Item(f"{when}: {name}", (item,)) for when, name, item in description.times],
    }


def _node_section(node: Node) -> str:
    return plural(camel_words(node.kind))


def _node_item(node: Node) -> _Item:
    text = node.label
    if "value" in node.facts:
        text += f": {figure_words(node.facts)}"
    badges = [node.facts[key] for key in _BADGES if key in node.facts]
    if node.facts.get("status", "current") not in ("", "current"):
        badges.append(node.facts["status"])
    if badges:
        text += f" [{', '.join(badges)}]"
    return _Item(text, tuple(node.evidence))


def _head(description: Description, texts: Mapping[str, str], *, links: bool) -> Iterator[str]:
    yield description.label
    kinds = ", ".join(description.classes) or "term"
    yield f"{kinds} \u00b7 {compress(description.iri)}"
    if description.names:
        yield f"also called {', '.join(description.names)}"
    for key, values in description.facts.items():
        visible = [value for value in values if links or "://" not in value]
        if visible:
            yield f"{key}: {', '.join(visible)}"
    yield from (f"note: {note}" for note in description.notes)
    if description.iri in texts:
        yield f"> {' '.join(texts[description.iri].split())}"


def _item_lines(
    item: _Item, texts: Mapping[str, str], *, links: bool, in_full: bool
) -> Iterator[str]:
    yield f"- {item.text}"
    evidence = item.evidence if in_full else item.evidence[:1]
    for sentence in evidence:
        more = len(item.evidence) - len(evidence)
        rest = f" and {more} more" if more else ""
        yield f"    {sentence.place}{rest}, voice: {sentence.voice}"
        if links:
            yield f"    {sentence.address}"
        if sentence.iri in texts:
            yield f"    > {' '.join(texts[sentence.iri].split())}"
