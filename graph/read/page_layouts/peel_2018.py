"""Parse a PEEL page of 2018/19 into questions, sections, paragraphs and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.document import Document, Paragraph, Section, Span, slugify
from graph.errors import InputError
from graph.read.sentences import split_sentences

_BLOCK = re.compile(r"\S(?:.*\S)?(?:\n[^\S\n]*\S(?:.*\S)?)*")
_LINE = re.compile(r"\S(?:.*\S)?")
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
_NAVIGATION = re.compile(
    r"Skip to content|Back to top|Get the report|Summary for question \d+", re.IGNORECASE
)
_GRADE = re.compile(r"Outstanding|Good|Requires improvement|Inadequate", re.IGNORECASE)
_SKIPPED = (_TITLE, _UPDATED, _NAVIGATION, _PILLAR, _GRADE)
_NUMBER = re.compile(r"[1-9]\d?\.?")  # of the question that follows
_LONGEST_HEADING = 90  # characters
_CYCLES = {"2018": "2018-19"}
_QUESTION = re.compile(r"(?:(?P<number>[1-9]\d?)\.?\s+)?(?P<title>(?:How|To what extent) [^.]*\?)")
_BULLET = re.compile(r"[^\S\n]*[\u2022\u00b7*-][^\S\n]+(?=\S)")


@dataclass
class _Part:
    path: str
    title: str
    span: Span
    number: int
    parent: str
    paragraphs: list[Paragraph]


def recognises(text: str) -> bool:
    """Say whether a text has a line of the form `NAME PEEL YEAR`."""
    return _title(text, list(_blocks(text))) is not None


def parse_report(text: str, *, where: str = "text") -> Document:
    """Parse the text of a PEEL page.

    Raises:
        InputError: when the text has no title of the form `NAME PEEL YEAR` or no question.
    """
    blocks = list(_blocks(text))
    title = _title(text, blocks)
    if title is None:
        message = "no title like \u201cCambridgeshire PEEL 2018\u201d was found."
        raise InputError(message, where=where, hint="Is this a page of a PEEL report?")
    sections = _sections(text, blocks)
    if not any(section.path.startswith("q") for section in sections):
        hint = "Is this the page with the detailed findings?"
        raise InputError("no question of the inspection was found.", where=where, hint=hint)
    return Document(
        text=text,
        place=title["place"],
        cycle=_cycle(title["year"], title["next"]),
        pillar=_pillar(text),
        updated=_updated(text),
        sections=tuple(sections),
    )


def _title(text: str, blocks: list[Span]) -> re.Match[str] | None:
    titles = (_TITLE.fullmatch(text, span.begin, span.end) for span in blocks)
    return next(filter(None, titles), None)


def _blocks(text: str) -> Iterator[Span]:
    """Yield the blocks between blank lines; the lines of a page that was copied without them."""
    blocks = [Span(match.start(), match.end()) for match in _BLOCK.finditer(text)]
    if not (_title(text, blocks) and any(_question(text, span) for span in blocks)):
        blocks = [Span(match.start(), match.end()) for match in _LINE.finditer(text)]
    yield from blocks


def _question(text: str, span: Span) -> re.Match[str] | None:
    return _QUESTION.fullmatch(text, span.begin, span.end)


def _cycle(year: str, following: str | None) -> str:
    """Return the cycle of a year in a title; that of 2018/19 may stand as 2018."""
    if following:
        return f"{year}-{following}"
    return _CYCLES.get(year, year)


def _updated(text: str) -> str:
    """Return the ISO date of a page, or ""."""
    match = _UPDATED.search(text)
    if match is None:
        return ""
    day, month, year = match.groups()
    return f"{year}-{month}-{day}"


def _pillar(text: str) -> str:
    match = _PILLAR.search(text)
    if match:
        return match[1].lower()
    for adverb, pillar in _PILLAR_OF_QUESTION.items():
        if f"How {adverb}" in text:
            return pillar
    return "overall"


def _sections(text: str, blocks: list[Span]) -> list[Section]:
    parts: list[_Part] = []
    questions, number = 0, 0
    for span in blocks:
        block = text[span.begin : span.end]
        if _is_furniture(block):
            continue
        question = _question(text, span)
        if _NUMBER.fullmatch(block):
            number = int(block.rstrip("."))
            continue
        if question:
            number = int(question["number"] or number)
        if question and not parts and not number:
            parts.append(_top("summary", question, 1))
        elif question:
            questions = max(questions + 1, number)
            parts.append(_top(f"q{questions}", question, questions + 1))
        elif parts and _is_heading(block):
            parts.append(_section(parts, block, span))
        elif parts:
            _add(parts, text, span)
        number = 0
    return [
        Section(part.path, part.title, part.span, part.number, part.parent, tuple(part.paragraphs))
        for part in parts
    ]


def _top(path: str, question: re.Match[str], number: int) -> _Part:
    """Return the part of a question, without the number that may stand before it."""
    span = Span(*question.span("title"))
    return _Part(path, question["title"], span, number, "", [])


def _section(parts: list[_Part], heading: str, span: Span) -> _Part:
    """Return a new section of the current question."""
    top = parts[-1].parent or parts[-1].path
    number = 1 + sum(part.parent == top for part in parts)
    return _Part(_path(parts, top, heading, number), heading, span, number, top, [])


def _path(parts: list[_Part], top: str, heading: str, number: int) -> str:
    """Name a section by its heading; its number helps where that has no letters or recurs."""
    slug = slugify(heading) or f"section-{number}"
    path = f"{top}/{slug}"
    if any(part.path == path for part in parts):
        return f"{path}-{number}"
    return path


def _add(parts: list[_Part], text: str, span: Span) -> None:
    """Add a block to its section; a plain paragraph ends a list of areas for improvement."""
    bullets = _bullets(text, span)
    if not bullets and parts[-1].path.endswith("/areas-for-improvement"):
        parts[:] = _returned(parts)
    target = parts[-1]
    for piece in bullets or [span]:
        number = len(target.paragraphs) + 1
        sentences = split_sentences(text, piece.begin, piece.end)
        target.paragraphs.append(Paragraph(number, piece, sentences))


def _returned(parts: list[_Part]) -> list[_Part]:
    """Move the question to the end, so that text after its list belongs to the question again."""
    top = next(part for part in parts if part.path == parts[-1].parent)
    return [part for part in parts if part is not top] + [top]


def _bullets(text: str, span: Span) -> list[Span]:
    """Return the span of each bullet of a block without its mark; none where it is no list."""
    breaks = re.compile("\n").finditer(text, span.begin, span.end)
    starts = [span.begin, *(match.end() for match in breaks)]
    marks = [match for start in starts if (match := _BULLET.match(text, start, span.end))]
    if not marks:
        return []
    ends = [*(mark.start() for mark in marks[1:]), span.end]
    return [
        Span(mark.end(), len(text[:end].rstrip())) for mark, end in zip(marks, ends, strict=True)
    ]


def _is_furniture(block: str) -> bool:
    """Tell whether each line of a block is a title, date, grade or navigation of the page."""
    return all(
        any(pattern.fullmatch(line.strip()) for pattern in _SKIPPED) for line in block.split("\n")
    )


def _is_heading(block: str) -> bool:
    is_short = "\n" not in block and len(block) <= _LONGEST_HEADING
    return is_short and block[-1] not in ".:;!?," and block[0].isupper()
