"""A missing library is named with the extra that installs it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from conftest import ROOT
from wheels import run_without

from graph import extras
from graph.errors import PeelgraphError


@pytest.mark.parametrize("extra", ["analysis", "maps"])
def test_each_library_is_looked_for(
    installed: Path, users_folder: Path, real_directory: Path, extra: str
) -> None:
    """Whichever library of an extra is missing, the message names it before any work is lost."""
    command = {"analysis": "analyse report -o a.html", "maps": "map partnerships -o a.html"}[extra]
    for library in extras.LIBRARIES[extra]:
        done = run_without([library], installed, users_folder, real_directory, *command.split())
        assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
        assert (
            f'{library} is not installed. Install it with: pip install "peelgraph[{extra}]"'
            in done.stderr
        )


def test_the_extras_are_those_of_the_package() -> None:
    """The table of libraries by extra says what pyproject.toml says, and `all` holds every extra."""
    module = {"scikit-network": "sknetwork"}
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"][
        "optional-dependencies"
    ]
    together = declared.pop("all")
    assert together == [f"peelgraph[{','.join(sorted(declared))}]"]
    for extra, requirements in declared.items():
        names = {requirement.replace("==", ">=").partition(">=")[0] for requirement in requirements}
        assert {module.get(name, name) for name in names} == set(extras.LIBRARIES[extra]) - {
            "pydantic"
        }


def test_a_missing_library_has_a_message_of_its_own() -> None:
    """The message names the extra, the libraries and the line that installs them; a library of no extra is left alone."""
    with pytest.raises(
        PeelgraphError,
        match=r'maps need the extra peelgraph\[maps\]; nowhere is not installed. Install it with: pip install "peelgraph\[maps\]"',
    ):
        extras.require_extra("maps", "maps", ("nowhere",))
    extras.require_extra("maps", "maps")
    assert "peelgraph[analysis]" in str(extras.missing_library_error("scipy.sparse"))
    assert extras.missing_library_error("colorama") is None
