"""The commands that ask the graph."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli import completion
from graph.cli.group import FILE, main, raw_option, store_option
from graph.cli.limited import QUERY
from graph.cli.output import emit, rows, say, table
from graph.errors import InputError, QueryError

if TYPE_CHECKING:
    from graph.query.questions import Question
    from graph.store import QuerySolutions, Store


@main.command(limit=QUERY)
@click.argument("text", required=False)
@click.option("-f", "--file", "file", type=FILE, help="Take the query from a file.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "tsv", "json", "xml", "ttl", "nt", "jsonld"]),
    help="Of the answer (default: a table to a terminal, csv to a pipe; ttl for CONSTRUCT and DESCRIBE).",
)
@raw_option
@store_option
def query(
    text: str | None, file: Path | None, form: str | None, raw: bool, directory: Path | None
) -> None:
    """Ask the graph in SPARQL; the project's prefixes need no declaration.

    The default graph holds each distinct statement once. GRAPH ?sentence { ... } gives the sentence that says it.

    \b
    Example:
      peelgraph query "SELECT ?name { ?unit a peel:Unit ; rdfs:label ?name } ORDER BY ?name"
    """
    from graph import files
    from graph.query import sparql

    if (text is None) == (file is None):
        raise click.UsageError("Give a query, or a file with -f.")
    asked = text if text is not None else _read(file)
    as_table = form == "table" or (form is None and sys.stdout.isatty())
    answer = sparql.write_answer(
        files.store_directory(directory),
        asked,
        None if form == "table" else form,
        as_table,
        raw=raw,
    )
    for remark in answer.remarks:
        say(f"note: {remark}", err=True)
    if answer.columns is None:
        emit(answer.text, answer.form, raw=raw)
    else:
        table(answer.columns, answer.cells, count=True)


@main.command()
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit",
    type=click.IntRange(1, 500),
    default=10,
    show_default=True,
    help="How many hits at most.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    help="Of the hits (default: a table to a terminal, csv to a pipe).",
)
@raw_option
@store_option
def find(
    words: tuple[str, ...], limit: int, form: str | None, raw: bool, directory: Path | None
) -> None:
    """Find things, findings and figures by name, acronym or words; small mistakes do not matter.

    \b
    Example:
      peelgraph find demand hub
    """
    import json
    from dataclasses import asdict

    from graph import files
    from graph.namespaces import compress
    from graph.query.search import find_things as search

    hits = search(files.store_directory(directory), " ".join(words), limit=limit)
    if not hits:
        raise QueryError(
            f"nothing like \u201c{' '.join(words)}\u201d was found.",
            hint="Try fewer or other words.",
        )
    if form == "json":
        emit(json.dumps([asdict(hit) for hit in hits], ensure_ascii=False, indent=1) + "\n", form)
        return
    cells = [
        (hit.kind, _named(hit.label, hit.matched), hit.context, compress(hit.iri)) for hit in hits
    ]
    rows(
        ("what", "name", "context", "id"),
        cells,
        as_table=form == "table" or (form is None and sys.stdout.isatty()),
        raw=raw,
    )


@main.command()
@click.argument("thing", nargs=-1, required=True, shell_complete=completion.things)
@click.option(
    "--source",
    type=FILE,
    help="Text or HTML of a report: show each sentence in full (md and json).",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["md", "json", "ttl", "nt", "jsonld"]),
    default="md",
    show_default=True,
    help="Of what is shown.",
)
@store_option
def show(thing: tuple[str, ...], source: Path | None, form: str, directory: Path | None) -> None:
    """Show all that the graph holds of a thing, each statement with its sentence.

    THING is a name, an acronym, a prefixed name or an IRI.

    \b
    Example:
      peelgraph show METHUB
    """
    import json

    from graph import files
    from graph.export import subgraphs
    from graph.load import evidence
    from graph.query import description as describe
    from graph.query import description_markdown as words
    from graph.query import search, sparql
    from graph.read.layouts.peel_2018 import read_report
    from graph.store import open_current

    if source and form not in ("md", "json"):
        raise click.UsageError(
            f"--source goes with --format md or json; {form} holds no texts of sentences."
        )
    place = files.store_directory(directory)
    store = open_current(place)
    iri = search.resolve(place, " ".join(thing))
    told = describe.describe_thing(store, iri)
    texts = dict(evidence.sentence_texts(read_report(source))) if source else {}
    if form == "md":
        emit(words.description_markdown(told, texts), form)
    elif form == "json":
        emit(json.dumps(told.as_data(texts), ensure_ascii=False, indent=1) + "\n", form)
    else:
        emit(sparql.format_statements(subgraphs.around(store, iri, 1), form), form)


@main.command(limit=QUERY)
@click.argument("name", required=False, shell_complete=completion.questions)
@click.argument(
    "values", nargs=-1, metavar="[PARAMETER=VALUE]...", shell_complete=completion.values
)
@click.option(
    "--by", help="With no NAME: only questions that such a reader would ask, as in `analyst`."
)
@click.option("--kind", help="With no NAME: only questions of such a kind, as in `conflict`.")
@click.option(
    "--describe",
    is_flag=True,
    help="Tell about the question, its parameters and its SPARQL in place of answering it.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "tsv", "json", "xml"]),
    help="Of the answer (default: a table to a terminal, csv to a pipe).",
)
@raw_option
@store_option
def ask(
    name: str | None, values: tuple[str, ...], by: str | None, kind: str | None, describe: bool, form: str | None, raw: bool, directory: Path | None
) -> None:  # fmt: skip
    """Ask one of the named questions, list them by who asks, or search them by words.

    A value is a name, an acronym or a prefixed name of a thing, a number, a date, or "any" where it
    may be left out. Without any value, the question is answered for its example.

    \b
    Examples:
      peelgraph ask --by inspector --kind conflict
      peelgraph ask areas for improvement
      peelgraph ask partners-of-unit --describe
      peelgraph ask partners-of-unit unit=METHUB
    """
    from graph import files
    from graph.query import parameters
    from graph.query import questions as catalogue
    from graph.store import open_current

    questions = catalogue.read_questions()
    if name is None:
        _print_questions(questions, by, kind)
        return
    if name not in questions:
        _print_nearest(questions, name, values)
        return
    question = questions[name]
    place = files.store_directory(directory)
    store = open_current(place)
    filled = catalogue.resolve_values(place, question, _given(question, values))
    if describe:
        _print_description(store, question, filled)
        return
    answer = catalogue.answer_question(store, question, filled)
    if form == "table" or (form is None and sys.stdout.isatty()):
        say(parameters.title_in_words(store, question, filled))
    if question.required and not values:
        say(f"note: this is the example; in full: {catalogue.example_command(question)}", err=True)
    _print_answer(answer, form, raw)


def _print_nearest(questions: Mapping[str, Question], name: str, values: Sequence[str]) -> None:
    """List the questions whose titles are nearest to some words, each once.

    Raises:
        QueryError: when the words look like the name of a question with its values, or are like no title.
    """
    from graph.query import questions as catalogue

    words = " ".join([name, *values])[: catalogue.LONGEST]
    if "-" in name or any("=" in value for value in values):
        raise catalogue.unknown_question(name, questions)
    matches = catalogue.nearest_questions(words, questions, limit=8)
    if not matches:
        raise catalogue.unknown_question(words, questions)
    say(f"No question is called \u201c{words}\u201d. The nearest:")
    say("".join(f"  {_listed(question)}\n" for question in matches), nl=False)


def _listed(question: Question) -> str:
    return f"{question.name:<40} {question.plain_title}"


def _given(question: Question, values: Sequence[str]) -> Mapping[str, str]:
    """Read `parameter=value` words.

    Raises:
        QueryError: for a word of another form, or a parameter that comes twice.
    """
    from graph.query import questions as catalogue

    given: dict[str, str] = {}
    for word in values:
        parameter, equals, value = word.partition("=")
        if not equals or not value.strip():
            known = ", ".join(question.parameters) or "none"
            raise QueryError(
                f"“{word[: catalogue.LONGEST]}” is not of the form parameter=value.",
                hint=f"Parameters of {question.name}: {known}.",
            )
        if parameter in given:
            raise QueryError(
                f"the parameter {parameter[: catalogue.LONGEST]} is given twice.",
                hint="Ask once for each value.",
            )
        given[parameter] = value
    return given


def _print_description(store: Store, question: Question, given: Mapping[str, str]) -> None:
    from graph.namespaces import compress
    from graph.query import parameters
    from graph.query import questions as catalogue

    say(parameters.title_in_words(store, question, given), bold=True)
    say(f"name: {question.name}\nkind: {question.kind}\nasked by: {', '.join(question.asked_by)}")
    if question.description:
        say(f"note: {question.description}")
    for name, default in question.parameters.items():
        value = given.get(name, default)
        shown = parameters.value_label(store, value)
        called = "" if shown == value else f" ({shown})"
        optional = "; may be left out" if default == catalogue.ANY else ""
        say(
            f"parameter: {name}={compress(value)}{called}, {parameters.kinds_in_words(question, name)}{optional}"
        )
    say(f"\n{catalogue.standalone_query(question, given)}", nl=False)


def _print_questions(known: Mapping[str, Question], by: str | None, kind: str | None) -> None:
    """List questions by reader; each reader's list is complete, so a question may stand in several.

    Raises:
        QueryError: when no question is left.
    """
    readers = sorted({reader for question in known.values() for reader in question.asked_by})
    kinds = sorted({question.kind for question in known.values()})
    left = [question for question in known.values() if not kind or kind.lower() in question.kind]
    lists = {
        reader: [question for question in left if reader in question.asked_by]
        for reader in readers
        if not by or by.lower() in reader.lower()
    }
    if not any(lists.values()):
        raise QueryError(
            "no question is left.",
            hint=f"Readers: {', '.join(readers)}. Kinds: {', '.join(kinds)}.",
        )
    for reader, asked in lists.items():
        if asked:
            say(reader, bold=True)
            say("".join(f"  {_listed(question)}\n" for question in asked), nl=False)


def _named(label: str, matched: str) -> str:
    return label if label == matched else f"{label} ({matched})"


def _read(path: Path | None) -> str:
    try:
        return path.read_text("utf-8") if path else ""
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise InputError(
            f"cannot be read: {reason}.", where=str(path), hint="Give a file with a query."
        ) from None


def _print_answer(answer: QuerySolutions, form: str | None, raw: bool) -> None:
    from graph.query import sparql

    if form == "table" or (form is None and sys.stdout.isatty()):
        columns, cells = sparql.answer_table(answer)
        table(columns, cells, count=True)
        silent = not cells
    else:
        written = sparql.format_answer(answer, form or "csv", raw=raw)
        emit(written, form or "csv", raw=raw)
        silent = form in (None, "csv", "tsv") and len(written.splitlines()) == 1
    if silent:
        say("note: the report does not say.", err=True)
