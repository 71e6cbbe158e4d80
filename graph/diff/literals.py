"""Compare how two graphs write the literals of one value, which a store holds in one form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from graph.serialize.statement_form import written_literal
from graph.store import Literal, Quad, stored_literals

Rewritten = tuple[Literal, Literal]


def source_literals(quads: Iterable[Quad]) -> frozenset[Literal]:
    """Return the literals of statements as their file has them."""
    return frozenset(quad.object for quad in quads if isinstance(quad.object, Literal))


def exported_literals(quads: Iterable[Quad]) -> frozenset[Literal]:
    """Return the literals of the statements of a store as exports have them."""
    return frozenset(map(written_literal, source_literals(quads)))


def rewritten_literals(
    before: Collection[Literal], after: Collection[Literal]
) -> tuple[Rewritten, ...]:
    """Return the literals of values that both graphs have, but in no common form.

    >>> four, number = Literal("04", datatype=Literal(4).datatype), Literal(4)
    >>> [(first.value, second.value) for first, second in rewritten_literals([four], [number])]
    [('04', '4')]
    """
    forms_before, forms_after = _by_value(before), _by_value(after)
    return tuple(
        (min(forms_before[value], key=str), min(forms_after[value], key=str))
        for value in sorted(forms_before.keys() & forms_after.keys(), key=str)
        if forms_before[value].isdisjoint(forms_after[value])
    )


def _by_value(literals: Collection[Literal]) -> dict[Literal, set[Literal]]:
    forms: dict[Literal, set[Literal]] = defaultdict(set)
    for literal, value in stored_literals(literals).items():
        forms[value].add(literal)
    return forms
