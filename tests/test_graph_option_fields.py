"""Declared options: beside the fields of a record, in their order."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.option_fields import Option, declare, declared, flags


@dataclass(frozen=True)
class _Record:
    theme: str = field(default="", metadata=declare(Option("Of a theme.", thing=True)))
    hops: int = field(default=1, metadata=declare(Option("How far.", least=1, most=3)))
    other: str = ""


def test_only_declared_fields_are_options() -> None:
    """Fields are found in their order with all that their declaration says.

    Others are no options.
    """
    options = declared(_Record)
    assert list(options) == ["theme", "hops"]
    assert options["theme"].thing
    assert (options["hops"].least, options["hops"].most) == (1, 3)


def test_an_option_is_typed_as_its_field_unless_it_has_names() -> None:
    """A hint tells how an option is written on the command line."""
    assert flags("through_force", Option("Through it.")) == ("--through-force",)
    assert flags("ends", Option("Both.", ("--from", "--to"))) == ("--from", "--to")
