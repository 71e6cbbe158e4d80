"""Golden answers of the named questions, for one report.

    python tests/golden_answers.py

Every question is asked for its example, on a store of the register and that report's folder only,
so that a further report in data/ changes no golden answer. The answers go to tests/golden/.
**A person reads each answer that changed against the report's sentences before it is committed:**
this script writes down what the graph says now, right or wrong.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

from graph.load.build import build_store
from graph.query.answers import cell_text
from graph.query.parameters import title_in_words
from graph.query.question_answers import answer_question
from graph.query.questions import Question, read_questions
from graph.store import Store, open_current

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"
REPORT = "cambridgeshire-2018-19-effectiveness"


def one_report(folder: Path) -> Path:
    """Copy the register and one report's folder into a folder of data, and return it.

    Args:
        folder: to which they are copied.
    """
    for part in ("register", REPORT):
        shutil.copytree(ROOT / "data" / part, folder / part)
    return folder


def main() -> None:
    """Write the golden answer of each question, and remove those of questions that are gone."""
    with tempfile.TemporaryDirectory() as place:
        data = one_report(Path(place) / "data")
        store = open_current(build_store(Path(place) / "store", data=data).directory)
        texts = {name: written(store, question) for name, question in read_questions().items()}
    for path in GOLDEN.glob("*.json"):
        if path.stem not in texts:
            path.unlink()
    for name, text in texts.items():
        (GOLDEN / f"{name}.json").write_text(text, "utf-8")
    sys.stdout.write(
        f"wrote {len(texts)} answers to {GOLDEN.relative_to(ROOT)}: read those that changed\n"
    )


def written(store: Store, question: Question) -> str:
    """Return the golden answer of a question as JSON, a row a line."""
    answer = answer_question(store, question)
    columns = [variable.value for variable in answer.variables]
    rows = [json.dumps([cell_text(value) for value in row], ensure_ascii=False) for row in answer]
    head = f'"question": {json.dumps(title_in_words(store, question, {}), ensure_ascii=False)},\n "columns": {json.dumps(columns)}'
    body = ",\n  ".join(rows)
    return f'{{\n {head},\n "rows": [\n  {body}\n ]\n}}\n'


if __name__ == "__main__":
    main()
