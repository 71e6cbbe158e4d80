"""Build groups of reports in processes of their own, and add up what they give in one store.

That is possible where reports speak of shared things and of their own alone. Each group is read,
checked, inferred and indexed with what all share; whatever it has more than that is added. So only
a part of the memory that a build needs grows with the number of reports.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from graph.files import Source
from graph.load import index
from graph.load.dataset_description import DESCRIPTION
from graph.load.description_changes import revised_description
from graph.load.folders import NotLocalError
from graph.load.index_changes import add_rows, mark_inspected, open_for_change, replace_records
from graph.load.report_group import GroupContent, built_part, group_content
from graph.load.report_groups import report_groups, results
from graph.load.unique_values import Values, add_values
from graph.serialize.rdf import turtle_prefixes
from graph.serialize.turtle_blocks import subject_blocks
from graph.store import (
    INDEX,
    TURTLE,
    DefaultGraph,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    store_in_memory,
)
from graph.store_writer import graph_digests, revised_digests

_BLOCKS = "CREATE TABLE blocks (subject TEXT PRIMARY KEY, block BLOB) WITHOUT ROWID"


class GroupedBuild:
    """A build of groups of reports.

    Args:
        sources: all files of ontology and data.
        build: what describes the build.
        validates: whether the data are checked against the shapes.

    Attributes:
        counts: number of things by kind, once all is written.
        digests: of the graphs, once all is written.
        describing: names of the folders that describe something shared.

    Raises:
        NotLocalError: where the reports are few, or speak of one another's things.
    """

    def __init__(
        self, sources: Sequence[Source], build: Sequence[Quad], *, validates: bool
    ) -> None:
        self._common, self._groups, self.describing = report_groups(
            sources, build, validates=validates
        )
        base = built_part(self._common)
        self.counts = Counter(base.counts)
        self.digests = graph_digests(base.store)
        self._description = base.description
        self._values = set(base.values)
        self._prefixes: set[str] = set()
        self._unique: Values = {}
        self._common_rows: set[tuple[int, str]] = set()

    def write(self, folder: Path, store: Store) -> None:
        """Write everything into an empty store and the files beside it.

        Args:
            folder: of the generation.
            store: of the generation.

        Raises:
            NotLocalError: where a check finds a problem, so that all has to be built together.
        """
        base = built_part(self._common)
        index.write_index(folder / INDEX, base.store, is_own=True)
        store.bulk_extend(base.store)
        calls = (partial(group_content, self._common, group) for group in self._groups)
        with (
            closing(sqlite3.connect("")) as blocks,
            open_for_change(folder / INDEX) as database,
            closing(results(calls)) as contents,
        ):
            blocks.execute(_BLOCKS)
            for content in contents:
                store.bulk_load(content.quads, format=RdfFormat.N_QUADS)
                add_rows(database, content.rows)
                blocks.executemany("INSERT INTO blocks VALUES (?, ?)", content.blocks)
                self._add(content)
            self._describe(store)
            store.optimize()
            store.flush()
            replace_records(database, store, self._common_rows)
            mark_inspected(database, store)
            index.count_grams(database)
            self._write_turtle(folder, store, blocks)

    def _add(self, content: GroupContent) -> None:
        """Add up what is known of a group.

        Raises:
            NotLocalError: where it cannot be added up.
        """
        add_values(self._unique, content.unique)
        self.counts.update(content.counts)
        self.digests = revised_digests(self.digests, content.digests, {})
        self._prefixes |= content.prefixes
        self._common_rows |= content.common_rows
        base = built_part(self._common).description
        description = revised_description(
            self._description,
            base,
            content.description,
            values=len(content.values - self._values),
            is_held=lambda _: True,
        )
        if description is None:
            raise NotLocalError("the description needs all.")
        self._description = description
        self._values |= content.values

    def _describe(self, store: Store) -> None:
        """Add the description of the store to it."""
        quads = [
            Quad(triple.subject, triple.predicate, triple.object, graph)
            for triple in self._description
            for graph in (NamedNode(DESCRIPTION), DefaultGraph())
        ]
        store.extend(quads)
        self.digests = revised_digests(self.digests, graph_digests(store_in_memory(quads)), {})

    def _write_turtle(self, folder: Path, store: Store, blocks: sqlite3.Connection) -> None:
        """Write the Turtle of everything, with the blocks of what all share and the description."""
        subjects = built_part(self._common).subjects - self._common.sentences
        terms = (triple.subject for triple in self._description)
        subjects |= {subject for subject in terms if isinstance(subject, NamedNode)}
        rows = subject_blocks(store, subjects, self._prefixes)
        blocks.executemany("INSERT INTO blocks VALUES (?, ?)", rows)
        with (folder / TURTLE).open("wb") as file:
            file.write(turtle_prefixes(self._prefixes))
            for (block,) in blocks.execute("SELECT block FROM blocks ORDER BY subject"):
                file.write(block)
