"""Lists small faults that a test should notice: each is a place in a source text and what stands there instead.

Faults are planted in comparisons, boolean and arithmetic operators, numbers and truth values, returned values, conditions, and by leaving a
statement out. Texts (messages, help) stay as they are, and so do annotations, docstrings and what only a type checker reads.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
CONDITIONAL = (ast.If, ast.While, ast.IfExp)


@dataclass(frozen=True, order=True)
class Mutation:
    """A fault at one place: the half-open range of bytes that it replaces, and by what."""

    path: str
    line: int
    start: int
    end: int
    kind: str
    before: str
    after: str

    def apply(self, root: Path) -> None:
        """Write the module with the fault into a copy of the tree."""
        source = (root / self.path).read_bytes()
        text = source[: self.start] + self.after.encode() + source[self.end :]
        (root / self.path).write_bytes(text)

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.kind}: `{self.before}` -> `{self.after}`"


def mutations(root: Path, path: str) -> list[Mutation]:
    """Return every fault that can be planted in a module, in the order of its lines.

    Args:
        root: The folder that the path is relative to.
        path: The module, with forward slashes.
    """
    source = (root / path).read_bytes()
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    faults = []
    for kind, node, replacement in _visit(ast.parse(source)):
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
        before = source[start:end].decode()
        faults.append(Mutation(path, node.lineno, start, end, kind, before, replacement))
    return sorted(set(faults))


def called(root: Path, path: str) -> set[int]:
    """Return the lines of a module that run when a function is called; the others run at its import, before any test begins.

    Args:
        root: The folder that the path is relative to.
        path: The module, with forward slashes.
    """
    tree = ast.parse((root / path).read_bytes())
    bodies = [
        node.body
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    lines = {
        line
        for body in bodies
        for line in range(body[0].lineno, (body[-1].end_lineno or body[-1].lineno) + 1)
    }
    return lines | {node.body.lineno for node in ast.walk(tree) if isinstance(node, ast.Lambda)}


Fault = tuple[str, ast.expr | ast.stmt, str]


def _visit(node: ast.AST) -> Iterator[Fault]:
    if isinstance(node, ast.expr):
        yield from _expression(node)
    elif isinstance(node, ast.stmt):
        yield from _statement(node)
    elif isinstance(node, ast.comprehension):
        yield from (_negation(test) for test in node.ifs)
    if isinstance(node, CONDITIONAL):
        yield _negation(node.test)
    for child in _children(node):
        yield from _visit(child)


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what is evaluated: no annotation, no docstring, nothing inside a formatted text."""
    if isinstance(node, ast.JoinedStr) or _for_types_only(node):
        return
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "bases"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield child


def _for_types_only(node: ast.AST) -> bool:
    if isinstance(node, ast.If):
        return ast.unparse(node.test) in ("TYPE_CHECKING", "__name__ == '__main__'")
    return isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) == "TypeAlias"


def _expression(node: ast.expr) -> Iterator[Fault]:
    changed = copy.deepcopy(node)
    if isinstance(changed, ast.Compare):
        changed.ops[0] = COMPARISONS[type(changed.ops[0])]()
        yield "comparison", node, f"({ast.unparse(changed)})"
    elif isinstance(changed, ast.BoolOp):
        changed.op = ast.Or() if isinstance(changed.op, ast.And) else ast.And()
        yield "boolean", node, f"({ast.unparse(changed)})"
    elif isinstance(changed, ast.UnaryOp) and isinstance(changed.op, ast.Not):
        yield "boolean", node, f"({ast.unparse(changed.operand)})"
    elif isinstance(changed, ast.BinOp) and type(changed.op) in ARITHMETIC and not _path(changed):
        changed.op = ARITHMETIC[type(changed.op)]()
        yield "arithmetic", node, f"({ast.unparse(changed)})"
    elif isinstance(changed, ast.Constant) and isinstance(changed.value, bool):
        yield "constant", node, str(not changed.value)
    elif isinstance(changed, ast.Constant) and isinstance(changed.value, int | float):
        yield "constant", node, str(changed.value + 1)


def _path(node: ast.BinOp) -> bool:
    """Whether a slash joins a path: any other operator there ends in an error at once."""
    constant = isinstance(node.right, ast.Constant) and isinstance(node.right.value, str)
    return isinstance(node.op, ast.Div) and (constant or isinstance(node.right, ast.JoinedStr))


def _statement(node: ast.stmt) -> Iterator[Fault]:
    if isinstance(node, ast.Return) and node.value is not None and not _nothing(node.value):
        yield "return", node, "return None"
    elif _removable(node):
        yield "removed", node, "pass"
    elif isinstance(node, ast.Continue):
        yield "loop", node, "break"
    elif isinstance(node, ast.Break):
        yield "loop", node, "continue"


def _removable(node: ast.stmt) -> bool:
    """Whether a program without the statement can still run: names that are used later stay defined."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Call | ast.Yield | ast.YieldFrom)
    if isinstance(node, ast.Assign):
        return not isinstance(node.targets[0], ast.Name | ast.Tuple)
    return isinstance(node, ast.AugAssign | ast.Raise | ast.Delete)


def _nothing(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _negation(test: ast.expr) -> Fault:
    return "condition", test, f"(not ({ast.unparse(test)}))"
