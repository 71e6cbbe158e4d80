"""Knows how a part of the store becomes a NetworkX graph, with the sentences on its edges.

A projection is a file `networks/NAME.rq`: its first line is the question that it answers, `# holds:` says what is in it, `# kinds:` names
the kinds of things that may be nodes, `# directed: no` says that the direction of its relations tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypedDict

from graph.errors import PeelgraphError
from graph.namespaces import REPORT, TELLING
from graph.store import QuerySolution, Store, rows

if TYPE_CHECKING:
    import networkx

_HERE = Path(__file__).parent
_GENERAL = ("Organisation", "InspectedBody", "Concept")
Edge: TypeAlias = tuple[str, str, str, str]  # one thing, relation, the other thing, sentence


class Thing(TypedDict):
    """What a node tells of itself."""

    label: str
    kind: str
    names: list[str]
    sector: str


class Sentence(TypedDict):
    """The evidence of an edge."""

    iri: str
    place: str
    address: str
    voices: list[str]


class Relation(TypedDict):
    """How a relation reads both ways, whether it is only planned, and whether it holds both ways."""

    words: str
    back: str
    planned: bool
    both: bool


@dataclass(frozen=True)
class Projection:
    """A way to make a network of the graph.

    Attributes:
        name: of its file.
        question: that the network answers.
        holds: what is in it, in a sentence.
        kinds: of things that may be nodes; any where empty.
        directed: whether the direction of its relations tells something.
        text: the query, which gives a row for each relation and sentence.
    """

    name: str
    question: str
    holds: str
    kinds: frozenset[str]
    directed: bool
    text: str


@dataclass(frozen=True)
class Choice:
    """What is taken of a projection; everything by default.

    Attributes:
        question: only sentences under this question of the report, by its number.
        voices: only sentences in one of these voices, by label, as in `force data`.
        relations: only relations with these words, as in `refers to`.
        planned: whether planned relations are taken too.
    """

    question: int | None = None
    voices: Collection[str] = ()
    relations: Collection[str] = ()
    planned: bool = True


def projections() -> dict[str, Projection]:
    """Return all projections by name, A to Z."""
    return {path.stem: _read(path) for path in sorted((_HERE / "networks").glob("*.rq"))}


def project(store: Store, name: str = "partnerships", choice: Choice | None = None) -> networkx.MultiDiGraph[str]:
    """Project a part of a store as a NetworkX graph, every edge with the sentences that state it.

    Nodes are IRIs with `label`, `kind` (the local name of the most telling class, `Theme` for a theme), `names` (list) and `sector`. Edges
    carry the IRI of their relation as key, with `words` and `back` (how it reads both ways), `planned`, `both` (it holds both ways), `weight`
    (the number of distinct sentences) and `sentences`, a list of `Sentence`. The network has `name`, `question`, `holds` and `directed`.

    Args:
        store: a built store.
        name: one of `projections()`.
        choice: what is taken of it.

    Raises:
        PeelgraphError: for an unknown projection, or when no relation is left; the message says what emptied it.
    """
    import networkx

    known = projections()
    if name not in known:
        raise PeelgraphError(f"there is no network “{name}”.", hint=f"Networks: {', '.join(known)}.")
    chosen = known[name]
    things, sentences, relations = _things(store), _sentences(store), _relations(store)
    stated = _stated(store, chosen, things)
    if not stated:
        raise PeelgraphError(f"the store states nothing that the network {name} holds.", hint="Choose another network, or build the store again.")
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    network.graph.update(name=name, question=chosen.question, holds=chosen.holds, directed=chosen.directed)
    for one, relation, other, sentence in _narrowed(stated, choice or Choice(), sentences, relations):
        if not network.has_edge(one, other, relation):
            network.add_edge(one, other, relation, **relations[relation], sentences=[])
        network.edges[one, other, relation]["sentences"].append(sentences[sentence])
    for node in network:
        network.nodes[node].update(things[node])
    for _, _, edge in network.edges(data=True):
        edge["weight"] = len(edge["sentences"])
    return network


def _narrowed(stated: list[Edge], choice: Choice, sentences: Mapping[str, Sentence], relations: Mapping[str, Relation]) -> list[Edge]:
    """Keep what was chosen, one choice after the other, so that the one that leaves nothing can be named."""
    tests: list[tuple[str, Callable[[Edge], bool]]] = [
        (f"under question {choice.question}", lambda edge: choice.question is None or _under(edge[3], choice.question)),
        (f"in the voice {_either(choice.voices)}", lambda edge: not choice.voices or any(voice in choice.voices for voice in sentences[edge[3]]["voices"])),
        (f"with the words {_either(choice.relations)}", lambda edge: not choice.relations or relations[edge[1]]["words"] in choice.relations),
        ("that is more than planned", lambda edge: choice.planned or not relations[edge[1]]["planned"]),
    ]
    for told, keep in tests:
        stated = [edge for edge in stated if keep(edge)]
        if not stated:
            raise PeelgraphError(f"no relation {told} is left.", hint="Choose another, or leave that choice out.")
    return stated


def _stated(store: Store, chosen: Projection, things: Mapping[str, Thing]) -> list[Edge]:
    """Read the edges of a projection whose ends may be nodes, in a fixed order."""
    nodes = {iri for iri, told in things.items() if not chosen.kinds or told["kind"] in chosen.kinds}
    found = ((row["one"].value, row["relation"].value, row["other"].value, row["sentence"].value) for row in rows(store, chosen.text))
    return sorted({edge for edge in found if edge[0] in nodes and edge[2] in nodes})


def _things(store: Store) -> dict[str, Thing]:
    """Describe everything that may be a node; of several classes, the most telling one counts."""
    things: dict[str, Thing] = {}
    for row in _rows(store, "things"):
        iri, kind = row["thing"].value, row["kind"].value
        if iri not in things or _rank(kind) < _rank(things[iri]["kind"]):
            things[iri] = {"label": row["label"].value, "kind": kind, "names": [], "sector": ""}
    for row in _rows(store, "names"):
        if (thing := things.get(row["thing"].value)) is None:
            continue
        if row["what"].value == "sector":
            thing["sector"] = row["value"].value
        else:
            thing["names"] = sorted({*thing["names"], row["value"].value})
    return things


def _sentences(store: Store) -> dict[str, Sentence]:
    return {
        row["sentence"].value: {
            "iri": row["sentence"].value,
            "place": row["place"].value,
            "address": row["address"].value,
            "voices": sorted(filter(None, _text(row, "voices").split("\x1f"))),
        }
        for row in _rows(store, "sentences")
    }


def _relations(store: Store) -> dict[str, Relation]:
    return {
        row["relation"].value: {"words": row["words"].value, "back": row["back"].value, "planned": _flag(row, "planned"), "both": _flag(row, "both")}
        for row in _rows(store, "relations")
    }


def _rank(kind: str) -> tuple[int, str]:
    return TELLING.index(kind) if kind in TELLING else len(TELLING) + (kind in _GENERAL), kind


def _read(path: Path) -> Projection:
    text = path.read_text("utf-8")
    told = dict(re.findall(r"^# (holds|kinds|directed): (.+)$", text, re.MULTILINE))
    question = text.partition("\n")[0].removeprefix("# ")
    kinds = frozenset(kind.strip() for kind in told.get("kinds", "").split(",") if kind.strip())
    return Projection(path.stem, question, told.get("holds", ""), kinds, told.get("directed") != "no", text)


def _rows(store: Store, name: str) -> Iterator[QuerySolution]:
    return rows(store, (_HERE / f"{name}.rq").read_text("utf-8"))


def _under(sentence: str, question: int) -> bool:
    return sentence.removeprefix(REPORT).partition("/")[2].startswith(f"q{question}/")


def _either(words: Iterable[str]) -> str:
    return " or ".join(sorted(words))


def _text(row: QuerySolution, variable: str) -> str:
    return str(row[variable].value) if row[variable] is not None else ""


def _flag(row: QuerySolution, variable: str) -> bool:
    return bool(row[variable].value == "true")
