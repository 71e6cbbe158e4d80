"""The search for circles of references is paused, and goes on as before."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from graph import garbage_collection


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
