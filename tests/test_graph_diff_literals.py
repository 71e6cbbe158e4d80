"""Literals of one value in several forms are told, and are no difference."""

from __future__ import annotations

from graph.diff.literals import exported_literals, rewritten_literals, source_literals
from graph.namespaces import PREFIXES
from graph.store import Literal, NamedNode, parse_text, store_in_memory

TEXT = "<urn:a> <urn:b> 14.0 , 04 , 1.50 , 'x' , <urn:c> ."


def _literal(value: str, name: str) -> Literal:
    return Literal(value, datatype=NamedNode(PREFIXES["xsd"] + name))


def test_forms_of_values_are_compared() -> None:
    """A decimal has its point again in exports, so that it is as in the data; other forms are told."""
    quads = parse_text(TEXT)
    source, exported = source_literals(quads), exported_literals(store_in_memory(quads))
    assert _literal("14.0", "decimal") in source & exported
    assert rewritten_literals(source, exported) == (
        (_literal("1.50", "decimal"), _literal("1.5", "decimal")),
        (_literal("04", "integer"), _literal("4", "integer")),
    )


def test_a_common_form_is_enough() -> None:
    """Where both write a value alike somewhere, nothing is told of it; other values do not count."""
    four, more = _literal("4", "integer"), _literal("04", "integer")
    assert rewritten_literals([four, more], [four]) == ()
    assert rewritten_literals([more], [_literal("5", "integer")]) == ()
