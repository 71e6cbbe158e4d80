"""Make synthetic corpora of reports, to time the project on more reports than it holds.

    python -m benchmarks.corpus DIR [--reports 43] [--seed 1]

A synthetic report has the shape of the real one at about a third of its length: 120 sentences, each
a named graph, and about 6,000 statements in the default graph with what was inferred. Ontology,
themes and the register of national bodies, systems, methods and powers are the project's own, so
that they connect all forces; forces, units, findings and figures are invented. From the 44th report
on, the forces are inspected again, and half of what a report speaks of stands in their earlier one.

    from benchmarks import corpus
    corpus.make(directory, reports=43)    # -> directory, as `graph.store.open_current` opens it
    corpus.cached(43)                     # -> the same in the temporary folder, made once
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

from benchmarks import synthetic_report
from benchmarks.synthetic_report import node, report_statements
from graph import files
from graph.load import dataset_description, index, source_files
from graph.load.build import write_companions
from graph.load.infer import infer
from graph.namespaces import expand
from graph.store import (
    DefaultGraph,
    NamedNode,
    Quad,
    open_current,
    read_pointer,
    store_in_memory,
)
from graph.store_generation import NOTE_KEYS
from graph.store_writer import QuadChange, graph_digests, store_writer

_KINDS = "organisation theme method system power function place measure uom"
_REAL = ("data/register/inspections", "data/register/forces", "data/register/links")


def make(directory: Path, *, reports: int = 43, seed: int = 1) -> Path:
    """Make a corpus as `build` would write it; the same arguments give the same statements.

    Args:
        directory: of the store.
        reports: how many.
        seed: of what is drawn by chance.

    Returns:
        The directory.
    """
    note: dict[str, object] = {"fingerprint": fingerprint(reports, seed), "counts": {}}
    store = store_in_memory(quads(reports, seed))
    infer(store)
    dataset_description.add_description(store)
    with store_writer(directory, discard=True) as writer:
        writer.replace(
            lambda target: target.bulk_extend(store),
            note=note,
            finish=lambda folder, _: write_companions(folder, store, is_own=True),
            digests=lambda _: graph_digests(store),
        )
    return directory


def cached(reports: int = 43, *, seed: int = 1) -> Path:
    """Return the directory of a corpus in the temporary folder, made where it is not current."""
    directory = Path(tempfile.gettempdir()) / f"peelgraph-corpus-{reports}-{seed}"
    if read_pointer(directory).get("fingerprint") != fingerprint(reports, seed):
        make(directory, reports=reports, seed=seed)
    return directory


def earlier(directory: Path, target: Path, finding: str) -> Path:
    """Copy a corpus as it would have been before the polarity of one finding changed.

    Args:
        directory: of the corpus.
        target: directory of the copy, which does not exist yet.
        finding: its IRI in angle brackets.

    Returns:
        The target.
    """
    shutil.copytree(directory, target)
    subject, polarity = NamedNode(finding.strip("<>")), NamedNode(expand("peel:polarity"))
    stated = list(open_current(directory).quads_for_pattern(subject, polarity, None, None))
    mixed = NamedNode(expand("polarity:mixed"))
    before = [Quad(subject, polarity, mixed, quad.graph_name) for quad in stated]
    with store_writer(target) as writer:
        note = {key: writer.pointer[key] for key in NOTE_KEYS if key in writer.pointer}
        writer.revise(QuadChange(before, stated), note=note)
    return target


def fingerprint(reports: int, seed: int) -> str:
    """Return a digest of all that a corpus follows from: programs, ontology and data."""
    whole = hashlib.sha256(f"{reports} {seed} {files.fingerprint(files.sources())}".encode())
    own, loading = (Path(__file__), Path(synthetic_report.__file__)), Path(index.__file__).parent
    for path in (*own, *sorted(loading.glob("*.py"))):
        whole.update(path.read_bytes())
    return whole.hexdigest()


def quads(reports: int, seed: int) -> Iterator[Quad]:
    """Yield every stated statement of a corpus, in its named graph and in the default graph."""
    shared = [quad for source in _shared() for quad in source_files.parse_source(source)]
    yield from shared
    yield from (Quad(quad.subject, quad.predicate, quad.object) for quad in shared)
    register = _register(shared, Random(seed))
    for number in range(reports):
        for graph, subject, predicate, value in report_statements(number, register, seed):
            yield Quad(subject, predicate, value, graph)
            yield Quad(subject, predicate, value, DefaultGraph())


def _shared() -> list[files.Source]:
    """List ontology and register, without what belongs to the real report only."""
    return [
        source
        for source in files.sources()
        if not source.is_shape
        and source.name not in _REAL
        and source.name.startswith(("ontology/", "data/register/"))
    ]


def _register(shared: Iterable[Quad], chance: Random) -> dict[str, list[NamedNode]]:
    """Sort what reports share by kind, in one order of chance: all speak most of the same few."""
    starts = {expand(f"{kind}:"): kind for kind in _KINDS.split()}
    iris: dict[str, set[str]] = defaultdict(set)
    for quad in shared:
        assert isinstance(quad.subject, NamedNode)
        start = quad.subject.value.rpartition("/")[0] + "/"
        if start in starts and quad.predicate == node("rdfs:label"):
            iris[starts[start]].add(quad.subject.value)
    return {
        kind: list(map(NamedNode, chance.sample(sorted(iris[kind]), len(iris[kind]))))
        for kind in starts.values()
    }


def main() -> None:
    """Make a corpus from the command line and say what is in it."""
    parser = argparse.ArgumentParser(description="Make a synthetic corpus of inspection reports.")
    parser.add_argument("directory", type=Path, metavar="DIR", help="of the store to be made")
    parser.add_argument("--reports", type=int, default=43)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    start = time.perf_counter()
    make(options.directory, reports=options.reports, seed=options.seed)
    print(f"{options.reports} reports in {time.perf_counter() - start:.1f} s: {options.directory}")


if __name__ == "__main__":
    main()
