"""Files are written as a whole or not at all, whoever else writes or guesses names."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Run

from graph import files
from graph.errors import InputError, PeelgraphError
from graph.files import Source, make_folder, save, sources


def test_a_file_is_replaced_with_its_permissions(tmp_path: Path) -> None:
    """Permissions stay, links are followed, nothing else is left in the folder."""
    target = tmp_path / "folder" / "x.ttl"
    target.parent.mkdir()
    save(target, b"one")
    target.chmod(0o640)
    (tmp_path / "link").symlink_to(target)
    save(tmp_path / "link", b"two")
    assert (target.read_bytes(), stat.S_IMODE(target.stat().st_mode)) == (b"two", 0o640)
    assert [path.name for path in target.parent.iterdir()] == ["x.ttl"]


def test_no_folder_is_invented(tmp_path: Path) -> None:
    """A misspelt folder is named, and nothing is made; a folder of files is made in one there."""
    with pytest.raises(PeelgraphError, match=r"there is no folder .*new/folder\. Make the folder"):
        save(tmp_path / "new" / "folder" / "x.ttl", b"x")
    with pytest.raises(PeelgraphError, match=r"there is no folder .*new\."):
        make_folder(tmp_path / "new" / "folder")
    assert not (tmp_path / "new").exists()
    make_folder(tmp_path / "tables")
    make_folder(tmp_path / "tables")
    save(tmp_path / "tables" / "x.csv", b"x")
    with pytest.raises(PeelgraphError, match="cannot be made"):
        make_folder(tmp_path / "tables" / "x.csv")


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    """They follow the umask, as for every other program."""
    before = os.umask(0o027)
    try:
        save(tmp_path / "x", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o640


def test_a_link_at_a_name_that_could_be_guessed_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever lies at old or present names of temporary files stays as it is, even if somebody guesses the name."""
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    for name in (".a.ttl.part", ".peelgraph-0000000000000000.part"):
        (tmp_path / name).symlink_to(victim)
    save(tmp_path / "a.ttl", b"x")
    monkeypatch.setattr(os, "urandom", bytes)
    with pytest.raises(PeelgraphError, match="cannot be written"):
        save(tmp_path / "b.ttl", b"x")
    assert victim.read_bytes() == b"mine"
    assert (tmp_path / ".peelgraph-0000000000000000.part").is_symlink()
    assert not (tmp_path / "b.ttl").exists()


@pytest.mark.parametrize("name", ["x" * 255, "x" * 251 + ".ttl", "\u00e9" * 127])
def test_the_longest_names_work(tmp_path: Path, name: str) -> None:
    """A name of 255 bytes is as good as any."""
    save(tmp_path / name, b"x")
    save(tmp_path / name, b"y")
    assert (tmp_path / name).read_bytes() == b"y"


def test_several_writers_never_leave_half_or_mixed_content(tmp_path: Path) -> None:
    """While three processes write one file again and again, every reader sees one whole version."""
    target = tmp_path / "x"
    save(target, b"0" * 500_000)
    code = "import sys; from pathlib import Path; from graph.files import save\nfor _ in range(25): save(Path(sys.argv[1]), sys.argv[2].encode() * 500_000)"
    writers = [
        subprocess.Popen([sys.executable, "-c", code, str(target), str(number)], cwd=ROOT)
        for number in range(3)
    ]
    seen = set()
    while any(writer.poll() is None for writer in writers):
        content = target.read_bytes()
        seen.add((len(content), len(set(content))))
    assert [writer.returncode for writer in writers] == [0, 0, 0]
    assert seen == {(500_000, 1)}
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_what_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    """When the disk is full, the old file stays, and no rest lies beside it."""
    target = tmp_path / "x"
    target.write_bytes(b"old")
    code = (
        "import resource, signal, sys; from pathlib import Path; from graph.files import save\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))\n"
        "save(Path(sys.argv[1]), b'x' * 100)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(target)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "PeelgraphError" in done.stderr
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "the name for --output is empty"),
        (".ttl", ".ttl” is only a suffix. Put a name before it, as in graph.ttl"),
        ("folder/.csv", "is only a suffix"),
        ("loop/x.ttl", "cannot be written"),
        ("loop.ttl", "cannot be written"),
        ("folder.ttl", "is a folder"),
        ("file/x.ttl", "cannot be written"),
        ("x" * 256 + ".ttl", "cannot be written: File name too long"),
        ("d/" * 3000 + "x.ttl", "cannot be written: File name too long"),
    ],
)
def test_a_name_that_no_file_can_have_is_answered_plainly(
    run: Run, invented_directory: Path, tmp_path: Path, name: str, says: str
) -> None:
    """One message, exit code 1, nothing written."""
    (tmp_path / "folder.ttl").mkdir()
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "loop.ttl").symlink_to("loop.ttl")
    before = sorted(path.name for path in tmp_path.iterdir())
    done = run("export", "-o", f"{tmp_path}/{name}" if name else "", store=invented_directory)
    assert (done.returncode, done.stderr.startswith("peelgraph: "), done.stderr.count("\n")) == (
        1,
        True,
        1,
    ), done
    assert says in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_standard_output_can_be_named_as_a_file(run: Run, invented_directory: Path) -> None:
    """A pipe is written to as it is."""
    done = run("map", "partnerships", "-o", "/dev/stdout", store=invented_directory)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("<!doctype html>")


def test_a_file_of_data_whose_name_is_no_text_is_named(tmp_path: Path) -> None:
    """Its name would become part of an IRI; the message says to rename it."""
    (tmp_path / "a\udcff.ttl").write_text("<urn:a> <urn:b> 1 .", "utf-8")
    with pytest.raises(InputError, match="not UTF-8"):
        sources(tmp_path)


@pytest.mark.parametrize(
    ("name", "base", "is_shape"),
    [
        ("data/register/forces", "", False),
        ("data/a-2018/question-1", "https://w3id.org/peelgraph/report/a-2018/", False),
        ("data/a b/question-1", "https://w3id.org/peelgraph/report/a%20b/", False),
        ("data/a/b/c", "", False),
        ("data/a", "", False),
        ("ontology/a/b", "", False),
        ("ontology/shapes/data", "", True),
        ("ontology/shapes", "", False),
    ],
)
def test_a_file_of_a_report_has_its_base(name: str, base: str, is_shape: bool) -> None:
    """Only files in a report's own folder hang on its address; shapes are those below their folder; each file has a graph."""
    source = Source(Path("x.ttl"), name)
    assert (source.base, source.is_shape) == (base, is_shape)
    assert source.graph == "https://w3id.org/peelgraph/graph/" + name.replace(" ", "%20")


def test_sources_are_listed_in_one_order(tmp_path: Path) -> None:
    """The ontology first, then the data by path; other files and folders are left out."""
    for name in ("data/b.ttl", "data/a/c.trig", "data/a.txt", "ontology/z.ttl", "ontology/y.nt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    (tmp_path / "data" / "folder.ttl").mkdir()
    found = sources(tmp_path / "data", tmp_path / "ontology")
    assert [source.name for source in found] == ["ontology/z", "data/a/c", "data/b"]
    assert sources(tmp_path / "data")[0].name.startswith("ontology/")
    assert sources()[-1].name.startswith("data/")


def test_a_fingerprint_changes_with_names_contents_and_formats(tmp_path: Path) -> None:
    """Not with the place; that of a build holds its version and rules too."""

    def digests(name: str, suffix: str, content: str) -> tuple[str, str]:
        path = tmp_path / f"{len(content)}{name}{suffix}"
        path.write_text(content, "utf-8")
        found = [Source(path, name)]
        return files.sources_digest(found), files.fingerprint(found)

    first = digests("a", ".ttl", "x")
    assert first == digests("a", ".ttl", "x")
    assert (
        len(
            {
                first,
                digests("b", ".ttl", "x"),
                digests("a", ".trig", "x"),
                digests("a", ".ttl", "xy"),
            }
        )
        == 4
    )
    assert len({*first}) == 2
    assert not files.are_validated([])


def test_the_store_is_where_it_was_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the option, else by the variable, else in the user's cache."""
    monkeypatch.setenv("PEELGRAPH_STORE", str(tmp_path / "variable"))
    assert files.store_directory(tmp_path / "option") == tmp_path / "option"
    assert files.store_directory() == tmp_path / "variable"
    monkeypatch.setenv("PEELGRAPH_STORE", "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert files.store_directory() == tmp_path / "cache" / "peelgraph" / "store"
