"""Remark on names in a query that the store does not know, with those that are like them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from graph.namespaces import BASE, PREFIXES, compress, expand
from graph.query.near_terms import nearest_terms
from graph.store import Literal, NamedNode, Store

# comments, texts and IRIs
NOISE = re.compile(r"#[^\n]*|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>")
PREFIXED_NAME = re.compile(r"(?<![\w?$:@-])([A-Za-z][\w-]*):([A-Za-z0-9_](?:[\w.-]*[\w-])?)?")
_DECLARED = r"(?i)\bPREFIX\s+([\w-]*):"
_TEMPLATE = r"(?i)\bCONSTRUCT\s*\{[^{}]*\}"


def unknown_names(store: Store, text: str) -> Iterator[str]:
    """Yield a remark for each of the project's names in a query that the store does not know.

    Names in the template of CONSTRUCT are the user's own.

    Args:
        store: that was asked.
        text: the query.
    """
    bare = NOISE.sub(" ", text)
    if "construct" in bare.lower():
        bare = re.sub(_TEMPLATE, " ", bare)
    names = {
        expand(match[0]): match[0]
        for match in PREFIXED_NAME.finditer(bare)
        if match[2] and match[1] in PREFIXES and match[1] not in declared_prefixes(bare)
    }
    for iri, name in names.items():
        if iri.startswith(BASE) and not _is_known(store, iri):
            yield _unknown(store, iri, name)


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
    near = nearest_terms(iri, terms)
    return compress(iri) + (f"; did you mean {' or '.join(near)}?" if near else ".")


def declared_prefixes(bare: str) -> Collection[str]:
    """Return the prefixes that a query declares.

    Args:
        bare: the query without comments, texts and IRIs.
    """
    return re.findall(_DECLARED, bare) if "prefix" in bare.lower() else ()


def similar_words(word: str, words: Iterable[str]) -> list[str]:
    """Return the most similar word, where one is similar enough (Ratcliff and Obershelp, 0.6).

    Args:
        word: as somebody wrote it.
        words: to choose from.
    """
    from difflib import get_close_matches

    return get_close_matches(word, [*words], n=1)


def _unknown(store: Store, iri: str, name: str) -> str:
    shown = f"<{name}>" if "://" in name else name
    if near := nearest_terms(iri, [*_names(store, iri), *_used_terms(store)]):
        return f"nothing here is called {shown}; did you mean {' or '.join(near)}?"
    return f"nothing here is called {shown}."


def _column(store: Store, query: str, **values: Literal) -> list[str]:
    """Return the texts of `?term` in the answer to a query."""
    from graph.queries import text_rows

    return [row["term"] for row in text_rows(store, query, **values)]


def _used_terms(store: Store) -> Collection[str]:
    """Return the properties and classes of the statements that a store holds."""
    return _column(store, "SELECT DISTINCT ?term { { ?s ?term ?o } UNION { ?s a ?term } }")


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
