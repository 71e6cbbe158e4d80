"""What several tests need: the source text if there is one, the invented report, stores built once."""

from __future__ import annotations

import base64
import fcntl
import gc
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from command_processes import run_command
from golden_answers import one_report
from second_graphs import with_later_inspection

from graph.export.rdf import write_rdf
from graph.load.build import build_store
from graph.store import Store, open_current

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "tests" / "fixtures"
INVENTED = FIXTURES / "exampleshire-2018-19-effectiveness.txt"
INVENTED_DATA = FIXTURES / "data"
REPORT = "cambridgeshire-2018-19-effectiveness"

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
_MANY_OBJECTS = 500_000
WINDOW: ViewportSize = {"width": 1280, "height": 800}
START = "view=start"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

hypothesis.settings.register_profile("untimed", deadline=None)  # a busy machine is no failure
hypothesis.settings.load_profile("untimed")

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Two workers more than there are cores: tests wait for browsers, other processes and limits of time."""
    affinity = getattr(os, "sched_getaffinity", None)
    return (len(affinity(0)) if affinity else os.cpu_count() or 1) + 2


def pytest_configure() -> None:
    """Look for circles of references only between tests.

    Such a search runs in whichever thread needs memory next, and answers of the engine that an error's traceback holds
    must go in the thread that asked.
    """
    gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Leave out of these searches what was loaded before the first test, which is most of what there is."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """Look for them once there may be many."""
    if gc.get_count()[0] > _MANY_OBJECTS:
        gc.collect()


@pytest.fixture(scope="session", autouse=True)
def _no_report_at_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Reports of what was not foreseen go to a temporary folder, never to the log folder of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("logs")))
        yield


@pytest.fixture(scope="session")
def source() -> Path:
    """The text of the real report; without it the test is skipped, loudly."""
    folder = Path(os.environ.get("PEELGRAPH_REPORTS", ROOT.parent / "shared" / "reports"))
    path = folder / f"{REPORT}.txt"
    if not path.is_file():
        pytest.skip(
            f"THE REPORT'S TEXT IS MISSING: put {REPORT}.txt into {folder} or name its folder in PEELGRAPH_REPORTS"
        )
    return path


def first_made(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder of the whole session, which the first worker that needs it fills; to be read only.

    Args:
        factory: of the worker.
        name: of the folder.
        make: fills it.
    """
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    folder, part = base / name, base / f"{name}.part"
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir()
            make(part)
            part.rename(folder)
    return folder


@pytest.fixture(scope="session")
def real_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on disk, built from the project's own data; each worker has a copy of its own."""
    made = first_made(tmp_path_factory, "real-store", build_store)
    return shutil.copytree(made, tmp_path_factory.mktemp("real") / "store")


@pytest.fixture(scope="session")
def real(real_directory: Path) -> Store:
    """The store of the project's own data, opened for reading."""
    return open_current(real_directory)


@pytest.fixture(scope="session")
def both_inspections(real: Store) -> Store:
    """The real report and that of a later inspection of the same force, in one store in memory."""
    return with_later_inspection(real)


@pytest.fixture(scope="session")
def explorer_file(real: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The explorer of the project's own data, as a file to be read; the first worker writes it for all."""
    from viz.explorer.explorer_page import render_site

    def make(folder: Path) -> None:
        (folder / "explorer.html").write_text(render_site(real).html, "utf-8")

    return first_made(tmp_path_factory, "explorer", make) / "explorer.html"


@pytest.fixture(scope="session")
def numbers(real: Store) -> dict[str, int]:
    """Numbers of the things of the explorer's page by IRI."""
    from viz.explorer.graph_data import read_graph

    return {iri: number for number, iri in enumerate(list(read_graph(real).numbers))}


@pytest.fixture(scope="session")
def one_report_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The store of the golden answers: the register and one report, whatever else data/ holds."""

    def make(folder: Path) -> None:
        build_store(folder / "store", data=one_report(folder / "data"))

    made = first_made(tmp_path_factory, "one-report", make)
    return open_current(
        shutil.copytree(made, tmp_path_factory.mktemp("one-report") / "copy") / "store"
    )


@pytest.fixture(scope="session")
def three_alone() -> list[Store]:
    """Three different synthetic reports, each in a store of its own."""
    from several_reports import single

    return [single(number) for number in range(3)]


@pytest.fixture(scope="session")
def three_together() -> Store:
    """The same reports in one store."""
    from several_reports import several

    return several(3)


@pytest.fixture(scope="session")
def invented_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on disk, built from the invented report; each worker has a copy of its own."""

    def make(folder: Path) -> None:
        build_store(folder, data=INVENTED_DATA)

    made = first_made(tmp_path_factory, "invented-store", make)
    return shutil.copytree(made, tmp_path_factory.mktemp("invented") / "store")


@pytest.fixture(scope="session")
def invented(invented_directory: Path) -> Store:
    """The store of the invented report, opened for reading."""
    return open_current(invented_directory)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the command in a process of its own, with its store in a temporary folder unless one is named.

    The process is a fork of one that has loaded everything, unless `fresh` says to start it.
    """

    def call(
        *arguments: str | Path,
        store: Path | None = None,
        input: str | None = None,  # noqa: A002
        cwd: Path | None = None,
        fresh: bool = False,
    ) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "PEELGRAPH_STORE": str(store or tmp_path / "store"),
            "NO_COLOR": "1",
            "COLUMNS": "200",
        }
        words = map(str, arguments)
        return run_command(*words, environment=environment, input=input, cwd=cwd, fresh=fresh)

    return call


@pytest.fixture(
    scope="module"
)  # not longer: while it runs, no other test can have an event loop of its own
def browser() -> Iterator[Browser]:
    """A headless Chromium; without one the pages are untested, and that is said loudly."""
    if CHROMIUM is None:
        pytest.skip("CHROMIUM IS MISSING: install Debian's package chromium to test the pages")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """What the pages of a module share: no network, and no motion. To start one takes longer than to open a page."""
    context = browser.new_context(viewport=WINDOW, offline=True, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def opened(context: BrowserContext) -> Iterator[tuple[Page, list[str]]]:
    """A new page without a network, and a list that fills with whatever goes wrong or is asked of a server."""
    page = context.new_page()
    troubles: list[str] = []
    listen(page, troubles)
    yield page, troubles
    page.close()


@pytest.fixture(scope="module")
def _loaded(context: BrowserContext, explorer_file: Path) -> Iterator[tuple[Page, list[str], str]]:
    """A page with the explorer, what goes wrong in it, and what it shows after its start."""
    page = context.new_page()
    troubles: list[str] = []
    listen(page, troubles)
    open_explorer(page, explorer_file, START)
    yield page, troubles, shown(page)
    page.close()


@pytest.fixture
def explorer(_loaded: tuple[Page, list[str], str], explorer_file: Path) -> tuple[Page, list[str]]:
    """The explorer as after its start, for tests that go to addresses in it and read, and what goes wrong in it.

    All tests of a module get the page that was loaded once.
    """
    page, troubles, text = _loaded
    return_to_start(page, explorer_file, text)
    troubles.clear()
    return page, troubles


def return_to_start(page: Page, file: Path, text: str) -> None:
    """Show the start of an explorer; load it anew where that does not show what it did before."""
    page.set_viewport_size(WINDOW)
    go_to(page, START)
    if shown(page) != text:
        open_explorer(page, file, START)
    assert shown(page) == text


def shown(page: Page) -> str:
    """Return the state of a page as its reader sees it."""
    return f"{page.get_attribute('body', 'class')}\n{page.inner_text('body')}"


def page_data(file: Path) -> dict[str, Any]:
    """The data of a page of the explorer, out of its file."""
    found = re.search(r'id="data">"([^"]*)"</script>', file.read_text("utf-8"))
    assert found
    data: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(found[1])))
    return data


def open_explorer(page: Page, file: Path, address: str = "") -> None:
    """Open the explorer at an address and wait until it has drawn."""
    page.goto("about:blank")
    page.goto(f"{file.as_uri()}#{address}")
    page.wait_for_selector("body[data-drawn=yes]", timeout=60_000)


def go_to(page: Page, address: str) -> None:
    """Go to another address in an explorer that is open."""
    page.evaluate(
        "address => new Promise((done) => { const before = location.href; location.hash = address;"
        " if (location.href === before) done();"
        " else addEventListener('hashchange', () => done(), { once: true }); })",
        address,
    )
    page.wait_for_function(
        "address => Object.entries(peelgraph.page.view.address).every(([name, value]) => "
        "value === '' || new URLSearchParams(address).get(name) === value)",
        arg=address,
    )


def violations(page: Page) -> list[tuple[str, str]]:
    """What axe finds in an explorer, as rule and element.

    Views that are scrolled out of the menu of a phone are not for skipping something, as axe believes of all links
    within a page that stand outside of the window.
    """
    from axe_playwright_python.base import AXE_SCRIPT

    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("axe.run({ resultTypes: ['violations'] })")["violations"]
    elements = [(item["id"], node["html"]) for item in found for node in item["nodes"]]
    return [
        (rule, html) for rule, html in elements if rule != "skip-link" or "data-view=" not in html
    ]


def listen(page: Page, troubles: list[str]) -> None:
    """Note every message of the console, error and request of a page."""
    page.on("console", lambda message: troubles.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
    page.on(
        "request",
        lambda request: (
            troubles.append(f"request: {request.url}")
            if not request.url.startswith(("file:", "data:", "blob:"))
            else None
        ),
    )


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this source tree."""
    return next(first_made(tmp_path_factory, "wheel", _write_wheel).glob("*.whl"))


def _write_wheel(folder: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-cache-dir",
        "--wheel-dir",
        str(folder),
        str(ROOT),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel is unpacked."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def users_folder(tmp_path: Path) -> Path:
    """A working folder with files that are called as the project's own packages and folders."""
    for name in ("graph.py", "viz/__init__.py", "ontology.py", "data/notes.txt", "data.py"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("MINE = 1\n", "utf-8")
    (tmp_path / "report.txt").write_bytes(
        (ROOT / "tests/fixtures/exampleshire-2018-19-effectiveness.txt").read_bytes()
    )
    return tmp_path


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A folder of data in a git repository with two revisions: the invented data, and the same with one label changed."""
    from versions import commit, git

    data = tmp_path / "project" / "data"
    shutil.copytree(INVENTED_DATA, data)
    git(data, "init", "--quiet", "--initial-branch", "main", "..")
    commit(data, "one")
    git(data, "tag", "v1.0")
    path = data / "exampleshire-2018-19-effectiveness" / "question-1.trig"
    path.write_text(path.read_text("utf-8").replace("peel:value 2.0", "peel:value 4.0"), "utf-8")
    commit(data, "two")
    return data


@pytest.fixture(scope="session")
def exported(real: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real store as N-Quads, one statement a line, to be read; the first worker writes it for all."""

    def make(folder: Path) -> None:
        write_rdf(real, folder / "real.nq")

    return first_made(tmp_path_factory, "exported", make) / "real.nq"
