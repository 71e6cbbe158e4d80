"""What each analysis says of small invented networks, read by hand: numbers, order, words and the sentences behind every row.

    python tests/test_graph_analyse_words.py

writes tests/examples/analyses.txt anew. **A person counts again on the drawings of invented_network.py what changed, before it is committed.**
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from invented_network import findings, network, statements_of, themes, two_sides, wider_themes

from graph.analyse.analyses.catalogue import analyses, run_analysis
from graph.analyse.result import Result
from graph.analyse.settings import Settings
from graph.errors import PeelgraphError
from graph.store import Store, store_in_memory

EXPECTED = Path(__file__).parent / "examples" / "analyses.txt"
ON_NETWORKS = [
    name for name in analyses() if name not in ("shared", "themes", "reach", "balance", "gaps")
]
STEPS: list[str] = []


def _run(name: str, made: Callable[[], Any], store: Store | None = None, **settings: Any) -> Result:
    analysis = analyses()[name]
    return analysis.run(
        statements_of(made()) if analysis.of_statements else made(),
        store or store_in_memory(),
        Settings(**{"top": 20, **settings}),
        STEPS.append,
    )


CASES: dict[str, Callable[[], Result]] = {
    **{
        name: lambda name=name: _run(name, network, ends=("hospital", "hall"))  # type: ignore[misc]
        for name in ON_NETWORKS
    },
    "betweenness, estimated": lambda: _run("betweenness", network, sample=3, top=1),
    "communities, leiden": lambda: _run("communities", network, by="leiden", top=1),
    "robustness, betweenness": lambda: _run("robustness", network, by="betweenness", top=3),
    "shared": lambda: _run("shared", two_sides),
    "balance": lambda: _run("balance", findings),
    "balance, system": lambda: _run("balance", findings, by="system"),
    "balance, role": lambda: _run("balance", findings, by="role"),
    "themes": lambda: _run("themes", themes, wider_themes()),
}
OF_THE_REPORT: dict[str, tuple[str, Settings]] = {
    "reach": ("reach", Settings()),
    "reach, directly": ("reach", Settings(hops=0)),
    "gaps": ("gaps", Settings()),
    "balance, question": ("balance", Settings(by="question")),
}


def told(result: Result) -> Iterator[str]:
    """Tell a result in lines: title, network, summary, notes, rows with their sentences, and how many rows there are."""
    yield f"{result.title} [{result.network}]"
    yield result.summary
    yield from (f"note: {note}" for note in result.notes)
    for row in result.rows:
        values = ", ".join(f"{name} {value}" for name, value in row.values.items())
        yield f"{row.label} | {values} | {row.reading} | {' '.join(re.split('[/#]', sentence.iri)[-1] for sentence in row.sentences)}"
    series = "; ".join(
        f"{name}: {' '.join(f'{value:.4g}' for value in values)}"
        for name, values in result.series.items()
    )
    yield f"{result.total} in all" + (f"; {series}" if series else "")


def _expected() -> dict[str, str]:
    return {
        part.partition("\n")[0]: part.partition("\n")[2].strip()
        for part in EXPECTED.read_text("utf-8").split("=== ")[1:]
    }


@pytest.mark.parametrize("name", CASES)
def test_an_analysis_says_what_can_be_counted_by_hand(name: str) -> None:
    """Each row, in its order, with its numbers, words and sentences."""
    assert "\n".join(told(CASES[name]())) == _expected()[name]


@pytest.mark.parametrize("name", OF_THE_REPORT)
def test_an_analysis_of_the_invented_report_says_what_can_be_counted_by_hand(
    invented: Store, name: str
) -> None:
    """The same for analyses that ask the store itself."""
    assert "\n".join(told(run_analysis(invented, *OF_THE_REPORT[name]))) == _expected()[name]


def test_nothing_is_expected_that_is_not_tried() -> None:
    """Every part of the file belongs to a case."""
    assert list(_expected()) == [*CASES, *OF_THE_REPORT]


def test_long_work_tells_how_far_it_is() -> None:
    """Communities are told seed by seed, robustness sentence by sentence, betweenness part by part."""
    STEPS.clear()
    for name in ("betweenness", "communities", "robustness"):
        CASES[name]()
    seeds, sentences = (
        (f"communities with seed {number} of 20" for number in range(1, 21)),
        (f"without sentence {number} of 9" for number in range(1, 10)),
    )
    assert list(STEPS) == [
        "shortest paths between 7 things",
        "shortest paths between 2 things",
        *seeds,
        *sentences,
    ]


@pytest.mark.parametrize(
    ("name", "settings", "says"),
    [
        (
            "balance",
            {"by": "colour"},
            "findings cannot be grouped by “colour”. Choose --by unit, role, partner, system, method, power, operation, theme, question.",
        ),
        (
            "robustness",
            {"by": "core-size"},
            "robustness cannot be computed for “core-size”. Choose --by degree, strength, betweenness, pagerank, closeness, core.",
        ),
        (
            "communities",
            {"by": "girvan"},
            "there is no method “girvan” for communities. Choose --by louvain or --by leiden.",
        ),
        ("paths", {"ends": None}, "two things are needed to look for paths. Give --from and --to."),
        (
            "paths",
            {"ends": ("hall", "hall")},
            "both ends are the same thing. Name two different things.",
        ),
        (
            "shared",
            {},
            "the network invented has one side only. Choose a network of two sides, such as units-partners.",
        ),
    ],
)
def test_what_cannot_be_analysed_is_said(name: str, settings: dict[str, Any], says: str) -> None:
    """The message names what there is to choose from."""
    with pytest.raises(PeelgraphError) as caught:
        _run(name, network, **settings)
    assert str(caught.value) == says


def test_two_parts_have_no_way_between_them() -> None:
    """Where no path is stated, the summary says so and there is no row."""
    result = _run("paths", network, ends=("hall", "farm"))
    assert (result.summary, result.rows, result.total) == (
        "The graph holds no path between hall and farm.",
        (),
        0,
    )


def main() -> None:
    """Write what is expected, from what is said now, over a store of the invented report."""
    import tempfile

    from conftest import INVENTED_DATA

    from graph.load.build import build_store
    from graph.store import open_current

    with tempfile.TemporaryDirectory() as folder:
        store = open_current(build_store(Path(folder), data=INVENTED_DATA).directory)
        results = {
            **{name: case() for name, case in CASES.items()},
            **{name: run_analysis(store, *case) for name, case in OF_THE_REPORT.items()},
        }
    EXPECTED.write_text(
        "".join(
            f"=== {name}\n{chr(10).join(told(result))}\n\n" for name, result in results.items()
        ),
        "utf-8",
    )


if __name__ == "__main__":
    main()
