"""Times every named question on a store built from the project's data, in milliseconds of query time.

    python benchmarks/questions.py [ROUNDS]

Each question runs ROUNDS times (11 by default) in the same process; medians are printed.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from graph.load.build import build
from graph.query.catalogue import Question, ask, questions
from graph.store import Store, open_current


def main(rounds: int) -> None:
    """Build a store and print a line for each question, the slowest last."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_current(build(Path(folder) / "store").directory)
        medians = {name: statistics.median(_time(store, question) for _ in range(rounds)) for name, question in questions().items()}
    for name, seconds in sorted(medians.items(), key=lambda item: item[1]):
        print(f"{name:48} {1000 * seconds:8.2f} ms")
    print(f"{len(medians)} questions, median {1000 * statistics.median(medians.values()):.2f} ms, slowest {1000 * max(medians.values()):.2f} ms")


def _time(store: Store, question: Question) -> float:
    start = time.perf_counter()
    list(ask(store, question))
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 11)
