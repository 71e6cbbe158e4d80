"""Say which sentences state each statement: by standard reification, or by reifiers of RDF 1.2.

Sources: RDF Schema, section 5.3; RDF 1.2 Concepts, section 1.5. A description is named by the
digest of its statement, so that all stand together in the order of these, and each is sorted as one
line.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from typing import IO, NamedTuple, TypeAlias

from graph.default_graph import sentence_of
from graph.namespaces import PREFIXES, STATEMENT, expand
from graph.serialize.rdf import turtle_prefixes, turtle_terms
from graph.serialize.sorted_records import (
    DEFAULT,
    SortedRecords,
    line_records,
    quad_record,
    statement_lines,
    triple_term_record,
)
from graph.serialize.statement_form import StatementForm, graph_lines, is_special
from graph.serialize.turtle_blocks import read_prefixes, subject_place
from graph.store import BlankNode, NamedNode, Quad, RdfFormat, Store, Triple, parse, rows

_Sentence: TypeAlias = NamedNode | BlankNode
_Stated: TypeAlias = tuple[_Sentence, Iterable[bytes]]
_SENTENCES = "SELECT ?sentence { ?sentence a peel:Sentence }"
_REIFIES = NamedNode(expand("rdf:reifies"))
_IN_PIECES = (RdfFormat.TURTLE, RdfFormat.N_TRIPLES)
_DIGITS = 20  # of the digest in the name of a description
_LAST = "\U0010ffff"  # stands after every character of an IRI
_AT_ONCE = 5_000  # descriptions that are written together
_PREFIXES = ("prov", "rdf")  # of Turtle with descriptions, beside those of what they describe
_MOST_TERMS = 200_000  # whose form in Turtle is remembered
_TYPE, _CLASS, _SUBJECT, _PREDICATE, _OBJECT, _QUOTED_FROM = _NAMES = tuple(
    f"<{expand(name)}>".encode()
    for name in (
        "rdf:type",
        "rdf:Statement",
        "rdf:subject",
        "rdf:predicate",
        "rdf:object",
        "prov:wasQuotedFrom",
    )
)


class StatementDescription(NamedTuple):
    """A statement and the sentences that state it, in terms as N-Triples writes them."""

    name: bytes
    subject: bytes
    predicate: bytes
    object: bytes
    sentences: list[bytes]

    def lines(self) -> list[bytes]:
        """Write it as N-Triples, in the order of `graph.serialize.sorted_records`."""
        pairs = [
            (_TYPE, _CLASS),
            (_OBJECT, self.object),
            (_PREDICATE, self.predicate),
            (_SUBJECT, self.subject),
            *((_QUOTED_FROM, sentence) for sentence in self.sentences),
        ]
        return [b"%b %b %b .\n" % (self.name, *pair) for pair in pairs]


def stated_lines(store: Store, only: Iterable[Triple] | None = None) -> Iterator[_Stated]:
    """Yield sentences with what they state, as lines of N-Triples in the form of the store.

    Args:
        store: that is read.
        only: the statements that are looked up, which come with each of their sentences; all by
            default.
    """
    if only is None:
        for row in rows(store, _SENTENCES):
            yield row["sentence"], graph_lines(store, row["sentence"])
        return
    for triple in only:
        for quad in store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None):
            if sentence := sentence_of(store, quad):
                yield sentence, [f"{quad.triple} .\n".encode()]


def reifier_records(stated: Iterable[_Stated], written: StatementForm) -> Iterator[bytes]:
    """Yield the records that make sentences the reifiers of their statements.

    Args:
        stated: as `stated_lines` yields it.
        written: the form in which they are written.
    """
    for sentence, lines in stated:
        name = str(sentence).encode()
        for line in lines:
            if not is_special(line + name):
                yield triple_term_record(name, _REIFIES.value.encode(), line[:-3])
                continue
            for quad in parse(line, format=RdfFormat.N_TRIPLES, lenient=True):
                if not isinstance(quad.object, Triple):
                    yield from written.records([Quad(sentence, _REIFIES, quad.triple)])


def descriptions(
    stated: Iterable[_Stated], written: StatementForm
) -> Iterator[StatementDescription]:
    """Yield descriptions of statements in the order of their names.

    Args:
        stated: as `stated_lines` yields it.
        written: the form in which they are written.
    """
    name = f"<{STATEMENT}%s>"
    lines = SortedRecords(line for pair in stated for line in _sorted_by(*pair, written))
    for digest, group in groupby(lines, key=lambda line: line[:_DIGITS]):
        parts = [line[:-1].split(b"\0") for line in group]
        subject, predicate, value = parts[0][1].split(b" ", 2)
        sentences = [sentence for _, _, sentence in parts]
        yield StatementDescription(
            (name % digest.decode()).encode(), subject, predicate, value, sentences
        )


def _sorted_by(
    sentence: _Sentence, lines: Iterable[bytes], written: StatementForm
) -> Iterator[bytes]:
    """Yield digest, statement and sentence of each line, but not of those about statements."""
    name = str(sentence).encode()
    for line in lines:
        digest = hashlib.sha256(line[:-3]).hexdigest()[:_DIGITS].encode()
        if not is_special(line + name):
            yield b"%b\0%b\0%b\n" % (digest, line[:-3], name)
            continue
        for quad in written.quads([line], sentence):
            if not isinstance(quad.object, Triple):
                statement = f"{quad.subject} {quad.predicate} {quad.object}"
                yield b"%b\0%b\n" % (digest, f"{statement}\0{quad.graph_name}".encode())


def description_records(items: Iterable[StatementDescription]) -> Iterator[bytes]:
    """Yield the records of what descriptions state."""
    for item in items:
        yield from line_records(item.lines(), DEFAULT)


class DescriptionPlace:
    """Where descriptions stand among the statements that a build wrote as Turtle.

    Args:
        turtle: of everything, with the subjects in their order.
        form: in which both are written.
    """

    def __init__(self, turtle: bytes, form: RdfFormat) -> None:
        self._turtle, self._form, self._prefixes = turtle, form, read_prefixes(turtle)
        self._start = subject_place(turtle, f"<{STATEMENT}", self._prefixes)
        self._end = subject_place(turtle, f"<{STATEMENT}{_LAST}", self._prefixes)

    @property
    def is_free(self) -> bool:
        """Whether the format has pieces, no description stands there, and no datatype changes.

        A datatype would where a prefix is new that it may need.
        """
        new = {PREFIXES[name] for name in _PREFIXES if name not in self._prefixes}
        types = any(f"^^<{namespace}".encode() in self._turtle for namespace in new)
        return self._form in _IN_PIECES and self._start == self._end and not types

    def write(self, items: Iterable[StatementDescription], file: IO[bytes]) -> int:
        """Write everything with descriptions; return how many statements these have."""
        number = 0
        rest = iter(items)
        write_pieces = self._turtle_pieces if self._form == RdfFormat.TURTLE else self._line_pieces
        batches = iter(lambda: list(islice(rest, _AT_ONCE)), [])

        def counted() -> Iterator[list[StatementDescription]]:
            nonlocal number
            for batch in batches:
                number += sum(4 + len(item.sentences) for item in batch)
                yield batch

        for piece in write_pieces(counted()):
            file.write(piece)
        return number

    def _turtle_pieces(self, batches: Iterable[list[StatementDescription]]) -> Iterator[bytes]:
        names = {*self._prefixes, *_PREFIXES}
        yield turtle_prefixes(names)
        yield self._turtle[: self._start].split(b"\n", len(self._prefixes))[-1]
        yield from _blocks(batches, {name: PREFIXES[name] for name in names})
        yield self._turtle[self._start :]

    def _line_pieces(self, batches: Iterable[list[StatementDescription]]) -> Iterator[bytes]:
        yield from _ntriples(self._turtle[: self._start])
        for batch in batches:
            yield b"".join(line for item in batch for line in item.lines())
        yield from _ntriples(turtle_prefixes(self._prefixes) + self._turtle[self._start :])


def _ntriples(turtle: bytes) -> Iterator[bytes]:
    quads = parse(turtle, format=RdfFormat.TURTLE, lenient=True)
    return statement_lines(map(quad_record, quads), graphs=False)


def _blocks(
    batches: Iterable[list[StatementDescription]], prefixes: Mapping[str, str]
) -> Iterator[bytes]:
    """Yield descriptions in Turtle, many at once."""
    terms: dict[bytes, bytes] = {}
    for batch in batches:
        if len(terms) > _MOST_TERMS:
            terms.clear()
        names = {term for item in batch for term in (*item[1:4], *item.sentences)}
        fresh = [name for name in (*_NAMES, *names) if name not in terms]
        terms.update(zip(fresh, turtle_terms(fresh, prefixes), strict=True))
        yield b"".join(_block(item, terms) for item in batch)


def _block(item: StatementDescription, terms: Mapping[bytes, bytes]) -> bytes:
    """Write a description in Turtle, in the same order."""
    pairs = [
        (b"a", terms[_CLASS]),
        (terms[_OBJECT], terms[item.object]),
        (terms[_PREDICATE], terms[item.predicate]),
        (terms[_SUBJECT], terms[item.subject]),
        (terms[_QUOTED_FROM], b" , ".join([terms[sentence] for sentence in item.sentences])),
    ]
    return b"%b %b .\n" % (item.name, b" ;\n\t".join([b"%b %b" % pair for pair in pairs]))
