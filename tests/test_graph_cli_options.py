"""Options of commands: made of declarations, and read into records."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from graph.cli.options import OUTPUT, declared_options, explicit_options, option_name, record_of
from graph.errors import PeelgraphError, QueryError
from graph.option_fields import Option, declare


@dataclass(frozen=True)
class _Record:
    about: tuple[str, ...] = field(
        default=(), metadata=declare(Option("Things.", names=("--about", "--from"), thing=True))
    )
    theme: str = field(default="", metadata=declare(Option("A theme.", thing=True)))
    most: int | None = field(default=None, metadata=declare(Option("How many.", least=2, most=9)))
    by: str = field(default="", metadata=declare(Option("How.", choices=("sector", "size"))))
    planned: bool = field(default=True, metadata=declare(Option("Plans too.")))
    raw: bool = field(default=False, metadata=declare(Option("As it is.")))
    other: str = "none"


def _call(*words: str) -> tuple[_Record, list[str]]:
    """Return the record that a command line makes, and the names of its explicit options."""
    results: list[Any] = []

    @click.command()
    @declared_options(_Record)
    def command(**values: Any) -> None:
        results.extend((record_of(_Record, values), [*explicit_options(_Record)]))

    result = CliRunner().invoke(command, words, standalone_mode=False)
    if result.exception:
        raise result.exception
    return results[0], results[1]


def test_without_options_a_record_has_its_defaults() -> None:
    """What the user leaves out is as the record declares it."""
    assert _call() == (_Record(), [])


def test_options_become_fields() -> None:
    """Texts, numbers, choices, flags and repeated options each reach their field."""
    words = ["--about", "a", "--from", "b", "--theme", "t", "--most", "3", "--by", "size"]
    record, names = _call(*words, "--no-planned", "--raw")
    assert record == _Record(("a", "b"), "t", 3, "size", False, True)
    assert names == ["about", "theme", "most", "by", "planned", "raw"]


@pytest.mark.parametrize("words", [["--most", "1"], ["--most", "10"], ["--by", "colour"]])
def test_values_out_of_range_are_wrong_usage(words: list[str]) -> None:
    """Limits and choices of a declaration hold."""
    with pytest.raises(click.UsageError):
        _call(*words)


def test_a_flag_is_named_as_it_changes_something() -> None:
    """Messages name the option that the user typed."""
    assert option_name(_Record, "planned") == "--no-planned"
    assert option_name(_Record, "raw") == "--raw"


def test_names_of_things_become_iris(invented_directory: Path) -> None:
    """With a store, a name is looked up, twice the same thing is one, and extra fields are kept."""
    values = {"about": ("river team", "River Team"), "theme": "", "most": None, "by": None}
    record = record_of(
        _Record, {**values, "planned": True, "raw": False}, invented_directory, other="more"
    )
    iri = "https://w3id.org/peelgraph/id/unit/exampleshire-river-team"
    assert (record.about, record.theme, record.other) == ((iri,), "", "more")
    with pytest.raises(QueryError, match="nothing is called"):
        record_of(
            _Record, {**values, "theme": "x y z", "planned": True, "raw": False}, invented_directory
        )


def test_an_option_named_after_a_kind_prefers_it(real_directory: Path) -> None:
    """A theme and a task of one name: --theme means the theme."""
    values = {"about": (), "theme": "armed policing", "most": None, "by": None}
    record = record_of(_Record, {**values, "planned": True, "raw": False}, real_directory)
    assert record.theme.endswith("/theme/armed-policing")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "is empty"),
        (" ", "is empty"),
        ("a\0b", "NUL"),
        (".ttl", "only a suffix"),
        (".SVG", "only a suffix"),
    ],
)
def test_a_name_that_no_file_should_have_is_refused(name: str, reason: str) -> None:
    """The message says what is wrong with the name."""
    with pytest.raises(PeelgraphError, match=reason):
        OUTPUT.convert(name, None, None)
    assert OUTPUT.convert("graph.ttl", None, None) == Path("graph.ttl")
