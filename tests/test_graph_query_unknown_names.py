"""Names that the store does not know: told with the nearest that it does."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run

from graph.query.unknown_names import unknown_names
from graph.store import Store


@pytest.mark.parametrize(
    ("query", "remarks"),
    [
        (
            "SELECT * { ?a peel:worksWidth ?b }",
            ["nothing here is called peel:worksWidth; did you mean peel:worksWith?"],
        ),
        (
            "SELECT * { unit:exampleshire-river-teem ?p ?o }",
            [
                "nothing here is called unit:exampleshire-river-teem; did you mean unit:exampleshire-river-team?"
            ],
        ),
        (
            "SELECT * { ?a a peel:Unti }",
            ["nothing here is called peel:Unti; did you mean peel:Unit?"],
        ),
        (
            "SELECT * { ?a peel:works unit:river-teem }",
            [
                "nothing here is called peel:works; did you mean peel:worksWith?",
                "nothing here is called unit:river-teem; did you mean unit:exampleshire-river-team?",
            ],
        ),
        (
            "SELECT * { ?a peel:hasPolarity ?b }",
            ["nothing here is called peel:hasPolarity; did you mean peel:polarity?"],
        ),
        (
            "SELECT * { ?a peel:worksWith ?b ; rdfs:label 'peel:nothing' ; skos:nothing ?x } # peel:none",
            [],
        ),
        ("PREFIX peel: <urn:own:> SELECT * { ?a peel:worksWidth ?b ; a peel:Unet }", []),
        (
            "PREFIX worksWidth: <urn:own:> SELECT * { ?a peel:worksWidth ?b }",
            ["nothing here is called peel:worksWidth; did you mean peel:worksWith?"],
        ),
    ],
)
def test_names_that_are_not_there_are_remarked(
    invented: Store, query: str, remarks: list[str]
) -> None:
    """A name of the project that the store does not know is told, with the nearest that it does; other vocabularies, and a prefix that the query declares for itself, are left alone."""
    assert [
        remark.replace(" or peel:kind", "") for remark in unknown_names(invented, query)
    ] == remarks


def test_remarks_go_to_the_other_channel(run: Run, invented_directory: Path) -> None:
    """What is remarked does not stand among the rows."""
    done = run("query", "SELECT ?a { ?a peel:worksWidth ?b }", store=invented_directory)
    assert done.returncode == 0
    assert done.stdout.strip() == "a"
    assert done.stderr.startswith(
        "note: nothing here is called peel:worksWidth; did you mean peel:worksWith"
    )
