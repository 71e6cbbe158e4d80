"""Knows what may be wrong with a query, and says it so that it can be mended: the place, what stands there, and what was perhaps meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches

from graph.errors import QueryError
from graph.namespaces import BASE, PREFIXES, compress, expand
from graph.store import NamedNode, Store, rows

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_POSITION = re.compile(r"error at (\d+):(\d+): (?:expected (?:one of )?)?(.*)", re.DOTALL)
_NOISE = re.compile(r"#[^\n]*|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>")
_NAME = re.compile(r"(?<![\w?$:@-])([A-Za-z][\w-]*):([A-Za-z0-9_](?:[\w.-]*[\w-])?)?")
_DECLARED = re.compile(r"\bPREFIX\s+([\w-]*):", re.IGNORECASE)
_ALSO = {"dc": "dcterms", "dct": "dcterms"}  # what others call a prefix of ours
_SAYS = {
    "The SELECT contains a variable that is unbound": "SELECT names a variable that is neither grouped nor aggregated",
    "The SELECT overrides an existing variable using an expression": "an expression is given the name of a variable that the pattern already has",
    "IRI parsing failed": "an address is not a valid IRI",
}


def explained(text: str, found: str) -> QueryError:
    """Make an error for a query that is not SPARQL, from what the engine says of it.

    Args:
        text: the query.
        found: the engine's message, as in `error at 1:25: expected BY`.

    >>> print(explained("SELECT ?a { ?a peal:name ?n }", "error at 1:25: expected one of Prefix not found, ['%']"))
    line 1, column 16: the prefix “peal” is not declared. Did you mean peel:? Or declare it: PREFIX peal: <http://...>
      SELECT ?a { ?a peal:name ?n }
                     ^^^^^
    """
    if not (match := _POSITION.search(found)):
        return QueryError(f"this is not a SPARQL query: {found}")
    line, column, says = int(match[1]), int(match[2]), match[3]
    lines = text.splitlines() or [""]
    if unknown := _undeclared(text):
        prefix, line, column = unknown
        near = [_ALSO[prefix]] if prefix in _ALSO else get_close_matches(prefix, PREFIXES, 1)
        hint = f"Did you mean {near[0]}:? Or declare it" if near else "Declare it"
        return _at(
            lines,
            line,
            column,
            f"the prefix “{prefix}” is not declared. {hint}: PREFIX {prefix}: <http://...>",
            width=len(prefix) + 1,
        )
    first = re.match(r"\s*(\w+)", _NOISE.sub(lambda m: " " * len(m[0]), text))
    if first and first[1].upper() not in (*FORMS, "PREFIX", "BASE"):
        near = get_close_matches(first[1].upper(), FORMS, 1)
        hint = (
            f"Did you mean {near[0]}?"
            if near
            else f"It begins with {', '.join(FORMS[:-1])} or {FORMS[-1]}, after its prefixes."
        )
        place = (
            text.count("\n", 0, first.start(1)) + 1,
            first.start(1) - text.rfind("\n", 0, first.start(1)),
        )
        return _at(
            lines, *place, f"a query does not begin with “{first[1]}”. {hint}", width=len(first[1])
        )
    if told := next((words for key, words in _SAYS.items() if key in says), ""):
        return _at(lines, line, column, f"{told}.")
    return _unread(text, lines, line, column, says)


def misnamed(store: Store, text: str) -> Iterator[str]:
    """Yield a remark for each of the project's names in a query that the store does not know, with the nearest one that it does.

    Args:
        store: that was asked.
        text: the query.
    """
    asked = {
        expand(match[0]): match[0]
        for match in _NAME.finditer(_NOISE.sub(" ", text))
        if match[2] and match[1] in PREFIXES
    }
    for iri, name in asked.items():
        if not iri.startswith(BASE) or _is_known(store, iri):
            continue
        known = _names(store, iri)
        near = get_close_matches(iri, known, 2, 0.75)
        yield f"nothing here is called {name}" + (
            f"; did you mean {' or '.join(compress(found) for found in near)}?" if near else "."
        )


def _is_known(store: Store, iri: str) -> bool:
    node = NamedNode(iri)
    found = (
        store.quads_for_pattern(node, None, None),
        store.quads_for_pattern(None, node, None),
        store.quads_for_pattern(None, None, node),
    )
    return any(next(quads, None) for quads in found)


def _names(store: Store, iri: str) -> Collection[str]:
    """Return the IRIs that begin as an IRI does, up to its last slash or hash."""
    start = re.sub(r"[^/#]*$", "", iri)
    text = f'SELECT DISTINCT ?thing {{ ?thing rdfs:label ?label FILTER(STRSTARTS(STR(?thing), "{start}")) }}'
    return [row["thing"].value for row in rows(store, text)]


def _undeclared(text: str) -> tuple[str, int, int] | None:
    """Find the first prefix that is neither the project's nor declared: its name, line and column from 1."""
    bare = _NOISE.sub(lambda match: " " * len(match[0]), text)
    known = {*PREFIXES, *_DECLARED.findall(bare)}
    for match in _NAME.finditer(bare):
        if match[1] not in known:
            return (
                match[1],
                bare.count("\n", 0, match.start()) + 1,
                match.start() - bare.rfind("\n", 0, match.start()),
            )
    return None


def _begins(text: str) -> tuple[int, int]:
    """Return line and column where the part begins that cannot be read, as rdflib's parser sees it; 0, 0 where it does not know.

    The engine tells how far it came, which may lie far behind the mistake; rdflib tells which part failed as a whole.
    """
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        parseQuery(text)
    except ParseException as error:
        return error.lineno, error.column
    except Exception:
        return 0, 0
    return 0, 0


def _at(lines: list[str], line: int, column: int, message: str, *, width: int = 1) -> QueryError:
    """Make the error, with the line of the query and a mark below; of a long line, what is around it."""
    shown = lines[line - 1] if line <= len(lines) else ""
    start = max(0, column - 60)
    mark = "^" * max(1, min(width, start + 100 - (column - 1)))
    return QueryError(
        f"{message}\n  {shown[start : start + 100]}\n  {' ' * (column - 1 - start)}{mark}",
        where=f"line {line}, column {column}",
    )


def _unread(text: str, lines: list[str], line: int, column: int, says: str) -> QueryError:
    """Say which part cannot be read: from where rdflib gives up to where the engine does."""
    first, begin = _begins(text)
    if not 0 < first <= line or (first == line and begin >= column):
        first, begin = line, column
    end = column if first == line else len(lines[first - 1]) + 1
    width = max(1, end - begin)
    if first > len(lines) or begin > len(lines[first - 1]):
        told = "the query ends too early."
    else:
        told = "this part cannot be read" + (
            f", as far as line {line}, column {column}." if first < line else "."
        )
    return _at(lines, first, begin, " ".join(filter(None, (told, _expected(says)))), width=width)


def _expected(says: str) -> str:
    """Say what the engine would take instead, where that is a few plain words."""
    wanted = [word.strip().strip('"') for word in re.split(r",\s", says)]
    plain = [
        word
        for word in wanted
        if re.fullmatch(r"[A-Z]+", word) and word not in ("SERVICE", "LATERAL")
    ]
    return (
        f"It could go on with {' or '.join(plain)}." if 0 < len(plain) == len(wanted) <= 4 else ""
    )
