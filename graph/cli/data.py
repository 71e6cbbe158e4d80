"""Make, check and write the graph and its data."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli.connections import sentence_texts
from graph.cli.limited_command import WORK, Limited
from graph.cli.options import (
    FILE,
    OUTPUT,
    data_option,
    format_option,
    source_option,
    store_option,
)
from graph.cli.output import ROW_FORMATS, print_rows, row_format, say
from graph.errors import DataError, InputError, Problem
from graph.text import format_amount

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.document import Document
    from graph.files import Source
    from graph.query.outline import Entry
    from graph.store import Quad, Store

_FACTS = (
    "peel:polarity",
    "peel:status",
    "peel:practice",
    "peel:value",
    "peel:unit",
    "peel:surface",
)


@click.command("build", cls=Limited, limit=WORK)
@store_option
@data_option
@click.option("--force", is_flag=True, help="Build even if nothing changed.")
def build_command(directory: Path | None, data: Path | None, force: bool) -> None:
    """Make the store: read, check, infer and write the graph of the data.

    \b
    Example:
      peelgraph build
    """
    from graph import files
    from graph.load.build import build_store

    result = build_store(files.store_directory(directory), data=data, force=force, tell=_print_step)
    if result.damage:
        say(f"note: the store was damaged ({result.damage}) and is made anew", err=True)
    status = "nothing to do, up to date:"
    if result.is_new:
        status = "built"
    counts = ", ".join(format_amount(number, things) for things, number in result.counts.items())
    say(f"{status} {result.directory} with {counts}")


@click.command("load", cls=Limited, limit=WORK)
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option(
    "--store",
    "directory",
    required=True,
    type=FILE,
    help="Directory of the store to add to; made where it is missing.",
)
def load_command(paths: tuple[Path, ...], directory: Path) -> None:
    """Put RDF files into a store, beside what it holds.

    Statements of named graphs stay there, and plain queries see them too. Literals that the store
    writes in another form are counted. Nothing that a file refers to is fetched.

    \b
    Example:
      peelgraph load mine.ttl --store mine
    """
    from graph.load.rdf_files import load_files

    result = load_files(directory, paths)
    statements = format_amount(result.statements, "statements")
    line = f"loaded {statements} from {format_amount(len(paths), 'files')} into {directory}"
    if result.repeated:
        line += f"; {result.repeated:,} of them were there before"
    say(line)
    if result.graphs:
        counts = (
            format_amount(result.in_graphs, "statements"),
            format_amount(result.graphs, "named graphs"),
        )
        say(f"note: {' in '.join(counts)}; plain queries see them too", err=True)
    for change in result.normalisations:
        say(f"note: literals are written in another form: {change}", err=True)
    if result.coinciding:
        statements = format_amount(result.coinciding, "statements")
        say(f"note: {statements} became the same as others, as 04 and 4 are one number", err=True)


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
    *ROW_FORMATS, text="Of the coverage (default: a table to a terminal, csv to a pipe)."
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
    """Check ontology and data: syntax, shapes, links, labels, evidence, canonical form.

    With FILE: check any RDF files against shapes. With --store: check a store.

    \b
    Examples:
      peelgraph check mine.ttl --shapes shapes.ttl
      peelgraph check --source cambridgeshire-2018-19-effectiveness.txt
      peelgraph check --store
    """
    if paths or shapes:
        if not paths or data or source or coverage or names or store is not None:
            raise click.UsageError("--shapes and FILE go together, without the other options.")
        _check_files(paths, shapes)
        return
    if store is None:
        if form and not coverage:
            raise click.UsageError("--format goes with --coverage.")
        _check_data(data, source, coverage, names, row_format(form))
        return
    if data or source or coverage or names or form:
        raise click.UsageError("--store checks a store; give the other options without it.")
    _check_store(store)


@click.command("outline", cls=Limited, limit=WORK)
@click.argument("section", default="", metavar="[SECTION]")
@source_option("Text or HTML of the report: show each sentence in full.")
@data_option
def outline_command(section: str, source: Path | None, data: Path | None) -> None:
    """Show each sentence with what the data state for it, to curate them.

    \b
    Example:
      peelgraph outline q1/prioritising-crime-prevention --source report.txt
    """
    from graph import files
    from graph.load import source_files
    from graph.load.build import merge_files
    from graph.query.outline import read_outline

    texts = sentence_texts(source)
    for entry in read_outline(
        merge_files(source_files.parse_sources(files.sources(data))), section=section
    ):
        _print_entry(entry, texts.get(entry.iri, ""))


@click.command("format", cls=Limited, limit=WORK)
@click.argument("paths", nargs=-1, type=FILE, metavar="[FILE...]")
@data_option
@click.option(
    "--check", "only", is_flag=True, help="Change nothing; fail if a file is not in canonical form."
)
def format_command(paths: tuple[Path, ...], data: Path | None, only: bool) -> None:
    """Bring Turtle and TriG files into their canonical form.

    \b
    Example:
      peelgraph format data/register
    """
    from graph import files
    from graph.load import formatter

    sources = formatter.sources_of_paths(paths, data) if paths else files.sources(data)
    if only:
        if problems := formatter.format_problems(sources):
            raise DataError(problems)
        say(f"{len(sources)} files are in canonical form")
        return
    changes = formatter.format_files(sources)
    for path in changes:
        say(f"formatted {path}")
    say(f"{len(sources)} files, {len(changes)} changed")


@click.command("read", cls=Limited, limit=WORK)
@click.argument("source", type=FILE, metavar="FILE")
@click.option(
    "-o",
    "--output",
    type=OUTPUT,
    help="Skeleton to write (default: report.ttl in the report's folder of the data).",
)
@click.option(
    "--address",
    help="Of the published page (default: where the inspectorate publishes such pages).",
)
@data_option
def read_command(source: Path, output: Path | None, address: str | None, data: Path | None) -> None:
    """Read a report's text or HTML into sections, paragraphs and sentences.

    Places, digests and addresses are written; the text itself is not.

    \b
    Example:
      peelgraph read cambridgeshire-2018-19-effectiveness.txt
    """
    from graph import files
    from graph.read.reports import read_report
    from graph.read.structure import report_turtle
    from graph.read.text_fragment import page_address

    document = read_report(source)
    target = output or _report_file(data or files.data_folder(), document.slug)
    files.save(target, report_turtle(document, address=address or page_address(document)).encode())
    sections = format_amount(len(document.sections), "sections")
    sentences = format_amount(sum(1 for _ in document.sentences()), "sentences")
    say(f"read {sections} with {sentences} of {document.slug} into {target}")


def _report_file(data: Path, slug: str) -> Path:
    """Return the file of a report in a folder of data, with the report's own folder made."""
    folder = data / slug
    if data.is_dir():
        folder.mkdir(exist_ok=True)
    return folder / "report.ttl"


def _print_step(name: str) -> None:
    if sys.stderr.isatty():
        say(f"{name} ...", err=True)


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
    say(f"checked {amount} with {statements} against {against}: no problem")


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
    say("checked {}: {} are as they were written, with {} in {}".format(directory, *counts))


def _check_data(
    data: Path | None, source: Path | None, coverage: bool, names: bool, form: str
) -> None:
    """Check the files of the data, and a report's evidence where its text is there.

    Raises:
        InputError: with each file that cannot be parsed.
        DataError: with each problem.
    """
    from graph import files
    from graph.load import build, formatter, lint

    sources = files.sources(data)
    quads = _parse(sources)
    store = build.merge_files(quads)
    problems = (
        lint.lint(store, quads) + build.shape_problems(quads) + formatter.format_problems(sources)
    )
    if source:
        problems += _evidence_problems(store, source, names)
    if coverage:
        _print_coverage(store, form)
    if problems:
        raise DataError(problems)
    amount = format_amount(sum(map(len, quads.values())), "statements")
    report = f", and against {source}" if source else ""
    counts = f"{format_amount(len(sources), 'files')} with {amount}{report}"
    say(f"checked {counts}: no problem", err=coverage)


def _parse(sources: Sequence[Source]) -> dict[Source, list[Quad]]:
    """Parse all files, and report every file that cannot be parsed at once."""
    from graph.load.source_files import parse_source

    parsed, errors = {}, []
    for source in sources:
        try:
            parsed[source] = parse_source(source)
        except InputError as error:
            errors.append(str(error))
    if errors:
        raise InputError("\n".join(errors))
    return parsed


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
        say(
            f"note: {len(mentions)} mentions use none of the thing's names, such as pronouns"
            " (list them with --names)",
            err=True,
        )


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


def _print_entry(entry: Entry, text: str) -> None:
    """Print one sentence of the outline."""
    say(f"{entry.place}  ({entry.voices or 'not read yet'})", bold=True)
    if text:
        say(f"  {' '.join(text.split())}")
    say(f"  mentions {', '.join(entry.mentions) or 'nothing'}")
    for source, words, target in entry.relations:
        say(f"  {source} {words} {target}")
    for kind, name, properties in entry.nodes:
        say(_node_line(kind, name, properties))
    for name in entry.quoted:
        say(f"  also supports {name}")
    if entry.reason:
        say(f"  no finding: {entry.reason}")
    say()


def _node_line(kind: str, name: str, properties: Mapping[str, Sequence[str]]) -> str:
    label = properties.get("rdfs:label", [""])[0]
    facts = [value for key in _FACTS for value in properties.get(key, [])]
    return f"  {kind} {name}: {label} [{', '.join(facts)}]"
