"""Gather all that the graph holds of one thing, each statement with its sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from graph.errors import QueryError
from graph.evidence import Evidence, read_evidence, sentence_text
from graph.labels import name_of, names_of
from graph.namespaces import compress
from graph.queries import PackagedQuery
from graph.query.comparison import compare_figures
from graph.query.figures import figures
from graph.query.loaded_data import foreign_classes, foreign_statements
from graph.store import Store
from graph.terms import Terms, packaged, read
from graph.text import plural

_QUERIES = Path(__file__).parent / "description"
_NODE_FACTS = (
    *("polarity", "status", "practice", "voice", "value", "unit", "qualifier", "surface"),
    *("period", "better", "comparator", "otherValue", "otherUnit", "otherArea", "otherPeriod"),
    "grade",
)
_FACTS = ("kind", "sector", "status", "example", "publisher", "updated", "page", "elsewhere")


@dataclass
class Relation:
    """A relation that sentences state of the thing.

    Attributes:
        words: as read from it: `works with`, `is a unit of`.
        other: IRI of the thing at the other end.
        name: of that thing.
        evidence: the sentences that state it.
    """

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
        label: a summary of it.
        facts: such as polarity, status, value, unit, period, comparator and comparison; `through`,
            the narrower theme or group of people by which it belongs to the theme.
        evidence: its sentences.
    """

    iri: str
    kind: str
    label: str
    facts: dict[str, str]
    evidence: list[Evidence] = field(default_factory=list)


@dataclass(frozen=True)
class Link:
    """What a finding, figure or concept is linked to besides relations.

    Attributes:
        words: as read from it, as in `rests on`.
        other: IRI of the other end; "" where that is a text.
        name: of the other end, or the text.
    """

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
        links: from a finding, figure, area for improvement, conflict or concept, and relations
            that the register alone states.
        relations: that sentences state of it.
        stated: relations that it states itself, where it is a sentence.
        nodes: findings, figures and the like about it, quoted from it, or itself.
        times: when it happened, each with its sentence.
        sections: titles of the lists of nodes, by the local name of their class, in order.
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
    sections: dict[str, str] = field(default_factory=lambda: _sections(packaged()))

    def of_kind(self, kind: str) -> list[Node]:
        """Return the nodes of one class, by its local name."""
        return [node for node in self.nodes if node.kind == kind]

    def as_data(self, texts: Mapping[str, str] | None = None) -> dict[str, object]:
        """Return everything as plain data for JSON.

        Args:
            texts: of sentences by IRI, to be given in full.
        """
        data = asdict(self) | sentence_text(self.iri, texts or {})
        del data["sections"]
        statements: list[Relation | Node] = [*self.relations, *self.nodes]
        records = [*data["relations"], *data["nodes"]]
        for statement, record in zip(statements, records, strict=True):
            record["evidence"] = [evidence.as_data(texts) for evidence in statement.evidence]
        data["times"] = [
            (when, name, evidence.as_data(texts)) for when, name, evidence in self.times
        ]
        return data


def describe_thing(store: Store, iri: str) -> Description:
    """Gather what the graph holds of a thing.

    Args:
        store: a built store.
        iri: of the thing.

    Raises:
        QueryError: when the graph holds nothing of it.
    """
    queries = PackagedQuery.read_all(_QUERIES)
    head = _head(store, queries["head"], iri)
    links, relations, stated, times = (
        queries[name].rows(store, thing=iri) for name in ("links", "relations", "stated", "times")
    )
    terms = read(store)
    classes = {kind.iri for kind in terms.of_family("statement")}
    nodes = [row for row in queries["nodes"].rows(store, thing=iri) if row["class"] in classes]
    facts = _facts(store, queries, {row["node"] for row in nodes})
    sentences = {row["sentence"] for row in (*relations, *times)}
    evidence = read_evidence(
        store, sentences.union(*(values["sentence"] for values in facts.values()))
    )
    return Description(
        iri=iri,
        label=_label(store, iri, head),
        classes=_telling(head["class"], terms) or foreign_classes(store, iri),
        names=list(dict.fromkeys((*head["name"], *names_of(store, iri)))),
        notes=head["note"],
        facts={key: head[key] for key in _FACTS if key in head},
        links=[
            *(Link(row["words"], row["other"], row["name"]) for row in links),
            *_other_links(store, iri, (*links, *relations), {row["node"] for row in nodes}),
        ],
        relations=_relations(relations, evidence),
        stated=[(row["one"], row["words"], row["name"]) for row in stated],
        nodes=_compared(store, _nodes(nodes, facts, evidence)),
        times=[
            (row["when"], row["name"], evidence[row["sentence"]])
            for row in times
            if row["sentence"] in evidence
        ],
        sections=_sections(terms),
    )


def _head(store: Store, query: PackagedQuery, iri: str) -> dict[str, list[str]]:
    """Return label, names, classes, notes and facts of a thing.

    Raises:
        QueryError: when the graph holds nothing of it.
    """
    head: dict[str, list[str]] = defaultdict(list)
    for row in query.rows(store, thing=iri):
        head[row["what"]].append(compress(row["value"]))
    if "label" in head or foreign_classes(store, iri) or foreign_statements(store, iri):
        return head
    raise QueryError(
        f"the graph holds nothing of {compress(iri)}.", hint="Look for it with `peelgraph find`."
    )


def labels(store: Store, iris: Iterable[str]) -> dict[str, str]:
    """Return the labels of things by IRI, of those that have one.

    Args:
        store: that knows the labels.
        iris: of the things.
    """
    query = PackagedQuery.read(_QUERIES / "labels.rq").among("thing", iris)
    return {row["thing"]: row["label"] for row in query.rows(store)}


def _label(store: Store, iri: str, head: Mapping[str, list[str]]) -> str:
    if len(head.get("label", ())) == 1:
        return head["label"][0]
    return name_of(store, iri)


def _other_links(
    store: Store, iri: str, rows: Iterable[Mapping[str, str]], nodes: set[str]
) -> list[Link]:
    """Return the statements of loaded data whose other end stands in no row and is no node."""
    targets = nodes.union(row["other"] for row in rows)
    statements = foreign_statements(store, iri)
    return [Link(*statement) for statement in statements if statement.target not in targets]


def _sections(terms: Terms) -> dict[str, str]:
    """Return the titles of the lists of statements by the names of their classes, in order."""
    statements = terms.of_family("statement")
    return {kind.name: plural(kind.label).capitalize() for kind in statements}


def _telling(classes: list[str], terms: Terms) -> list[str]:
    """Leave out the classes that say little, where there are more of them."""
    general = {kind.label for kind in terms.kinds.values() if kind.general}
    return [name for name in classes if name not in general] or classes


def _facts(
    store: Store, queries: Mapping[str, PackagedQuery], nodes: Collection[str]
) -> dict[str, dict[str, list[str]]]:
    """Return the values of each fact of each node; its sentences are the fact `sentence`."""
    facts: dict[str, dict[str, list[str]]] = {node: defaultdict(list) for node in nodes}
    for row in _ordered(queries["facts"].among("node", nodes).rows(store)):
        facts[row["node"]][row["what"]].append(row["value"])
    for row in _ordered(_values(store, queries, nodes)):
        values = facts[row.pop("node")]
        if "value" not in values:
            values.update({name: [value] for name, value in row.items() if value})
    return facts


def _values(
    store: Store, queries: Mapping[str, PackagedQuery], nodes: Collection[str]
) -> Iterator[dict[str, str]]:
    """Yield the values of figures, each with one of those that it is compared with, if any."""
    rows = list(queries["values"].among("node", nodes).rows(store))
    others: dict[str, list[dict[str, str]]] = defaultdict(list)
    comparators = {row["comparator"] for row in rows} - {""}
    for other in queries["comparators"].among("comparator", comparators).rows(store):
        others[other["comparator"]].append(other)
    for row in rows:
        for other in others[row["comparator"]] or [{"comparator": ""}]:
            yield row | other


def _ordered(rows: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """Order rows by their values: the engine takes longer, as it orders terms."""
    return sorted(rows, key=lambda row: tuple(row.values()))


def _relations(
    rows: Iterable[Mapping[str, str]], evidence: Mapping[str, Evidence]
) -> list[Relation]:
    relations: dict[tuple[str, str], Relation] = {}
    for row in rows:
        key = (row["words"], row["other"])
        relation = relations.setdefault(key, Relation(*key, row["name"]))
        sentence = evidence.get(row["sentence"])
        if sentence and sentence not in relation.evidence:
            relation.evidence.append(sentence)
    return list(relations.values())


def _nodes(
    rows: Iterable[Mapping[str, str]],
    facts: Mapping[str, Mapping[str, list[str]]],
    evidence: Mapping[str, Evidence],
) -> list[Node]:
    nodes: dict[str, Node] = {}
    themes: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        iri = row["node"]
        themes[iri].add(row["through"])
        if iri not in nodes:
            values = {name: ", ".join(facts[iri][name]) for name in _NODE_FACTS if facts[iri][name]}
            sentences = [evidence[name] for name in facts[iri]["sentence"] if name in evidence]
            kind = row["class"].rpartition("#")[2]
            nodes[iri] = Node(iri, kind, row["label"], values, sentences)
    for iri, names in themes.items():
        if "" not in names:
            nodes[iri].facts["through"] = ", ".join(sorted(names))
    return list(nodes.values())


def _compared(store: Store, nodes: list[Node]) -> list[Node]:
    """Say of each figure with a comparator what the comparison gives, or why it is refused."""
    pairs = {node.iri: node.facts["comparator"] for node in nodes if "comparator" in node.facts}
    values = figures(store, {*pairs, *pairs.values()})
    for node in nodes:
        comparator = values.get(pairs.get(node.iri, ""))
        if comparator and node.iri in values:
            node.facts["comparison"] = compare_figures(values[node.iri], comparator).words
    return nodes
