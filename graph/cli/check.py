"""Check data, RDF files and stores."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.analyse.wording import agreeing
from graph.cli.limited_command import WORK, Limited
from graph.cli.options import (
    FILE,
    data_option,
    format_option,
    source_option,
)
from graph.cli.output import ROW_FORMATS, print_rows, row_format, say, say_done
from graph.errors import DataError, Problem
from graph.text import format_amount

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.document import Document
    from graph.files import Source
    from graph.store import Store


@click.command("check", cls=Limited, limit=WORK)
@click.argument("paths", nargs=-1, type=FILE, metavar="[FILE...]")
@click.option(
    "--shapes",
    type=FILE,
    help="With FILE: the SHACL shapes to check them against (default: the project's own).",
)
@data_option
@source_option("Text or HTML of a report: verify every offset, digest and printed word against it.")
@click.option(
    "--coverage",
    is_flag=True,
    help="Print, for each section, how many sentences were read and what they carry.",
)
@format_option(
    *ROW_FORMATS, text="Format of the coverage (default: a table in a terminal, csv in a pipe)."
)
@click.option(
    "--names",
    is_flag=True,
    help="With --source: list each thing that a sentence mentions by none of its names.",
)
@click.option(
    "--store",
    "store",
    is_flag=False,
    flag_value="",
    metavar="[DIR]",
    help="Verify a store instead: all its files and graphs against what was noted when it was"
    " written (default: as for other commands).",
)
def check_command(
    paths: tuple[Path, ...],
    shapes: Path | None,
    data: Path | None,
    source: Path | None,
    coverage: bool,
    form: str | None,
    names: bool,
    store: str | None,
) -> None:
    """Check the data; or RDF files against shapes; or a store.

    Ontology and data are checked for syntax, shapes, links, labels, evidence and canonical form.

    With FILE: check any RDF files against shapes. With --store: check a store.

    \b
    Examples:
      peelgraph check mine.ttl --shapes shapes.ttl
      peelgraph check --source cambridgeshire-2018-19-effectiveness.txt
      peelgraph check --store
    """
    if paths or shapes:
        others = data or source or coverage or names or form or store is not None
        if not paths or others:
            raise click.UsageError("--shapes and FILE go together, without the other options.")
        _check_files(paths, shapes)
        return
    if store is None:
        if form and not coverage:
            raise click.UsageError("--format goes with --coverage.")
        if names and not source:
            raise click.UsageError("--names goes with --source.")
        _check_data(data, source, coverage=coverage, names=names, form=row_format(form))
        return
    if data or source or coverage or names or form:
        raise click.UsageError("--store checks a store; give the other options without it.")
    _check_store(store)


def _check_files(paths: Sequence[Path], shapes: Path | None) -> None:
    """Check any RDF files against shapes, by default those of the project.

    Raises:
        InputError: for a file that cannot be parsed.
        DataError: with each problem.
    """
    from graph import files
    from graph.load.rdf_files import parse_local
    from graph.load.shapes import validate_foreign

    quads = {quad for path in paths for quad in parse_local(path, may_be_empty=True)}
    rules = [shapes] if shapes else sorted((files.ontology_folder() / "shapes").glob("data.ttl"))
    problems = validate_foreign(
        quads,
        [quad for path in rules for quad in parse_local(path)],
        where=str(shapes or "the project's shapes"),
    )
    if problems:
        raise DataError(problems)
    statements = format_amount(len(quads), "statements")
    against = shapes or "the project's shapes"
    amount = format_amount(len(paths), "files")
    say_done(f"checked {amount} with {statements} against {against}: no problem")


def _check_store(store: str) -> None:
    """Check a store, by default the one of the other commands.

    Raises:
        DataError: with each problem.
    """
    from graph import files
    from graph.load.store_check import verify_store

    directory = files.store_directory(Path(store) if store else None)
    report = verify_store(directory)
    if report.problems:
        raise DataError(report.problems)
    counts = [
        format_amount(report.files, "files"),
        format_amount(report.statements, "statements"),
        format_amount(report.graphs, "graphs"),
    ]
    say_done("checked {}: {} are as they were written, with {} in {}".format(directory, *counts))


def _check_data(
    data: Path | None, source: Path | None, *, coverage: bool, names: bool, form: str
) -> None:
    """Check the files of the data, and a report's evidence where its text is there.

    Raises:
        InputError: with each file that cannot be parsed.
        DataError: with each problem.
    """
    from graph import files

    sources = files.sources(data)
    statements = 0 if source or coverage else _checked_in_groups(sources)
    if not statements:
        statements = _check_together(sources, source, coverage=coverage, names=names, form=form)
    amount = format_amount(statements, "statements")
    report = f", and against {source}" if source else ""
    counts = f"{format_amount(len(sources), 'files')} with {amount}{report}"
    say_done(f"checked {counts}: no problem", err=coverage)


def _checked_in_groups(sources: Sequence[Source]) -> int:
    """Check many reports in groups; return the number of their statements, or 0 for no result."""
    from graph.load.folders import NotLocalError
    from graph.load.grouped_check import check_in_groups

    try:
        return check_in_groups(sources)
    except NotLocalError:
        return 0


def _check_together(
    sources: Sequence[Source], source: Path | None, *, coverage: bool, names: bool, form: str
) -> int:
    """Check all files together; return the number of their statements.

    Raises:
        InputError: with each file that cannot be parsed.
        DataError: with each problem.
    """
    from graph import garbage_collection
    from graph.load.checked_sources import check_sources
    from graph.load.formatter import format_problems

    with garbage_collection.paused():
        store, problems, statements = check_sources(sources)
        problems += format_problems(sources)
    if source:
        problems += _evidence_problems(store, source, names)
    if coverage:
        _print_coverage(store, form)
    if problems:
        raise DataError(problems)
    return statements


def _evidence_problems(store: Store, source: Path, names: bool) -> list[Problem]:
    """Check the data against the text of a report."""
    from graph.load import source_check
    from graph.read.reports import read_report

    document = read_report(source)
    _print_unnamed(store, document, names)
    return source_check.check_evidence(store, document, where=str(source))


def _print_unnamed(store: Store, document: Document, names: bool) -> None:
    """List or count the mentions that use none of a thing's names."""
    from graph.load.lint import short_name
    from graph.load.source_check import mentions_without_name

    mentions = mentions_without_name(store, document)
    if names:
        for sentence, thing in mentions:
            say(f"{short_name(sentence)} mentions {short_name(thing)} by none of its names")
    elif mentions:
        amount = format_amount(len(mentions), "mentions")
        use = (
            f"{agreeing(len(mentions), 'uses', 'use')} none of the thing's names, such as pronouns"
        )
        say(f"note: {amount} {use} (list them with --names)", err=True)


def _print_coverage(store: Store, form: str) -> None:
    from graph.query.outline import coverage, read_outline

    table = coverage(read_outline(store))
    if not table:
        say("no report is in the data: nothing to cover")
        return
    titles = list(next(iter(table.values())))
    totals = {title: sum(row[title] for row in table.values()) for title in titles}
    rows = [
        [section, *map(str, numbers.values())]
        for section, numbers in {**table, "together": totals}.items()
    ]
    print_rows(["section", *titles], rows, form)
