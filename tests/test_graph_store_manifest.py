"""The pointer and the manifest of a store show by themselves whether they were changed."""

from __future__ import annotations

import json

import pytest

from graph.store_manifest import seal, unseal

NOTE = {"generation": "generation-7", "counts": {"reports": 1}, "files": {"a": [1, 2, "x"]}}


def test_a_sealed_note_is_read_back() -> None:
    """What was written is read without a fault, and the order of its keys does not matter."""
    content = seal(NOTE)
    fault, note = unseal(content)
    assert fault == ""
    assert {key: note[key] for key in NOTE} == NOTE
    assert content == seal(dict(reversed(NOTE.items())))
    assert seal(note) == content


@pytest.mark.parametrize(
    ("old", "new"), [(b"generation-7", b"generation-8"), (b'"reports": 1', b'"reports": 2')]
)
def test_any_change_is_noticed(old: bytes, new: bytes) -> None:
    """A value that is still of its type, but not what was sealed, does not fit the digest."""
    content = seal(NOTE).replace(old, new)
    assert unseal(content) == ("is damaged: its digest does not fit what it says", {})


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b" \n", "is empty"),
        (b"[" * 100_000, "is damaged: it is not JSON"),
        (b"\xff", "is damaged: it is not JSON"),
        (b"[]", "is damaged: it is not a JSON object"),
        (json.dumps({**NOTE, "generation": "../x"}).encode(), "is damaged: it names no generation"),
    ],
)
def test_what_is_no_note_is_said(content: bytes, fault: str) -> None:
    """Nothing of a damaged note is used."""
    assert unseal(content) == (fault, {})
