"""Where the page of a map starts."""

from __future__ import annotations

from graph.namespaces import expand
from viz.maps.catalogue import MapOptions
from viz.maps.start_address import at_path, at_things, at_view

HUB, CARE = expand("unit:hub"), expand("organisation:care")


def test_a_view_has_the_theme_as_its_filter() -> None:
    """And the colours of the options before its own."""
    start = at_view("partnerships", colour="community")
    theme = expand("theme:domestic-abuse")
    assert start(MapOptions(theme=theme)) == {
        "view": "partnerships",
        "theme": "theme:domestic-abuse",
        "colour": "community",
    }
    assert start(MapOptions(by="sector"))["colour"] == "sector"


def test_one_thing_several_and_a_path() -> None:
    """Each has the address that the explorer gives it."""
    assert at_things(MapOptions(about=(HUB,)))["thing"] == "unit:hub"
    assert at_things(MapOptions(about=(HUB, CARE)))["things"] == "unit:hub,organisation:care"
    path = at_path(MapOptions(about=(HUB, CARE), through_force=True))
    assert (path["from"], path["to"], path["force"]) == ("unit:hub", "organisation:care", "yes")
    assert at_path(MapOptions(about=(HUB, CARE)))["force"] == ""
