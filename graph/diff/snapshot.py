"""Read a graph from a store, an RDF file, a folder of data, or a git revision.

A snapshot holds the stated statements. What a build adds (inferred statements, the description of
the build) follows from them and is left out. Terms have the form in which the store holds them:
14.0 is 14, so that a file and a store can be compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from graph import files
from graph.default_graph import ANALYSIS, REPEATED, is_built
from graph.diff.literals import source_literals
from graph.errors import InputError
from graph.load.build import BUILD
from graph.load.checked_sources import read_sources
from graph.load.dataset_description import DATASET, DESCRIPTION
from graph.load.infer import INFERRED, infer
from graph.parse.parser import RDF_SUFFIXES, parse_file
from graph.store import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    Store,
    Triple,
    graph_key,
    ntriples_lines,
    open_current,
    opened_directory,
    opened_pointer,
    parse_text,
    read_pointer,
    store_in_memory,
)
from graph.store_generation import generation_numbers, graph_records

_OF_BUILDS = frozenset((BUILD, DESCRIPTION, INFERRED))
_BUILD_SUBJECTS = tuple(f"<{iri}".encode() for iri in (BUILD + ">", DATASET + ">", DATASET + "/"))
_ANYWHERE = "file:///"  # the common address of two files
Lines = frozenset[bytes]
Records = dict[str, tuple[int, str]]
Graph = NamedNode | BlankNode | DefaultGraph


@dataclass(frozen=True)
class Snapshot:
    """The statements of a graph at one time.

    Attributes:
        name: as the user gave it.
        store: to look up labels and the like; may hold derived statements too.
        graphs: the statements of each graph, as lines of N-Triples; the default graph is "".
        literals: as the file has them; None for a store or a folder, where they are those of the
            store in the form of its exports.
        unread: graphs that are left out of `graphs`, as another store has the same.
        count: counts the distinct statements, where graphs are left out.
    """

    name: str
    store: Store
    graphs: Mapping[str, Lines]
    literals: frozenset[Literal] | None = None
    unread: frozenset[str] = frozenset()
    count: Callable[[], int] | None = None

    @property
    def has_graphs(self) -> bool:
        """Whether statements stand in named graphs, such as those of their sentences."""
        return any(self.graphs) or bool(self.unread)

    @property
    def whole(self) -> Snapshot:
        """The same with no graph left out."""
        if self.unread:
            return _of_store(self.name, self.store)
        return self

    def __len__(self) -> int:
        """Count the distinct statements."""
        if self.count:
            return self.count()
        return len(frozenset().union(*self.graphs.values()))


def read_snapshots(
    before: str, after: str, *, data: Path | None = None
) -> tuple[Snapshot, Snapshot]:
    """Read two graphs to be compared, each as `read_snapshot`.

    Of two stores that only builds have written, graphs of the same digest are left out. Relative
    IRIs of a file are read against its address, those of two files against one address where that
    makes them more alike, as for a file and its copy.

    Raises:
        InputError: as `read_snapshot`.
        StoreError: as `read_snapshot`.
    """
    if all(map(_is_store, (before, after))):
        return _of_stores(before, after)
    pair = read_snapshot(before, data=data), read_snapshot(after, data=data)
    lines = [line for snapshot in pair for graph in snapshot.graphs.values() for line in graph]
    if not all(map(_is_file, (before, after))) or not any(b"<file:" in line for line in lines):
        return pair
    alike = _of_file(before, base=_ANYWHERE), _of_file(after, base=_ANYWHERE)
    return min(pair, alike, key=_distance)


def _of_stores(before: str, after: str) -> tuple[Snapshot, Snapshot]:
    """Read two stores, but no graph that the manifests of both describe alike."""
    stores = open_current(Path(before)), open_current(Path(after))
    first, second = map(_graph_records, stores)
    alike = (graph for graph, _ in first.items() & second.items())
    unread = frozenset(graph for graph in alike if graph and not _is_derived(graph))
    return (
        _part_of_store(before, stores[0], first, unread),
        _part_of_store(after, stores[1], second, unread),
    )


def _graph_records(store: Store) -> Records:
    """Return number and digest of the statements of each graph, as the manifest has them.

    Empty where a file was loaded, which may state something in the default graph alone, and for a
    store of an earlier version.
    """
    directory = opened_directory(store)
    if directory is None or not is_built(store):
        return {}
    return graph_records(directory, opened_pointer(store))


def _part_of_store(name: str, store: Store, records: Records, unread: frozenset[str]) -> Snapshot:
    """Read a store that only builds have written; its default graph states nothing alone."""
    if not unread:
        return _of_store(name, store)
    names = (name for name in records.keys() - unread if name and not _is_derived(name))
    graphs = _graphs_of(store, map(graph_term, names))
    return Snapshot(name, store, graphs, unread=unread, count=partial(_count, store, records))


def _count(store: Store, records: Records) -> int:
    """Count the statements of a store that are not derived, by the records of its graphs.

    Of those that describe it, files may state some too; what they state is not inferred.
    """
    described = {
        quad.triple
        for graph in (BUILD, DESCRIPTION)
        for quad in store.quads_for_pattern(None, None, None, NamedNode(graph))
    }
    inferred, _ = records.get(INFERRED, (0, ""))
    return records[""][0] - inferred - sum(not _is_stated(store, triple) for triple in described)


def _is_stated(store: Store, triple: Triple) -> bool:
    """Tell whether a graph that is not derived states something."""
    quads = store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
    names = (graph_key(quad.graph_name) for quad in quads)
    return any(name and not _is_derived(name) for name in names)


def _is_derived(graph: str) -> bool:
    """Tell whether a graph of this key is what a build adds, or a saved result of an analysis."""
    return graph in _OF_BUILDS or graph.startswith(ANALYSIS)


def _distance(pair: tuple[Snapshot, Snapshot]) -> int:
    """Count the rows of two snapshots that are not in both."""
    rows = [
        {(graph, line) for graph in item.graphs for line in item.graphs[graph]} for item in pair
    ]
    return len(rows[0] ^ rows[1])


def read_snapshot(name: str, *, data: Path | None = None) -> Snapshot:
    """Read a graph.

    Args:
        name: directory of a store, RDF file, folder of data, or git revision of the repository that
            holds the data; an existing path comes first.
        data: folder of data in that repository; the project's own by default.

    Raises:
        InputError: for a file that cannot be read, or where nothing has that name.
        StoreError: for a store that cannot be read.
    """
    from graph.diff import git_revision

    if not name.strip():
        hint = "Name a store, an RDF file, a folder of data, or a revision such as HEAD~1."
        raise InputError("the name of a graph is empty.", hint=hint)
    path = Path(name)
    if _exists(path) and path.is_dir():
        return _of_directory(name, path)
    if _is_file(name):
        return _of_file(name, base=files.real_path(path).as_uri())
    if path.suffix.lower() in RDF_SUFFIXES:
        raise InputError("there is no such file.", where=name, hint="Check the path.")
    with git_revision.checkout(name, data or files.data_folder()) as (folder, ontology):
        return _of_folder(name, folder, ontology)


def snapshot_of_quads(name: str, quads: Iterable[Quad]) -> Snapshot:
    """Return the snapshot of the quads of a file."""
    statements = list(quads)
    store = store_in_memory(statements)
    return Snapshot(name, store, _graphs(store), source_literals(statements))


def without_graphs(snapshot: Snapshot) -> Snapshot:
    """Return the statements of a snapshot without their graphs, and what follows from them."""
    store = store_in_memory(
        Quad(quad.subject, quad.predicate, quad.object)
        for lines in snapshot.graphs.values()
        for quad in parse_lines(lines)
    )
    infer(store)
    lines = _without_build(_lines(store, DefaultGraph()))
    return Snapshot(snapshot.name, snapshot.store, {"": lines}, snapshot.literals)


def _without_build(lines: Lines) -> Lines:
    """Leave out what a build says of itself, unless nothing else is stated."""
    return frozenset(line for line in lines if not line.startswith(_BUILD_SUBJECTS)) or lines


def graph_term(key: str) -> Graph:
    """Return the graph of a key, as `graph.store.graph_key` gives it.

    >>> graph_term("_:g"), graph_term("")
    (<BlankNode value=g>, <DefaultGraph>)
    """
    if not key:
        return DefaultGraph()
    if key.startswith("_:"):
        return BlankNode(key.removeprefix("_:"))
    return NamedNode(key)


def parse_lines(lines: Iterable[bytes]) -> list[Quad]:
    """Parse lines of N-Triples, one quad a line."""
    return parse_text(b"\n".join(lines).decode())


def _is_file(name: str) -> bool:
    path = Path(name)
    return _exists(path) and not path.is_dir()


def _of_file(name: str, *, base: str) -> Snapshot:
    return snapshot_of_quads(name, parse_file(Path(name), base=base, may_be_empty=True))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except PermissionError as error:
        message = f"cannot be read: {error.strerror}."
        hint = "Change the permissions of its folder, or name another."
        raise InputError(message, where=str(path), hint=hint) from None
    except OSError:  # a name that no file can have
        return False


def _of_directory(name: str, path: Path) -> Snapshot:
    if _is_store(name):
        return _of_store(name, open_current(path))
    if not any(file.suffix in (".ttl", ".trig") for file in files.files_below(path)):
        hint = "Name a store, a folder with .ttl or .trig files, or a git revision."
        raise InputError("is neither a store nor a folder of data.", where=name, hint=hint)
    return _of_folder(name, path, None)


def _is_store(name: str) -> bool:
    path = Path(name)
    if not name.strip() or not _exists(path):
        return False
    return bool(generation_numbers(path) and read_pointer(path))


def _of_store(name: str, store: Store) -> Snapshot:
    return Snapshot(name, store, _graphs(store))


def _of_folder(name: str, folder: Path, ontology: Path | None) -> Snapshot:
    store = read_sources(files.sources(folder, ontology))
    return Snapshot(name, store, _named_graphs(store))


def _graphs(store: Store) -> dict[str, Lines]:
    """Return the stated lines of each graph; the default graph repeats those of the others."""
    if is_built(store):
        return _named_graphs(store)
    graphs = _graphs_of(store, store.named_graphs())
    repeated = graphs.pop("", frozenset())
    in_graphs = frozenset().union(*graphs.values())
    stated = (_lines(store, DefaultGraph()) - in_graphs) | repeated
    graphs[""] = stated if graphs else _without_build(stated)
    return {name: lines for name, lines in graphs.items() if lines and not _is_derived(name)}


def _named_graphs(store: Store) -> dict[str, Lines]:
    """Return the lines of each named graph that is not derived."""
    graphs = (graph for graph in store.named_graphs() if not _is_derived(graph_key(graph)))
    return _graphs_of(store, graphs)


def _graphs_of(store: Store, graphs: Iterable[Graph]) -> dict[str, Lines]:
    """Return the lines of named graphs; those of `REPEATED` are of the default graph, ""."""
    return {graph_key(graph) if graph != REPEATED else "": _lines(store, graph) for graph in graphs}


def _lines(store: Store, graph: Graph) -> Lines:
    return frozenset(ntriples_lines(store, graph))
