"""Statements stand in one order, whether memory holds them all or not, and each stands once."""

from __future__ import annotations

import errno
import random
from io import BytesIO
from pathlib import Path

import pytest

from graph.export.rdf import write_rdf
from graph.serialize import sorted_records
from graph.serialize.rdf import SortedStatements, serialize_sorted
from graph.serialize.sorted_records import SortedRecords, order, quad_record, record_quads
from graph.serialize.statement_form import StatementForm
from graph.store import Quad, RdfFormat, Store, parse_text

MIXED = """
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
<urn:b> a <urn:Unit> ; <urn:p> "caf\u00e9 \\"x\\" \\n"@fr , 14.0 , "2019-01-01"^^xsd:date .
<urn:a> <urn:p> _:n . _:n <urn:q> <urn:b> ; a <urn:Node> .
<urn:r> <http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies> <<( <urn:a> <urn:p> "1" )>> .
GRAPH <urn:g> { <urn:b> <urn:p> <urn:c> ; a <urn:Unit> . <urn:a> <urn:p> <urn:c> }
GRAPH <urn:f> { <urn:b> <urn:p> <urn:c> }
"""


def _expected(quads: list[Quad]) -> list[Quad]:
    """Sort in the plainest way."""
    return sorted(
        set(quads), key=lambda quad: (str(quad.graph_name), str(quad.subject), order(quad))
    )


@pytest.mark.parametrize("run", [1, 2, 5, 12, 1000])
def test_runs_are_merged_in_one_order(run: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of any size of run the statements are the same, each once, as often as they are read."""
    monkeypatch.setattr(sorted_records, "_RUN", run)
    quads = parse_text(MIXED)
    mixed = quads * 2
    random.Random(run).shuffle(mixed)  # noqa: S311
    records = SortedRecords(map(quad_record, mixed))
    assert list(record_quads(records)) == list(record_quads(records)) == _expected(quads)
    assert list(SortedRecords([])) == []


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("x.nq", {}),
        ("x.trig", {"inferred": False}),
        ("x.ttl", {"evidence": "reification"}),
        ("x.nt", {"evidence": "rdf12"}),
        ("x.jsonld", {}),
        ("x.rdf", {}),
    ],
)
def test_an_export_in_runs_has_the_same_bytes(
    invented: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    options: dict[str, object],
) -> None:
    """Formats, evidence and prefixes do not depend on how much is sorted at once."""
    whole = write_rdf(invented, tmp_path / name, **options)  # type: ignore[arg-type]
    before = (tmp_path / name).read_bytes()
    monkeypatch.setattr(sorted_records, "_RUN", 300)
    assert write_rdf(invented, tmp_path / name, **options) == whole  # type: ignore[arg-type]
    assert (tmp_path / name).read_bytes() == before


def test_statements_are_counted_as_they_are_written() -> None:
    """What comes twice is one statement."""
    file = BytesIO()
    quads = parse_text(MIXED)
    records = StatementForm(quads).records(quads * 2)
    number = SortedStatements(records, RdfFormat.N_QUADS).write(file)
    assert number == len(quads) == len(file.getvalue().splitlines())
    assert file.getvalue() == serialize_sorted(quads, RdfFormat.N_QUADS)


def test_a_full_disk_is_not_a_fault_of_the_format() -> None:
    """What the disk says is passed on as it is."""

    class Full(BytesIO):
        def write(self, _content: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        SortedStatements(map(quad_record, parse_text(MIXED)), RdfFormat.N_QUADS).write(Full())
