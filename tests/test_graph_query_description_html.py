"""A description as HTML for a notebook: data are text, and only the web is linked."""

from __future__ import annotations

from graph.evidence import Evidence
from graph.query.description import Description, Node, Relation
from graph.query.description_html import description_html, place_links

BAD = "<script>alert(1)</script>"
PAGE = Evidence("urn:s", "sentence 1", "https://example.org/#s", ("plan",))
SCRIPT = Evidence("urn:t", BAD, "javascript:alert(1)", ("plan",))


def test_places_link_to_the_web_only() -> None:
    """A sentence with another address is named without a link, as text."""
    page, script = place_links([PAGE, SCRIPT]).split(", ")
    assert page.startswith('<a href="https://example.org/#s"')
    assert script == "&lt;script&gt;alert(1)&lt;/script&gt;"


def test_every_text_of_the_data_is_text() -> None:
    """Whatever a label or note holds, no element of it reaches the page."""
    facts = {"value": BAD, "unit": BAD, "polarity": BAD, "through": BAD}
    html = description_html(
        Description(
            iri=BAD,
            label=BAD,
            classes=[BAD],
            names=[BAD],
            notes=[BAD],
            facts={BAD: [BAD]},
            links=[],
            relations=[Relation(BAD, BAD, BAD, [SCRIPT])],
            stated=[(BAD, BAD, BAD)],
            nodes=[Node(BAD, "Figure", BAD, facts, [SCRIPT])],
            times=[(BAD, BAD, SCRIPT)],
        )
    )
    assert "<script" not in html
    assert "<h4>Relations</h4><ul><li>" in html
    assert "<h4>Findings</h4>" not in html
