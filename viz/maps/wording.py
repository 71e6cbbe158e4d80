"""Say in words what a map shows: what was chosen, what was left out, and which path is best."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graph.namespaces import compress
from graph.query.description import labels
from graph.store import Store, rows
from graph.text import format_amount

if TYPE_CHECKING:
    import networkx

    from viz.maps.catalogue import MapOptions

_REPORTS = "SELECT ?report { ?report a peel:Report }"
_BESIDE = "Beside these, it holds what is said about them: findings, figures and the like."


def part_words(claim: str) -> str:
    """Say what a page holds.

    >>> part_words("2 things and 1 relation that the report states.")[:63]
    'This page holds part of the graph: 2 things and 1 relation that'

    Args:
        claim: of its content, in a sentence.
    """
    mark = ":" if claim[:1].isdigit() else "."
    return f"This page holds part of the graph{mark} {claim} {_BESIDE}"


def scope_words(store: Store, options: MapOptions) -> str:
    """Say of which part of which report a map is, as in `question 1 of the report`."""
    number = sum(1 for _ in rows(store, _REPORTS))
    scope = "the report" if number < 2 or options.inspection else "one of the reports"
    if options.question is not None:
        scope = f"question {options.question} of {scope}"
    return scope


def filter_words(options: MapOptions, names: Sequence[str], report: str = "") -> tuple[str, ...]:
    """Return the filters of a map other than its theme.

    Args:
        options: of the map.
        names: of the things around which it is, where its title does not say them.
        report: label of the report on the inspection to which it is limited, if it is.
    """
    words = []
    if names:
        steps = format_amount(options.hops, "steps")
        words.append(f"within {steps} of {' and '.join(names)}")
    if report:
        words.append(f"report: {report}")
    if options.question is not None:
        words.append(f"question {options.question} of the report")
    words += [f"voice: {voice}" for voice in options.voices]
    if not options.planned:
        words.append("without plans")
    return tuple(words)


def theme_words(store: Store, options: MapOptions) -> str:
    """Return the theme of a map as a filter in words, or ""."""
    if not options.theme:
        return ""
    label = labels(store, [options.theme]).get(options.theme, compress(options.theme))
    return f"theme: {label}"


def best_path(network: networkx.MultiDiGraph[str]) -> str:
    """Name the things on the best-supported path of a map of paths; "" for any other map."""
    path = network.graph.get("best_supported", ())
    names = ", ".join(str(network.nodes[iri]["label"]) for iri in path)
    return f"The best-supported path: {names}." if names else ""
