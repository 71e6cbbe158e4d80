"""Offer the command `peelgraph`, and the names that a notebook imports.

import peelgraph

kg = peelgraph.open()
kg.find("safeguarding hub")
kg.thing("MASH")
kg.query("SELECT ?a ?b { ?a peel:worksWith ?b }").dicts()
"""

from __future__ import annotations

import os
import sys
from importlib.machinery import PathFinder

TYPE_CHECKING = False  # as in typing, which takes long to import
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from importlib.machinery import ModuleSpec
    from pathlib import Path
    from typing import NoReturn

    import networkx
    import rdflib

    from graph.export.path_description import Connection
    from graph.query.comparison import Comparison
    from graph.query.rows import Rows
    from graph.query.search import Hit
    from graph.query.thing import Thing
    from graph.store import Store
    from viz.maps.answer_rows import AnswerRows
    from viz.maps.notebook import Inline


def _find_own_packages() -> None:
    """Let `graph` and `viz` be the packages beside this file, whatever else has their names.

    In a source tree they are packages at the top, and a `graph.py` in the working directory would
    be found first. In a wheel they are below `peelgraph`, and nothing can be mistaken for them.

    Raises:
        ImportError: when another module of one of these names has been imported before.
    """
    root = os.path.dirname(os.path.realpath(__file__))  # noqa: PTH120 - faster than Path
    for name in ("graph", "viz"):
        module = sys.modules.get(name)
        location = _location(module.__spec__ if module else PathFinder.find_spec(name))
        if location == os.path.join(root, name):  # noqa: PTH118
            continue
        if module:
            raise ImportError(_conflict(name, location), name=name, path=location)
        sys.path.insert(0, root)


def _conflict(name: str, location: str) -> str:
    return (
        f"peelgraph needs its own package “{name}”, but {location or 'another module'} has been"
        " imported under this name. Import peelgraph before it, rename it, or install peelgraph as"
        " a wheel, which has no such names."
    )


def _location(spec: ModuleSpec | None) -> str:
    """Return the folder of a package, or the file of a module."""
    if spec is None:
        return ""
    folders = spec.submodule_search_locations or [spec.origin or ""]
    return os.path.realpath(folders[0])


if not __package__:  # a package only in a wheel
    _find_own_packages()

__all__ = ["KnowledgeGraph", "Rows", "Thing", "main", "open"]


def __getattr__(name: str) -> object:
    """Return what is read or imported only where it is asked for, as importing is free of work."""
    if name == "__version__":
        from graph.files import version

        return version()
    if name == "Rows":
        from graph.query.rows import Rows

        return Rows
    if name == "Thing":
        from graph.query.thing import Thing

        return Thing
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def main() -> None:
    """Run the command line."""
    from graph import helper_client

    if helper_client.is_wanted():
        code = helper_client.answer(sys.argv[1:])
        if code is not None:
            sys.exit(code)
    from graph.cli.commands import commands

    commands(prog_name="peelgraph")


def run() -> NoReturn:
    """Run the command line and end the process with it.

    To take the interpreter apart would take longer than many a command.
    """
    code: object = 0
    try:
        import atexit

        main()
    except SystemExit as leave:
        code = leave.code
    except KeyboardInterrupt:  # before the command itself heard of it
        code = _stopped()
    atexit._run_exitfuncs()
    os._exit(code if isinstance(code, int) else 0)


def _stopped() -> int:
    """Say that an interrupt ended the command; return the exit code."""
    if sys.stderr:  # it may be closed
        sys.stderr.write("peelgraph: stopped.\n")
    return 1


def open(store: str | Path | None = None) -> KnowledgeGraph:  # noqa: A001 - read as peelgraph.open
    """Open the knowledge graph; the first time, it is built from the project's data.

    Args:
        store: directory of a store; by default PEELGRAPH_STORE, or the one in your cache.

    Raises:
        StoreError: when the store cannot be read or made.
    """
    from pathlib import Path

    from graph import files
    from graph.load.build import build_store
    from graph.store import open_current, read_pointer

    directory = files.store_directory(Path(store) if store else None)
    if not read_pointer(directory):
        build_store(directory)
    return KnowledgeGraph(directory, open_current(directory))


def _warn(remarks: tuple[str, ...]) -> None:
    """Warn with each remark at the line that asked."""
    import warnings

    for remark in remarks:
        warnings.warn(remark, stacklevel=3)


class KnowledgeGraph:
    """The graph of a built store, for notebooks and programs.

    Attributes:
        directory: of the store.
        store: the store itself, for what is not offered here.
    """

    def __init__(self, directory: Path, store: Store) -> None:
        self.directory = directory
        self.store = store

    def __repr__(self) -> str:
        from graph.load.build import store_counts
        from graph.text import format_amount

        numbers = [
            format_amount(number, things) for things, number in store_counts(self.directory).items()
        ]
        if not numbers:
            return "<KnowledgeGraph of loaded files>"
        return f"<KnowledgeGraph: {', '.join(numbers)}>"

    def find(self, words: str, *, limit: int = 10) -> list[Hit]:
        """Find things, findings and figures by name, acronym or words, best first.

        Small mistakes do not matter.

        >>> kg.find("safegarding hub")[0].label
        'multi-agency safeguarding hub'
        """
        from graph.query.search import find_things

        return find_things(self.directory, words, limit=limit)

    def thing(self, name: str) -> Thing:
        """Return the one thing that a name, acronym, prefixed name or IRI means.

        Raises:
            QueryError: when nothing or several things are called so; the message lists candidates.

        >>> kg.thing("MASH")
        <Thing multi-agency safeguarding hub: 13 relations, 6 findings and figures>
        """
        from graph.query.description import describe_thing
        from graph.query.search import resolve
        from graph.query.thing import Thing

        return Thing(describe_thing(self.store, resolve(self.directory, name)))

    def query(
        self, text: str, *, timeout: float | None = None, memory: int | str | None = None
    ) -> AnswerRows:
        """Answer a query; the project's prefixes need no declaration.

        It runs in a process of its own, which has no network; the rows come from the store as it is
        now. Of CONSTRUCT and DESCRIBE, each statement is a row.

        Args:
            text: the query.
            timeout: seconds after which it is stopped; by default never.
            memory: beyond which it is stopped: bytes, or a text as in `500MB`; by default 1 GB.

        Raises:
            QueryError: for what is no query, a refused one, or one beyond a limit.

        >>> kg.query("SELECT (COUNT(?s) AS ?sentences) { ?s a peel:Sentence }").dicts()
        [{'sentences': 413}]
        """
        from functools import partial

        from graph import worker
        from graph.process_limits import parse_limits
        from graph.query import sparql
        from viz.maps.answer_rows import AnswerRows

        call = partial(sparql.select_values, self.directory.resolve(), text)
        limits = parse_limits("the query", timeout, memory)
        columns, values, remarks = worker.run(call, limits)
        _warn(remarks)
        return AnswerRows(columns, values, remarks, text=text, store=self.store)

    def path(
        self,
        one: str,
        other: str,
        *,
        findings: bool = False,
        through_force: bool = False,
        inspection: str = "",
    ) -> Connection:
        """Return how two things are connected: the shortest and the best-supported paths.

        Args:
            one: name of the thing to start from.
            other: name of the thing to arrive at.
            findings: whether a path may lead through findings, figures and the like.
            through_force: whether a path may lead through an inspected force, which is connected
                with nearly everything.
            inspection: only what the report of this inspection states, by its id or label.

        Raises:
            QueryError: when a name means nothing or several things, or both mean the same.
            PeelgraphError: for an unknown inspection.

        >>> for hop in kg.path("METHUB", "children's services").shortest:
        ...     print(hop.one.label, [link.words for link in hop.links], hop.other.label)
        missing, exploited and trafficked team ['works with'] children's services
        """
        from graph.export.path_description import connection

        return connection(
            self.directory,
            self.store,
            one,
            other,
            findings=findings,
            through_force=through_force,
            inspection=inspection,
        )

    def compare(
        self, one: str = "", other: str = "", *, over_time: bool = False, limit: int | None = None
    ) -> list[Comparison]:
        """Set figures against what they can be compared with, or say why they cannot be.

        Args:
            one: name of a figure, a measure or any thing with figures; by default all that the
                report itself sets side by side.
            other: name of a second figure.
            over_time: set two periods of the same length side by side, as then and now.
            limit: how many comparisons at most, those of a report first, then of figures that are
                alike; all by default.

        Raises:
            QueryError: when a name means nothing or several things, or there is nothing to compare.

        >>> kg.compare("measure:share-of-crimes-without-suspect")[0].words
        '6 percentage points higher, 1.13 times as much; lower is better, so this is worse'
        """
        from graph.query.comparisons import comparisons
        from graph.query.search import resolve

        iris = [resolve(self.directory, name) for name in (one, other) if name != ""]
        return comparisons(self.store, *iris, over_time=over_time, limit=limit).pairs

    def ask(
        self,
        name: str,
        values: Mapping[str, str] | None = None,
        *,
        timeout: float | None = None,
        memory: int | str | None = None,
        **parameters: str,
    ) -> Rows:
        """Answer one of the named questions, in a process of its own as queries are.

        Args:
            name: of the question, as `peelgraph ask` lists them.
            values: of its parameters: none for its example, or all that are not "any".
            timeout: seconds after which it is stopped; by default never.
            memory: beyond which it is stopped: bytes, or a text as in `500MB`; by default 1 GB.
            parameters: the same as `values`, as keywords.

        Raises:
            QueryError: for an unknown question or parameter, a missing value, one that means
                nothing, or a question that needs more time or memory.

        >>> [row[0] for row in kg.ask("partners-of-unit", unit="METHUB")][:2]
        ["children's services", 'neighbourhood officers']
        """
        from functools import partial

        from graph import worker
        from graph.process_limits import parse_limits
        from graph.query import question_answers
        from graph.query.rows import Rows

        given = {**(values or {}), **parameters}
        call = partial(question_answers.question_values, self.directory.resolve(), name, given)
        limits = parse_limits("the question", timeout, memory)
        columns, cells, remarks = worker.run(call, limits)
        _warn(remarks)
        return Rows(columns, cells, remarks)

    def dataset(self) -> rdflib.Dataset:
        """Return the graph as an rdflib Dataset over the same store, for code that uses rdflib.

        Its queries run in your own process: they may call out (SERVICE), and have no limit of time
        or memory.
        """
        from graph.store import rdflib_dataset

        return rdflib_dataset(self.store)

    def network(
        self,
        name: str = "partnerships",
        *,
        question: int | None = None,
        voices: Collection[str] = (),
        relations: Collection[str] = (),
        planned: bool = True,
        polarity: Collection[str] = (),
        inspection: str = "",
    ) -> networkx.MultiDiGraph[str]:
        """Project a part of the graph as a NetworkX graph, with the sentences on its edges.

        Args:
            name: of the network, as `graph.analyse.networks.projection.projections` lists them.
            question: only sentences under this question of the report.
            voices: only sentences in one of these voices, as in `force data`.
            relations: only relations with these words, as in `refers to`.
            planned: whether planned relations are taken too.
            polarity: only what findings of one of these polarities say, as in `concern`.
            inspection: only what the report of this inspection states, by its id or label.

        Raises:
            PeelgraphError: for an unknown name or inspection, or an empty network.

        >>> network = kg.network("referrals")
        >>> hub = kg.thing("MASH").iri
        >>> [network.nodes[sender]["label"] for sender in sorted(network.predecessors(hub))]
        ['neighbourhood officers', 'police officers and staff']
        """
        from graph.analyse.networks.projection import Selection, project

        selection = Selection(question, voices, relations, planned, polarity, inspection)
        return project(self.store, name, selection)

    def map(
        self,
        name: str = "partnerships",
        path: str | Path | None = None,
        *,
        about: str | Sequence[str] = (),
        hops: int = 1,
        theme: str = "",
        question: int | None = None,
        inspection: str = "",
        voices: Collection[str] = (),
        planned: bool = True,
        through_force: bool = False,
        by: str = "",
        most: int | None = None,
        other: KnowledgeGraph | None = None,
    ) -> Inline:
        """Draw a map; a notebook shows it, and it is written to a file where a path is given.

        Args:
            name: of the map, as `peelgraph map --list` has them.
            path: of an `.html` or `.svg` file.
            about: names of the things in its middle, or between which it finds a path.
            hops: how far from those things it reaches, 1 to 3.
            theme: name of a theme of which the sentences have to speak.
            question: only sentences under this question of the report.
            inspection: only what the report of this inspection states, by its id or label.
            voices: only sentences in one of these voices, as in `force data`.
            planned: whether plans are shown too.
            through_force: whether paths may lead through an inspected force.
            by: `sector` or `community`, for colours.
            most: how many things are shown at once.
            other: a second graph, for `compare`.

        Raises:
            PeelgraphError: for an unknown map or thing, an empty map, or a file that cannot be
                written.
        """
        from pathlib import Path

        from viz.maps import builder, catalogue

        options = catalogue.MapOptions(
            about=self._iris(about),
            hops=hops,
            theme="".join(self._iris(theme)),
            question=question,
            inspection=inspection,
            voices=tuple(voices),
            planned=planned,
            through_force=through_force,
            by=by,
            most=most or catalogue.MOST,
            other=(other.store, *builder.store_names(self.store, other.store)) if other else None,
        )
        return builder.inline(self.store, name, options, path=Path(path) if path else None)

    def _iris(self, names: str | Sequence[str]) -> tuple[str, ...]:
        """Return the IRIs of one or several things; none for "" or nothing."""
        from graph.query.search import resolve

        if isinstance(names, str):
            names = [names] if names else []
        return tuple(resolve(self.directory, name) for name in names)


if __name__ == "__main__":
    run()
