"""Offer a shell what may stand after a Tab: names of questions, of their parameters and of things.

Switched on as click does it, `eval "$(_PEELGRAPH_COMPLETE=bash_source peelgraph)"`. A completer never fails: without a store it offers less.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from graph.errors import PeelgraphError
from graph.escape import terminal_text

if TYPE_CHECKING:
    from graph.query.questions import Question

_SECONDS = 5.0  # after which nothing is offered
_BREAKS = "=:"  # where bash breaks a word in two


def questions(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001 - click's signature
    """Offer the names of questions, each with its title."""
    from graph.query import questions as catalogue

    return [
        _item(question.name, question.title)
        for question in catalogue.read_questions().values()
        if question.name.startswith(incomplete)
    ]


def values(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001 - click's signature
    """Offer `parameter=` and, after it, what the parameter may be."""
    from graph.query import questions as catalogue

    question = catalogue.read_questions().get(ctx.params.get("name") or "")
    if question is None:
        return []
    typed, cut = _joined([*(ctx.params.get("values") or ()), incomplete], question)
    parameter, equals, value = typed.partition("=")
    if not equals:  # two offers, so that the shell puts no space after the =
        return [
            _item(f"{name}={end}")
            for name, default in question.parameters.items()
            if name.startswith(typed)
            for end in ("", default)
        ]
    offers = (
        (f"{parameter}={name}", label)
        for name, label in _possible(_directory(ctx), question, parameter, value)
    )
    return [_item(word[cut:], label) for word, label in offers]


def things(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001 - click's signature
    """Offer everything that has a name: short names as they are, the others as prefixed names."""
    from graph.namespaces import ID, VOCABULARY
    from graph.query import search

    try:
        named = search.names_in(_directory(ctx), (ID, VOCABULARY))
    except PeelgraphError:
        return []
    return [_item(name, label) for name, label in _fitting(named, incomplete)]


def _item(word: str, title: str = "") -> CompletionItem:
    """Make an offer; a line break or control character in data can neither steer the terminal nor add offers."""
    return CompletionItem(
        " ".join(terminal_text(word).split()), help=" ".join(terminal_text(title).split()) or None
    )


def _directory(ctx: click.Context) -> Path:
    from graph import files

    return files.store_directory(ctx.params.get("directory"))


def _possible(
    directory: Path, question: Question, parameter: str, value: str
) -> list[tuple[str, str]]:
    """List what a parameter may be, as it is typed, with its name."""
    from graph.limits import Limits
    from graph.query import parameters, time_limit

    if not parameters.is_thing(question, parameter):
        return (
            [(question.parameters[parameter], "the default")]
            if parameter in question.parameters
            else []
        )
    try:
        choices = time_limit.run(
            partial(parameters.thing_names, directory, question, parameter),
            Limits(_SECONDS, what="completion"),
        )
        return _fitting(choices, value)
    except PeelgraphError:
        return []


def _fitting(named: Iterable[Sequence[str]], typed: str) -> list[tuple[str, str]]:
    """Keep what begins as typed; a name with a space, which a shell would break, gives way to the prefixed name."""
    return sorted(set(_offers(named, typed)))


def _offers(named: Iterable[Sequence[str]], typed: str) -> Iterator[tuple[str, str]]:
    from graph.namespaces import compress

    for iri, label, name in named:
        short = compress(iri)
        if short.startswith(typed):
            yield short, label
        if typed and name.isalnum() and name.casefold().startswith(typed.casefold()):
            yield name, label


def _joined(words: Sequence[str], question: Question) -> tuple[str, int]:
    """Put together what bash breaks at `=` and `:`, and count the characters that it takes as done.

    Other shells hand over whole words, of which nothing is done.
    """
    *before, last = words
    if not last and before and before[-1] in question.parameters:
        before.append("=")  # click takes a lone = away
    typed = last
    while before and (before[-1] in _BREAKS or typed[:1] in set(_BREAKS)):
        typed = before.pop() + typed
    return typed, 0 if typed == last else len(typed) - len(last.lstrip(_BREAKS))
