"""SVG pictures: the same places as on the page, text that can be selected, links, words for everything, and data that stay text."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pytest
from lxml import etree
from playwright.sync_api import Page

from graph.evidence import Evidence
from graph.layout.style import GROUPS, edge_width, node_radius
from graph.store import Store
from viz.maps import svg
from viz.maps.builder import draw, picture
from viz.maps.catalogue import MAPS, MapOptions
from viz.maps.svg import svg_picture
from viz.maps.svg_shapes import line_path, short_number

NAMES = sorted(name for name, one in MAPS.items() if one.projection and not one.needs)
SPACE = {"s": "http://www.w3.org/2000/svg"}


def _read(text: str) -> etree._Element:
    return etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False))


def _made(
    store: Store, name: str, wish: MapOptions | None = None
) -> tuple[etree._Element, networkx.MultiDiGraph[str], dict[str, tuple[float, float]]]:
    made = picture(store, name, wish)
    text = svg_picture(
        made.network,
        made.places,
        title=made.title,
        description=made.description,
        notice=" ".join(made.notes),
    )
    return _read(text), made.network, dict(made.places)


@pytest.mark.parametrize("name", NAMES)
def test_every_thing_and_relation_is_in_the_picture(real: Store, name: str) -> None:
    """Each node is a mark with its whole label as text, at the place of the page; each edge a line with words and evidence."""
    root, network, places = _made(real, name)
    shown = {
        re.sub(r"\s+", " ", str(title.text)).partition(": ")[0]
        for title in root.findall(".//s:g/s:title", SPACE)
    }
    assert shown >= {str(told["label"]).partition(": ")[0] for _, told in network.nodes(data=True)}
    lines = root.findall(".//s:path[@class]/s:title", SPACE)
    assert len(lines) == network.number_of_edges()
    assert all(
        "question" in str(line.text)
        or "summary" in str(line.text).lower()
        or "area" in str(line.text).lower()
        for line in lines
    )
    texts = root.findall(".//s:text[@class='l']", SPACE)
    assert len(texts) == len(network)
    across = {
        float(str(span.get("x"))) for text in texts for span in text.findall("s:tspan", SPACE)
    }
    assert across == {round(x, 1) for x, _ in places.values()}


def test_lines_lead_to_sentences_and_marks_to_things(real: Store) -> None:
    """A line links the published page at the sentence, a mark the thing's address."""
    root, network, _ = _made(real, "referrals")
    links = [str(link.get("href")) for link in root.findall(".//s:a", SPACE)]
    assert set(links) >= set(network)
    assert sum("#:~:text=" in link for link in links) == network.number_of_edges()


def test_the_picture_tells_what_it_shows(real: Store) -> None:
    """It has a title, a description, a language and a legend; plans are dashed, mutual relations have no arrow, and colours follow light and dark."""
    made = picture(real, "partnerships")
    network = made.network
    network.edges[next(iter(network.edges(keys=True)))]["planned"] = True
    root = _read(svg_picture(network, made.places, title=made.title, description=made.description))
    assert root.findtext("s:title", namespaces=SPACE) == "Partnerships: who works with whom"
    assert f"{len(network)} things" in str(root.findtext("s:desc", namespaces=SPACE))
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en-GB"
    told = [told for _, _, told in network.edges(data=True)]
    paths = root.findall(".//s:path[@d]", SPACE)
    edges = [path for path in paths if path.find("s:title", SPACE) is not None]
    assert sum("marker-end" in path.attrib for path in edges) == sum(
        not one["both"] for one in told
    )
    assert (
        sum(str(path.get("class")).split()[-1] == "p" for path in edges)
        == sum(one["planned"] for one in told)
        == 1
    )
    legend = {text.text for text in root.findall(".//s:text[@class='k']", SPACE)}
    assert {"unit", "partner", "police force", "work together"} <= legend
    assert "prefers-color-scheme:dark" in str(root.findtext("s:style", namespaces=SPACE))


def test_groups_have_colours_and_stand_in_the_legend(real: Store) -> None:
    """Coloured by sector, things of one sector share a colour and the legend names each sector."""
    root, network, _ = _made(real, "partnerships", MapOptions(by="sector"))
    groups = sorted({told["group"] for _, told in network.nodes(data=True)})
    assert len(groups) > 4
    legend = [str(text.text) for text in root.findall(".//s:text[@class='k']", SPACE)]
    assert legend[-len(groups) :] == groups


def test_the_same_store_draws_the_same_picture(invented: Store, tmp_path: Path) -> None:
    """Two drawings have the same bytes."""
    for name in ("a.svg", "b.svg"):
        draw(invented, "partnerships", tmp_path / name)
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


@pytest.mark.parametrize(
    "label",
    [
        "</text><script>window.hit=1</script>",
        '" onload="window.hit=1',
        "]]><b>&amp;</b>",
        "\x00\x1b[31m\ufffe",
        "\u202eevil\u05e9\u05dc\u05d5\u05dd \U0001f694",
        "x" * 10_000,
        "",
    ],
    ids=ascii,
)
def test_data_are_text_and_never_markup(
    opened: tuple[Page, list[str]], tmp_path: Path, label: str
) -> None:
    """Whatever a label, place or address holds, the picture is well-formed, shows it as text, runs nothing and links only to the web."""
    page, troubles = opened
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    network.add_node("urn:a", label=label, kind="Unit", names=[label], sector=label)
    network.add_node(
        "javascript:window.hit=1", label="b", kind=label, names=[], sector="", group=label
    )
    sentence = Evidence("urn:s", label, "javascript:window.hit=1", (label,))
    network.add_edge(
        "urn:a",
        "javascript:window.hit=1",
        "urn:p",
        words=label,
        planned=False,
        both=False,
        weight=1,
        sentences=[sentence],
    )
    text = svg_picture(
        network,
        {"urn:a": (0, 0), "javascript:window.hit=1": (200, 50)},
        title=label,
        description=label,
        notice=label,
    )
    root = ElementTree.fromstring(text)  # noqa: S314 - our own picture
    assert not root.findall(".//s:a", SPACE)
    assert not root.findall(".//s:script", SPACE)
    path = tmp_path / "x.svg"
    path.write_text(text, "utf-8")
    page.goto(path.as_uri())
    assert page.evaluate("window.hit") is None
    assert troubles == []


PLACES = {"urn:a": (0.0, 0.0), "urn:b": (1000.0, 200.0)}


def _network(**attributes: object) -> networkx.MultiDiGraph[str]:
    """Make a unit and a partner with one relation."""
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    network.add_node("urn:a", label="The unit", kind="Unit")
    network.add_node(
        "urn:b",
        label="The partner",
        kind="Organisation",
        names=["Partner A", "Partner B"],
        sector="health",
    )
    told = {
        "words": "works with",
        "planned": False,
        "both": False,
        "sentences": [_sentence("q1")],
        **attributes,
    }
    network.add_edge("urn:a", "urn:b", "https://example.org/worksWith", **told)
    return network


def _sentence(place: str, address: str = "") -> Evidence:
    return Evidence("urn:s", place, address, ("the force", "inspectors"))


def _root(
    network: networkx.MultiDiGraph[str],
    places: dict[str, tuple[float, float]] | None = None,
    **words: str,
) -> etree._Element:
    title, description = words.get("title", "Title"), words.get("description", "Words below.")
    text = svg_picture(
        network,
        places or PLACES,
        title=title,
        description=description,
        notice=words.get("notice", ""),
    )
    return etree.fromstring(text.encode())


def test_the_frame_leaves_room_for_labels() -> None:
    """Around the outermost nodes are 90 pixels at the sides, 45 above and 90 below; a narrow picture is 720 wide and its nodes in the middle."""
    assert svg._frame({"a": (0, 10), "b": (1000, 210)}) == svg._Frame(-90, -35, 1180, 335)
    assert svg._frame({"a": (0, 10), "b": (100, 10)}) == svg._Frame(50 - 360, -35, 720, 135)
    assert svg._frame({}) == svg._Frame(-360, -45, 720, 135)


def test_the_box_holds_headings_and_legend() -> None:
    """The view box begins above the first heading and ends below the last row of the legend, and the paper fills it."""
    root = _root(_network())
    left, top, across, down = map(float, str(root.get("viewBox")).split())
    assert (left, across) == (-90, 1180)
    headings = [float(str(text.get("y"))) for text in root.findall("s:text", SPACE)]
    assert headings == [top + 36, top + 60]
    assert headings[-1] == -45 - 24
    legend = [float(str(text.get("y"))) for text in root.findall(".//s:text[@class='k']", SPACE)]
    assert set(legend) == {-45 + 335 + 4.5}
    assert top + down == -45 + 335 + 2 * 24
    paper = root.find("s:rect", SPACE)
    assert paper is not None
    assert (float(str(paper.get("x"))), float(str(paper.get("y")))) == (left, top)


def test_long_headings_are_broken_at_the_width_of_the_picture() -> None:
    """A title has a letter for each 13 pixels of width and lines below it one for each 7.5, each line lower than the one before."""
    root = _root(_network(), title="title " * 60, description="below " * 80, notice="notice " * 50)
    lines = [
        (str(text.get("class")), str(text.text), float(str(text.get("y"))))
        for text in root.findall("s:text", SPACE)
    ]
    titles = [text for name, text, _ in lines if name == "t"]
    others = [text for name, text, _ in lines if name == "s"]
    assert 1180 / 13 - 6 <= max(map(len, titles)) <= 1180 / 13
    assert 1180 / 7.5 - 7 <= max(map(len, others)) <= 1180 / 7.5
    heights = [height for *_, height in lines]
    assert [after - before for before, after in pairwise(heights)] == pytest.approx(
        [24] * (len(lines) - 1)
    )
    assert root.findtext("s:desc", namespaces=SPACE) == f"{'below ' * 80} {'notice ' * 50}"


def test_relations_of_a_pair_never_share_a_line() -> None:
    """Four relations of two things, in both directions, have four different middles."""
    network = _network()
    for source, target, key in (
        ("urn:b", "urn:a", "p"),
        ("urn:b", "urn:a", "q"),
        ("urn:a", "urn:b", "zz"),
    ):
        network.add_edge(source, target, key, words="x", planned=False, both=False, sentences=[])
    paths = [
        str(path.get("d"))
        for path in _root(network).iterfind(".//s:path[@d]", SPACE)
        if path.find("s:title", SPACE) is not None
    ]
    middles = [re.findall(r"Q(\S+ \S+)", path) for path in paths]
    assert sorted(middles).count([]) == 1
    assert len({tuple(middle) for middle in middles}) == 4


def test_a_relation_to_itself_is_a_loop() -> None:
    """It leaves the thing at the upper left and comes back at the upper right, without an arrow."""
    network = _network()
    network.add_edge("urn:a", "urn:a", "p", words="x", planned=False, both=False, sentences=[])
    loops = [
        path
        for path in _root(network).iterfind(".//s:path[@d]", SPACE)
        if "c-40" in str(path.get("d"))
    ]
    assert [path.get("marker-end") for path in loops] == [None]


def test_labels_stand_below_their_marks_line_by_line() -> None:
    """The first line is 13 pixels below the mark and each further one 15 lower, all with the same middle."""
    network = _network()
    network.nodes["urn:a"]["label"] = "staff of the case file unit"
    spans = _root(network).findall(".//s:text[@class='l']/s:tspan", SPACE)[:2]
    assert [span.text for span in spans] == ["staff of the", "case file unit"]
    assert [float(str(span.get("y"))) for span in spans] == [
        node_radius(1) + 13,
        node_radius(1) + 28,
    ]
    assert [span.get("x") for span in spans] == ["0", "0"]


def test_the_words_of_a_mark_say_kind_sector_and_names() -> None:
    """Who cannot see the mark reads its label, kind, sector and further names; what is not there leaves no comma."""
    titles = [str(title.text) for title in _root(_network()).iterfind(".//s:g/s:title", SPACE)]
    assert titles[0] == "The unit: unit"
    assert titles[1].startswith("The partner: ")
    assert titles[1].endswith(", health, also called Partner A; Partner B")


def test_the_words_of_a_line_say_who_does_what_and_where_it_is_stated() -> None:
    """A relation is read as a sentence, with the place and the voices of each sentence that states it; a plan is called one."""
    network = _network(sentences=[_sentence("q1"), _sentence("q2")])
    line = next(
        path
        for path in _root(network).iterfind(".//s:path", SPACE)
        if path.find("s:title", SPACE) is not None
    )
    assert line.findtext("s:title", namespaces=SPACE) == (
        "The unit works with The partner\nq1 (the force, inspectors)\nq2 (the force, inspectors)"
    )
    assert line.get("stroke-width") == short_number(edge_width(2))
    planned = next(
        path
        for path in _root(_network(planned=True)).iterfind(".//s:path", SPACE)
        if path.find("s:title", SPACE) is not None
    )
    assert str(planned.findtext("s:title", namespaces=SPACE)).startswith(
        "The unit works with The partner (planned)\n"
    )
    assert str(planned.get("class")) == "e f-plan p"


def test_arrows_stand_only_where_a_relation_has_a_direction() -> None:
    """A relation of one direction has an arrow head that is defined; mutual ones and networks without direction have none."""

    def heads(network: networkx.MultiDiGraph[str]) -> list[str | None]:
        root = _root(network)
        defined = {f"url(#{marker.get('id')})" for marker in root.iterfind(".//s:marker", SPACE)}
        lines = [
            path.get("marker-end")
            for path in root.iterfind(".//s:path", SPACE)
            if path.find("s:title", SPACE) is not None
        ]
        assert set(lines) - {None} <= defined
        return lines

    assert heads(_network()) != [None]
    assert heads(_network(both=True)) == [None]
    undirected = _network()
    undirected.graph["directed"] = False
    assert heads(undirected) == [None]


def test_a_line_without_sentences_is_no_link() -> None:
    """A relation links its first sentence; without one, or without an address of the web, it is drawn and leads nowhere."""
    address = "https://example.org/page"
    linked = _root(_network(sentences=[_sentence("q1", address), _sentence("q2", f"{address}2")]))
    assert [link.get("href") for link in linked.iterfind(".//s:a", SPACE)] == [address]
    assert _root(_network(sentences=[])).find(".//s:a", SPACE) is None


def test_groups_share_colours_and_the_rest_is_grey() -> None:
    """Groups A to Z take the colours in turn; what has no group is grey, and the legend shows kinds in grey and groups in colour."""
    network = _network(group="y")
    network.graph["grouping"] = "Where it is"
    network.nodes["urn:a"]["group"] = "x"
    root = _root(network)
    assert svg._groups(network) == {"x": "g0", "y": "g1"}
    assert svg._colours(network) == {"g0": GROUPS[0], "g1": GROUPS[1], "g": ("#6a737d", "#a7b0ba")}
    line = next(
        path
        for path in root.iterfind(".//s:path", SPACE)
        if path.find("s:title", SPACE) is not None
    )
    assert line.get("class") == "e g1"
    marks = [
        mark.get("class")
        for mark in root.iterfind(".//s:g/*[@class]", SPACE)
        if mark.get("class") not in ("l", "k")
    ]
    assert marks == ["g0", "g", "g", "g", "g0", "g1"]


def test_more_groups_than_colours_share_the_last_one() -> None:
    """No group is without a colour."""
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(grouping="Sector")
    network.add_nodes_from(
        (f"urn:{at:03}", {"label": "x", "kind": "Unit", "group": f"group {at:03}"})
        for at in range(len(GROUPS) + 2)
    )
    colours = svg._colours(network)
    assert [colours[f"g{at}"] for at in range(len(GROUPS) + 2)] == [*GROUPS, GROUPS[-1], GROUPS[-1]]


def test_the_legend_breaks_into_rows_as_wide_as_the_picture() -> None:
    """Entries stand beside each other, each with room for its words, and begin a new row where the picture ends."""
    network = _network()
    drawn, rows = svg._legend(network, 0, 100, 10_000)
    text = "".join(drawn)
    places = [
        (float(x), float(y)) for x, y in re.findall(r'class="k" x="([\d.]+)" y="([\d.]+)"', text)
    ]
    words = re.findall(r'class="k"[^>]*>([^<]*)<', text)
    assert rows == 1
    assert places[0] == (34, 104.5)
    assert len(places) == len(words) == 3
    for at in (0, 1):
        assert places[at + 1][0] - places[at][0] == pytest.approx(
            40 + 7.2 * len(words[at]), abs=0.11
        )
    drawn, rows = svg._legend(network, 0, 100, 30)
    places = [
        (float(x), float(y))
        for x, y in re.findall(r'class="k" x="([\d.]+)" y="([\d.]+)"', "".join(drawn))
    ]
    assert rows == 3
    assert places == [(34, 104.5), (34, 128.5), (34, 152.5)]
    first, second = (40 + 7.2 * len(entry) for entry in words[:2])
    assert svg._legend(network, 0, 100, 20 + first + second)[1] == 2
    assert svg._legend(network, 0, 100, 19 + first + second)[1] == 3 - (
        len(words[1]) >= len(words[2])
    )
    assert 'd="M' in text
    assert re.search(r'd="M(\d+(?:\.\d)?) 100h16"', text)


def test_both_schemes_have_their_colours() -> None:
    """Light colours stand outside the rule for dark schemes, dark ones within."""
    light, _, dark = svg._style(_network()).partition("@media(prefers-color-scheme:dark)")
    for name, (day, night) in svg._colours(_network()).items():
        assert f".{name}{{fill:{day};stroke:{day}}}" in light
        assert f".{name}{{fill:{night};stroke:{night}}}" in dark
    assert "text{fill:#1a1d21" in light
    assert "text{fill:#eceff2" in dark


def test_relations_bend_in_the_order_of_their_names() -> None:
    """The first relation of two things is straight, the second bends to the right of its direction, the third to the left."""
    network = _network()
    for key in ("https://z.example/1", "https://z.example/2"):
        network.add_edge("urn:a", "urn:b", key, words="x", planned=False, both=False, sentences=[])
    lines = [
        str(path.get("d"))
        for path in _root(network).iterfind(".//s:path[@d]", SPACE)
        if path.find("s:title", SPACE) is not None
    ]
    assert lines == [
        line_path(PLACES["urn:a"], PLACES["urn:b"], node_radius(3), turn) for turn in (0, 1, 2)
    ]
