"""Knows how a network and its details become the plain data of a page: short, each text once, numbers in place of IRIs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

from graph.layout.style import GROUPS, Style, style_of
from graph.namespaces import PREFIXES, STATEMENT, compress
from viz.maps.panel_data import Details, Measured, Place, Said, Thing

if TYPE_CHECKING:
    import networkx

Fact: TypeAlias = dict[str, object]
T = TypeVar("T")
_NOTHING = Thing()
_RELATION = (
    "relation",
    "words",
    "back",
    "family",
    "planned",
    "both",
    "group",
)  # what edges of one kind share


class Edge(NamedTuple):
    """An edge as it is drawn and told.

    Attributes:
        ends: numbers of the two nodes.
        statement: subject, relation and object.
        words: how it reads from the first to the second.
        back: how it reads the other way.
        family: of the relation.
        planned: whether it is only planned.
        both: whether it holds both ways.
        weight: the number of its sentences.
        group: to which it belongs, or "".
        sentences: their IRIs.
    """

    ends: tuple[int, int]
    statement: tuple[str, str, str]
    words: str
    back: str
    family: str
    planned: bool
    both: bool
    weight: int
    group: str
    sentences: tuple[str, ...]


def edges_of(network: networkx.MultiDiGraph[str]) -> list[Edge]:
    """Return the edges of a network in a fixed order."""
    number = {iri: at for at, iri in enumerate(sorted(network))}
    found = sorted(
        network.edges(keys=True, data=True), key=lambda edge: (edge[0], edge[1], str(edge[2]))
    )
    style = style_of(network)
    return [
        _edge((number[one], number[other]), (one, str(key), other), told, style)
        for one, other, key, told in found
    ]


def facts(
    network: networkx.MultiDiGraph[str],
    nodes: list[str],
    edges: list[Edge],
    details: Details | None,
) -> Fact:
    """Return what the page tells of nodes, edges and sentences, each kind as a table whose columns are named once.

    Args:
        network: what is drawn.
        nodes: IRIs in the order of their numbers.
        edges: in the order of their numbers.
        details: what is told beside relations.
    """
    known = details or Details()
    things = [known.things.get(iri, _NOTHING) for iri in nodes]
    findings, figures, areas = (
        _numbered(iri for thing in things for iri in getattr(thing, what))
        for what in ("findings", "figures", "areas")
    )
    behind: list[Said | Measured] = [
        *(known.findings[iri] for iri in findings),
        *(known.areas[iri] for iri in areas),
        *(known.figures[iri] for iri in figures),
    ]
    places = _places(network, known, {iri for told in behind for iri in told.sentences})
    sentences, voices = (
        _numbered(sorted(places)),
        _numbered(sorted({place.voices for place in places.values()})),
    )
    themes = _numbered(sorted({theme for place in places.values() for theme in place.themes}))
    relations = _numbered(map(_relation, edges))
    tables = {"findings": findings, "figures": figures, "areas": areas}
    return {
        "nodes": _table(
            _node(iri, network.nodes[iri], thing, tables)
            for iri, thing in zip(nodes, things, strict=True)
        ),
        "edges": _table(_told(edge, relations[_relation(edge)], sentences) for edge in edges),
        "relations": _table(
            dict(zip(_RELATION, (compress(str(relation[0])), *relation[1:]), strict=True))
            for relation in relations
        ),
        **_sentences(places, themes, voices),
        "voices": [list(one) for one in voices],
        "findings": _table(_said(known.findings[iri], sentences) for iri in findings),
        "areas": _table(_said(known.areas[iri], sentences) for iri in areas),
        "figures": _table(_measured(known.figures[iri], sentences) for iri in figures),
        "themes": _table(
            {"id": compress(iri), "words": known.themes.get(iri, compress(iri))} for iri in themes
        ),
        "parts": {
            place.part: known.parts.get(place.part, "")
            for _, place in sorted(places.items())
            if place.part
        },
        "grouping": network.graph.get("grouping", ""),
        "statement": STATEMENT,
        "prefixes": PREFIXES,
        **_looks(network, edges),
    }


def _edge(
    ends: tuple[int, int], statement: tuple[str, str, str], told: Mapping[str, Any], style: Style
) -> Edge:
    sentences = tuple([sentence["iri"] for sentence in told.get("sentences") or ()])
    words, planned = told.get("words", ""), bool(told.get("planned"))
    weight = len(sentences) or _number(told.get("weight"))
    kind = "plan" if planned else style.family(statement[1])
    return Edge(
        ends,
        statement,
        words,
        told.get("back") or words,
        kind,
        planned,
        bool(told.get("both")),
        weight,
        told.get("group", ""),
        sentences,
    )


def _relation(edge: Edge) -> tuple[object, ...]:
    return (
        edge.statement[1],
        edge.words,
        edge.back,
        edge.family,
        edge.planned,
        edge.both,
        edge.group,
    )


def _node(
    iri: str, told: Mapping[str, object], thing: Thing, tables: Mapping[str, Mapping[str, int]]
) -> Fact:
    about = (
        {name: [table[one] for one in getattr(thing, name)] for name, table in tables.items()}
        if thing != _NOTHING
        else dict.fromkeys(tables)
    )
    fact: Fact = {"iri": compress(iri), "kind": _kind(told), **about}
    return fact | {
        "sector": told.get("sector"),
        "names": told.get("names"),
        "notes": list(thing.notes),
        "group": told.get("group"),
    }


def _told(edge: Edge, relation: int, sentences: Mapping[str, int]) -> Fact:
    digest = hashlib.sha256(
        " ".join(f"<{part}>" for part in edge.statement).encode("utf-8", "replace")
    ).hexdigest()[:20]
    return {
        "kind": relation,
        "digest": digest,
        "sentences": [sentences[iri] for iri in edge.sentences],
        "weight": None if edge.sentences else edge.weight,
    }


def _places(
    network: networkx.MultiDiGraph[str], known: Details, more: Iterable[str]
) -> dict[str, Place]:
    """Give the sentences of edges, and more of them where the details know them; the details know more of each."""
    told: dict[str, Any] = {
        sentence["iri"]: sentence
        for _, _, edge in network.edges(data=True)
        for sentence in edge.get("sentences") or ()
    }
    places = {
        iri: Place(sentence["place"], sentence["address"], "", tuple(sentence["voices"]), ())
        for iri, sentence in told.items()
    }
    return places | {
        iri: known.sentences[iri] for iri in {*places, *more} if iri in known.sentences
    }


def _sentences(
    places: Mapping[str, Place], themes: Mapping[str, int], voices: Mapping[tuple[str, ...], int]
) -> Fact:
    """Give the sentences in the order of their IRIs; what all IRIs and all addresses begin with is written once."""
    iris = sorted(places)
    begin, page = _common(iris), _common([place.address for place in places.values()])
    told = (
        {
            "iri": iri.removeprefix(begin),
            "place": place.place,
            "address": place.address.removeprefix(page),
            "voices": voices[place.voices],
            "part": place.part,
            "themes": [themes[theme] for theme in place.themes],
        }
        for iri, place in ((iri, places[iri]) for iri in iris)
    )
    return {"sentences": _table(told), "begin": begin, "page": page}


def _said(said: Said, sentences: Mapping[str, int]) -> Fact:
    known = [sentences[iri] for iri in said.sentences if iri in sentences]
    return {
        "words": said.words,
        "polarity": said.polarity,
        "sentences": known,
        "status": said.status,
        "practice": said.practice,
    }


def _measured(measured: Measured, sentences: Mapping[str, int]) -> Fact:
    bars = [
        {"label": bar.label, "words": bar.words, "value": bar.value, "unit": bar.unit}
        for bar in (measured.own, *measured.others)
    ]
    return {
        "bars": bars,
        "sentences": [sentences[iri] for iri in measured.sentences if iri in sentences],
        "outcome": measured.outcome,
    }


def _table(facts: Iterable[Fact]) -> Fact:
    """Write facts with the same keys as rows; what is empty is null, and left out at the end of a row."""
    keys: list[str] = []
    rows = []
    for fact in facts:
        keys = keys or list(fact)
        row = [value if value or value == 0 else None for value in fact.values()]
        while row and row[-1] is None:
            row.pop()
        rows.append(row)
    return {"keys": keys, "rows": rows}


def _common(texts: list[str]) -> str:
    """Return what all texts begin with; of texts in order, the first and the last tell.

    >>> _common(["a/b", "a/c", "a/bc"])
    'a/'
    """
    if not texts:
        return ""
    first, last = min(texts), max(texts)
    same = next(
        (at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other),
        min(len(first), len(last)),
    )
    return first[:same]


def _looks(network: networkx.MultiDiGraph[str], edges: list[Edge]) -> Fact:
    style = style_of(network)
    kinds = {
        _kind(told): style.look(str(told["kind"]), str(told.get("polarity", "")))
        for _, told in network.nodes(data=True)
    }
    families = {
        name: told
        for name, told in style.families.items()
        if any(edge.family == name for edge in edges)
    }
    groups = sorted(
        {str(told["group"]) for _, told in network.nodes(data=True) if told.get("group")}
        | {edge.group for edge in edges if edge.group}
    )
    return {
        "kinds": {
            kind: {
                "words": told.words,
                "light": told.colour,
                "dark": told.dark,
                "shape": told.shape,
            }
            for kind, told in sorted(kinds.items(), key=lambda item: (item[1].place, item[0]))
        },
        "families": {
            name: {"words": told.words, "light": told.colour, "dark": told.dark, "end": told.end}
            for name, told in families.items()
        },
        "groups": {
            name: dict(zip(("light", "dark"), GROUPS[min(at, len(GROUPS) - 1)], strict=True))
            for at, name in enumerate(groups)
        },
        "directed": bool(network.graph.get("directed", True)),
    }


def _kind(told: Mapping[str, object]) -> str:
    return f"{told['kind']} {told['polarity']}" if told.get("polarity") else str(told["kind"])


def _numbered(items: Iterable[T]) -> dict[T, int]:
    return {item: number for number, item in enumerate(dict.fromkeys(items))}


def _number(value: object) -> int:
    return int(value) if isinstance(value, int | float) else 1
