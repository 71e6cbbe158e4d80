"""Ask the graph: in SPARQL, or by a named question."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli import completion
from graph.cli.limited_command import QUERY, Limited
from graph.cli.options import (
    FILE,
    OUTPUT,
    STANDARD_STREAM,
    format_option,
    raw_option,
    refuse_idle,
    store_option,
)
from graph.cli.output import (
    READABLE,
    ROW_FORMATS,
    emit,
    print_rows,
    row_format,
    say,
)
from graph.cli.query_files import (
    ANSWER_SUFFIXES,
    MAP_SUFFIXES,
    print_answer,
    print_remarks,
    query_text,
    write_answer,
)
from graph.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.query.questions import Question
    from graph.store import QuerySolutions, Store


@click.command("query", cls=Limited, limit=QUERY)
@click.argument("text", required=False)
@click.option(
    "-f", "--file", "file", type=FILE, help="Take the query from a file; - is standard input."
)
@click.option(
    "-o",
    "--output",
    "path",
    type=OUTPUT,
    help="Write the answer to a file; its suffix names the format: "
    f"{' '.join(ANSWER_SUFFIXES)}, or {' '.join(MAP_SUFFIXES)} for a map.",
)
@format_option(
    *ROW_FORMATS,
    "xml",
    "ttl",
    "nt",
    "jsonld",
    "rdf",
    text="Format of the answer (default: table in a terminal, csv in a pipe; ttl for statements).",
)
@raw_option
@store_option
def query_command(
    text: str | None,
    file: Path | None,
    path: Path | None,
    form: str | None,
    raw: bool,
    directory: Path | None,
) -> None:
    """Answer a SPARQL query.

    The project's prefixes need no declaration. The default graph holds each distinct statement
    once. GRAPH ?sentence { ... } gives the sentence that states it. A map draws statements, or
    one link for each row of two things.

    \b
    Examples:
      peelgraph query "SELECT ?name { ?unit a peel:Unit ; rdfs:label ?name } ORDER BY ?name"
      peelgraph query "SELECT ?a ?b { ?a peel:refersTo ?b }" -o referrals.html
      peelgraph query "CONSTRUCT WHERE { ?unit org:unitOf ?force }" -o units.ttl
      peelgraph query -f question.rq -o answer.csv
    """
    from graph import files
    from graph.query import sparql

    if (text is None) == (file is None):
        raise click.UsageError("Give a query, or a file with -f.")
    if path and str(path) != STANDARD_STREAM:
        if form:
            raise click.UsageError(f"The suffix of {path.name} names its format, not --format.")
        write_answer(files.store_directory(directory), query_text(text, file), path, raw=raw)
        return
    rows_form = row_format(form)
    readable = rows_form in READABLE
    if readable:
        form = None  # of an answer that has no rows
    answer = sparql.write_answer(
        files.store_directory(directory), query_text(text, file), form, readable, raw=raw
    )
    print_remarks(answer.remarks)
    print_answer(answer, rows_form, raw=raw)


@click.command("ask", cls=Limited, limit=QUERY)
@click.argument("name", required=False, shell_complete=completion.questions)
@click.argument(
    "values", nargs=-1, metavar="[PARAMETER=VALUE]...", shell_complete=completion.values
)
@click.option(
    "--by", help="With no NAME: only questions that this kind of reader asks, such as `analyst`."
)
@click.option("--kind", help="With no NAME: only questions of this kind, such as `conflict`.")
@click.option(
    "--describe",
    is_flag=True,
    help="Show the question's notes, parameters and SPARQL in place of the answer.",
)
@format_option(
    *ROW_FORMATS,
    "xml",
    text="Format of the answer (default: a table in a terminal, csv in a pipe).",
)
@raw_option
@store_option
def ask_command(
    name: str | None,
    values: tuple[str, ...],
    by: str | None,
    kind: str | None,
    describe: bool,
    form: str | None,
    raw: bool,
    directory: Path | None,
) -> None:
    """Answer a named question; or list or search the questions.

    Without NAME, the questions are listed by who asks them; words search their titles.

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
    from graph.query import question_answers
    from graph.query import questions as catalogue
    from graph.query.parameters import title_in_words
    from graph.store import open_current

    questions = catalogue.read_questions()
    if name is None:
        refuse_idle("the list of questions", "by", "kind", "form", "raw")
        _print_questions(questions, by or "", kind or "", _list_form(form), raw=raw)
        return
    if describe:
        refuse_idle("the description of a question", "values", "describe")
    refuse_idle("a named question", "values", "describe", "form", "raw")
    name, values = _in_order(questions, name, values)
    if name not in questions:
        _print_nearest(questions, name, values, _list_form(form), raw=raw)
        return
    question = questions[name]
    store_path = files.store_directory(directory)
    store = open_current(store_path)
    parameters = question_answers.resolve_values(
        store_path, question, _parameter_values(question, values)
    )
    if describe:
        _print_description(store, question, parameters)
        return
    answer = question_answers.answer_question(store, question, parameters)
    if row_format(form) == "table":
        say(title_in_words(store, question, parameters))
    is_empty = _print_answer(answer, row_format(form), raw)
    for remark in question_answers.answer_remarks(question, parameters, is_empty=is_empty):
        say(f"note: {remark}", err=True)


def _list_form(form: str | None) -> str:
    """Return the format of a list of questions.

    Raises:
        click.UsageError: for one that is for answers alone.
    """
    if form == "xml":
        raise click.UsageError("--format xml is for answers; a list of questions has no such form.")
    return row_format(form)


def _print_questions(
    questions: Mapping[str, Question], by: str, kind: str, form: str, *, raw: bool
) -> None:
    """List questions, each once, with who asks them.

    Raises:
        QueryError: when no question is of this kind for such a reader.
    """
    items = [
        question
        for question in questions.values()
        if kind.lower() in question.kind
        and any(by.lower() in reader.lower() for reader in question.asked_by)
    ]
    if not items:
        readers = sorted(
            {reader for question in questions.values() for reader in question.asked_by}
        )
        kinds = sorted({question.kind for question in questions.values()})
        raise QueryError(
            "there is no such question.",
            hint=f"Readers: {', '.join(readers)}. Kinds: {', '.join(kinds)}.",
        )
    _print_titles(items, form, raw=raw)


def _print_nearest(
    questions: Mapping[str, Question],
    name: str,
    values: Sequence[str],
    form: str,
    *,
    raw: bool,
) -> None:
    """List the questions whose titles are nearest to some words, each once.

    Raises:
        QueryError: when the words look like the name of a question with its values, or are like no
            title.
    """
    from graph.query import questions as catalogue

    words = " ".join([name, *values])[: catalogue.LONGEST]
    if "-" in name or any("=" in value for value in values):
        raise catalogue.unknown_question(name, questions)
    matches = catalogue.nearest_questions(words, questions, limit=8)
    if not matches:
        raise catalogue.unknown_question(words, questions)
    say(f"note: no question is called \u201c{words}\u201d; these are the nearest.", err=True)
    _print_titles(matches, form, raw=raw)


def _print_titles(questions: Sequence[Question], form: str, *, raw: bool) -> None:
    titles = ["name", "question", "kind", "asked by"]
    rows = [
        [question.name, question.plain_title, question.kind, ", ".join(question.asked_by)]
        for question in questions
    ]
    if form == "table":
        titles, rows = titles[:2], [row[:2] for row in rows]
    print_rows(titles, rows, form, raw=raw)


def _in_order(
    questions: Mapping[str, Question], name: str, values: tuple[str, ...]
) -> tuple[str, tuple[str, ...]]:
    """Put the name of a question before its values, as the question has it; else change nothing."""
    words = (name, *values)
    names = [word for word in words if "=" not in word]
    identifier = names[0].strip().lower().replace("_", "-").replace(" ", "-") if names else ""
    if len(names) != 1 or identifier not in questions:
        return name, values
    return identifier, tuple(word for word in words if "=" in word)


def _parameter_values(question: Question, words: Sequence[str]) -> Mapping[str, str]:
    """Read `parameter=value` words.

    Raises:
        QueryError: for a word of another form, or a parameter that comes twice.
    """
    from graph.query import questions as catalogue

    values: dict[str, str] = {}
    for word in words:
        parameter, equals, value = map(str.strip, word.partition("="))
        if parameter.lower() in question.parameters:
            parameter = parameter.lower()
        if not equals or not value.strip():
            names = ", ".join(question.parameters) or "none"
            raise QueryError(
                f"“{word[: catalogue.LONGEST]}” is not of the form parameter=value.",
                hint=f"Parameters of {question.name}: {names}.{_example(question, words, word)}",
            )
        if parameter in values:
            raise QueryError(
                f"the parameter {parameter[: catalogue.LONGEST]} has two values.",
                hint="Ask once for each value.",
            )
        values[parameter] = value
    return values


def _example(question: Question, words: Sequence[str], word: str) -> str:
    """Show how a value is written, where it is plain what was meant; else ""."""
    name = next(iter(question.parameters), "")
    import shlex

    if word in question.parameters:
        name, word = word, "".join(words[words.index(word) + 1 :][:1])
    elif len(question.parameters) != 1:
        return ""
    return f" Write {name}={shlex.quote(word[:40])}." if word and "=" not in word else ""


def _print_description(store: Store, question: Question, values: Mapping[str, str]) -> None:
    from graph.query import parameters, question_answers

    say(parameters.title_in_words(store, question, values), bold=True)
    say(f"name: {question.name}\nkind: {question.kind}\nasked by: {', '.join(question.asked_by)}")
    if question.description:
        say(f"note: {question.description}")
    for name, example in question.parameters.items():
        say(_parameter_line(store, question, name, values.get(name, example)))
    say(f"\n{question_answers.standalone_query(question, values)}", nl=False)


def _parameter_line(store: Store, question: Question, name: str, value: str) -> str:
    """Describe a parameter: its value with its label, and what it may be."""
    from graph.namespaces import compress
    from graph.query import parameters
    from graph.query.questions import ANY

    line = f"parameter: {name}={compress(value)}"
    label = parameters.value_label(store, value)
    if label != value:
        line += f" ({label})"
    line += f", {parameters.kinds_in_words(question, name)}"
    if question.parameters[name] == ANY:
        line += "; may be left out"
    return line


def _print_answer(answer: QuerySolutions, form: str, raw: bool) -> bool:
    """Print an answer; say whether it has no rows."""
    from graph.query import answers

    if form in READABLE:
        columns, cells = answers.answer_table(answer)
        print_rows(columns, cells, form, count=True)
        return not cells
    text = answers.format_answer(answer, form, raw=raw)
    emit(text, form, raw=raw)
    return not answers.written_values(text, form)
