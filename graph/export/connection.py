"""Describe how two things are connected: as text, as data and in a notebook, with sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.analyse.connections import Hop, paths_between
from graph.errors import QueryError
from graph.query.description import labels
from graph.query.search import resolve
from graph.store import Store
from graph.text import format_amount


@dataclass(frozen=True)
class Connection:
    """How two things are connected; without a path by stated relations, both paths are empty.

    Attributes:
        source: IRI and name of the thing at the start.
        target: IRI and name of the thing at the end.
        shortest: the hops of the shortest path.
        best_supported: the hops of the path with the most sentences behind it.
    """

    source: tuple[str, str]
    target: tuple[str, str]
    shortest: tuple[Hop, ...]
    best_supported: tuple[Hop, ...]

    @property
    def titled(self) -> list[tuple[str, tuple[Hop, ...]]]:
        """The paths with a title each: none, one where both are the same, or two."""
        if not self.shortest:
            return []
        if self.shortest == self.best_supported:
            return [(_title("shortest and best-supported path", self.shortest), self.shortest)]
        return [
            (_title("shortest path", self.shortest), self.shortest),
            (_title("best-supported path", self.best_supported), self.best_supported),
        ]

    @property
    def words(self) -> str:
        """The message where there is no path."""
        names = f"{self.source[1]} and {self.target[1]}"
        return f"no supported path: the graph holds no stated relations that connect {names}"

    def as_data(self, texts: Mapping[str, str] | None = None) -> dict[str, object]:
        """Return everything as plain data for JSON.

        Args:
            texts: of sentences by IRI, to be given in full.
        """
        return {
            "one": _thing_data(*self.source),
            "other": _thing_data(*self.target),
            "shortest": [_hop_data(hop, texts or {}) for hop in self.shortest],
            "best_supported": [_hop_data(hop, texts or {}) for hop in self.best_supported],
        }

    def __str__(self) -> str:
        paths = ["\n".join((title, *path_lines(hops))) for title, hops in self.titled]
        return "\n\n".join(paths) or self.words

    def _repr_html_(self) -> str:
        from html import escape

        if not self.titled:
            return f"<p>{escape(self.words)}</p>"
        return "".join(
            f"<h4>{escape(title)}</h4><ol>{''.join(map(_item, hops))}</ol>"
            for title, hops in self.titled
        )


def connection(
    directory: Path, store: Store, source: str, target: str, *, findings: bool = False
) -> Connection:
    """Find how two things are connected.

    Args:
        directory: of the store.
        store: the store itself, opened.
        source: name of the thing to start from.
        target: name of the thing to arrive at.
        findings: whether a path may lead through findings, figures and the like.

    Raises:
        QueryError: when a name means nothing or several things, or both mean the same.
        StoreError: when the store has no index.
    """
    ends = resolve(directory, source), resolve(directory, target)
    if ends[0] == ends[1]:
        raise QueryError(
            f"“{source}” and “{target}” are the same thing.", hint="Name two different things."
        )
    paths = paths_between(directory, store, *ends, findings=findings)
    names = labels(store, ends)
    start, end = ((iri, names.get(iri, iri)) for iri in ends)
    return Connection(start, end, paths.shortest, paths.best_supported)


def path_lines(hops: Sequence[Hop], texts: Mapping[str, str] | None = None) -> Iterator[str]:
    """Yield a path as text: each hop in words, then place, voice and address of its sentences.

    Args:
        hops: of the path.
        texts: of sentences by IRI, to be shown in full.
    """
    for hop in hops:
        for link in hop.links:
            yield f"{hop.one.label} \u2014 {link.words} \u2192 {hop.other.label}"
            for sentence in link.sentences:
                yield f"  {sentence.place}, voice: {sentence.voice}"
                yield f"  {sentence.address}"
                if texts and sentence.iri in texts:
                    yield f"  > {' '.join(texts[sentence.iri].split())}"


def _title(name: str, hops: Sequence[Hop]) -> str:
    return f"{name}, {format_amount(len(hops), 'hops')}"


def _thing_data(iri: str, name: str) -> dict[str, str]:
    return {"iri": iri, "name": name}


def _hop_data(hop: Hop, texts: Mapping[str, str]) -> dict[str, object]:
    links = [
        {"words": link.words, "sentences": [sentence.as_data(texts) for sentence in link.sentences]}
        for link in hop.links
    ]
    return {
        "one": _thing_data(hop.one.iri, hop.one.label),
        "other": _thing_data(hop.other.iri, hop.other.label),
        "links": links,
    }


def _item(hop: Hop) -> str:
    from html import escape

    from graph.query.description_html import place_links

    words = "; ".join(f"{escape(link.words)} ({place_links(link.sentences)})" for link in hop.links)
    return f"<li>{escape(hop.one.label)} \u2014 {words} \u2192 {escape(hop.other.label)}</li>"
