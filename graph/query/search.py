"""Find things by what people type: labels, acronyms, other names and words, misspelt too."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import TypeAlias

from graph.errors import QueryError
from graph.namespaces import ONTOLOGY, REPORT, compress, expand
from graph.store import is_iri, open_index
from graph.text import fold

LONGEST = 1_000  # characters of a name
_CANDIDATES = 200
_LEAST = 52.0
_SAME_WORDS = 95.0
_HIDDEN = 99.0  # the very fragment of text that refers to a thing, but is no name of it
_LEAST_GRAMS = 4
_MOST_NAMES = 4_000
_BEGINNING = """
SELECT t.iri, t.class, t.label, t.context, t.mentions, n.name, n.folded, n.hidden
FROM names n JOIN things t ON t.id = n.thing WHERE n.folded >= ? AND n.folded < ? LIMIT ?
"""
_ALIKE = """
SELECT t.iri, t.class, t.label, t.context, t.mentions, n.name, n.folded, n.hidden
FROM names n JOIN things t ON t.id = n.thing WHERE n.id IN (SELECT rowid FROM grams WHERE grams MATCH ? ORDER BY rank LIMIT ?)
"""
_AS_LONG = """
SELECT t.iri, t.class, t.label, t.context, t.mentions, n.name, n.folded, n.hidden
FROM names n JOIN things t ON t.id = n.thing WHERE abs(length(n.folded) - ?) <= 2
"""
_NAMES = "SELECT t.iri, t.label, n.name FROM names n JOIN things t ON t.id = n.thing WHERE t.iri >= ? AND t.iri < ? AND NOT n.hidden"
Candidate: TypeAlias = tuple[str, str, str, str, int, str, str, int]


@dataclass(frozen=True)
class Hit:
    """Something found.

    Attributes:
        iri: of the thing.
        kind: local name of its class.
        label: its name.
        matched: the name that fits what was typed; the label where a hidden name does.
        context: one line that tells it from others.
        score: 0 to 100; 100 is the very name.
    """

    iri: str
    kind: str
    label: str
    matched: str
    context: str
    score: float


def find(directory: Path, words: str, *, limit: int = 10) -> list[Hit]:
    """Find things, findings and figures by name or words, best first.

    Args:
        directory: of a built store.
        words: what was typed; case, accents and small mistakes do not matter.
        limit: how many hits at most.

    Raises:
        QueryError: when what was typed is no text.
        StoreError: when the store has no index.
    """
    refuse(words)
    wanted = fold(words)
    if not wanted:
        return []
    with open_index(directory) as database:
        candidates = _candidates(database, wanted)
    return _ranked(wanted, candidates, limit)


def refuse(name: object) -> None:
    """Refuse what cannot be a name.

    Raises:
        QueryError: for what is no text, which a program may pass on by mistake, is too long, or is not UTF-8.
    """
    hint = "Give a name, an acronym, a prefixed name or an IRI."
    if not isinstance(name, str):
        raise QueryError(f"a name has to be a text, not {type(name).__name__}.", hint=hint)
    if len(name) > LONGEST:
        raise QueryError(
            f"the name has {len(name):,} characters; {LONGEST:,} are allowed.", hint=hint
        )
    if any("\ud800" <= character <= "\udfff" for character in name):
        raise QueryError("the name is not UTF-8.", hint=hint)


def _ranked(wanted: str, candidates: Iterable[Candidate], limit: int) -> list[Hit]:
    best: dict[str, tuple[float, int, Hit]] = {}
    for iri, kind, label, context, mentions, name, folded, hidden in candidates:
        score = _score(wanted, folded)
        if hidden:
            score *= _HIDDEN / 100
        if score >= _LEAST and (iri not in best or score > best[iri][0]):
            shown = label if hidden else name
            best[iri] = (score, mentions, Hit(iri, kind, label, shown, context, round(score, 1)))
    ranked = sorted(
        best.values(), key=lambda found: (-found[0], -found[1], found[2].label, found[2].iri)
    )
    return [hit for _, _, hit in ranked[:limit]]


def resolve(directory: Path, name: str) -> str:
    """Return the IRI of the one thing that a name means: an IRI, a prefixed name, a label, acronym or other name.

    Printed words such as "14 percent" mean a figure only where no other figure is printed with them.

    Raises:
        QueryError: when nothing is called so, or several things are; the message lists candidates.
    """
    refuse(name)
    iri = expand(name.strip().strip("<>"))
    hits = find(directory, name, limit=6)
    if re.match(r"[a-z]+:", iri) and (iri != name or "//" in iri):
        if not iri.startswith((REPORT, ONTOLOGY)) and not _is_known(
            directory, iri
        ):  # sentences and terms are not searched, but may be named
            shown = "; ".join(f"{compress(hit.iri)} ({hit.label})" for hit in hits)
            raise QueryError(
                f"the graph holds nothing of {name.strip()}.",
                hint=f"Did you mean: {shown}?" if shown else "Look for it with `peelgraph find`.",
            )
        if not is_iri(iri):
            raise QueryError(
                f"\u201c{name.strip()}\u201d is not an IRI.",
                hint="Look for it with `peelgraph find`.",
            )
        return iri
    exact = [hit for hit in hits if hit.score == 100.0] or [
        hit for hit in hits if hit.score == _HIDDEN
    ]
    if exact and exact[0].kind == "Figure" and exact[0].matched != exact[0].label:
        exact = [hit for hit in hits if hit.kind == "Figure" and hit.score >= _SAME_WORDS]
    if len(exact) == 1:
        return exact[0].iri
    shown = "; ".join(f"{compress(hit.iri)} ({hit.label})" for hit in exact or hits)
    if exact:
        raise QueryError(
            f"\u201c{name}\u201d is the name of several things.", hint=f"Choose one: {shown}."
        )
    raise QueryError(
        f"nothing is called \u201c{name}\u201d.",
        hint=f"Did you mean: {shown}?" if shown else "Try `peelgraph find` with other words.",
    )


def names(directory: Path, beginnings: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Return IRI, label and name for every name of the things whose IRI begins in one of several ways, by IRI and name.

    Raises:
        StoreError: when the store has no index.
    """
    with open_index(directory) as database:
        found = {
            row
            for beginning in beginnings
            for row in database.execute(_NAMES, (beginning, beginning + "\U0010ffff"))
        }
    return sorted(found)


def _is_known(directory: Path, iri: str) -> bool:
    with open_index(directory) as database:
        return database.execute("SELECT 1 FROM things WHERE iri = ?", (iri,)).fetchone() is not None


def _candidates(database: sqlite3.Connection, wanted: str) -> list[Candidate]:
    """Take the names that share most rare trigrams with what was typed, those that begin with it, or else those of about its length."""
    found = list(database.execute(_BEGINNING, (wanted, wanted + "\U0010ffff", _CANDIDATES)))
    if grams := _rare(database, {wanted[n : n + 3] for n in range(len(wanted) - 2)}):
        match = " OR ".join('"{}"'.format(gram.replace('"', '""')) for gram in grams)
        found += database.execute(_ALIKE, (match, _CANDIDATES))
    return found or list(database.execute(_AS_LONG, (len(wanted),)))


def _rare(database: sqlite3.Connection, grams: set[str]) -> list[str]:
    """Choose the trigrams that fewest names hold, until they stand for so many names that ranking them would take long."""
    places = ", ".join("?" * len(grams))
    select = f"SELECT gram, names FROM frequencies WHERE gram IN ({places}) ORDER BY names, gram"  # noqa: S608 - marks alone
    found = database.execute(select, sorted(grams)).fetchall()
    so_far = accumulate(names for _, names in found)
    return [
        gram
        for place, ((gram, _), names) in enumerate(zip(found, so_far, strict=True))
        if place < _LEAST_GRAMS or names <= _MOST_NAMES
    ]


def _score(wanted: str, name: str) -> float:
    """Rate a name from 0 to 100 against what was typed."""
    from rapidfuzz import fuzz

    if wanted == name:
        return 100.0
    if name.startswith(wanted + " ") or name.endswith(" " + wanted):
        return _SAME_WORDS
    words = wanted.split()
    if all(re.search(rf"\b{re.escape(word)}", name) for word in words):
        return 80.0 + 14.0 * len(wanted) / max(len(name), len(wanted))
    if all(re.search(rf"\b{re.escape(_stem(word))}", name) for word in words):
        return 70.0 + 9.0 * len(wanted) / max(len(name), len(wanted))
    return 0.8 * max(
        fuzz.ratio(wanted, name),
        0.92 * fuzz.token_set_ratio(wanted, name) if len(wanted) > 3 else 0.0,
    )


def _stem(word: str) -> str:
    """Cut the endings that one word takes in several forms, where enough is left to know it by.

    >>> [_stem(word) for word in ("arrests", "supervision", "supervised", "injunction", "gas")]
    ['arrest', 'supervis', 'supervis', 'injunct', 'gas']
    """
    return re.sub(r"(?<=\w{4})(?:ations?|ions?|ing|ies|ed|es|s|y)$", "", word)
