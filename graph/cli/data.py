"""The commands that make, check and write the graph."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli.group import FILE, OUTPUT, data_option, main, store_option
from graph.cli.limited import WORK
from graph.cli.output import say
from graph.errors import DataError, InputError
from graph.text import format_amount

if TYPE_CHECKING:
    from graph.query.outline import Entry
    from graph.store import Store


@main.command(limit=WORK)
@store_option
@data_option
@click.option("--force", is_flag=True, help="Build even if nothing changed.")
def build(directory: Path | None, data: Path | None, force: bool) -> None:
    """Make the store: read, check, infer and write the graph of the data.

    \b
    Example:
      peelgraph build
    """
    from graph import files
    from graph.load.build import build_store as make

    made = make(files.store_directory(directory), data=data, force=force, tell=_tell)
    if made.damage:
        say(f"note: the store was damaged ({made.damage}) and is made anew", err=True)
    said = "built" if made.is_new else "nothing to do, up to date:"
    say(f"{said} {made.directory} with {_counted(made.counts)}")


@main.command(limit=WORK)
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option(
    "--store",
    "directory",
    required=True,
    type=FILE,
    help="Directory of the store to add to; made where it is missing.",
)
def load(paths: tuple[Path, ...], directory: Path) -> None:
    """Put RDF files into a store as they are, beside what it holds.

    \b
    Example:
      peelgraph load mine.ttl --store mine
    """
    from graph import files
    from graph.load import index
    from graph.store import INDEX, parse_file
    from graph.writer import store_writer

    parsed = [
        quad for path in paths for quad in parse_file(path, base=files.real_path(path).as_uri())
    ]
    with store_writer(directory) as writer:
        before = writer.pointer.get("loaded")
        loaded = {
            *(before if isinstance(before, list) else []),
            *(str(files.real_path(path)) for path in paths),
        }
        note = {"loaded": sorted(loaded)}
        writer.replace(
            lambda store: store.bulk_extend(parsed),
            note=note,
            keep=True,
            finish=lambda folder, store: index.write_index(folder / INDEX, store),
        )
    say(
        f"loaded {format_amount(len(parsed), 'statements')} from {format_amount(len(paths), 'files')} into {directory}"
    )


@main.command(limit=WORK)
@data_option
@click.option(
    "--source",
    type=FILE,
    help="Text or HTML of a report: verify every offset, digest and printed word against it.",
)
@click.option(
    "--coverage",
    is_flag=True,
    help="Print, for each section, how many sentences were read and what they carry.",
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
    help="Verify a store instead: all its files and graphs against what was noted when it was written (default: as for other commands).",
)
def check(
    data: Path | None, source: Path | None, coverage: bool, names: bool, store: str | None
) -> None:
    """Check ontology and data: syntax, shapes, links, labels, evidence, canonical form. With --store: check a store.

    \b
    Examples:
      peelgraph check --source cambridgeshire-2018-19-effectiveness.txt
      peelgraph check --store
    """
    if store is not None:
        if data or source or coverage or names:
            raise click.UsageError("--store checks a store; give the other options without it.")
        _verify(store)
        return
    _check(data, source, coverage, names)


def _verify(store: str) -> None:
    """Check a store, by default the one of the other commands."""
    from graph import files
    from graph.load.verify import verify_store

    directory = files.store_directory(Path(store) if store else None)
    found = verify_store(directory)
    if found.problems:
        raise DataError(found.problems)
    held = f"{format_amount(found.statements, 'statements')} in {format_amount(found.graphs, 'graphs')}"
    say(
        f"checked {directory}: {format_amount(found.files, 'files')} are as they were written, with {held}"
    )


def _check(data: Path | None, source: Path | None, coverage: bool, names: bool) -> None:
    from graph import files
    from graph.load import build as making
    from graph.load import evidence, formatter, lint
    from graph.load.parse import parse_source as parsed_quads
    from graph.read.layouts.peel_2018 import read_report

    problems = []
    parsed = {}
    sources = files.sources(data)
    for one in sources:
        try:
            parsed[one] = parsed_quads(one)
        except InputError as error:
            problems.append(error)
    if problems:
        raise InputError("\n".join(map(str, problems)))
    gathered = making.merge_files(parsed)
    found = (
        lint.lint(gathered, parsed)
        + making.shape_problems(parsed)
        + formatter.format_problems(sources)
    )
    if source:
        document = read_report(source)
        found += evidence.check_evidence(gathered, document, where=str(source))
        _tell_unnamed(evidence.mentions_without_name(gathered, document), names)
    if coverage:
        _print_coverage(gathered)
    if found:
        raise DataError(found)
    total = sum(map(len, parsed.values()))
    against = f", and against {source}" if source else ""
    say(
        f"checked {format_amount(len(sources), 'files')} with {format_amount(total, 'statements')}{against}: no problem"
    )


@main.command(limit=WORK)
@click.argument("section", default="", metavar="[SECTION]")
@click.option("--source", type=FILE, help="Text or HTML of the report: show each sentence in full.")
@data_option
def outline(section: str, source: Path | None, data: Path | None) -> None:
    """Show the curator's desk: each sentence with what the data state for it.

    \b
    Example:
      peelgraph outline q1/prioritising-crime-prevention --source cambridgeshire-2018-19-effectiveness.txt
    """
    from graph import files
    from graph.load import evidence, parse
    from graph.load.build import merge_files
    from graph.query.outline import read_outline
    from graph.read.layouts.peel_2018 import read_report

    texts = dict(evidence.sentence_texts(read_report(source))) if source else {}
    for entry in read_outline(
        merge_files(parse.parse_sources(files.sources(data))), section=section
    ):
        _print_entry(entry, texts.get(entry.iri, ""))


@main.command("format", limit=WORK)
@click.argument("paths", nargs=-1, type=FILE, metavar="[FILE...]")
@data_option
@click.option(
    "--check", "only", is_flag=True, help="Change nothing; fail if a file is not in canonical form."
)
def format_(paths: tuple[Path, ...], data: Path | None, only: bool) -> None:
    """Bring Turtle and TriG files into the one canonical form.

    \b
    Example:
      peelgraph format data/register
    """
    from graph import files
    from graph.load import formatter

    chosen = formatter.sources_of_paths(paths, data) if paths else files.sources(data)
    if only:
        if problems := formatter.format_problems(chosen):
            raise DataError(problems)
        say(f"{len(chosen)} files are in canonical form")
        return
    changed = formatter.format_files(chosen)
    for path in changed:
        say(f"formatted {path}")
    say(f"{len(chosen)} files, {len(changed)} changed")


@main.command(limit=WORK)
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
def read(source: Path, output: Path | None, address: str | None, data: Path | None) -> None:
    """Read a report's text or HTML into sections, paragraphs and sentences.

    Places, digests and addresses are written; the text itself is not.

    \b
    Example:
      peelgraph read cambridgeshire-2018-19-effectiveness.txt
    """
    from graph import files
    from graph.files import save
    from graph.read import structure
    from graph.read import text_fragment as published
    from graph.read.layouts import peel_2018 as document

    parts = document.read_report(source)
    target = output or (data or files.data_folder()) / parts.slug / "report.ttl"
    save(
        target,
        structure.report_turtle(parts, address=address or published.page_address(parts)).encode(),
    )
    sentences = sum(1 for _ in parts.sentences())
    say(
        f"read {len(parts.sections)} sections with {sentences} sentences of {parts.slug} into {target}"
    )


def _tell(step: str) -> None:
    if sys.stderr.isatty():
        say(f"{step} ...", err=True)


def _tell_unnamed(found: Sequence[tuple[str, str]], names: bool) -> None:
    from graph.load.lint import short_name

    if names:
        for sentence, thing in found:
            say(f"{short_name(sentence)} mentions {short_name(thing)} by none of its names")
    elif found:
        say(
            f"note: {len(found)} mentions use none of the thing's names, such as pronouns (list them with --names)",
            err=True,
        )


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(format_amount(number, things) for things, number in counts.items())


def _print_coverage(store: Store) -> None:
    from graph.query import outline

    table = outline.coverage(outline.read_outline(store))
    if not table:
        say("no report is in the data: nothing to cover")
        return
    titles = list(next(iter(table.values())))
    say(" ".join(f"{title:>13}" for title in titles) + "  section")
    for section, numbers in table.items():
        say(" ".join(f"{number:13}" for number in numbers.values()) + f"  {section}")
    say(
        " ".join(f"{sum(row[title] for row in table.values()):13}" for title in titles)
        + "  together"
    )


def _print_entry(entry: Entry, text: str) -> None:
    """Print one sentence of the outline."""
    say(f"{entry.place}  ({entry.voices or 'not read yet'})", bold=True)
    lines = [f"  {' '.join(text.split())}"] if text else []
    lines.append(f"  mentions {', '.join(entry.mentions) or 'nothing'}")
    lines += [f"  {one} {words} {other}" for one, words, other in entry.relations]
    for kind, name, told in entry.nodes:
        label = told.get("rdfs:label", [""])[0]
        facts = [
            value
            for key in (
                "peel:polarity",
                "peel:status",
                "peel:practice",
                "peel:value",
                "peel:unit",
                "peel:surface",
            )
            for value in told.get(key, [])
        ]
        lines.append(f"  {kind} {name}: {label} [{', '.join(facts)}]")
    lines += [f"  also supports {name}" for name in entry.quoted]
    if entry.reason:
        lines.append(f"  no finding: {entry.reason}")
    say("\n".join(lines) + "\n")
