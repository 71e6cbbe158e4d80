"""Run the tests that need no browser in every newer Python of this machine.

    python tests/newer_pythons.py

Each version gets an environment of its own, `.venv-3.13`, with what requirements-dev.lock names.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NEWER = ("3.12", "3.13", "3.14")
_VERSION = "import sys; print('%d.%d' % sys.version_info[:2])"


def newer_pythons() -> dict[str, str]:
    """Return the path of an interpreter of each newer version that runs here."""
    return {
        version: path
        for version in NEWER
        for path in _candidates(version)
        if _output(path, "-c", _VERSION) == version
    }


def _candidates(version: str) -> Iterator[str]:
    """Yield where an interpreter of a version may lie: on the path, or among those of pyenv."""
    if on_path := shutil.which(f"python{version}"):
        yield on_path
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    yield from map(str, sorted(pyenv.glob(f"{version}.*/bin/python{version}")))


def _output(*command: str) -> str:
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return result.stdout.strip()


def browser_tests() -> list[str]:
    """Return the test files that drive a browser, which is the same whatever the Python."""
    paths = sorted((ROOT / "tests").glob("test_*.py"))
    return [str(path) for path in paths if "playwright" in path.read_text("utf-8")]


def run_tests(version: str, python: str) -> int:
    """Install what the tests need for a version, run them, and return the exit code."""
    environment = ROOT / f".venv-{version}"
    binary = environment / "bin" / "python"
    if not binary.is_file():
        subprocess.run([python, "-m", "venv", str(environment)], check=True)
    pip = [str(binary), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", "requirements-dev.lock"], cwd=ROOT, check=True)
    local = [*pip, "--no-deps", "--no-build-isolation", "-e", "."]
    subprocess.run(local, cwd=ROOT, check=True)
    skipped = [f"--ignore={path}" for path in browser_tests()]
    command = [str(binary), "-m", "pytest", "-n", "auto", "--dist", "loadfile", *skipped]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def main() -> None:
    """Run the tests in each newer Python, and end with 1 where some failed."""
    pythons = newer_pythons()
    if not pythons:
        sys.stdout.write(f"no Python of {', '.join(NEWER)} on this machine\n")
    failures = []
    for version, python in pythons.items():
        sys.stdout.write(f"tests in Python {version}\n")
        sys.stdout.flush()
        if run_tests(version, python):
            failures.append(version)
    if failures:
        sys.exit(f"tests failed in Python {', '.join(failures)}")


if __name__ == "__main__":
    main()
