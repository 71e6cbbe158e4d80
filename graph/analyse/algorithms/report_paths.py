"""Find paths within the statements of one report, where several reports state a network.

Through what two reports share, such as a theme, a path would join what each says of its own force.
So where some reports state something of both ends, each path lies within one of them. Only where
no report does, as between things of two forces, paths lead through several.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from itertools import pairwise

from graph.analyse.algorithms.shortest_paths import (
    MOST_PATHS,
    Neighbours,
    Routes,
    fewest_hops,
    most_sentences,
    routes,
)

LOADED = 0  # the number in place of a report, of what belongs to all
_Cost = Callable[[int], int]
_Path = tuple[int, ...]


class ReportLinks:
    """The links of nodes by the report that states them, each node read once.

    Args:
        read: gives the links of a node: neighbour, number of the report (`LOADED` for loaded data,
            which belong to all) and number of sentences.
    """

    def __init__(self, read: Callable[[int], Iterable[tuple[int, int, int]]]) -> None:
        self._read = read
        self._links: dict[int, Mapping[int, Mapping[int, int]]] = {}

    def of(self, node: int) -> Mapping[int, Mapping[int, int]]:
        """Return the number of sentences to each neighbour, by report."""
        if node not in self._links:
            links: dict[int, dict[int, int]] = defaultdict(dict)
            for neighbour, report, sentences in self._read(node):
                links[report][neighbour] = sentences
            self._links[node] = links
        return self._links[node]

    def reports(self, node: int) -> set[int]:
        """Return the numbers of the reports that link a node with something."""
        return {*self.of(node)} - {LOADED}

    def neighbours(self, node: int, *, report: int | None = None) -> list[tuple[int, int]]:
        """Return the neighbours by the statements of a report; by those of all without one."""
        links = self.of(node)
        parts = [*links.values()]
        if report is not None:
            parts = [links[number] for number in (report, LOADED) if number in links]
        counts: dict[int, int] = defaultdict(int)
        for part in parts:
            for neighbour, sentences in part.items():
                counts[neighbour] += sentences
        return sorted(counts.items())

    def stating(self, path: Collection[int]) -> frozenset[int]:
        """Return the numbers of the reports of which each states all steps of a path."""
        steps = [self._stating(*step) for step in pairwise(path)]
        stated = [reports for reports in steps if LOADED not in reports]
        return frozenset(set.intersection(*stated)) if stated else frozenset()

    def cost(self, path: _Path, cost: _Cost) -> int:
        """Return the cost of a path, by the sentences of the reports that state all of it."""
        reports = {*self.stating(path), LOADED}
        return sum(
            cost(sum(self.of(start)[report].get(end, 0) for report in reports & {*self.of(start)}))
            for start, end in pairwise(path)
        )

    def _stating(self, start: int, end: int) -> set[int]:
        return {report for report, links in self.of(start).items() if end in links}


def routes_by_report(
    links: ReportLinks,
    source: int,
    target: int,
    *,
    most: int = MOST_PATHS,
    avoided: Collection[int] = (),
) -> Routes[int]:
    """Return the paths of `routes`, each within one report where a report speaks of both ends.

    The number of the shortest ones, where some are left out, counts each once for the report that
    states most of them.

    Args:
        links: by report.
        source: the node at which they begin.
        target: that at which they end, another one.
        most: of the shortest ones, the number that is returned.
        avoided: what they may not lead through; either end may be one.
    """

    def routes_along(neighbours: Neighbours) -> Routes[int]:
        return routes(neighbours, source, target, most=most, avoided=avoided)

    common = sorted(links.reports(source) & links.reports(target))
    answers = [routes_along(partial(links.neighbours, report=report)) for report in common]
    connected = [answer for answer in answers if answer.shortest]
    barred = [answer for answer in answers if answer.only_through]
    if connected:
        answer = _joined(connected, links, most)
    elif barred:
        answer = min(barred, key=_fewest_bodies)
    elif common:
        is_across = bool(routes_along(links.neighbours).shortest)
        answer = Routes([], 0, [], [], is_across=is_across)
    else:
        answer = routes_along(links.neighbours)
    paths = [*answer.shortest, answer.best_supported]
    return answer._replace(reports=[links.stating(path) for path in paths])


def _fewest_bodies(answer: Routes[int]) -> tuple[int, list[int]]:
    return len(answer.only_through), answer.only_through


def _joined(answers: list[Routes[int]], links: ReportLinks, most: int) -> Routes[int]:
    """Return the best of the paths of several reports; those of the same nodes are one."""
    if len(answers) == 1:
        return answers[0]
    hops = min(len(answer.shortest[0]) for answer in answers)
    nearest = [answer for answer in answers if len(answer.shortest[0]) == hops]
    shortest = {tuple(path) for answer in nearest for path in answer.shortest}
    order = sorted(shortest, key=lambda path: (links.cost(path, fewest_hops), path[::-1]))
    supported = {tuple(answer.best_supported) for answer in answers}
    best = min(supported, key=lambda path: (links.cost(path, most_sentences), path[::-1]))
    total = max(len(shortest), *(answer.total for answer in nearest))
    return Routes([list(path) for path in order[:most]], total, list(best), [])
