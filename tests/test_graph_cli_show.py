"""The command that shows a thing: in full to a pipe, one section in full, and options that fit."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run


def test_a_pipe_gets_everything_as_markdown(run: Run, invented_directory: Path) -> None:
    """Nothing is left out where no terminal reads."""
    text = run("show", "river team", store=invented_directory).stdout
    assert text.startswith("# river team\n")
    assert "](https://example.org/exampleshire/#:~:text=" in text


def test_a_section_is_named_loosely(run: Run, invented_directory: Path) -> None:
    """In the singular, with a space, in capitals; its items come in full."""
    words = ["show", "river team", "--section"]
    texts = {run(*words, name, store=invented_directory).stdout for name in ("Findings", "finding")}
    assert len(texts) == 1
    (text,) = texts
    assert "\nFindings (" in text
    assert "Relations (" not in text


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--section", "figure", "--format", "md"], "are for --format text; md holds everything"),
        (["--links", "--format", "json"], "are for --format text; json holds everything"),
        (["--source", "x.txt", "--format", "nt"], "--source goes with --format text, md or json"),
    ],
)
def test_options_that_change_nothing_are_refused(
    run: Run, invented_directory: Path, words: list[str], says: str
) -> None:
    """The message says with what they go."""
    done = run("show", "river team", *words, store=invented_directory)
    assert (done.returncode, says in done.stderr) == (2, True), done
