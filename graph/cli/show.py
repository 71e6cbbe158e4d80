"""Show a thing: in short in a terminal, in full as data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli import completion
from graph.cli.browser import Opening, choose
from graph.cli.options import format_option, source_option, source_texts, store_option
from graph.cli.output import emit, emit_json, is_terminal, say
from graph.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.store import Store

_SHOWN = ("text", "md", "json", "ttl", "nt", "jsonld")  # formats of show


@click.command("show", cls=Opening, pager=True)
@click.argument("thing", nargs=-1, required=True, shell_complete=completion.things)
@click.option(
    "--section",
    "sections",
    multiple=True,
    metavar="NAME",
    help="Only this section, in full, as in findings or relations; may be repeated.",
)
@click.option("--all", "in_full", is_flag=True, help="All items of all sections.")
@click.option("--links", is_flag=True, help="Show the addresses of sentences too.")
@click.option("--web", is_flag=True, help="Open the explorer in the browser at this thing.")
@source_option("Text or HTML of a report: show each sentence in full (text, md and json).")
@format_option(
    *_SHOWN,
    text="Format of what is shown (default: a summary in a terminal, all as md in a pipe).",
)
@store_option
def show_command(
    thing: tuple[str, ...],
    sections: tuple[str, ...],
    in_full: bool,
    links: bool,
    web: bool,
    source: Path | None,
    form: str | None,
    directory: Path | None,
) -> None:
    """Show what the graph holds about a thing, with its sentences.

    THING is a name, an acronym, a prefixed name, an IRI, the id of a finding or the place of a
    sentence. A terminal shows it in short, page by page.

    \b
    Examples:
      peelgraph show METHUB
      peelgraph show METHUB --section findings
      peelgraph show METHUB --web
    """
    from graph import files
    from graph.store import open_current

    if web and (form or sections or in_full or links or source):
        raise click.UsageError(
            "--web takes no option for sections or links: the explorer has all of them."
        )
    form = form or _shown_form(sections, in_full=in_full, links=links)
    _check_shown(form, sections, source, in_full=in_full, links=links)
    store_path = files.store_directory(directory)
    store = open_current(store_path)
    iri = _resolved(store_path, " ".join(thing))
    if web:
        choose(iri)
        return
    texts = source_texts(source)
    match form:
        case "text":
            _print_text(store, iri, sections, texts, links=links, in_full=in_full)
        case "md" | "json":
            _print_thing(store, iri, form, texts)
        case _:
            _print_statements(store, iri, form)


def _resolved(directory: Path, name: str) -> str:
    """Return the IRI of what is shown; of things of one label the one of which most is stated."""
    from graph.namespaces import compress
    from graph.query.search import namesakes, resolve

    first, *rest = [hit.iri for hit in namesakes(directory, name)] or [resolve(directory, name)]
    if rest:
        names = " and ".join(map(compress, rest))
        text = f"“{name}” is the label of {names} too; this is {compress(first)}."
        say(f"note: {text}", err=True)
    return first


def _shown_form(sections: Sequence[str], *, in_full: bool, links: bool) -> str:
    """Return the format of what is shown where none is chosen."""
    if is_terminal() or sections or in_full or links:
        return "text"
    return "md"


def _check_shown(
    form: str, sections: Sequence[str], source: Path | None, *, in_full: bool, links: bool
) -> None:
    """Refuse options that would change nothing.

    Raises:
        click.UsageError: that names the formats for which they are.
    """
    if source and form not in ("text", "md", "json"):
        raise click.UsageError(
            f"--source goes with --format text, md or json; {form} holds no texts of sentences."
        )
    if form != "text" and (sections or in_full or links):
        raise click.UsageError(
            f"--section, --all and --links are for --format text; {form} holds everything."
        )


def _print_text(
    store: Store,
    iri: str,
    sections: Sequence[str],
    texts: Mapping[str, str],
    *,
    links: bool,
    in_full: bool,
) -> None:
    """Print a description in plain lines.

    Raises:
        QueryError: for a section that this thing does not have; the message lists those it has.
    """
    from graph.query.description import describe_thing
    from graph.query.description_text import description_text, section_names

    description = describe_thing(store, iri)
    names = section_names(description)
    titles = [_section(section, names, description.label) for section in sections]
    say(
        description_text(
            description,
            [section.replace("-", " ") for section in titles],
            texts=texts,
            links=links,
            in_full=in_full,
        ),
        nl=False,
    )


def _section(name: str, names: Sequence[str], label: str) -> str:
    """Return the name of a section that was perhaps typed with a space, or in the singular."""
    from graph.text import base_form

    typed = name.strip().lower().replace(" ", "-")
    for section in names:
        if typed == section or base_form(typed) == base_form(section):
            return section
    raise QueryError(
        f"the graph holds no section “{name}” of “{label}”.",
        hint=f"It has {', '.join(names) or 'none'}.",
    )


def _print_thing(store: Store, iri: str, form: str, texts: Mapping[str, str]) -> None:
    from graph.query.description import describe_thing
    from graph.query.description_markdown import description_markdown

    description = describe_thing(store, iri)
    if form == "json":
        emit_json(description.as_data(texts))
    else:
        emit(description_markdown(description, texts), form)


def _print_statements(store: Store, iri: str, form: str) -> None:
    from graph.export.subgraphs import thing_subgraph
    from graph.query.answers import format_statements

    emit(format_statements(thing_subgraph(store, iri, 1), form, root=iri), form)
