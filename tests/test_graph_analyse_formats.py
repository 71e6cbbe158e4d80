"""Results are written in every format, with harmless texts."""

from __future__ import annotations

import json

from graph.analyse.analyses.catalogue import run_analysis
from graph.analyse.formats import as_json, as_markdown, cell_titles, cells
from graph.analyse.settings import Settings
from graph.store import Store


def test_results_can_be_written_in_every_format(real: Store) -> None:
    """Cells and JSON have the same rows; Markdown links to the published page."""
    result = run_analysis(real, "brokers", Settings(top=4))
    lines = [dict(zip(cell_titles(result), row, strict=True)) for row in cells(result)]
    data = json.loads(as_json(result))
    assert (
        [line["label"] for line in lines]
        == [row["label"] for row in data["rows"]]
        == [row.label for row in result.rows]
    )
    assert all(
        line["places"].count("; ") + 1 == len(row["sentences"])
        for line, row in zip(lines, data["rows"], strict=True)
    )
    assert as_markdown(result).count("#:~:text=") >= 4
    assert "| --- |" in as_markdown(result)
