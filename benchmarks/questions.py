"""Times every named question on a store built from the project's data, in milliseconds of query time, and the whole against rdflib.

    python benchmarks/questions.py [ROUNDS]

Each question runs ROUNDS times (11 by default) through the project and once through rdflib's own store in the same run.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rdflib import Dataset

from graph.export.rdf import export
from graph.load.build import build
from graph.namespaces import PREFIXES, expand
from graph.query.catalogue import Question, ask, questions
from graph.store import open_current


def main(rounds: int) -> None:
    """Build, load into both stores, and print a line for each question."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_current(build(Path(folder) / "store").directory)
        export(store, Path(folder) / "x.nq")
        export(store, Path(folder) / "x.nt")
        theirs = Dataset()
        theirs.parse(Path(folder) / "x.nq", format="nquads")
        theirs.parse(Path(folder) / "x.nt", format="nt11")
        ratios = []
        slowest = 0.0
        for question in questions().values():
            ours = statistics.median(_time(lambda q=question: list(ask(store, q))) for _ in range(rounds))  # type: ignore[misc]
            other = _time(lambda q=question: _rdflib(theirs, q))  # type: ignore[misc]
            slowest = max(slowest, ours)
            ratios.append(other / ours)
            print(f"{question.name:48} {1000 * ours:8.2f} ms   rdflib takes {other / ours:8.1f} times as long")
        print(f"slowest {1000 * slowest:.2f} ms; rdflib takes {statistics.geometric_mean(ratios):.1f} times as long (geometric mean)")


def _rdflib(dataset: Dataset, question: Question) -> None:
    from rdflib import Literal, URIRef

    bindings = {name: URIRef(expand(value)) if ":" in value else Literal(value) for name, value in question.parameters.items()}
    list(dataset.query(question.text, initNs=PREFIXES, initBindings=bindings))


def _time(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 11)
