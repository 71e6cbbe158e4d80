"""Hold the rows of a query for notebooks and programs, and give them as dicts and frames."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas
    import polars

Value = str | int | float | bool | None


@dataclass(frozen=True)
class Rows:
    """The rows of a query: IRIs as prefixed names, numbers as numbers, texts as texts.

    Attributes:
        columns: names of the variables.
        values: one tuple a row.
        remarks: on the query, where it gives nothing or was answered for an example.
    """

    columns: tuple[str, ...]
    values: list[tuple[Value, ...]]
    remarks: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return iter(self.values)

    def __len__(self) -> int:
        return len(self.values)

    def dicts(self) -> list[dict[str, Value]]:
        """Return each row as a dict by column.

        >>> Rows(("unit", "cases"), [("METHUB", 3)]).dicts()
        [{'unit': 'METHUB', 'cases': 3}]
        """
        return [dict(zip(self.columns, row, strict=True)) for row in self.values]

    def pandas(self) -> pandas.DataFrame:
        """Return a pandas frame; pandas has to be installed."""
        import pandas

        return pandas.DataFrame(self.values, columns=list(self.columns))

    def polars(self) -> polars.DataFrame:
        """Return a polars frame; polars has to be installed."""
        import polars

        return polars.DataFrame(
            self.values, schema=list(self.columns), orient="row", infer_schema_length=None
        )

    def _repr_html_(self) -> str:
        from html import escape

        head = "".join(f"<th>{escape(column)}</th>" for column in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(_cell(value))}</td>" for value in row) + "</tr>"
            for row in self.values[:200]
        )
        more = f"<p>{len(self) - 200:,} more rows</p>" if len(self) > 200 else ""
        remarks = "".join(f"<p>{escape(remark)}</p>" for remark in self.remarks)
        return f"{remarks}<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cell(value: object) -> str:
    """Return a value as text, and "" for none."""
    if value is None:
        return ""
    return str(value)
