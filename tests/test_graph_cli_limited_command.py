"""Commands in a process of their own: options for limits, and what they refuse."""

from __future__ import annotations

import os

import click
import pytest
from click.testing import CliRunner

from graph.cli.limited_command import Limited, Memory, Seconds, limit_options


def _parse(kind: click.ParamType[int] | Seconds, value: str) -> object:
    return kind.convert(value, None, None)


def test_amounts_of_memory_and_seconds_are_read() -> None:
    """500MB and 2.5 are understood."""
    assert _parse(Memory(), "500MB") == 500_000_000
    assert _parse(Seconds(), "2.5") == 2.5


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Memory(), "much"),
        (Memory(), "10MB"),
        (Seconds(), "nan"),
        (Seconds(), "0"),
        (Seconds(), "soon"),
    ],
)
def test_hopeless_limits_are_wrong_usage(kind: Memory | Seconds, value: str) -> None:
    """No number, too little, or no time at all is refused."""
    with pytest.raises(click.BadParameter):
        _parse(kind, value)


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("PEELGRAPH_TIMEOUT", "abc", "'PEELGRAPH_TIMEOUT': 'abc' is not a number of seconds."),
        ("PEELGRAPH_TIMEOUT", "0.01", "'PEELGRAPH_TIMEOUT': 0.01 is not in the range"),
        ("PEELGRAPH_MEMORY", "much", "'PEELGRAPH_MEMORY': 'much' is not an amount of memory"),
    ],
)
def test_a_limit_of_the_environment_is_named_so(variable: str, value: str, says: str) -> None:
    """Who typed no option is told which variable holds the wrong value."""
    command = Limited("x", callback=lambda: None)
    told = CliRunner(env={variable: value}).invoke(command, []).output
    assert f"Invalid value for {says}" in told
    option = f"--{variable.rpartition('_')[2].lower()}"
    told = CliRunner().invoke(command, [option, value]).output
    assert f"Invalid value for '{option}'" in told


def test_the_help_says_what_is_stopped() -> None:
    """Both options name what they stop, with their defaults."""
    command = click.Command("x", params=limit_options(30, "1GB", what="a call"))
    text = " ".join(CliRunner().invoke(command, ["--help"]).output.split())
    assert "Seconds after which a call is stopped." in text
    assert "[default: 1GB]" in text


def test_every_limited_command_has_the_options() -> None:
    """A command made with limits has them among its parameters."""
    command = Limited("x", callback=lambda: None, limit=(5, "1GB"))
    assert {parameter.name: parameter.default for parameter in command.params} == {
        "timeout": 5,
        "memory": "1GB",
    }


@pytest.mark.parametrize(("given", "threads"), [("", "1"), ("3", "3")])
def test_matrices_take_one_thread_unless_more_are_asked_for(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], given: str, threads: str
) -> None:
    """The copy that does the work says so before it begins; what the user sets stays."""
    name = "OPENBLAS_NUM_THREADS"
    monkeypatch.delenv(name, raising=False)
    if given:
        monkeypatch.setenv(name, given)
    command = Limited("x", callback=lambda: click.echo(os.environ[name]))
    command.main([], standalone_mode=False)
    assert capfd.readouterr().out.strip() == threads
