"""Show a map in a notebook: its page in a frame that reaches nothing of the notebook."""

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

        Args:
            path: of the file.

        Raises:
            PeelgraphError: when the file cannot be written.
        """
        from graph.files import save

        save(Path(path), self.html.encode())
        return Path(path)

    def __repr__(self) -> str:
        return f"<Map {self.title}: {len(self.html.encode()) / 1000:,.0f} kB>"

    def _repr_html_(self) -> str:
        attributes = f'title="{escape(self.title)}" width="100%" height="{HEIGHT}"'
        sandbox = 'sandbox="allow-scripts allow-popups"'
        return f'<iframe {attributes} {sandbox} srcdoc="{escape(self.html)}"></iframe>'
