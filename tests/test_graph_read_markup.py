"""The visible text of an HTML page is read, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InputError
from graph.read.reports import read_report


@pytest.mark.parametrize(
    "page", ["<!-- nothing -->", "<!doctype html>", "<html><head><title>x</title></head></html>"]
)
def test_a_page_without_text_is_refused(tmp_path: Path, page: str) -> None:
    """An HTML page with nothing to read is named, not a traceback."""
    path = tmp_path / "x.html"
    path.write_text(page, "utf-8")
    with pytest.raises(InputError):
        read_report(path)


def test_xhtml_is_read(tmp_path: Path) -> None:
    """A page that declares its encoding as XML does is read like any other."""
    path = tmp_path / "x.html"
    head = '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body>'
    path.write_text(
        f"{head}<h1>Exampleshire PEEL 2018</h1><h2>How good is it?</h2><h2>How fast is it?</h2><p>Very \u2018fast\u2019.</p></body></html>",
        "utf-8",
    )
    document = read_report(path)
    assert [document.quote(s.span) for _, _, s in document.sentences()] == [
        "Very \u2018fast\u2019."
    ]


def test_what_a_reader_does_not_see_is_not_read(tmp_path: Path) -> None:
    """Scripts, styles, navigation and hidden parts of an HTML page are no text; nor are a byte order mark and Windows line ends."""
    hidden = "<script>Bad one.</script><nav><p>Bad two.</p></nav><p hidden>Bad three.</p><p aria-hidden='true'>Bad four.</p><style>Bad five.</style>"
    page = tmp_path / "x.html"
    page.write_text(
        f"<h1>Exampleshire PEEL 2018</h1>{hidden}<h2>How good is it?</h2><h2>How fast is it?</h2><p>Good one.</p>{hidden}",
        "utf-8",
    )
    document = read_report(page)
    assert [document.quote(s.span) for _, _, s in document.sentences()] == ["Good one."]
    plain = tmp_path / "x.txt"
    plain.write_bytes(
        "\ufeffExampleshire PEEL 2018\r\n\r\nHow good is it?\r\n\r\nHow fast is it?\r\n\r\nOne.\r\nTwo.\r\n".encode()
    )
    document = read_report(plain)
    assert [document.quote(s.span) for _, _, s in document.sentences()] == ["One.", "Two."]
