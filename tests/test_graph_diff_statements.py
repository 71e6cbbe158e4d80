"""Two versions of the graph set against each other, and told in words."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import INVENTED_DATA, REPORT, Run

from graph.diff.narrative import Change, changes, summary
from graph.diff.patch import patch
from graph.diff.snapshot import of_quads, read
from graph.diff.statements import Difference, difference
from graph.errors import PeelgraphError
from graph.export.rdf import export
from graph.store import Quad, RdfFormat, Store, memory, parse_file, parse_text, rows

BASE = f"https://w3id.org/peelgraph/report/{REPORT}/"
FINDING, FIGURE = (
    f"<{BASE}finding/supervision-not-yet-routine>",
    f"<{BASE}figure/crimes-filed-without-suspect>",
)
VALUE = "<https://w3id.org/peelgraph/ontology#value>"
MENTIONS = "<https://w3id.org/peelgraph/ontology#mentions>"


@pytest.fixture(scope="session")
def exported(real: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real store as N-Quads, one statement a line."""
    path = tmp_path_factory.mktemp("exported") / "real.nq"
    export(real, path)
    return path


def changed(path: Path, target: Path, edit: Callable[[str], str | None]) -> Path:
    """Copy N-Quads, each line edited or left out."""
    target.write_text(
        "".join(
            f"{new}\n"
            for line in path.read_text("utf-8").splitlines()
            if (new := edit(line)) is not None
        ),
        "utf-8",
    )
    return target


def told(one: Path, other: Path) -> list[Change]:
    """Tell the difference of two places."""
    return changes(difference(read(str(one)), read(str(other))))


def some_relation(real: Store) -> tuple[str, str, str, str]:
    """Return a partnership that rests on one sentence: its line without the graph, its words, its sentence, and another sentence."""
    text = """SELECT ?a ?b ?one ?other (SAMPLE(?g) AS ?graph) (COUNT(?g) AS ?n) {
        GRAPH ?g { ?a peel:refersTo ?b } ?g a peel:Sentence . ?a rdfs:label ?one . ?b rdfs:label ?other
    } GROUP BY ?a ?b ?one ?other HAVING (COUNT(?g) = 1) ORDER BY ?a ?b LIMIT 1"""
    row = next(rows(real, text))
    line = f"{row['a']} <https://w3id.org/peelgraph/ontology#refersTo> {row['b']}"
    elsewhere = f"{BASE}q1/1/1" if row["graph"].value != f"{BASE}q1/1/1" else f"{BASE}q1/1/2"
    return line, f"{row['one'].value} refers to {row['other'].value}", row["graph"].value, elsewhere


def place(real: Store, sentence: str) -> str:
    """Return the place of a sentence in words."""
    return str(
        next(rows(real, f"SELECT ?label {{ <{sentence}> rdfs:label ?label }}"))["label"].value
    )


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
            found.replace('"51"', '"52"') if found.startswith(f"{FIGURE} {VALUE}") else found
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
    """A finding told by ten statements is one item when it goes, and what rested on it is named."""
    other = changed(exported, tmp_path / "b.nq", lambda found: None if FINDING in found else found)
    found = difference(read(str(exported)), read(str(other)))
    first, *others = sorted(changes(found), key=lambda change: change.what, reverse=True)
    assert len(found.statements) >= 9
    assert (first.what, first.kind) == ("removed", "finding")
    assert first.words.endswith("(concern)")
    assert {str(one.details[0])[:7] for one in others} <= {"between", "rests o"}
    assert "rests on \u2212 " in [str(one.details[0])[:11] for one in others]
    assert summary(changes(found))["finding"] == {"added": 0, "removed": 1, "changed": 0}
    (back,) = [one for one in told(other, exported) if one.kind == "finding"]
    assert (back.what, back.words) == ("added", first.words)


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
    """The summary comes before question 1 and question 1 before question 2; the ontology comes last; lines in any order give one answer."""
    paths = ("q2/1/1", "summary/3/2", "q1/1/1", "q1/areas-for-improvement/1/1")

    def edit(found: str) -> str | None:
        gone = any(
            found.startswith(f"<{BASE}{path}> {MENTIONS}") for path in paths
        ) or found.startswith("<https://w3id.org/peelgraph/ontology#worksWith> ")
        return None if gone else found

    other = changed(exported, tmp_path / "b.nq", edit)
    found = told(exported, other)
    groups = list(dict.fromkeys(change.group for change in found))
    assert [re.search(r"summary|question \d, [^,]*|ontology", group)[0] for group in groups] == [  # type: ignore[index]
        "summary",
        "question 1, Areas for improvement",
        "question 1, paragraph 1",
        "question 2, paragraph 1",
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
    counts = summary(found)
    assert (
        counts["sentence"]["added"],
        counts["report"]["added"],
        counts["paragraph"]["added"] > 50,
    ) == (413, 1, True)
    assert [
        change.words for change in found if change.kind == "relation" and "/report/" in change.id
    ] == []


def test_a_file_with_another_name_is_no_difference(tmp_path: Path) -> None:
    """The graphs of files are no evidence: renaming one changes nothing that is stated, and the patch still says it exactly."""
    copy = tmp_path / "data"
    shutil.copytree(INVENTED_DATA, copy)
    (copy / "register" / "register.ttl").rename(copy / "register" / "things.ttl")
    found = difference(read(str(INVENTED_DATA)), read(str(copy)))
    assert (changes(found), found.refiled > 40) == ([], True)
    assert found.refiled == len(found.removed) == len(found.added)


def applied(text: str, quads: set[Quad]) -> set[Quad]:
    """Apply an RDF Patch row by row: delete what is there, add what is not."""
    head, begin, *changing, commit = text.splitlines()
    assert re.fullmatch(r"H id <urn:uuid:[0-9a-f-]{36}> \.", head)
    assert (begin, commit) == ("TX .", "TC .")
    store = memory(quads)
    for row in changing:
        operation, statement = row.split(" ", 1)
        (quad,) = _quads(statement)
        assert (quad in store) == (operation == "D")
        (store.remove if operation == "D" else store.add)(quad)
    return set(store)


def _quads(statement: str) -> list[Quad]:
    """Read one row as N-Quads."""
    row = memory()
    row.load(statement.encode(), format=RdfFormat.N_QUADS)
    return list(row)


def stated(path: Path) -> set[Quad]:
    """Return the stated quads of an N-Quads export."""
    derived = ("inferred", "build", "description")
    return {
        quad
        for quad in memory(parse_file(path))
        if not str(quad.graph_name.value).endswith(tuple(f"/graph/{name}" for name in derived))
    }


def test_the_patch_leads_from_one_to_the_other(real: Store, exported: Path, tmp_path: Path) -> None:
    """Applied to the first graph, row by row, the patch gives the second, graphs included; backwards too."""
    line, _, here, there = some_relation(real)

    def edit(found: str) -> str | None:
        if found.startswith(line):
            return found.replace(here, there)
        return (
            None
            if FINDING in found
            else found.replace('"51"', '"52"')
            if found.startswith(f"{FIGURE} {VALUE}")
            else found
        )

    other = changed(exported, tmp_path / "b.nq", edit)
    forth = patch(difference(read(str(exported)), read(str(other))))
    assert applied(forth, stated(exported)) == stated(other)
    assert applied(
        patch(difference(read(str(other)), read(str(exported)))), stated(other)
    ) == stated(exported)
    assert forth == patch(difference(read(str(exported)), read(str(other))))
    assert applied(
        patch(difference(read(str(exported)), read(str(exported)))), stated(exported)
    ) == stated(exported)


def test_a_patch_without_graphs_has_rows_of_triples(tmp_path: Path) -> None:
    """Two plain files give a patch of triples; texts with quotation marks, line ends and other scripts survive."""
    hard = '"a \\"b\\" \\n \u00e9 <urn:x> . A"@en'
    for name, text in {"a": "<urn:a> <urn:b> <urn:c> .", "b": f"<urn:a> <urn:b> {hard} ."}.items():
        (tmp_path / f"{name}.nt").write_text(text, "utf-8")
    found = difference(read(str(tmp_path / "a.nt")), read(str(tmp_path / "b.nt")))
    assert applied(patch(found), set(parse_file(tmp_path / "a.nt"))) == set(
        parse_file(tmp_path / "b.nt")
    )


def _of(one: str, other: str) -> Difference:
    return difference(of_quads("one", parse_text(one)), of_quads("other", parse_text(other)))


def test_blank_nodes_are_compared_by_what_they_state() -> None:
    """Another label is no difference; another content is, and the patch then says why it cannot be written."""
    assert (
        _of("<urn:a> <urn:p> [ <urn:q> 1 ] .", "_:x <urn:q> 1 . <urn:a> <urn:p> _:x .").statements
        == ()
    )
    found = _of("<urn:a> <urn:p> [ <urn:q> 1 ] .", "<urn:a> <urn:p> [ <urn:q> 2 ] .")
    assert len(changes(found)) == 3
    with pytest.raises(PeelgraphError, match="blank node, which has no name outside its file"):
        patch(found)


def test_without_graphs_a_symmetric_relation_is_told_once(
    real: Store, real_directory: Path, tmp_path: Path
) -> None:
    """In an export without graphs, what follows the other way round is no second change."""
    path = tmp_path / "x.nt"
    export(real, path)
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


def test_the_command_says_when_there_is_no_difference(
    run: Run, real: Store, real_directory: Path, tmp_path: Path
) -> None:
    """A store against itself, its data and each of its exports: no difference, exit code 0; the patch has no rows."""
    for name in ("x.ttl", "x.trig"):
        export(real, tmp_path / name)
        done = run("diff", real_directory, tmp_path / name)
        assert (done.returncode, done.stdout[:35]) == (0, "no difference: both state the same "), (
            done
        )
    assert "no difference" in run("diff", real_directory, "data").stdout
    assert run("diff", real_directory, real_directory, "--format", "patch").stdout.splitlines()[
        1:
    ] == ["TX .", "TC ."]
    assert (
        json.loads(run("diff", real_directory, real_directory, "--format", "json").stdout)[
            "changes"
        ]
        == []
    )


def test_the_command_tells_counts_and_data(run: Run, tmp_path: Path) -> None:
    """Text names each change under its place, --stat counts, JSON has changes and statements; a label cannot steer a terminal."""
    copy = tmp_path / "data"
    shutil.copytree(INVENTED_DATA, copy)
    path = copy / "exampleshire-2018-19-effectiveness" / "question-1.trig"
    text = path.read_text("utf-8").replace("peel:value 2.0", "peel:value 3.0")
    path.write_text(
        text.replace('"officers in the river team"', '"officers \\u001B[31m\\u202E river team"'),
        "utf-8",
    )
    done = run("diff", INVENTED_DATA, copy)
    assert (
        "  figure changed: officers \ufffd[31m\ufffd river team: label officers in the river team \u2192 "
        in done.stdout
    )
    assert "; value 2 \u2192 3\n" in done.stdout
    assert "question 1, Watching the river, paragraph 1, sentence 1\n" in done.stdout
    assert done.stdout.endswith("2 added, 2 removed, counted in single statements\n")
    stat = run("diff", INVENTED_DATA, copy, "--stat").stdout
    assert stat.splitlines()[1].split() == ["0", "0", "1", "figure"]
    data = json.loads(run("diff", INVENTED_DATA, copy, "--format", "json").stdout)
    assert (data["counts"], len(data["changes"]), len(data["statements"])) == (
        {"added": 2, "removed": 2, "evidence changed": 0},
        1,
        4,
    )
    assert data["changes"][0]["after"][0]["address"].startswith("https://")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere.nq", "data"], "no such file"),
        (["data", "v9.9"], "no revision"),
        (["broken.nq", "data"], "broken.nq:1:"),
        (["notes.txt", "data"], "no RDF format"),
        (["plain.ttl", "data", "--format", "patch"], "no patch can lead"),
    ],
)
def test_bad_input_is_answered_kindly(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str
) -> None:
    """One message that says what is wrong and where, exit code 1, no traceback."""
    shutil.copytree(INVENTED_DATA, tmp_path / "data")
    for name, text in {
        "broken.nq": "<urn:a",
        "notes.txt": "x",
        "plain.ttl": "<urn:a> <urn:b> <urn:c> .",
    }.items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    done = run("diff", *arguments)
    assert (done.returncode, says in done.stderr, "Traceback" in done.stderr, done.stdout) == (
        1,
        True,
        False,
        "",
    ), done
    assert run("diff", "data", "data", "--stat", "--format", "patch").returncode == 2


def test_graphs_that_are_empty_can_be_compared(tmp_path: Path) -> None:
    """Nothing against nothing is no difference; nothing against something is all of it."""
    (tmp_path / "empty.nq").write_text("", "utf-8")
    assert told(tmp_path / "empty.nq", tmp_path / "empty.nq") == []
    assert len(_of("", "<urn:a> <urn:b> 1 .").statements) == 1
