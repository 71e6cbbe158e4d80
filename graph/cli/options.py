"""Offer the options that several commands share, and those that records declare."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graph.cli import completion
from graph.errors import PeelgraphError

if TYPE_CHECKING:
    from graph.option_fields import Option

_ALWAYS_USED = ("name", "directory", "timeout", "memory")  # parameters
F = TypeVar("F", bound=Callable[..., Any])
R = TypeVar("R")
_PICTURES = (".html", ".svg")
_DELIMITED = ("csv", "tsv")  # formats that spreadsheets open


class FileName(click.Path):
    """The name of a file or folder, not empty, and for output not only a suffix."""

    def __init__(self, *, output: bool = False) -> None:
        super().__init__(path_type=Path)
        self.output = output

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read a name.

        Raises:
            PeelgraphError: for a name that no file should have.
        """
        name = str(value)
        if not name.strip():
            raise _unusable(param, "is empty")
        if "\0" in name:
            raise _unusable(param, "holds a NUL character")
        if self.output:
            _refuse_suffix(name)
        return super().convert(value, param, ctx)


STANDARD_STREAM = "-"  # stands for standard input or output
FILE = FileName()
OUTPUT = FileName(output=True)


def store_option(command: F) -> F:
    """Add --store to a command."""
    text = "Directory of the store (default: PEELGRAPH_STORE, or one in your cache)."
    return click.option("--store", "directory", type=FILE, help=text)(command)


def raw_option(command: Callable[..., None]) -> Callable[..., None]:
    """Add --raw to a command, which refuses it where neither csv nor tsv is written."""
    text = (
        "In csv and tsv, put no apostrophe before texts that a spreadsheet would take for formulas."
    )

    @wraps(command)
    def checked(**values: Any) -> None:
        if values["raw"]:
            _refuse_idle_raw(values)
        command(**values)

    return click.option("--raw", is_flag=True, help=text)(checked)


def data_option(command: F) -> F:
    """Add --data to a command."""
    text = "Folder of data to use in place of the project's own."
    return click.option("--data", type=FILE, help=text)(command)


def source_option(text: str) -> Callable[[F], F]:
    """Return a decorator that adds --source to a command.

    Args:
        text: of the help.
    """
    return click.option("--source", type=FILE, help=text)


def source_texts(source: Path | None) -> dict[str, str]:
    """Return the texts of the sentences of a report by IRI; none without --source.

    Args:
        source: text or HTML of the report.
    """
    if source is None:
        return {}
    from graph.load import source_check
    from graph.read.reports import read_report

    return dict(source_check.sentence_texts(read_report(source)))


def format_option(*forms: str, text: str, default: str | None = None) -> Callable[[F], F]:
    """Return a decorator that adds --format to a command.

    Args:
        forms: that can be chosen.
        text: of the help.
        default: one of the forms.
    """
    return click.option(
        "--format",
        "form",
        type=click.Choice(forms),
        default=default,
        show_default=default is not None,
        help=text,
    )


def declared_options(record: type[Any]) -> Callable[[F], F]:
    """Return a decorator that adds the options that a dataclass declares, in the same order.

    Args:
        record: with fields declared by `graph.option_fields.declare`.
    """
    from graph.option_fields import declared

    defaults = _defaults(record)

    def decorate(command: F) -> F:
        for name, option in reversed(declared(record).items()):
            command = click_option(name, option, defaults[name])(command)
        return command

    return decorate


def click_option(name: str, option: Option, default: object) -> Callable[[F], F]:
    """Return a decorator that adds an option to a command.

    Args:
        name: of the field that it is for.
        option: that gives its value.
        default: value of the field, which is shown; None to leave it out.
    """
    from graph.option_fields import flags

    attributes: dict[str, Any] = {"help": option.help, "metavar": option.metavar}
    names = flags(name, option)
    if isinstance(default, bool):
        attributes = {"is_flag": True, "default": default, "help": option.help}
        return click.option(_flag(names[0], default), name, **attributes)
    if option.choices:
        attributes["type"] = click.Choice(option.choices)
    if option.bare:
        attributes.update(is_flag=False, flag_value=option.bare)
    if option.least is not None:
        attributes["type"] = click.IntRange(option.least, option.most)
    if option.thing:
        attributes["shell_complete"] = completion.things
    if isinstance(default, tuple):
        attributes["multiple"] = True
    elif default not in ("", None):
        attributes.update(default=default, show_default=True)
    return click.option(*names, name, **attributes)


def record_of(
    record: type[R], values: Mapping[str, Any], directory: Path | None = None, **extra: object
) -> R:
    """Make a record of what the user gave; names of things become IRIs.

    Args:
        record: a dataclass with declared options.
        values: of the options, by name.
        directory: of the store in which things are looked up.
        extra: fields that are no options.

    Raises:
        QueryError: when a name means nothing or several things.
    """
    from graph.option_fields import declared

    attributes = dict(extra)
    for name, option in declared(record).items():
        value = values[name]
        if option.thing and value and directory:
            value = _resolved(directory, value, name)
        if value is not None:
            attributes[name] = value
    return record(**attributes)


def explicit_options(record: type[Any]) -> dict[str, Option]:
    """Return the declared options of a record that stand on the command line.

    Args:
        record: whose options the running command has.
    """
    from click.core import ParameterSource

    from graph.option_fields import declared

    context = click.get_current_context()
    return {
        name: option
        for name, option in declared(record).items()
        if context.get_parameter_source(name) is not ParameterSource.DEFAULT
    }


def refuse_idle(what: str, *used: str) -> None:
    """Refuse options on the command line that would change nothing.

    Args:
        what: what does not use them, for the message.
        used: names of the parameters that it uses, beside the store and the limits.

    Raises:
        click.UsageError: with the first of them.
    """
    from click.core import ParameterSource

    context = click.get_current_context()
    for parameter in context.command.params:
        name = str(parameter.name)
        is_given = context.get_parameter_source(name) is ParameterSource.COMMANDLINE
        if is_given and name not in (*used, *_ALWAYS_USED):
            flag = next(iter(parameter.opts))
            raise click.UsageError(f"{what} does not use {flag}; leave it out.")


def option_name(record: type[Any], name: str) -> str:
    """Return an option as it is typed where it changes something, as in `--no-planned`.

    Args:
        record: that declares it.
        name: of the field.
    """
    defaults = _defaults(record)
    prefix = "--no-" if defaults[name] is True else "--"
    return prefix + name.replace("_", "-")


def _refuse_idle_raw(values: Mapping[str, Any]) -> None:
    """Refuse --raw where a file or format that is no table of csv or tsv was chosen.

    Args:
        values: of all parameters; without a format, rows that go to a pipe are csv.

    Raises:
        click.UsageError: that says what it is for.
    """
    form, path = values.get("form"), values.get("path")
    if isinstance(path, Path) and str(path) != STANDARD_STREAM:
        form = path.suffix.lower().removeprefix(".")
    if form and form not in _DELIMITED:  # a name without a suffix has a message of its own
        raise click.UsageError(f"--raw is for csv and tsv, not for {form}.")


def _refuse_suffix(name: str) -> None:
    from graph.export.formats import SUFFIXES

    suffix = Path(name).name
    if suffix.lower() in (*SUFFIXES, *_PICTURES):
        raise PeelgraphError(
            f"“{name}” is only a suffix.", hint=f"Put a name before it, as in graph{suffix}."
        )


def _defaults(record: type[Any]) -> dict[str, Any]:
    from dataclasses import fields

    return {field.name: field.default for field in fields(record)}


def _unusable(param: click.Parameter | None, reason: str) -> PeelgraphError:
    name = param.opts[-1] if param and param.opts else "the argument"
    return PeelgraphError(
        f"the name for {name} {reason}.", hint="Give the name of a file or folder."
    )


def _flag(name: str, default: bool) -> str:
    if default:
        return f"{name}/--no-{name.removeprefix('--')}"
    return name


def _resolved(directory: Path, value: str | tuple[str, ...], option: str) -> str | tuple[str, ...]:
    """Return the IRIs of things; an option named after a kind, as in `theme`, prefers that kind."""
    from graph.query.search import resolve

    if isinstance(value, str):
        return resolve(directory, value, kind=option)
    return tuple(dict.fromkeys(resolve(directory, name, kind=option) for name in value))
