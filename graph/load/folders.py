"""Note what the folders of reports share, so that one can be brought up to date alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set

from graph.errors import PeelgraphError
from graph.evidence import report_of
from graph.files import Source
from graph.namespaces import GRAPH, RDF_TYPE, REPORT, expand
from graph.store import NamedNode, Quad, graph_key

_TYPE, _REPORT = NamedNode(RDF_TYPE), NamedNode(expand("peel:Report"))


class NotLocalError(PeelgraphError):
    """What a report says concerns others too, so that all has to be built together."""


class Folders:
    """What files say of things outside the folder of their report.

    Attributes:
        are_apart: whether files state things in their own graphs alone: those of a report in that
            of the file and those of its sentences, the others in those of no report.
        shared: what the files outside the folders of reports describe or refer to.
    """

    def __init__(self) -> None:
        self.are_apart = True
        self.shared: set[object] = set()
        self._described: dict[str, set[object]] = defaultdict(set)
        self._reports: dict[str, set[str]] = defaultdict(set)
        self._stated: dict[tuple[Source, str], str] = {}

    def add(self, source: Source, quads: Sequence[Quad]) -> None:
        """Add the statements of a file."""
        graphs = {quad.graph_name for quad in quads} - {NamedNode(source.graph)}
        self.are_apart &= all(_is_own(graph_key(graph), source) for graph in graphs)
        if not source.folder:
            self.shared.update(quad.subject for quad in quads)
            self.shared.update(q.object for q in quads if isinstance(q.object, NamedNode))
            return
        self._note_reports(source, quads, sorted(map(graph_key, graphs)))
        own = NamedNode(source.graph)
        stated = (quad.subject for quad in quads if quad.graph_name == own)
        self._described[source.folder].update(stated)

    def strays(self) -> Iterator[tuple[Source, str]]:
        """Yield each file that states sentences of a report that its folder does not describe.

        With it comes the graph of the first of these sentences, for each such report.
        """
        for (source, report), graph in self._stated.items():
            reports = self._reports.get(source.folder) or {source.base.rstrip("/")}
            if report not in reports:
                yield source, graph

    def describing(self) -> list[str]:
        """Return the folders that describe something that is shared, A to Z."""
        return sorted(folder for folder, terms in self._described.items() if self.shared & terms)

    def _note_reports(self, source: Source, quads: Sequence[Quad], graphs: Iterable[str]) -> None:
        """Note which reports a file describes, and of which it states sentences."""
        self._reports[source.folder].update(
            quad.subject.value
            for quad in quads
            if quad.predicate == _TYPE
            and quad.object == _REPORT
            and isinstance(quad.subject, NamedNode)
        )
        for graph in graphs:
            if report := report_of(graph):
                self._stated.setdefault((source, report), graph)

    def note(self, digests: dict[str, str]) -> dict[str, object]:
        """Return what the pointer to a store says of its folders, whose digests are given."""
        if not self.are_apart:
            return {}
        return {"folders": digests, "describing": self.describing()}


def _is_own(graph: str, source: Source) -> bool:
    if source.folder:
        return graph.startswith(source.base)
    return not graph.startswith((REPORT, GRAPH))


def descriptions(quads: Iterable[Quad], shared: Set[object]) -> set[Quad]:
    """Return what is stated of shared things outside the graphs of sentences."""
    return {
        quad
        for quad in quads
        if quad.subject in shared and not graph_key(quad.graph_name).startswith(REPORT)
    }
