"""Time every named question for its example, in milliseconds of query time.

    python -m benchmarks.questions [ROUNDS] [REPORTS]

Each question runs ROUNDS times (11 by default) in the same process, on the project's data, or on a
synthetic corpus of REPORTS reports; medians are printed.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from functools import partial
from pathlib import Path

from benchmarks import corpus
from benchmarks.measurement import median_seconds
from graph.load.build import build_store
from graph.query.questions import Question, answer_question, read_questions
from graph.store import Store, open_current


def main(rounds: int, reports: int) -> None:
    """Make a store and print a line for each question, the slowest last."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "store"
        store = open_current(
            corpus.make(place, reports=reports) if reports else build_store(place).directory
        )
        medians = {
            name: median_seconds(partial(_answer, store, question), rounds)
            for name, question in read_questions().items()
        }
    for name, seconds in sorted(medians.items(), key=lambda item: item[1]):
        print(f"{name:48} {1000 * seconds:8.2f} ms")
    middle, most = statistics.median(medians.values()), max(medians.values())
    words = f"median {1000 * middle:.2f} ms, slowest {1000 * most:.2f} ms"
    print(f"{len(medians)} questions, {words}")


def _answer(store: Store, question: Question) -> list[object]:
    return list(answer_question(store, question))


if __name__ == "__main__":
    arguments = [int(argument) for argument in sys.argv[1:]]
    main(arguments[0] if arguments else 11, arguments[1] if len(arguments) > 1 else 0)
