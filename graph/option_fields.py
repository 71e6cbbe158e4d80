"""Declare an option of a command beside the field of the record that holds its value."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

_KEY = "option"


@dataclass(frozen=True)
class Option:
    """How a user gives the value of a field.

    Attributes:
        help: one sentence.
        names: as typed, as in `--voice`; by default the name of the field.
        least: of a number.
        most: of a number.
        choices: all values that there are.
        bare: the value where the option stands without one.
        metavar: what stands for the value in the help.
        thing: whether the value is the name of a thing, which becomes its IRI.
        content: of an export, to which the option is limited.
        needs: name of the field without which the option changes nothing, if there is one.
    """

    help: str
    names: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    choices: tuple[str, ...] = ()
    bare: str = ""
    metavar: str | None = None
    thing: bool = False
    content: str = ""
    needs: str = ""


def flags(name: str, option: Option) -> tuple[str, ...]:
    """Return an option as it is typed, as in `--through-force`.

    Args:
        name: of the field.
        option: that gives its value.
    """
    return option.names or (f"--{name.replace('_', '-')}",)


def declare(option: Option) -> dict[str, Option]:
    """Return the metadata of a field that is an option.

    Args:
        option: how its value is given.
    """
    return {_KEY: option}


def declared(record: type[Any]) -> dict[str, Option]:
    """Return the options of a dataclass by the names of its fields, in their order.

    Args:
        record: a dataclass; its fields without a declaration are passed over.
    """
    return {field.name: field.metadata[_KEY] for field in fields(record) if _KEY in field.metadata}
