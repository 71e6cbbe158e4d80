"""The search for circles of references is paused, and goes on as before."""

from __future__ import annotations

import gc

import pytest

from graph.load import garbage_collection


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
    try:
        with garbage_collection.paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
