"""Collect the sentences behind the things and relations of a network, each once and in order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, overload

from graph.evidence import Evidence, report_number

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

_MOST_PLACES = 100_000  # sentences whose place is remembered
FORCE_VOICES = frozenset({"force states", "force data"})  # in which the force itself speaks


class LazySentences(Sequence[Evidence]):
    """Sentences that are collected when they are first read; many rows are shown without theirs."""

    def __init__(self, collect: Callable[[], Sequence[Evidence]]) -> None:
        self._collect = collect

    @cached_property
    def _sentences(self) -> Sequence[Evidence]:
        return self._collect()

    def __len__(self) -> int:
        return len(self._sentences)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    @overload
    def __getitem__(self, place: int) -> Evidence: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Evidence]: ...
    def __getitem__(self, place: int | slice) -> Evidence | Sequence[Evidence]:
        return self._sentences[place]


def node_sentences(
    network: Network, node: str, neighbours: Collection[str] | None = None
) -> tuple[Evidence, ...]:
    """Return the sentences on the relations of a thing, to all its neighbours or to some."""
    edges: list[tuple[str, dict[str, Any]]] = [
        *((target, attributes) for _, target, attributes in network.out_edges(node, data=True)),
        *((source, attributes) for source, _, attributes in network.in_edges(node, data=True)),
    ]
    return attribute_sentences(
        attributes
        for neighbour, attributes in edges
        if neighbours is None or neighbour in neighbours
    )


def pair_sentences(network: Network, source: str, target: str) -> tuple[Evidence, ...]:
    """Return the sentences that state a relation between two things, in either direction."""
    return attribute_sentences(pair_attributes(network, source, target))


def pair_attributes(network: Network, source: str, target: str) -> Iterator[dict[str, Any]]:
    """Yield the attributes of the edges between two things, in either direction."""
    for ends in ((source, target), (target, source)):
        yield from (network.get_edge_data(*ends) or {}).values()


def sentences_of(sentences: Iterable[Evidence], reports: Set[int]) -> list[Evidence]:
    """Return the sentences of some reports and loaded data; all where no report is given.

    Args:
        sentences: to choose from.
        reports: numbers of reports, as `graph.evidence.report_number` has them.
    """
    if not reports:
        return list(sentences)
    numbers = {0, *reports}
    return [sentence for sentence in sentences if report_number(sentence.iri) in numbers]


def attribute_sentences(edges: Iterable[dict[str, Any]]) -> tuple[Evidence, ...]:
    """Return the sentences on edges, given the attributes of each edge."""
    return distinct_sentences(
        sentence for attributes in edges for sentence in attributes.get("sentences", ())
    )


def distinct_sentences(sentences: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return each sentence once, in the order of the report."""
    unique = {sentence.iri: sentence for sentence in sentences}
    return tuple(sorted(unique.values(), key=lambda sentence: _place(sentence.iri)))


@lru_cache(maxsize=_MOST_PLACES)
def _place(iri: str) -> tuple[tuple[int, int, str], ...]:
    """Return the parts of an address, such that numbers compare as numbers."""
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in iri.split("/"))
