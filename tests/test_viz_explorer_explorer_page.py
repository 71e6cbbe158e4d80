"""The explorer in a real browser: it answers true, counts as SPARQL counts, and works for everybody."""

from __future__ import annotations

import base64
import gzip
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from conftest import FIXTURES, go_to, listen, open_explorer, violations
from playwright.sync_api import Browser, Page

from graph.namespaces import expand
from graph.queries import text_rows
from graph.store import Literal, NamedNode, Quad, Store, store_in_memory
from viz.explorer.explorer_page import pack, read_sections, render_site, site_title

Opened = tuple[Page, list[str]]
METHUB = "thing=unit:cambridgeshire-methub"
ABUSE = "thing=theme:domestic-abuse"
RESPONSE = "thing=theme:response"
PATH = "from=operation:cambridgeshire-pheasant&to=organisation:university-of-cambridge"
VIEWS = (
    "partnerships",
    "units",
    "operations",
    "referrals",
    "themes",
    "findings",
    "areas",
    "everything",
)
ADDRESSES = (*(f"view={name}" for name in VIEWS), METHUB, ABUSE, RESPONSE, PATH)
BOXES = """() => { const { drawing, canvas } = peelgraph.page.picture;
return { scale: canvas.getScale(), marks: drawing.marks.map(({ key, x, y, width, height, strong, lines }) => ({ key, x, y, width, height, words: strong + lines.join("") })),
verbs: drawing.verbs.filter((verb) => verb.words).map(({ key, x, y, width, height }) => ({ key, x, y, width, height })) }; }"""
CLOSURE = "?near skos:broader*/skos:related? {theme} ."


@pytest.fixture
def path(explorer_file: Path) -> Path:
    """The explorer of the real report."""
    return explorer_file


def _open(page: Page, path: Path, address: str = "") -> None:
    page.goto("about:blank")
    page.goto(f"{path.as_uri()}#{address}")
    page.wait_for_selector("body[data-drawn=yes]", timeout=60_000)


def _view(page: Page) -> dict[str, Any]:
    view: dict[str, Any] = page.evaluate("peelgraph.view()")
    return view


def _list(page: Page, name: str) -> list[list[str]]:
    rows: list[list[str]] = next(
        item["rows"] for item in _view(page)["lists"] if item["id"] == name
    )
    return rows


def _names(store: Store, pattern: str) -> set[str]:
    rows = text_rows(store, f"SELECT DISTINCT ?label WHERE {{ {pattern} ?x rdfs:label ?label }}")
    return {row["label"] for row in rows}


def _count(store: Store, pattern: str) -> int:
    [row] = text_rows(store, f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern} }}")
    return int(row["n"])


def _without_short_form(name: str) -> str:
    return re.sub(r" \([A-Za-z&]+\)$", "", name)


def test_one_file_asks_nothing_of_anybody(path: Path) -> None:
    """The file fits into a letter, loads nothing, and its policy allows no eval but WebAssembly in workers of its own."""
    text = path.read_text("utf-8")
    head = unescape(text.partition("</style>")[0])
    assert path.stat().st_size <= 3_000_000
    assert not re.search(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=", text)
    assert "default-src 'none'" in head
    assert "'unsafe-eval'" not in head
    assert "'unsafe-inline'" not in head


def test_same_graph_same_bytes(real: Store, path: Path) -> None:
    """The page of the same store is the same file."""
    assert render_site(real).html == path.read_text("utf-8")
    assert pack({"b": 1, "a": [1, 2]}) == pack({"b": 1, "a": [1, 2]})


def test_letters_are_packed_as_they_are() -> None:
    """Letters beyond ASCII take their bytes of UTF-8, no escapes; half a character does not end the page."""
    content = gzip.decompress(base64.b64decode(pack({"a": "é–字", "b": "\ud800"})))
    assert content.decode("utf-8") == '{"a":"é–字","b":"?"}'


def test_title_and_sections(real: Store) -> None:
    """A page of one report has its name, that of several their number; each section has its data."""
    assert site_title(["Exampleshire"]) == "Exampleshire"
    assert site_title(["a", "b"]) == "2 inspection reports"
    assert {"networks", "figures"} <= read_sections(real, {}).keys()


@pytest.mark.parametrize("address", ADDRESSES)
def test_first_picture_names_every_mark(explorer: Opened, address: str) -> None:
    """At 1280 pixels every mark of a first picture has its name, large enough to read, and nothing lies on a mark."""
    page, troubles = explorer
    go_to(page, address)
    picture = page.evaluate(BOXES)
    assert 2 <= len(picture["marks"]) <= 48
    assert all(mark["words"] for mark in picture["marks"])
    assert picture["scale"] * 13.5 >= 7.5
    boxes = picture["marks"] + picture["verbs"]
    overlaps = [
        (one["key"], other["key"])
        for at, one in enumerate(boxes)
        for other in boxes[:at]
        if abs(one["x"] - other["x"]) < (one["width"] + other["width"]) / 2 - 1
        and abs(one["y"] - other["y"]) < (one["height"] + other["height"]) / 2 - 1
    ]
    assert overlaps == []
    assert troubles == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_number_opens_what_it_counts(explorer: Opened, address: str) -> None:
    """A click on a number of an answer's sentence shows a table with so many rows."""
    page, _ = explorer
    go_to(page, address)
    numbers = page.locator("#sentence button.number")
    assert numbers.count() > 0
    for at in range(numbers.count()):
        words = numbers.nth(at).inner_text()
        numbers.nth(at).click()
        assert page.evaluate("peelgraph.page.lists.rows().length") == int(
            words.split()[0].replace(",", "")
        ), words


def test_findings_are_counted_as_sparql_counts_them(explorer: Opened, real: Store) -> None:
    """Strengths, concerns, areas for improvement and themes of the views are those of SPARQL."""
    page, _ = explorer
    go_to(page, "view=findings")
    for name, polarity in (("strengths", "strength"), ("concerns", "concern"), ("mixed", "mixed")):
        pattern = f"?x a peel:Finding ; peel:polarity polarity:{polarity} ."
        assert {row[0] for row in _list(page, name)} == _names(real, pattern)
    both = {row[0] for row in _list(page, "things")}
    apart = _names(real, "?x a peel:Inspectorate ; rdfs:label ?l .") | {"England and Wales"}
    for polarity in ("strength", "concern"):
        subjects = f"?f a peel:Finding ; peel:polarity polarity:{polarity} ; peel:about ?x ."
        labels = {_without_short_form(name) for name in both}
        assert _names(real, subjects) - labels - both <= apart
    assert not apart & both
    go_to(page, "view=areas")
    assert len(_list(page, "areas")) == _count(real, "?x a peel:AreaForImprovement")
    assert len(_list(page, "reasons")) == _count(real, "?a peel:restsOn ?x")
    affected = "?a a peel:AreaForImprovement ; peel:about ?x"
    assert len(_list(page, "affected")) == _count(real, affected)


def test_both_praised_and_criticised_things_are_kept(explorer: Opened) -> None:
    """“With concerns” holds the things that have both strengths and concerns too."""
    page, _ = explorer
    go_to(page, "view=findings&only=concerns")
    concerned = {row[0]: row[2] for row in _list(page, "things")}
    go_to(page, "view=findings&only=both")
    both = {row[0] for row in _list(page, "things")}
    assert both < concerned.keys()
    assert all(not split.endswith("/ 0") for split in concerned.values())


@pytest.mark.parametrize("theme", ["theme:domestic-abuse", "theme:response"])
def test_themes_are_counted_with_what_belongs_to_them(
    explorer: Opened, real: Store, theme: str
) -> None:
    """The answer to a theme counts what is about it, about narrower themes, and about the groups they concern."""
    page, _ = explorer
    go_to(page, f"thing={theme}")
    near = CLOSURE.format(theme=theme)
    lists = {
        "strengths": "a peel:Finding ; peel:polarity polarity:strength ; peel:about ?near .",
        "concerns": "a peel:Finding ; peel:polarity polarity:concern ; peel:about ?near .",
        "areas": "a peel:AreaForImprovement ; peel:about ?near .",
        "figures": "a peel:Figure ; peel:about ?near .",
    }
    for name, pattern in lists.items():
        assert len(_list(page, name)) == _count(real, f"{near} ?x {pattern}"), name
    assert len(_list(page, "themes")) == _count(
        real, f"?x skos:broader*/skos:related? {theme} . ?x rdfs:label ?l"
    )


def test_partnerships_are_counted_as_sparql_counts_them(explorer: Opened, real: Store) -> None:
    """Every organisation outside the police that a sentence connects with a part of the police is a partner."""
    page, _ = explorer
    go_to(page, "view=partnerships")
    relations = _list(page, "relations")
    outside = "{ ?x a peel:Partner } UNION { ?x a peel:OrganisationGroup }"
    partners = _names(real, outside)
    assert {_without_short_form(row[0]) for row in _list(page, "partners")} <= partners
    assert len(relations) == len({tuple(row[:3]) for row in relations})
    for source, relation, target, *_ in relations[:20]:
        ends = f"?x rdfs:label {_text(source)} . ?o rdfs:label {_text(target)} ."
        stated = (
            f"?p rdfs:label {_text(relation)} . GRAPH ?g {{ {{ ?x ?p ?o }} UNION {{ ?o ?p ?x }} }}"
        )
        assert _count(real, f"{ends} {stated}") == 1, (source, relation, target)


def _text(name: str) -> str:
    return f'"{_without_short_form(name)}"@en'


def test_theme_filter_keeps_what_touches_the_theme(explorer: Opened) -> None:
    """The filter on domestic abuse keeps the relations of the MARAC, of IDVAs and of Women's Aid, and says why."""
    page, _ = explorer
    go_to(page, "view=partnerships&theme=theme:domestic-abuse")
    relations = _list(page, "relations")
    for name in ("MARAC", "IDVA", "Women's Aid", "domestic abuse scrutiny group"):
        assert any(name in row[0] or name in row[2] for row in relations), name
    assert all(row[-1] for row in relations)
    view = _view(page)
    assert view["filters"][0].startswith("theme: domestic abuse")
    shown = {_without_short_form(row[0]) for row in _list(page, "partners")}
    assert shown < {
        _without_short_form(row[0]) for row in _rows_at(page, "view=partnerships", "partners")
    }


def _rows_at(page: Page, address: str, name: str) -> list[list[str]]:
    go_to(page, address)
    return _list(page, name)


def test_job_who_works_with_a_unit(path: Path, opened: Opened) -> None:
    """METHUB by name, who works with it, and the published page at the sentence that says so, by keyboard."""
    page, troubles = opened
    _open(page, path)
    page.keyboard.press("/")
    page.keyboard.type("methub")
    page.keyboard.press("Enter")
    page.wait_for_function("document.title.includes('METHUB')")
    assert _view(page)["sentence"].startswith("METHUB: works with 4 partners and roles")
    page.locator("#sentence button.number").first.press("Enter")
    rows = page.evaluate("peelgraph.page.lists.rows().length")
    assert rows == 4
    page.locator("tbody tr").first.get_by_role("button").press("Enter")
    link = page.locator("#evidence a.place").first
    assert link.get_attribute("href", timeout=5000).startswith("https://hmicfrs.")  # type: ignore[union-attr]
    assert "#:~:text=" in str(link.get_attribute("href"))
    assert troubles == []


def test_job_partners_of_several_units(explorer: Opened) -> None:
    """Which partners work with more than one unit is one choice away."""
    page, _ = explorer
    go_to(page, "view=partnerships")
    page.get_by_role("link", name="with more than one unit or role").click()
    page.wait_for_function("location.hash.includes('units=several')")
    rows = _list(page, "partners")
    assert rows
    assert all("; " in row[2] for row in rows)


def test_job_two_things(path: Path, opened: Opened) -> None:
    """Two things with a comma give chains of statements, not through the force; a switch allows it."""
    page, _ = opened
    _open(page, path)
    page.fill("#search", "Operation Pheasant, University of Cambridge")
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash.includes('from=')")
    view = _view(page)
    paths = next(item for item in view["lists"] if item["id"] == "paths")["rows"]
    assert not any("Constabulary" in row[0] for row in paths)
    assert all(row[1] for row in paths)
    page.get_by_role("link", name="through the force too").click()
    page.wait_for_function("location.hash.includes('force=yes')")
    shorter = next(item for item in _view(page)["lists"] if item["id"] == "paths")["rows"]
    assert any("Constabulary" in row[0] for row in shorter)


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("PNC", "Police National Computer"),
        ("IOM", "integrated offender management"),
        ("metHub", "missing, exploited and trafficked team"),
        ("Domestic Abuses", "domestic abuse"),
        ("scrutiny gruop", "domestic abuse scrutiny group"),
        ("neighborhood officers", "neighbourhood officers"),
    ],
)
def test_search_hits_what_is_meant(explorer: Opened, words: str, label: str) -> None:
    """Acronyms hit what they stand for, plurals and misspellings hit the name."""
    page, _ = explorer
    assert page.evaluate("(words) => peelgraph.find(words)", words)[0]["label"] == label


def test_questions_are_offered_with_their_open_values(path: Path, opened: Opened) -> None:
    """UNIT is what somebody has to choose, in the box and where words were not found, as in the view of questions."""
    page, _ = opened
    open_explorer(page, path)
    page.evaluate(
        "new Promise((done) => { const look = () => "
        "peelgraph.page.box.questions.length ? done() : setTimeout(look, 50); look(); })"
    )
    page.fill("#search", "which systems")
    assert "Which systems, methods and powers does UNIT use?" in page.inner_text("#matches")
    go_to(page, "find=zzzz systems used")
    page.get_by_role("link", name="Which systems, methods and powers does UNIT use?").wait_for()


def test_words_that_name_nothing_lead_on(path: Path, opened: Opened) -> None:
    """Words that are no name list what holds them; words that stand nowhere say so and suggest a name."""
    page, _ = opened
    _open(page, path, "find=supervision+of+investigations")
    assert _view(page)["lists"]
    _open(page, path, "find=methubb")
    assert "The graph holds no name" in page.inner_text("#sentence")
    page.locator("#sentence a").click()
    page.wait_for_function("document.title.includes('METHUB')")


def test_back_and_links_restore_a_view(path: Path, opened: Opened) -> None:
    """Back and Forward go through the answers, and the address of a view restores what is open and chosen in it."""
    page, _ = opened
    _open(page, path, METHUB)
    page.get_by_role("link", name="Referrals", exact=True).click()
    page.wait_for_function("location.hash.includes('view=referrals')")
    page.go_back()
    page.wait_for_function("document.title.includes('METHUB')")
    page.go_forward()
    page.wait_for_function("document.title.includes('Referrals')")
    _open(page, path, METHUB)
    page.get_by_role("tab", name=re.compile("Sentences")).click()
    page.locator("tbody tr").first.get_by_role("link").first.wait_for()
    _choose(page, "neighbourhood officers")
    page.evaluate(
        "peelgraph.page.picture.toggle(peelgraph.model.find('organisation:childrens-services')?.id ?? peelgraph.page.picture.drawing.marks.find((mark) => mark.more).thing)"
    )
    address = page.evaluate("location.hash")
    marks = page.evaluate("peelgraph.page.picture.drawing.marks.length")
    _open(page, path, address[1:])
    assert page.evaluate("peelgraph.page.picture.drawing.marks.length") == marks
    assert page.get_by_role("tab", selected=True).inner_text().startswith("Sentences")
    assert page.inner_text("#evidence h2") == "Neighbourhood officers"


def _choose(page: Page, label: str) -> None:
    page.evaluate(
        "(label) => peelgraph.page.choose({ thing: peelgraph.model.things.find((thing) => thing.label === label).id })",
        label,
    )


def test_escape_closes_the_evidence(path: Path, opened: Opened) -> None:
    """Whoever opens the sentences of a row by keyboard is back at the row with Escape."""
    page, _ = opened
    _open(page, path, METHUB)
    row = page.locator("#lists button", has_text="1 sentence").first
    row.press("Enter")
    assert page.is_visible("#evidence")
    page.keyboard.press("Escape")
    assert page.is_hidden("#evidence")
    assert page.evaluate("document.activeElement.textContent") == row.text_content()


def test_a_button_that_makes_room_leads_on(path: Path, opened: Opened) -> None:
    """More rows, names or sentences: whoever asked for them by keyboard is at the first of them."""
    page, troubles = opened
    open_explorer(page, path, "view=about&list=single")
    more = page.locator(".more button")
    more.press("Enter")
    assert page.evaluate("document.activeElement.closest('tr').rowIndex") == 151
    open_explorer(page, path, "view=partnerships&list=units")
    names = page.locator("ul.names:has(button)").first
    names.locator("button").press("Enter")
    assert page.evaluate("document.activeElement.closest('ul').className") == "names"
    open_explorer(page, path, METHUB)
    page.locator("h1").focus()
    page.evaluate(
        "peelgraph.page.choose({thing: peelgraph.model.find('theme:domestic-abuse').id}, true)"
    )
    page.locator("#evidence > button.link").press("Enter")
    assert page.evaluate("document.activeElement.closest('ol').className") == "evidence"
    open_explorer(page, path, "view=about&list=sentences")
    page.locator("#lists tbody th").first.wait_for()
    page.evaluate("peelgraph.page.choose({sentence: peelgraph.model.stated.length - 1})")
    page.evaluate(
        "peelgraph.page.choose({sentence: peelgraph.model.quotes.findIndex((ids) => ids.length)})"
    )
    page.locator("#evidence .claim").first.press("Enter")
    assert page.evaluate("document.activeElement.matches('#evidence h2')")
    assert troubles == []


def test_picture_answers_the_keyboard(path: Path, opened: Opened) -> None:
    """Arrow keys walk from mark to mark and to verbs, Enter shows the evidence, E draws what is related."""
    page, _ = opened
    _open(page, path, METHUB)
    page.focus("#picture")
    page.keyboard.press("ArrowRight")
    assert "missing, exploited and trafficked team" in page.inner_text("#status")
    page.keyboard.press("ArrowRight")
    said = page.inner_text("#status")
    page.keyboard.press("Enter")
    assert page.is_visible("#evidence")
    before = page.evaluate("peelgraph.page.picture.drawing.marks.length")
    page.focus("#picture")
    for _ in range(6):
        page.keyboard.press("ArrowRight")
        if ", E draws" in page.inner_text("#status"):
            break
    page.keyboard.press("e")
    assert said
    assert page.evaluate("peelgraph.page.picture.drawing.marks.length") > before


def test_text_of_the_report_shows_sentences(
    opened: Opened, invented: Store, tmp_path: Path
) -> None:
    """The text of the report, dropped on the page, shows sentences whose digests fit; another text shows none."""
    page, troubles = opened
    file = tmp_path / "explorer.html"
    file.write_text(render_site(invented).html, "utf-8")
    _open(page, file)
    text = (FIXTURES / "exampleshire-2018-19-effectiveness.txt").read_text("utf-8")
    sentences = page.evaluate("peelgraph.model.sentences.length")
    assert page.evaluate("(text) => peelgraph.page.readText('x', text)", "another text") == 0
    assert page.evaluate("(text) => peelgraph.page.readText('x', text)", text) == sentences
    assert troubles == []


def test_scripts_get_plain_data(path: Path, opened: Opened) -> None:
    """`window.peelgraph` finds, shows, connects and tells what is seen, as promises of plain data."""
    page, _ = opened
    _open(page, path)
    shown = page.evaluate("peelgraph.show('METHUB')")
    assert shown["title"] == "Missing, exploited and trafficked team (METHUB)"
    page.wait_for_function("document.title.includes('METHUB')")
    assert _view(page)["sentence"] == shown["sentence"]
    paths = page.evaluate("peelgraph.path('METHUB', 'CPS')")
    assert paths["length"] >= 2
    assert all(len(steps) == paths["length"] + 1 for steps in paths["paths"])
    [iri] = {row["iri"] for row in page.evaluate("peelgraph.find('METHUB')") if row["score"] > 90}
    assert iri == expand("unit:cambridgeshire-methub")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_everybody_can_use_it(path: Path, browser: Browser, width: int, scheme: Any) -> None:
    """On a phone and on a desk, by day and by night: nothing sticks out sideways, axe finds no violation."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, offline=True, color_scheme=scheme
    )
    page, troubles = context.new_page(), list[str]()
    listen(page, troubles)
    open_explorer(page, path)
    for address in ("", METHUB, "view=partnerships", "view=areas"):
        if address:
            go_to(page, address)
        if address == METHUB:
            page.locator("tbody tr").first.get_by_role("button").click()
        sideways = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert sideways <= 0, (address, sideways)
        assert violations(page) == [], address
    assert troubles == []
    context.close()


def test_phone_shows_the_picture_on_demand(path: Path, browser: Browser) -> None:
    """On a phone the answer, lists and evidence come first; a button shows the picture."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, offline=True)
    page = context.new_page()
    _open(page, path, METHUB)
    assert not page.is_visible("#picture")
    page.click("#to-picture")
    assert page.is_visible("#picture")
    assert page.evaluate("peelgraph.page.picture.drawing.marks.length") > 5
    context.close()


HOSTILE_LABELS = {
    "unit:exampleshire-river-team": "x" * 3000,
    "force:exampleshire": "</script><script>alert(2)</script>",
    "organisation:youth-hub": "<img src=x onerror=alert(1)>",
    "organisation:angling-trust": "\u202eevil",
}


def test_hostile_labels_are_text(opened: Opened, invented: Store, tmp_path: Path) -> None:
    """A label with markup, without spaces or with turned letters is shown as text and does not widen the page."""
    page, troubles = opened
    file = tmp_path / "explorer.html"
    file.write_text(render_site(_relabelled(invented, HOSTILE_LABELS)).html, "utf-8")
    _open(page, file)
    for name, label in HOSTILE_LABELS.items():
        find = "(label) => peelgraph.model.things.find((thing) => thing.label === label).iri"
        assert page.evaluate(find, label) == name
        go_to(page, f"thing={name}")
        assert label.strip("\u202e")[:4] in page.inner_text("#title"), name
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name
        assert page.locator("#content img, #content script").count() == 0, name
        assert troubles == [], name


def _relabelled(store: Store, labels: dict[str, str]) -> Store:
    """The store with other labels for some things."""
    name = NamedNode(expand("rdfs:label"))
    literals = {
        NamedNode(expand(thing)): Literal(label, language="en") for thing, label in labels.items()
    }
    return store_in_memory(
        Quad(quad.subject, name, literals[quad.subject], quad.graph_name)
        if quad.predicate == name and quad.subject in literals
        else quad
        for quad in store
    )
