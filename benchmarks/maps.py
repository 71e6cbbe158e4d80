"""Time layouts, and the page of a map beside the same network in pyvis as it comes.

    python -m benchmarks.maps [ROUNDS]

Layouts are of scale-free networks (Barabasi and Albert, 1999, two edges for each new node, fixed
seed). The page is that of the partnerships of the built store; it counts as drawn when its body
says so, the stock page when its canvas holds marks, in headless Chromium. The clock starts when the
browser is told to open the file. The stock page has its physics, as pyvis sets it, and is given up
after a minute; it is opened once. Other values are medians of ROUNDS (3 by default).
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from functools import partial
from pathlib import Path

import networkx
from playwright.sync_api import sync_playwright

from benchmarks.measurement import chromium, median_seconds, seconds_until, stock_page
from graph import files
from graph.layout.positions import network_positions
from graph.store import open_current
from viz.maps.builder import draw, picture

DRAWN = "() => document.body.dataset.drawn === 'yes'"
MARKS = """() => [...document.querySelectorAll("canvas")].some((canvas) => {
  const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  let marks = 0;
  for (let at = 3; at < data.length; at += 4) if (data[at] > 200) marks += 1;
  return marks > 2000; })"""


def main(rounds: int) -> None:
    """Print a line for each promise: what we take, what stock pyvis takes, and the ratio."""
    for number, times, goal in ((500, rounds, "goal: 1 s"), (10_000, 1, "")):
        layout = partial(network_positions, scale_free(number))
        seconds = median_seconds(layout, times)
        print(f"layout of {number:,} nodes, by distance {seconds:7.3f} s {goal}", flush=True)
    store = open_current(files.store_directory(None))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        ours, stock = (Path(folder) / name for name in ("ours.html", "stock.html"))
        seconds = median_seconds(partial(draw, store, "partnerships", ours), rounds)
        print(f"page of partnerships {seconds:7.3f} s", flush=True)
        stock.write_text(stock_page(picture(store, "partnerships").network), "utf-8")
        browser = chromium(driver)
        seconds = statistics.median(seconds_until(browser, ours, DRAWN) for _ in range(rounds))
        theirs = seconds_until(browser, stock, MARKS)
        browser.close()
    ratio = f"{theirs / seconds:.1f} times faster"
    print(f"its first picture {seconds:7.3f} s, stock {theirs:.2f} s, {ratio}")


def scale_free(number: int) -> networkx.MultiDiGraph[str]:
    """Make a network with what a layout has to know of nodes and edges."""
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for first, second in networkx.barabasi_albert_graph(number, 2, seed=1).edges():
        for node in (first, second):
            network.add_node(f"urn:{node:05}", label=f"unit number {node}", kind="Unit")
        network.add_edge(f"urn:{first:05}", f"urn:{second:05}", "urn:worksWith", weight=1)
    return network


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
