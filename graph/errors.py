"""Define the errors that a user can act on, each with what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from graph.text import format_amount

_MOST_PROBLEMS = 20  # that a message lists
_LEAST_ALIKE = 0.4  # of two names, from 0 to 1 (Ratcliff and Obershelp, as in difflib)


class PeelgraphError(Exception):
    """Something about the input, the data or the machine that the user can correct.

    Args:
        message: what is wrong, in one sentence.
        where: file, line, sentence or address, where it is known.
        hint: what to do next.
    """

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        self.message = message
        self.where = where
        self.hint = hint
        super().__init__(str(self))

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.message, self.where, self.hint)

    def __str__(self) -> str:
        place = ": ".join(filter(None, (self.where, self.message)))
        return " ".join(filter(None, (place, self.hint)))


def _rebuild(
    error_type: type[PeelgraphError], message: str, where: str, hint: str
) -> PeelgraphError:
    """Make an error again from its pickle, in another process."""
    return error_type(message, where=where, hint=hint)


class InputError(PeelgraphError):
    """A file that cannot be read as what it should be."""


class StoreError(PeelgraphError):
    """A store that cannot be opened, read or written."""


class QueryError(PeelgraphError):
    """A query that cannot be parsed or answered."""


class LimitError(QueryError):
    """Work that was stopped at a limit of time or memory, or whose process broke."""


class QuerySyntaxError(QueryError):
    """A text that is not SPARQL; the message is what the engine says of it."""


class Problem(NamedTuple):
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
        lines = [f"  {problem}" for problem in self.problems[:_MOST_PROBLEMS]]
        if len(self.problems) > _MOST_PROBLEMS:
            lines.append(f"  ... and {len(self.problems) - _MOST_PROBLEMS} more")
        count = format_amount(len(self.problems), "problems")
        super().__init__("\n".join([f"{count} in the data:", *lines]))

    def __reduce__(self) -> tuple[object, ...]:
        return DataError, (self.problems,)


def unknown_name(what: str, name: str, names: Iterable[str], *, hint: str) -> PeelgraphError:
    """Return the error for a name that nothing of a kind has, with the one most like it.

    Args:
        what: the kind, as in `map`.
        name: as the user gave it.
        names: that there are.
        hint: what to do next.

    >>> str(unknown_name("map", "unit", ["path", "units"], hint="Maps: path, units."))
    'there is no map “unit”. Did you mean units? Maps: path, units.'
    """
    from difflib import get_close_matches

    if near := get_close_matches(name, list(names), 1, _LEAST_ALIKE):
        hint = f"Did you mean {near[0]}? {hint}"
    return PeelgraphError(f"there is no {what} “{name}”.", hint=hint)


def idle_option(
    what: str, flag: str, users: Collection[str], *, others: Collection[str] = (), needs: str = ""
) -> PeelgraphError:
    """Return the error for an option that would change nothing.

    Args:
        what: what does not use it, as in `the map units`.
        flag: the option as it is typed.
        users: names of what it is for.
        others: names of what it is not for, which are said where they are fewer.
        needs: the field without which it changes nothing, where that is what is missing.

    >>> str(idle_option("the map units", "--with", ["compare"]))
    'the map units does not use --with. Leave it out; it is for compare.'
    >>> str(idle_option("the map units", "--hops", ["units"], needs="about"))
    'the map units does not use --hops without --about. Leave it out, or give both.'
    """
    if needs:
        words = f"{what} does not use {flag} without --{needs}."
        return PeelgraphError(words, hint="Leave it out, or give both.")
    names = ", ".join(users)
    if 0 < len(others) < len(users):
        names = f"all but {', '.join(others)}"
    return PeelgraphError(f"{what} does not use {flag}.", hint=f"Leave it out; it is for {names}.")
