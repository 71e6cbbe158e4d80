"""A description for a terminal is short, says what it leaves out, and gives each section in full."""

from __future__ import annotations

import pytest

from graph.evidence import Evidence
from graph.query.description import Description, Node, Relation
from graph.query.description_text import MOST, description_text, option_name, section_names

SENTENCES = [
    Evidence(
        f"urn:s{number}", f"sentence {number}", f"https://example.org/#{number}", ("officers",)
    )
    for number in range(2)
]


@pytest.fixture
def description() -> Description:
    """A unit with more relations than are shown in short, and one area for improvement."""
    return Description(
        iri="https://w3id.org/peelgraph/id/unit/x",
        label="river team",
        classes=["unit"],
        names=["RT"],
        notes=[],
        facts={"kind": ["team"], "page": ["https://example.org/page"]},
        links=[],
        relations=[
            Relation("works with", f"urn:{number}", f"partner {number}", list(SENTENCES))
            for number in range(MOST + 2)
        ],
        stated=[],
        nodes=[
            Node(
                "urn:area",
                "AreaForImprovement",
                "The force should patrol.",
                {"status": "planned"},
                SENTENCES[:1],
            )
        ],
        times=[],
    )


def test_a_section_is_short_with_its_number(description: Description) -> None:
    """First items with their first sentence; the rest is counted, addresses are left out."""
    text = description_text(description)
    assert text.startswith("river team\nunit \u00b7 unit:x\nalso called RT\nkind: team\n\n")
    assert f"Relations ({MOST + 2})" in text
    assert "  2 more: --section relations\n" in text
    assert text.count("works with") == MOST
    assert "sentence 0 and 1 more, voice: officers" in text
    assert "https://" not in text
    assert "Areas for improvement (1)\n- The force should patrol. [planned]" in text


def test_one_section_is_complete(description: Description) -> None:
    """All its items with all their sentences, and no other section."""
    text = description_text(description, ["relations"])
    assert text.count("works with") == MOST + 2
    assert text.count("sentence 1, voice: officers") == MOST + 2
    assert "Areas for improvement" not in text
    assert "more" not in text


def test_everything_comes_with_addresses_and_texts_where_asked(description: Description) -> None:
    """In full, with links, and with the sentences of a report at hand."""
    text = description_text(description, in_full=True, links=True, texts={"urn:s1": "They  meet."})
    assert text.count("works with") == MOST + 2
    assert "    https://example.org/#1\n    > They meet.\n" in text
    assert "page: https://example.org/page" in text


def test_sections_have_names_for_options(description: Description) -> None:
    """Only those that hold something."""
    assert section_names(description) == ["relations", "areas-for-improvement"]
    assert option_name("areas for improvement") == "areas-for-improvement"
