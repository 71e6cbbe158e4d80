"""The faults that the run of mutants plants: where they are, and that each is a program."""

from __future__ import annotations

import ast
from pathlib import Path

from conftest import ROOT

from benchmarks.mutations import called, mutations

TEXT = '''"""A docstring with 1 < 2."""

from __future__ import annotations


def between(value: int | None, most: int = 3) -> bool:
    """Tell whether 0 < value."""
    if value is None:
        return None
    names = [f"{n + 1}" for n in range(4) if n]
    names.append("\u2022 text")
    return 0 < value and not value > most - 1
'''


def test_each_kind_of_fault_is_listed_with_its_place(tmp_path: Path) -> None:
    """Comparisons, operators, numbers, returns, conditions and statements are changed; annotations, docstrings and formatted texts are not."""
    (tmp_path / "x.py").write_text(TEXT, "utf-8")
    faults = {
        (fault.line, fault.kind, fault.before, fault.after) for fault in mutations(tmp_path, "x.py")
    }
    assert faults == {
        (6, "constant", "3", "4"),
        (8, "comparison", "value is None", "(value is not None)"),
        (8, "condition", "value is None", "(not (value is None))"),
        (10, "constant", "4", "5"),
        (10, "condition", "n", "(not (n))"),
        (11, "removed", 'names.append("\u2022 text")', "pass"),
        (12, "return", "return 0 < value and not value > most - 1", "return None"),
        (
            12,
            "boolean",
            "0 < value and not value > most - 1",
            "(0 < value or not value > most - 1)",
        ),
        (12, "comparison", "0 < value", "(0 <= value)"),
        (12, "constant", "0", "1"),
        (12, "boolean", "not value > most - 1", "(value > most - 1)"),
        (12, "comparison", "value > most - 1", "(value >= most - 1)"),
        (12, "arithmetic", "most - 1", "(most + 1)"),
        (12, "constant", "1", "2"),
    }


def test_a_fault_changes_its_place_and_nothing_else(tmp_path: Path) -> None:
    """Applied, a fault stands at its own place, also after letters of several bytes on its line."""
    source = 'x = ("\u2022", 1 < 2)\n'
    (tmp_path / "x.py").write_text(source, "utf-8")
    fault = next(fault for fault in mutations(tmp_path, "x.py") if fault.kind == "comparison")
    fault.apply(tmp_path)
    assert (tmp_path / "x.py").read_text("utf-8") == 'x = ("\u2022", (1 <= 2))\n'


def test_every_fault_in_the_project_is_a_program() -> None:
    """No fault is noticed merely because the module cannot be parsed any more."""
    for path in ("viz/maps/svg.py", "graph/read/text_fragment.py", "graph/query/diagnostics.py"):
        source = (ROOT / path).read_bytes()
        faults = mutations(ROOT, path)
        assert faults
        for fault in faults:
            ast.parse(source[: fault.start] + fault.after.encode() + source[fault.end :])


def test_lines_that_run_at_import_are_told_from_those_of_a_call(tmp_path: Path) -> None:
    """Defaults, decorators and what stands outside a function run before any test; bodies and lambdas run when they are called."""
    (tmp_path / "x.py").write_text(
        "A = 1\n\n\n@cache\ndef f(a=2,\n      b=3):\n    c = 4\n    return c\n\n\nB = [\n    lambda: 5,\n]\n",
        "utf-8",
    )
    assert called(tmp_path, "x.py") == {7, 8, 12}
