"""Run the package as it is installed, in a folder of the user's own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

BLOCK = """
import importlib.abc, runpy, sys

class Absent(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {libraries!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Absent())
sys.argv[:] = ["peelgraph", *{words!r}]
runpy.run_module("peelgraph", run_name="__main__")
"""


def run_python(
    place: Path, folder: Path, store: Path, *words: str
) -> subprocess.CompletedProcess[str]:
    """Run Python in a folder, with the package of a place; the folder of a script or of -m comes before it."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(place),
        "PEELGRAPH_STORE": str(store),
        "NO_COLOR": "1",
        "BROWSER": "true",  # the program of this name, which opens nothing
        "XDG_CACHE_HOME": str(folder / "cache"),
    }
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        input="",
        timeout=120,
    )


def run_without(
    libraries: list[str], place: Path, users_folder: Path, store: Path, *words: str
) -> subprocess.CompletedProcess[str]:
    """Run a command where some libraries are not installed."""
    return run_python(
        place, users_folder, store, "-c", BLOCK.format(libraries=libraries, words=words)
    )
