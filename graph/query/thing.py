"""Hold everything about a thing for notebooks, which show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.query.description import Description


@dataclass(frozen=True)
class Thing:
    """A thing of the graph with everything about it.

    Attributes:
        description: classes, names, relations, findings, figures and times, with sentences.
    """

    description: Description

    @property
    def iri(self) -> str:
        """The thing's IRI."""
        return self.description.iri

    @property
    def label(self) -> str:
        """The thing's name as the report gives it."""
        return self.description.label

    def markdown(self) -> str:
        """Return all of it as Markdown."""
        from graph.query.description_markdown import description_markdown

        return description_markdown(self.description)

    def __repr__(self) -> str:
        relations, nodes = len(self.description.relations), len(self.description.nodes)
        return f"<Thing {self.label}: {relations} relations, {nodes} findings and figures>"

    def _repr_html_(self) -> str:
        from graph.query.description_html import description_html

        return description_html(self.description)

    def _repr_markdown_(self) -> str:
        return self.markdown()
