"""The commands that follow connections and compare figures."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from conftest import INVENTED, Run


def test_paths_are_clean_data(run: Run, invented_directory: Path) -> None:
    """A path comes as JSON, with the texts of its sentences where a source has them."""
    told = json.loads(
        run(
            "path",
            "river team",
            "angling trust",
            "--format",
            "json",
            "--source",
            INVENTED,
            store=invented_directory,
        ).stdout
    )
    assert told["one"] == {
        "iri": "https://w3id.org/peelgraph/id/unit/exampleshire-river-team",
        "name": "river team",
    }
    (hop,) = told["shortest"]
    assert (hop["one"], hop["other"]) == (told["one"], told["other"])
    assert [link["words"] for link in hop["links"]] == ["works with"]
    sentence = hop["links"][0]["sentences"][0]
    assert set(sentence) == {"iri", "place", "voices", "address", "text"}
    assert " ".join(sentence["text"].split()) in " ".join(INVENTED.read_text("utf-8").split())
    plain = json.loads(
        run(
            "path", "river team", "angling trust", "--format", "json", store=invented_directory
        ).stdout
    )
    assert "text" not in plain["shortest"][0]["links"][0]["sentences"][0]


def test_a_missing_path_is_data_too(run: Run, real_directory: Path) -> None:
    """Where nothing connects two things, both paths are empty lists."""
    told = json.loads(
        run("path", "Essex Police", "MASH", "--format", "json", store=real_directory).stdout
    )
    assert (told["shortest"], told["best_supported"]) == ([], [])
    assert told["one"]["name"] == "Essex Police"


def test_a_path_is_shown_in_words(run: Run, real_directory: Path) -> None:
    """The command tells each hop in words with place, voice and address.

    No path is an answer, not an error.
    """
    done = run("path", "University of Cambridge", "serious street violence", store=real_directory)
    assert done.returncode == 0
    assert (
        "University of Cambridge \u2014 provides \u2192 University of Cambridge masters programme"
        in done.stdout
    )
    assert "paragraph 6, sentence 1, voice: inspectorate" in done.stdout
    assert "#:~:text=" in done.stdout
    none = run("path", "Essex Police", "MASH", store=real_directory)
    assert (none.returncode, "the graph holds no stated relations that connect" in none.stdout) == (
        0,
        True,
    )
    assert run("path", "METHUB", "nobody", store=real_directory).returncode == 1


def test_command_compares_a_measure(run: Run, real_directory: Path) -> None:
    """A measure is enough to ask.

    The sentences and voices of both figures are shown, and JSON carries them.
    """
    said = run("compare", "measure:share-of-crimes-not-proceeding", store=real_directory)
    assert said.returncode == 0
    assert said.stdout.startswith(
        "3 percentage points lower, 0.82 times as much; lower is better, so this is better\n"
    )
    assert "voice: national figures" in said.stdout
    data = json.loads(
        run("compare", "theme:attendance-time", "--format", "json", store=real_directory).stdout
    )
    assert {item["difference"] for item in data} == {None}
    assert all(item["refusals"] for item in data)


def test_of_many_comparisons_some_are_shown(run: Run, real_directory: Path) -> None:
    """A limit says how many there are, beside a table and not in it."""
    everything = run("compare", store=real_directory).stdout
    text = run("compare", "--limit", "1", store=real_directory).stdout
    assert "comparisons. --limit" not in everything
    first, _, rest = everything.partition("\n\n")
    number = 2 + rest.count("\n\n")
    last = f"1 of {number} comparisons. --limit shows more, --format csv all.\n"
    assert text == f"{first}\n\n{last}"
    table = run("compare", "--limit", "2", "--format", "csv", store=real_directory)
    assert len(table.stdout.splitlines()) == 3
    assert f"2 of {number} comparisons. --limit gives more." in table.stderr


def test_paths_are_rows(run: Run, invented_directory: Path) -> None:
    """As a table, a path has a row for each sentence of each step, those that its JSON has."""
    call = ("path", "river team", "angling trust", "--format")
    data = json.loads(run(*call, "json", store=invented_directory).stdout)
    header, *rows = csv.reader(io.StringIO(run(*call, "csv", store=invented_directory).stdout))
    (hop,) = data["shortest"]
    assert [dict(zip(header, row, strict=True)) for row in rows] == [
        {
            "path": "1",
            "step": "1",
            "from": hop["one"]["name"],
            "relation": link["words"],
            "to": hop["other"]["name"],
            "place": sentence["place"],
            "voice": sentence["voices"],
            "sentence": sentence["iri"],
        }
        for link in hop["links"]
        for sentence in link["sentences"]
    ]


def test_a_remark_does_not_stand_among_rows(run: Run, real_directory: Path) -> None:
    """Where nothing connects two things, a table has its titles only; the remark goes beside it."""
    done = run("path", "Essex Police", "MASH", "--format", "csv", store=real_directory)
    assert len(done.stdout.splitlines()) == 1
    assert "the graph holds no stated relations that connect" in done.stderr


def test_comparisons_are_rows(run: Run, real_directory: Path) -> None:
    """As a table, each pair of figures is a row, with what its JSON says of it."""
    call = ("compare", "theme:attendance-time", "--format")
    data = json.loads(run(*call, "json", store=real_directory).stdout)
    _, *rows = csv.reader(io.StringIO(run(*call, "csv", store=real_directory).stdout))
    assert len(rows) == len(data) > 0
    for row, pair in zip(rows, data, strict=True):
        assert pair["words"] in row
        assert "; ".join(pair["cautions"]) in row
