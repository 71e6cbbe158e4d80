"""Files are brought into canonical form, or refused and left as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

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
