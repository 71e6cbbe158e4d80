"""Keep answers small: so many items at once, with a remark where there are more."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TypeVar

from graph.errors import QueryError
from graph.mcp.sentences import Data

MOST = 200  # rows, hits and statements of one answer
LONGEST_NAME = 300  # characters
LARGEST = 400_000  # characters of one answer, as JSON
T = TypeVar("T")


def one_page(lists: Mapping[str, Sequence[object]], limit: int, offset: int) -> Data:
    """Take one page of each list, and say what is left out.

    Args:
        lists: by name.
        limit: items of a page.
        offset: how many items of each list to pass over.

    >>> one_page({"hits": [1, 2, 3]}, 1, 1)["truncated"]
    'Shown are 1 of 3 hits. Ask again with offset=2 for more.'
    """
    page: Data = {name: items[offset : offset + limit] for name, items in lists.items()}
    rest = [
        f"{len(items[offset : offset + limit]):,} of {len(items):,} {name}"
        for name, items in lists.items()
        if offset or len(items) > limit
    ]
    if rest:
        note = f"Shown are {', '.join(rest)}."
        if any(len(items) > offset + limit for items in lists.values()):
            note += f" Ask again with offset={offset + limit} for more."
        page["truncated"] = note
    return page


def first_items(name: str, items: Sequence[T], limit: int) -> Data:
    """Take so many items under a name, and say when there are more.

    >>> first_items("hits", [1, 2], 1)["hits"]
    [1]
    """
    most = allowed(limit)
    response: Data = {name: items[:most]}
    if len(items) > most:
        response["truncated"] = (
            f"Only the first {most} are shown; there are more. Ask for less, or count them."
        )
    return response


def allowed(limit: int) -> int:
    """Return a number of items that an answer may have: at least one, at most MOST.

    >>> allowed(0), allowed(7), allowed(10_000)
    (1, 7, 200)
    """
    return min(max(limit, 1), MOST)


def checked_name(name: str) -> str:
    """Return a name, unless it is longer than any.

    Raises:
        QueryError: with the limit.
    """
    if len(name) > LONGEST_NAME:
        raise QueryError(f"this name has {len(name):,} characters; {LONGEST_NAME} are allowed.")
    return name


def check_size(response: Data) -> None:
    """Refuse an answer that is too large to be read.

    Raises:
        QueryError: with the limit.
    """
    size = len(json.dumps(response, ensure_ascii=False))
    if size > LARGEST:
        raise QueryError(
            f"this answer has {size:,} characters; {LARGEST:,} are allowed.",
            hint="Ask for fewer rows or columns.",
        )
