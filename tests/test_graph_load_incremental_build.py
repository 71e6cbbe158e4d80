"""A build after changes gives the store of a build from nothing, byte for byte."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from invented_reports import CHANGES, QUARRELS, write_quarrel, write_reports
from store_contents import build_problems, compare_with, content_of, counted_builds

Reports = dict[int, set[str]]
FAULTS = ("direction", "label of another", "neighbour", "no relation", "other name")  # of others


class Expected(NamedTuple):
    """What a build from nothing gives."""

    directory: Path
    problems: list[str]
    content: dict[str, object]


class FromNothing:
    """Stores that are built from nothing, each once for the same data."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.stores: dict[frozenset[tuple[str, bytes]], Expected] = {}

    def build(self, data: Path) -> Expected:
        """Build a store; return its directory, what is wrong with the data, and what it holds."""
        files = (path for path in data.rglob("*") if path.is_file())
        key = frozenset((path.relative_to(data).as_posix(), path.read_bytes()) for path in files)
        if key not in self.stores:
            directory = self.folder / str(len(self.stores))
            problems = _problems(directory, data)
            content = {} if problems else content_of(directory)
            self.stores[key] = Expected(directory, problems, content)
        return self.stores[key]


@pytest.fixture(scope="module")
def from_nothing(tmp_path_factory: pytest.TempPathFactory) -> FromNothing:
    """Stores for comparison."""
    return FromNothing(tmp_path_factory.mktemp("from-nothing"))


def _problems(directory: Path, data: Path) -> list[str]:
    """Build a store; return what is wrong with the data, wherever they are."""
    return [problem.replace(str(data), "DATA") for problem in build_problems(directory, data)]


def _compare(revised: Path, data: Path, expected: Expected) -> None:
    """Bring a store up to date, and compare it with one that was built from nothing."""
    assert _problems(revised, data) == expected.problems
    if not expected.problems:
        compare_with(revised, expected.content)


@pytest.fixture
def whole_builds(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one with each build of everything."""
    return counted_builds(monkeypatch)


@pytest.mark.parametrize("seed", [1, 2])
def test_random_changes_give_what_a_build_from_nothing_gives(
    tmp_path: Path, seed: int, whole_builds: list[int], from_nothing: FromNothing
) -> None:
    """Reports are added, removed and changed, now and then with faults; the register changes too."""
    choose = random.Random(seed)  # noqa: S311
    reports: Reports = {number: set() for number in range(1, 5)}
    partner = "youth hub"
    mild = sorted(CHANGES.keys() - FAULTS)
    whole = 0
    for _ in range(6):
        number = choose.randint(1, 5)
        fault: set[str] = set()
        match choose.choice(["remove", "change", "change", "change", "fault", "register"]):
            case "register":
                partner = choose.choice(["youth hub", "hub for the young"])
            case "remove" if len(reports) > 3:
                reports.pop(number, None)
            case "fault":
                fault = {choose.choice(FAULTS)}
            case _:
                names = set(choose.sample(mild, choose.randint(1, 3)))
                reports[number] = reports.get(number, set()) ^ names
        changed = {**reports, number: reports.get(number, set()) | fault}
        data = write_reports(tmp_path / "data", changed, partner=partner)
        expected = from_nothing.build(data)
        whole_builds.clear()
        _compare(tmp_path / "store", data, expected)
        whole += len(whole_builds)
    assert whole < 6


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_gives_what_a_build_from_nothing_gives(
    tmp_path: Path, change: str, whole_builds: list[int], from_nothing: FromNothing
) -> None:
    """One report changes and changes back; where it can, it does so without the others."""
    reports: Reports = {1: {change} & {"shared relation", "label of another"}, 2: set(), 3: set()}
    before = from_nothing.build(write_reports(tmp_path / "data", reports))
    shutil.copytree(before.directory, tmp_path / "store")
    whole = 0
    for _ in range(2):
        reports[2] ^= {change}
        data = write_reports(tmp_path / "data", reports)
        expected = from_nothing.build(data)
        whole_builds.clear()
        _compare(tmp_path / "store", data, expected)
        whole += len(whole_builds)
    assert (whole > 0) == (change in FAULTS)


@pytest.mark.parametrize("name", QUARRELS)
@pytest.mark.parametrize("first", [1, 2])
def test_what_a_changed_report_breaks_with_another_is_said(
    tmp_path: Path, name: str, first: int, whole_builds: list[int]
) -> None:
    """Whichever of them comes second, the problems are those of a build from nothing."""
    data = write_quarrel(tmp_path / "data", name, (first,))
    assert build_problems(tmp_path / "store", data) == []
    write_quarrel(data, name, (1, 2))
    whole_builds.clear()
    problems = build_problems(tmp_path / "store", data)
    assert problems
    assert problems == build_problems(tmp_path / "anew", data)


def test_a_class_that_another_thing_of_its_name_has_is_said(tmp_path: Path) -> None:
    """Two things of one name may be of two classes, until one gets the class of the other."""
    data = write_reports(tmp_path / "data", {n: {"label of another"} for n in (1, 2)} | {3: set()})
    register = next(data.glob("shire2*/register.ttl"))
    text = register.read_text("utf-8")
    register.write_text(text.replace("a peel:Unit", "a peel:Operation"), "utf-8")
    assert build_problems(tmp_path / "store", data) == []
    register.write_text(text, "utf-8")
    problems = build_problems(tmp_path / "store", data)
    assert any("the same label as another" in problem for problem in problems)
    assert problems == build_problems(tmp_path / "anew", data)
