"""The table of times says what was measured, and what has become slower."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks import bench


def _record(seconds: float, yardstick: float = 0.5, **more: float) -> dict[str, object]:
    item = {"seconds": seconds, "peer": 0.1, "memory": 60, "runs": 3, **more}
    return {
        "date": "2020-01-01",
        "machine": "a machine",
        "versions": {"Python": "3.11"},
        "yardstick": yardstick,
        "commands": {"show x": {"1": item, "43": {**item, "seconds": 2 * seconds}}},
    }


def test_the_table_holds_seconds_slopes_and_the_peer() -> None:
    """A row has a cell for each number of reports, the power by which it grows, and what stands beside it."""
    head, _, row, _, note = bench.table(_record(0.25)).splitlines()
    assert head == "| command | 1 report | 43 reports | slope | alone | most memory |"
    assert row == "| `show x` | 0.25 | 0.50 | 0.18 | 0.10 / 0.10 | 60 MB |"
    assert "2020-01-01: a machine; Python 3.11" in note


def test_a_command_that_was_stopped_has_its_limit_in_the_table() -> None:
    """What reached a limit has no seconds, and no part in the slope."""
    record: Any = _record(0.25)
    record["commands"]["show x"]["430"] = {
        "seconds": 0,
        "peer": 0,
        "memory": 0,
        "runs": 0,
        "stopped": "over 4 GB",
    }
    row = bench.table(record).splitlines()[2]
    assert row == "| `show x` | 0.25 | 0.50 | over 4 GB | 0.18 | 0.10 / 0.10 | 60 MB |"
    assert bench.slower(record, record) == []
    record["commands"]["show x"] = {"430": record["commands"]["show x"]["430"]}
    assert bench.table(record).splitlines()[2] == "| `show x` | over 4 GB |  | 0 MB |"
    before: Any = _record(0.25)
    before["commands"]["show x"]["430"] = before["commands"]["show x"]["1"]
    assert bench.slower(before, record) == ["stopped: `show x` at 430 reports, over 4 GB"]
    assert bench.stopped_at("peelgraph: the store is damaged.") == ""


@pytest.mark.parametrize(
    ("seconds", "yardstick", "lines"), [(0.25, 0.5, 0), (0.3, 0.5, 0), (0.32, 0.5, 2), (0.5, 1, 0)]
)
def test_what_takes_a_quarter_more_of_the_yardstick_is_slower(
    seconds: float, yardstick: float, lines: int
) -> None:
    """A machine that is slow in everything makes nothing slower; a command that is new has nothing before it."""
    record = _record(seconds, yardstick)
    assert len(bench.slower(_record(0.25), record)) == lines
    assert bench.slower({}, record) == []


def test_the_page_keeps_what_stands_around_the_table() -> None:
    """Only what is between the marks of its name is replaced, and other tables stay."""
    marks = [f"{bench.BEGIN.format(name)}\nold\n{bench.END.format(name)}" for name in "ab"]
    page = f"before\n{marks[0]}\nbetween\n{marks[1]}\nafter\n"
    assert bench.with_table(page, "new", "b") == page.replace(
        marks[1], marks[1].replace("old", "new")
    )


def test_a_table_without_peers_has_no_column_for_them() -> None:
    """What nobody times beside the commands is not spoken of."""
    head, _, row, _, note = bench.table(_record(0.25, peer=0)).splitlines()
    assert head == "| command | 1 report | 43 reports | slope | most memory |"
    assert row == "| `show x` | 0.25 | 0.50 | 0.18 | 60 MB |"
    assert note.endswith("`import rdflib` took 0.50 in the same run.")


def test_records_of_two_tables_are_kept_beside_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each run replaces its own."""
    page = "".join(f"{bench.BEGIN.format(name)}{bench.END.format(name)}" for name in "ab")
    monkeypatch.setattr(bench, "PAGE", tmp_path / "page.md")
    monkeypatch.setattr(bench, "RECORD", tmp_path / "record.json")
    bench.PAGE.write_text(page, "utf-8")
    assert bench.kept("a") == {}
    records = {name: _record(seconds) for name, seconds in {"a": 0.25, "b": 0.5}.items()}
    for name, record in records.items():
        bench.keep(record, name)
    assert {name: bench.kept(name) for name in records} == records
    assert bench.PAGE.read_text("utf-8").count("show x") == 2


def test_every_command_of_the_table_is_one_of_the_project() -> None:
    """Words begin with a command, and every peer asks for what its command shows."""
    from graph.cli.commands import COMMANDS

    first = {row.words.partition(" ")[0] for row in bench.ROWS}
    assert first - {"--help"} <= set(COMMANDS)
    assert len({row.words for row in bench.ROWS}) == len(bench.ROWS)
