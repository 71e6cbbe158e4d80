"""A difference is described in words, under the sentence where it stands."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from conftest import REPORT
from versions import changed, some_relation

from graph.diff.narrative import Change, count_changes, describe_changes
from graph.diff.snapshot import read_snapshot
from graph.diff.statements import difference
from graph.export.rdf import write_rdf
from graph.store import Store, rows

BASE = f"https://w3id.org/peelgraph/report/{REPORT}/"
FINDING = f"<{BASE}finding/supervision-not-yet-routine>"
FIGURE = f"<{BASE}figure/crimes-filed-without-suspect>"

VALUE = "<https://w3id.org/peelgraph/ontology#value>"

MENTIONS = "<https://w3id.org/peelgraph/ontology#mentions>"
UNQUOTED = (
    "<https://w3id.org/peelgraph/id/system/athena> <http://www.w3.org/2004/02/skos/core#altLabel> "
)

snapshot = lru_cache(maxsize=2)(
    read_snapshot
)  # of files that do not change; most tests start from one of them


def place(real: Store, sentence: str) -> str:
    """Return the place of a sentence in words."""
    return str(
        next(rows(real, f"SELECT ?label {{ <{sentence}> rdfs:label ?label }}"))["label"].value
    )


def told(one: Path, other: Path) -> list[Change]:
    """Tell the difference of two places."""
    return describe_changes(difference(snapshot(str(one)), snapshot(str(other))))


def test_a_moved_statement_is_told_with_both_sentences(
    real: Store, real_directory: Path, exported: Path, tmp_path: Path
) -> None:
    """A relation that another sentence states now is one change: the words, where it was said, where it is said."""
    line, words, here, there = some_relation(real)
    other = changed(
        exported,
        tmp_path / "b.nq",
        lambda found: found.replace(f"<{here}>", f"<{there}>") if found.startswith(line) else found,
    )
    (one,) = told(real_directory, other)
    assert (one.what, one.kind, one.words) == ("moved", "relation", words)
    assert ([p.iri for p in one.before], [p.iri for p in one.after]) == ([here], [there])
    assert one.group.endswith(place(real, there))
    assert one.after[0].address.startswith("https://hmicfrs")


def test_a_second_sentence_is_changed_evidence(real: Store, exported: Path, tmp_path: Path) -> None:
    """A relation that one more sentence states is no new statement; its evidence changed."""
    line, words, here, there = some_relation(real)
    other = changed(
        exported,
        tmp_path / "b.nq",
        lambda found: (
            f"{found}\n{line} <{there}> ." if found.startswith(f"{line} <{here}") else found
        ),
    )
    (one,) = told(exported, other)
    assert (one.what, one.words, len(one.before), len(one.after)) == (
        "evidence changed",
        words,
        1,
        2,
    )


def test_a_changed_figure_is_one_item_with_both_values(exported: Path, tmp_path: Path) -> None:
    """A figure whose value changed is told once, with what it was and what it is."""
    other = changed(
        exported,
        tmp_path / "b.nq",
        lambda found: (
            found.replace('"51.0"', '"52.0"') if found.startswith(f"{FIGURE} {VALUE}") else found
        ),
    )
    (one,) = told(exported, other)
    assert (one.what, one.kind, [str(detail) for detail in one.details]) == (
        "changed",
        "figure",
        ["value 51 \u2192 52"],
    )
    assert one.before == one.after
    assert one.group.endswith(one.after[0].place)


def test_a_removed_finding_is_one_item(exported: Path, tmp_path: Path) -> None:
    """A finding told by ten statements is one item when it goes, under the sentence where it stood, and what rested on it is named."""
    other = changed(exported, tmp_path / "b.nq", lambda found: None if FINDING in found else found)
    found = difference(snapshot(str(exported)), snapshot(str(other)))
    first, *others = sorted(describe_changes(found), key=lambda change: change.what, reverse=True)
    assert len(found.statements) >= 9
    assert (first.what, first.kind) == ("removed", "finding")
    assert first.words.endswith("(concern)")
    assert first.group.endswith(first.before[0].place)
    assert {str(one.details[0])[:7] for one in others} <= {"between", "rests o"}
    assert "rests on \u2212 " in [str(one.details[0])[:11] for one in others]
    assert count_changes(describe_changes(found))["finding"] == {
        "added": 0,
        "removed": 1,
        "changed": 0,
    }
    (back,) = [one for one in told(other, exported) if one.kind == "finding"]
    assert (back.what, back.words, back.group) == ("added", first.words, first.group)


def test_a_finding_in_other_sentences_is_moved(exported: Path, tmp_path: Path) -> None:
    """A finding that is quoted from another sentence is told as moved, not as ten statements."""
    here, there = f"<{BASE}q2/investigation-quality/1/3>", f"<{BASE}q2/investigation-quality/1/2>"
    other = changed(
        exported,
        tmp_path / "b.nq",
        lambda found: found.replace(here, there) if found.startswith(FINDING) else found,
    )
    (one,) = told(exported, other)
    assert (one.what, one.kind, one.details) == ("moved", "finding", ())
    assert [p.iri for p in (*one.before, *one.after)] == [here.strip("<>"), there.strip("<>")]


def test_a_mention_is_told_at_its_sentence(exported: Path, tmp_path: Path) -> None:
    """What a sentence mentions no longer is told under that sentence."""
    start = f"<{BASE}q2/investigation-quality/1/3> {MENTIONS} <https://w3id.org/peelgraph/vocabulary/theme/supervision>"
    (one,) = told(
        exported,
        changed(
            exported, tmp_path / "b.nq", lambda found: None if found.startswith(start) else found
        ),
    )
    assert str(one).startswith(
        "sentence changed: question 2, Investigation quality, paragraph 1, sentence 3: mentions \u2212 "
    )
    assert one.group.endswith("paragraph 1, sentence 3")


def test_changes_stand_in_the_order_of_the_report(exported: Path, tmp_path: Path) -> None:
    """The summary comes before question 1 and question 1 before question 2; what no sentence states comes after them; the ontology comes last; lines in any order give one answer."""
    paths = ("q2/1/1", "summary/3/2", "q1/1/1", "q1/areas-for-improvement/1/1")

    def edit(found: str) -> str | None:
        gone = any(
            found.startswith(f"<{BASE}{path}> {MENTIONS}") for path in paths
        ) or found.startswith(("<https://w3id.org/peelgraph/ontology#worksWith> ", UNQUOTED))
        return None if gone else found

    other = changed(exported, tmp_path / "b.nq", edit)
    found = told(exported, other)
    groups = list(dict.fromkeys(change.group for change in found))
    pattern = re.compile(r"summary|question \d, [^,]*|ontology|all reports share")
    assert [match[0] for group in groups if (match := pattern.search(group))] == [
        "summary",
        "question 1, Areas for improvement",
        "question 1, paragraph 1",
        "question 2, paragraph 1",
        "all reports share",
        "ontology",
    ]
    mixed = tmp_path / "mixed.nq"
    mixed.write_text(
        "\n".join(sorted(other.read_text("utf-8").splitlines(), key=lambda line: line[::-1])),
        "utf-8",
    )
    assert told(exported, mixed) == found


def test_parts_of_a_report_are_one_item_each(exported: Path, tmp_path: Path) -> None:
    """A report that is new comes with its sections and paragraphs, one item each; what they are part of is not told as a relation."""
    other = changed(
        exported,
        tmp_path / "b.nq",
        lambda found: None if found.startswith(f"<{BASE.rstrip('/')}") else found,
    )
    found = told(other, exported)
    counts = count_changes(found)
    assert (
        counts["sentence"]["added"],
        counts["report"]["added"],
        counts["paragraph"]["added"] > 50,
    ) == (413, 1, True)
    assert [
        change.words for change in found if change.kind == "relation" and "/report/" in change.id
    ] == []


def test_without_graphs_a_symmetric_relation_is_told_once(
    real: Store, real_directory: Path, tmp_path: Path
) -> None:
    """In an export without graphs, what follows the other way round is no second change."""
    path = tmp_path / "x.nt"
    write_rdf(real, path)
    one, other = (
        "<https://w3id.org/peelgraph/id/force/cambridgeshire>",
        "<https://w3id.org/peelgraph/id/organisation/home-office>",
    )
    link = "<https://w3id.org/peelgraph/ontology#worksWith>"
    new = f"{other} {link} {one} .\n"
    assert f"{one} {link} {other} ." not in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8") + new, "utf-8")
    found = [change for change in told(real_directory, path) if "works with" in change.words]
    assert [(change.what, change.kind) for change in found] == [("added", "relation")]
