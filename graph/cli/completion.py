"""Complete names in a shell after a Tab: of questions, things, analyses, maps and files.

Switched on as click does it, `eval "$(_PEELGRAPH_COMPLETE=bash_source peelgraph)"`. A completer
never fails: without a store it offers less.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import click

from graph.errors import PeelgraphError
from graph.escape import terminal_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.shell_completion import CompletionItem

    from graph.query.questions import Question

    Completer: TypeAlias = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]

_SECONDS = 5.0  # after which nothing is offered
# what no shell takes for anything but a word
_PLAIN_WORD = r"\w[\w:/.,%+@#=-]*"
_BREAKS = "=:"  # where bash breaks a word in two


def names_of(names: Iterable[str]) -> Completer:
    """Return a completer of fixed names."""

    def complete(
        ctx: click.Context,
        param: click.Parameter,
        incomplete: str,
    ) -> list[CompletionItem]:
        return [_item(name) for name in names if name.startswith(incomplete)]

    return complete


def analyses(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the names of analyses, each with its question."""
    from graph.analyse.analyses import catalogue

    return [
        _item(analysis.name, analysis.question)
        for analysis in catalogue.analyses().values()
        if analysis.name.startswith(incomplete)
    ]


def exports(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer files that are there, and the suffixes of all formats, each with its name."""
    from click.shell_completion import CompletionItem

    from graph.export.formats import EXPORT_FORMATS

    stem, _, suffix = incomplete.rpartition(".")
    if not Path(stem).name:
        return [CompletionItem(incomplete, type="file")]
    return [
        _item(f"{stem}{form.suffix}", form.name)
        for form in EXPORT_FORMATS
        if form.suffix.startswith(f".{suffix}")
    ]


def questions(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the names of questions, each with its title."""
    from graph.query import questions as catalogue

    return [
        _item(question.name, question.title)
        for question in catalogue.read_questions().values()
        if question.name.startswith(incomplete)
    ]


def values(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer `parameter=` and, after it, what the parameter may be."""
    from graph.query import questions as catalogue

    question = catalogue.read_questions().get(ctx.params.get("name") or "")
    if question is None:
        return []
    word, offset = _joined([*(ctx.params.get("values") or ()), incomplete], question)
    parameter, equals, value = word.partition("=")
    if not equals:
        return _parameter_items(question, word)
    return [
        _item(f"{parameter}={name}"[offset:], label)
        for name, label in _possible(_directory(ctx), question, parameter, value)
    ]


def things(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer everything with a name: short names as they are, longer ones as prefixed names."""
    from graph.namespaces import ID, VOCABULARY
    from graph.query import typed_names

    try:
        names = typed_names.names_in(_directory(ctx), (ID, VOCABULARY))
    except PeelgraphError:
        return []
    return [_item(name, label) for name, label in _matches(names, incomplete)]


def _item(word: str, title: str = "") -> CompletionItem:
    """Make an offer; control characters in data can neither steer the terminal nor add offers."""
    from click.shell_completion import CompletionItem

    return CompletionItem(
        " ".join(terminal_text(word).split()), help=" ".join(terminal_text(title).split()) or None
    )


def _directory(ctx: click.Context) -> Path:
    from graph import files

    return files.store_directory(ctx.params.get("directory"))


def _parameter_items(question: Question, prefix: str) -> list[CompletionItem]:
    """Offer each parameter twice, with and without its default, so that no space follows the =."""
    return [
        _item(f"{name}={value}")
        for name, default in question.parameters.items()
        if name.startswith(prefix)
        for value in ("", default)
    ]


def _possible(
    directory: Path, question: Question, parameter: str, prefix: str
) -> list[tuple[str, str]]:
    """List what a parameter may be, as it is typed, with its name."""
    from graph import worker
    from graph.process_limits import Limits
    from graph.query import parameters

    if parameter not in question.parameters:
        return []
    if not parameters.is_thing(question, parameter):
        return [(question.parameters[parameter], "the default")]
    try:
        choices = worker.run(
            partial(parameters.thing_names, directory, question, parameter),
            Limits(_SECONDS, what="completion"),
        )
    except PeelgraphError:
        return []
    return _matches(choices, prefix)


def _matches(names: Iterable[Sequence[str]], prefix: str) -> list[tuple[str, str]]:
    """Select what begins as typed.

    A name with a space, which a shell would break, gives way to the prefixed name; nothing that a
    shell could run is offered, as an IRI may hold `;` and `$(`.
    """
    offers = set(_offers(names, prefix))
    return sorted((word, label) for word, label in offers if re.fullmatch(_PLAIN_WORD, word))


def _offers(names: Iterable[Sequence[str]], prefix: str) -> Iterator[tuple[str, str]]:
    from graph.namespaces import compress

    for iri, label, name in names:
        short = compress(iri)
        if short.startswith(prefix):
            yield short, label
        if prefix and name.isalnum() and name.casefold().startswith(prefix.casefold()):
            yield name, label


def _joined(words: Sequence[str], question: Question) -> tuple[str, int]:
    """Join what bash breaks at `=` and `:`, and count the characters that it takes as done.

    Other shells hand over whole words, of which nothing is done.
    """
    *before, last = words
    if not last and before and before[-1] in question.parameters:
        before.append("=")  # click takes a lone = away
    word = last
    while before and (before[-1] in _BREAKS or word[:1] in set(_BREAKS)):
        word = before.pop() + word
    if word == last:
        return word, 0
    return word, len(word) - len(last.lstrip(_BREAKS))
