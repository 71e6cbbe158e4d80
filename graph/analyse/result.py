"""Define an analysis and its result: rows with numbers, a reading in words, and sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from graph.analyse.settings import Settings
from graph.evidence import Evidence
from graph.option_fields import Option
from graph.store import Store

if TYPE_CHECKING:
    from graph.analyse.networks.network_statements import SizedNetwork

N = TypeVar("N", bound="SizedNetwork")
Number = int | float | str | None
Progress = Callable[[str], None]


@dataclass(frozen=True)
class ResultRow:
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
    sentences: Sequence[Evidence] = ()

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
class Analysis(Generic[N]):
    """A named analysis.

    Attributes:
        name: by which it is called.
        question: that it answers.
        definition: what exactly is computed.
        unit: of its numbers.
        source: where the method comes from.
        network: the projection it is made on by default.
        run: makes it, of a network, the store, the settings and a listener of progress.
        options: for settings beyond the network, the selection and the number of rows, by name.
        fixed: whether it needs its own network.
        by_report: whether it analyses each report on its own, and joins no two of them.
        of_statements: whether it runs on `NetworkStatements`, as it needs nothing of NetworkX.
    """

    name: str
    question: str
    definition: str
    unit: str
    source: str
    network: str
    run: Callable[[N, Store, Settings, Progress], Result]
    options: Mapping[str, Option] = field(default_factory=dict)
    fixed: bool = False
    by_report: bool = False
    of_statements: bool = False

    def result(
        self,
        network: N,
        store: Store,
        settings: Settings,
        progress: Progress = lambda _: None,
    ) -> Result:
        """Make the analysis of a network; of one that several reports state, a note says so.

        Args:
            network: as `project` makes it, or its statements for one that runs on these.
            store: of the network.
            settings: how it is made.
            progress: receives a line for each step of the work.

        Raises:
            PeelgraphError: when nothing is left to analyse.
        """
        result = self.run(network, store, settings, progress)
        reports = len(network.graph.get("reports", ()))
        if reports < 2:
            return result
        note = f"The network joins what {reports:,} reports state."
        if self.by_report:
            note = f"Each of the {reports:,} reports is analysed on its own."
        return replace(result, notes=(*result.notes, note))


AnyAnalysis: TypeAlias = Analysis[Any]
