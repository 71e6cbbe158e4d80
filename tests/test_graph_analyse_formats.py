"""Results are written in every format, with harmless texts."""

from __future__ import annotations

import csv
import io
import json

from graph.analyse.analyses.catalogue import run_analysis
from graph.analyse.formats import as_csv, as_json, as_markdown
from graph.analyse.settings import Settings
from graph.store import Store


def test_results_can_be_written_in_every_format(real: Store) -> None:
    """Csv and JSON have the same rows; Markdown links to the published page; markup in data stays text."""
    result = run_analysis(real, "brokers", Settings(top=4))
    lines = list(csv.DictReader(io.StringIO(as_csv(result))))
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
