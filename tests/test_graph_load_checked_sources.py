"""Files go into a store one by one, and every check sees them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import INVENTED_DATA

from graph.errors import InputError
from graph.files import sources
from graph.load import lint, source_files
from graph.load.build import merge_files, shape_problems
from graph.load.checked_sources import read_sources

_FAULTS = (
    ("        peel:betterWhen direction:neither ;\n", ""),  # a shape
    ("direction:neither", "direction:nowhere"),  # a dangling link
    ("-12.0", '"x"^^<http://www.w3.org/2001/XMLSchema#decimal>'),  # a literal
    ("peel:value ", "peel:amount "),  # a term that nobody declared
)


def _faulty(folder: Path, faults: tuple[tuple[str, str], ...]) -> Path:
    """Copy the invented data with faults in every file where their text stands."""
    shutil.copytree(INVENTED_DATA, folder)
    for path in folder.rglob("*.trig"):
        text = path.read_text("utf-8")
        for old, new in faults:
            text = text.replace(old, new, 1)
        path.write_text(text, "utf-8")
    return folder


def test_one_by_one_is_the_same_as_all_at_once(tmp_path: Path) -> None:
    """Store and problems are those of all files together, in good data and in faulty ones."""
    for number, faults in enumerate(((), *((fault,) for fault in _FAULTS), _FAULTS)):
        files = sources(_faulty(tmp_path / str(number), faults))
        parsed = source_files.parse_sources(files)
        whole = merge_files(parsed)
        store, problems = read_sources(files)
        assert set(store) == set(whole)
        assert sorted(problems) == sorted(lint.lint(whole, parsed) + shape_problems(parsed))
        assert bool(problems) == bool(faults)


def test_shapes_can_be_left_to_who_made_the_wheel(tmp_path: Path) -> None:
    """Without validation the shapes are not asked, and the other checks are."""
    files = sources(_faulty(tmp_path / "x", _FAULTS[:1]))
    assert read_sources(files, validates=False)[1] == []
    assert [problem.check for problem in read_sources(files)[1]] == ["shape"]


def test_a_file_that_cannot_be_parsed_is_named(tmp_path: Path) -> None:
    """The first syntax error ends the reading, with its place."""
    folder = _faulty(tmp_path / "x", ())
    (folder / "register" / "register.ttl").write_text("force:x a .", "utf-8")
    with pytest.raises(InputError, match=r"register\.ttl:1:"):
        read_sources(sources(folder))
