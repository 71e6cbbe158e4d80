"""Hold the rows of a query that can be drawn as a map."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from graph.query.rows import Rows

if TYPE_CHECKING:
    from graph.store import Store
    from viz.maps.notebook import Inline


@dataclass(frozen=True, kw_only=True)
class AnswerRows(Rows):
    """The rows of a query, which can also be drawn.

    Attributes:
        text: the query.
        store: that was asked.
    """

    text: str = field(repr=False)
    store: Store = field(repr=False, compare=False)

    def map(self, path: str | Path | None = None) -> Inline:
        """Draw the statements of the answer, or one link for each row of two things.

        Args:
            path: of an `.html` or `.svg` file, if it is to be written as well.

        Raises:
            PeelgraphError: when the answer connects no two things.
        """
        from graph.namespaces import expand
        from viz.maps.answer import inline_answer

        rows = [[expand(str(value)) for value in row] for row in self.values]
        file = Path(path) if path else None
        return inline_answer(self.store, self.columns, rows, self.text, path=file)
