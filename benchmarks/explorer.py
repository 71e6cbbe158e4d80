"""Time the explorer in headless Chromium beside the same graph drawn by pyvis as it comes.

    python -m benchmarks.explorer [ROUNDS]

All steps are timed by the page's own clock, which starts when the browser begins to open the file;
the first view stops it when it is drawn. What the driver of the browser adds (a quarter of a second)
is printed beside it. Both pages hold the same things and statements; the stock page has its physics,
as pyvis sets it, is timed by the driver, and is given up after a minute. Every value is the median
of ROUNDS (3 by default), the stock page is opened once. A ratio to the stock page, and to a fixed
piece of work in the same browser (sorting 300,000 numbers), is steadier than seconds on a busy
machine.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.measurement import LIMIT, chromium, seconds_until, stock_page
from graph.analyse.networks.projection import project
from graph.load.build import build_store
from graph.store import open_current
from viz.explorer.explorer_page import render_site

WORK = """() => { const start = performance.now(); let seed = 1;
  const next = () => (seed = (seed * 16807) % 2147483647);
  Array.from({ length: 300000 }, next).sort((a, b) => a - b);
  return performance.now() - start; }"""
DRAWN = """new MutationObserver(() => { if (document.body?.dataset.drawn) window.drawnAt ??= performance.now(); })
  .observe(document, { subtree: true, childList: true, attributeFilter: ["data-drawn"] })"""
SEARCH = """() => { const start = performance.now();
  return peelgraph.find("methub").then(() => performance.now() - start); }"""
ENGINE = """() => peelgraph.query("ASK { ?x a peel:Unit }").catch(() => null).then(() => performance.now())"""
EXPAND = """() => { const { picture } = peelgraph.page; const start = performance.now();
  picture.toggle(picture.drawing.marks.find((mark) => mark.more && !mark.isRoot).thing);
  return performance.now() - start; }"""
VIEW = """() => { const start = performance.now(); location.hash = "view=partnerships";
  return new Promise((done) => addEventListener("hashchange", () => setTimeout(() => done(performance.now() - start)), { once: true })); }"""
STOCK = (
    "() => document.querySelector('canvas') && !document.querySelector('#loadingBar')?.offsetHeight"
)
UNIT = "thing=unit:cambridgeshire-methub"
PROMISES = {
    "first view drawn": 500,
    "search usable": 500,
    "opened at a thing": 500,
    "engine ready": 3000,
    "expansion": 100,
    "next view": 500,
}


def main(rounds: int) -> None:
    """Print a line for each promise: milliseconds, the promise, and the ratios."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        store = open_current(build_store(Path(folder) / "store").directory)
        files = {name: Path(folder) / f"{name}.html" for name in ("ours", "stock")}
        files["ours"].write_text(render_site(store).html, "utf-8")
        files["stock"].write_text(stock_page(project(store, "things")), "utf-8")
        browser = chromium(driver)
        stock = 1000 * seconds_until(browser, files["stock"], STOCK)
        samples = [measure(browser, files["ours"]) for _ in range(rounds)]
        browser.close()
    work = statistics.median(sample["work"] for sample in samples)
    outside = statistics.median(sample["outside"] for sample in samples)
    print(f"the piece of work: {work:.0f} ms; the stock page drawn after {stock:.0f} ms")
    print(f"the first view as the driver of the browser sees it: {outside:.0f} ms")
    for name, promise in PROMISES.items():
        value = statistics.median(sample[name] for sample in samples)
        ratio = f"{value / work:.1f} times the work, {stock / value:.0f} times faster than stock"
        print(f"{name:18} {value:7.0f} ms (promise {promise} on a quiet machine): {ratio}")


def measure(browser: Browser, file: Path) -> dict[str, float]:
    """Milliseconds of each step in a page that is opened anew."""
    page, outside = drawn_page(browser, file.as_uri())
    drawn = timed(page, "() => drawnAt")
    values = {"first view drawn": drawn, "search usable": drawn + timed(page, SEARCH)}
    values["outside"] = outside
    page.context.close()
    page, _ = drawn_page(browser, f"{file.as_uri()}#{UNIT}")
    values["opened at a thing"] = timed(page, "() => drawnAt")
    values |= {"engine ready": timed(page, ENGINE), "expansion": timed(page, EXPAND)}
    values |= {"next view": timed(page, VIEW), "work": timed(page, WORK)}
    page.context.close()
    return values


def drawn_page(browser: Browser, address: str) -> tuple[Page, float]:
    """A page whose first view is drawn, and the milliseconds until then as the driver sees them."""
    page = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True).new_page()
    page.add_init_script(DRAWN)
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector("body[data-drawn=yes]", timeout=1000 * LIMIT)
    return page, 1000 * (time.perf_counter() - start)


def timed(page: Page, script: str) -> float:
    """What a script of the page says, in milliseconds."""
    return float(page.evaluate(script))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
