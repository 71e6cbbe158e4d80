"""SVG pictures: the same places as on the page, text that can be selected, links, words for everything, and data that stay text."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pytest
from lxml import etree
from playwright.sync_api import Page

from graph.store import Store
from viz.maps.builder import draw, picture
from viz.maps.catalogue import MAPS, MapOptions
from viz.maps.svg import svg_picture

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
        notice=made.notice,
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
    assert root.findtext("s:title", namespaces=SPACE) == "Who works with whom"
    assert "158 things" in str(root.findtext("s:desc", namespaces=SPACE))
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
    sentence = {
        "iri": "urn:s",
        "place": label,
        "address": "javascript:window.hit=1",
        "voices": [label],
    }
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
