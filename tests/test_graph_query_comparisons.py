"""What is set against what, and in which order."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import REPORT, Run

from graph.errors import QueryError
from graph.namespaces import PREFIXES, expand
from graph.namespaces import REPORT as REPORTS
from graph.query import comparisons as module
from graph.query.comparisons import comparisons
from graph.query.description import describe_thing
from graph.query.description_markdown import description_markdown
from graph.query.figures import conflicts, figures, reported_pairs
from graph.store import Store, parse_text, rows, store_in_memory

FIGURE = f"{REPORTS}{REPORT}/figure/"


def test_reports_own_comparisons_are_all_judged(real: Store) -> None:
    """Every pair that the report sets side by side is compared or refused; two of seven are refused."""
    found = comparisons(real).pairs
    assert {(item.one.iri, item.other.iri) for item in found} == {
        (one.iri, other.iri) for one, other in reported_pairs(figures(real))
    }
    refused = sorted(item.one.iri.removeprefix(FIGURE) for item in found if item.refusals)
    assert refused == ["immediate-average-now-19-minutes", "sexual-offences-average-104-minutes"]
    assert len(found) == 7


def test_show_tells_the_same_refusal(real: Store) -> None:
    """The page of a thing gives no difference that a comparison would refuse."""
    told = description_markdown(describe_thing(real, PREFIXES["theme"] + "attendance-time"))
    line = next(line for line in told.splitlines() if "against 13 minutes" in line)
    assert ": not comparable: the populations differ: immediate-grade calls, now" in line


@pytest.mark.parametrize("name", ["measure:victims-helped", FIGURE + "bobby-scheme-victims-helped"])
def test_one_figure_is_not_none(real: Store, name: str) -> None:
    """Of a measure with one figure, and of that figure, the message says that there is one."""
    with pytest.raises(QueryError, match=r"holds 1 figure of .*, but nothing to compare with"):
        comparisons(real, expand(name))


def test_nothing_to_compare_is_one_clear_message(
    run: Run, real_directory: Path, real: Store
) -> None:
    """A thing without compared figures, and a thing in the place of a figure, are told apart."""
    said = run("compare", "METHUB", store=real_directory)
    assert (
        said.returncode,
        "holds no figure of “missing, exploited and trafficked team”" in said.stderr,
    ) == (1, True)
    with pytest.raises(QueryError, match="no figure: unit:cambridgeshire-methub"):
        comparisons(
            real, PREFIXES["unit"] + "cambridgeshire-methub", FIGURE + "crimes-not-proceeding"
        )
    with pytest.raises(QueryError, match="given twice"):
        comparisons(real, FIGURE + "crimes-not-proceeding", FIGURE + "crimes-not-proceeding")
    assert run("compare", "", store=real_directory).returncode == 1


def test_each_figure_has_its_sentence(run: Run, real_directory: Path) -> None:
    """Two figures of one sentence both show it, so that neither stands without evidence."""
    said = run(
        "compare",
        f"{FIGURE}file-error-rate-after",
        f"{FIGURE}file-error-rate-before",
        store=real_directory,
    )
    assert (
        said.stdout.count(
            "question 2, Catching criminals, paragraph 3, sentence 5, voice: force states"
        )
        == 2
    )


FOUR = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())


FOUR += "".join(
    f'<urn:{name}> a peel:Figure ; rdfs:label "{name}" ; peel:value {number}.0 ; peel:unit uom:percent ; peel:measure measure:{measure} ;'
    " peel:betterWhen direction:lower .\n"
    for number, (name, measure) in enumerate(map(tuple, ("am", "bm", "cm", "dn")), start=1)
)


FOUR += """
measure:m rdfs:label "m" . measure:n rdfs:label "n" . uom:percent rdfs:label "percent" . basis:plan rdfs:label "plan" .
resolution:open rdfs:label "left open" . theme:narrow skos:broader theme:wide .
<urn:a> peel:comparedWith <urn:c> , <urn:away> ; peel:basis basis:plan ; prov:wasQuotedFrom <urn:s> ; peel:about theme:narrow .
<urn:c> peel:basis basis:plan . <urn:d> peel:comparedWith <urn:b> .
<urn:x> a peel:Conflict ; peel:between <urn:a> , <urn:c> ; rdfs:label "One or three." ; peel:resolution resolution:open .
<urn:y> a peel:Conflict ; peel:between <urn:a> , <urn:c> ; rdfs:label "Or two." ; peel:resolution resolution:open ; rdfs:comment "Who knows."  .
"""


@pytest.mark.parametrize(
    ("asked", "pairs"),
    [
        ("", ["ac", "db"]),
        ("urn:a", ["ac", "ab"]),
        ("urn:b", ["db", "ba", "bc"]),
        ("urn:d", ["db"]),
        (PREFIXES["measure"] + "m", ["ac", "db", "ab", "bc"]),
        (PREFIXES["measure"] + "n", ["db"]),
        (PREFIXES["theme"] + "wide", ["ac"]),
    ],
)
def test_what_is_set_against_what(asked: str, pairs: list[str]) -> None:
    """What the report compares comes first, then figures of one measure; what is asked about stands first, and no pair comes twice."""
    found = comparisons(store_in_memory(parse_text(FOUR)), asked)
    assert [item.one.iri[-1] + item.other.iri[-1] for item in found.pairs] == pairs
    assert found.number == len(pairs)


_PERIODS = """
<urn:a> peel:refPeriod <urn:now> . <urn:b> peel:refPeriod <urn:then> . <urn:c> peel:refPeriod <urn:then> .
<urn:now> rdfs:label "now" . <urn:then> rdfs:label "then" .
"""


_WITHOUT_PAIRS = FOUR.replace("peel:comparedWith", "<urn:beside>")


@pytest.mark.parametrize(
    ("asked", "over_time", "pairs"),
    [
        (PREFIXES["measure"] + "m", False, ["bc", "ab", "ac"]),
        (PREFIXES["measure"] + "m", True, ["ab", "ac", "bc"]),
        ("urn:c", False, ["cb", "ca"]),
    ],
)
def test_what_can_be_compared_comes_first(asked: str, over_time: bool, pairs: list[str]) -> None:
    """Figures of one unit and period are set beside each other before others; a limit leaves the last out."""
    store = store_in_memory(parse_text(_WITHOUT_PAIRS + _PERIODS))
    for limit in (None, *range(1, 4)):
        found = comparisons(store, asked, over_time=over_time, limit=limit)
        assert [item.one.iri[-1] + item.other.iri[-1] for item in found.pairs] == pairs[:limit]
        assert found.number == len(pairs)


def test_figures_carry_what_belongs_to_them() -> None:
    """Comparators, voices and sentences are those of the figure; conflicts are told with their outcome, under the pair."""
    store = store_in_memory(parse_text(FOUR))
    known = figures(store)
    assert sorted(known) == ["urn:a", "urn:b", "urn:c", "urn:d"]
    one = known["urn:a"]
    assert (one.comparators, one.voices, one.sentences, one.period, one.denominator) == (
        {"urn:c", "urn:away"},
        ["plan"],
        ["urn:s"],
        None,
        None,
    )
    assert (one.facts["better"], one.facts["population"], one.facts["measureWords"]) == (
        "lower",
        "",
        "m",
    )
    told = ["One or three (left open).", "Or two (left open). Who knows."]
    assert conflicts(store) == {frozenset(("urn:a", "urn:c")): told}
    assert conflicts(store, {"urn:a", "urn:c"}) == conflicts(store)
    assert conflicts(store, {"urn:b", "urn:d"}) == {}
    (both,) = comparisons(store, "urn:a", "urn:c").pairs
    assert both.cautions == (
        "the graph holds no period of either, but the report sets them side by side itself",
        *told,
    )
    assert [(pair[0].iri, pair[1].iri) for pair in reported_pairs(known, ["urn:c"])] == [
        ("urn:a", "urn:c")
    ]
    with pytest.raises(QueryError, match=r"no figure: urn:x and urn:y\. Look for figures"):
        comparisons(store, "urn:x", "urn:y")
    with pytest.raises(QueryError, match=r"the graph holds no figure of “urn:nothing”"):
        comparisons(store, "urn:nothing")
    with pytest.raises(QueryError, match="no two figures that a report sets side by side"):
        comparisons(store_in_memory())
    with pytest.raises(QueryError, match="a limit of -1 comparisons shows nothing"):
        comparisons(store, limit=-1)


def _outcomes(store: Store, iri: str) -> list[object] | str:
    try:
        found = comparisons(store, iri)
        assert found.number == len(found.pairs)
        return [pair.as_data() for pair in found.pairs]
    except QueryError as error:
        return str(error)


def test_figures_are_chosen_as_if_all_were_read(
    real: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of every figure, every measure and every theme, the pairs are those among all figures."""
    text = """SELECT DISTINCT ?x {
      { ?x a peel:Figure } UNION { ?f peel:measure ?x } UNION { ?f a peel:Figure ; peel:about ?x }
    }"""
    things = [row["x"].value for row in rows(real, text)]
    assert len(things) > 200
    outcomes = [_outcomes(real, iri) for iri in things]
    assert sum(isinstance(outcome, list) for outcome in outcomes) > 20
    every = figures(real, None)
    words = conflicts(real)
    monkeypatch.setattr(module, "figures", lambda *_: every)  # all that there are, read once
    monkeypatch.setattr(module, "conflicts", lambda *_: words)
    assert [_outcomes(real, iri) for iri in things] == outcomes
