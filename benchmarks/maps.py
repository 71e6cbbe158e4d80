"""Times maps against pyvis as it comes, in one run: layout, building of pages, and the first picture in headless Chromium.

    python benchmarks/maps.py [ROUNDS]

Both draw the same scale-free networks (Barabasi and Albert, 1999, two edges for each new node, fixed seed). A picture counts as drawn when the
canvas of the page holds marks; the clock starts when the browser is told to open the file. The stock page has its physics, as pyvis sets it, and is
given up after a minute. Each of our own values is the median of ROUNDS (3 by default); the stock page is opened once.
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
from viz.maps.map_page import edge_items, node_items, render_map
from viz.maps.page_data import page_edges

from graph.layout.positions import network_positions

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
MARKS = """() => [...document.querySelectorAll("canvas")].some((canvas) => {
  const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  let marks = 0;
  for (let at = 3; at < data.length; at += 4) if (data[at] > 200) marks += 1;
  return marks > 2000; })"""
Places = dict[str, tuple[float, float]]


def main(rounds: int) -> None:
    """Print a line for each promise: what we take, what stock pyvis takes, and the ratio."""
    small, middle, large = (network(number) for number in (500, 2000, 10_000))
    report(
        "layout of 500 nodes, by distance", clock(lambda: place(small), rounds), None, "under 1 s"
    )
    places = {id(one): place(one) for one in (small, middle, large)}
    report("layout of 10,000 nodes, by distance", clock(lambda: place(large), 1), None, "")

    directed, undirected = (
        clock(lambda: stock(large), 1),
        clock(lambda: stock(large, directed=False), 1),
    )
    report(
        "10,000 nodes put into pyvis",
        clock(lambda: put(large, places[id(large)]), rounds),
        directed,
        "20 times",
    )
    whole = clock(lambda: drawn(large, places[id(large)]), rounds)
    report("page with all evidence, directed", whole, directed, "")
    report("the same, pyvis as it comes", whole, undirected, "20 times")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        files = {name: Path(folder) / f"{name}.html" for name in ("ours", "stock", "middle")}
        files["ours"].write_text(drawn(small, places[id(small)]), "utf-8")
        files["stock"].write_text(str(stock(small).generate_html()), "utf-8")
        files["middle"].write_text(drawn(middle, places[id(middle)]), "utf-8")
        ours = statistics.median(first_picture(running, files["ours"]) for _ in range(rounds))
        report(
            "first picture of 500 nodes", ours, first_picture(running, files["stock"]), "40 times"
        )
        report(
            "first picture of 2,000 nodes",
            statistics.median(first_picture(running, files["middle"]) for _ in range(rounds)),
            None,
            "under 1.5 s",
        )
        running.close()


def network(number: int) -> networkx.MultiDiGraph[str]:
    """Make a network with all that a map needs to know of nodes and edges."""
    made: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for one, other in networkx.barabasi_albert_graph(number, 2, seed=1).edges():
        for node in (one, other):
            made.add_node(
                f"urn:{node:05}",
                label=f"unit number {node}",
                kind="Unit",
                names=[],
                sector="",
                polarity="",
                voices=[],
            )
        sentence = {
            "iri": f"urn:s{one // 2}",
            "place": f"question 1, paragraph {one}, sentence {other}",
            "address": "https://example.org/",
            "voices": ["inspectorate"],
        }
        told = {
            "words": "works with",
            "back": "works with",
            "planned": False,
            "both": True,
            "weight": 1,
            "sentences": [sentence],
        }
        made.add_edge(
            f"urn:{one:05}",
            f"urn:{other:05}",
            "https://w3id.org/peelgraph/ontology#worksWith",
            **told,
        )
    return made


def place(one: networkx.MultiDiGraph[str]) -> Places:
    """Lay a network out as maps are."""
    return network_positions(one)


def drawn(one: networkx.MultiDiGraph[str], places: Places) -> str:
    """Build our page."""
    return render_map(one, title="Benchmark", description="A network.", places=places)


def put(one: networkx.MultiDiGraph[str], places: Places) -> Network:
    """Put a network into pyvis as our pages do."""
    picture = Network(directed=True, cdn_resources="in_line")
    picture.nodes = node_items(one, sorted(one), places)
    picture.edges = edge_items(page_edges(one))
    return picture


def stock(one: networkx.MultiDiGraph[str], *, directed: bool = True) -> Network:
    """Put a network into pyvis with its own calls; undirected, as it comes, it also looks for each edge among those before."""
    picture = Network(directed=directed, cdn_resources="in_line")
    for iri in one:
        picture.add_node(iri, label=one.nodes[iri]["label"])
    for start, end in one.edges():
        picture.add_edge(start, end)
    return picture


def first_picture(running: Browser, path: Path) -> float:
    """Open a page without a network, and give the seconds until its canvas holds marks; LIMIT where it does not get there."""
    context = running.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    opened = context.new_page()
    opened.set_default_timeout(LIMIT * 1000)
    begin = time.perf_counter()
    try:
        opened.goto(path.as_uri(), wait_until="commit")
        opened.wait_for_function(MARKS, polling=20)
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
