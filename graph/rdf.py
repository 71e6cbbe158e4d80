"""Write statements: by graph and subject A to Z, class first, with the prefixes that are used; same statements, same bytes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph import escape
from graph.errors import PeelgraphError
from graph.namespaces import PREFIXES, RDF_TYPE
from graph.store import TURTLE, DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, serialize

_WITH_GRAPHS = (RdfFormat.TRIG, RdfFormat.N_QUADS)
_WITHOUT_PREFIXES = (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS)


def written(quads: Iterable[Quad], form: RdfFormat) -> bytes:
    """Write statements in a format; formats of triples leave the graphs out.

    Raises:
        PeelgraphError: for RDF/XML, where a statement cannot be held by it.
    """
    groups: dict[tuple[str, str], list[Quad]] = defaultdict(list)
    for quad in quads:
        groups[str(quad.graph_name), str(quad.subject)].append(quad)
    items: Iterable[Quad | Triple] = (
        _ordered(groups) if form in _WITH_GRAPHS else (quad.triple for quad in _ordered(groups))
    )
    prefixes = None if form in _WITHOUT_PREFIXES else _prefixes(groups)
    try:
        content = serialize(items, format=form, prefixes=prefixes)  # type: ignore[arg-type]
    except (OSError, ValueError) as error:
        raise PeelgraphError(
            f"this format cannot hold a statement: {error}.",
            hint="Choose .nq or .trig, which hold every statement.",
        ) from None
    assert content is not None
    if form == RdfFormat.RDF_XML and not escape.is_xml(content.decode()):
        quad = next(
            quad for group in groups.values() for quad in group if not escape.is_xml(_text(quad))
        )
        message = "a text holds a character that XML cannot hold."
        raise PeelgraphError(
            message,
            where=escape.xml(str(quad.subject)),
            hint="Choose another format, such as .ttl.",
        )
    return content


def write_turtle(folder: Path, store: Store) -> None:
    """Write the default graph of a store as Turtle beside it, where an export only has to take it: decoding terms from disk takes longest."""
    (folder / TURTLE).write_bytes(
        written(store.quads_for_pattern(None, None, None, DefaultGraph()), RdfFormat.TURTLE)
    )


def _ordered(groups: dict[tuple[str, str], list[Quad]]) -> Iterator[Quad]:
    for key in sorted(groups):
        yield from sorted(groups[key], key=_order)


def _text(quad: Quad) -> str:
    """Return what a statement puts into a file as it is."""
    return "".join(
        term.value
        for term in (quad.subject, quad.predicate, quad.object)
        if not isinstance(term, Triple)
    )


def _order(quad: Quad) -> tuple[bool, str, str]:
    predicate = quad.predicate.value
    return predicate != RDF_TYPE, predicate, str(quad.object)


def _prefixes(groups: dict[tuple[str, str], list[Quad]]) -> dict[str, str]:
    """Choose the prefixes whose namespaces begin an IRI."""
    iris = {quad.predicate.value for quads in groups.values() for quad in quads}
    iris.update(
        quad.object.value
        for quads in groups.values()
        for quad in quads
        if isinstance(quad.object, NamedNode)
    )
    told = " ".join(name for key in groups for name in key) + " ".join(f"<{iri}>" for iri in iris)
    return {prefix: namespace for prefix, namespace in PREFIXES.items() if f"<{namespace}" in told}
