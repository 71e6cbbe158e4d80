"""Explain what is wrong with a query: the place, what stands there, and likely corrections."""

from __future__ import annotations

import re

from graph.errors import QueryError
from graph.namespaces import PREFIXES
from graph.query.common_mistakes import common_mistake
from graph.query.unknown_names import NOISE, PREFIXED_NAME, declared_prefixes, similar_words

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_POSITION = r"(?s)error at (\d+):(\d+): (?:expected (?:one of )?)?(.*)"
_COMMENTS = r"#[^\n]*"
_TEXTS = rf"{NOISE.pattern}|<[^<>\"{{}}|\\^`\n]*>"
_UNPREFIXED = r"(?<![\w:?$.-])(:[A-Za-z]\w*|[a-z]+[A-Z]\w*(?=\s+[?$\w<\"]))"
_AGGREGATE = (
    r"(?i)\bSELECT\s+(?:DISTINCT\s+|[?$]\w+\s+)*((COUNT|SUM|MIN|MAX|AVG|SAMPLE)\s*\([^()]*\))"
)
_BRACKETED = r"<([^<>\"{}|\\^`?&=()\s]*)>"
_BASE = r"(?i)\bBASE\s*<"
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
    if error := _bare_word(lines, line, column, reason):
        return error
    return _unread(text, lines, line, column, reason)


def _mistake(text: str) -> QueryError | None:
    """Return the error for the first thing that is no SPARQL wherever it stands."""
    mistake = common_mistake(NOISE.sub(_blank, text))
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
    bare = NOISE.sub(_blank, text)
    prefixes = {*PREFIXES, *declared_prefixes(bare)}
    for match in PREFIXED_NAME.finditer(bare):
        prefix = match[1]
        if prefix in prefixes:
            continue
        hint = "Declare it"
        if near := _ALSO.get(prefix) or "".join(similar_words(prefix, PREFIXES)):
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
    if near := similar_words(word.upper(), FORMS):
        hint = f"Did you mean {near[0]}?"
    message = f"a query does not begin with “{word}”. {hint}"
    return _at(text.splitlines(), *_position(text, match.start(1)), message, width=len(word))


def _unprefixed(text: str) -> QueryError | None:
    """Return the error for the first name without a prefix, as in `worksWith` or `:worksWith`."""
    bare = NOISE.sub(_blank, text)
    if re.search(r"\bPREFIX\s*:", bare, re.IGNORECASE):
        return None
    for match in re.compile(_UNPREFIXED).finditer(bare, bare.find("{") + 1):
        example = "unit:cambridgeshire-methub" if match[1][0] == ":" else f"peel:{match[1]}"
        message = f"“{match[1]}” has no prefix. Write a prefixed name, as in {example}."
        place = _position(text, match.start())
        return _at(text.splitlines(), *place, message, width=len(match[1]))
    return None


def _bare_word(lines: list[str], line: int, column: int, reason: str) -> QueryError | None:
    """Return the error for a word behind which the engine would have a colon, as in `METHUB`."""
    if '":"' not in reason:
        return None
    before = "".join(lines[line - 1 : line])[: column - 1]
    match = re.search(r"(\ba\s+)?(?<![\w:?$@^\"'])([A-Za-z][\w-]*)$", before)
    if not match:
        return None
    word = match[2]
    hint = 'as in unit:cambridgeshire-methub, or a name in quotes, as in "demand hub"@en'
    if match[1]:
        hint = f"as in peel:{word[0].upper()}{word[1:]}"
    message = f"“{word}” has no prefix. Write a prefixed name, {hint}."
    return _at(lines, line, match.start(2) + 1, message, width=len(word))


def _unnamed_aggregate(text: str) -> QueryError | None:
    """Return the error for an aggregate in SELECT that gives its value no name."""
    match = re.search(_AGGREGATE, NOISE.sub(_blank, text))
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
        return f"It could continue with {' or '.join(plain)}."
    return ""
