"""Find the properties of which a thing may have but one value, on which reports could disagree."""

from __future__ import annotations

from collections.abc import Iterable

from graph.files import Source
from graph.load.source_files import parse_source
from graph.namespaces import expand
from graph.store import NamedNode, Term

_PATH, _MOST = NamedNode(expand("sh:path")), NamedNode(expand("sh:maxCount"))


def single_properties(sources: Iterable[Source]) -> frozenset[Term]:
    """Return the properties of which shapes among some files limit the number of values."""
    quads = [quad for source in sources if source.is_shape for quad in parse_source(source)]
    limited = {quad.subject for quad in quads if quad.predicate == _MOST}
    return frozenset(
        quad.object for quad in quads if quad.predicate == _PATH and quad.subject in limited
    )
