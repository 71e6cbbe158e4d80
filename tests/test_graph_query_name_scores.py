"""How well a name fits what was typed."""

from __future__ import annotations

from graph.query.name_scores import EXACT, INITIALS, OTHER_NUMBER, SAME_WORDS, name_score


def test_the_nearer_a_name_the_higher_its_score() -> None:
    """The very name, its plural, its initials, its words, their beginnings, then what is alike."""
    scores = [
        name_score("river team", "river team"),
        name_score("river teams", "river team"),
        name_score("rt", "river team"),
        name_score("river team", "river team of the north"),
        name_score("team river", "river team"),
        name_score("rivver teem", "river team"),
        name_score("angling", "river team"),
    ]
    assert scores == sorted(scores, reverse=True)
    assert scores[:4] == [EXACT, OTHER_NUMBER, INITIALS, SAME_WORDS]
    assert len(set(scores)) == len(scores)
