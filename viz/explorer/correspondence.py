"""Pair the things of two reports that are called the same, but for the names of their forces."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any, TypeAlias

Columns: TypeAlias = Mapping[str, Any]
Key: TypeAlias = tuple[str, tuple[str, ...]]


def corresponding(
    here: Columns, there: Columns, *, shared: Collection[str]
) -> list[tuple[str, str]]:
    """Return pairs of compact IRIs: a thing of each graph, of one class and the same name.

    The words of the names of inspected forces do not count. Findings, figures and the like, whose
    names are sentences, have no counterpart; nor has a thing whose name several have.

    >>> def side(*things):
    ...     columns = dict(zip(("iri", "class", "label", "names"), map(list, zip(*things))))
    ...     classes = {"name": ["Force", "Unit"], "family": ["thing", "thing"]}
    ...     return {"nodes": columns, "classes": classes, "reports": [{"bodies": [things[0][0]]}]}
    >>> here = side(("force:a", 0, "Anyshire Police", []), ("unit:a", 1, "Anyshire MASH", []))
    >>> there = side(("force:b", 0, "Beeshire Police", []), ("unit:b", 1, "hub", ["MASH"]))
    >>> corresponding(here, there, shared=())
    [('force:a', 'force:b'), ('unit:a', 'unit:b')]
    """
    first, second = _things_by_name(here, shared), _things_by_name(there, shared)
    pairs: dict[str, str] = {}
    for key in sorted(first.keys() & second.keys()):
        if len(first[key]) == len(second[key]) == 1:
            source, target = first[key][0], second[key][0]
            if source not in pairs and target not in pairs.values():
                pairs[source] = target
    return sorted(pairs.items())


def _things_by_name(side: Columns, shared: Collection[str]) -> dict[Key, list[str]]:
    things: dict[Key, list[str]] = defaultdict(list)
    for iri, key in _keys(side):
        if iri not in shared and iri not in things[key]:
            things[key].append(iri)
    return things


def _keys(side: Columns) -> Iterator[tuple[str, Key]]:
    """Yield each thing with its class and the words of each of its names."""
    of_bodies = _words_of_bodies(side)
    classes, families = side["classes"]["name"], side["classes"]["family"]
    for iri, kind, names in _named(side):
        if families[kind] != "statement":
            for name in names:
                yield (
                    iri,
                    (classes[kind], tuple(word for word in _words(name) if word not in of_bodies)),
                )


def _words_of_bodies(side: Columns) -> set[str]:
    bodies = {iri for report in side["reports"] for iri in report["bodies"]}
    names = (name for iri, _, names in _named(side) if iri in bodies for name in names)
    return {word for name in names for word in _words(name)}


def _named(side: Columns) -> Iterator[tuple[str, int, list[str]]]:
    nodes = side["nodes"]
    columns = (nodes[name] for name in ("iri", "class", "label", "names"))
    for iri, kind, label, names in zip(*columns, strict=True):
        yield iri, kind, [label, *names]


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name.casefold())
