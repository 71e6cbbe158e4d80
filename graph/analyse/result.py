"""Define an analysis and its result: rows with numbers, a reading in words, and sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.analyse.options import Option, Settings
from graph.evidence import Evidence
from graph.namespaces import compress
from graph.options import Option, declare
from graph.store import Store

if TYPE_CHECKING:
    import networkx

Number = int | float | str | None
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Settings:
    """How an analysis is made; each one uses some of these.

    Attributes:
        network: name of the projection; the analysis's own by default.
        choice: what is taken of it.
        top: how many rows at most.
        seed: for whatever is drawn by lot.
        sample: from how many starts betweenness is estimated; exact by default.
        by: what is looked at, where an analysis offers several: a kind of thing, a measure or a method.
        hops: how far a reach goes.
        ends: IRIs between which ways are looked for.
    """

    network: str = field(
        default="",
        metadata=declare(Option("Which network (default: the one that the analysis is for).")),
    )
    choice: Choice = field(default_factory=Choice)
    top: int = field(
        default=10, metadata=declare(Option("How many rows at most.", least=1, most=10_000))
    )
    seed: int = field(
        default=0, metadata=declare(Option("Of all random choices.", least=0, most=2**31))
    )
    sample: int | None = field(
        default=None,
        metadata=declare(Option("betweenness: estimate it from so many starts.", least=1)),
    )
    by: str = field(
        default="",
        metadata=declare(
            Option(
                "balance: unit, partner, system, theme, question ...; robustness: a measure;"
                " communities: louvain or leiden."
            )
        ),
    )
    hops: int = field(default=1, metadata=declare(Option("reach: how far.", least=0, most=9)))
    ends: tuple[str, str] | None = None


@dataclass(frozen=True)
class Row:
    """One line of a result.

    Attributes:
        iri: of the thing it is about; "" where it is about several.
        label: in words.
        values: numbers and words by column, NaN as None.
        reading: what they mean, in a plain sentence.
        sentences: that stand behind them, in the order of the report.
    """

    iri: str
    label: str
    values: Mapping[str, Number]
    reading: str
    sentences: tuple[Evidence, ...] = ()

    def number(self, column: str) -> float:
        """Return the number in a column; 0 where there is none."""
        return float(self.values[column] or 0)


@dataclass(frozen=True)
class Result:
    """The outcome of an analysis.

    Attributes:
        name: of the analysis.
        title: of the result.
        network: that was analysed, with its size in words.
        summary: the whole in a sentence or two.
        rows: the lines, the first the most telling.
        total: how many lines there would be without a limit.
        notes: what to bear in mind.
        series: numbers for a plot, by name.
    """

    name: str
    title: str
    network: str
    summary: str
    rows: tuple[ResultRow, ...]
    total: int
    notes: tuple[str, ...] = ()
    series: Mapping[str, list[float]] = field(default_factory=dict)

    def as_data(self) -> dict[str, object]:
        """Return all of it but the series as plain data, for JSON."""
        head = {key: getattr(self, key) for key in ("name", "title", "network", "summary", "total")}
        rows = [
            {
                "id": row.iri,
                "label": row.label,
                **row.values,
                "reading": row.reading,
                "sentences": [sentence._asdict() for sentence in row.sentences],
            }
            for row in self.rows
        ]
        return {**head, "notes": list(self.notes), "rows": rows}


@dataclass(frozen=True)
class Analysis:
    """A named analysis.

    Attributes:
        name: by which it is called.
        question: that it answers.
        definition: what exactly is computed.
        unit: of its numbers.
        source: where the method comes from.
        network: the projection it is made on by default.
        run: makes it, of a network, the store, the settings and a listener of progress.
        options: that it offers beyond the network, the selection and the number of rows.
        fixed: whether it needs its own network.
    """

    name: str
    question: str
    definition: str
    unit: str
    source: str
    network: str
    run: Callable[[networkx.MultiDiGraph[str], Store, Settings, Progress], Result]
    options: tuple[Option, ...] = ()
    fixed: bool = False
