"""All that a store holds, so that two stores can be compared."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from graph.store import RdfFormat, open_current, read_pointer

_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'grams_%'"
_TERMS = "SELECT term, doc, cnt FROM temp.vocabulary"


def content_of(directory: Path) -> dict[str, object]:
    """Return all that a store holds: statements, index row by row, Turtle, digests and notes."""
    pointer = read_pointer(directory)
    folder = directory / str(pointer["generation"])
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    lines = (open_current(directory).dump(format=RdfFormat.N_QUADS) or b"").splitlines()
    content: dict[str, object] = {
        "statements": set(lines),
        "digests": manifest["sums"],
    }
    if (folder / "statements.ttl").exists():
        content["Turtle"] = (folder / "statements.ttl").read_text("utf-8").splitlines()
    with closing(sqlite3.connect(folder / "names.db")) as database:
        for (table,) in database.execute(_TABLES).fetchall():
            content[table] = set(database.execute(f'SELECT * FROM "{table}"'))  # noqa: S608
        database.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, grams, row)")
        content["grams"] = set(database.execute(_TERMS))
    notes = ("counts", "fingerprint", "folders", "describing")
    return {**content, **{name: pointer[name] for name in notes if name in pointer}}
