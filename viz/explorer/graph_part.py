"""Gather the part of a graph that a page holds: a network or some things, and what is said of them.

That is findings, figures and the like about its things, the themes that these carry with those
above them, the bodies that its things belong to, and the sentences of all this. The cost follows
what is shown: everything is looked up by its key.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from graph import terms
from graph.analyse.networks.projection import projections
from graph.evidence import report_of
from graph.namespaces import PREFIXES, expand
from graph.queries import text_rows
from graph.query.figures import Figure, figures
from graph.query_tables import table_rows
from graph.statement_columns import Statement, sentence_statements
from graph.store import Store
from viz.explorer.dated_events import Event

if TYPE_CHECKING:
    from graph.analyse.networks.projection import Network

Triple: TypeAlias = tuple[str, str, str]  # source, relation, target
Sentences: TypeAlias = dict[Triple, set[str]]
_ABOUT, _FIGURE, _AREA = map(expand, ("peel:about", "peel:Figure", "peel:AreaForImprovement"))
WHOLE = "map"  # the name of the network of all statements of a map
_NARROWER = """
SELECT DISTINCT ?near WHERE {
  { ?near skos:broader* ?theme } UNION { ?theme skos:related ?head . ?near skos:broader* ?head }
  ?near skos:inScheme <https://w3id.org/peelgraph/vocabulary/theme> .
}
"""


class DrawnLink(NamedTuple):
    """A line between two things that the graph does not state.

    Attributes:
        source: IRI of the first thing.
        relation: IRI of the property that a query names, or "".
        target: IRI of the second thing.
        words: as in "in a row with".
        sentences: IRIs of the sentences behind it.
    """

    source: str
    relation: str
    target: str
    words: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """The part of a graph that a page holds.

    Attributes:
        own: IRIs of the things that it is of.
        things: IRIs of these and of all that stands beside them.
        statements: the sentences of each statement.
        links: that the graph does not state.
        networks: statements and second side of each network of the explorer's views, by name.
        labels: of its own things by IRI.
        words: of relations of loaded data, read forth and back, by IRI.
        communities: of its own things.
        sentences: IRIs of all its sentences.
        figures: its figures by IRI.
        events: with a time, which the timeline shows.
    """

    own: frozenset[str]
    things: frozenset[str]
    statements: Mapping[Triple, Collection[str]]
    links: tuple[DrawnLink, ...] = ()
    networks: Mapping[str, tuple[list[Triple], list[str]]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    communities: tuple[tuple[str, ...], ...] = ()
    sentences: frozenset[str] = frozenset()
    figures: Mapping[str, Figure] = field(default_factory=dict)
    events: tuple[Event, ...] = ()

    def rows(self) -> Iterator[Statement]:
        """Yield source, relation, target and sentence of each statement; "" for no sentence."""
        for triple, sentences in self.statements.items():
            for sentence in sentences or ("",):
                yield (*triple, sentence)

    def is_of(self, report: str) -> bool:
        """Say whether sentences of a report are in it."""
        return any(sentence.startswith(f"{report}/") for sentence in self.sentences)


class SecondPart(NamedTuple):
    """A part of another store, with which a page compares its own.

    Attributes:
        store: the other one.
        part: of it.
        names: of the page's own graph and of the other one.
    """

    store: Store
    part: Part
    names: tuple[str, str]


def network_part(
    store: Store,
    network: Network,
    *,
    views: Iterable[str] = (),
    further: Mapping[str, Network] | None = None,
    about: Collection[str] = (),
    reports: Collection[str] = (),
) -> Part:
    """Gather the part for a network.

    Args:
        store: a built store.
        network: a part of a projection of it, or a network made of an answer.
        views: names of the networks of the explorer that its statements fill.
        further: statements between its things that such a network holds beside these, by network.
        about: things of which everything is to be said; of a theme that is what is narrower too.
        reports: as for `things_part`.
    """
    relations = terms.of(network).relations
    statements: Sentences = {}
    foreign: dict[str, tuple[str, str]] = {}
    links = []
    for source, target, key, attributes in network.edges(keys=True, data=True):
        sentences = {sentence.iri for sentence in attributes["sentences"]} - {""}
        words = str(attributes["words"])
        if attributes.get("stated", True):
            statements[source, key, target] = sentences
            if key not in relations:
                foreign[key] = (words, str(attributes["back"]))
        else:
            relation = "" if key.startswith(PREFIXES["polarity"]) else key
            links.append(DrawnLink(source, relation, target, words, tuple(sorted(sentences))))
    more = {name: _stated(other) for name, other in (further or {}).items()}
    of_views = dict(statements)
    for items in more.values():
        of_views.update(items)
    part = things_part(store, network, statements=of_views, about=about, reports=reports)
    quoted = {sentence for link in links for sentence in link.sentences}
    networks = {
        name: _members(network, name, {**statements, **more.get(name, {})}) for name in views
    }
    networks[WHOLE] = (sorted(statements), [])
    return replace(
        part,
        links=tuple(sorted(links)),
        networks=networks,
        labels={iri: str(label) for iri, label in network.nodes(data="label")},
        words=foreign,
        communities=tuple(map(tuple, network.graph.get("communities", ()))),
        sentences=part.sentences | quoted,
    )


def things_part(
    store: Store,
    things: Iterable[str],
    *,
    statements: Sentences | None = None,
    about: Collection[str] = (),
    reports: Collection[str] = (),
) -> Part:
    """Gather the part for some things.

    Args:
        store: a built store.
        things: their IRIs.
        statements: between them, with their sentences.
        about: as for `network_part`.
        reports: IRIs of those that may say something of the things; all by default.
    """
    own = frozenset(things)
    statements = statements or {}
    beside: Sentences = {}  # so that a filter of the map holds for its own statements
    subjects = own | _narrower(store, about)
    notes = {iri: kind for iri, kind in _notes(store, subjects).items() if _is_told(iri, reports)}
    values = _figures(store, notes)
    nodes = notes.keys() | values.keys()
    topics = [
        statement
        for statement in sentence_statements(store, _ABOUT, nodes)
        if _is_told(statement[3], reports)
    ]
    near = _mentioned(store, statements).union(thing for _, _, thing, _ in topics)
    belonging = _belonging(store, own, beside, reports)
    everything = {*subjects, *nodes, *_themes(store, near), *belonging}
    # so the answer of a finding is whole
    everything |= {thing for node, _, thing, _ in topics if node in own}
    for node, _, thing, sentence in topics:
        if thing in everything:
            beside.setdefault((node, _ABOUT, thing), set()).add(sentence)
    everything |= _inspections(store, notes, reports)
    triples = {**beside, **statements}
    sentences = _sentences(triples) | _quoted(store, nodes, reports)
    return Part(own, frozenset(everything), triples, sentences=sentences, figures=values)


def _sentences(statements: Sentences) -> frozenset[str]:
    return frozenset().union(*statements.values())


def _mentioned(store: Store, statements: Sentences) -> set[str]:
    """Return what the sentences of statements mention."""
    return {row["thing"] for row in table_rows(store, "mentions", _sentences(statements))}


def _quoted(store: Store, nodes: Collection[str], reports: Collection[str]) -> set[str]:
    """Return the sentences from which findings and the like are quoted."""
    sentences = {row["sentence"] for row in table_rows(store, "quoted", nodes)}
    return {sentence for sentence in sentences if _is_told(sentence, reports)}


def _is_told(iri: str, reports: Collection[str]) -> bool:
    """Say whether a sentence, or a finding or the like, is of some reports or of loaded data."""
    return not reports or report_of(iri) in {"", *reports}


def _narrower(store: Store, about: Iterable[str]) -> set[str]:
    """Return what the answer about a theme includes; nothing for other things."""
    return {row["near"] for iri in about for row in text_rows(store, _NARROWER, theme=iri)}


def _notes(store: Store, things: Collection[str]) -> dict[str, str]:
    """Return findings, figures and the like about things or among them, with their class."""
    notes = {row["node"]: row["class"] for row in table_rows(store, "about", things)}
    kinds = terms.read(store).expand(["statement"])
    for row in table_rows(store, "things", things):
        if row["kind"] in kinds:
            notes[row["thing"]] = expand(f"peel:{row['kind']}")
    return notes


def _figures(store: Store, notes: Mapping[str, str]) -> dict[str, Figure]:
    """Return the figures among findings and the like, with what the report sets beside them."""
    iris = {iri for iri, kind in notes.items() if kind == _FIGURE}
    if not iris:
        return {}
    values = figures(store, iris)
    comparators = {iri for figure in values.values() for iri in figure.comparators} - iris
    return values | (figures(store, comparators) if comparators else {})


def _themes(store: Store, near: Collection[str]) -> set[str]:
    """Return the themes among some things, and what is above them."""
    rows = table_rows(store, "things", near)
    themes = {row["thing"] for row in rows if row["kind"] == "Theme"}
    heads = set(themes)
    while heads:
        links = table_rows(store, "links", heads)
        heads = {row["value"] for row in links if row["what"] == "broader"} - themes
        themes |= heads
    return themes


def _belonging(
    store: Store, things: Collection[str], statements: Sentences, reports: Collection[str]
) -> set[str]:
    """Return the bodies and units that things belong to, and add the statements of that."""
    owners: set[str] = set()
    heads = set(things)
    while heads:
        rows = table_rows(store, "belonging", heads)
        rows = [row for row in rows if _is_told(row["sentence"], reports)]
        for row in rows:
            ends = (row["thing"], row["owner"])
            source, target = ends if row["way"] == "up" else ends[::-1]
            key = (source, row["property"], target)
            statements.setdefault(key, set()).add(row["sentence"])
        heads = {row["owner"] for row in rows} - owners - set(things)
        owners |= heads
    return owners


def _inspections(store: Store, notes: Mapping[str, str], reports: Collection[str]) -> set[str]:
    """Return the inspections that set areas for improvement, and the reports on them."""
    areas = [iri for iri, kind in notes.items() if kind == _AREA]
    rows = table_rows(store, "links", areas)
    inspections = {row["value"] for row in rows if row["what"] == "inspection"}
    if not inspections:
        return set()
    every = text_rows(store, "SELECT ?report { ?report a peel:Report }")
    return inspections | {row["report"] for row in every if _is_told(row["report"], reports)}


def _stated(network: Network) -> Sentences:
    """Return the statements of a network with their sentences."""
    return {
        (source, relation, target): {sentence.iri for sentence in attributes["sentences"]}
        for source, target, relation, attributes in network.edges(keys=True, data=True)
    }


def _members(
    network: Network, name: str, statements: Iterable[Triple]
) -> tuple[list[Triple], list[str]]:
    """Return the statements of a network that belong to a projection, and its second side."""
    projection = projections()[name].expanded(terms.of(network))
    sides = {iri: projection.side(str(kind)) for iri, kind in network.nodes(data="kind")}
    ends = {0, 1} if projection.sides else {0}
    members = [item for item in statements if {sides[item[0]], sides[item[2]]} == ends]
    things = {iri for item in members for iri in (item[0], item[2])}
    return members, sorted(iri for iri in things if sides[iri] == 1)
