"""Find files that are not in canonical form, and bring them into it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from graph.errors import InputError, Problem
from graph.files import Source, save, sources
from graph.load import canonical
from graph.namespaces import expand
from graph.store import Literal, NamedNode, parse_file


def canonical_text(source: Source) -> str:
    """Return the canonical text of a file; sentences stand in the order of the report beside it.

    Raises:
        InputError: with file, line and column of a syntax error, or for blank nodes without a canonical place.
    """
    if source.path.suffix not in (".ttl", ".trig"):
        raise InputError(
            "only Turtle and TriG have a canonical form here.",
            where=str(source.path),
            hint="Name .ttl or .trig files.",
        )
    quads = parse_file(source.path, base=source.base)
    try:
        text = canonical.write(quads, base=source.base, order=_order(source))
        faithful = canonical.same(text, quads)
    except RecursionError:
        raise InputError(
            "blank nodes are nested too deeply.", where=str(source.path), hint="Give them IRIs."
        ) from None
    except InputError as error:
        if error.where.startswith(str(source.path)):
            raise
        raise InputError(
            error.message, where=f"{source.path}: {error.where}", hint=error.hint
        ) from None
    if not faithful:
        raise InputError(
            "the file holds blank nodes or values that have no canonical form.",
            where=str(source.path),
            hint="Give them IRIs.",
        )
    return text


def untidy(files: Iterable[Source]) -> list[Problem]:
    """List the files that are not in canonical form."""
    told = "is not in canonical form; run `peelgraph format`"
    return [
        Problem(str(s.path), told, "canonical-form")
        for s in files
        if canonical_text(s) != s.path.read_text("utf-8")
    ]


def tidy(files: Iterable[Source]) -> list[Path]:
    """Bring files into canonical form and return those that changed.

    Raises:
        InputError: for a file that cannot be parsed; none is changed then.
        PeelgraphError: for a file that cannot be written.
    """
    wanted = {source.path: canonical_text(source) for source in files}
    changed = [path for path, text in wanted.items() if path.read_text("utf-8") != text]
    for path in changed:
        save(path, wanted[path].encode())
    return changed


def named(paths: Iterable[Path], data: Path | None) -> list[Source]:
    """Return the sources of the project that are named by paths, or stand below a named folder; others as files by themselves.

    Raises:
        InputError: for a path that does not exist.
    """
    known = {source.path.resolve(): source for source in sources(data)}
    found: list[Source] = []
    for path in paths:
        if not path.exists():
            raise InputError(
                "there is no such file.", where=str(path), hint="Name files or folders of RDF."
            )
        inside = [s for p, s in known.items() if p == path.resolve() or path.resolve() in p.parents]
        below = (
            [
                Source(one, one.stem)
                for one in sorted(path.rglob("*"))
                if one.suffix in (".ttl", ".trig")
            ]
            if path.is_dir()
            else [Source(path, path.stem)]
        )
        found += inside or below
    return found


def _order(source: Source) -> dict[str, int]:
    """Give the place of each sentence of a report: the offset at which it begins."""
    report = source.path.with_name("report.ttl")
    if not source.base or source.path.suffix != ".trig" or not report.is_file():
        return {}
    begin = NamedNode(expand("nif:beginIndex"))
    return {
        q.subject.value: int(q.object.value)
        for q in parse_file(report, base=source.base)
        if q.predicate == begin
        and isinstance(q.object, Literal)
        and isinstance(q.subject, NamedNode)
    }
