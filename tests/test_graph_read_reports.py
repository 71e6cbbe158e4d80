"""A report's file is read and handed to the layout of its page."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import INVENTED, ROOT

from graph.errors import InputError
from graph.read.page_layouts import LAYOUTS
from graph.read.reports import layout_module, parse_text, read_report


def test_every_layout_is_listed_and_recognises_its_own_pages() -> None:
    """Each module of layouts is in the list; none takes a text that is no report."""
    folder = ROOT / "graph" / "read" / "page_layouts"
    assert set(LAYOUTS) == {path.stem for path in folder.glob("[!_]*.py")}
    assert layout_module("peel_2018").recognises(INVENTED.read_text("utf-8"))
    assert not any(layout_module(name).recognises("Minutes of a meeting") for name in LAYOUTS)


def test_the_first_layout_that_recognises_a_text_parses_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text goes to the layout that knows it, wherever that stands in the list."""

    class Other:
        def recognises(self, text: str) -> bool:
            return text == "PEEL in verse"

        def parse_report(self, text: str, *, where: str) -> str:
            return f"{where}: {text}"

    layouts = {"other": Other(), "peel_2018": layout_module("peel_2018")}
    monkeypatch.setattr("graph.read.reports.LAYOUTS", ("peel_2018", "other"))
    monkeypatch.setattr("graph.read.reports.layout_module", layouts.__getitem__)
    assert parse_text("PEEL in verse", where="a") == "a: PEEL in verse"  # type: ignore[comparison-overlap]
    assert parse_text(INVENTED.read_text("utf-8")).place == "Exampleshire"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x01", "not UTF-8"),
        (b"abc\x00def", "binary"),
        (b"A page about something else.\n\nHow good is it?\n", "no title"),
        (b"Exampleshire PEEL 2018\n\nNothing is asked here.\n", "no question"),
    ],
)
def test_what_is_no_report_is_refused_with_the_reason(
    tmp_path: Path, content: bytes, says: str
) -> None:
    """Empty, binary and foreign files get one message that says what is wrong."""
    path = tmp_path / "report.txt"
    path.write_bytes(content)
    with pytest.raises(InputError, match=says) as caught:
        read_report(path)
    assert str(path) in str(caught.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """A file that is not there is named."""
    with pytest.raises(InputError, match="cannot be read"):
        read_report(tmp_path / "nowhere.txt")
