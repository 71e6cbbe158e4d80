"""Make the page of network analysis: tables, plots and the sentences behind every number."""

from __future__ import annotations

from graph import files, garbage_collection
from graph.analyse.formats import columns, shown
from graph.analyse.networks.projection import Selection
from graph.analyse.result import Progress, Result
from graph.analyse.summary import NetworkReport, ReportSection, network_report
from graph.escape import web_address
from graph.store import Store
from viz.page_template import render_page
from viz.pages import plot

_GROUPS = 10  # the most groups in a matrix
_SENTENCES = 200  # the most that are listed behind a row; those of the project's report are fewer


@garbage_collection.paused()
def analysis_page(
    store: Store,
    selection: Selection | None = None,
    *,
    seed: int = 0,
    progress: Progress = lambda _: None,
) -> str:
    """Make the page of network analysis.

    Args:
        store: a built store.
        selection: the part of the networks that is analysed.
        seed: for what is drawn by lot.
        progress: receives a line for each step.

    Raises:
        PeelgraphError: when the selection leaves nothing at all.
    """
    report = network_report(store, selection or Selection(), seed=seed, progress=progress)
    return render_page(
        "analysis",
        styles=("page", "analysis"),
        title=f"Network analysis: {report.title}",
        report=report,
        columns={section: columns(result) for section, result in report.results.items()},
        plots=_plots(report),
        version=files.version(),
        shown=shown,
        most_sentences=_SENTENCES,
        web=web_address,
    )


def _plots(report: NetworkReport) -> dict[ReportSection, str]:
    """Draw the plots of the sections that have one."""
    plots = {
        "degree": _histogram,
        "balance": _balance,
        "communities": _matrix,
        "robustness": _steps,
    }
    return {
        section: plots[section.name](section, result)
        for section, result in report.results.items()
        if section.name in plots and (result.rows or section.name != "balance")
    }


def _histogram(section: ReportSection, result: Result) -> str:
    return plot.histogram(
        result.series["values"],
        name=f"{section.anchor}-plot",
        title="How many things have how many relationships",
        axis="number of relationships",
    )


def _balance(section: ReportSection, result: Result) -> str:
    bars = [
        (row.label, int(row.values["strength"] or 0), int(row.values["concern"] or 0))
        for row in result.rows
    ]
    return plot.balance(
        bars, name=f"{section.anchor}-plot", title=f"Strengths and concerns by {section.by}"
    )


def _matrix(section: ReportSection, result: Result) -> str:
    counts: dict[tuple[int, int], int] = {}
    for key, values in result.series.items():
        first, second = map(int, key.split(","))
        counts[first, second] = int(values[0])
    return plot.matrix(
        counts,
        min(result.total, _GROUPS),
        name=f"{section.anchor}-plot",
        title="Relationships within and between groups",
    )


def _steps(section: ReportSection, result: Result) -> str:
    return plot.steps(
        result.series["tau"],
        name=f"{section.anchor}-plot",
        title="Agreement with the full top ten",
        axis="each sentence left out, the most telling first",
    )
