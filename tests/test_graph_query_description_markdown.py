"""A description in words, as Markdown and as HTML: every part in its order, and nothing where there is nothing."""

from __future__ import annotations

import pytest

from graph.evidence import Evidence
from graph.namespaces import ID, REPORT
from graph.query.description import Description, Link, Node, Relation
from graph.query.description_html import description_html, place_links
from graph.query.description_markdown import description_markdown, figure_words

PAGE = Evidence(
    f"{REPORT}r/q1/1/1", "paragraph 1, sentence 1", "https://example.org/a", ("officers",)
)
PAPER = Evidence(f"{REPORT}r/q1/1/2", "paragraph 1, sentence 2", "", ("inspectorate",))
OTHER = {"otherValue": "1", "otherUnit": "hours", "otherArea": "Kent"}
TEXTS = {PAGE.iri: "The team\n  works.", f"{ID}unit/team": "A sentence  itself."}


def _told(**parts: object) -> Description:
    """Invent a description of which some parts are told."""
    nothing: dict[str, object] = {
        key: []
        for key in ("classes", "names", "notes", "links", "relations", "stated", "nodes", "times")
    }
    return Description(iri=f"{ID}unit/team", label="team", **{**nothing, "facts": {}, **parts})  # type: ignore[arg-type]


EVERYTHING = _told(
    classes=["unit", "body"],
    names=["TM", "the team"],
    notes=["of three"],
    facts={"kind": ["team"], "sector": ["health", "law"]},
    links=[
        Link("rests on", "urn:a", "a"),
        Link("is about", "urn:b", "b"),
        Link("rests on", "urn:c", "c"),
    ],
    relations=[Relation("works with", "urn:h", "hub", [PAGE, PAPER])],
    stated=[("one", "plans", "other")],
    nodes=[
        Node("urn:n", "Finding", "They wait.", {"polarity": "neutral"}, [PAPER]),
        Node("urn:m", "Finding", "They half work.", {"polarity": "mixed"}),
        Node(
            "urn:w",
            "Finding",
            "They work.",
            {"polarity": "strength", "practice": "good", "status": "planned", "voice": "plan"},
            [PAGE],
        ),
        Node(
            "urn:c",
            "Finding",
            "They rest.",
            {"polarity": "concern", "status": "current", "through": "victims"},
        ),
        Node("urn:f", "Figure", "how many", {"value": "2", "unit": "people"}),
        Node("urn:j", "Judgment", "all in all", {"grade": "good"}),
        Node("urn:i", "AreaForImprovement", "Rest less.", {}),
        Node("urn:x", "Conflict", "Two or three.", {}),
    ],
    times=[("May 2018", "began", PAPER)],
)


def test_markdown_tells_each_part_once_in_its_order() -> None:
    """Name, kind, facts, notes, own text, ties by their words, findings by polarity, figures and the like, times; each with its sentences."""
    page = "  - [paragraph 1, sentence 1](https://example.org/a), voice: "
    assert description_markdown(EVERYTHING, TEXTS).splitlines() == [
        "# team", "", "unit, body · `unit:team` · also called TM, the team",
        "- kind: team", "- sector: health, law", "- note: of three", "> A sentence itself.",
        "", "## States", "- one plans **other**",
        "", "## Related to", "- rests on **a; c**", "- is about **b**",
        "", "## Relations", "- works with **hub**", f"{page}officers", "    > The team works.", "  - paragraph 1, sentence 2, voice: inspectorate",
        "", "## Findings: strength", "- They work. [good, planned]", f"{page}plan", "    > The team works.",
        "", "## Findings: concern", "- They rest. [on victims]",
        "", "## Findings: mixed", "- They half work.",
        "", "## Findings: neutral", "- They wait.", "  - paragraph 1, sentence 2, voice: inspectorate",
        "", "## Figures", "- how many: 2 people",
        "", "## Judgments", "- all in all [good]",
        "", "## Areas for improvement", "- Rest less.",
        "", "## Conflicts", "- Two or three.",
        "", "## Timeline", "- May 2018: began", "  - paragraph 1, sentence 2, voice: inspectorate",
    ]  # fmt: skip
    assert description_markdown(EVERYTHING).endswith("voice: inspectorate\n")


def test_html_tells_the_same_parts() -> None:
    """Each list has its title, each statement its sentences; only a web address is a link."""
    page = '<a href="https://example.org/a" rel="noopener noreferrer" target="_blank">paragraph 1, sentence 1</a>'
    paper = "paragraph 1, sentence 2"
    assert description_html(EVERYTHING) == (
        "<h3>team</h3><p>unit, body · <code>unit:team</code> · also called TM, the team</p>"
        "<ul><li>kind: team</li><li>sector: health, law</li><li>of three</li></ul>"
        "<h4>States</h4><ul><li>one plans <b>other</b></li></ul>"
        "<h4>Related to</h4><ul><li>rests on <b>a</b></li><li>is about <b>b</b></li><li>rests on <b>c</b></li></ul>"
        f"<h4>Relations</h4><ul><li>works with <b>hub</b> ({page}, {paper})</li></ul>"
        f"<h4>Findings</h4><ul><li>They wait. [neutral] ({paper})</li><li>They half work. [mixed] ()</li>"
        f"<li>They work. [strength] ({page})</li><li>They rest. [concern] [on victims] ()</li></ul>"
        "<h4>Figures</h4><ul><li>how many: 2 people ()</li></ul>"
        "<h4>Judgments</h4><ul><li>all in all [good] ()</li></ul>"
        "<h4>Areas for improvement</h4><ul><li>Rest less. ()</li></ul>"
        "<h4>Conflicts</h4><ul><li>Two or three. ()</li></ul>"
        f"<h4>Timeline</h4><ul><li>May 2018: began ({paper})</li></ul>"
    )
    assert place_links([PAGE, PAPER]) == f"{page}, {paper}"


def test_what_is_not_known_has_no_heading() -> None:
    """A thing of which only the name is known is two lines, and called a term."""
    assert description_markdown(_told()) == "# team\n\nterm · `unit:team`\n"
    assert description_html(_told()) == "<h3>team</h3><p>term · <code>unit:team</code></p>"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"value": "1", "unit": "hours"}, "1 hour"),
        ({"value": "many", "unit": "hours"}, "many hours"),
        ({"value": "2", "unit": "hours", "better": "neither"}, "2 hours"),
        ({"value": "2", "unit": "hours", "better": "lower is better"}, "2 hours, lower is better"),
        (
            {"value": "2", "unit": "hours", "period": "May", **OTHER},
            "2 hours (May), against 1 hour (Kent)",
        ),
        (
            {"value": "2", "unit": "hours", **OTHER, "otherPeriod": "June"},
            "2 hours, against 1 hour (Kent, June)",
        ),
    ],
)
def test_a_figure_is_said_in_full(facts: dict[str, str], said: str) -> None:
    """One is singular, what is no number stays, and a comparator stands with its place and time."""
    assert figure_words(facts) == said


def test_data_of_a_description_carry_the_texts_of_its_sentences() -> None:
    """The thing, its relations, findings and times have each sentence with place, voices, address and, where it is known, its text."""
    data = EVERYTHING.as_data(TEXTS)
    page = {
        "iri": PAGE.iri,
        "place": PAGE.place,
        "voices": "officers",
        "address": "https://example.org/a",
        "text": "The team works.",
    }
    paper = {"iri": PAPER.iri, "place": PAPER.place, "voices": "inspectorate", "address": ""}
    assert data["text"] == "A sentence itself."
    assert data["relations"] == [
        {"words": "works with", "other": "urn:h", "name": "hub", "evidence": [page, paper]}
    ]
    assert [node["evidence"] for node in data["nodes"][:3]] == [[paper], [], [page]]  # type: ignore[index]
    assert data["times"] == [("May 2018", "began", paper)]
    assert "text" not in EVERYTHING.as_data()
