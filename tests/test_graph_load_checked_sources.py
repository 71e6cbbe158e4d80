"""Files go into a store one by one, and every check sees them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import INVENTED_DATA

from graph.errors import InputError, Problem
from graph.files import Source, sources
from graph.load import lint
from graph.load.checked_sources import check_sources, read_sources
from graph.load.shapes import Validation
from graph.load.source_files import parse_source

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
        store, problems, statements = check_sources(files)
        assert set(store) == set(read_sources(files))
        assert statements == sum(len(parse_source(source)) for source in files)
        assert sorted(problems) == sorted(_problems(files))
        assert bool(problems) == bool(faults)


def _problems(files: list[Source]) -> list[Problem]:
    """Return what each kind of check finds in all files together."""
    parsed = {source: parse_source(source) for source in files}
    places = lint.Places()
    for source, quads in parsed.items():
        places.add(source, quads)
    literals = [
        problem for quads in parsed.values() for problem in lint.literal_problems(quads, places)
    ]
    data = [quad for source in files if not source.is_shape for quad in parsed[source]]
    shapes = [quad for source in files if source.is_shape for quad in parsed[source]]
    store = read_sources(files)
    queries = lint.query_problems(store, places)
    validation = Validation(shapes)
    validation.add(data)
    violations = validation.problems(
        lambda: data, place=lambda iri: places.find_subject(store, iri)
    )
    return [*literals, *queries, *violations]


def test_shapes_can_be_left_to_who_made_the_wheel(tmp_path: Path) -> None:
    """Without validation the shapes are not asked, and the other checks are."""
    files = sources(_faulty(tmp_path / "x", _FAULTS[:1]))
    assert check_sources(files, validates=False).problems == []
    assert [problem.check for problem in check_sources(files).problems] == ["shape"]


def test_a_file_that_cannot_be_parsed_is_named(tmp_path: Path) -> None:
    """It is named with its place, and so is each further one."""
    folder = _faulty(tmp_path / "x", ())
    (folder / "register" / "register.ttl").write_text("force:x a .", "utf-8")
    with pytest.raises(InputError, match=r"register\.ttl:1:"):
        read_sources(sources(folder))
    with pytest.raises(InputError, match=r"register\.ttl:1:"):
        check_sources(sources(folder))
    next(folder.glob("*/report.ttl")).write_text("\nforce:x a .", "utf-8")
    with pytest.raises(InputError, match=r"(?s)report\.ttl:2:.*register\.ttl:1:"):
        check_sources(sources(folder))
