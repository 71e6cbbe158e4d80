"""Describe how two things are connected: as text, as data and in a notebook, with sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.analyse.path_finder import Hop, Paths, paths_between
from graph.analyse.wording import only_across, only_force, report_on, unconnected
from graph.errors import QueryError
from graph.evidence import Evidence
from graph.query.description import labels
from graph.query.search import resolve
from graph.store import Store
from graph.text import format_amount

ROW_TITLES = ("path", "step", "from", "relation", "to", "place", "voice", "sentence")


@dataclass(frozen=True)
class Connection:
    """How two things are connected; there may be no path by stated relations.

    Attributes:
        source: IRI and name of the thing at the start.
        target: IRI and name of the thing at the end.
        paths: the shortest paths and the best-supported one.
        inspection: of whose report alone all steps had to be; "" for any.
    """

    source: tuple[str, str]
    target: tuple[str, str]
    paths: Paths
    inspection: str = ""

    @property
    def shortest(self) -> tuple[Hop, ...]:
        """The hops of the best supported of the shortest paths."""
        return self.paths.shortest

    @property
    def all_shortest(self) -> tuple[tuple[Hop, ...], ...]:
        """The hops of each of the shortest paths, the best supported first."""
        return self.paths.all_shortest

    @property
    def best_supported(self) -> tuple[Hop, ...]:
        """The hops of the path with the most sentences behind it."""
        return self.paths.best_supported

    @property
    def titled(self) -> list[tuple[str, tuple[Hop, ...]]]:
        """Each path once, with its title: the shortest ones, then the best-supported one."""
        paths = [(self._title(number, hops), hops) for number, hops in enumerate(self.all_shortest)]
        best = self.best_supported
        if best not in ((), *self.all_shortest):
            paths.append((_with_length("best-supported path", best), best))
        return paths

    @property
    def words(self) -> str:
        """The message where there is no path, or a remark where some are left out; or ""."""
        within = report_on(self.inspection)
        if self.paths.only_through:
            bodies = (body.label for body in self.paths.only_through)
            words = only_force(bodies, self.source[1], self.target[1], within=within)
            return f"{words}. --through-force shows how (in Python, through_force=True)."
        if self.paths.is_across:
            return f"{only_across(self.source[1], self.target[1], within=within)}."
        if not self.shortest:
            names = f"{self.source[1]} and {self.target[1]}"
            return f"{unconnected(names, within=within)}."
        remarks = []
        if (shown := len(self.all_shortest)) < self.paths.total:
            remarks.append(f"{shown} of {self.paths.total:,} shortest paths are shown.")
        if (reports := self.paths.reports) > 1:
            remarks.append(f"No single report states all steps; they stand in {reports} reports.")
        return " ".join(remarks)

    def as_data(self, texts: Mapping[str, str] | None = None) -> dict[str, object]:
        """Return everything as plain data for JSON.

        Args:
            texts: of sentences by IRI, to be given in full.
        """
        texts = texts or {}
        return {
            "one": _thing_data(*self.source),
            "other": _thing_data(*self.target),
            "shortest": _path_data(self.shortest, texts),
            "best_supported": _path_data(self.best_supported, texts),
            "all_shortest": [_path_data(hops, texts) for hops in self.all_shortest],
            "total": self.paths.total,
            "only_through": [_thing_data(*body) for body in self.paths.only_through],
            "remark": self.words,
        }

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yield a row for each sentence of each step of each path, by ROW_TITLES.

        A relation of loaded data, which name no sentence, has one row without a place.
        """
        for path, (_, hops) in enumerate(self.titled, start=1):
            for step, hop in enumerate(hops, start=1):
                for link in hop.links:
                    names = (str(path), str(step), hop.one.label, link.words, hop.other.label)
                    for item in link.sentences or [Evidence("", "", "")]:
                        yield (*names, item.place, item.voice, item.iri)

    def __str__(self) -> str:
        paths = ["\n".join((title, *path_lines(hops))) for title, hops in self.titled]
        return "\n\n".join(filter(None, (*paths, self.words)))

    def _repr_html_(self) -> str:
        from html import escape

        paths = (
            f"<h4>{escape(title)}</h4><ol>{''.join(map(_item, hops))}</ol>"
            for title, hops in self.titled
        )
        remark = f"<p>{escape(self.words)}</p>" if self.words else ""
        return "".join((*paths, remark))

    def _title(self, number: int, hops: Sequence[Hop]) -> str:
        """Return the title of one of the shortest paths, perhaps the best-supported one too."""
        names = ["shortest"]
        if hops == self.best_supported:
            names.append("best-supported")
        title = f"{' and '.join(names)} path"
        if len(self.all_shortest) > 1:
            title += f" ({number + 1} of {self.paths.total:,} of this length)"
        return _with_length(title, hops)


def connection(
    directory: Path,
    store: Store,
    source: str,
    target: str,
    *,
    findings: bool = False,
    through_force: bool = False,
    inspection: str = "",
) -> Connection:
    """Find how two things are connected.

    Args:
        directory: of the store.
        store: the store itself, opened.
        source: name of the thing to start from.
        target: name of the thing to arrive at.
        findings: whether a path may lead through findings, figures and the like.
        through_force: whether a path may lead through an inspected force.
        inspection: of whose report all steps have to be, by its id or label; "" for any.

    Raises:
        QueryError: when a name means nothing or several things, or both mean the same.
        PeelgraphError: for a name of no inspection that has a report.
        StoreError: when the store has no index.
    """
    ends = resolve(directory, source), resolve(directory, target)
    if ends[0] == ends[1]:
        raise QueryError(
            f"“{source}” and “{target}” are the same thing.", hint="Name two different things."
        )
    paths = paths_between(
        directory,
        store,
        *ends,
        findings=findings,
        through_force=through_force,
        inspection=inspection,
    )
    names = labels(store, ends)
    start, end = ((iri, names.get(iri, iri)) for iri in ends)
    return Connection(start, end, paths, inspection)


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


def _with_length(name: str, hops: Sequence[Hop]) -> str:
    return f"{name}, {format_amount(len(hops), 'hops')}"


def _thing_data(iri: str, name: str) -> dict[str, str]:
    return {"iri": iri, "name": name}


def _path_data(hops: Sequence[Hop], texts: Mapping[str, str]) -> list[dict[str, object]]:
    return [_hop_data(hop, texts) for hop in hops]


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
