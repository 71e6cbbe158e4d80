"""Replace the blocks of some subjects in the Turtle of everything that a build wrote."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from graph.namespaces import PREFIXES
from graph.serialize.rdf import (
    ordered_quads,
    subjects_in_batches,
    turtle_blocks,
    used_prefixes,
    write_turtle,
)
from graph.store import TURTLE, NamedNode, Store

_BLOCK = re.compile(rb"^(?![@\s])\S+", re.MULTILINE)  # the subject at the start of a line
_PREFIX = re.compile(rb"^@prefix (\S*): <(.*)> \.\n", re.MULTILINE)
_LAST = "\U0010ffff"  # stands after every IRI
_ESCAPE = re.compile(r"\\(.)")


def update_turtle(folder: Path, store: Store, subjects: Iterable[str]) -> None:
    """Write the blocks of some subjects anew, and leave all others as they are.

    Args:
        folder: of the generation, with the file.
        store: with everything, as it is now.
        subjects: IRIs in angle brackets, whose statements in the default graph have changed.
    """
    content = (folder / TURTLE).read_bytes()
    prefixes = read_prefixes(content)
    blocks = {subject: _block(store, subject, prefixes) for subject in subjects}
    if None in blocks.values():
        write_turtle(folder, store)
        return
    parts, end = [], 0
    for subject, block in sorted(blocks.items()):
        start = subject_place(content, subject, prefixes, end)
        parts += [content[end:start], block or b""]
        end = start
        match = _BLOCK.search(content, start)
        if match and _iri(match[0], prefixes) == subject:
            following = _BLOCK.search(content, match.end())
            end = following.start() if following else len(content)
    (folder / TURTLE).write_bytes(b"".join((*parts, content[end:])))


def subject_place(content: bytes, subject: str, prefixes: Mapping[str, str], start: int = 0) -> int:
    """Return where the block of a subject begins in Turtle of a build, or would begin.

    Args:
        content: the Turtle.
        subject: as it is sorted, an IRI in angle brackets.
        prefixes: of the Turtle.
        start: of the first block that is looked at.
    """

    def next_subject(place: int) -> str:
        match = _BLOCK.search(content, place)
        return _iri(match[0], prefixes) if match else _LAST

    place = bisect_left(range(start, len(content)), subject, key=next_subject) + start
    match = _BLOCK.search(content, place)
    return match.start() if match else len(content)


def read_prefixes(content: bytes) -> dict[str, str]:
    """Return the prefixes at the start of Turtle."""
    prefixes, match = {}, _PREFIX.match(content)
    while match:
        prefixes[match[1].decode()] = match[2].decode()
        match = _PREFIX.match(content, match.end())
    return prefixes


def subject_blocks(
    store: Store, subjects: Iterable[NamedNode], names: set[str]
) -> Iterator[tuple[str, bytes]]:
    """Yield the blocks of subjects in their order, each with its IRI in angle brackets.

    Args:
        store: with all that is stated of them, and without blank nodes.
        subjects: each with a statement in the default graph.
        names: of the prefixes that are used are added here.
    """
    for batch, quads in subjects_in_batches(store, subjects):
        names.update(used_prefixes(quads))
        content = turtle_blocks(quads, PREFIXES)
        starts = [match.start() for match in _BLOCK.finditer(content)]
        places = zip(starts, [*starts[1:], len(content)], strict=True)
        for subject, (start, end) in zip(batch, places, strict=True):
            yield str(subject), content[start:end]


def _block(store: Store, subject: str, prefixes: Mapping[str, str]) -> bytes | None:
    """Return what the default graph states of a subject; None where that needs more prefixes."""
    quads = ordered_quads(store, NamedNode(subject[1:-1]))
    if not quads:
        return b""
    if not used_prefixes(quads).keys() <= prefixes.keys():
        return None
    return turtle_blocks(quads, prefixes)


def _iri(name: bytes, prefixes: Mapping[str, str]) -> str:
    """Return a subject as it is sorted: an IRI in angle brackets, or a blank node."""
    text = name.decode()
    if text.startswith(("<", "_:")):
        return text
    prefix, _, rest = text.partition(":")
    local = _ESCAPE.sub(r"\1", rest)
    return f"<{prefixes[prefix]}{local}>"
