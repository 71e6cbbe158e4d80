"""Measure calls and processes, and draw networks with pyvis as it comes, to compare with."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx
    from playwright.sync_api import Browser, Playwright

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 60.0  # seconds after which a page is given up
_NO_MODULES = "PYTHONDONTWRITEBYTECODE"
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
_LAUNCHER = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000)
sys.exit(code)
"""


def seconds_of(call: Callable[[], object]) -> float:
    """Return how many seconds a call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def median_seconds(call: Callable[[], object], rounds: int) -> float:
    """Return the median of the seconds that some calls take."""
    return statistics.median(seconds_of(call) for _ in range(rounds))


def environment(variables: Mapping[str, str] = {}) -> dict[str, str]:
    """Return the environment with more variables, in which compiled modules are kept."""
    kept = {name: value for name, value in os.environ.items() if name != _NO_MODULES}
    return {**kept, **variables}


def process_usage(command: Sequence[str], variables: Mapping[str, str] = {}) -> tuple[float, float]:
    """Run a process to its end; return processor seconds and megabytes, its children included.

    A small process starts it: the memory of the one that starts another counts as the other's.

    Raises:
        SystemExit: when the process fails, with what it said.
    """
    process = subprocess.run(
        [sys.executable, "-S", "-c", _LAUNCHER, *command],
        cwd=ROOT,
        env=environment(variables),
        capture_output=True,
        text=True,
        check=False,
    )
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}\n{process.stderr}")
    seconds, memory = map(float, process.stdout.split())
    return seconds, memory


def chromium(driver: Playwright) -> Browser:
    """Start a headless Chromium."""
    import shutil

    return driver.chromium.launch(executable_path=shutil.which("chromium"), args=_FLAGS)


def stock_page(network: networkx.MultiDiGraph[str]) -> str:
    """Return the page that pyvis makes of a network with its own calls."""
    from pyvis.network import Network

    page: Any = Network(directed=True, cdn_resources="in_line")
    for iri, label in network.nodes(data="label"):
        page.add_node(iri, label=label)
    for source, target in network.edges():
        page.add_edge(source, target)
    return str(page.generate_html())


def seconds_until(browser: Browser, path: Path, condition: str) -> float:
    """Open a page without a network; return the seconds until a condition holds, LIMIT at most."""
    from playwright.sync_api import Error

    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    page = context.new_page()
    page.set_default_timeout(LIMIT * 1000)
    start = time.perf_counter()
    try:
        page.goto(path.as_uri(), wait_until="commit")
        page.wait_for_function(condition, polling=20)
        return time.perf_counter() - start
    except Error:  # whatever keeps the page from drawing, its time is up
        return LIMIT
    finally:
        context.close()
