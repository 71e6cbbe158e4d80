"""Knows what can go wrong for a user: one family, each with where it happened and what to do."""

from __future__ import annotations

from dataclasses import dataclass


class PeelgraphError(Exception):
    """Something about the input, the data or the machine that its user can mend.

    Args:
        message: what is wrong, in one sentence.
        where: file, line, sentence or address, as far as known.
        hint: what to do next.
    """

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        self.message = message
        self.where = where
        self.hint = hint
        super().__init__(str(self))

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (type(self), self.message, self.where, self.hint)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.message}" + (f" {self.hint}" if self.hint else "")


def _again(kind: type[PeelgraphError], message: str, where: str, hint: str) -> PeelgraphError:
    """Make an error anew on the other side of a process."""
    return kind(message, where=where, hint=hint)


class InputError(PeelgraphError):
    """A file that cannot be read as what it should be."""


class StoreError(PeelgraphError):
    """A store that cannot be opened, read or written."""


class QueryError(PeelgraphError):
    """A query that cannot be parsed or answered."""


class LimitError(QueryError):
    """Work that was stopped at a limit of time or memory, or that broke its process."""


class QuerySyntaxError(QueryError):
    """A text that is not SPARQL; the message is what the engine says of it."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong with the data.

    Attributes:
        where: file with line, or sentence, or resource.
        message: what is wrong and what to do.
        check: short name of the check that found it.
    """

    where: str
    message: str
    check: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message} [{self.check}]"


class DataError(PeelgraphError):
    """Data that fail their checks; `problems` holds each one."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        shown = "\n".join(f"  {problem}" for problem in self.problems[:20])
        more = f"\n  ... and {len(self.problems) - 20} more" if len(self.problems) > 20 else ""
        noun = "problem" if len(self.problems) == 1 else "problems"
        super().__init__(f"{len(self.problems)} {noun} in the data:\n{shown}{more}")

    def __reduce__(self) -> tuple[object, ...]:
        return DataError, (self.problems,)
