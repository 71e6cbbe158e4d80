"""What a map says of its choices."""

from __future__ import annotations

import networkx

from graph.namespaces import expand
from graph.store import Store
from viz.maps.builder import picture
from viz.maps.catalogue import MapOptions
from viz.maps.wording import best_path, filter_words, part_words, scope_words, theme_words


def test_every_choice_is_said() -> None:
    """The things around which it is, the question, the voices, and that plans are left out."""
    options = MapOptions(hops=2, question=1, voices=("force data", "officers"), planned=False)
    assert filter_words(options, ["METHUB"]) == (
        "within 2 steps of METHUB",
        "question 1 of the report",
        "voice: force data",
        "voice: officers",
        "without plans",
    )
    assert filter_words(MapOptions(), []) == ()
    assert filter_words(MapOptions(), ["a", "b"]) == ("within 1 step of a and b",)
    assert filter_words(MapOptions(), [], "Exampleshire 2018") == ("report: Exampleshire 2018",)


def test_a_theme_is_said_by_its_label(real: Store) -> None:
    """And by its name where the graph gives no label."""
    options = MapOptions(theme=expand("theme:domestic-abuse"))
    assert theme_words(real, options) == "theme: domestic abuse"
    assert theme_words(real, MapOptions(theme=expand("theme:none"))) == "theme: theme:none"
    assert theme_words(real, MapOptions()) == ""


def test_the_best_supported_path_is_named() -> None:
    """By the labels of its things, where the map is one of paths."""
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(best_supported=["b", "a"])
    network.add_node("a", label="the hub")
    network.add_node("b", label="officers")
    assert best_path(network) == "The best-supported path: officers, the hub."
    assert best_path(networkx.MultiDiGraph()) == ""


def test_a_page_says_that_it_holds_a_part() -> None:
    """With the numbers of its content."""
    assert "part of the graph: 2 things." in part_words("2 things.")
    assert "part of the graph. Relations: 2 in both." in part_words("Relations: 2 in both.")


def test_a_map_of_several_reports_speaks_of_one_of_them(real: Store, three_together: Store) -> None:
    """Where the graph has one report, or the map is of one, it is the report."""
    assert scope_words(real, MapOptions()) == "the report"
    assert scope_words(real, MapOptions(question=1)) == "question 1 of the report"
    assert scope_words(three_together, MapOptions()) == "one of the reports"
    assert scope_words(three_together, MapOptions(question=1)) == "question 1 of one of the reports"
    inspection = "alddenshire-2018-effectiveness"
    assert scope_words(three_together, MapOptions(inspection=inspection)) == "the report"
    claim = picture(three_together, "partnerships").claim
    assert claim.endswith("relations that one of the reports states.")
