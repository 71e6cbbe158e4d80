"""Time every named question, in milliseconds of query time.

    python -m benchmarks.questions [ROUNDS] [REPORTS] [--twins REPORTS] [--store DIR]

Each question runs ROUNDS times (11 by default) in the same process for its example, and for one
inspection where it may be limited to one: on the project's data, on a synthetic corpus of REPORTS
reports, on the real report and its twins at full size, or on a store of yours. Medians are printed.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from benchmarks import corpus
from benchmarks.loading import run, twins
from benchmarks.measurement import median_seconds
from graph.load.build import build_store
from graph.query.question_answers import answer_question, parameter_values
from graph.query.questions import Question, read_questions
from graph.store import Store, open_current, solutions

_INSPECTIONS = "SELECT DISTINCT ?i { ?report a peel:Report ; peel:inspection ?i } ORDER BY ?i"
_LIMITED = "inspection"  # the parameter that limits a question to a report


def main() -> None:
    """Make a store and print a line for each question, the slowest last."""
    options = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        store = open_current(_directory(options, Path(folder) / "store"))
        inspections = [str(row["i"])[1:-1] for row in solutions(store, _INSPECTIONS)]
        one = {_LIMITED: inspections[len(inspections) // 2]}
        questions = read_questions()
        whole = {name: _median(store, item, {}, options) for name, item in questions.items()}
        limited = {
            name: _median(store, item, {**parameter_values(item, {}), **one}, options)
            for name, item in questions.items()
            if _LIMITED in item.parameters
        }
    for name, milliseconds in sorted(whole.items(), key=lambda item: item[1]):
        of_one = f"{limited[name]:8.2f} ms for one inspection" if name in limited else ""
        print(f"{name:48} {milliseconds:8.2f} ms {of_one}")
    for words, times in {"": whole, " for one inspection": limited}.items():
        middle, most = statistics.median(times.values()), max(times.values())
        print(f"{len(times)} questions{words}: median {middle:.2f} ms, slowest {most:.2f} ms")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Time every named question.")
    parser.add_argument("rounds", type=int, nargs="?", default=11)
    parser.add_argument("reports", type=int, nargs="?", default=0)
    parser.add_argument("--twins", type=int)
    parser.add_argument("--store", type=Path)
    return parser.parse_args()


def _directory(options: argparse.Namespace, place: Path) -> Path:
    if options.store:
        directory: Path = options.store
        return directory
    if options.reports:
        return corpus.cached(options.reports)
    if options.twins:
        data = twins(place.with_name("data"), options.twins)
        run("format", "--data", data)  # another name stands elsewhere from A to Z
        return build_store(place, data=data).directory
    return build_store(place).directory


def _median(
    store: Store, question: Question, values: Mapping[str, str], options: argparse.Namespace
) -> float:
    return 1000 * median_seconds(partial(_answer, store, question, values), options.rounds)


def _answer(store: Store, question: Question, values: Mapping[str, str]) -> list[object]:
    return list(answer_question(store, question, values))


if __name__ == "__main__":
    main()
