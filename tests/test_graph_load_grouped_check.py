"""A check of groups of reports passes where a check of all together does, and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from invented_reports import CHANGES, QUARRELS, write_quarrel, write_reports

from graph import worker
from graph.cli import check
from graph.errors import DataError
from graph.files import sources
from graph.load import grouped_check, report_groups, unique_values
from graph.load.checked_sources import check_sources
from graph.load.folders import NotLocalError
from graph.load.formatter import format_files, format_problems
from graph.load.grouped_check import check_in_groups

_CHECK_TOGETHER = check._check_together


def _data(folder: Path, change: str) -> Path:
    reports = {1: {change} & {"label of another"}, 2: {change} & CHANGES.keys(), 3: set()}
    data = write_reports(folder / "data", reports)
    format_files(sources(data))
    return data


@pytest.fixture(autouse=True)
def _one_report_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each report is a group of its own."""
    monkeypatch.setattr(report_groups, "_GROUP", 0)


@pytest.mark.parametrize("change", ["", *sorted(CHANGES)])
def test_groups_pass_where_all_together_pass(tmp_path: Path, change: str) -> None:
    """A problem in one report, or of two with each other, is left to a check of all together."""
    files = sources(_data(tmp_path, change))
    _, problems, statements = check_sources(files)
    assert not format_problems(files)
    if problems:
        with pytest.raises(NotLocalError):
            check_in_groups(files)
    elif change not in ("neighbour", "no relation"):
        assert check_in_groups(files) == statements
    assert not worker._idle


@pytest.mark.parametrize("name", QUARRELS)
@pytest.mark.parametrize("numbers", [(1,), (2,), (1, 2)])
def test_what_two_reports_break_together_is_seen(
    tmp_path: Path, name: str, numbers: tuple[int, ...]
) -> None:
    """What one report states of a shared thing counts for what another one does with it."""
    files = sources(write_quarrel(tmp_path / "data", name, numbers))
    format_files(files)
    _, problems, statements = check_sources(files)
    assert bool(problems) == (len(numbers) == 2)
    if problems:
        with pytest.raises(NotLocalError):
            check_in_groups(files)
    else:
        assert check_in_groups(files) == statements


def test_labels_of_the_same_classes_are_compared_in_groups_and_together() -> None:
    """Which classes may share labels is said in the check and in what groups give, alike."""
    folder = Path(unique_values.__file__).parent
    texts = [
        (folder / name).read_text("utf-8")
        for name in ("checks/label-shared.rq", "unique_values/labels.rq")
    ]
    left_out = [set(re.findall(r"peel:[A-Z]\w+", text)) for text in texts]
    assert left_out[0] == left_out[1] != set()


@pytest.mark.parametrize("place", ["shire2*/question-1.trig", "register/register.ttl"])
def test_a_file_that_is_not_canonical_is_left_to_all_together(tmp_path: Path, place: str) -> None:
    """The form of each file is checked, of reports and of what they share."""
    data = _data(tmp_path, "")
    path = next(data.glob(place))
    path.write_text(path.read_text("utf-8") + "\n\n", "utf-8")
    with pytest.raises(NotLocalError):
        check_in_groups(sources(data))


@pytest.mark.parametrize("change", ["", "direction"])
def test_the_command_says_the_same_in_groups_and_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], change: str
) -> None:
    """What passes is counted; what does not has the message of a check of all together."""
    data = _data(tmp_path, change)
    together: list[object] = []

    def check_together(*given: Any, **named: Any) -> int:
        together.append(given)
        return _CHECK_TOGETHER(*given, **named)

    monkeypatch.setattr(check, "_check_together", check_together)
    grouped = _told(data, capsys)
    assert bool(together) == (change == "direction") == ("measure" in grouped)
    monkeypatch.setattr(check, "_checked_in_groups", lambda _: 0)
    assert _told(data, capsys) == grouped


def _told(data: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Return what the command says of a folder of data."""
    try:
        check._check_data(data, None, coverage=False, names=False, form="csv")
    except DataError as error:
        return str(error)
    return capsys.readouterr().out


def test_the_coverage_is_counted_of_all_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It needs the statements of all reports."""
    called: list[object] = []
    monkeypatch.setattr(grouped_check, "check_in_groups", called.append)
    check._check_data(_data(tmp_path, ""), None, coverage=True, names=False, form="csv")
    assert not called
