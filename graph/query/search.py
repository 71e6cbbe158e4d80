"""Find things by what people type: labels, acronyms, other names and words, misspelt too."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import TypeAlias

from graph.default_graph import foreign_quads
from graph.errors import QueryError
from graph.evidence import report_of
from graph.namespaces import ONTOLOGY, REPORT, compress, expand
from graph.query.name_scores import (
    EXACT,
    HIDDEN,
    INITIALS,
    OTHER_NUMBER,
    SAME_WORDS,
    base_forms,
    name_score,
    stem_of,
)
from graph.query.search_reports import placed_in, report_labels
from graph.query.typed_names import ids_like, preferred_iris, trimmed_name
from graph.store import NamedNode, is_iri, open_current
from graph.store_index import open_index
from graph.text import base_form, fold, plural

LONGEST = 1_000  # characters of a name
MOST_LISTED = 6  # things of one name that a message lists
_CANDIDATES = 200
_MOST_NAMESAKES = 1_000
_LEAST = 52.0
_LEAST_GRAMS = 4
_MOST_NAMES = 4_000
_NAMES_OF_ONE = 8  # names of one thing that may hold the same words
_SELECT = """
SELECT t.iri, t.class, t.label, t.context, t.mentions, n.name, n.folded, n.hidden
FROM names n JOIN things t ON t.id = n.thing WHERE
"""
_BEGINNING = _SELECT + "n.folded >= ? AND n.folded < ? ORDER BY length(n.folded), n.id LIMIT ?"
_HOLDING = (
    _SELECT
    + """n.id IN (
SELECT id FROM names WHERE id IN (SELECT rowid FROM grams WHERE grams MATCH ?)
ORDER BY length(folded), id LIMIT ?)"""
)
_ALIKE = _SELECT + "n.id IN (SELECT rowid FROM grams WHERE grams MATCH ? ORDER BY rank LIMIT ?)"
_AS_LONG = _SELECT + "abs(length(n.folded) - ?) <= 2"
_EXPANSIONS = _SELECT + "n.id IN (SELECT name FROM initials WHERE letters IN (?, ?))"
_PLACED = "SELECT iri, class, label FROM places WHERE name IN (?, ?, ?)"
_THING = "SELECT iri, class, label, context FROM things WHERE iri IN (?, ?)"
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
        report: label of the report that speaks of it, or how many do; "" where the graph has one.
    """

    iri: str
    kind: str
    label: str
    matched: str
    context: str
    score: float
    report: str = ""


def find_things(directory: Path, words: str, *, limit: int = 10) -> list[Hit]:
    """Find things, findings and figures by name or words, best first.

    Args:
        directory: of a built store.
        words: what was typed: a name, words, the place of a sentence or an id; case, accents and
            small mistakes do not matter.
        limit: how many hits at most.

    Raises:
        QueryError: when what was typed is no text, or the limit is below 1.
        StoreError: when the store has no index.
    """
    if limit < 1:
        raise QueryError(f"a limit of {limit} hits shows nothing.", hint="Give 1 or more.")
    check_name(words)
    name = fold(words)
    if not name:
        return []
    with open_index(directory) as database:
        ids, sections = _identified(database, words)
        hits = ids
        if not ids:
            hits = [*_ranked(name, _candidates(database, name, limit), limit), *sections]
            hits.sort(key=lambda hit: -hit.score)
        reports = report_labels(database, [hit.iri for hit in hits[:limit]])
    return [replace(hit, report=reports.get(hit.iri, "")) for hit in hits[:limit]]


def find_called(directory: Path, name: str, *, limit: int) -> list[Hit]:
    """Find things as `find_things`, and all that are called so where they are more than the limit.

    Args:
        directory: of a built store.
        name: as typed.
        limit: how many hits at most, beside those that are called so.
    """
    hits = find_things(directory, name, limit=limit)
    if len(called_so(hits)) < limit:
        return hits
    return find_things(directory, name, limit=_MOST_NAMESAKES)


def _identified(database: sqlite3.Connection, words: str) -> tuple[list[Hit], list[Hit]]:
    """Return what an id or the place of a sentence means, in each report; and sections called so.

    An id is an IRI, a prefixed name, or what stands behind the report in the IRI of a finding,
    figure or sentence, as in `finding:NAME` or `q3/SECTION/8/4`.
    """
    name = words.strip().strip("<>").strip()
    iri = expand(name)
    things = database.execute(_THING, (iri, expand(name.lower()))).fetchall()
    short = re.sub(r"^sentence/", "", iri.removeprefix(REPORT).lower().replace(":", "/", 1))
    short = re.sub(r"^question (?=\d+$)", "q", short)
    place = re.sub(r"(?:, voice: .*| and \d+ more)$", "", fold(name))
    reports, place = placed_in(database, place)
    names = place, short, short.partition("/")[2]
    placed = [(*row, "") for row in database.execute(_PLACED, names)]
    if reports:
        placed = [row for row in placed if report_of(row[0]) in reports]
    if iri.startswith(REPORT):
        placed = [row for row in placed if row[0].casefold() == iri.casefold()]
    rows = {row[0]: row for row in (*placed, *things)}
    hits = [
        Hit(iri, kind, label, label, context or _report(iri), EXACT)
        for iri, kind, label, context in rows.values()
    ]
    sections = [hit for hit in hits if hit.kind == "Section" and fold(hit.label) == place]
    return [hit for hit in hits if hit not in sections], sections


def _report(iri: str) -> str:
    """Return the report of an IRI in words, as in `cambridgeshire 2018 19 effectiveness`."""
    return iri.removeprefix(REPORT).partition("/")[0].replace("-", " ") * iri.startswith(REPORT)


def check_name(name: object) -> None:
    """Refuse what cannot be a name.

    Raises:
        QueryError: for what is no text, which a program may pass on by mistake, is too long, or is
            not UTF-8.
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


def _ranked(words: str, candidates: Iterable[Candidate], limit: int) -> list[Hit]:
    best: dict[str, tuple[float, int, Hit]] = {}
    for iri, kind, label, context, mentions, name, folded, hidden in candidates:
        score, match = name_score(words, folded), name
        if hidden:
            score, match = score * HIDDEN / 100, label
        if score >= _LEAST and (iri not in best or score > best[iri][0]):
            best[iri] = (score, mentions, Hit(iri, kind, label, match, context, round(score, 1)))
    ranking = sorted(
        best.values(), key=lambda item: (-item[0], -item[1], item[2].label, item[2].iri)
    )
    return [hit for _, _, hit in ranking[:limit]]


def resolve(directory: Path, name: str, *, kind: str = "") -> str:
    """Return the IRI of the one thing that a name means: an IRI, a prefixed name, or a name.

    Printed words such as "14 percent" mean a figure only where no other figure is printed with
    them.

    Args:
        directory: of a built store.
        name: as typed.
        kind: a prefix, as in `theme`; of several things called so, the one of that kind is meant.

    Raises:
        QueryError: when nothing is called so, or several things are; the message lists candidates.
    """
    check_name(name)
    if not fold(trimmed_name(name)):
        raise QueryError("the name is empty.", hint="Give a name, an acronym or an id.")
    try:
        return _resolved(directory, name, kind)
    except QueryError:
        if (trimmed := trimmed_name(name)) == name:
            raise
        return _resolved(directory, trimmed, kind)


def _resolved(directory: Path, name: str, kind: str) -> str:
    iri = expand(name.strip().strip("<>"))
    with open_index(directory) as database:
        identified, _ = _identified(database, name)
        like = [] if identified else ids_like(database, name)  # which looks at every id
        cut = [Hit(*row[:3], row[2], row[3], 0.0) for row in like]
    if len(identified) == 1:
        return identified[0].iri
    hits = identified or cut or find_called(directory, name, limit=MOST_LISTED)
    if re.match(r"[a-z]+:", iri) and (iri != name or "//" in iri or _is_held(directory, iri)):
        _check_iri(directory, iri, name.strip(), hits)
        return iri
    matches = called_so(hits) or _decorated(directory, name)
    preferred = preferred_iris((hit.iri for hit in matches), kind)
    matches = [hit for hit in matches if hit.iri in preferred]
    if len(matches) == 1:
        return matches[0].iri
    if matches:
        raise QueryError(
            f"\u201c{name}\u201d is the name of several things.",
            hint=f"Choose one: {_listing(directory, matches)}.",
        )
    raise QueryError(
        f"nothing is called \u201c{name}\u201d.",
        hint=_suggestion(directory, hits, "Try `peelgraph find` with other words."),
    )


def namesakes(directory: Path, name: str) -> list[Hit]:
    """Return the things of one label that only their kind tells apart, the most stated first.

    Args:
        directory: of a built store.
        name: as typed.

    Returns:
        Nothing where the name is the label of at most one thing, or another name of any.
    """
    hits = called_so(find_called(directory, name, limit=20))
    kinds = {hit.kind for hit in hits}
    if {fold(hit.label) for hit in hits} != {fold(name)} or len(kinds) < max(len(hits), 2):
        return []
    return hits


def _check_iri(directory: Path, iri: str, name: str, hits: list[Hit]) -> None:
    """Refuse what the graph does not hold, and what is no IRI.

    Sentences and terms are not searched, but may be named.
    """
    hint = "Look for it with `peelgraph find`."
    if not iri.startswith((REPORT, ONTOLOGY)) and not _is_held(directory, iri):
        raise QueryError(
            f"the graph holds nothing of {name}.", hint=_suggestion(directory, hits, hint)
        )
    if not is_iri(iri):
        raise QueryError(f"\u201c{name}\u201d is not an IRI.", hint=hint)


def called_so(hits: Iterable[Hit]) -> list[Hit]:
    """Choose the hits that are called so.

    By the very name; else by a hidden one, by its plural or singular, or by its initials. A hidden
    name counts beside the very name of things of other kinds.
    """
    hits = list(hits)
    scores = {hit.score for hit in hits} & {EXACT, HIDDEN, OTHER_NUMBER, INITIALS}
    matches = [hit for hit in hits if hit.score == max(scores, default=None)]
    if matches and matches[0].kind == "Figure" and matches[0].matched != matches[0].label:
        return [hit for hit in hits if hit.kind == "Figure" and hit.score >= SAME_WORDS]
    kinds = {hit.kind for hit in matches if hit.score == EXACT}
    hidden = [hit for hit in hits if kinds and hit.score == HIDDEN and hit.kind not in kinds]
    return matches + hidden


def _decorated(directory: Path, name: str) -> list[Hit]:
    """Choose what a name as `find` prints it means: a label with another name in brackets."""
    parts = re.fullmatch(r"(.+?) \((.+)\)", name.strip())
    if not parts:
        return []
    return called_so(find_called(directory, parts[1], limit=MOST_LISTED))


def _suggestion(directory: Path, hits: list[Hit], hint: str) -> str:
    """Ask whether one of the hits was meant; without any, give a hint."""
    if not hits:
        return hint
    return f"Did you mean: {_listing(directory, hits)}?"


def _listing(directory: Path, hits: list[Hit]) -> str:
    names = short_names(directory, (hit.iri for hit in hits[:MOST_LISTED]))
    return listing([f"{names[hit.iri]} ({hit.label})" for hit in hits[:MOST_LISTED]], len(hits))


def listing(things: Sequence[str], number: int) -> str:
    """List things, and say how many more there are in all and what to do.

    >>> listing(["a", "b"], 2), listing(["a", "b"], 1_002)
    ('a; b', 'a; b; and 1,000 more (give an id)')
    """
    text = "; ".join(things)
    if number == len(things):
        return text
    return f"{text}; and {number - len(things):,} more (give an id)"


def short_names(directory: Path, iris: Iterable[str]) -> dict[str, str]:
    """Return names by which things can be typed: prefixed, or as in `finding:NAME`, by IRI.

    Where several reports have something of that name, it is the whole IRI.

    Args:
        directory: of a built store.
        iris: of the things.
    """
    with open_index(directory) as database:
        return {iri: _short_name(database, iri) for iri in iris}


def _short_name(database: sqlite3.Connection, iri: str) -> str:
    short = iri.removeprefix(REPORT).partition("/")[2] if iri.startswith(REPORT) else ""
    matches = database.execute(_PLACED, (short.lower(),) * 3).fetchall()
    if [match[0] for match in matches] != [iri]:
        return compress(iri)
    return short.replace("/", ":", 1) if short.count("/") == 1 else short


def _is_held(directory: Path, iri: str) -> bool:
    """Tell whether the graph states anything of an IRI; the index holds what has a name."""
    with open_index(directory) as database:
        select = "SELECT 1 FROM things WHERE iri = ?"
        if database.execute(select, (iri,)).fetchone() is not None:
            return True
    return is_iri(iri) and any(True for _ in foreign_quads(open_current(directory), NamedNode(iri)))


def _candidates(database: sqlite3.Connection, words: str, limit: int) -> list[Candidate]:
    """Take names that begin so, hold the words or share rare trigrams, or else those as long.

    Of many that begin so or hold the words, the shortest are taken, more than the limit can show.
    """
    most = _CANDIDATES + _NAMES_OF_ONE * limit
    rows = list(database.execute(_BEGINNING, (words, words + "\U0010ffff", most)))
    rows += database.execute(_EXPANSIONS, (words, base_form(words)))
    for form in {base_forms(words), plural(words)}:
        rows += database.execute(_BEGINNING, (form, form + "\U0010ffff", most))
    if stems := [stem for word in words.split() if len(stem := stem_of(base_form(word))) > 2]:
        rows += database.execute(_HOLDING, (_grams(" AND ", stems), most))
    if grams := _rare(database, {words[n : n + 3] for n in range(len(words) - 2)}):
        rows += database.execute(_ALIKE, (_grams(" OR ", grams), _CANDIDATES))
    return rows or list(database.execute(_AS_LONG, (len(words),)))


def _grams(operator: str, texts: Iterable[str]) -> str:
    """Return what the index of trigrams is asked for names that hold some texts, or one of them."""
    return operator.join('"{}"'.format(text.replace('"', '""')) for text in texts)


def _rare(database: sqlite3.Connection, grams: set[str]) -> list[str]:
    """Choose the trigrams that fewest names hold, as long as these names are quickly ranked."""
    places = ", ".join("?" * len(grams))
    select = f"SELECT gram, names FROM frequencies WHERE gram IN ({places}) ORDER BY names, gram"
    rows = database.execute(select, sorted(grams)).fetchall()
    totals = accumulate(names for _, names in rows)
    return [
        gram
        for place, ((gram, _), names) in enumerate(zip(rows, totals, strict=True))
        if place < _LEAST_GRAMS or names <= _MOST_NAMES
    ]
