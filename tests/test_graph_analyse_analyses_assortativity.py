"""The kinds at both ends of all edges are counted."""

from __future__ import annotations

from known_networks import stated

from graph.analyse.analyses.assortativity import ANALYSES
from graph.analyse.result import Result
from graph.analyse.settings import Settings
from graph.store import store_in_memory


def _analysed(*edges: str, kinds: dict[str, str]) -> Result:
    return ANALYSES[0].run(
        stated(*edges, kinds=kinds), store_in_memory(), Settings(), lambda _: None
    )


def test_edges_are_counted_by_kinds() -> None:
    """Rows come by number, with percent and the sentences of both directions; loops do not count."""
    result = _analysed(
        "a r b 1", "b r a 2", "a r x 3", "b r x 4", "x r x 5", kinds={"x": "Partner"}
    )
    assert [(row.label, row.values) for row in result.rows] == [
        ("partner \u2013 unit", {"relationships": 2, "percent": 66.7}),
        ("unit \u2013 unit", {"relationships": 1, "percent": 33.3}),
    ]
    assert [row.reading for row in result.rows] == [
        "2 of 3 relationships join partner and unit.",
        "1 of 3 relationships lie within the kind unit.",
    ]
    assert [s.place for s in result.rows[1].sentences] == ["sentence 1", "sentence 2"]
    assert result.summary.endswith("relationships lead to other kinds more often than by chance.")


def test_the_summary_says_where_edges_lead() -> None:
    """To the own kind, or nowhere in particular where there is one kind only."""
    apart = _analysed("a r b 1", "x r y 2", kinds={"x": "Partner", "y": "Partner"})
    assert apart.summary == (
        "Assortativity by kind is 1.00: relationships lead to their own kind more often than by chance."
    )
    assert _analysed("a r b 1", kinds={}).summary.startswith("There is only one kind of thing")
