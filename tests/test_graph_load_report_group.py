"""What a group of reports says of shared things, and what it adds to what all share."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented_reports import write_reports

from graph.files import Source, sources
from graph.load.folders import NotLocalError
from graph.load.report_group import (
    CommonSources,
    built_part,
    group_content,
    shared_statements,
)

Files = tuple[Source, ...]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Files, Files]:
    """Files outside the folder of a report, and those of the report."""
    everything = sources(write_reports(tmp_path / "data", {1: {"shared relation"}}))
    return (
        tuple(source for source in everything if not source.folder),
        tuple(source for source in everything if source.folder),
    )


def test_shared_statements_are_those_between_shared_things(files: tuple[Files, Files]) -> None:
    """A relation between two partners of the register is one, a finding about one is none."""
    common, report = files
    statements = shared_statements(common, report)
    texts = [str(quad.triple) for quad in statements.quads]
    assert any("angling-trust" in text and "worksWith" in text for text in texts)
    assert not any("/finding/" in text for text in texts)
    assert any(iri.endswith("shire1-river-team") for iri in statements.subjects)
    assert not any("/report/" in iri for iri in statements.subjects | statements.objects)


def test_a_group_adds_what_all_share_does_not_have(files: tuple[Files, Files]) -> None:
    """Counts, statements and rows of the whole are those of both parts."""
    common, report = files
    shared = CommonSources(common, tuple(shared_statements(common, report).quads))
    content = group_content(shared, report)
    base = built_part(shared)
    assert content.counts["reports"] == 1
    assert base.counts["reports"] == 0
    lines = content.quads.splitlines()
    assert len(lines) == sum(number for number, _ in content.digests.values())
    assert not set(lines) & {f"{quad} .".encode() for quad in base.store}
    subjects = [subject for subject, _ in content.blocks]
    assert subjects == sorted(subjects)
    assert all(not row[1].startswith("urn") for row in content.rows.query_rows)


def test_a_report_with_a_fault_is_not_built_alone(files: tuple[Files, Files]) -> None:
    """What is wrong is for a build of all together to say."""
    common, report = files
    path = next(source.path for source in report if source.path.name == "question-1.trig")
    path.write_text(path.read_text("utf-8").replace("peel:basis", "peel:base"), "utf-8")
    with pytest.raises(NotLocalError, match="stand on their own"):
        group_content(CommonSources(common), report)
