"""Files that cost far more to parse than they are large."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError
from graph.parse import nesting
from graph.parse.parser import parse_file

RDF = '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="urn:x:">{}</r:RDF>'
DEEP: dict[str, Callable[[int], str]] = {
    "objects.jsonld": lambda n: '{"urn:p":' * n + "1" + "}" * n,
    "lists.jsonld": lambda n: '{"urn:p":' + '{"@list":[' * (n // 2) + "1" + "]}" * (n // 2) + "}",
    "strings.jsonld": lambda n: (
        '{"urn:p":["}]","\\"}]",{"urn:q":' * (n // 3) + "1" + "}]}" * (n // 3)
    ),
    "nodes.ttl": lambda n: "<urn:a> <urn:b> " + "[ <urn:b> " * n + "1" + "]" * n + " .",
    "lists.trig": lambda n: (
        "<urn:g> { <urn:a> <urn:b> " + "(" * (n - 1) + "1" + ")" * (n - 1) + " }"
    ),
    "triples.ttl": lambda n: (
        "<urn:a> <urn:b> " + "<<( <urn:a> <urn:b> " * (n // 2) + "1" + " )>>" * (n // 2) + " ."
    ),
    "comments.ttl": lambda n: (
        "<urn:a> <urn:b> " + "[ # ] ' ]\n <urn:b> " * n + "1" + "]" * n + " ."
    ),
    "triples.nt": lambda n: (
        "<urn:a> <urn:b> " + "<<( <urn:a> <urn:b> " * (n // 2) + '"1"' + " )>>" * (n // 2) + " .\n"
    ),
    "triples.nq": lambda n: (
        "<urn:a> <urn:b> "
        + "<<( <urn:a> <urn:b> " * (n // 2)
        + '"1"'
        + " )>>" * (n // 2)
        + " <urn:g> .\n"
    ),
    "nodes.rdf": lambda n: RDF.format("<x:a><x:p>" * (n // 2) + "</x:p></x:a>" * (n // 2)),
    "empty.owl": lambda n: RDF.format(
        '<x:a><x:q x:s="/>"/><!-- </x:a> --><x:p>' * (n // 2) + "</x:p></x:a>" * (n // 2)
    ),
}


@pytest.mark.parametrize("name", DEEP)
def test_deep_nesting_is_refused_before_it_is_parsed(tmp_path: Path, name: str) -> None:
    """What is nested deeper than the limit is refused with the limit, whatever its format; what is not is read."""
    path = tmp_path / name
    path.write_text(DEEP[name](nesting.DEEPEST - 5), "utf-8")
    assert parse_file(path)
    for depth in (3 * nesting.DEEPEST, 20_000):
        path.write_text(DEEP[name](depth), "utf-8")
        with pytest.raises(InputError, match=rf"{name}: is nested deeper than 200 levels"):
            parse_file(path)


def test_wide_files_are_read(tmp_path: Path) -> None:
    """Many brackets beside each other, and brackets in texts, comments and addresses, are no depth."""
    number = 2 * nesting.DEEPEST
    files = {
        "a.ttl": "".join(
            f'<urn:{n}> <urn:p> [ <urn:q> (1 2) ] , \'[(<<\' , "[\\"(" , <urn:(> . # [[(\n'
            for n in range(number)
        ),
        "a.nt": "".join(f'<urn:{n}> <urn:p> "<<( [[" .\n' for n in range(number)),
        "a.jsonld": "["
        + ",".join(f'{{"@id":"urn:{n}","urn:p":["[{{", "\\"[{{"]}}' for n in range(number))
        + "]",
        "a.rdf": RDF.format(
            "".join(
                f'<x:a r:about="urn:{n}" x:s="a>b"><!-- <x:a> --><x:p>1</x:p><x:q r:resource="urn:/"/></x:a>'
                for n in range(number)
            )
        ),
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
        assert len(parse_file(tmp_path / name)) >= number, name


def test_the_command_says_what_is_wrong(run: Run, tmp_path: Path) -> None:
    """A file nested 52 kB deep ends `load` with one message and code 1, and makes no store."""
    (tmp_path / "a.jsonld").write_text(DEEP["objects.jsonld"](5_200), "utf-8")
    done = run("load", tmp_path / "a.jsonld", "--store", tmp_path / "mine")
    assert (
        done.returncode,
        done.stdout,
        done.stderr.count("\n"),
        "nested deeper than 200" in done.stderr,
    ) == (1, "", 1, True)
    assert not (tmp_path / "mine").exists()


@given(
    st.recursive(
        st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=30,
    )
)
def test_depth_of_json_is_that_of_its_values(value: object) -> None:
    """Whatever texts hold, the marks of a JSON text are those of its lists and objects."""
    marks = nesting._json_marks(json.dumps(value, ensure_ascii=False).encode())
    assert marks.count(b"\x01") == marks.count(b"\x02") == _containers(value)


def _containers(value: object) -> int:
    if isinstance(value, dict):
        return 1 + sum(map(_containers, value.values()))
    return 1 + sum(map(_containers, value)) if isinstance(value, list) else 0


@pytest.mark.parametrize("name", ["nodes.ttl", "lists.trig", "objects.jsonld", "triples.nt"])
def test_the_limit_of_depth_is_allowed(name: str) -> None:
    """Two hundred levels are read, one more is not."""
    step = 2 if name == "triples.nt" else 1
    deepest = nesting.DEEPEST * step
    nesting.check_bounds(DEEP[name](deepest).encode(), Path(name).suffix, where=name)
    with pytest.raises(
        InputError, match=rf"^{name}: is nested deeper than 200 levels\. Give the inner parts names"
    ):
        nesting.check_bounds(DEEP[name](deepest + step).encode(), Path(name).suffix, where=name)


def test_the_limit_of_depth_is_that_of_elements_in_xml() -> None:
    """The element of the whole counts; empty elements, comments and instructions do not."""
    for around in (0, 1):
        text = (
            "<a>" * (nesting.DEEPEST + around)
            + "<b/><!-- <a> --><?x <a> ?><![CDATA[<a>]]>"
            + "</a>" * (nesting.DEEPEST + around)
        )
        if around:
            with pytest.raises(InputError, match="nested deeper"):
                nesting.check_bounds(text.encode(), ".rdf", where="x")
        else:
            nesting.check_bounds(text.encode(), ".rdf", where="x")


def test_brackets_that_never_close_are_deep() -> None:
    """More than two hundred open ones are refused, whatever follows; closing ones alone are no depth."""
    for text, deep in (
        ("[ " * 201, True),
        ("[ " * 200, False),
        ("] " * 500 + "[ ] " * 300, False),
        ("[ " * 150 + "] " * 150 + "[ " * 150, False),
    ):
        if deep:
            with pytest.raises(InputError, match="nested deeper"):
                nesting.check_bounds(text.encode(), ".ttl", where="x")
        else:
            nesting.check_bounds(text.encode(), ".ttl", where="x")
