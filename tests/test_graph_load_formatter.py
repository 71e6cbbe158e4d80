"""Files are brought into canonical form, or refused and left as they are."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import ROOT

from graph.errors import InputError
from graph.load.formatter import canonical_text, format_files, format_problems, sources_of_paths


def test_formatting_is_idempotent_and_finds_what_is_untidy(tmp_path: Path) -> None:
    """An untidy file is found, mended once, and then left alone."""
    path = tmp_path / "x.ttl"
    path.write_text("@prefix a: <urn:a#> . a:z a:y 'v' . # comment\na:b a:y a:c, a:d.", "utf-8")
    files = sources_of_paths([path], None)
    assert [problem.check for problem in format_problems(files)] == ["canonical-form"]
    assert format_files(files) == [path]
    assert format_files(files) == []
    assert format_problems(files) == []
    assert canonical_text(files[0]) == path.read_text("utf-8")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-8-sig"])
def test_a_file_of_another_encoding_becomes_utf8(tmp_path: Path, encoding: str) -> None:
    """What can be read is brought into its canonical form, which is UTF-8 without a mark."""
    path = tmp_path / "x.ttl"
    path.write_bytes("<urn:a> <urn:b> 'é' .".encode(encoding))
    files = sources_of_paths([path], None)
    assert [problem.check for problem in format_problems(files)] == ["canonical-form"]
    assert format_files(files) == [path]
    assert (format_problems(files), "é" in path.read_text("utf-8")) == ([], True)


@pytest.mark.parametrize(
    "text",
    [
        "_:a <urn:b> _:b . _:b <urn:b> _:a .",
        "<urn:x> <urn:p> [ <urn:q> _:z ] , _:z .",
        '<urn:x> <urn:p> "x"@ar--rtl .',
    ],
)
def test_what_has_no_canonical_form_is_refused_and_kept(tmp_path: Path, text: str) -> None:
    """A file that could not be written back whole is left untouched."""
    path = tmp_path / "x.ttl"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError):
        format_files(sources_of_paths([path], None))
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize("suffix", [".nt", ".nq", ".rdf", ".jsonld"])
def test_other_formats_are_not_touched(tmp_path: Path, suffix: str) -> None:
    """Only Turtle and TriG are formatted."""
    path = tmp_path / f"x{suffix}"
    path.write_text("<urn:a> <urn:b> <urn:c> .\n", "utf-8")
    with pytest.raises(InputError, match="only Turtle and TriG"):
        format_files(sources_of_paths([path], None))
    assert path.read_text("utf-8") == "<urn:a> <urn:b> <urn:c> .\n"


def test_files_are_named_by_paths_and_folders(tmp_path: Path) -> None:
    """A folder means its Turtle and TriG files, also below it; one of the project means the project's sources, with their bases."""
    for name in ("a.ttl", "b.nt", "deep/c.trig", "deep/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", "utf-8")
    assert [source.name for source in sources_of_paths([tmp_path], None)] == ["a", "c"]
    assert [
        source.name for source in sources_of_paths([tmp_path / "b.nt", tmp_path / "a.ttl"], None)
    ] == [
        "b",
        "a",
    ]
    data = ROOT / "tests" / "fixtures" / "data"
    report = data / "exampleshire-2018-19-effectiveness"
    assert [source.name for source in sources_of_paths([report], data)] == [
        f"data/{report.name}/question-1",
        f"data/{report.name}/report",
    ]
    assert [
        bool(source.base)
        for source in sources_of_paths(
            [report / "report.ttl", data / "register" / "register.ttl"], data
        )
    ] == [True, False]
    with pytest.raises(InputError, match=r"there is no such file\. Name files or folders of RDF"):
        sources_of_paths([tmp_path / "none.ttl"], None)


def test_a_copy_of_the_data_keeps_its_form(tmp_path: Path) -> None:
    """Files beside a report are written against its address, wherever their folder stands."""
    data = ROOT / "tests" / "fixtures" / "data"
    copy = tmp_path / "copy"
    shutil.copytree(data, copy)
    assert format_files(sources_of_paths([copy], None)) == []
    assert [source.base for source in sources_of_paths([copy], None)] == [
        source.base for source in sources_of_paths([data], data)
    ]


def test_sentences_stand_in_the_order_of_the_report(tmp_path: Path) -> None:
    """Where the report beside a file says where each begins; the others follow by name."""
    base = "https://w3id.org/peelgraph/report/r/"
    begin = "<http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#beginIndex>"
    folder = tmp_path / "data" / "r"
    folder.mkdir(parents=True)
    (folder / "report.ttl").write_text(
        f"<{base}b> {begin} 1 . <{base}a> {begin} 20 . <{base}c> {begin} 3 .", "utf-8"
    )
    (folder / "q.trig").write_text(
        "".join(f"<{base}{name}> {{ <urn:x> <urn:p> <urn:y> }}\n" for name in "abcde"), "utf-8"
    )
    source = next(source for source in sources_of_paths([folder / "q.trig"], tmp_path / "data"))
    assert [
        line[1] for line in canonical_text(source).splitlines() if line.endswith(">" + " {")
    ] == ["b", "c", "a", "d", "e"]
