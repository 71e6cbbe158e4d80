"""Parse RDF files strictly, and report the place of the first error."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from graph.errors import InputError
from graph.parse import completeness, entities, nesting
from graph.parse.encoding import utf8_content
from graph.store import BlankNode, Quad, RdfFormat, Triple, parse

_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}
RDF_SUFFIXES = tuple(_FORMATS)
_SUFFIX_OF = {form: suffix for suffix, form in reversed(_FORMATS.items())}
_LONGEST = (1 << 24) - (1 << 12)  # bytes of a written term that the parser reads back
_GROWTH = 6  # bytes at most that a character or byte takes when it is written
_LONG_LINE = re.compile(rb"^[^\n]{%d}" % (_LONGEST // _GROWTH // 2), re.MULTILINE)
_LONG_QUOTES = (b'"""', b"'''")  # of texts that may go over several lines
_FULL_BUFFER = "buffer maximal size"  # the parser's message for a term that is too long
_MOST_SHOWN = 300  # characters of an error's own text that a message repeats
_DIGITS = 12  # of the digest of a file that names its blank nodes
_CONTEXT = re.compile("LoadDocumentCallback|remote context|loading document", re.IGNORECASE)
# how files begin that are of another format than their suffix says
_LOOKS = (
    ("RDF/XML", ".rdf", re.compile(rb"\s*<(?:\?xml|!--|!DOCTYPE|rdf:RDF|[A-Za-z][\w.-]*\s+xmlns)")),
    ("Turtle", ".ttl", re.compile(rb"\s*(?:#.*\s+)*(?:@(?:prefix|base)|(?i:prefix|base))\s")),
    ("JSON-LD", ".jsonld", re.compile(rb'\s*(?:\{\s*"|\[\s*\{)')),
    ("Turtle", ".ttl", re.compile(rb"\s*(?:#.*\s+)*(?:<[^<>\s]*>|_:\w+|\[\s*\])\s")),
)
# formats whose files may look like Turtle
_LIKE_TURTLE = (RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.N_TRIPLES, RdfFormat.N_QUADS)
_PACKED = (".gz", ".bz2", ".xz", ".zip", ".zst")
_PACKED_STARTS = (b"\x1f\x8b", b"BZh9", b"\xfd7zXZ", b"PK\x03\x04", b"\x28\xb5\x2f\xfd")
_CONFLICT = re.compile(rb"^(?:<{7} |={7}\s*$|>{7} |\|{7} )", re.MULTILINE)  # of git
_NAMELESS = {BlankNode, Triple}
_T = TypeVar("_T")


def parse_file(path: Path, *, base: str = "", may_be_empty: bool = False) -> list[Quad]:
    """Parse an RDF file strictly; its suffix names the format.

    Blank nodes are named after the content of the file and their place in it, so that the same file
    always gives the same statements, and two different files share none.

    Args:
        path: a `.ttl`, `.trig`, `.nt`, `.nq`, `.rdf`, `.owl` or `.jsonld` file; `.owl` and `.rdf`
            may hold Turtle too.
        base: address against which relative IRIs are read; by default the file's own `@base` only.
        may_be_empty: whether a file that states nothing is accepted; JSON is not, as it is no
            JSON-LD then.

    Raises:
        InputError: with file, line and column of the first error; for a file that would cost too
            much to parse, states nothing, or holds a text that is too long to be written and read
            again.
    """
    where = str(path)
    suffix = path.suffix.lower()
    if path.is_dir():
        raise InputError("is a folder.", where=where, hint="Name the files in it.")
    if suffix in _PACKED:
        raise _packed(where)
    if suffix not in _FORMATS:
        hint = f"Known are {' '.join(RDF_SUFFIXES)}."
        raise InputError("no RDF format has this suffix.", where=where, hint=hint)
    content = _content(path)
    if content.startswith(_PACKED_STARTS):
        raise _packed(where)
    content = utf8_content(content, is_xml=_is_xml(suffix), where=where)
    form = _format(suffix, content)
    nesting.check_bounds(content, _SUFFIX_OF[form], where=where)
    if form == RdfFormat.RDF_XML:
        content = entities.expand_entities(content, where=where)
        nesting.check_bounds(content, suffix, where=where)
        content = entities.resolve_bases(content, base, where=where)
    quads = _parsed(content, path, form, base)
    if form == RdfFormat.RDF_XML:
        completeness.verify_xml(content, where=where)
    if not quads and not (may_be_empty and form != RdfFormat.JSON_LD):
        raise completeness.empty_file_error(path)
    if _may_be_long(content, form) and (quad := next(filter(_is_too_long, quads), None)):
        raise _too_long(f"{path}: {str(quad.subject)[:200]}")
    if not _NAMELESS.isdisjoint(term_types(quads)):
        return list(_with_own_nodes(quads, content))
    return quads


def _packed(where: str) -> InputError:
    return InputError("is compressed.", where=where, hint="Unpack it, and name what was in it.")


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:  # a ValueError for a name that no file can have
        raise InputError(
            f"cannot be read: {error}.", where=str(path), hint="Check the path."
        ) from None


def _is_xml(suffix: str) -> bool:
    return _FORMATS[suffix] == RdfFormat.RDF_XML


def _format(suffix: str, content: bytes) -> RdfFormat:
    """Return the format of a suffix; a file that may hold an ontology in XML may be Turtle too."""
    if _is_xml(suffix) and _look(content)[1] == ".ttl":
        return RdfFormat.TURTLE
    return _FORMATS[suffix]


def _look(content: bytes) -> tuple[str, str]:
    """Return the name and suffix of the format that a file begins like; "" for none of them."""
    matches = ((name, suffix) for name, suffix, pattern in _LOOKS if pattern.match(content))
    return next(matches, ("", ""))


def _parsed(content: bytes, path: Path, form: RdfFormat, base: str) -> list[Quad]:
    """Return the statements of a file, each once."""
    try:
        quads = parse(content, format=form, base_iri=base or None, rename_blank_nodes=True)
        return list(dict.fromkeys(quads))
    except MemoryError as error:
        if _FULL_BUFFER not in str(error):
            raise
        raise _too_long(str(path)) from None
    except SyntaxError as error:
        raise _syntax_error(error, content, path, form) from None
    except ValueError as error:
        raise InputError(f"{error}.", where=str(path), hint="Is it UTF-8?") from None


def _syntax_error(error: SyntaxError, content: bytes, path: Path, form: RdfFormat) -> InputError:
    """Return the error that says where a file is wrong, or that it is of another format."""
    where = str(path)
    if form == RdfFormat.JSON_LD and _CONTEXT.search(str(error)):
        message = "takes its context or an import from another file or address."
        hint = "None is fetched: write the @context itself into the file, in place of its address."
        return InputError(message, where=where, hint=hint)
    name, suffix = _look(content)
    if name and _FORMATS[suffix] != form and not (name == "Turtle" and form in _LIKE_TURTLE):
        message = f"looks like {name}, not like {form.name}."
        return InputError(message, where=where, hint=f"Give it a name that ends in {suffix}.")
    if error.lineno:
        where = f"{path}:{error.lineno}:{error.offset}"
    if conflict := _CONFLICT.search(content):
        line = content.count(b"\n", 0, conflict.start()) + 1
        message = "a merge of git left its marks here."
        hint = "Choose what shall stand there, and take out the lines <<<<<<<, ======= and >>>>>>>."
        return InputError(message, where=f"{path}:{line}:1", hint=hint)
    detail = (error.msg or "").partition(": ")[2] or error.msg or ""
    if len(detail) > _MOST_SHOWN:
        detail = f"{detail[:_MOST_SHOWN]} ..."
    hint = "Correct the syntax there."
    if "invalid utf-8" in detail.lower():
        hint = "Save the file as UTF-8."
    return InputError(f"{detail}.", where=where, hint=hint)


def _too_long(where: str) -> InputError:
    """Return the error for a text that is longer than the parser reads."""
    message = "a text or IRI is too long (16 MiB is the most that can be written and read again)."
    return InputError(message, where=where, hint="Shorten it, or keep it in a file of its own.")


def _may_be_long(content: bytes, form: RdfFormat) -> bool:
    """Tell whether a text in a file may be too long; in Turtle most stand on one line."""
    if form in _LIKE_TURTLE and not any(quotes in content for quotes in _LONG_QUOTES):
        return bool(_LONG_LINE.search(content))
    return len(content) > _LONGEST // _GROWTH


def _is_too_long(quad: Quad) -> bool:
    """Tell whether a term of a statement, once written, is longer than the parser reads."""
    return any(
        len(getattr(term, "value", "")) > _LONGEST // _GROWTH and len(str(term).encode()) > _LONGEST
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)
    )


def term_types(quads: Sequence[Quad]) -> set[type]:
    """Return the types of the terms that may be blank nodes or hold them."""
    types: set[type] = {type(quad.subject) for quad in quads}
    types |= {type(quad.object) for quad in quads}
    return types | {type(quad.graph_name) for quad in quads}


def _with_own_nodes(quads: Iterable[Quad], content: bytes) -> Iterator[Quad]:
    """Name blank nodes after the file and the order in which they stand there."""
    digest = hashlib.sha256(content).hexdigest()[:_DIGITS]
    names: dict[BlankNode, BlankNode] = {}

    def name(term: _T) -> _T | BlankNode:
        if not isinstance(term, BlankNode):
            return term
        return names.setdefault(term, BlankNode(f"b{digest}n{len(names) + 1}"))

    def value(term: _T) -> _T | BlankNode | Triple:
        if not isinstance(term, Triple):
            return name(term)
        return Triple(name(term.subject), term.predicate, value(term.object))

    for quad in quads:
        subject, graph = name(quad.subject), name(quad.graph_name)
        yield Quad(subject, quad.predicate, value(quad.object), graph)
