"""Check groups of reports in processes of their own, with what they share.

What groups can only get wrong together is known from their `unique_values`; the statements of all
are never held at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from graph import garbage_collection, worker
from graph.files import Source
from graph.load.checked_sources import check_sources
from graph.load.folders import NotLocalError
from graph.load.formatter import format_problems
from graph.load.report_group import CommonSources
from graph.load.report_groups import report_groups, results
from graph.load.source_files import parse_source
from graph.load.unique_values import Values, add_values, unique_values

_PROBLEM = "a check finds a problem."


class _CheckedGroup(NamedTuple):
    """What the check of a group of reports gives, which has found nothing wrong.

    Attributes:
        statements: number of those in its files and in those that all share.
        values: of keys that may have but one.
    """

    statements: int
    values: Values


def check_in_groups(sources: Sequence[Source]) -> int:
    """Check files in groups of reports; return the number of their statements.

    Args:
        sources: all files of ontology and data.

    Raises:
        NotLocalError: where a check finds a problem, so that all has to be checked together to say
            which; where the reports are few, or speak of one another's things.
    """
    try:
        common, groups, _ = report_groups(sources)
        if format_problems(common.sources):
            raise NotLocalError(_PROBLEM)
        shared = sum(len(parse_source(source)) for source in common.sources)
        statements = shared
        values: Values = {}
        for group in results(partial(_checked_group, common, group) for group in groups):
            statements += group.statements - shared
            add_values(values, group.values)
    finally:
        worker.end_idle()
    return statements


def _checked_group(common: CommonSources, group: tuple[Source, ...]) -> _CheckedGroup:
    """Check a group of reports with what all share.

    Raises:
        InputError: for a file that cannot be parsed.
        NotLocalError: where a check finds a problem.
    """
    with garbage_collection.paused():
        store, problems, statements = check_sources(
            [*common.sources, *group], elsewhere=lambda: common.shared
        )
        if problems or format_problems(group):
            raise NotLocalError(_PROBLEM)
        return _CheckedGroup(statements, unique_values(store))
