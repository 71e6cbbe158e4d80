"""Find files that are not in canonical form, and rewrite them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

from graph.errors import InputError, Problem
from graph.files import Source, files_below, save, sources
from graph.load import canonical
from graph.namespaces import expand
from graph.parse.parser import parse_file
from graph.store import Literal, NamedNode

_SUFFIXES = (".ttl", ".trig")


Begins = Callable[[Path, str], dict[str, int]]


def canonical_text(source: Source, begins: Begins | None = None) -> str:
    """Return the canonical text of a file; its sentences follow the order of the report.

    Args:
        source: the file.
        begins: gives the offset at which each sentence of a report begins, of its file and base; by
            default the file is read.

    Raises:
        InputError: with file, line and column of a syntax error, or for blank nodes without a
            canonical place.
    """
    where = str(source.path)
    if source.path.suffix not in _SUFFIXES:
        message = "only Turtle and TriG have a canonical form here."
        raise InputError(message, where=where, hint="Name .ttl or .trig files.")
    quads = parse_file(source.path, base=source.base)
    try:
        order = _order(source, begins or _sentence_begins)
        text = canonical.canonical_turtle(quads, base=source.base, order=order)
        is_faithful = text.encode() == _content(source.path) or canonical.has_same_statements(
            text, quads
        )
    except RecursionError:
        message = "blank nodes are nested too deeply."
        raise InputError(message, where=where, hint="Give them IRIs.") from None
    except InputError as error:
        if error.where.startswith(where):
            raise
        place = f"{where}: {error.where}"
        raise InputError(error.message, where=place, hint=error.hint) from None
    if not is_faithful:
        message = "the file holds blank nodes or values that have no canonical form."
        raise InputError(message, where=where, hint="Give them IRIs.")
    return text


def format_problems(files: Iterable[Source]) -> list[Problem]:
    """List the files that are not in canonical form."""
    message = "is not in canonical form; run `peelgraph format`"
    begins = lru_cache(maxsize=1)(_sentence_begins)  # one report's files follow one another
    return [
        Problem(str(source.path), message, "canonical-form")
        for source in files
        if canonical_text(source, begins).encode() != _content(source.path)
    ]


def format_files(files: Iterable[Source]) -> list[Path]:
    """Rewrite files in canonical form and return those that changed.

    Raises:
        InputError: for a file that cannot be parsed; none is changed then.
        PeelgraphError: for a file that cannot be written.
    """
    begins = lru_cache(maxsize=1)(_sentence_begins)
    texts = {source.path: canonical_text(source, begins) for source in files}
    changed = [path for path, text in texts.items() if text.encode() != _content(path)]
    for path in changed:
        save(path, texts[path].encode())
    return changed


def sources_of_paths(paths: Iterable[Path], data: Path | None) -> list[Source]:
    """Return the sources that paths name, or that stand below a folder of that name.

    A file that is none of the project's is a source by itself, or of the report beside it.

    Raises:
        InputError: for a path that does not exist.
    """
    project = {source.path.resolve(): source for source in sources(data)}
    result: list[Source] = []
    for path in paths:
        if not path.exists():
            hint = "Name files or folders of RDF."
            raise InputError("there is no such file.", where=str(path), hint=hint)
        place = path.resolve()
        result += [project[file] for file in project if place in (file, *file.parents)] or [
            _source_at(file) for file in _files_at(path)
        ]
    return result


def _source_at(file: Path) -> Source:
    """Return a file as a source; one beside a report is of the report of its folder's name."""
    if file.with_name("report.ttl").is_file():
        return Source(file, f"data/{file.resolve().parent.name}/{file.stem}")
    return Source(file, file.stem)


def _content(path: Path) -> bytes:
    """Return the bytes of a file, which may be of any encoding; line ends are no difference."""
    return path.read_bytes().replace(b"\r\n", b"\n")


def _files_at(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return [file for file in files_below(path) if file.suffix in _SUFFIXES]


def _order(source: Source, begins: Begins) -> dict[str, int]:
    """Return the place of each sentence of a report in its file."""
    report = source.path.with_name("report.ttl")
    if not source.base or source.path.suffix != ".trig" or not report.is_file():
        return {}
    return begins(report, source.base)


def _sentence_begins(report: Path, base: str) -> dict[str, int]:
    """Return the offset at which each sentence of a report begins."""
    begin = NamedNode(expand("nif:beginIndex"))
    return {
        quad.subject.value: int(quad.object.value)
        for quad in parse_file(report, base=base)
        if quad.predicate == begin
        and isinstance(quad.object, Literal)
        and isinstance(quad.subject, NamedNode)
    }
