"""Formats of export: one list, and each of them can be written."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT

from graph.errors import PeelgraphError
from graph.export.formats import (
    EXPORT_FORMATS,
    NETWORKS,
    RDF,
    SUFFIXES,
    TABLES,
    ExportOptions,
    export_content,
    export_file,
    export_format,
)
from graph.store import Store


def test_names_suffixes_and_media_types_are_unique() -> None:
    """No format stands for another."""
    for attribute in ("name", "suffix", "media_type"):
        values = [getattr(form, attribute) for form in EXPORT_FORMATS]
        assert len(set(values)) == len(values)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_can_be_written(invented: Store, tmp_path: Path, suffix: str) -> None:
    """A file of each suffix is written, and its content is said in words."""
    path = tmp_path / f"figures{suffix}"
    words = export_file(invented, path)
    assert path.stat().st_size > 100
    nouns = {RDF: "statements", TABLES: "rows", NETWORKS: "relations"}
    assert words.endswith(nouns[export_format(path).content])


def test_a_path_without_a_suffix_is_a_folder_of_tables(invented: Store, tmp_path: Path) -> None:
    """All tables are written at once."""
    assert export_content(tmp_path / "all") == TABLES
    assert export_file(invented, tmp_path / "all").startswith("8 tables with ")


def test_one_row_is_not_rows(invented: Store, tmp_path: Path) -> None:
    """What was written is counted in the singular where it is one."""
    assert export_file(invented, tmp_path / "judgments.csv") == "1 row"


def test_a_part_is_less_than_everything(invented: Store, tmp_path: Path) -> None:
    """Options limit what is written; annotations are JSON-LD only."""
    team = "https://w3id.org/peelgraph/id/unit/exampleshire-river-team"
    sizes = []
    for options in (ExportOptions(), ExportOptions(about=team), ExportOptions(only="concepts")):
        export_file(invented, tmp_path / "x.nt", options)
        sizes.append((tmp_path / "x.nt").stat().st_size)
    assert min(sizes) > 0
    assert sizes[0] > max(sizes[1:])
    words = export_file(invented, tmp_path / "x.jsonld", ExportOptions(only="annotations"))
    assert words.endswith(" annotations")
    with pytest.raises(PeelgraphError, match=r"ends in \.jsonld"):
        export_file(invented, tmp_path / "y.ttl", ExportOptions(only="annotations"))


def test_an_unknown_suffix_is_answered_with_all(tmp_path: Path) -> None:
    """The message lists the suffixes of the content that is needed."""
    with pytest.raises(PeelgraphError) as error:
        export_format(Path("x.docx"))
    assert all(suffix in str(error.value) for suffix in SUFFIXES)
    with pytest.raises(
        PeelgraphError, match=r"no format of networks .* \.graphml \.gexf \.json\.$"
    ):
        export_format(Path("x.ttl"), NETWORKS)


def test_every_format_is_in_the_readme() -> None:
    """The table of commands names each format, by its standard's name or by its suffix."""
    text = (ROOT / "README.md").read_text("utf-8")
    (line,) = [line for line in text.splitlines() if line.startswith("| `peelgraph export")]
    assert [
        form for form in EXPORT_FORMATS if form.name not in line and form.suffix not in line
    ] == []
