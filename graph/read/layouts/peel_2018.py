"""Knows the layout of a PEEL page of 2018/19: title, questions, sections, bullets, and what is only furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from graph.document import Document, Paragraph, Section, Span, slugify
from graph.errors import InputError
from graph.read import sentences as sentence

_BLOCK = re.compile(r"\S(?:.*\S)?(?:\n[^\S\n]*\S(?:.*\S)?)*")
_TITLE = re.compile(
    r"(?P<place>[A-Z][\w &'\u2019-]+?) PEEL (?P<year>20\d\d)(?:[/-](?P<next>\d\d))?"
)
_UPDATED = re.compile(r"(?:Last updated|Published on:?)\s+(\d\d)/(\d\d)/(\d{4})")
_PILLAR = re.compile(r"Questions for (Effectiveness|Efficiency|Legitimacy)", re.IGNORECASE)
_PILLAR_OF_QUESTION = {
    "effectively": "effectiveness",
    "efficiently": "efficiency",
    "fairly": "legitimacy",
    "legitimately": "legitimacy",
}
_FURNITURE = re.compile(
    r"Skip to content|Back to top|Get the report|Summary for question \d+", re.IGNORECASE
)
_QUESTION = re.compile(r"How [^.]*\?")
_BULLET = re.compile(r"[^\S\n]*[\u2022\u00b7*-][^\S\n]+(?=\S)")
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1f]")


@dataclass
class _Part:
    path: str
    title: str
    span: Span
    number: int
    parent: str
    paragraphs: list[Paragraph]


def read_report(path: Path) -> Document:
    """Read a page of a PEEL report, as `.txt` or `.html`, into sections, paragraphs and sentences.

    Args:
        path: the file, in UTF-8.

    Raises:
        InputError: when the file is missing, empty, not text, or not a PEEL page.
    """
    raw = _decode(path)
    if path.suffix.lower() in {".html", ".htm"}:
        from graph.read import markup

        return replace(
            parse_report(markup.page_text(raw, where=str(path)), where=str(path)), offsets=False
        )
    return parse_report(raw, where=str(path))


def parse_report(text: str, *, where: str = "text") -> Document:
    """Find the parts of a PEEL page in its text.

    Raises:
        InputError: when the text has no title of the form `NAME PEEL YEAR` or no question.
    """
    blocks = list(_blocks(text))
    title = next(
        (match for span in blocks if (match := _TITLE.fullmatch(text[span.begin : span.end]))), None
    )
    if title is None:
        raise InputError(
            "no title like “Cambridgeshire PEEL 2018” was found.",
            where=where,
            hint="Is this a page of a PEEL report?",
        )
    sections = _sections(text, blocks)
    if not any(section.path.startswith("q") for section in sections):
        raise InputError(
            "no question of the inspection was found.",
            where=where,
            hint="Is this the page with the detailed findings?",
        )
    updated = _UPDATED.search(text)
    return Document(
        text=text,
        place=title["place"],
        cycle=_cycle(title["year"], title["next"]),
        pillar=_pillar(text),
        updated=f"{updated[3]}-{updated[2]}-{updated[1]}" if updated else "",
        sections=tuple(sections),
    )


def _decode(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror}.", where=str(path), hint="Give the file of a report."
        ) from error
    if not raw.strip():
        raise InputError(
            "the file is empty.", where=str(path), hint="Give the text or HTML of a report."
        )
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise InputError(
            f"not UTF-8 text (byte {error.start}).",
            where=str(path),
            hint="Save the page as text in UTF-8.",
        ) from error
    if _BINARY.search(text):
        raise InputError(
            "a binary file, not text.", where=str(path), hint="Save the page as text in UTF-8."
        )
    return text


def _blocks(text: str) -> Iterator[Span]:
    for match in _BLOCK.finditer(text):
        yield Span(match.start(), match.end())


def _cycle(year: str, following: str | None) -> str:
    """Give the cycle of a year in a title: pages of the 2018/19 cycle are titled 2018."""
    if following:
        return f"{year}-{following}"
    return "2018-19" if year == "2018" else year


def _pillar(text: str) -> str:
    named = _PILLAR.search(text)
    if named:
        return named[1].lower()
    asked = next(
        (pillar for word, pillar in _PILLAR_OF_QUESTION.items() if f"How {word}" in text), None
    )
    return asked or "overall"


def _sections(text: str, blocks: list[Span]) -> list[Section]:
    parts: list[_Part] = []
    questions = 0
    for span in blocks:
        block = text[span.begin : span.end]
        if (
            _TITLE.fullmatch(block)
            or _UPDATED.fullmatch(block)
            or _FURNITURE.fullmatch(block)
            or _PILLAR.fullmatch(block)
        ):
            continue
        if _QUESTION.fullmatch(block):
            questions += bool(parts)
            path = f"q{questions}" if parts else "summary"
            parts.append(_Part(path, block, span, questions + 1, "", []))
        elif _is_heading(block) and parts:
            top = parts[-1].parent or parts[-1].path
            number = 1 + sum(part.parent == top for part in parts)
            parts.append(_Part(_path(parts, top, block, number), block, span, number, top, []))
        elif parts:
            _add(parts, text, span)
    return [
        Section(p.path, p.title, p.span, p.number, p.parent, tuple(p.paragraphs)) for p in parts
    ]


def _path(parts: list[_Part], top: str, heading: str, number: int) -> str:
    """Name a section by its heading; a heading without letters, or one that recurs, is told apart by its number."""
    path = f"{top}/{slugify(heading) or f'section-{number}'}"
    return path if all(part.path != path for part in parts) else f"{path}-{number}"


def _add(parts: list[_Part], text: str, span: Span) -> None:
    """Add a block to the section it stands in; a plain paragraph ends a list of areas for improvement."""
    bullets = _bullets(text, span)
    if not bullets and parts[-1].path.endswith("/areas-for-improvement"):
        parts[:] = _returned(parts)
    target = parts[-1]
    for piece in bullets or [span]:
        number = len(target.paragraphs) + 1
        sentences = sentence.split_sentences(text, piece.begin, piece.end)
        target.paragraphs.append(Paragraph(number, piece, bool(bullets), sentences))


def _returned(parts: list[_Part]) -> list[_Part]:
    """Move the question's own part to the end, so that text after its list belongs to the question again."""
    top = next(part for part in parts if part.path == parts[-1].parent)
    return [part for part in parts if part is not top] + [top]


def _bullets(text: str, span: Span) -> list[Span]:
    """Give the span of each bullet of a block without its mark; none where the block is no list."""
    line_starts = [span.begin] + [
        m.end() for m in re.finditer("\n", text[: span.end]) if m.end() > span.begin
    ]
    marks = [match for start in line_starts if (match := _BULLET.match(text, start, span.end))]
    if not marks:
        return []
    ends = [mark.start() for mark in marks[1:]] + [span.end]
    return [
        Span(mark.end(), len(text[:end].rstrip())) for mark, end in zip(marks, ends, strict=True)
    ]


def _is_heading(block: str) -> bool:
    return (
        "\n" not in block and len(block) <= 90 and block[-1] not in ".:;!?," and block[0].isupper()
    )
