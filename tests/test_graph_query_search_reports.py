"""Over several reports, what is found and every place says of which report it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run

from benchmarks import corpus
from graph.errors import QueryError
from graph.evidence import read_evidence, report_of
from graph.queries import text_rows
from graph.query.search import find_things, resolve
from graph.store import Store, open_current
from graph.store_index import open_index

REPORTS = "SELECT ?report ?label { ?report a peel:Report ; rdfs:label ?label } ORDER BY ?label"

SHARED = """
SELECT iri, label FROM ends JOIN links ON source = id
GROUP BY id HAVING COUNT(DISTINCT report) = 2 ORDER BY iri
"""


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two different reports."""
    return corpus.make(tmp_path_factory.mktemp("two"), reports=2)


@pytest.fixture(scope="module")
def titles(directory: Path) -> dict[str, str]:
    """The label of each report, by its IRI."""
    return {row["report"]: row["label"] for row in text_rows(open_current(directory), REPORTS)}


def test_places_name_their_report(directory: Path, titles: dict[str, str], real: Store) -> None:
    """Each place begins with the label of its report; in a store of one report it does not."""
    places = {item.iri: item.place for item in read_evidence(open_current(directory)).values()}
    assert len(places) > 100
    for iri, place in places.items():
        assert place.startswith(f"{titles[report_of(iri)]}: ")
    assert len(set(places.values())) == len(places)
    assert not any(": " in item.place for item in read_evidence(real).values())


def test_a_place_as_it_is_printed_leads_to_its_sentence(
    directory: Path, titles: dict[str, str]
) -> None:
    """With its report a place means one sentence, in any case; without, all that stand there are named."""
    places = read_evidence(open_current(directory))
    for iri in sorted(places)[::150]:
        assert resolve(directory, places[iri].place) == iri
        assert resolve(directory, places[iri].place.upper()) == iri
    common = "q3, responding to incidents, paragraph 1, sentence 1"
    with pytest.raises(QueryError, match="is the name of several things"):
        resolve(directory, common)
    first, second = titles.values()
    assert resolve(directory, f"{first}: {common}") != resolve(directory, f"{second}: {common}")


def test_hits_name_their_report(
    directory: Path, titles: dict[str, str], real_directory: Path
) -> None:
    """A thing of one force has its report, a shared one the number of reports; with one report nothing is said."""
    for hit in find_things(directory, "hub", limit=30):
        if hit.kind == "Unit":
            name = hit.iri.rpartition("/")[2].partition("-")[0]
            assert hit.report.lower().startswith(name)
    with open_index(directory) as database:
        iri, label = database.execute(SHARED).fetchone()
    [shared] = [hit for hit in find_things(directory, label) if hit.iri == iri]
    assert shared.report == "2 reports"
    assert {hit.report for hit in find_things(directory, "well") if "/finding/" in hit.iri} <= {
        *titles.values()
    }
    assert {hit.report for hit in find_things(real_directory, "hub")} == {""}


def test_the_command_has_a_column_of_reports(
    run: Run, directory: Path, real_directory: Path
) -> None:
    """Only where there are several."""
    assert run("find", "hub", store=directory).stdout.startswith("what,name,report,context,id\n")
    assert run("find", "hub", store=real_directory).stdout.startswith("what,name,context,id\n")


def test_things_of_two_forces_with_one_name_are_not_chosen_between(
    run: Run, directory: Path
) -> None:
    """What stands at one place in several reports is listed in place of showing any one."""
    done = run("show", "q3, responding to incidents, paragraph 1, sentence 1", store=directory)
    assert (done.returncode, done.stdout) == (1, "")
    assert "is the name of several things" in done.stderr
