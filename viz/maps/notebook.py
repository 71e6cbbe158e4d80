"""Knows how a map shows itself in a notebook: its page in a frame of its own, which can run its own script and reach nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

HEIGHT = 640  # pixels of the frame


@dataclass(frozen=True)
class Inline:
    """A map in a notebook.

    Attributes:
        title: of the map.
        html: its page.
        path: of the file to which it was written, if any.
    """

    title: str
    html: str
    path: Path | None = None

    def save(self, path: str | Path) -> Path:
        """Write the page to a file, and return its path.

        Raises:
            PeelgraphError: when the file cannot be written.
        """
        from graph.files import save

        save(Path(path), self.html.encode())
        return Path(path)

    def __repr__(self) -> str:
        return f"<Map {self.title}: {len(self.html.encode()) / 1000:,.0f} kB>"

    def _repr_html_(self) -> str:
        frame = f'title="{escape(self.title)}" width="100%" height="{HEIGHT}" sandbox="allow-scripts allow-popups"'
        return f'<iframe {frame} srcdoc="{escape(self.html)}"></iframe>'
