"""The field's questions: each number can be counted again from the store, bad input is told, and results say what they rest on."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import networkx
import pytest
from conftest import INVENTED_DATA, ROOT, Run
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau

from graph.analyse.analyses.catalogue import analyse, analyses
from graph.analyse.analyses.support import kendall
from graph.analyse.formats import as_csv, as_json, as_markdown
from graph.analyse.networks.projection import Choice, project
from graph.analyse.provenance import keep
from graph.analyse.result import Settings
from graph.errors import PeelgraphError
from graph.load.build import build
from graph.store import Store, open_current, rows

NAMES = [name for name in analyses() if name != "paths"]
ID = "https://w3id.org/peelgraph/id/"
FORCE = f"{ID}force/cambridgeshire"


@pytest.mark.parametrize("name", analyses())
def test_each_analysis_says_what_it_is(name: str) -> None:
    """An analysis has a question, a definition, a unit and a source, and stands in the page on analysis with all of them."""
    told = analyses()[name]
    assert told.question.endswith("?")
    assert told.definition.endswith(".")
    assert f"| `{name}` | {told.question} | {told.definition} | {told.unit} | {told.source} |" in (
        ROOT / "docs" / "analysis.md"
    ).read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_each_analysis_has_rows_with_readings_and_sentences(real: Store, name: str) -> None:
    """On the real report every analysis finds something, says it in sentences, and points at sentences of the report; twice the same."""
    result = analyse(real, name, Settings(top=5))
    assert result.rows
    assert result.total >= len(result.rows)
    assert result.summary.endswith(".")
    for row in result.rows:
        assert row.reading.endswith("."), row.reading
        assert row.sentences, row.label
        assert all(sentence["address"].startswith("https://") for sentence in row.sentences)
    assert as_json(result) == as_json(analyse(real, name, Settings(top=5)))


@pytest.mark.parametrize("name", NAMES)
def test_no_analysis_crashes_on_a_small_report(invented: Store, name: str) -> None:
    """On the small invented report each analysis gives a result, or says what is missing."""
    try:
        assert analyse(invented, name).summary
    except PeelgraphError as error:
        assert "the store states nothing that the network" in error.message  # noqa: PT017 - either is right


def test_balance_is_counted_as_sparql_counts(real: Store) -> None:
    """Strengths and concerns of every unit are those that a query counts."""
    text = "SELECT ?u ?p (COUNT(DISTINCT ?f) AS ?n) { ?f a peel:Finding ; peel:about ?u ; peel:polarity/rdfs:label ?p . ?u a peel:Unit } GROUP BY ?u ?p"
    counted = {(row["u"].value, row["p"].value): int(row["n"].value) for row in rows(real, text)}
    result = analyse(real, "balance", Settings(top=1000))
    assert len(result.rows) == len({unit for unit, _ in counted})
    for row in result.rows:
        for polarity in ("strength", "concern", "mixed", "neutral"):
            assert row.values[polarity] == counted.get((row.iri, polarity), 0)


def test_balance_by_question_counts_every_finding_under_what_it_answers(real: Store) -> None:
    """The findings of all questions and parts are all pairs of a finding and what it answers."""
    (row,) = rows(real, "SELECT (COUNT(*) AS ?n) { ?f a peel:Finding ; peel:answers ?question }")
    result = analyse(real, "balance", Settings(by="question", top=1000))
    assert sum(int(line.values["findings"] or 0) for line in result.rows) == int(row["n"].value)


def test_reach_begins_with_the_reasons(real: Store) -> None:
    """Without a hop, what is touched is what a query says that the area for improvement and its findings are about; with hops it only grows."""
    text = "SELECT ?a (COUNT(DISTINCT ?t) AS ?n) { ?a a peel:AreaForImprovement . { ?a peel:about ?t } UNION { ?a peel:restsOn/peel:about ?t } } GROUP BY ?a"
    counted = {row["a"].value: int(row["n"].value) for row in rows(real, text)}
    at_once = {
        row.iri: row.values for row in analyse(real, "reach", Settings(hops=0, top=100)).rows
    }
    assert {iri: values["together"] for iri, values in at_once.items()} == {
        iri: counted[iri] for iri in at_once
    }
    further = {
        row.iri: row.values for row in analyse(real, "reach", Settings(hops=1, top=100)).rows
    }
    plain = networkx.Graph(project(real, "everything"))
    said = ("Finding", "Figure", "AreaForImprovement", "Judgment", "Conflict")
    for iri, values in further.items():
        query = f"SELECT DISTINCT ?t {{ {{ <{iri}> peel:about ?t }} UNION {{ <{iri}> peel:restsOn/peel:about ?t }} }}"
        direct = {row["t"].value for row in rows(real, query)}
        open_ends = [
            node for node in direct if plain.nodes[node]["kind"] not in ("Force", "Inspectorate")
        ]
        by_hand = direct.union(*(plain[node] for node in open_ends))
        assert values["together"] == len(
            [node for node in by_hand if plain.nodes[node]["kind"] not in said]
        )
        assert int(values["together"] or 0) > int(at_once[iri]["together"] or 0)


def test_a_theme_hangs_on_those_that_the_report_ties_to_it(real: Store) -> None:
    """Holders and statements of a theme are those of its relations, those of narrower themes and of the groups that it concerns."""
    network = project(real, "units-themes")
    for row in analyse(real, "themes", Settings(top=10)).rows:
        text = f"SELECT DISTINCT ?near {{ ?near skos:broader*/skos:related? <{row.iri}> }}"
        near = {found["near"].value for found in rows(real, text)}
        edges = [
            (holder, theme, data["weight"]) for holder, theme, data in network.edges(data=True)
        ]
        counted = [
            (holder if theme in near else theme, weight)
            for holder, theme, weight in edges
            if near & {holder, theme}
        ]
        assert row.values["statements"] == sum(weight for _, weight in counted)
        assert row.values["held by"] == len({holder for holder, _ in counted})


def test_brokers_join_sectors_that_are_not_tied(real: Store) -> None:
    """The pairs of a broker are counted again by hand on the network."""
    network = project(real)
    plain = networkx.Graph(network)
    result = analyse(real, "brokers", Settings(top=100))
    for row in result.rows:
        contacts = [
            node for node in plain[row.iri] if network.nodes[node]["sector"] and node != row.iri
        ]
        pairs = [
            (one, other)
            for place, one in enumerate(contacts)
            for other in contacts[:place]
            if network.nodes[one]["sector"] != network.nodes[other]["sector"]
            and not plain.has_edge(one, other)
        ]
        assert row.values["pairs"] == len(pairs)
        alone = [pair for pair in pairs if {*networkx.common_neighbors(plain, *pair)} == {row.iri}]
        assert row.values["alone"] == len(alone)


def test_concentration_names_what_stands_on_one_sentence(real: Store) -> None:
    """The things said to stand on one sentence are those whose relations have just one between them."""
    network = project(real)
    by_hand: dict[str, set[str]] = {node: set() for node in network}
    for one, other, told in network.edges(data=True):
        for node in (one, other):
            by_hand[node] |= {sentence["iri"] for sentence in told["sentences"]}
    result = analyse(real, "concentration", Settings(top=1000))
    assert {row.iri for row in result.rows if row.values["sentences"] == 1} == {
        node for node, found in by_hand.items() if len(found) == 1
    }
    assert all(
        row.values["one sentence"] == 100 for row in result.rows if row.values["sentences"] == 1
    )


def test_the_force_alone_is_heard_where_it_speaks_alone(real: Store) -> None:
    """With only its own statements taken, all stands on the force's own word."""
    result = analyse(
        real,
        "concentration",
        Settings(network="everything", choice=Choice(voices=["force states"]), top=1000),
    )
    assert result.rows
    assert any(row.values["own word"] == 100 for row in result.rows)
    assert not any(
        row.values["own word"] == 100
        for row in analyse(
            real, "concentration", Settings(choice=Choice(voices=["inspectors saw"]))
        ).rows
    )


@pytest.mark.parametrize("by", ["degree", "strength"])
def test_robustness_is_what_leaving_out_by_hand_gives(real: Store, by: str) -> None:
    """For the sentence that matters most, taking it out of the network by hand gives the same values and the same tau-b."""
    network = project(real)
    result = analyse(real, "robustness", Settings(by=by, top=1))
    (row,) = result.rows
    around: dict[str, Counter[str]] = {node: Counter() for node in network}
    for one, other, told in network.edges(data=True):
        for sentence in told["sentences"]:
            if one != other and sentence["iri"] != row.iri:
                around[one][other] += 1
                around[other][one] += 1
    full = {
        line.iri: float(line.values[by] or 0) for line in analyse(real, by, Settings(top=10)).rows
    }
    left = [float(len(around[node]) if by == "degree" else around[node].total()) for node in full]
    assert row.values["tau"] == pytest.approx(kendall(list(full.values()), left), abs=1e-4)
    assert float(row.values["tau"] or 0) < 1
    assert result.series["tau"] == sorted(result.series["tau"])


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=12))
def test_rank_correlation_is_that_of_scipy(pairs: list[tuple[int, int]]) -> None:
    """Kendall's tau-b agrees with scipy wherever it is defined."""
    one, other = [float(a) for a, _ in pairs], [float(b) for _, b in pairs]
    theirs = (
        float(kendalltau(one, other).statistic)
        if len(set(one)) > 1 and len(set(other)) > 1
        else None
    )
    assert kendall(one, other) == (
        pytest.approx(theirs, abs=1e-9)
        if theirs is not None
        else float((len(set(one)) > 1) == (len(set(other)) > 1))
    )


def test_gaps_are_gaps(real: Store) -> None:
    """No unit in the gaps performs anything, no theme there is in an area for improvement, and each theme has a concern."""
    result = analyse(real, "gaps", Settings(top=1000))
    for row in result.rows:
        if row.values["gap"] == "units without function":
            assert not list(
                rows(real, f"SELECT ?x {{ <{row.iri}> peel:performs|peel:provides ?x }}")
            )
        if row.values["gap"] == "themes with concerns and no area for improvement":
            assert list(
                rows(
                    real,
                    f"SELECT ?x {{ ?x peel:about <{row.iri}> ; peel:polarity polarity:concern }}",
                )
            )
            assert not list(
                rows(
                    real,
                    f"SELECT ?x {{ ?a a peel:AreaForImprovement {{ ?a peel:about <{row.iri}> BIND(1 AS ?x) }} }}",
                )
            )
    assert {row.values["gap"] for row in result.rows} >= {
        "units without function",
        "partners without role",
        "themes with concerns and no area for improvement",
    }


def test_ways_are_told_hop_by_hop(real: Store) -> None:
    """Each hop reads as the report states it, and each has a sentence."""
    ends = (f"{ID}unit/cambridgeshire-methub", f"{ID}organisation/childrens-services")
    result = analyse(real, "paths", Settings(ends=ends, top=3))
    assert [row.values["hops"] for row in result.rows] == sorted(
        row.values["hops"] for row in result.rows
    )  # type: ignore[type-var]
    assert result.rows[0].values["hops"] == 1
    assert "works with" in result.rows[0].reading
    assert all(int(row.values["weakest hop"] or 0) >= 1 for row in result.rows)


def test_a_network_in_parts_is_analysed_part_by_part(real: Store) -> None:
    """The parts are told, rows say in which they stand, and the largest comes first."""
    result = analyse(real, "closeness", Settings(network="units-themes", top=1000))
    assert result.notes[0].startswith("The network falls into ")
    sizes = [int(row.values["part of"] or 0) for row in result.rows]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1]


@pytest.mark.parametrize(
    ("name", "settings", "message"),
    [
        ("betwenness", Settings(), "Did you mean betweenness"),
        ("degree", Settings(network="partnership"), "Did you mean partnerships"),
        (
            "reach",
            Settings(network="partnerships"),
            "reach is made of the network areas-for-improvement",
        ),
        ("degree", Settings(hops=2), "degree has no use for --hops. Leave it out; it is for reach"),
        ("degree", Settings(choice=Choice(question=9)), "no relation under question 9 is left"),
        (
            "degree",
            Settings(choice=Choice(voices=["nobody"])),
            "no relation in the voice nobody is left",
        ),
        ("balance", Settings(by="colour"), "there is no balance by “colour”. Choose --by unit"),
        ("robustness", Settings(by="colour"), "Choose --by degree"),
        ("communities", Settings(by="colour"), "Choose --by louvain or --by leiden"),
        ("paths", Settings(), "Give --from and --to"),
        ("paths", Settings(ends=(FORCE, FORCE)), "the same thing"),
        ("paths", Settings(ends=(FORCE, f"{ID}unit/methubb")), "does not hold"),
        ("shared", Settings(network="partnerships"), "has one side only"),
    ],
)
def test_what_cannot_be_done_is_told(
    real: Store, name: str, settings: Settings, message: str
) -> None:
    """Unknown names suggest the nearest, settings without effect are refused, and what empties a network is named."""
    with pytest.raises(PeelgraphError) as caught:
        analyse(real, name, settings)
    assert message in str(caught.value)


def test_results_can_be_written_in_every_format(real: Store) -> None:
    """Csv and JSON have the same rows; Markdown links to the published page; markup in data stays text."""
    result = analyse(real, "brokers", Settings(top=4))
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


def test_from_the_command_line(run: Run, real_directory: Path) -> None:
    """The command lists, analyses, writes formats and refuses kindly."""
    listed = run("analyse", store=real_directory)
    assert all(name in listed.stdout for name in analyses())
    done = run(
        "analyse", "degree", "--top", "3", "--question", "3", "--no-planned", store=real_directory
    )
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 4)
    assert json.loads(
        run("analyse", "balance", "--by", "theme", "--format", "json", store=real_directory).stdout
    )["rows"]
    assert "Tied to" in run("analyse", "degree", "--format", "table", store=real_directory).stdout
    ways = run(
        "analyse",
        "paths",
        "--from",
        "METHUB",
        "--to",
        "children's services",
        "--format",
        "md",
        store=real_directory,
    )
    assert "#:~:text=" in ways.stdout
    for wrong in (
        ["betwenness"],
        ["paths", "--from", "METHUB"],
        ["degree", "-o", "x.html"],
        ["report"],
        ["paths", "--from", "METHUB", "--to", "nobody at all"],
    ):
        refused = run("analyse", *wrong, store=real_directory)
        assert (refused.returncode, refused.stdout) == (1, ""), wrong
        assert refused.stderr.startswith("peelgraph: ")
        assert "Traceback" not in refused.stderr


def test_a_saved_result_says_what_made_it_and_stays_out_of_plain_queries(
    run: Run, tmp_path: Path
) -> None:
    """Saved, it is a graph of its own with its provenance; the default graph is as before; again, it is not there twice; a build finds nothing to do."""
    directory = build(tmp_path / "store", data=INVENTED_DATA).directory
    before = {
        str(quad)
        for quad in open_current(directory).quads_for_pattern(None, None, None, None)
        if "DefaultGraph" in repr(quad.graph_name)
    }
    for _ in range(2):
        assert run("analyse", "degree", "--save", store=directory).returncode == 0
    assert sorted(path.name for path in directory.iterdir()) == [
        "current.json",
        "generation-1",
        "generation-3",
    ]  # the first is read here
    store = open_current(directory)
    after = {
        str(quad)
        for quad in store.quads_for_pattern(None, None, None, None)
        if "DefaultGraph" in repr(quad.graph_name)
    }
    assert before == after
    text = """SELECT ?g ?agent ?row ?s { GRAPH ?g {
      ?g prov:wasGeneratedBy ?run ; prov:hadMember ?row . ?row peel:about ?thing ; prov:wasQuotedFrom ?s .
      ?run prov:used <https://w3id.org/peelgraph/graph/build> ; prov:wasAssociatedWith/rdfs:label ?agent } }"""
    found = list(rows(store, text))
    assert len({row["g"].value for row in found}) == 1
    assert {row["agent"].value.split()[0] for row in found} == {"peelgraph"}
    asked = "ASK { <" + found[0]["s"].value + "> a peel:Sentence }"
    assert bool(store.query(asked, prefixes={"peel": "https://w3id.org/peelgraph/ontology#"}))
    assert not build(directory, data=INVENTED_DATA).fresh
    short = keep(
        directory,
        replace(analyse(store, "degree"), rows=analyse(store, "degree").rows[:1]),
        Settings(),
    )
    assert short == found[0]["g"].value
    assert (
        len(
            list(
                rows(
                    open_current(directory),
                    f"SELECT ?row {{ GRAPH <{short}> {{ ?g prov:hadMember ?row }} }}",
                )
            )
        )
        == 1
    )
    assert run("find", "angling", store=directory).returncode == 0


def test_an_interrupt_ends_it_at_once(real_directory: Path, tmp_path: Path) -> None:
    """Ctrl-C in the middle of native work ends the process within a second, without a traceback."""
    program = f"""
import sys, networkx, peelgraph
from graph.analyse import catalogue, centrality, ties
from graph.cli import analyse as command
def slow(*_, **__):
    known = adjacency.ties(networkx.gnm_random_graph(20000, 200000, seed=1))
    print("begun", flush=True)
    centrality.betweenness(known)
catalogue.analyse = slow
sys.argv = ["peelgraph", "analyse", "degree", "--store", {str(real_directory)!r}]
peelgraph.main()
"""
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    time.sleep(0.5)
    started = time.monotonic()
    os.kill(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert time.monotonic() - started < 2
    assert process.returncode == -signal.SIGINT
    assert errors == ""
