"""What the commands print, word by word, over the store of the invented report.

    python tests/test_graph_cli_words.py

writes tests/examples/commands.txt anew. **A person reads what changed, before it is committed.** There, a command stands after `$`, what it
prints below, with `! ` before what goes to the other channel, and its exit code where that is not 0.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
from pathlib import Path

import pytest
from command_processes import run_command
from conftest import INVENTED, INVENTED_DATA

from graph import files

EXPECTED = Path(__file__).parent / "examples" / "commands.txt"


def _expected() -> dict[str, str]:
    parts = re.split(r"^\$ (.*)\n", EXPECTED.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return {
        command: told.rstrip("\n") for command, told in zip(parts[::2], parts[1::2], strict=True)
    }


def _told(command: str, store: Path, folder: Path) -> str:
    """Run a command and tell what it printed, with names for the places of this machine."""
    places = {
        "STORE": str(store),
        "DATA": str(INVENTED_DATA),
        "REPORT": str(INVENTED),
        "FOLDER": str(folder),
    }
    words = [
        re.sub("|".join(places), lambda match: places[match[0]], word)
        for word in shlex.split(command)
    ]
    environment = {**os.environ, "PEELGRAPH_STORE": str(store), "NO_COLOR": "1", "COLUMNS": "160"}
    done = run_command(*words, environment=environment)
    lines = [*done.stdout.splitlines(), *(f"! {line}" for line in done.stderr.splitlines())]
    told = "\n".join(
        [*map(str.rstrip, lines), *([f"[code {done.returncode}]"] if done.returncode else [])]
    )
    for name, place in {**places, "VERSION": files.version()}.items():
        told = told.replace(place, name)
    told = told.strip("\n")
    return re.sub(
        r"\b\d[\d,]+ (?=statements|inferred|files|graphs)", "MANY ", told
    )  # they change with the ontology


def _folder(folder: Path) -> Path:
    """Make a folder with the data, in which one figure differs, and files to load."""
    data = shutil.copytree(INVENTED_DATA, folder / "changed")
    path = data / "exampleshire-2018-19-effectiveness" / "question-1.trig"
    text = path.read_text("utf-8").replace("peel:value 2.0", "peel:value 4.0")
    path.write_text(
        text.replace("peel:plans system:drones", "peel:usesSystem system:drones"), "utf-8"
    )
    (folder / "untidy.ttl").write_text("<urn:a>   <urn:b> <urn:c> .", "utf-8")
    (folder / "two.nt").write_text(
        "<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> <urn:d> .\n", "utf-8"
    )
    (folder / "query.rq").write_text("SELECT ?x { ?x a peel:Unit }", "utf-8")
    return folder


@pytest.mark.parametrize("command", _expected())
def test_a_command_says_what_was_read_by_a_person(
    invented_directory: Path, tmp_path: Path, command: str
) -> None:
    """Words, numbers, channel and exit code."""
    assert _told(command, invented_directory, _folder(tmp_path)) == _expected()[command]


def main() -> None:
    """Write what the commands of the file print now."""
    import tempfile

    from graph.load.build import build_store

    commands = list(_expected())
    with tempfile.TemporaryDirectory() as place:
        store = build_store(Path(place) / "store", data=INVENTED_DATA).directory
        told = []
        for number, command in enumerate(commands):
            folder = Path(place) / str(number)
            folder.mkdir()
            told.append(f"$ {command}\n{_told(command, store, _folder(folder))}\n")
    EXPECTED.write_text("\n".join(told), "utf-8")


if __name__ == "__main__":
    main()
