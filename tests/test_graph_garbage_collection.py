"""The search for circles of references is paused, and goes on as before."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from graph import garbage_collection
from graph.errors import PeelgraphError
from graph.store import Store, store_in_memory
from viz.explorer import explorer_page
from viz.explorer.explorer_page import render_site
from viz.maps import builder
from viz.maps.builder import draw
from viz.pages import analysis
from viz.pages.analysis import analysis_page


@pytest.fixture(autouse=True)
def _collecting() -> Iterator[None]:
    """Begin as a program begins, and leave everything as it was."""
    was_enabled = gc.isenabled()
    gc.enable()
    yield
    if not was_enabled:
        gc.disable()


def test_collection_goes_on_after_a_pause_and_an_error() -> None:
    """Whoever had switched it off before finds it off."""
    was_enabled = []

    def fail() -> None:
        with garbage_collection.paused():
            was_enabled.append(gc.isenabled())
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - its own
        fail()
    assert was_enabled == [False]
    assert gc.isenabled()
    gc.disable()
    with garbage_collection.paused():
        pass
    assert not gc.isenabled()


@pytest.mark.parametrize(
    ("module", "function", "write"),
    [
        (explorer_page, "read_graph", render_site),
        (analysis, "network_report", analysis_page),
        (builder, "picture", lambda store: draw(store, "partnerships", Path("map.html"))),
    ],
)
def test_it_is_paused_while_a_page_is_made(
    monkeypatch: pytest.MonkeyPatch,
    module: ModuleType,
    function: str,
    write: Callable[[Store], object],
) -> None:
    """A page of many reports needs millions of objects at once, which would be looked through again and again."""
    was_enabled = []

    def fail(*_: object, **__: object) -> None:
        was_enabled.append(gc.isenabled())
        raise PeelgraphError("enough seen.")

    monkeypatch.setattr(module, function, fail)
    with pytest.raises(PeelgraphError, match="enough seen"):
        write(store_in_memory())
    assert was_enabled == [False]
    assert gc.isenabled()
