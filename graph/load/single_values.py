"""Find the statements of which a thing may have but one, so that reports may disagree on it."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import NamedTuple

from graph.files import Source
from graph.load.checked_sources import is_of_sentence
from graph.load.source_files import parse_source
from graph.namespaces import expand
from graph.store import NamedNode, Quad, Term

_PATH, _MOST = NamedNode(expand("sh:path")), NamedNode(expand("sh:maxCount"))
IS_RELATION = NamedNode(expand("peel:isRelation"))


class SingleValues(NamedTuple):
    """Tells which statements give a value of which a thing may have but one.

    Attributes:
        properties: whose values shapes limit.
        relations: that sentences state, between as many things as they like; some shapes limit one
            of them for parts of documents or places, of which files say it.
    """

    properties: Set[Term]
    relations: Set[Term]

    def hold(self, quad: Quad) -> bool:
        """Tell whether a statement gives such a value."""
        if quad.predicate not in self.properties:
            return False
        return quad.predicate not in self.relations or not is_of_sentence(quad)


def single_values(shapes: Iterable[Source], ontology: Iterable[Quad]) -> SingleValues:
    """Return which values are limited.

    Args:
        shapes: files, of which those of shapes are read.
        ontology: statements, among them those of the ontology.
    """
    quads = [quad for source in shapes if source.is_shape for quad in parse_source(source)]
    limited = {quad.subject for quad in quads if quad.predicate == _MOST}
    return SingleValues(
        {quad.object for quad in quads if quad.predicate == _PATH and quad.subject in limited},
        {quad.subject for quad in ontology if quad.predicate == IS_RELATION},
    )
