"""Times layouts, and the page of a map beside the same network in pyvis as it comes, up to the first picture in headless Chromium.

    python benchmarks/maps.py [ROUNDS]

Layouts are of scale-free networks (Barabasi and Albert, 1999, two edges for each new node, fixed seed). The page is that of the partnerships of
the built store; it counts as drawn when its body says so, the stock page when its canvas holds marks. The clock starts when the browser is told
to open the file. The stock page has its physics, as pyvis sets it, and is given up after a minute; it is opened once. Each of our own values is
the median of ROUNDS (3 by default).
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import networkx
from playwright.sync_api import Browser, Error, sync_playwright
from pyvis.network import Network

from graph import files
from graph.layout.positions import network_positions
from graph.store import open_current
from viz.maps.builder import draw, picture

LIMIT = 60.0  # seconds after which a page is given up
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DRAWN = "() => document.body.dataset.drawn === 'yes'"
MARKS = """() => [...document.querySelectorAll("canvas")].some((canvas) => {
  const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  let marks = 0;
  for (let at = 3; at < data.length; at += 4) if (data[at] > 200) marks += 1;
  return marks > 2000; })"""


def main(rounds: int) -> None:
    """Print a line for each promise: what we take, what stock pyvis takes, and the ratio."""
    for number, times, wanted in ((500, rounds, "under 1 s"), (10_000, 1, "")):
        nodes = scale_free(number)
        words = f"layout of {number:,} nodes, by distance"
        report(words, clock(lambda: network_positions(nodes), times), None, wanted)  # noqa: B023
    store = open_current(files.store_directory(None))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        ours, stock = (Path(folder) / name for name in ("ours.html", "stock.html"))
        made = clock(lambda: draw(store, "partnerships", ours), rounds)
        report("page of partnerships", made, None, "")
        stock.write_text(stock_page(picture(store, "partnerships").network), "utf-8")
        running = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        opened = statistics.median(first_picture(running, ours, DRAWN) for _ in range(rounds))
        report("its first picture", opened, first_picture(running, stock, MARKS), "")
        running.close()


def scale_free(number: int) -> networkx.MultiDiGraph[str]:
    """Make a network with what a layout has to know of nodes and edges."""
    made: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for first, second in networkx.barabasi_albert_graph(number, 2, seed=1).edges():
        for node in (first, second):
            made.add_node(f"urn:{node:05}", label=f"unit number {node}", kind="Unit")
        made.add_edge(f"urn:{first:05}", f"urn:{second:05}", "urn:worksWith", weight=1)
    return made


def stock_page(network: networkx.MultiDiGraph[str]) -> str:
    """Return the page that pyvis makes of a network with its own calls."""
    page = Network(directed=True, cdn_resources="in_line")
    for iri in network:
        page.add_node(iri, label=network.nodes[iri]["label"])
    for start, end in network.edges():
        page.add_edge(start, end)
    return str(page.generate_html())


def first_picture(running: Browser, path: Path, is_drawn: str) -> float:
    """Open a page without a network, and give the seconds until it is drawn; LIMIT where it does not get there."""
    context = running.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    opened = context.new_page()
    opened.set_default_timeout(LIMIT * 1000)
    begin = time.perf_counter()
    try:
        opened.goto(path.as_uri(), wait_until="commit")
        opened.wait_for_function(is_drawn, polling=20)
        return time.perf_counter() - begin
    except Error:  # whatever keeps the page from drawing, its time is up
        return LIMIT
    finally:
        context.close()


def clock(work: Callable[[], object], rounds: int) -> float:
    """Give the median of some rounds, in seconds."""
    seconds = []
    for _ in range(rounds):
        begin = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds)


def report(what: str, ours: float, theirs: float | None, wanted: str) -> None:
    """Print one line."""
    ratio = f"{theirs:8.2f} s stock {theirs / ours:7.1f} times faster" if theirs is not None else ""
    print(
        f"{what:38} {ours:7.3f} s {ratio:42} {f'(wanted: {wanted})' if wanted else ''}".rstrip(),
        flush=True,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
