"""The catalogue of maps: each draws the real data, alone and from disk; choices narrow it, large networks are cut and say so, mistakes are told kindly."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx
import pytest
from conftest import page_data
from second_graphs import earlier_version

from graph.analyse.networks.projection import project
from graph.analyse.path_finder import paths_between
from graph.errors import PeelgraphError
from graph.layout.positions import count_overlaps, wrap_label
from graph.layout.style import node_radius
from graph.namespaces import REPORT
from graph.store import Quad, Store, open_current, rows, store_in_memory
from graph.terms import packaged
from viz.maps import builder, filters
from viz.maps.builder import draw, picture, store_names
from viz.maps.catalogue import MAPS, SECOND_STORE, THING, TWO_THINGS, MapOptions
from viz.maps.transforms import everywhere

ID = "https://w3id.org/peelgraph/id/"
HUB, FORCE = f"{ID}unit/cambridgeshire-multi-agency-safeguarding-hub", f"{ID}force/cambridgeshire"
UNIVERSITY, VIOLENCE = (
    f"{ID}organisation/university-of-cambridge",
    "https://w3id.org/peelgraph/vocabulary/theme/serious-street-violence",
)
NETWORKS = sorted(name for name, one in MAPS.items() if one.projection)


def _options(name: str, store: Store) -> MapOptions:
    """The least that has to be named for a map."""
    needs = {
        THING: MapOptions(about=(HUB,)),
        TWO_THINGS: MapOptions(about=(UNIVERSITY, VIOLENCE)),
        SECOND_STORE: MapOptions(other=(store, "this", "that")),
    }
    need = MAPS[name].needs
    return needs[need] if need else MapOptions()


@pytest.mark.parametrize("name", NETWORKS)
def test_labels_of_every_map_are_apart(real: Store, name: str) -> None:
    """Of a hundred labels on a map of the real data, at most five touch another node's box; not more than 300 things are shown."""
    made = picture(real, name, _options(name, real))
    network = made.network
    labels = {iri: wrap_label(str(network.nodes[iri]["label"])) for iri in network}
    assert count_overlaps(
        made.places, labels, {iri: node_radius(network.degree(iri)) for iri in network}
    ) <= 0.05 * len(labels)
    assert len(network) <= 300
    assert set(made.places) == set(network)


def test_what_a_map_says_of_itself_is_so(real: Store) -> None:
    """Title, question and the numbers of things and relations stand in its description."""
    made = picture(real, "partnerships", MapOptions(question=1))
    assert made.title == "Partnerships: who works with whom"
    assert (
        f"{len(made.network)} things and {made.network.number_of_edges()} relations that question 1 of the report states."
        in made.description
    )
    assert (
        picture(real, "ego", MapOptions(about=(HUB,))).title
        == "What is around multi-agency safeguarding hub"
    )
    assert (
        picture(real, "units", MapOptions(about=(HUB,))).title
        == "Units and structure, around multi-agency safeguarding hub"
    )


@pytest.mark.parametrize("options", [{}, {"hops": 2}, {"question": 1}, {"planned": False}])
@pytest.mark.parametrize("name", NETWORKS)
def test_what_is_near_makes_the_map_of_everything(
    real_directory: Path, monkeypatch: pytest.MonkeyPatch, name: str, options: dict[str, Any]
) -> None:
    """A map of one thing is the same, refusals too, whether the rest of the store is read or not."""
    store = open_current(real_directory)
    about = (UNIVERSITY, VIOLENCE) if name == "path" else (HUB,)
    choice = replace(_options(name, store), about=about, **options)
    quick = _whole_text(store, name, choice)
    monkeypatch.setattr(builder, "find_map", lambda name: replace(MAPS[name], near=everywhere))
    assert quick == _whole_text(store, name, choice)


def test_what_is_not_connected_is_said_as_over_everything(real_directory: Path) -> None:
    """A thing without relations to other things is not on the map of paths for want of a path alone."""
    store = open_current(real_directory)
    lonely = "https://w3id.org/peelgraph/vocabulary/theme/volunteers"
    with pytest.raises(PeelgraphError, match="no stated relations that connect"):
        picture(store, "path", MapOptions(about=(UNIVERSITY, lonely)))


def _whole_text(store: Store, name: str, options: MapOptions) -> str:
    """All that a picture is made of, or the error."""
    try:
        made = picture(store, name, options)
    except PeelgraphError as error:
        return str(error)
    nodes, edges = made.network.nodes(data=True), made.network.edges(keys=True, data=True)
    content = [sorted(map(repr, items)) for items in (nodes, edges)]
    return repr((made.title, made.claim, made.start, made.filters, made.notes, content))


@pytest.mark.parametrize("name", ["partnerships", "ego", "path"])
def test_a_map_of_one_thing_does_not_read_the_rest(
    real_directory: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Its network is made of a part of what the projection holds, in one go."""
    store = open_current(real_directory)
    whole = project(store, MAPS[name].projection).number_of_edges()
    sizes = []

    def counted(*arguments: Any, **options: Any) -> networkx.MultiDiGraph[str]:
        network = project(*arguments, **options)
        sizes.append(network.number_of_edges())
        return network

    monkeypatch.setattr(builder, "project", counted)
    about = (UNIVERSITY, VIOLENCE) if name == "path" else (f"{ID}unit/cambridgeshire-methub",)
    picture(store, name, MapOptions(about=about))
    (size,) = sizes
    assert size < 0.7 * whole


def test_around_a_thing_is_what_the_hops_reach(real: Store) -> None:
    """An ego map holds exactly what is within so many steps, without findings; the thing itself is in its middle."""
    things = filters.of_things(project(real, "everything"))
    for hops in (1, 2):
        made = picture(real, "ego", MapOptions(about=(HUB,), hops=hops, most=5000))
        assert set(made.network) == set(networkx.ego_graph(things.to_undirected(), HUB, hops))
    near = picture(real, "ego", MapOptions(about=(HUB,)))
    assert {told["kind"] for _, told in near.network.nodes(data=True)}.isdisjoint(
        packaged().expand(["statement"])
    )
    assert HUB in near.network


def test_a_path_is_the_shortest_and_is_read_from_left_to_right(
    real: Store, real_directory: Path
) -> None:
    """The map of a path holds the steps that `peelgraph path` finds, in their order across, with the same sentences behind each step."""
    found = paths_between(real_directory, real, UNIVERSITY, VIOLENCE)
    made = picture(real, "path", MapOptions(about=(UNIVERSITY, VIOLENCE)))
    steps = [UNIVERSITY, *(hop.other.iri for hop in found.shortest)]
    assert set(made.network) == {
        end.iri
        for path in (*found.all_shortest, found.best_supported)
        for hop in path
        for end in (hop.one, hop.other)
    }
    across = [made.places[step][0] for step in steps]
    assert across == sorted(across)
    for hop in found.shortest:
        both = ((hop.one.iri, hop.other.iri), (hop.other.iri, hop.one.iri))
        assert {
            s.iri
            for pair in both
            for told in (made.network.get_edge_data(*pair) or {}).values()
            for s in told["sentences"]
        } == set(hop.sentences)


def test_a_path_from_a_finding_is_that_of_the_command(real: Store, real_directory: Path) -> None:
    """Where one end is a finding or figure, the map holds what `peelgraph path` finds, through findings too."""
    query = "SELECT ?x { VALUES ?kind { peel:Finding peel:Figure } ?x a ?kind } ORDER BY ?x"
    items = [row["x"].value for row in rows(real, query)]
    through = 0
    for item in items[::60]:
        found = paths_between(real_directory, real, item, HUB)
        if found.only_through:
            continue
        paths = (*found.all_shortest, found.best_supported)
        steps = {end.iri for path in paths for hop in path for end in (hop.one, hop.other)}
        made = picture(real, "path", MapOptions(about=(item, HUB)))
        assert set(made.network) == steps
        through += any(step.startswith(REPORT) for step in steps - {item})
    assert through > 0


def test_two_ways_have_two_colours(real: Store, real_directory: Path) -> None:
    """Where the best-supported path is not the shortest, things and relations say to which they belong."""
    start = f"{ID}collaboration/cambridgeshire-area-committee-meetings"
    ends = [
        row["end"].value for row in rows(real, "SELECT ?end { ?end a peel:Method } ORDER BY ?end")
    ]
    found = ((end, paths_between(real_directory, real, start, end)) for end in ends)
    end = next(end for end, paths in found if paths.best_supported not in paths.all_shortest)
    network = picture(real, "path", MapOptions(about=(start, end))).network
    groups = {told["group"] for _, _, told in network.edges(data=True)}
    assert network.graph["grouping"] == "Path"
    assert {"shortest path", "best-supported path"} <= groups


def test_strengths_and_concerns_are_told_apart(real: Store) -> None:
    """A thing has strengths or concerns as the findings about it are, and the line between two things has the sentences of findings about both."""
    findings = project(real, "findings")
    made = picture(real, "findings").network
    words = {frozenset({"strength"}): "strengths only", frozenset({"concern"}): "concerns only"}
    polarities = {"strength", "concern", "mixed"}
    for iri, told in made.nodes(data=True):
        said = {
            findings.nodes[finding]["polarity"] for finding in findings.predecessors(iri)
        } & polarities
        assert told["group"] == words.get(frozenset(said), "both strengths and concerns")
    one, other, told = next(iter(made.edges(data=True)))
    both = set(findings.predecessors(one)) & set(findings.predecessors(other))
    behind = {
        s.iri
        for finding in both
        for thing in (one, other)
        for edge in findings.get_edge_data(finding, thing).values()
        for s in edge["sentences"]
    }
    assert {s.iri for s in told["sentences"]} <= behind
    assert FORCE not in made


def test_communities_are_denser_than_the_rest(real: Store) -> None:
    """Communities are named after a member, no more than nine have a colour, and relations within are more than chance would give."""
    made = picture(real, "communities").network
    sets: dict[str, set[str]] = {}
    for iri, told in made.nodes(data=True):
        sets.setdefault(told["group"], set()).add(iri)
    assert 3 <= len(sets) <= 9
    plain = networkx.Graph(made.to_undirected())
    assert networkx.community.modularity(plain, list(sets.values())) > 0.25
    assert all(
        name == "smaller communities"
        or name.removeprefix("around ") in {made.nodes[iri]["label"] for iri in members}
        for name, members in sets.items()
    )


def test_sectors_group_partners(real: Store) -> None:
    """By sector, a partner goes with its sector, units and roles with policing; the eight largest have a colour of their own."""
    made = picture(real, "partnerships", MapOptions(by="sector")).network
    shown = {told["group"] for _, told in made.nodes(data=True)}
    assert len(shown) == 9
    assert {"policing", "others"} < shown
    assert all(
        told["group"] in (told["sector"], "others")
        for _, told in made.nodes(data=True)
        if told["sector"]
    )
    assert made.nodes[HUB]["group"] == "policing"


def test_only_what_speaks_of_a_theme_is_left(real: Store) -> None:
    """With a theme, every sentence on the map states something of it or of a narrower one, and a theme without any is an error that names it."""
    theme = "https://w3id.org/peelgraph/vocabulary/theme/domestic-abuse"
    whole, made = (
        picture(real, "themes").network,
        picture(real, "themes", MapOptions(theme=theme)).network,
    )
    assert 0 < made.number_of_edges() < whole.number_of_edges()
    asked = f"SELECT DISTINCT ?g {{ ?t skos:broader*/skos:related? <{theme}> . {{ ?g peel:mentions ?t }} UNION {{ ?x peel:about ?t ; prov:wasQuotedFrom ?g }} }}"
    from graph.store import rows

    speaking = {row["g"].value for row in rows(real, asked)}
    wanted = {
        (one, other, s.iri)
        for one, other, told in whole.edges(data=True)
        for s in told["sentences"]
        if s.iri in speaking
    }
    assert {
        (one, other, s.iri) for one, other, told in made.edges(data=True) for s in told["sentences"]
    } == wanted
    with pytest.raises(PeelgraphError, match="hare coursing"):
        picture(
            real,
            "referrals",
            MapOptions(theme="https://w3id.org/peelgraph/vocabulary/theme/hare-coursing"),
        )


def test_what_is_only_in_one_store_is_shown_as_such(real: Store) -> None:
    """Compared with a store that lacks one unit, just that unit and its relations are only in the first; a relation with other sentences is in both."""
    lacking = store_in_memory(
        quad for quad in real if f"<{HUB}>" not in (str(quad.subject), str(quad.object))
    )
    made = picture(real, "compare", MapOptions(other=(lacking, "old", "new"))).network
    assert {iri for iri, told in made.nodes(data=True) if told["group"] == "only in old"} == {HUB}
    alone = {
        (one, other) for one, other, told in made.edges(data=True) if told["group"] == "only in old"
    }
    assert alone == {(one, other) for one, other in made.edges() if HUB in (one, other)}
    assert not any(told["group"] == "only in new" for _, told in made.nodes(data=True))
    backwards = picture(lacking, "compare", MapOptions(other=(real, "new", "old"))).network
    assert {iri for iri, told in backwards.nodes(data=True) if told["group"] == "only in old"} == {
        HUB
    }


def test_relations_that_differ_are_counted(real: Store) -> None:
    """Beside an earlier version the page of `compare` says how many relations are only in one, and on other sentences."""
    earlier = earlier_version(real)
    quads = [*earlier.quads, *(Quad(*quad.triple) for quad in earlier.quads)]
    made = picture(real, "compare", MapOptions(other=(store_in_memory(quads), "now", "then")))
    groups = [edge["group"] for _, _, edge in made.network.edges(data=True)]
    assert groups.count("in both, on other sentences") == len(earlier.moved)
    assert groups.count("only in now") == len(earlier.missing)
    assert groups.count("only in then") == 1
    both = groups.count("in both")
    counts = f"4 only in now; 1 only in then; {both} in both; 2 in both, on other sentences"
    assert f"Relations: {counts}." in made.description


def test_two_stores_are_named_by_their_reports(real: Store, invented: Store) -> None:
    """Where both hold the same reports, they are this store and the other."""
    assert store_names(real, invented) == (
        "Cambridgeshire PEEL 2018/19, effectiveness",
        "Exampleshire PEEL 2018/19, effectiveness",
    )
    assert store_names(invented, invented) == ("this store", "the other store")


def test_plans_and_voices_can_be_left_out(real: Store) -> None:
    """Without plans no planned relation is left; in one voice every sentence has it; an unknown voice is an error that lists them."""
    whole = project(real, "everything")
    assert any(told["planned"] for _, _, told in whole.edges(data=True))
    made = picture(real, "ego", MapOptions(about=(FORCE,), planned=False, most=5000)).network
    assert not any(told["planned"] for _, _, told in made.edges(data=True))
    spoken = picture(real, "partnerships", MapOptions(voices=("force states",))).network
    assert all(
        "force states" in s.voices
        for _, _, told in spoken.edges(data=True)
        for s in told["sentences"]
    )
    with pytest.raises(
        PeelgraphError, match=r"no sentence speaks in the voice .* Voices: .*force data"
    ):
        picture(real, "partnerships", MapOptions(voices=("gossip",)))


def test_a_large_network_is_cut_and_says_so(real: Store) -> None:
    """Of more things than can be read the best-connected are shown with those asked for, a notice tells how many and how to see all; all are shown if asked."""
    size = len(picture(real, "partnerships", MapOptions(most=10_000)).network)
    made = picture(real, "partnerships", MapOptions(most=40))
    assert len(made.network) <= 40 < 100 < size
    assert FORCE in made.network
    assert f"Only the {len(made.network)} best-connected of {size} things" in " ".join(made.notes)
    assert f"--most {size}" in " ".join(made.notes)
    assert all(degree for _, degree in made.network.degree())
    assert picture(real, "partnerships", MapOptions(most=size)).notes == ()
    cut, _ = filters.best_connected(project(real), 10, keep=[f"{ID}organisation/womens-aid"])
    assert f"{ID}organisation/womens-aid" in cut


def test_the_notice_stands_on_the_page_and_in_the_picture(real: Store, tmp_path: Path) -> None:
    """Whoever opens a map that was cut reads it at the top, not only who made it."""
    size = len(picture(real, "partnerships", MapOptions(most=10_000)).network)
    for suffix in (".html", ".svg"):
        draw(real, "partnerships", tmp_path / f"x{suffix}", MapOptions(most=40))
    words = f"best-connected of {size} things"
    assert words in " ".join((tmp_path / "x.svg").read_text("utf-8").split())
    assert words in page_data(tmp_path / "x.html")["part"]["notes"][0]


@pytest.mark.parametrize("name", ["partnerships", "findings", "compare", "path", "figures"])
def test_the_same_store_draws_the_same_maps(real: Store, tmp_path: Path, name: str) -> None:
    """Drawn again, a map has the same bytes."""
    for file in ("x.html", "y.html"):
        draw(real, name, tmp_path / file, _options(name, real))
    assert (tmp_path / "x.html").read_bytes() == (tmp_path / "y.html").read_bytes()
