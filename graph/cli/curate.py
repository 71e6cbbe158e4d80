"""Read reports, outline their sentences, and bring data into canonical form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.analyse.wording import agreeing
from graph.cli.limited_command import WORK, Limited
from graph.cli.options import (
    FILE,
    OUTPUT,
    data_option,
    source_option,
    source_texts,
)
from graph.cli.output import say, say_done
from graph.errors import DataError
from graph.text import format_amount

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.query.outline import Entry


_FACTS = (
    "peel:polarity",
    "peel:status",
    "peel:practice",
    "peel:value",
    "peel:unit",
    "peel:surface",
)


@click.command("outline", cls=Limited, limit=WORK)
@click.argument("section", default="", metavar="[SECTION]")
@source_option("Text or HTML of the report: show each sentence in full.")
@data_option
def outline_command(section: str, source: Path | None, data: Path | None) -> None:
    """Show each sentence with what the data state for it.

    \b
    Example:
      peelgraph outline q1/prioritising-crime-prevention --source report.txt
    """
    from graph import files
    from graph.load.checked_sources import read_sources
    from graph.query.outline import Entry, read_outline

    texts = source_texts(source)
    report = next((Entry(iri, "", "").report for iri in texts), "")
    store = read_sources(files.sources(data))
    for entry in read_outline(store, section=section, report=report):
        _print_entry(entry, texts.get(entry.iri, ""))


@click.command("format", cls=Limited, limit=WORK)
@click.argument("paths", nargs=-1, type=FILE, metavar="[FILE...]")
@data_option
@click.option(
    "--check", "only", is_flag=True, help="Change nothing; fail if a file is not in canonical form."
)
def format_command(paths: tuple[Path, ...], data: Path | None, only: bool) -> None:
    """Rewrite Turtle and TriG files in canonical form.

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
        verb = agreeing(len(sources), "is", "are")
        say_done(f"{format_amount(len(sources), 'files')} {verb} in canonical form")
        return
    changes = formatter.format_files(sources)
    for path in changes:
        say_done(f"formatted {path}")
    say_done(f"{format_amount(len(sources), 'files')}, {len(changes):,} changed")


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
    """Split a report into sections, paragraphs and sentences.

    It may be text or HTML. Places, digests and addresses are written; the text itself is not.

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
    say_done(f"read {sections} with {sentences} of {document.slug} into {target}")


def _report_file(data: Path, slug: str) -> Path:
    """Return the file of a report in a folder of data, with the report's own folder made."""
    folder = data / slug
    if data.is_dir():
        folder.mkdir(exist_ok=True)
    return folder / "report.ttl"


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
