"""Knows how a part of the store becomes a NetworkX graph, with the sentences on its edges.

A projection is a file `projections/NAME.rq`: its first line is the question that it answers, `# holds:` says what is in it, `# kinds:` names
the kinds of things that may be nodes, `# between: A, B | C` that each relation has one end on each side (`| others`: anything else);
both name classes, as in `Operation`, or their families in the ontology, as in `police`;
`# directed: no` that the direction of its relations tells nothing, and `# flow: yes` that something goes along them. Of
the graphs that its rows name, only those of sentences count.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict

from graph.errors import PeelgraphError
from graph.extras import require
from graph.namespaces import REPORT
from graph.store import QuerySolutions, Store, query, results
from graph.terms import Terms, read

if TYPE_CHECKING:
    import networkx

_HERE = Path(__file__).parent
Edge: TypeAlias = tuple[str, str, str, str]  # one thing, relation, the other thing, sentence


class Thing(TypedDict):
    """What a node tells of itself."""

    label: str
    kind: str
    names: list[str]
    sector: str
    polarity: str
    practice: str
    status: str
    voices: list[str]


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
        kinds: classes of things that may be nodes, or families of classes; any where empty.
        sides: the classes or families of each side of a network of two sides, in which the second may be empty for all others; empty where there are no sides.
        directed: whether the direction of its relations tells something.
        flow: whether something goes along its relations, so that those who follow them keep to their direction.
        text: the query, which gives a row for each relation and sentence.
    """

    name: str
    question: str
    holds: str
    kinds: frozenset[str]
    sides: tuple[frozenset[str], ...]
    directed: bool
    flow: bool
    text: str

    def side(self, kind: str) -> int:
        """Return on which side things of a kind stand, 0 or 1; -1 where they have no place."""
        if not self.sides:
            return 0 if not self.kinds or kind in self.kinds else -1
        first, second = self.sides
        if kind in first:
            return 0
        return 1 if not second or kind in second else -1


@dataclass(frozen=True)
class Choice:
    """What is taken of a projection; everything by default.

    Attributes:
        question: only sentences under this question of the report, by its number.
        voices: only sentences in one of these voices, by label, as in `force data`.
        relations: only relations with these words, as in `refers to`.
        planned: whether planned relations, and relations of planned things and findings, are taken too.
        polarity: only what findings of one of these polarities say, as in `concern`.
    """

    question: int | None = None
    voices: Collection[str] = ()
    relations: Collection[str] = ()
    planned: bool = True
    polarity: Collection[str] = ()


@dataclass(frozen=True)
class _Known:
    """What the store tells of things, sentences and relations, by IRI, and its terms."""

    terms: Terms
    things: Mapping[str, Thing]
    sentences: Mapping[str, Sentence]
    relations: Mapping[str, Relation]


def projections() -> dict[str, Projection]:
    """Return all projections by name, A to Z."""
    return {path.stem: _read(path) for path in sorted((_HERE / "projections").glob("*.rq"))}


def project(
    store: Store, name: str = "partnerships", choice: Choice | None = None
) -> networkx.MultiDiGraph[str]:
    """Project a part of a store as a NetworkX graph, every edge with the sentences that state it.

    Nodes are IRIs with `label`, `kind` (the local name of the most telling class, `Theme` for a theme), `names` (list), `sector`, `polarity`,
    `practice` and `status` (labels, "" where there is none), `voices` (of findings and figures) and `side` (0 or 1 in a network of two
    sides, else 0). Edges carry the IRI of their relation as key, with `words` and `back` (how it reads both ways), `planned`, `both` (it
    holds both ways), `weight` (the number of distinct sentences) and `sentences`, a list of `Sentence`. The network has `name`, `question`,
    `holds`, `directed`, `flow`, `sides` (the number of sides, 1 or 2) and `terms` (of the ontology in the store).

    Args:
        store: a built store.
        name: one of `projections()`.
        choice: what is taken of it.

    Raises:
        PeelgraphError: for an unknown projection, or when no relation is left; the message says what emptied it.
    """
    require("analysis", "networks", ("networkx",))
    import networkx

    known = projections()
    if name not in known:
        raise PeelgraphError(
            f"there is no network “{name}”.",
            hint=f"{_meant(name, known)}Networks: {', '.join(known)}.",
        )
    terms = read(store)
    chosen = _expanded(known[name], terms)
    told = _Known(terms, _things(store, terms), _sentences(store), _relations(terms))
    stated = _stated(store, chosen, told)
    if not stated:
        raise PeelgraphError(
            f"the store states nothing that the network {name} holds.",
            hint="Choose another network, or build the store again.",
        )
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    network.graph.update(
        name=name,
        question=chosen.question,
        holds=chosen.holds,
        directed=chosen.directed,
        flow=chosen.flow,
        sides=len(chosen.sides) or 1,
        terms=terms,
    )
    for (one, relation, other), group in groupby(
        _narrowed(stated, choice or Choice(), told), key=itemgetter(0, 1, 2)
    ):
        sentences = [told.sentences[edge[3]] for edge in group]
        network.add_edge(
            one,
            other,
            relation,
            **told.relations[relation],
            sentences=sentences,
            weight=len(sentences),
        )
    for node, facts in network.nodes(data=True):
        facts.update(told.things[node], side=chosen.side(told.things[node]["kind"]))
    return network


def _narrowed(stated: list[Edge], choice: Choice, told: _Known) -> list[Edge]:
    """Keep what was chosen, one choice after the other, so that the one that leaves nothing can be named."""
    tests: list[tuple[object, str, Callable[[Edge], bool]]] = [
        (
            choice.question is not None,
            f"under question {choice.question}",
            lambda edge: _under(edge[3], choice.question),
        ),
        (
            choice.voices,
            f"in the voice {_either(choice.voices)}",
            lambda edge: any(voice in choice.voices for voice in told.sentences[edge[3]]["voices"]),
        ),
        (
            choice.relations,
            f"with the words {_either(choice.relations)}",
            lambda edge: told.relations[edge[1]]["words"] in choice.relations,
        ),
        (
            choice.polarity,
            f"of a finding that is {_either(choice.polarity)}",
            lambda edge: bool(_facts(edge, told, "polarity") & {*choice.polarity}),
        ),
        (
            not choice.planned,
            "that is more than planned",
            lambda edge: (
                not (
                    told.relations[edge[1]]["planned"] or "planned" in _facts(edge, told, "status")
                )
            ),
        ),
    ]
    for wanted, words, keep in tests:
        if not wanted:
            continue
        stated = [edge for edge in stated if keep(edge)]
        if not stated:
            raise PeelgraphError(
                f"no relation {words} is left.", hint="Choose another, or leave that choice out."
            )
    return stated


def _facts(edge: Edge, told: _Known, key: Literal["polarity", "status"]) -> set[str]:
    return {told.things[edge[0]][key], told.things[edge[2]][key]}


def _stated(store: Store, chosen: Projection, told: _Known) -> list[Edge]:
    """Read the edges of a projection whose ends may be nodes, in a fixed order."""
    side = {iri: chosen.side(thing["kind"]) for iri, thing in told.things.items()}
    wanted = {0, 1} if chosen.sides else {0}
    rows = (
        (one, relation, other, graph) for one, relation, other, graph in _rows(store, chosen.text)
    )
    found = {
        edge for edge in rows if edge[3] in told.sentences
    }  # asking the store for this takes twice as long
    return sorted(
        edge for edge in found if {side.get(edge[0], -1), side.get(edge[2], -1)} == wanted
    )


def _things(store: Store, terms: Terms) -> dict[str, Thing]:
    """Describe everything that may be a node; of several classes, the most telling one counts."""
    things: dict[str, Thing] = {}
    for iri, kind, label in _rows(store, _text("things")):
        if iri not in things or terms.rank(kind) < terms.rank(things[iri]["kind"]):
            things[iri] = {
                "label": label,
                "kind": kind,
                "names": [],
                "voices": [],
                "sector": "",
                "polarity": "",
                "practice": "",
                "status": "",
            }
    for iri, what, value in _rows(store, _text("facts")):
        if (thing := things.get(iri)) is not None:
            _tell(thing, what, value)
    return things


def _tell(thing: Thing, what: str, value: str) -> None:
    match what:
        case "names" | "voices":
            thing[what] = sorted({*thing[what], value})
        case "sector" | "polarity" | "practice" | "status":
            thing[what] = value


def _sentences(store: Store) -> dict[str, Sentence]:
    return {
        iri: {
            "iri": iri,
            "place": place,
            "address": address,
            "voices": sorted(filter(None, voices.split("\x1f"))),
        }
        for iri, place, address, voices in _rows(store, _text("sentences"))
    }


def _relations(terms: Terms) -> dict[str, Relation]:
    return {
        iri: {
            "words": relation.label,
            "back": relation.inverse_label,
            "planned": relation.is_planned,
            "both": relation.is_symmetric,
        }
        for iri, relation in terms.relations.items()
    }


def _expanded(projection: Projection, terms: Terms) -> Projection:
    """Put the classes of a family in its place, wherever a projection names it."""
    sides = tuple(terms.expand(side) for side in projection.sides)
    return replace(projection, kinds=terms.expand(projection.kinds), sides=sides)


def _read(path: Path) -> Projection:
    text = path.read_text("utf-8")
    told = dict(re.findall(r"^# (holds|kinds|between|directed|flow): (.+)$", text, re.MULTILINE))
    question = text.partition("\n")[0].removeprefix("# ")
    sides = tuple(_kinds(side) for side in told["between"].split("|")) if "between" in told else ()
    return Projection(
        path.stem,
        question,
        told.get("holds", ""),
        _kinds(told.get("kinds", "")),
        sides,
        told.get("directed") != "no",
        told.get("flow") == "yes",
        text,
    )


def _kinds(names: str) -> frozenset[str]:
    return frozenset(
        name for part in names.split(",") if (name := part.strip()) and name != "others"
    )


def _meant(name: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(name, known, 1, 0.4)
    return f"Did you mean {near[0]}? " if near else ""


def _rows(store: Store, text: str) -> Iterator[list[str]]:
    """Yield the rows of a SELECT query as texts, by way of JSON: several times faster than term after term, and safe for commas in IRIs."""
    answer = query(store, text)
    assert isinstance(answer, QuerySolutions)
    table = json.loads(results(answer, "json"))
    names, empty = table["head"]["vars"], {"value": ""}
    return (
        [row.get(name, empty)["value"] for name in names] for row in table["results"]["bindings"]
    )


def _text(name: str) -> str:
    return (_HERE / "queries" / f"{name}.rq").read_text("utf-8")


def _under(sentence: str, question: int | None) -> bool:
    return sentence.removeprefix(REPORT).partition("/")[2].startswith(f"q{question}/")


def _either(words: Iterable[str]) -> str:
    return " or ".join(sorted(words))
