"""Put the packages of the source tree below `peelgraph` in a wheel, and build the scripts of pages.

In the source tree `graph`, `viz` and the module `peelgraph` lie side by side. A wheel with these
names at the top would break as soon as the working directory holds a `graph.py`. So the wheel holds
one package, `peelgraph`, with `peelgraph.graph` and `peelgraph.viz`, and imports that say so. An
editable installation is the source tree itself, with the scripts of pages in their place.
"""

from __future__ import annotations

import ast
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DOOR = "peelgraph"
PACKAGES = ("graph", "viz")
STAMP = "graph/validated"
SOURCES = Path("viz/frontend")  # of the scripts of pages; a wheel holds the scripts alone
_MAIN = f'''"""Run the command line: python -m {DOOR}."""

from {DOOR} import run

run()
'''


class Layout(BuildHookInterface[Any]):
    """Write the modules of a wheel, and the stamp of its validated data."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Name Node.js among what a build needs, where there is none and a script is missing."""
        frontend = _frontend(Path(self.root))
        ready = frontend.is_current() or frontend.has_node()
        return [] if ready else [frontend.NODE_PACKAGE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the scripts of pages, and add the files of a wheel.

        Args:
            version: `standard` or `editable`.
            build_data: what hatchling is going to build; `force_include` names files by place.

        Raises:
            SystemExit: when the data do not fit their shapes, or a script cannot be built.
        """
        _frontend(Path(self.root)).bundle()
        if self.target_name != "wheel" or version != "standard":
            return
        self._folder = tempfile.TemporaryDirectory()
        folder = Path(self._folder.name)
        wheel_files(Path(self.root), folder)
        (folder / DOOR / STAMP).write_text(stamp(Path(self.root)) + "\n", "utf-8")
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                build_data["force_include"][str(path)] = path.relative_to(folder).as_posix()

    def finalize(
        self,
        version: str,
        build_data: dict[str, Any],  # noqa: ARG002
        artifact_path: str,  # noqa: ARG002
    ) -> None:
        """Remove the temporary files."""
        if self.target_name == "wheel" and version == "standard":
            self._folder.cleanup()


def wheel_files(root: Path, target: Path) -> None:
    """Write the files of the packages as they lie in a wheel.

    Args:
        root: of the source tree.
        target: the folder that gets `peelgraph/`.
    """
    door = target / DOOR
    door.mkdir(parents=True)
    (door / "__init__.py").write_text(below((root / f"{DOOR}.py").read_text("utf-8")), "utf-8")
    (door / "__main__.py").write_text(_MAIN, "utf-8")
    (door / "py.typed").touch()
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*")):
            place = path.relative_to(root)
            if path.is_file() and _belongs_in_a_wheel(place):
                (door / place).parent.mkdir(parents=True, exist_ok=True)
                content = path.read_bytes()
                if path.suffix == ".py":
                    content = below(content.decode()).encode()
                (door / place).write_bytes(content)


def _belongs_in_a_wheel(place: Path) -> bool:
    is_compiled = "__pycache__" in place.parts or place.suffix == ".pyc"
    return not is_compiled and not place.is_relative_to(SOURCES)


def below(code: str) -> str:
    """Return the code of a module with its imports of the packages taken from below `peelgraph`.

    Raises:
        SyntaxError: for `import graph.x`, which would bind another name.

    >>> below("from graph.store import Store")
    'from peelgraph.graph.store import Store'
    >>> below("from graphlib import TopologicalSorter")
    'from graphlib import TopologicalSorter'
    """
    lines = code.splitlines(keepends=True)
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import) and any(_ours(alias.name) for alias in node.names):
            raise SyntaxError(
                f"line {node.lineno}: write `from ... import ...`, which a wheel can hold"
            )
        if isinstance(node, ast.ImportFrom) and not node.level and _ours(node.module or ""):
            line = lines[node.lineno - 1]
            indent = line[: node.col_offset]  # nothing but spaces, or what formatters refuse
            statement = line[node.col_offset :]
            lines[node.lineno - 1] = f"{indent}{statement.replace('from ', f'from {DOOR}.', 1)}"
    return "".join(lines)


def stamp(root: Path) -> str:
    """Check the project's data, and return the digest by which the package knows them again.

    Args:
        root: of the source tree.

    Raises:
        SystemExit: when the data fail a check.
    """
    _import_from(root)
    from graph import files
    from graph.load.checked_sources import check_sources

    sources = files.sources(root / "data", root / "ontology")
    problems = check_sources(sources).problems
    if problems:
        raise SystemExit("\n".join(map(str, problems)))
    return files.sources_digest(sources)


def _frontend(root: Path) -> ModuleType:
    """Return the module that builds the scripts of pages."""
    _import_from(root)
    from viz.frontend import build

    return build


def _import_from(root: Path) -> None:
    if str(root) not in sys.path:
        sys.path.insert(0, str(root))


def _ours(module: str) -> bool:
    return module.partition(".")[0] in PACKAGES
