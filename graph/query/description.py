"""Gather all that the graph holds of one thing, each statement with its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

from graph.errors import QueryError
from graph.namespaces import compress
from graph.query.figures import compare, figures
from graph.store import NamedNode, QuerySolution, QuerySolutions, Store, plain, query, rows
from graph.terms import read
from graph.text import plural

_QUERIES = Path(__file__).parent / "description"
_NODE_FACTS = (
    "polarity", "status", "practice", "voice", "value", "unit", "qualifier", "surface", "period", "better", "comparator", "otherValue", "otherUnit",
    "otherArea", "otherPeriod", "grade",
)  # fmt: skip
_FACTS = ("kind", "sector", "status", "example", "publisher", "updated", "page", "elsewhere")


@dataclass(frozen=True)
class Evidence:
    """A sentence: its IRI, place in words, voices, and the address that opens the published page at it."""

    iri: str
    place: str
    voices: str
    address: str

    def as_data(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Return it as plain data for JSON, with its text where that is known."""
        return asdict(self) | _said(self.iri, texts)


@dataclass
class Relation:
    """A relation of the thing in words, as read from it: `works with`, `is a unit of`, `receives referrals from`."""

    words: str
    other: str
    name: str
    evidence: list[Evidence] = field(default_factory=list)


@dataclass
class Node:
    """A finding, figure, judgment, area for improvement or conflict about the thing.

    Attributes:
        iri: of the node.
        kind: local name of its class.
        label: in our words.
        facts: what else is known, such as polarity, status, value, unit, period, comparator and comparison; `through`, the narrower
            theme or group of people by which it belongs to the theme that is described.
        evidence: its sentences.
    """

    iri: str
    kind: str
    label: str
    facts: dict[str, str]
    evidence: list[Evidence] = field(default_factory=list)


@dataclass(frozen=True)
class Link:
    """What a finding, figure or concept is tied to besides relations, in words, as in `rests on`."""

    words: str
    other: str
    name: str


@dataclass
class Description:
    """All that the graph holds of a thing.

    Attributes:
        iri: of the thing.
        label: its name as the report gives it.
        classes: in words, the telling ones.
        names: other names.
        notes: definitions and scope notes.
        facts: kind, sector, status, identifiers elsewhere, publisher and the like, by their names.
        links: to what a finding, figure, area for improvement, conflict or concept is tied.
        relations: that sentences state of it.
        stated: relations that it states itself, where it is a sentence.
        nodes: findings, figures and the like about it, quoted from it, or itself.
        times: when it happened, each with its sentence.
        sections: titles under which nodes are told, by the local name of their class, in order.
    """

    iri: str
    label: str
    classes: list[str]
    names: list[str]
    notes: list[str]
    facts: dict[str, list[str]]
    links: list[Link]
    relations: list[Relation]
    stated: list[tuple[str, str, str]]
    nodes: list[Node]
    times: list[tuple[str, str, Evidence]]
    sections: dict[str, str] = field(default_factory=dict)

    def of_kind(self, kind: str) -> list[Node]:
        """Return the nodes of one class, by its local name."""
        return [node for node in self.nodes if node.kind == kind]

    def as_data(self, texts: Mapping[str, str] | None = None) -> dict[str, object]:
        """Return everything as plain data for JSON.

        Args:
            texts: of sentences by IRI, to be given in full.
        """
        known = texts or {}
        data = asdict(self) | _said(self.iri, known)
        del data["sections"]
        stated: list[Relation | Node] = [*self.relations, *self.nodes]
        for one, told in zip(stated, (*data["relations"], *data["nodes"]), strict=True):
            told["evidence"] = [evidence.as_data(known) for evidence in one.evidence]
        data["times"] = [
            (when, name, evidence.as_data(known)) for when, name, evidence in self.times
        ]
        return data


def describe(store: Store, iri: str) -> Description:
    """Gather what the graph holds of a thing.

    Args:
        store: a built store.
        iri: of the thing.

    Raises:
        QueryError: when the graph does not know it.
    """
    asked = partial(_ask, store, NamedNode(iri))
    head: dict[str, list[str]] = {}
    for row in asked("head"):
        head.setdefault(row["what"].value, []).append(compress(row["value"].value))
    if "label" not in head:
        raise QueryError(
            f"the graph holds nothing of {compress(iri)}.",
            hint="Look for it with `peelgraph find`.",
        )
    known = sentences(store)
    terms = read(store)
    general = {kind.label for kind in terms.kinds.values() if kind.general}
    return Description(
        iri=iri,
        label=head["label"][0],
        classes=[name for name in head.get("class", []) if name not in general]
        or head.get("class", []),
        names=head.get("name", []),
        notes=head.get("note", []),
        facts={key: head[key] for key in _FACTS if key in head},
        links=[
            Link(row["words"].value, row["other"].value, row["name"].value)
            for row in asked("links")
        ],
        relations=_relations(asked("relations"), known),
        stated=[
            (row["one"].value, row["words"].value, row["name"].value) for row in asked("stated")
        ],
        nodes=_compared(store, _nodes(asked("nodes"), known)),
        times=[
            (row["when"].value, row["name"].value, known[row["sentence"].value])
            for row in asked("times")
            if row["sentence"].value in known
        ],
        sections={kind.name: _title(plural(kind.label)) for kind in terms.of_family("statement")},
    )


def sentences(store: Store) -> dict[str, Evidence]:
    """Return place, voices and address of every sentence, by IRI."""
    return {
        row["sentence"].value: _evidence(row)
        for row in rows(store, (_QUERIES / "sentences.rq").read_text("utf-8"))
    }


def labels(store: Store) -> dict[str, str]:
    """Return the label of everything that has one, by IRI."""
    return {
        str(row["thing"].value): row["label"].value
        for row in rows(store, "SELECT ?thing ?label { ?thing rdfs:label ?label }")
    }


def _said(iri: str, texts: Mapping[str, str]) -> dict[str, str]:
    """Return the text of a sentence, in one line, under the name it has in data."""
    return {"text": " ".join(texts[iri].split())} if iri in texts else {}


def _ask(store: Store, thing: NamedNode, name: str) -> list[QuerySolution]:
    answer = query(store, (_QUERIES / f"{name}.rq").read_text("utf-8"), {"thing": thing})
    assert isinstance(answer, QuerySolutions)
    return list(plain(answer))


def _evidence(row: QuerySolution) -> Evidence:
    return Evidence(
        row["sentence"].value, row["place"].value, _text(row, "voices"), row["address"].value
    )


def _relations(found: Iterable[QuerySolution], known: dict[str, Evidence]) -> list[Relation]:
    relations: dict[tuple[str, str], Relation] = {}
    for row in found:
        key = (row["words"].value, row["other"].value)
        relation = relations.setdefault(key, Relation(*key, row["name"].value))
        evidence = known.get(row["sentence"].value)
        if evidence is not None and evidence not in relation.evidence:
            relation.evidence.append(evidence)
    return list(relations.values())


def _nodes(found: Iterable[QuerySolution], known: dict[str, Evidence]) -> list[Node]:
    nodes: dict[str, Node] = {}
    through: dict[str, set[str]] = {}
    for row in found:
        iri = row["node"].value
        through.setdefault(iri, set()).add(_text(row, "through"))
        told = {name: _text(row, name) for name in _NODE_FACTS if row[name] is not None}
        node = nodes.setdefault(
            iri, Node(iri, row["class"].value.rpartition("#")[2], row["label"].value, told)
        )
        sentence = _text(row, "sentence")
        if sentence in known and known[sentence] not in node.evidence:
            node.evidence.append(known[sentence])
    for iri, themes in through.items():
        if "" not in themes:
            nodes[iri].facts["through"] = ", ".join(sorted(themes))
    return list(nodes.values())


def _compared(store: Store, nodes: list[Node]) -> list[Node]:
    """Say of each figure with a comparator what the comparison gives, or why it is refused."""
    known = figures(store) if any("comparator" in node.facts for node in nodes) else {}
    chosen = [node for node in nodes if node.iri in known and node.facts.get("comparator") in known]
    for node in chosen:
        node.facts["comparison"] = compare(known[node.iri], known[node.facts["comparator"]]).words
    return nodes


def _title(words: str) -> str:
    return words[:1].upper() + words[1:]


def _text(row: QuerySolution, name: str) -> str:
    return str(row[name].value) if row[name] is not None else ""
