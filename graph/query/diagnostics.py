"""Explain what is wrong with a query: the place, what stands there, and likely corrections."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from graph.errors import QueryError
from graph.namespaces import BASE, PREFIXES, compress, expand
from graph.query.common_mistakes import common_mistake
from graph.store import Literal, NamedNode, Store

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_POSITION = r"(?s)error at (\d+):(\d+): (?:expected (?:one of )?)?(.*)"
_NOISE = re.compile(r"#[^\n]*|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>")
_COMMENTS = r"#[^\n]*"
_TEXTS = rf"{_NOISE.pattern}|<[^<>\"{{}}|\\^`\n]*>"
_UNPREFIXED = r"(?<![\w:?$.-])(:[A-Za-z]\w*|[a-z]+[A-Z]\w*(?=\s+[?$\w<\"]))"
_AGGREGATE = (
    r"(?i)\bSELECT\s+(?:DISTINCT\s+|[?$]\w+\s+)*((COUNT|SUM|MIN|MAX|AVG|SAMPLE)\s*\([^()]*\))"
)
_BRACKETED = r"<([^<>\"{}|\\^`?&=()\s]*)>"
_BASE = r"(?i)\bBASE\s*<"
_NAME = re.compile(r"(?<![\w?$:@-])([A-Za-z][\w-]*):([A-Za-z0-9_](?:[\w.-]*[\w-])?)?")
_DECLARED = r"(?i)\bPREFIX\s+([\w-]*):"
_TEMPLATE = r"(?i)\bCONSTRUCT\s*\{[^{}]*\}"
_ALSO = {"dc": "dcterms", "dct": "dcterms"}  # what others call a prefix of ours
_SAYS = {
    "The SELECT contains a variable that is unbound": (
        "SELECT names a variable that is neither grouped nor aggregated"
    ),
    "The SELECT overrides an existing variable using an expression": (
        "an expression is given the name of a variable that the pattern already has"
    ),
    "IRI parsing failed": "an address is not a valid IRI",
    "Duplicated variable name in SELECT": "SELECT names a variable twice, and the engine takes one",
}


def explain_error(text: str, message: str) -> QueryError:
    """Make an error for a query that is not SPARQL, from what the engine says of it.

    Args:
        text: the query.
        message: the engine's, as in `error at 1:25: expected BY`.

    >>> print(explain_error("SELECT ?a { ?a peal:x ?n }", "error at 1:25: expected one of x"))
    line 1, column 16: the prefix “peal” is not declared. Did you mean peel:? \
Or declare it: PREFIX peal: <http://...>
      SELECT ?a { ?a peal:x ?n }
                     ^^^^^
    """
    if not (match := re.search(_POSITION, message)):
        return QueryError(f"this is not a SPARQL query: {message}")
    line, column, reason = int(match[1]), int(match[2]), match[3]
    checks = (_mistake, _relative, _undeclared, _no_form, _unprefixed, _unnamed_aggregate)
    if error := next(filter(None, (check(text) for check in checks)), None):
        return error
    lines = text.splitlines() or [""]
    for key, words in _SAYS.items():
        if key in reason:
            return _at(lines, line, column, f"{words}.")
    if words := _legal(text):
        return QueryError(words, where=f"line {line}, column {column}")
    return _unread(text, lines, line, column, reason)


def unknown_names(store: Store, text: str) -> Iterator[str]:
    """Yield a remark for each of the project's names in a query that the store does not know.

    Names in the template of CONSTRUCT are the user's own.

    Args:
        store: that was asked.
        text: the query.
    """
    bare = _NOISE.sub(" ", text)
    if "construct" in bare.lower():
        bare = re.sub(_TEMPLATE, " ", bare)
    names = {
        expand(match[0]): match[0]
        for match in _NAME.finditer(bare)
        if match[2] and match[1] in PREFIXES and match[1] not in _declared(bare)
    }
    for iri, name in names.items():
        if iri.startswith(BASE) and not _is_known(store, iri):
            yield _unknown(store, iri, name)


def _declared(bare: str) -> Collection[str]:
    """Return the prefixes that a query declares."""
    return re.findall(_DECLARED, bare) if "prefix" in bare.lower() else ()


def unknown_term(store: Store, iri: str) -> str:
    """Return a remark on an IRI that the store does not know; "" where it does.

    Args:
        store: that was asked.
        iri: of a term in a query.
    """
    if _is_known(store, iri):
        return ""
    return _unknown(store, iri, compress(iri))


def unused_term(store: Store, iri: str, query: str) -> str:
    """Return the name of a term that has no use of some kind, with those that are like it; or "".

    Args:
        store: that was asked.
        iri: of the term.
        query: that lists what has this use, as `?term`.
    """
    terms = _column(store, query)
    if iri in terms:
        return ""
    near = _nearest(iri, terms)
    return compress(iri) + (f"; did you mean {' or '.join(near)}?" if near else ".")


def _unknown(store: Store, iri: str, name: str) -> str:
    shown = f"<{name}>" if "://" in name else name
    if near := _nearest(iri, [*_names(store, iri), *_properties(store)]):
        return f"nothing here is called {shown}; did you mean {' or '.join(near)}?"
    return f"nothing here is called {shown}."


def _nearest(iri: str, iris: Iterable[str]) -> list[str]:
    """Return the two IRIs whose last parts are most like that of another, as prefixed names."""
    parts = {_last_part(candidate): candidate for candidate in sorted(iris)}
    return [compress(parts[part]) for part in _like(_last_part(iri), parts, 2, 0.75)]


def _like(word: str, words: Iterable[str], most: int = 1, least: float = 0.6) -> list[str]:
    """Return the most similar words: at most so many, each at least so similar, from 0 to 1."""
    from difflib import get_close_matches

    return get_close_matches(word, [*words], most, least)


def _column(store: Store, query: str, **values: Literal) -> list[str]:
    """Return the texts of `?term` in the answer to a query."""
    from graph.queries import text_rows

    return [row["term"] for row in text_rows(store, query, **values)]


def _last_part(iri: str) -> str:
    return re.sub(r"^.*[/#]", "", iri).casefold()


def _properties(store: Store) -> Collection[str]:
    return _column(store, "SELECT DISTINCT ?term { ?s ?term ?o }")


def _is_known(store: Store, iri: str) -> bool:
    node = NamedNode(iri)
    patterns = (
        store.quads_for_pattern(node, None, None),
        store.quads_for_pattern(None, node, None),
        store.quads_for_pattern(None, None, node),
    )
    return any(next(quads, None) for quads in patterns)


def _names(store: Store, iri: str) -> Collection[str]:
    """Return the IRIs that begin as an IRI does, up to its last slash or hash."""
    start = re.sub(r"[^/#]*$", "", iri)
    text = """SELECT DISTINCT ?term {
      { ?term rdfs:label ?label } UNION { ?s ?term ?o }
      FILTER(STRSTARTS(STR(?term), STR(?start)))
    }"""
    return _column(store, text, start=Literal(start))


def _mistake(text: str) -> QueryError | None:
    """Return the error for the first thing that is no SPARQL wherever it stands."""
    mistake = common_mistake(_NOISE.sub(_blank, text))
    if mistake is None:
        return None
    place = _position(text, mistake.start)
    return _at(text.splitlines(), *place, mistake.message, width=mistake.length)


def _relative(text: str) -> QueryError | None:
    """Return the error for the first relative IRI of a query without BASE."""
    bare = re.sub(
        _TEXTS, lambda match: match[0] if match[0].startswith("<") else _blank(match), text
    )
    if re.search(_BASE, bare):
        return None
    for match in re.finditer(_BRACKETED, bare):
        name = match[1]
        if re.match(r"[A-Za-z][\w+.-]*:", name):
            continue
        message = (
            f"<{name}> is a relative IRI, not an absolute one, and the query has no BASE."
            f' Write a prefixed name, or ?x rdfs:label|skos:altLabel "{name}"@en.'
        )
        place = _position(text, match.start())
        return _at(text.splitlines(), *place, message, width=len(match[0]))
    return None


def _legal(text: str) -> str:
    """Return what to say of a legal query that the engine does not take; "" of any other."""
    from graph.query.algebra import parse_query

    if parse_query(text) is None:
        return ""
    return "this may be legal SPARQL, but the engine behind the store does not take it."


def _undeclared(text: str) -> QueryError | None:
    """Return the error for the first prefix that is neither the project's nor declared."""
    bare = _NOISE.sub(_blank, text)
    prefixes = {*PREFIXES, *_declared(bare)}
    for match in _NAME.finditer(bare):
        prefix = match[1]
        if prefix in prefixes:
            continue
        hint = "Declare it"
        if near := _ALSO.get(prefix) or "".join(_like(prefix, PREFIXES)):
            hint = f"Did you mean {near}:? Or declare it"
        message = f"the prefix “{prefix}” is not declared. {hint}: PREFIX {prefix}: <http://...>"
        return _at(
            text.splitlines(), *_position(text, match.start()), message, width=len(prefix) + 1
        )
    return None


def _no_form(text: str) -> QueryError | None:
    """Return the error for a query that does not begin with one of the forms of SPARQL."""
    if not re.sub(_COMMENTS, "", text).strip():
        hint = "As in SELECT ?unit { ?unit a peel:Unit }."
        return QueryError("the query is empty.", where="line 1, column 1", hint=hint)
    match = re.match(r"(?:\s|#[^\n]*\n)*([{]|[?$]?\w+)", text)
    if not match or match[1].upper() in (*FORMS, "PREFIX", "BASE"):
        return None
    word = match[1]
    hint = f"It begins with {', '.join(FORMS[:-1])} or {FORMS[-1]}, after its prefixes."
    hint += " Words and named questions are for `peelgraph ask`."
    if near := _like(word.upper(), FORMS):
        hint = f"Did you mean {near[0]}?"
    message = f"a query does not begin with “{word}”. {hint}"
    return _at(text.splitlines(), *_position(text, match.start(1)), message, width=len(word))


def _unprefixed(text: str) -> QueryError | None:
    """Return the error for the first name without a prefix, as in `worksWith` or `:worksWith`."""
    bare = _NOISE.sub(_blank, text)
    if re.search(r"\bPREFIX\s*:", bare, re.IGNORECASE):
        return None
    for match in re.compile(_UNPREFIXED).finditer(bare, bare.find("{") + 1):
        example = "unit:cambridgeshire-methub" if match[1][0] == ":" else f"peel:{match[1]}"
        message = f"“{match[1]}” has no prefix. Write a prefixed name, as in {example}."
        place = _position(text, match.start())
        return _at(text.splitlines(), *place, message, width=len(match[1]))
    return None


def _unnamed_aggregate(text: str) -> QueryError | None:
    """Return the error for an aggregate in SELECT that gives its value no name."""
    match = re.search(_AGGREGATE, _NOISE.sub(_blank, text))
    if not match:
        return None
    message = f"{match[2].upper()} needs a name for its value: write ({match[1]} AS ?value)."
    place = _position(text, match.start(1))
    return _at(text.splitlines(), *place, message, width=len(match[1]))


def _blank(match: re.Match[str]) -> str:
    """Take out a text without moving what stands behind it."""
    return " " * len(match[0])


def _position(text: str, offset: int) -> tuple[int, int]:
    """Return line and column of an offset, both from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _begins(text: str) -> tuple[int, int]:
    """Return line and column where the part begins that rdflib's parser cannot read.

    Both are 0 where it does not know. The engine tells how far it came, which may lie far behind
    the mistake; rdflib tells which part failed as a whole.
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
    """Make the error, with the line of the query and a mark below; of a long line, a part."""
    text = "".join(lines[line - 1 : line])
    start = max(0, column - 60)
    mark = "^" * max(1, min(width, start + 100 - (column - 1)))
    return QueryError(
        f"{message}\n  {text[start : start + 100]}\n  {' ' * (column - 1 - start)}{mark}",
        where=f"line {line}, column {column}",
    )


def _unread(text: str, lines: list[str], line: int, column: int, reason: str) -> QueryError:
    """Say which part cannot be read: from where rdflib gives up to where the engine does."""
    first, begin = _begins(text)
    if not 0 < first <= line or (first == line and begin >= column):
        first, begin = line, column
    end = column
    message = "this part cannot be read."
    if first < line:
        end = len(lines[first - 1]) + 1
        message = f"this part cannot be read, as far as line {line}, column {column}."
    if first > len(lines) or begin > len(lines[first - 1]):
        message = "the query ends too early."
    message = f"{message} {_expected(reason)}".rstrip()
    return _at(lines, first, begin, message, width=max(1, end - begin))


def _expected(reason: str) -> str:
    """Say what the engine would take instead, where that is a few plain words."""
    words = [word.strip().strip('"') for word in re.split(r",\s", reason)]
    plain = [
        word
        for word in words
        if re.fullmatch(r"[A-Z]+", word) and word not in ("SERVICE", "LATERAL")
    ]
    if 0 < len(plain) == len(words) <= 4:
        return f"It could go on with {' or '.join(plain)}."
    return ""
