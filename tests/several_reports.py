"""Stores of different synthetic reports that share a register, each alone or all together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random

from benchmarks import corpus
from benchmarks.synthetic_report import report_statements
from graph.load import source_files
from graph.load.infer import infer
from graph.store import DefaultGraph, Quad, Store, store_in_memory


def single(number: int) -> Store:
    """Return a store of one report."""
    return _store([number])


def several(reports: int) -> Store:
    """Return a store of the first reports together."""
    return _store(range(reports))


def _store(numbers: Iterable[int]) -> Store:
    store = store_in_memory(_quads(numbers))
    infer(store)
    return store


def _quads(numbers: Iterable[int]) -> Iterator[Quad]:
    """Yield what some reports of the synthetic corpus state, and what they share."""
    shared = [quad for source in corpus._shared() for quad in source_files.parse_source(source)]
    register = corpus._register(shared, Random(1))  # noqa: S311 - of chance, not of secrets
    reports = [
        Quad(subject, predicate, value, graph)
        for number in numbers
        for graph, subject, predicate, value in report_statements(number, register, 1)
    ]
    for quad in (*shared, *reports):
        yield quad
        yield Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())
