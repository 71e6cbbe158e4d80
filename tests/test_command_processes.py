"""Commands in forks of a process that waits do what they do in a process that was started for them."""

from __future__ import annotations

import os
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import command_processes
import pytest
from command_processes import run_command

NAMES = "SELECT ?name { ?x a peel:Unit ; rdfs:label ?name }"


@pytest.mark.parametrize(
    "words",
    [
        ["find", "river"],
        ["find", "nothing at all"],
        ["query", NAMES],
        ["query", "SELECT"],
        ["query", "-"],
        ["analyse", "degree", "--format", "json"],
        ["export", "-o", "network.graphml"],
        ["read", "no-file.txt"],
        ["--help"],
        ["no-command"],
    ],
)
def test_a_fork_ends_as_a_fresh_process_does(
    invented_directory: Path, tmp_path: Path, words: list[str]
) -> None:
    """Exit code, output, errors and files are the same, with the same input, folder and environment."""
    outcomes = []
    for fresh in (False, True):
        folder = tmp_path / str(fresh)
        folder.mkdir()
        environment = {**os.environ, "PEELGRAPH_STORE": str(invented_directory), "COLUMNS": "70"}
        done = run_command(*words, environment=environment, input=NAMES, cwd=folder, fresh=fresh)
        files = {path.name: path.read_bytes() for path in folder.iterdir()}
        outcomes.append((done.returncode, done.stdout, done.stderr, files))
    assert outcomes[0] == outcomes[1]


def test_no_command_sees_what_another_left(invented_directory: Path, tmp_path: Path) -> None:
    """Each has the environment and the folder that it was given, and those of the tests stay."""
    before = dict(os.environ), Path.cwd()
    for number in (60, 100):
        environment = {**os.environ, "COLUMNS": str(number)}
        done = run_command("find", "--help", environment=environment, cwd=tmp_path)
        assert number - 30 < max(map(len, done.stdout.splitlines())) <= number
    missing = run_command("find", "river", environment={**os.environ, "PEELGRAPH_STORE": "x"})
    there = {**os.environ, "PEELGRAPH_STORE": str(invented_directory)}
    assert "river" in run_command("find", "river", environment=there).stdout
    assert missing.returncode == 1
    assert (dict(os.environ), Path.cwd()) == before


def test_a_command_that_hangs_is_killed(
    invented_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It does not hold up the tests, and the next one is answered."""
    endless = (
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o FILTER(?a = ?o + 1) }"
    )
    environment = {**os.environ, "PEELGRAPH_STORE": str(invented_directory)}
    run_command("find", "river", environment=environment)
    monkeypatch.setattr(command_processes, "SECONDS", 0.5)
    start = time.monotonic()
    with pytest.raises(subprocess.TimeoutExpired):
        run_command("query", endless, environment=environment)
    monkeypatch.undo()
    assert time.monotonic() - start < 20
    assert run_command("find", "river", environment=environment).returncode == 0


@pytest.mark.parametrize("name", ["PYTHONUTF8", "PYTHONHASHSEED", "LC_ALL", "TZ", "COLUMNS"])
def test_what_a_start_decides_gets_a_start(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Where the environment says something that is read when Python starts, a process is started."""
    forks: list[str] = []

    def connection() -> None:
        forks.append(name)
        raise ConnectionError

    monkeypatch.setattr(command_processes, "_connection", connection)
    with suppress(ConnectionError):
        assert run_command("--version", environment={**os.environ, name: "0"}).returncode == 0
    assert forks == ([name] if name in ("TZ", "COLUMNS") else [])
