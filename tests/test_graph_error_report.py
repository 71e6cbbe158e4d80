"""Any error becomes one message, with a report for the maintainers where it is unexpected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import error_report
from graph.errors import StoreError
from graph.process_limits import parse_memory


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (StoreError("is damaged.", where="store"), "store: is damaged."),
        (MemoryError(), "there is not enough memory for this."),
        (RecursionError(), "something is nested too deeply to be followed."),
        (OSError(28, "No space left on device", "/x"), "/x: the machine refused: No space left"),
        (OSError(28, "No space left on device"), "the machine refused: No space left on device."),
        (ModuleNotFoundError(name="pyvis.network"), "this needs the extra peelgraph[maps]"),
        (RuntimeError("Corruption: block checksum"), "the store is damaged (Corruption"),
    ],
)
def test_a_known_cause_has_its_own_message(error: BaseException, text: str) -> None:
    """What the user can act on is said without a report."""
    message = error_report.error_message(error, "find")
    assert message.startswith(text)
    assert "report" not in message


def _fail(error: Exception) -> None:
    raise error


@pytest.mark.parametrize(
    "error",
    [ModuleNotFoundError(name="unheard_of"), OSError("odd"), RuntimeError("odd"), KeyError()],
)
def test_an_unexpected_error_has_a_report_without_data(error: Exception) -> None:
    """The message names the kind of error and the report; the report has places, but no message."""
    with pytest.raises(type(error)) as caught:
        _fail(error)
    message = error_report.error_message(caught.value, "find")
    assert message.startswith(f"something unforeseen went wrong in find ({type(error).__name__}")
    path = re.search(r"is in (\S+\.txt);", message)
    assert path
    text = Path(path[1]).read_text("utf-8")
    assert text.startswith("command: find\nPython ")
    assert "tests/test_graph_error_report.py:" in text
    assert "odd\n" not in text


def test_the_causes_of_an_error_are_reported_once() -> None:
    """An error raised for another is followed by it, even where they refer to each other."""
    first, second = ValueError("a"), TypeError("b")
    first.__cause__, second.__cause__ = second, first
    frames = list(error_report._frames(first))
    assert frames == ["builtins.ValueError", "builtins.TypeError"]


def test_without_a_folder_for_it_there_is_no_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no folder takes the report, the message says so."""

    def no_folders() -> Iterator[Path]:
        return iter(())

    monkeypatch.setattr(error_report, "_folders", no_folders)
    message = error_report.error_message(KeyError("x"), "find")
    assert message.endswith("(KeyError: 'x'). No report could be written.")


def test_code_of_others_is_not_in_a_report(tmp_path: Path) -> None:
    """A line of the reader's own script may hold data; only its place is reported, beside the project's own code."""
    script = tmp_path / "script.py"
    script.write_text('"secret".index(parse_memory("secret"))\n', "utf-8")
    with pytest.raises(ValueError, match="secret") as raised:
        exec(  # noqa: S102 - a script as its reader would run it
            compile(script.read_text("utf-8"), str(script), "exec"), {"parse_memory": parse_memory}
        )
    lines = list(error_report._frames(raised.value))
    assert any(line.endswith("script.py:1 in <module>") for line in lines)
    assert any(re.search(r"graph/process_limits\.py:\d+ in parse_memory: raise ", x) for x in lines)
    assert not any("secret" in line for line in lines)
