"""Turn a network and the data of its panel into the plain data of a page.

The data are short: each text is there once, and numbers stand in place of IRIs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

from graph.layout.style import UNGROUPED, FamilyLook, Look, Style, group_colour, style_of
from graph.namespaces import PREFIXES, STATEMENT, compress
from viz.maps.panel_data import (
    Assessment,
    ComparedFigure,
    FigureValue,
    PanelData,
    SentenceData,
    ThingData,
)

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

Record: TypeAlias = dict[str, object]
Numbers: TypeAlias = Mapping[str, int]
T = TypeVar("T")
_DIGEST = 20  # characters of the digest of a statement


class RelationData(NamedTuple):
    """What edges of one kind share.

    Attributes:
        relation: IRI of it.
        words: how it reads from the source to the target.
        back: how it reads from the target to the source.
        family: of the relation.
        planned: whether it is only planned.
        both: whether it holds in both directions.
        group: to which the edges belong, or "".
    """

    relation: str
    words: str
    back: str
    family: str
    planned: bool
    both: bool
    group: str


@dataclass(frozen=True)
class PageEdge:
    """An edge of a page.

    Attributes:
        ends: numbers of the source and the target.
        source: IRI of the source.
        target: IRI of the target.
        kind: what it shares with other edges.
        weight: the number of its sentences.
        sentences: their IRIs.
    """

    ends: tuple[int, int]
    source: str
    target: str
    kind: RelationData
    weight: int
    sentences: tuple[str, ...]

    @property
    def planned(self) -> bool:
        """Whether it is only planned."""
        return self.kind.planned

    @property
    def digest(self) -> str:
        """A short digest of the statement, as the IRIs of statements have it."""
        statement = f"<{self.source}> <{self.kind.relation}> <{self.target}>"
        return hashlib.sha256(statement.encode("utf-8", "replace")).hexdigest()[:_DIGEST]


@dataclass(frozen=True)
class _Tables:
    """The numbers of everything that the page names by its number."""

    sentences: Numbers
    relations: Mapping[RelationData, int]
    themes: Numbers
    voices: Mapping[tuple[str, ...], int]
    nodes: Mapping[str, Numbers]  # findings, figures and areas for improvement


def page_edges(network: Network) -> list[PageEdge]:
    """Return the edges of a network in a fixed order."""
    number = {iri: at for at, iri in enumerate(sorted(network))}
    edges = sorted(
        network.edges(keys=True, data=True), key=lambda edge: (edge[0], edge[1], str(edge[2]))
    )
    style = style_of(network)
    return [
        _page_edge((number[source], number[target]), (source, str(key), target), attributes, style)
        for source, target, key, attributes in edges
    ]


def page_data(
    network: Network,
    nodes: Sequence[str],
    edges: Sequence[PageEdge],
    panel: PanelData | None = None,
) -> Record:
    """Return the data of nodes, edges and sentences, as tables whose columns are named once.

    Args:
        network: of the map.
        nodes: IRIs in the order of their numbers.
        edges: in the order of their numbers.
        panel: what the panel shows beside relations.
    """
    panel = panel or PanelData()
    things = [panel.things.get(iri) for iri in nodes]
    places, tables = _tables(network, edges, things, panel)
    findings, areas, figures = (tables.nodes[name] for name in ("findings", "areas", "figures"))
    return {
        "nodes": _table(
            _node(iri, network.nodes[iri], thing, tables)
            for iri, thing in zip(nodes, things, strict=True)
        ),
        "edges": _table(_edge(edge, tables) for edge in edges),
        "relations": _table(
            {
                **relation._asdict(),
                "relation": compress(relation.relation),
            }
            for relation in tables.relations
        ),
        **_sentences(places, tables),
        "voices": [list(voices) for voices in tables.voices],
        "findings": _table(_assessment(panel.findings[iri], tables) for iri in findings),
        "areas": _table(_assessment(panel.areas[iri], tables) for iri in areas),
        "figures": _table(_figure(panel.figures[iri], tables) for iri in figures),
        "themes": _table(_theme(iri, panel) for iri in tables.themes),
        "parts": {
            place.part: panel.parts.get(place.part, "")
            for _, place in sorted(places.items())
            if place.part
        },
        "grouping": network.graph.get("grouping", ""),
        "statement": STATEMENT,
        "prefixes": PREFIXES,
        **_looks(network, edges),
    }


def _page_edge(
    ends: tuple[int, int],
    statement: tuple[str, str, str],
    attributes: Mapping[str, Any],
    style: Style,
) -> PageEdge:
    source, relation, target = statement
    sentences = tuple(sentence.iri for sentence in attributes.get("sentences") or ())
    words, planned = attributes.get("words", ""), bool(attributes.get("planned"))
    kind = RelationData(
        relation=relation,
        words=words,
        back=attributes.get("back") or words,
        family=_family(relation, style, planned=planned),
        planned=planned,
        both=bool(attributes.get("both")),
        group=attributes.get("group", ""),
    )
    weight = len(sentences) or _number(attributes.get("weight"))
    return PageEdge(ends, source, target, kind, weight, sentences)


def _family(relation: str, style: Style, *, planned: bool) -> str:
    if planned:
        return "plan"
    return style.family(relation)


def _tables(
    network: Network,
    edges: Iterable[PageEdge],
    things: Sequence[ThingData | None],
    panel: PanelData,
) -> tuple[dict[str, SentenceData], _Tables]:
    """Return the sentences of the page by IRI, and number everything."""
    nodes = {
        name: _numbered(iri for thing in things if thing for iri in getattr(thing, name))
        for name in ("findings", "figures", "areas")
    }
    cited: list[Assessment | ComparedFigure] = [
        *(panel.findings[iri] for iri in nodes["findings"]),
        *(panel.areas[iri] for iri in nodes["areas"]),
        *(panel.figures[iri] for iri in nodes["figures"]),
    ]
    places = _places(network, panel, {iri for item in cited for iri in item.sentences})
    return places, _Tables(
        sentences=_numbered(sorted(places)),
        relations=_numbered(edge.kind for edge in edges),
        themes=_numbered(sorted({theme for place in places.values() for theme in place.themes})),
        voices=_numbered(sorted({place.evidence.voices for place in places.values()})),
        nodes=nodes,
    )


def _places(network: Network, panel: PanelData, cited: Iterable[str]) -> dict[str, SentenceData]:
    """Return the sentences of edges and those cited, with what the panel's data add to them."""
    sentences: dict[str, Any] = {
        sentence.iri: sentence
        for _, _, attributes in network.edges(data=True)
        for sentence in attributes.get("sentences") or ()
    }
    places = {iri: SentenceData(sentence) for iri, sentence in sentences.items()}
    known = {*places, *cited} & panel.sentences.keys()
    return places | {iri: panel.sentences[iri] for iri in known}


def _node(
    iri: str, attributes: Mapping[str, object], thing: ThingData | None, tables: _Tables
) -> Record:
    thing = thing or ThingData()
    record: Record = {"iri": compress(iri), "kind": _kind(attributes)}
    for name, numbers in tables.nodes.items():
        record[name] = [numbers[node] for node in getattr(thing, name)]
    return record | {
        "sector": attributes.get("sector"),
        "names": attributes.get("names"),
        "notes": list(thing.notes),
        "group": attributes.get("group"),
    }


def _edge(edge: PageEdge, tables: _Tables) -> Record:
    record: Record = {
        "kind": tables.relations[edge.kind],
        "digest": edge.digest,
        "sentences": [tables.sentences[iri] for iri in edge.sentences],
        "weight": None,
    }
    if not edge.sentences:
        record["weight"] = edge.weight
    return record


def _sentences(places: Mapping[str, SentenceData], tables: _Tables) -> Record:
    """Return the sentences in the order of their IRIs.

    The beginnings that all IRIs and all addresses share are there once.
    """
    begin = _common_prefix(list(places))
    page = _common_prefix([place.evidence.address for place in places.values()])
    records = (
        {
            "iri": iri.removeprefix(begin),
            "place": place.evidence.place,
            "address": place.evidence.address.removeprefix(page),
            "voices": tables.voices[place.evidence.voices],
            "part": place.part,
            "themes": [tables.themes[theme] for theme in place.themes],
        }
        for iri, place in sorted(places.items())
    )
    return {"sentences": _table(records), "begin": begin, "page": page}


def _assessment(assessment: Assessment, tables: _Tables) -> Record:
    return {
        "words": assessment.words,
        "polarity": assessment.polarity,
        "sentences": _sentence_numbers(assessment.sentences, tables),
        "status": assessment.status,
        "practice": assessment.practice,
    }


def _figure(figure: ComparedFigure, tables: _Tables) -> Record:
    return {
        "bars": [_bar(value) for value in (figure.value, *figure.comparators)],
        "sentences": _sentence_numbers(figure.sentences, tables),
        "outcome": figure.outcome,
    }


def _bar(value: FigureValue) -> Record:
    return {"label": value.label, "words": value.words, "value": value.value, "unit": value.unit}


def _theme(iri: str, panel: PanelData) -> Record:
    return {"id": compress(iri), "words": panel.themes.get(iri, compress(iri))}


def _sentence_numbers(sentences: Iterable[str], tables: _Tables) -> list[int]:
    return [tables.sentences[iri] for iri in sentences if iri in tables.sentences]


def _table(records: Iterable[Record]) -> Record:
    """Write records with the same keys as rows; empty values are null, or left out at the end."""
    keys: list[str] = []
    rows: list[list[object]] = []
    for record in records:
        keys = keys or list(record)
        row = [_or_null(value) for value in record.values()]
        while row and row[-1] is None:
            row.pop()
        rows.append(row)
    return {"keys": keys, "rows": rows}


def _or_null(value: object) -> object:
    """Return None for an empty value; zero is not empty."""
    if value == 0:
        return value
    return value or None


def _common_prefix(texts: Iterable[str]) -> str:
    """Return the beginning that all texts share.

    >>> _common_prefix(["a/b", "a/c", "a/bc"])
    'a/'
    """
    ordered = sorted(texts)
    if not ordered:
        return ""
    pairs = zip(ordered[0], ordered[-1], strict=False)
    return "".join(first for first, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _looks(network: Network, edges: Sequence[PageEdge]) -> Record:
    """Return the looks of all kinds, families and groups that are on the map."""
    style = style_of(network)
    kinds = {
        _kind(attributes): style.look(str(attributes["kind"]), str(attributes.get("polarity", "")))
        for _, attributes in network.nodes(data=True)
    }
    present = {edge.kind.family for edge in edges}
    groups = {str(group) for _, group in network.nodes(data="group") if group}
    groups |= {edge.kind.group for edge in edges if edge.kind.group}
    return {
        "kinds": {
            kind: _kind_look(kinds[kind])
            for kind in sorted(kinds, key=lambda kind: (kinds[kind].place, kind))
        },
        "families": {
            name: _family_look(look) for name, look in style.families.items() if name in present
        },
        "groups": {
            name: _schemes(group_colour(number)) for number, name in enumerate(sorted(groups))
        },
        "badges": _badges(style),
        "neutral": _schemes(UNGROUPED),
        "directed": bool(network.graph.get("directed", True)),
    }


def _badges(style: Style) -> Record:
    """Return the marks on a thing of which findings speak; their colours are those of findings."""
    badges = {
        "strength": style.look("Finding", "strength"),
        "concern": style.look("Finding", "concern"),
        "practice": replace(style.look("Judgment"), shape="star"),
    }
    return {
        name: {"light": badge.colour, "dark": badge.dark, "shape": badge.shape}
        for name, badge in badges.items()
    }


def _schemes(colours: tuple[str, str]) -> Record:
    """Name the colour on light and the one on dark paper."""
    return dict(zip(("light", "dark"), colours, strict=True))


def _kind_look(kind: Look) -> Record:
    return {"words": kind.words, "light": kind.colour, "dark": kind.dark, "shape": kind.shape}


def _family_look(group: FamilyLook) -> Record:
    return {"words": group.words, "light": group.colour, "dark": group.dark, "end": group.end}


def _kind(attributes: Mapping[str, object]) -> str:
    """Return the kind of a thing, with the polarity of a finding."""
    return " ".join(filter(None, (str(attributes["kind"]), str(attributes.get("polarity") or ""))))


def _numbered(items: Iterable[T]) -> dict[T, int]:
    return {item: number for number, item in enumerate(dict.fromkeys(items))}


def _number(value: object) -> int:
    if isinstance(value, int | float):
        return int(value)
    return 1
