"""Where the facts come from stands in the page."""

from __future__ import annotations

from typing import Any

from graph.store import Store, store_in_memory
from viz.explorer.sections import source


def test_licence_line(real: Store, numbers: dict[str, int]) -> None:
    """The line names licence and publisher; without a licence in the data it claims none."""
    data: Any = source.read_section(real, numbers)
    assert "Open Government Licence v3.0" in data["licence"]
    assert data["reports"][0]["publisher"] in data["licence"]
    assert source.licence_line([{"licence": "", "publisher": "A"}]) == ""
    assert source.read_section(store_in_memory(), {})["reports"] == []
