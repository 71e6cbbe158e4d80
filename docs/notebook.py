"""Runs the example notebook in place, so that its outputs are those of the graph.

python docs/notebook.py docs/example.ipynb
"""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient


def run(path: Path) -> nbformat.NotebookNode:
    """Execute a notebook; return it with fresh outputs, without what differs from run to run.

    Args:
        path: of the `.ipynb` file.
    """
    notebook: nbformat.NotebookNode = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
    ).execute()
    for cell in notebook.cells:
        cell.get("metadata", {}).pop("execution", None)
    notebook.metadata = {
        "kernelspec": notebook.metadata["kernelspec"],
        "language_info": {"name": "python"},
    }
    return notebook


if __name__ == "__main__":
    target = Path(sys.argv[1])
    nbformat.write(run(target), target)
