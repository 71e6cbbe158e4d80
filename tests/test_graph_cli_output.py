"""Output: rows in every format, whole ids in narrow terminals, no colours where none are wanted."""

from __future__ import annotations

import csv
import io
import json

import pytest

from graph.cli.output import ROW_FORMATS, emit, print_rows, row_format, say, say_titled

TITLES = ("name", "id")
ROWS = [
    ("a name with several words in it, which is long", "unit:cambridgeshire-methub"),
    ("=1+1", ""),
]
Capture = pytest.CaptureFixture[str]


def _printed(capsys: Capture, form: str, *, raw: bool = False) -> str:
    print_rows(TITLES, ROWS, form, raw=raw, count=True)
    return capsys.readouterr().out


def test_rows_are_the_same_in_every_format(capsys: Capture) -> None:
    """No format loses a row, and csv, tsv and json give the cells back."""
    assert all("unit:cambridgeshire-methub" in _printed(capsys, form) for form in ROW_FORMATS)
    assert json.loads(_printed(capsys, "json")) == [
        dict(zip(TITLES, row, strict=True)) for row in ROWS
    ]
    assert [*csv.reader(io.StringIO(_printed(capsys, "csv", raw=True)))] == [
        [*TITLES],
        *map(list, ROWS),
    ]
    lines = _printed(capsys, "tsv", raw=True).splitlines()
    assert [line.split("\t") for line in lines] == [[*TITLES], *map(list, ROWS)]
    assert _printed(capsys, "md").splitlines()[1] == "| --- | --- |"


def test_formulas_are_harmless_unless_raw(capsys: Capture) -> None:
    """In csv and tsv, what a spreadsheet would run begins with an apostrophe."""
    for form in ("csv", "tsv"):
        assert "'=1+1" in _printed(capsys, form)
        assert "'=1+1" not in _printed(capsys, form, raw=True)


def test_a_tab_or_line_break_in_a_cell_breaks_no_row(capsys: Capture) -> None:
    """Each row of tsv and Markdown is one line."""
    for form in ("tsv", "md"):
        print_rows(("a", "b"), [("x\ty\nz", "1|2")], form)
        assert len(capsys.readouterr().out.splitlines()) == {"tsv": 2, "md": 3}[form]


@pytest.mark.parametrize("width", [20, 30, 45, 200])
def test_ids_are_whole_in_any_terminal(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    """A narrow table cuts texts, never ids; where ids leave no room, rows are printed as lines."""
    monkeypatch.setenv("COLUMNS", str(width))
    text = _printed(capsys, "table")
    assert "unit:cambridgeshire-methub" in text
    assert text.endswith("2 rows\n")
    if "\u2502" in text:
        assert max(map(len, text.splitlines())) <= width
    assert ("\u2502" in text) == (width > 30)


def test_the_count_of_one_row_is_singular(capsys: Capture) -> None:
    """One row is not one rows."""
    print_rows(("a",), [("x",)], "table", count=True)
    assert capsys.readouterr().out.endswith("1 row\n")


def test_control_characters_reach_no_terminal(capsys: Capture) -> None:
    """In words they are replaced, in JSON escaped."""
    say("a\x1b[31mb")
    emit('"\x9b"\n', "json")
    assert capsys.readouterr().out == 'a\ufffd[31mb\n"\\u009b"\n'


def test_no_color_means_no_styles(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """With NO_COLOR, nothing is bold or coloured even in a terminal."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    say("words", bold=True, fg="red")
    assert "\x1b[" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    say("words", bold=True, fg="red")
    assert capsys.readouterr().out == "words\n"


def test_rows_go_as_csv_to_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """A chosen format is taken; otherwise a terminal gets a table and a pipe csv."""
    assert (row_format("md"), row_format(None)) == ("md", "csv")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert row_format(None) == "table"


def test_a_title_and_its_text_are_printed_as_words_are(capsys: Capture) -> None:
    """What could steer a terminal is replaced in both, and a pipe gets no colours."""
    say_titled("a\x1b[31mb", "c\x07d\n  e")
    assert capsys.readouterr().out == "a\ufffd[31mb\nc\ufffdd\n  e\n"
