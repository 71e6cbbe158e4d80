"""Citations: whoever uses a finding or figure can say where it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import Run

from graph.errors import QueryError
from graph.export.citation import cite
from graph.namespaces import REPORT, expand
from graph.store import Store, rows

FIGURE = f"{REPORT}cambridgeshire-2018-19-effectiveness/figure/crimes-filed-without-suspect"


def test_a_citation_leads_to_the_sentence(real: Store) -> None:
    """A footnote has publisher, report, date, place, statement, voice, page and graph."""
    said = cite(real, FIGURE).text()
    for part in (
        "Fire & Rescue Services",
        "2020-01-21",
        "question 2, Catching criminals, paragraph 8, sentence 1",
        "51 percent",
        "voice: inspectorate",
    ):
        assert part in said
    assert "#:~:text=" in said
    assert f"<{FIGURE}>" in said


def test_bibtex_escapes_what_tex_would_read(real: Store) -> None:
    """Braces balance, a percent sign or ampersand is text, and the key is one word."""
    written = cite(real, FIGURE).bibtex()
    assert written.count("{") == written.count("}")
    assert re.match(r"@misc\{[\w-]+,\n", written)
    assert r"Fire \& Rescue" in written
    body = "\n".join(line for line in written.splitlines() if not line.startswith("  url"))
    assert not re.search(r"(?<!\\)[%&#]", body.replace(rf"\url{{{FIGURE}}}", ""))


def test_the_citation_file_is_yaml_of_version_1_2(real: Store) -> None:
    """Every line is a key, a list item or an indented one, and texts are quoted."""
    lines = cite(real, FIGURE).cff().splitlines()
    assert lines[0] == "cff-version: 1.2.0"
    assert all(
        re.fullmatch(
            r" *(- )?[a-z-]+:( (\"(?:[^\"\\]|\\.)*\"|[\w.-]+|The peelgraph maintainers))?", line
        )
        for line in lines
    ), lines
    assert any(line.startswith("    date-published: ") for line in lines)


def test_everything_quoted_can_be_cited(real: Store) -> None:
    """Findings, figures, judgments, areas for improvement and conflicts have a citation."""
    for kind in ("Finding", "Figure", "Judgment", "AreaForImprovement", "Conflict"):
        first = min(row["x"].value for row in rows(real, f"SELECT ?x {{ ?x a peel:{kind} }}"))
        citation = cite(real, first)
        assert citation.places, kind
        assert citation.text().endswith(f"<{first}>.\n")


def test_what_is_not_quoted_cannot_be_cited(real: Store, run: Run, real_directory: Path) -> None:
    """A unit is no statement of the report; the message says what can be cited."""
    with pytest.raises(QueryError, match="not quoted from a sentence"):
        cite(real, expand("unit:cambridgeshire-methub"))
    done = run("cite", "METHUB", store=real_directory)
    assert (done.returncode, "Cite a finding" in done.stderr) == (1, True)
