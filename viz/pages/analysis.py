"""Write the page that tells what the network of a report comes to: tables, plots and the sentences behind every number.

One file without scripts or requests; a content security policy names the hash of its style sheet.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path

from graph import files
from graph.analyse.analyses.catalogue import analyses, run_analysis
from graph.analyse.formats import columns, shown
from graph.analyse.networks.projection import Selection
from graph.analyse.options import Settings
from graph.analyse.result import Analysis, Progress, Result
from graph.errors import PeelgraphError
from graph.escape import web_address
from graph.extras import require_extra
from graph.namespaces import GRAPH
from graph.store import Store, rows
from viz.pages import plot

_HERE = Path(__file__).parent.parent / "templates" / "analysis"
_TOP = 8


@dataclass(frozen=True)
class _Entry:
    """One part of the page: an analysis, by what, and the heading of its chapter where it begins one."""

    name: str
    by: str = ""
    chapter: str = ""
    lead: str = ""

    @property
    def short(self) -> str:
        """Words for the table of contents."""
        return (
            f"{self.name.replace('-', ' ')} by {self.by}"
            if self.by
            else self.name.replace("-", " ")
        )

    @property
    def anchor(self) -> str:
        """Id of the part on the page."""
        return f"{self.name}-{self.by}" if self.by else self.name


ENTRIES = (
    _Entry(
        "balance",
        "question",
        "Praise and concern",
        "What the inspectors praised and faulted, counted by finding, with the voices behind it.",
    ),
    _Entry("balance", "unit"),
    _Entry("balance", "partner"),
    _Entry("balance", "system"),
    _Entry("balance", "theme"),
    _Entry(
        "reach",
        "",
        "What must improve",
        "How far each area for improvement reaches, and what has concerns without an area for improvement.",
    ),
    _Entry("gaps"),
    _Entry(
        "degree",
        "",
        "Who works with whom",
        "The network of forces, units, roles, partners and operations.",
    ),
    _Entry("betweenness"),
    _Entry("constraint"),
    _Entry("brokers"),
    _Entry("themes"),
    _Entry("cut-points"),
    _Entry("bridges"),
    _Entry("communities"),
    _Entry("equivalence"),
    _Entry(
        "concentration",
        "",
        "How firm is it?",
        "On how many sentences and on whose word it stands, and whether the order survives the loss of a sentence.",
    ),
    _Entry("robustness", "degree"),
    _Entry("robustness", "betweenness"),
)


def page(
    store: Store, choice: Selection | None = None, *, seed: int = 0, tell: Progress = lambda _: None
) -> str:
    """Write the page.

    Args:
        store: a built store.
        choice: what is taken of the networks.
        seed: for communities.
        tell: is told of each step.

    Raises:
        PeelgraphError: when the choice leaves nothing at all.
    """
    require_extra("analysis", "analyses")
    parts, absent = [], []
    for entry in ENTRIES:
        tell(entry.anchor)
        try:
            parts.append(
                (
                    entry,
                    run_analysis(
                        store,
                        entry.name,
                        Settings(selection=choice or Selection(), top=_TOP, seed=seed, by=entry.by),
                    ),
                )
            )
        except PeelgraphError as error:
            absent.append(f"{entry.anchor}: {error}")
    if not parts:
        raise PeelgraphError("nothing is left to report on.", hint=absent[0])
    return _render(store, parts, absent, choice or Selection())


def _render(
    store: Store, parts: list[tuple[_Entry, Result]], absent: list[str], choice: Selection
) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = (_HERE / "page.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    known = analyses()
    shown_parts = [
        (entry, result, known[entry.name], columns(result), _plot(entry, result))
        for entry, result in parts
    ]
    builds = [
        row["value"].value
        for row in rows(store, f"SELECT ?value {{ <{GRAPH}build> prov:value ?value }}")
    ]
    return environment.get_template("page.html").render(
        title=_title(store),
        style=style,
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        parts=shown_parts,
        chapters=[
            (entry, [one for one, _ in parts if _chapter(one) == entry.chapter])
            for entry, _ in parts
            if entry.chapter
        ],
        methods=_methods(known, parts),
        absent=absent,
        choice=_chosen(choice),
        version=files.version(),
        build=builds[0][:12] if builds else "",
        shown=shown,
        web=web_address,
    )


def _chapter(entry: _Entry) -> str:
    """Return the heading of the chapter in which an entry stands."""
    before = ENTRIES[: ENTRIES.index(entry) + 1]
    return next(one.chapter for one in reversed(before) if one.chapter)


def _methods(known: dict[str, Analysis], parts: list[tuple[_Entry, Result]]) -> list[Analysis]:
    return [known[name] for name in dict.fromkeys(entry.name for entry, _ in parts)]


def _plot(entry: _Entry, result: Result) -> str:
    """Draw the plot of a part, where it has one."""
    if entry.name == "degree":
        return plot.histogram(
            result.series["values"],
            name="degree-plot",
            title="How many things have how many ties",
            axis="number of ties",
        )
    if entry.name == "balance" and result.rows:
        lines = [
            (row.label, int(row.values["strength"] or 0), int(row.values["concern"] or 0))
            for row in result.rows
        ]
        return plot.balance(
            lines, name=f"{entry.anchor}-plot", title=f"Strengths and concerns by {entry.by}"
        )
    if entry.name == "communities":
        counts = {
            (int(one), int(other)): int(value[0])
            for key, value in result.series.items()
            for one, other in [key.split(",")]
        }
        return plot.matrix(
            counts,
            min(result.total, 10),
            name="communities-plot",
            title="Ties within and between groups",
        )
    if entry.name == "robustness":
        return plot.steps(
            result.series["tau"],
            name=f"{entry.anchor}-plot",
            title="Agreement with the full top ten",
            axis="each sentence left out, the most telling first",
        )
    return ""


def _title(store: Store) -> str:
    """Name the report, or say how many there are."""
    labels = sorted(
        row["label"].value
        for row in rows(store, "SELECT ?label { ?report a peel:Report ; rdfs:label ?label }")
    )
    return labels[0] if len(labels) == 1 else f"{len(labels)} reports"


def _chosen(choice: Selection) -> str:
    """Tell a choice in words; "" where everything is taken."""
    told = [f"question {choice.question}"] if choice.question is not None else []
    told += [
        f"{name} {', '.join(sorted(values))}"
        for name, values in (
            ("voice", choice.voices),
            ("relation", choice.relations),
            ("polarity", choice.polarity),
        )
        if values
    ]
    return "; ".join([*told, *([] if choice.planned else ["without plans"])])
