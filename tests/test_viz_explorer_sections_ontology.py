"""The terms of the ontology in the page."""

from __future__ import annotations

from typing import Any

from graph.store import Store
from viz.explorer.sections import ontology


def test_ontology_has_examples(real: Store, numbers: dict[str, int]) -> None:
    """Classes and relations stand there with example, class above and alignment."""
    terms: Any = ontology.read_section(real, numbers)
    assert terms["peel:Collaboration"]["above"] == ["peel:Organisation"]
    assert terms["peel:Collaboration"]["alignment"] == ["org:OrganizationalCollaboration"]
    assert terms["peel:worksWith"]["example"]
