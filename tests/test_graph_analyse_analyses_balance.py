"""Strengths and concerns are counted as a query counts them."""

from __future__ import annotations

from graph.analyse.analyses.catalogue import run_analysis
from graph.analyse.options import Settings
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
