"""The catalogue of maps: every entry is complete, and what a map needs is said."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx
import pytest
from conftest import ROOT

from graph.analyse.networks.projection import Selection, projections
from graph.errors import PeelgraphError
from graph.layout.positions import LAYOUTS
from graph.store import Store, store_in_memory
from viz.maps.builder import draw
from viz.maps.catalogue import MAPS, MOST, Map, MapOptions, find_map

DOCS = ROOT / "docs" / "maps.md"


@pytest.mark.parametrize("name", sorted(MAPS))
def test_every_map_is_complete(name: str) -> None:
    """A map has a title, a question, and either a network with a layout or things that are chosen."""
    entry = MAPS[name]
    assert entry.name == name
    assert entry.title
    assert entry.question.endswith("?")
    assert (entry.projection in projections()) == (entry.choose is None)
    assert entry.layout in LAYOUTS
    assert len(entry.counts) == 2
    options = MapOptions(about=("urn:a", "urn:b"))
    assert {"view", "thing", "things", "from"} & entry.start(options).keys()
    assert set(entry.views) <= projections().keys()


def test_amounts_agree_with_their_numbers() -> None:
    """One relation is not relations, in what a map says of itself and what the command says of it."""
    assert MAPS["ego"].amounts((2, 1)) == ["2 things", "1 relation"]
    assert MAPS["timeline"].amounts((1_040, 1)) == ["1,040 events", "1 of them after the fieldwork"]


def test_a_map_is_found_by_its_name() -> None:
    """A name gives its entry; an unknown one is an error with the nearest and all names."""
    assert find_map("ego") is MAPS["ego"]
    with pytest.raises(PeelgraphError, match=r"there is no map .*Did you mean units.*partnerships"):
        find_map("unit")
    with pytest.raises(PeelgraphError) as caught:
        find_map("zzz")
    assert "Did you mean" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "complete", "message"),
    [
        ("ego", MapOptions(about=("a",)), "needs a thing in its middle. Name it with --about"),
        ("path", MapOptions(about=("a", "b")), "needs two things. Name it with --from"),
        (
            "compare",
            MapOptions(other=(store_in_memory(()), "a", "b")),
            "needs another store. Name it with",
        ),
    ],
)
def test_what_a_map_needs_is_checked(name: str, complete: MapOptions, message: str) -> None:
    """Options without it are refused with the option that is missing, options with it are not."""
    MAPS[name].check(complete)
    with pytest.raises(PeelgraphError, match=message):
        MAPS[name].check(MapOptions())


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("partnerships", {"other": (store_in_memory(()), "a", "b")}, "--with. Leave.*for compare"),
        ("communities", {"through_force": True}, "--through-force. Leave it out; it is for path"),
        ("path", {"hops": 2}, "--hops. Leave it out; it is for all but path, figures, timeline"),
        ("units", {"hops": 2}, "--hops without --about. Leave it out, or give both"),
        (
            "figures",
            {"planned": False},
            "--planned/--no-planned. Leave it out; it is for all but figures",
        ),
        ("figures", {"by": "sector"}, "--by. Leave it out"),
        ("timeline", {"most": 5}, "--most. Leave it out"),
    ],
)
def test_an_option_that_would_change_nothing_is_refused(
    name: str, options: dict[str, Any], message: str
) -> None:
    """The message says for which maps it is, or what it needs."""
    about = ("a", "b") if name == "path" else ()
    with pytest.raises(PeelgraphError, match=f"the map {name} does not use {message}"):
        MAPS[name].check(MapOptions(about=about, **options))


@pytest.mark.parametrize("name", sorted(MAPS))
def test_a_map_takes_the_options_that_it_says(name: str) -> None:
    """Options that count as given at their defaults are refused exactly where the map does not use them."""
    entry = MAPS[name]
    options = MapOptions(about=("a", "b"), other=(store_in_memory(()), "a", "b"))
    for option in ("hops", "by", "most", "planned", "through_force"):
        plain = replace(options, other=options.other if "other" in entry.takes else None)
        if option in entry.takes:
            entry.check(plain, [option])
        else:
            with pytest.raises(PeelgraphError, match=f"the map {name} does not use"):
                entry.check(plain, [option])


def test_a_map_without_needs_takes_any_options() -> None:
    """Nothing has to be named for most maps."""
    MAPS["partnerships"].check(MapOptions())
    assert MAPS["partnerships"].usage == MAPS["partnerships"].question
    assert MAPS["path"].usage.endswith("one? (--from THING --to THING)")


def test_pages_are_written_as_pages_only() -> None:
    """A map of a network is a page or a picture, a page without a network only a page."""
    assert MAPS["units"].suffixes == (".html", ".svg")
    assert MAPS["figures"].suffixes == (".html",)


def test_everything_is_shown_by_default() -> None:
    """Without options a map has no limit but the number of things, and its network is that of the projection."""
    assert MapOptions() == MapOptions((), 1, "", None, (), True, False, "", MOST, None)
    entry = Map("x", "X", "What?", "partnerships")
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    assert entry.transform(network, MapOptions(), Selection()) is network
    assert entry.focus(network, MapOptions()) is network
    assert entry.arrange(network, MapOptions()) is network


def test_a_map_is_one_entry(real: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The entry that the page on maps shows is all that a new map needs: it is found, drawn as a picture, and listed."""
    (text,) = re.findall(r"```python\n(Map\(.*?\n\))\n```", DOCS.read_text("utf-8"), re.DOTALL)
    entry = eval(text, {"Map": Map})  # noqa: S307 - our own page
    monkeypatch.setitem(MAPS, entry.name, entry)
    assert find_map("units-and-partners") is entry
    things, relations = draw(real, "units-and-partners", tmp_path / "x.svg")
    assert min(things, relations) > 10
    assert "Which partners units share" in (tmp_path / "x.svg").read_text("utf-8")
