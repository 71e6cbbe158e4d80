"""Analyse on whom each theme depends."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from graph.analyse.evidence import node_sentences
from graph.analyse.networks.reports import in_reports, report_networks
from graph.analyse.result import Analysis, Progress, Result, ResultRow
from graph.analyse.settings import Settings
from graph.analyse.wording import agreeing, enumeration, network_size, node_label
from graph.queries import PackagedQuery
from graph.store import Store
from graph.text import format_amount

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

_QUESTION = "Who deals with each theme, and does it depend on one of them?"
_WIDER = Path(__file__).parent / "themes" / "wider.rq"


def _run(network: Network, store: Store, settings: Settings, _progress: Progress) -> Result:
    parts = report_networks(network, store)
    wider = _wider_themes(store)
    themes = [
        (part, theme, holders)
        for part in parts
        for theme, holders in _statements(part.network, wider).items()
    ]
    themes.sort(key=lambda item: (-item[2].total(), node_label(item[0].network, item[1])))
    single = sum(len(holders) == 1 for _, _, holders in themes)
    return Result(
        "themes",
        _QUESTION,
        network_size(network),
        f"{format_amount(len(themes), 'themes')}{in_reports(parts)}, of which {single:,} "
        f"{agreeing(single, 'depends', 'depend')} on a single unit or role.",
        tuple(
            part.report.row(_row(part.network, theme, holders))
            for part, theme, holders in themes[: settings.top]
        ),
        len(themes),
        (
            "Units and roles that deal with a narrower theme, "
            "or with a group of people that the theme concerns, count too.",
        ),
    )


def _statements(network: Network, wider: dict[str, set[str]]) -> dict[str, Counter[str]]:
    """Count for each theme of a network the statements that connect each holder with it."""
    statements: dict[str, Counter[str]] = defaultdict(Counter)
    for theme, holder, weight in _holders(network):
        for broader in wider[theme]:
            if broader in network:
                statements[broader][holder] += weight
    return statements


def _holders(network: Network) -> Iterator[tuple[str, str, int]]:
    """Yield each relation between a theme and another kind of thing, with its weight."""
    for source, target, attributes in network.edges(data=True):
        for theme, holder in ((source, target), (target, source)):
            kinds = network.nodes[theme].get("kind"), network.nodes[holder].get("kind")
            if kinds[0] == "Theme" != kinds[1]:
                yield theme, holder, int(attributes.get("weight") or 0)


def _wider_themes(store: Store) -> dict[str, set[str]]:
    """Return each theme with those for which it counts."""
    wider: dict[str, set[str]] = defaultdict(set)
    for row in PackagedQuery.read(_WIDER).rows(store):
        wider[row["near"]].add(row["theme"])
    return wider


def _row(network: Network, theme: str, statements: Counter[str]) -> ResultRow:
    holders = sorted(
        statements, key=lambda holder: (-statements[holder], node_label(network, holder))
    )
    names = [node_label(network, holder) for holder in holders]
    total = statements.total()
    share = 100 * statements[holders[0]] / (total or 1)
    reading = f"Dealt with by {names[0]} alone."
    if len(names) > 1:
        share_words = f"{share:.0f} percent of the statements name {names[0]}"
        reading = f"Dealt with by {enumeration(names)}; {share_words}."
    return ResultRow(
        theme,
        node_label(network, theme),
        {
            "held by": len(holders),
            "statements": total,
            "foremost": names[0],
            "percent": round(share, 1),
        },
        reading,
        node_sentences(network, theme),
    )


ANALYSES = (
    Analysis(
        "themes",
        _QUESTION,
        "For each theme, who deals with it, "
        "and the share of the statements that name the one with the most.",
        "share, 0 to 100 percent",
        "Degree and share of the largest, as in concentration ratios (Hirschman 1964)",
        "units-themes",
        _run,
        by_report=True,
    ),
)
