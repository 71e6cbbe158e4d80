"""The data against the text of the report."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import INVENTED, INVENTED_DATA, REPORT

from graph.errors import InputError
from graph.files import sources
from graph.load.checked_sources import read_sources
from graph.load.source_check import check_evidence, mentions_without_name
from graph.read.reports import read_report
from graph.store import Store

REPORT_FILE = "exampleshire-2018-19-effectiveness/report.ttl"


def _gathered() -> Store:
    return read_sources(sources(INVENTED_DATA))


def test_the_invented_report_agrees_with_its_data() -> None:
    """Every offset, digest and printed word fits."""
    assert check_evidence(_gathered(), read_report(INVENTED), where="x") == []


def test_every_sentence_of_the_real_report_agrees_with_its_data(source: Path) -> None:
    """Every offset, digest and printed word of the real report fits."""
    store = read_sources(sources())
    assert check_evidence(store, read_report(source), where=str(source)) == []


def test_a_changed_word_is_found(tmp_path: Path) -> None:
    """One other word in the source breaks the digest of its sentence, and the figure printed there."""
    path = tmp_path / INVENTED.name
    path.write_text(INVENTED.read_text("utf-8").replace("two officers", "six officers"), "utf-8")
    problems = check_evidence(_gathered(), read_report(path), where="x")
    assert {(p.where, p.check) for p in problems} >= {
        ("q1/watching-the-river/1/1", "digest"),
        ("q1/watching-the-river/1/1", "surface"),
    }


def test_a_shifted_text_is_found(tmp_path: Path) -> None:
    """One more character at the front moves every sentence; each wrong offset is reported with both values."""
    path = tmp_path / INVENTED.name
    path.write_text("\n" + INVENTED.read_text("utf-8"), "utf-8")
    problems = check_evidence(_gathered(), read_report(path), where="x")
    assert {p.check for p in problems} == {"offset"}
    assert len(problems) == 14
    assert "in the source" in problems[0].message


def test_a_dropped_and_an_added_sentence_are_found(tmp_path: Path) -> None:
    """A sentence that is gone from the source and one that is new there are both reported."""
    path = tmp_path / INVENTED.name
    path.write_text(
        INVENTED.read_text("utf-8").replace(
            "It does not patrol at night.", "It rests.  It sleeps.  It waits."
        ),
        "utf-8",
    )
    problems = check_evidence(_gathered(), read_report(path), where="x")
    assert ("q1/watching-the-river/2/4", "sentence") in {(p.where, p.check) for p in problems}


def test_another_report_is_refused(source: Path) -> None:
    """A source of which the data know nothing is named."""
    with pytest.raises(InputError, match=f"no report {REPORT}"):
        check_evidence(_gathered(), read_report(source), where=str(source))


def test_mentions_by_pronoun_are_listed() -> None:
    """Where a sentence mentions a thing by none of its names, a curator can see it."""
    found = {
        (sentence.rpartition("/report/")[2].partition("/")[2], thing.rpartition("/")[2])
        for sentence, thing in mentions_without_name(_gathered(), read_report(INVENTED))
    }
    assert ("q1/watching-the-river/1/2", "exampleshire-river-team") in found
    assert ("q1/watching-the-river/1/2", "youth-hub") not in found


def test_a_thing_that_is_never_called_by_its_name_is_found(tmp_path: Path) -> None:
    """Each thing is called by its label or an alternative name in at least one sentence that mentions it."""
    folder = tmp_path / "data"
    shutil.copytree(INVENTED_DATA, folder)
    register = folder / "register" / "register.ttl"
    register.write_text(
        register.read_text("utf-8")
        .replace('"youth hub"@en', '"hub for teenagers"@en')
        .replace('"YH"@en', '"HT"@en'),
        "utf-8",
    )
    store = read_sources(sources(folder))
    (problem,) = check_evidence(store, read_report(INVENTED), where="x")
    assert (problem.where, problem.check) == ("organisation:youth-hub", "name")
