"""Put reports into groups that can be read apart, and give each group a process of its own."""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import groupby
from threading import Event
from typing import NamedTuple, TypeVar

from graph import worker
from graph.errors import PeelgraphError
from graph.files import Source
from graph.load.folders import NotLocalError
from graph.load.report_group import CommonSources, SharedStatements, shared_statements
from graph.namespaces import GRAPH, REPORT
from graph.process_limits import Limits
from graph.store import Quad

T = TypeVar("T")
_GROUP = 2_500_000  # bytes of files of a group; some 50,000 statements
_MOST_PROCESSES = 4
_LIMITS = Limits(None, 4_000_000_000, "the work on a group of reports")


class ReportGroups(NamedTuple):
    """Groups of reports, and what they share.

    Attributes:
        common: what all of them share.
        groups: files of each.
        describing: names of the folders that describe something shared.
    """

    common: CommonSources
    groups: list[tuple[Source, ...]]
    describing: list[str]


def report_groups(
    sources: Sequence[Source], build: Sequence[Quad] = (), *, validates: bool = True
) -> ReportGroups:
    """Put the reports among some files into groups.

    Args:
        sources: all files of ontology and data.
        build: what describes the build, where there is one.
        validates: whether the data are checked against the shapes.

    Raises:
        NotLocalError: where the reports are few, or speak of one another's things.
    """
    groups = _grouped(sources)
    common = tuple(source for source in sources if not source.folder)
    parts = list(results(partial(shared_statements, common, group) for group in groups))
    if not _are_apart(parts):
        raise NotLocalError("reports speak of one another's things.")
    shared = {quad.triple: quad for part in reversed(parts) for quad in part.quads}
    quads = tuple(sorted(shared.values(), key=str))
    return ReportGroups(
        CommonSources(common, quads, tuple(build), validates),
        groups,
        sorted({name for part in parts for name in part.describing}),
    )


def _grouped(sources: Iterable[Source]) -> list[tuple[Source, ...]]:
    """Put the files of reports into groups of similar size, whole folders each.

    Raises:
        NotLocalError: where all fits into one group.
    """
    files = sorted((source for source in sources if source.folder), key=lambda source: source.name)
    groups: list[list[Source]] = [[]]
    size = 0
    for _, folder in groupby(files, key=lambda source: source.folder):
        folder_files = list(folder)
        if size > _GROUP:
            groups.append([])
            size = 0
        groups[-1] += folder_files
        size += sum(source.path.stat().st_size for source in folder_files)
    if len(groups) == 1:
        raise NotLocalError("the reports are few.")
    return [tuple(group) for group in groups]


def _are_apart(parts: Sequence[SharedStatements]) -> bool:
    """Tell whether no group speaks of what another one describes, or gives the only value too."""
    values = Counter(key for part in parts for key in part.single)
    if any(number > 1 for number in values.values()):
        return False
    counts = Counter(iri for part in parts for iri in part.subjects)
    return not any(
        counts[iri] > (iri in part.subjects) or iri.startswith((REPORT, GRAPH))
        for part in parts
        for iri in part.subjects | part.objects
    )


def results(calls: Iterable[Callable[[], T]]) -> Generator[T, None, None]:
    """Yield what calls return, in their order; some run at a time, each in a process of its own.

    Raises:
        NotLocalError: where a call fails.
    """
    stopped = Event()
    processes = min(_MOST_PROCESSES, _processors())
    waiting: deque[Future[T]] = deque()
    with ThreadPoolExecutor(processes) as pool:
        try:
            for call in calls:
                waiting.append(pool.submit(worker.run, call, _LIMITS, stopped=stopped))
                if len(waiting) > processes:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except PeelgraphError as error:
            raise NotLocalError(str(error)) from None
        finally:
            stopped.set()


def _processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
