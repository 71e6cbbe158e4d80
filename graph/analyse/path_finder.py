"""Explain how two things are connected: the shortest and the best-supported paths, with sentences.

The paths are those of `algorithms/report_paths.py` over all stated relations, taken both ways,
whose neighbours are read from the index of the store: each lies within one report, where a report
speaks of both ends. The inspected force is connected with almost
everything, so that no path leads through it, unless that is asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Set
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from graph.analyse.algorithms.report_paths import ReportLinks, routes_by_report
from graph.analyse.algorithms.shortest_paths import Routes
from graph.analyse.evidence import sentences_of
from graph.analyse.networks.inspections import reports_of_inspection
from graph.default_graph import foreign_quads
from graph.evidence import Evidence, read_evidence, report_number, report_of
from graph.load.links import End, Links
from graph.namespaces import REPORT
from graph.queries import PackagedQuery
from graph.query.loaded_data import relation_words
from graph.store import NamedNode, Store
from graph.store_index import open_index, opened_index

_STATED = Path(__file__).parent / "path_finder" / "stated.rq"


@dataclass(frozen=True, order=True)
class HopRelation:
    """A relation that sentences state, in words as read in the direction of the path."""

    words: str
    sentences: tuple[Evidence, ...]


@dataclass(frozen=True)
class Hop:
    """A step of a path: from one thing to the next, with all that is stated between them."""

    one: End
    other: End
    links: tuple[HopRelation, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """IRIs of the distinct sentences behind the hop, A to Z."""
        return tuple(sorted({sentence.iri for link in self.links for sentence in link.sentences}))


@dataclass(frozen=True)
class Paths:
    """How two things are connected; there may be no path.

    Attributes:
        all_shortest: the paths with the fewest hops, the best supported first.
        total: how many such paths there are, of which some may be left out.
        best_supported: the path with the most sentences behind its hops; the shortest of those.
        only_through: inspected bodies that alone connect the two, where nothing else does.
        is_across: whether no report connects the two, and only several together would.
    """

    all_shortest: tuple[tuple[Hop, ...], ...]
    total: int
    best_supported: tuple[Hop, ...]
    only_through: tuple[End, ...]
    is_across: bool = False

    @property
    def shortest(self) -> tuple[Hop, ...]:
        """The best supported of the shortest paths; empty where there is none."""
        return next(iter(self.all_shortest), ())

    @property
    def reports(self) -> int:
        """Number of the reports in which the shortest path stands; 1 where one states all of it."""
        steps = [{report_of(iri) for iri in hop.sentences} - {""} for hop in self.shortest]
        stated = [reports for reports in steps if reports]
        if not stated or set.intersection(*stated):
            return 1
        return len(set.union(*stated))


_NONE = Paths((), 0, (), ())


def paths_between(
    directory: Path,
    store: Store,
    source: str,
    target: str,
    *,
    findings: bool = False,
    through_force: bool = False,
    inspection: str = "",
) -> Paths:
    """Find the shortest and the best-supported paths between two things.

    Args:
        directory: of the store, whose index holds the links.
        store: the store itself, opened.
        source: IRI to start from.
        target: IRI to arrive at.
        findings: whether findings, figures, areas for improvement and judgments may be stepping
            stones too, as they are where a path begins or ends with one; documents never are.
        through_force: whether inspected bodies may be stepping stones too.
        inspection: of whose report all steps have to be, by its id or label; "" for any, with
            loaded data.

    Raises:
        PeelgraphError: for a name of no inspection that has a report.
        StoreError: when the store has no index, or one of an earlier version.
    """
    findings = findings or leads_through_findings(source, target)
    reports = _report_numbers(store, inspection)
    with open_index(directory) as database:
        links = Links(database, findings=findings)
        answer = _routes(links, source, target, through_force, reports)
        if answer is None:
            return _NONE
        paths = [*answer.shortest, answer.best_supported]
        things = {number: links.end(number) for path in paths for number in path}
        only_through = tuple(map(links.end, answer.only_through))
    ends = [[*pairwise(things[number] for number in path)] for path in paths]
    stated = _hops(store, {pair for path in ends for pair in path})
    *shortest, best_supported = (
        tuple(_of_reports(stated[pair], stating or reports, bool(reports)) for pair in path)
        for path, stating in zip(ends, answer.reports, strict=True)
    )
    return Paths(tuple(shortest), answer.total, best_supported, only_through, answer.is_across)


def leads_through_findings(*ends: str) -> bool:
    """Tell whether a path between some IRIs begins or ends with a finding, figure or the like."""
    return any(end.startswith(REPORT) for end in ends)


def things_on_paths(
    store: Store, source: str, target: str, *, through_force: bool = False
) -> frozenset[str] | None:
    """Return the things on the shortest and the best-supported paths between two, with both.

    Where only inspected bodies connect the two, these paths lead through them.

    Args:
        store: from `open_current`.
        source: IRI to start from.
        target: IRI to arrive at.
        through_force: whether inspected bodies may be stepping stones.

    Returns:
        Their IRIs; None where there is no path, or the store has no index of its links.
    """
    with opened_index(store) as database:
        if database is None:
            return None
        links = Links(database, findings=leads_through_findings(source, target))
        answer = _routes(links, source, target, through_force)
        if answer and answer.only_through:
            answer = _routes(links, source, target, True)
        if answer is None or not answer.shortest:
            return None
        nodes = {node for path in (*answer.shortest, answer.best_supported) for node in path}
        return frozenset(links.end(node).iri for node in nodes)


def _report_numbers(store: Store, inspection: str) -> Set[int]:
    """Return the numbers of the reports of an inspection; none where any will do."""
    if not inspection:
        return frozenset()
    return frozenset(map(report_number, reports_of_inspection(store, inspection)))


def _routes(
    links: Links,
    source: str,
    target: str,
    through_force: bool,
    reports: Set[int] = frozenset(),
) -> Routes[int] | None:
    """Return the paths between two things; None where one of them has no links.

    Args:
        links: of a store.
        source: IRI to start from.
        target: IRI to arrive at.
        through_force: whether inspected bodies may be stepping stones.
        reports: numbers of those that alone count; all and loaded data where there are none.
    """
    start, end = links.number(source), links.number(target)
    if start is None or end is None:
        return None
    avoided = set() if through_force else links.inspected()

    def neighbours(node: int) -> list[tuple[int, int, int]]:
        return [row for row in links.neighbours(node) if not reports or row[1] in reports]

    return routes_by_report(ReportLinks(neighbours), start, end, avoided=avoided)


def _of_reports(hop: Hop, reports: Set[int], only_reports: bool) -> Hop:
    """Leave a hop with what some reports and loaded data state; with everything for no report.

    Args:
        hop: with all relations between its ends.
        reports: their numbers.
        only_reports: whether what loaded data state is left out.
    """
    links = (
        HopRelation(link.words, tuple(sentences_of(link.sentences, reports)))
        if link.sentences
        else link
        for link in hop.links
    )
    kept = zip(hop.links, links, strict=True)
    return Hop(
        hop.one,
        hop.other,
        tuple(new for old, new in kept if new.sentences or (new is old and not only_reports)),
    )


def _hops(store: Store, pairs: Collection[tuple[End, End]]) -> dict[tuple[End, End], Hop]:
    """Collect what sentences state between each two things, in words as read from the first."""
    names = {(source.iri, target.iri) for source, target in pairs}
    both_ways = names | {name[::-1] for name in names}
    query = PackagedQuery.read(_STATED).among_rows(("one", "other"), both_ways)
    sentences: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in query.rows(store):
        ends = row["one"], row["other"]
        sentences[ends][row["words"]].add(row["sentence"])
        sentences[ends[::-1]][row["back"]].add(row["sentence"])
    stated = {iri for words in sentences.values() for iris in words.values() for iri in iris}
    evidence = read_evidence(store, stated)

    def hop(source: End, target: End) -> Hop:
        relations = (
            HopRelation(words, tuple(sorted(evidence[iri] for iri in iris & evidence.keys())))
            for words, iris in sorted(sentences[source.iri, target.iri].items())
        )
        return Hop(source, target, (*relations, *_foreign_relations(store, source, target)))

    return {pair: hop(*pair) for pair in pairs}


def _foreign_relations(store: Store, source: End, target: End) -> list[HopRelation]:
    """Return what loaded data state between two things, for which there are no sentences."""
    ends = NamedNode(source.iri), NamedNode(target.iri)
    words = {
        relation_words(store, quad.predicate.value)[place]
        for place, (subject, value) in enumerate((ends, ends[::-1]))
        for quad in foreign_quads(store, subject, value=value)
    }
    return [HopRelation(text, ()) for text in sorted(words)]
