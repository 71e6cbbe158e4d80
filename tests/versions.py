"""Versions of the data for tests: a git repository, and exports with edited lines."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from conftest import REPORT

from graph.store import Store, rows

BASE = f"https://w3id.org/peelgraph/report/{REPORT}/"


def git(folder: Path, *arguments: str) -> None:
    """Run git as a user without any settings of their own."""
    who = {
        f"GIT_{role}_{field}": value
        for role in ("AUTHOR", "COMMITTER")
        for field, value in (("NAME", "A"), ("EMAIL", "a@example.org"))
    }
    environment = {
        **os.environ,
        **who,
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    subprocess.run(
        ["git", "-C", str(folder), *arguments], check=True, capture_output=True, env=environment
    )


def commit(data: Path, message: str) -> None:
    """Record all that is in a folder."""
    git(data, "add", "--all", ".")
    git(data, "commit", "--quiet", "--message", message)


def changed(path: Path, target: Path, edit: Callable[[str], str | None]) -> Path:
    """Copy N-Quads, each line edited or left out."""
    target.write_text(
        "".join(
            f"{new}\n"
            for line in path.read_text("utf-8").splitlines()
            if (new := edit(line)) is not None
        ),
        "utf-8",
    )
    return target


def some_relation(real: Store) -> tuple[str, str, str, str]:
    """Return a partnership that rests on one sentence: its line without the graph, its words, its sentence, and another sentence."""
    text = """SELECT ?a ?b ?one ?other (SAMPLE(?g) AS ?graph) (COUNT(?g) AS ?n) {
        GRAPH ?g { ?a peel:refersTo ?b } ?g a peel:Sentence . ?a rdfs:label ?one . ?b rdfs:label ?other
    } GROUP BY ?a ?b ?one ?other HAVING (COUNT(?g) = 1) ORDER BY ?a ?b LIMIT 1"""
    row = next(rows(real, text))
    line = f"{row['a']} <https://w3id.org/peelgraph/ontology#refersTo> {row['b']}"
    elsewhere = f"{BASE}q1/1/1" if row["graph"].value != f"{BASE}q1/1/1" else f"{BASE}q1/1/2"
    return line, f"{row['one'].value} refers to {row['other'].value}", row["graph"].value, elsewhere
