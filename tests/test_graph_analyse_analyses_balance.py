"""Strengths and concerns are counted as a query counts them."""

from __future__ import annotations

from collections import defaultdict

import pytest

from graph.analyse.analyses.catalogue import run_analysis
from graph.analyse.settings import Settings
from graph.store import Store, rows


def test_balance_is_counted_as_sparql_counts(real: Store) -> None:
    """Strengths and concerns of every unit are those that a query counts."""
    text = "SELECT ?u ?p (COUNT(DISTINCT ?f) AS ?n) { ?f a peel:Finding ; peel:about ?u ; peel:polarity/rdfs:label ?p . ?u a peel:Unit } GROUP BY ?u ?p"
    counted = {(row["u"].value, row["p"].value): int(row["n"].value) for row in rows(real, text)}
    result = run_analysis(real, "balance", Settings(top=1000))
    assert len(result.rows) == len({unit for unit, _ in counted})
    for row in result.rows:
        for polarity in ("strength", "concern", "mixed", "neutral"):
            assert row.values[polarity] == counted.get((row.iri, polarity), 0)


@pytest.mark.parametrize("by", ["unit", "theme"])
def test_a_balance_lies_between_its_ends(real: Store, by: str) -> None:
    """From -1, concerns only, to 1; 0 for as many of each; nothing where neither was found."""
    rows_by_balance: dict[float | None, list[tuple[float, float]]] = defaultdict(list)
    for row in run_analysis(real, "balance", Settings(by=by, top=1000)).rows:
        strengths, concerns = row.number("strength"), row.number("concern")
        balance = row.values["balance"]
        assert not isinstance(balance, str)
        rows_by_balance[balance].append((strengths, concerns))
    for strengths, concerns in rows_by_balance.pop(None, []):
        assert strengths == concerns == 0
    assert all(strengths == concerns > 0 for strengths, concerns in rows_by_balance[0.0])
    for balance, counts in rows_by_balance.items():
        assert balance is not None
        for strengths, concerns in counts:
            assert (balance == 1, balance == -1) == (concerns == 0, strengths == 0)
            assert (balance > 0) == (strengths > concerns)
    assert rows_by_balance[0.0], "no row has as many strengths as concerns: the test shows nothing"


def test_balance_by_question_counts_every_finding_under_what_it_answers(real: Store) -> None:
    """The findings of all questions and parts are all pairs of a finding and what it answers."""
    (row,) = rows(real, "SELECT (COUNT(*) AS ?n) { ?f a peel:Finding ; peel:answers ?question }")
    result = run_analysis(real, "balance", Settings(by="question", top=1000))
    assert sum(int(line.values["findings"] or 0) for line in result.rows) == int(row["n"].value)


def test_the_polarity_of_few_findings_is_put_into_words(invented: Store) -> None:
    """Each row says how many strengths and concerns there are, in whose voices."""
    for row in run_analysis(invented, "balance", Settings(by="theme", top=100)).rows:
        strengths = int(row.number("strength"))
        words = f"{strengths} strength{'s' * (strengths != 1)} and "
        assert row.reading.startswith(words)
        assert "; voices: " in row.reading
