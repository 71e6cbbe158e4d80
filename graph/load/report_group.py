"""Read, check, infer and index a group of reports with what all share, for a build that adds up.

The calls of this module run in processes of their own, which keep what all share between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

from graph import garbage_collection
from graph.files import Source
from graph.load.checked_sources import (
    add_file,
    check_sources,
    is_of_sentence,
    read_sources,
)
from graph.load.counts import count_kinds
from graph.load.dataset_description import description
from graph.load.folders import Folders, NotLocalError
from graph.load.index_rows import IndexRows, common_records, index_rows, rows_to_add
from graph.load.infer import infer
from graph.load.single_values import single_values
from graph.load.source_files import parse_source
from graph.load.unique_values import Values, unique_values
from graph.namespaces import RDF_TYPE, expand
from graph.serialize.rdf import has_nameless
from graph.serialize.turtle_blocks import subject_blocks
from graph.store import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    Store,
    Term,
    Triple,
    graph_key,
    ntriples_lines,
)
from graph.store_writer import Digests, lines_digests
from graph.text import stable_number

_DEFAULT = DefaultGraph()
_SENTENCE = (NamedNode(RDF_TYPE), NamedNode(expand("peel:Sentence")))


class SharedStatements(NamedTuple):
    """What a group of reports says of things that are not its own.

    Attributes:
        quads: what it states of shared things; their values are shared or literals.
        subjects: things whose IRIs are not of reports, of which it states something.
        objects: such things that are values of its statements.
        describing: names of the folders that describe something shared.
        single: shared things, each with a property of which it may have but one value, where the
            group states a value of its own.
    """

    quads: list[Quad]
    subjects: Set[str]
    objects: Set[str]
    describing: list[str]
    single: Set[tuple[str, str]]


class CommonSources(NamedTuple):
    """What all groups of reports share.

    Attributes:
        sources: files outside the folders of reports.
        shared: what reports state of shared things, each statement in one of its graphs.
        build: description of the build.
        validates: whether the data are checked against the shapes.
    """

    sources: tuple[Source, ...]
    shared: tuple[Quad, ...] = ()
    build: tuple[Quad, ...] = ()
    validates: bool = True

    @property
    def sentences(self) -> set[NamedNode]:
        """Sentences, each of a report, that state something of shared things."""
        graphs = (quad.graph_name for quad in self.shared if is_of_sentence(quad))
        return {graph for graph in graphs if isinstance(graph, NamedNode)}


class GroupContent(NamedTuple):
    """What a group of reports adds to what all share.

    Attributes:
        quads: its statements in N-Quads.
        digests: of its statements, by graph.
        rows: of the index.
        common_rows: keys of rows of queries that other groups may give too.
        blocks: of Turtle, by the subject.
        prefixes: names of those that the blocks use.
        counts: numbers of things by kind.
        description: of the group with what all share.
        values: numbers of the values of its statements, which depend on the values alone.
        unique: values of keys that may have but one in all groups together.
    """

    quads: bytes
    digests: Digests
    rows: IndexRows
    common_rows: Set[tuple[int, str]]
    blocks: list[tuple[str, bytes]]
    prefixes: Set[str]
    counts: dict[str, int]
    description: Set[Triple]
    values: Set[int]
    unique: Values


@dataclass(frozen=True)
class BuiltPart:
    """A store in memory that holds what all share, with a group of reports or without one.

    Attributes:
        store: with all that follows from it.
        inferred: how many of its statements were inferred.
    """

    store: Store
    inferred: int

    @cached_property
    def lines(self) -> dict[str, Set[bytes]]:
        """Statements of each graph in N-Triples."""
        graphs = [*self.store.named_graphs(), _DEFAULT]
        return {graph_key(graph): set(ntriples_lines(self.store, graph)) for graph in graphs}

    @cached_property
    def rows(self) -> IndexRows:
        """Rows of the index."""
        return index_rows(self.store, is_own=True)

    @cached_property
    def counts(self) -> dict[str, int]:
        """Numbers of things by kind."""
        return {**count_kinds(self.store), "inferred": self.inferred}

    @cached_property
    def description(self) -> Set[Triple]:
        """Description of the default graph."""
        return description(self.store)

    @cached_property
    def subjects(self) -> Set[NamedNode]:
        """Subjects of the default graph."""
        quads = self.store.quads_for_pattern(None, None, None, _DEFAULT)
        return {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}

    @cached_property
    def values(self) -> Set[int]:
        """Numbers of the values in the default graph."""
        quads = self.store.quads_for_pattern(None, None, None, _DEFAULT)
        return {stable_number(text) for text in {str(quad.object) for quad in quads}}


def shared_statements(common: tuple[Source, ...], group: Iterable[Source]) -> SharedStatements:
    """Return what a group of reports says of things that are not its own.

    Args:
        common: files outside the folders of reports.
        group: files of the group.

    Raises:
        InputError: for a file that cannot be parsed.
        NotLocalError: where a file states something in the graph of another.
    """
    folders = Folders()
    parsed = {source: parse_source(source) for source in common if not source.is_shape}
    for source, statements in parsed.items():
        folders.add(source, statements)
    quads: dict[Triple, Quad] = {}
    subjects: set[str] = set()
    objects: set[str] = set()
    single: set[tuple[str, str]] = set()
    values = single_values(common, chain.from_iterable(parsed.values()))
    for source in group:
        statements = parse_source(source)
        folders.add(source, statements)
        for quad in statements:
            if quad.subject not in folders.shared:
                continue
            if _is_shared(quad.object, folders.shared):
                quads.setdefault(quad.triple, quad)
            elif values.hold(quad):
                single.add((str(quad.subject), quad.predicate.value))
        subjects |= _outside({quad.subject for quad in statements} - folders.shared, source)
        objects |= _outside({quad.object for quad in statements} - folders.shared, source)
    if not folders.are_apart:
        raise NotLocalError("a file states something in the graph of another.")
    described = folders.describing()
    return SharedStatements(list(quads.values()), subjects, objects, described, single)


def _is_shared(term: Term, shared: Set[object]) -> bool:
    return isinstance(term, Literal) or term in shared


def _outside(terms: Iterable[object], source: Source) -> set[str]:
    """Return the IRIs that do not begin with that of the report of a file or of its graphs."""
    report = source.base.rstrip("/")
    addresses = (source.base, source.graph.rpartition("/")[0] + "/")
    iris = (term.value for term in terms if isinstance(term, NamedNode))
    return {iri for iri in iris if iri != report and not iri.startswith(addresses)}


def group_content(common: CommonSources, group: tuple[Source, ...]) -> GroupContent:
    """Return what a group of reports adds to what all share.

    Raises:
        InputError: for a file that cannot be parsed.
        NotLocalError: where a check finds a problem, or the reports change what all share.
    """
    addresses = tuple({source.base for source in group})
    with garbage_collection.paused():
        base, part = built_part(common), _part(common, group)
        sentences = {name for name in common.sentences if name.value.startswith(addresses)}
        return _content(base, part, part.subjects - base.subjects | sentences)


def _content(base: BuiltPart, part: BuiltPart, local: Set[NamedNode]) -> GroupContent:
    """Return what a part has more than the base that it shares with others.

    Args:
        base: what all share.
        part: the same with a group of reports.
        local: subjects that this group alone describes.

    Raises:
        NotLocalError: where the base does not stay as it is.
    """
    added = {name: lines - base.lines.get(name, set()) for name, lines in part.lines.items()}
    if any(not lines <= part.lines.get(name, set()) for name, lines in base.lines.items()):
        raise NotLocalError("what all share does not stay as it is.")
    iris = {subject.value for subject in local}
    names: set[str] = set()
    return GroupContent(
        quads=b"".join(_nquads(added)),
        digests=lines_digests({name: lines for name, lines in added.items() if lines}),
        rows=rows_to_add(base.rows, part.rows, iris),
        common_rows={row[:2] for row in common_records(base.rows, part.rows, iris)},
        blocks=list(subject_blocks(part.store, local, names)),
        prefixes=names,
        counts={name: number - base.counts[name] for name, number in part.counts.items()},
        description=part.description,
        values=part.values - base.values,
        unique=unique_values(part.store),
    )


@lru_cache(maxsize=1)
def built_part(common: CommonSources) -> BuiltPart:
    """Return what all groups of reports share, with what follows from it."""
    return _part(common, (), checked=False)


def _part(common: CommonSources, group: tuple[Source, ...], *, checked: bool = True) -> BuiltPart:
    """Read what all share and a group of reports, and infer what follows.

    Raises:
        InputError: for a file that cannot be parsed.
        NotLocalError: where a check finds a problem.
    """
    if checked:
        store, problems, _ = check_sources(
            [*common.sources, *group], validates=common.validates, elsewhere=lambda: common.shared
        )
        if problems or has_nameless(store):
            raise NotLocalError("the reports do not stand on their own.")
    else:
        store = read_sources(common.sources)
    add_file(store, common.shared)
    kind, sentence = _SENTENCE
    store.extend(Quad(graph, kind, sentence) for graph in common.sentences)
    inferred = infer(store)
    add_file(store, common.build)
    return BuiltPart(store, inferred)


def _nquads(lines: dict[str, Set[bytes]]) -> Iterable[bytes]:
    """Yield statements of graphs in N-Quads."""
    for name, statements in lines.items():
        end = f"<{name}> .\n".encode() if name else b".\n"
        yield from (line[:-1] + end for line in statements)
