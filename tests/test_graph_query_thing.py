"""A thing as a notebook holds and shows it."""

from __future__ import annotations

import peelgraph
from graph.query.description import describe_thing
from graph.query.description_markdown import description_markdown
from graph.query.thing import Thing
from graph.store import Store

HUB = "https://w3id.org/peelgraph/id/unit/cambridgeshire-multi-agency-safeguarding-hub"


def test_a_thing_shows_itself(real: Store) -> None:
    """Its line counts what the graph says of it, and its Markdown is that of `show`."""
    thing = Thing(describe_thing(real, HUB))
    assert (thing.iri, thing.label) == (HUB, "multi-agency safeguarding hub")
    assert (
        repr(thing) == "<Thing multi-agency safeguarding hub: 13 relations, 6 findings and figures>"
    )
    assert thing._repr_markdown_() == thing.markdown() == description_markdown(thing.description)
    assert thing.label in thing._repr_html_()


def test_things_are_equal_where_all_about_them_is(real: Store) -> None:
    """Two reads of a thing are equal, and the class is one of the names that a notebook imports."""
    things = [Thing(describe_thing(real, HUB)) for _ in range(2)]
    assert things[0] == things[1]
    assert peelgraph.Thing is Thing
