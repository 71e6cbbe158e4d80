"""Read names as people type and paste them: in quotes, with an article or a full stop, cut."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from graph.namespaces import PREFIXES
from graph.store_index import open_index

_AROUND = " \t\r\n\"'`\u2018\u2019\u201c\u201d\u00ab\u00bb<>"
_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_PERCENT = re.compile(r"(?<=\d)\s*%")
_LEAST = 4  # characters of an id that is cut
_MOST = 6
_CUT = """
SELECT * FROM (
  SELECT iri, class, label, context FROM things WHERE instr(iri, ?) > 0
  UNION SELECT iri, class, label, '' FROM places WHERE substr(name, 1, ?) = ?
)
ORDER BY length(iri), iri LIMIT ?
"""
_NAMED = "SELECT iri FROM things WHERE iri IN (SELECT value FROM json_each(?))"
_NAMES = """
SELECT t.iri, t.label, n.name FROM names n JOIN things t ON t.id = n.thing
WHERE NOT n.hidden AND (%s)
"""
_WITHIN = "t.iri >= ? AND t.iri < ?"


def trimmed_name(name: str) -> str:
    """Return a name without what is around it: quotes, an article, signs at its end.

    >>> trimmed_name("'METHUB'"), trimmed_name("the METHUB,"), trimmed_name("51%")
    ('METHUB', 'METHUB', '51 percent')
    """
    text = name.strip(_AROUND).rstrip(".,;:!?/").strip(_AROUND)
    return _PERCENT.sub(" percent", _ARTICLE.sub("", text))


def preferred_iris(iris: Iterable[str], kind: str) -> set[str]:
    """Choose the things of a kind; all of them where none is of it.

    Args:
        iris: of things that have one name.
        kind: a prefix, as in `theme`; what is no prefix chooses nothing.

    >>> theme, task = PREFIXES["theme"] + "armed-policing", PREFIXES["function"] + "armed-policing"
    >>> preferred_iris([theme, task], "theme") == {theme}
    True
    >>> preferred_iris([theme, task], "thing") == {theme, task}
    True
    """
    things = set(iris)
    namespace = PREFIXES.get(kind)
    return {iri for iri in things if namespace and iri.startswith(namespace)} or things


def ids_like(database: sqlite3.Connection, name: str) -> list[tuple[str, str, str, str]]:
    """Return what has an id that begins so, or has none of its prefix: IRI, class, label, context.

    Args:
        database: the index beside a store.
        name: as typed, as in `unit:cambridgeshire-meth` or `cambridgeshire-methub`.
    """
    prefix, _, start = name.strip().lower().rpartition(":")
    is_word = not prefix and start.isalpha()
    if is_word or len(start) < _LEAST or not re.fullmatch(r"[\w./-]+", start):
        return []
    part = f"/{prefix}/{start}" if prefix else f"/{start}"
    place = part.removeprefix("/")
    rows = database.execute(_CUT, (part, len(place), place, _MOST))
    return rows.fetchall()


def named_iris(directory: Path, iris: Iterable[str]) -> set[str]:
    """Return those of some IRIs that the index beside a store has a name for.

    Args:
        directory: of a built store.
        iris: of things.

    Raises:
        StoreError: when the store has no index.
    """
    with open_index(directory) as database:
        return {iri for (iri,) in database.execute(_NAMED, (json.dumps(list(iris)),))}


def names_in(directory: Path, namespaces: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Return IRI, label and name for every name of the things of some namespaces, in that order.

    Args:
        directory: of a built store.
        namespaces: with which their IRIs begin.

    Raises:
        StoreError: when the store has no index.
    """
    text = _NAMES % (" OR ".join([_WITHIN] * len(namespaces)) or "FALSE")
    ends = [end for namespace in namespaces for end in (namespace, namespace + "\U0010ffff")]
    with open_index(directory) as database:
        return sorted(set(database.execute(text, ends)))
