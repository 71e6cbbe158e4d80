"""What the folders of reports share is noted while their files are read."""

from __future__ import annotations

from pathlib import Path

from graph.files import Source
from graph.load.folders import Folders, descriptions
from graph.namespaces import GRAPH, REPORT
from graph.store import parse_text

SHARED = Source(Path("x.ttl"), "data/register/x")
REPORTS = Source(Path("y.trig"), "data/a-2018/y")


def _folders(shared: str, report: str) -> Folders:
    folders = Folders()
    folders.add(SHARED, parse_text(f"GRAPH <{SHARED.graph}> {{ {shared} }}"))
    folders.add(REPORTS, parse_text(report))
    return folders


def test_a_folder_describes_what_is_shared_in_the_graph_of_its_file_alone() -> None:
    """What a sentence states of a shared thing describes nothing; what the register names is shared."""
    sentence = f"GRAPH <{REPORT}a-2018/1/1> {{ <urn:a> <urn:p> <urn:b> }}"
    shared = "<urn:a> <urn:p> <urn:c> ."
    folders = _folders(shared, sentence)
    assert (folders.are_apart, folders.describing()) == (True, [])
    for name, describing in (("a", ["a-2018"]), ("c", ["a-2018"]), ("d", [])):
        text = f"GRAPH <{REPORTS.graph}> {{ <urn:{name}> <urn:p> 1 }}"
        folders = _folders(shared, text)
        assert folders.describing() == describing
        assert len(descriptions(parse_text(text + sentence), folders.shared)) == len(describing)


def test_files_that_write_into_the_graphs_of_others_are_not_apart() -> None:
    """A report may state things in the graphs of its own sentences alone, a register in no report's."""
    names = (f"{REPORT}b-2018/1/1", GRAPH + "data/register/x")
    for name in names:
        folders = _folders("", f"GRAPH <{name}> {{ <urn:a> <urn:p> 1 }}")
        assert not folders.are_apart
        assert folders.note({"a-2018": "1"}) == {}
    folders = Folders()
    folders.add(SHARED, parse_text(f"GRAPH <{REPORT}a-2018/1> {{ <urn:a> <urn:p> 1 }}"))
    assert not folders.are_apart
