"""Run the analyses of the report on a network, chapter by chapter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial

from graph.analyse.analyses.catalogue import analyses, run_analysis
from graph.analyse.networks.inspections import reports_of_inspection
from graph.analyse.networks.projection import Selection, read_network
from graph.analyse.result import AnyAnalysis, Progress, Result
from graph.analyse.settings import Settings
from graph.errors import PeelgraphError
from graph.extras import require_extra
from graph.namespaces import GRAPH
from graph.queries import text_rows
from graph.store import Store

_TOP = 8  # rows of each analysis
_DEFAULT = Selection()
_LABELS = "SELECT ?report ?label { ?report a peel:Report ; rdfs:label ?label }"
_BUILD = f"SELECT ?value {{ <{GRAPH}build> prov:value ?value }}"


@dataclass(frozen=True)
class ReportSection:
    """One analysis of the report.

    Attributes:
        name: of the analysis.
        by: its setting `by`, or "" for the default.
    """

    name: str
    by: str = ""

    @property
    def heading(self) -> str:
        """Words for the table of contents."""
        return " by ".join(filter(None, (self.name.replace("-", " "), self.by)))

    @property
    def anchor(self) -> str:
        """Id of the section on the page."""
        return "-".join(filter(None, (self.name, self.by)))


@dataclass(frozen=True)
class Chapter:
    """A chapter of the report.

    Attributes:
        title: of the chapter.
        lead: a sentence below the title.
        sections: the analyses in it.
    """

    title: str
    lead: str
    sections: tuple[ReportSection, ...]

    @property
    def anchor(self) -> str:
        """Id of the chapter on the page."""
        return f"{self.sections[0].anchor}-chapter"


@dataclass(frozen=True)
class NetworkReport:
    """The results of all analyses of the report.

    Attributes:
        title: names the report, or says how many there are.
        scope: the selection that was made, in words; "" for everything.
        build: identifier of the store's build, or "".
        results: by section, in the order of the chapters.
        omissions: sections without a result, with the reason.
    """

    title: str
    scope: str
    build: str
    results: Mapping[ReportSection, Result]
    omissions: tuple[str, ...] = field(default=())

    @property
    def chapters(self) -> list[Chapter]:
        """The chapters that have results, each with its sections that have one."""
        chapters = (
            Chapter(
                chapter.title,
                chapter.lead,
                tuple(section for section in chapter.sections if section in self.results),
            )
            for chapter in CHAPTERS
        )
        return [chapter for chapter in chapters if chapter.sections]

    @property
    def methods(self) -> list[AnyAnalysis]:
        """The analyses that have a result, each once."""
        catalogue = analyses()
        return [catalogue[name] for name in dict.fromkeys(section.name for section in self.results)]


CHAPTERS = (
    Chapter(
        "Strengths and concerns",
        "Findings that are strengths or concerns, counted, with who says so.",
        tuple(
            ReportSection("balance", by)
            for by in ("question", "unit", "partner", "system", "theme")
        ),
    ),
    Chapter(
        "Areas for improvement and gaps",
        "How far each area for improvement reaches, and what has concerns without an area for "
        "improvement.",
        (ReportSection("reach"), ReportSection("gaps")),
    ),
    Chapter(
        "Partnerships",
        "The network of forces, units, roles, partners and operations.",
        (
            ReportSection("degree"),
            ReportSection("betweenness"),
            ReportSection("constraint"),
            ReportSection("brokers"),
            ReportSection("themes"),
            ReportSection("cut-points"),
            ReportSection("bridges"),
            ReportSection("communities"),
            ReportSection("equivalence"),
        ),
    ),
    Chapter(
        "Evidence and robustness",
        "How many sentences support each thing, who says so, and whether rankings change without "
        "a sentence.",
        (
            ReportSection("concentration"),
            ReportSection("robustness", "degree"),
            ReportSection("robustness", "betweenness"),
        ),
    ),
)


def network_report(
    store: Store,
    selection: Selection = _DEFAULT,
    *,
    seed: int = 0,
    progress: Progress = lambda _: None,
) -> NetworkReport:
    """Run all analyses of the report.

    Args:
        store: a built store.
        selection: the part of the networks that is analysed.
        seed: for what is drawn by lot.
        progress: receives the name of each section before it is run.

    Returns:
        The results; analyses that the selection leaves nothing to are among the omissions.

    Raises:
        PeelgraphError: when the selection leaves nothing at all.
    """
    require_extra("analysis", "analyses")
    networks = cache(partial(read_network, store, selection=selection))
    results: dict[ReportSection, Result] = {}
    omissions: list[str] = []
    for section in (section for chapter in CHAPTERS for section in chapter.sections):
        progress(section.anchor)
        settings = Settings(selection=selection, top=_TOP, by=section.by)
        if _is_drawn_by_lot(section):
            settings = replace(settings, seed=seed)
        try:
            results[section] = run_analysis(store, section.name, settings, networks=networks)
        except PeelgraphError as error:
            omissions.append(f"{section.anchor}: {error}")
    if not results:
        raise PeelgraphError("nothing is left to report on.", hint=omissions[0])
    title = _title(store, selection.inspection)
    return NetworkReport(title, _scope(selection), _build(store), results, tuple(omissions))


def _is_drawn_by_lot(section: ReportSection) -> bool:
    """Tell whether something of a section is random."""
    option = analyses()[section.name].options.get("seed")
    return option is not None and not option.needs


def _title(store: Store, inspection: str) -> str:
    """Name the report that is analysed, that of an inspection if one is given, or count them."""
    reports = reports_of_inspection(store, inspection) if inspection else ()
    labels = sorted(
        row["label"]
        for row in text_rows(store, _LABELS)
        if not inspection or row["report"] in reports
    )
    if len(labels) == 1:
        return labels[0]
    return f"{len(labels)} reports"


def _build(store: Store) -> str:
    return "".join(row["value"][:12] for row in text_rows(store, _BUILD))


def _scope(selection: Selection) -> str:
    """Put a selection into words, but for the inspection; "" where everything is taken."""
    words = []
    if selection.question is not None:
        words.append(f"question {selection.question}")
    conditions = {
        "voice": selection.voices,
        "relation": selection.relations,
        "polarity": selection.polarity,
    }
    words += [
        f"{name} {', '.join(sorted(values))}" for name, values in conditions.items() if values
    ]
    if not selection.planned:
        words.append("without plans")
    return "; ".join(words)
