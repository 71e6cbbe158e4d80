"""Where the facts come from: the reports with publisher, date and licence, and the build."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from graph.escape import web_address
from graph.queries import PackagedQuery
from graph.store import Store
from viz.explorer.graph_part import Part

_QUERY = Path(__file__).parent / "queries" / "source.rq"
_LICENCES = {
    "http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/": (
        "Open Government Licence v3.0"
    )
}
_BUILD = 12  # characters of the digest of a build that are enough to tell it


def read_section(
    store: Store, numbers: Mapping[str, int], part: Part | None = None
) -> dict[str, object]:
    """Return the reports, the line that names source and licence, and the digest of the build."""
    rows = PackagedQuery.read(_QUERY).rows(store)
    if part:
        rows = [row for row in rows if part.is_of(row["report"])]
    builds = {row["build"][:_BUILD] for row in rows} - {""}
    return {
        "build": ", ".join(sorted(builds)),
        "licence": licence_line(rows),
        "reports": [_report(row) for row in rows],
    }


def licence_line(rows: list[dict[str, str]]) -> str:
    """Return the sentence that whoever passes the facts on has to give, "" without a licence.

    Args:
        rows: of reports, with label, publisher and licence.
    """
    licences = sorted({_licence(row) for row in rows} - {""})
    if not licences:
        return ""
    publishers = ", ".join(sorted({row["publisher"] for row in rows} - {""}))
    return (
        f"Contains public sector information licensed under the {', '.join(licences)}. "
        f"Source: {publishers}. Crown copyright."
    )


def _licence(row: Mapping[str, str]) -> str:
    return _LICENCES.get(row["licence"], row["licence"])


def _report(row: Mapping[str, str]) -> dict[str, str]:
    names = ("label", "publisher", "modified", "inspection")
    return {
        **{name: row[name] for name in names},
        "licence": _licence(row),
        "licenceAddress": web_address(row["licence"]),
        "address": web_address(row["address"]),
    }
