"""Write and parse the pointer and the manifest of a store: JSON with a digest of itself."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path

GENERATION_NAME = re.compile(r"generation-([0-9]{1,18})")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


def seal(note: Mapping[str, object]) -> bytes:
    """Write a pointer or manifest with a digest of itself, each key on a line of its own."""
    content = {key: value for key, value in note.items() if key != "digest"}
    content["digest"] = _digest_of(content)
    lines = [
        f"{json.dumps(key)}: {json.dumps(content[key], sort_keys=True)}" for key in sorted(content)
    ]
    return ("{\n " + ",\n ".join(lines) + "\n}\n").encode()


def _digest_of(content: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def unseal(content: bytes) -> tuple[str, dict[str, object]]:
    """Read a pointer or manifest: return what is wrong with it, or "", and what it says."""
    if not content.strip():
        return "is empty", {}
    try:
        pointer = json.loads(content)
    except (ValueError, RecursionError):
        return "is damaged: it is not JSON", {}
    if not isinstance(pointer, dict):
        return "is damaged: it is not a JSON object", {}
    fault = _pointer_fault(pointer)
    if fault:
        return f"is damaged: {fault}", {}
    return "", pointer


def _pointer_fault(pointer: dict[str, object]) -> str:
    if not GENERATION_NAME.fullmatch(str(pointer.get("generation"))):
        return "it names no generation"
    for key, is_valid in _VALID.items():
        if key in pointer and not is_valid(pointer[key]):
            return f"\u201c{key}\u201d has a value of the wrong type"
    content = {key: value for key, value in pointer.items() if key != "digest"}
    if "digest" in pointer and pointer["digest"] != _digest_of(content):
        return "its digest does not fit what it says"
    return ""


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_time(value: object) -> bool:
    return isinstance(value, str) and bool(_TIME.fullmatch(value))


def _is_counts(value: object) -> bool:
    return isinstance(value, dict) and all(type(number) is int for number in value.values())


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_names(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_text, value.values()))


def _is_files(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(row, list)
        and [type(part) for part in row] == [int, int, str]
        and name == Path(name).name
        for name, row in value.items()
    )


def _is_graphs(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(row, list) and [type(part) for part in row] == [int, str]
        for row in value.values()
    )


_VALID = {
    "generation": _is_text,
    "fingerprint": _is_text,
    "built": _is_time,
    "counts": _is_counts,
    "loaded": _is_texts,
    "folders": _is_names,
    "describing": _is_texts,
    "files": _is_files,
    "graphs": _is_graphs,  # of earlier versions
    "sums": _is_graphs,
    "digest": _is_text,
}
