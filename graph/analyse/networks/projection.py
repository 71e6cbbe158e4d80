"""Project a part of the store as a NetworkX graph, with the sentences on its edges.

A projection is a file `projections/NAME.rq`. In its header, `summary` is the question that it
answers, `holds` says what is in it, `kinds` lists the kinds of things that may be nodes, `between`
that each relation has one end of the first and one of the second kinds (`[others]`: any other);
both name classes, as in `Operation`, or their families in the ontology, as in `police`;
`directed: no` that the direction of its relations has no meaning, and `flow: yes` that something
goes along them. Of the graphs that its rows name, only those of sentences count. Relations of
loaded data, in any vocabulary, belong to it with `foreign: yes`, or where there are no others.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from graph import garbage_collection
from graph.analyse.networks.facts import Facts, drawn_statements
from graph.analyse.networks.inspections import reports_of_inspection
from graph.analyse.networks.network_statements import NetworkStatements, ends
from graph.analyse.networks.statements import projected_statements
from graph.errors import PeelgraphError, unknown_name
from graph.evidence import question_of, report_of
from graph.extras import require_extra
from graph.labels import foreign_relations
from graph.option_fields import Option, declare
from graph.queries import PackagedQuery, query_body
from graph.statement_columns import Near, Statement
from graph.store import Store
from graph.terms import Terms, read

if TYPE_CHECKING:
    import networkx

    Network = networkx.MultiDiGraph[str]

_HERE = Path(__file__).parent
_Condition = tuple[str, Callable[[Statement], bool]]


@dataclass(frozen=True)
class Projection:
    """A kind of network of the graph.

    Attributes:
        name: of its file.
        question: that the network answers.
        holds: what is in it, in a sentence.
        kinds: classes of things that may be nodes, or families of classes; any where empty.
        sides: the classes or families of each side of a network of two sides, in which the second
            may be empty for all others; empty where there are no sides.
        directed: whether the direction of its relations has a meaning.
        flow: whether something goes along its relations, so that a walk keeps to their direction.
        foreign: whether relations of loaded data, in any vocabulary, are part of it too.
        query: that gives a row for each relation and sentence.
    """

    name: str
    question: str
    holds: str
    kinds: frozenset[str]
    sides: tuple[frozenset[str], ...]
    directed: bool
    flow: bool
    foreign: bool
    query: PackagedQuery

    def side(self, kind: str) -> int:
        """Return on which side things of a kind stand, 0 or 1; -1 where they have no place."""
        if not self.sides:
            return 0 if not self.kinds or kind in self.kinds else -1
        first, second = self.sides
        if kind in first:
            return 0
        return 1 if not second or kind in second else -1

    def expanded(self, terms: Terms) -> Projection:
        """Return the projection with the classes of a family in the place of each family."""
        sides = tuple(terms.expand(side) for side in self.sides)
        return replace(self, kinds=terms.expand(self.kinds), sides=sides)


@dataclass(frozen=True)
class Selection:
    """The part of a projection that is taken; everything by default.

    Attributes:
        question: only sentences under this question of the report, by its number.
        voices: only sentences in one of these voices, by label, as in `force data`.
        relations: only relations with these words, as in `refers to`.
        planned: whether planned relations, and relations of planned things and findings, count too.
        polarity: only what findings of one of these polarities say, as in `concern`.
        inspection: only what the report of this inspection states, by its id or label.
    """

    question: int | None = field(
        default=None,
        metadata=declare(
            Option("Only sentences under this question of the report.", least=1, most=99)
        ),
    )
    voices: Collection[str] = field(
        default=(),
        metadata=declare(
            Option(
                "Only sentences in this voice, as in `force data`; may be repeated.",
                names=("--voice",),
            )
        ),
    )
    relations: Collection[str] = field(
        default=(),
        metadata=declare(
            Option(
                "Only this relation, as in `works with`; may be repeated.", names=("--relation",)
            )
        ),
    )
    planned: bool = field(
        default=True, metadata=declare(Option("Whether plans are taken into account."))
    )
    polarity: Collection[str] = field(
        default=(),
        metadata=declare(Option("Only what such findings say, as in `concern`; may be repeated.")),
    )
    inspection: str = field(
        default="",
        metadata=declare(
            Option("Only what the report of this inspection states.", metavar="INSPECTION")
        ),
    )

    @property
    def takes_everything(self) -> bool:
        """Whether nothing of a projection is left out."""
        limits = self.voices, self.relations, self.polarity, self.inspection
        return self.question is None and self.planned and not any(limits)


class Members(NamedTuple):
    """What a network holds.

    Attributes:
        relations: source, relation and target of each edge.
        second: the things on its second side.
    """

    relations: set[tuple[str, str, str]]
    second: set[str]


def projections() -> dict[str, Projection]:
    """Return all projections by name, A to Z."""
    queries = PackagedQuery.read_all(_HERE / "projections")
    return {name: _projection(query) for name, query in queries.items()}


@garbage_collection.paused()
def project(
    store: Store,
    name: str = "partnerships",
    selection: Selection | None = None,
    *,
    near: Near | None = None,
) -> Network:
    """Project a part of a store as a NetworkX graph, every edge with the sentences that state it.

    Nodes are IRIs with `label`, `kind` (the local name of the most telling class, `Theme` for a
    theme), `names` (list), `sector`, `polarity`, `practice` and `status` (labels, "" where there is
    none), `voices` (of findings and figures) and `side` (0 or 1 in a network of two sides, else 0).
    Edges carry the IRI of their relation as key, with `words` and `back` (how it reads in both
    directions), `planned`, `both` (it holds in both directions), `weight` (the number of distinct
    sentences) and `sentences`, a list of `Evidence`. The network has `name`, `question`,
    `holds`, `directed`, `flow`, `sides` (the number of sides, 1 or 2), `terms` (of the ontology
    in the store), `inspected`, the IRIs of the bodies that are inspected, and `reports`, those of
    the reports whose sentences state it, both A to Z.

    Args:
        store: a built store.
        name: one of `projections()`.
        selection: the part of it that is taken.
        near: things around which all of that part is wanted. What is farther away may be missing,
            and the cost follows what is near; such a network may be empty.

    Raises:
        PeelgraphError: for an unknown projection, or when no relation is left; the message says
            what emptied it.
    """
    require_extra("analysis", "networks", ("networkx",))
    return read_network(store, name, selection, near=near).network()


@garbage_collection.paused()
def read_network(
    store: Store,
    name: str = "partnerships",
    selection: Selection | None = None,
    *,
    near: Near | None = None,
) -> NetworkStatements:
    """Read the statements of a network, as `project` takes them, without making it.

    Args:
        store: a built store.
        name: one of `projections()`.
        selection: the part of it that is taken.
        near: things around which all of that part is wanted.

    Raises:
        PeelgraphError: for an unknown projection, or when no relation is left.
    """
    terms = read(store)
    projection = _find(name).expanded(terms)
    rows = projected_statements(store, projection.query, _with_foreign_ends(store, near))
    facts = Facts(store, terms, frozenset(ends(rows)))
    statements, facts = drawn_statements(projection, rows, facts)
    if not statements and near is None:
        raise PeelgraphError(
            f"the store states nothing that the network {name} holds.",
            hint="Choose another network, or build the store again.",
        )
    for words, condition in _conditions(selection or Selection(), statements, facts):
        statements = [statement for statement in statements if condition(statement)]
        if not statements and near is None:
            raise PeelgraphError(
                f"no relation {words} is left.", hint="Choose another, or leave that choice out."
            )
    return NetworkStatements(projection, statements, facts)


def project_members(store: Store, names: Iterable[str]) -> dict[str, Members]:
    """Return what networks hold, as `project` makes them, without making them.

    Things, sentences and the statements of each query are read once for all of them.

    Args:
        store: a built store.
        names: of `projections()`.

    Raises:
        PeelgraphError: for an unknown projection.
    """
    terms = read(store)
    facts = Facts(store, terms)
    rows: dict[str, Collection[Statement]] = {}
    members = {}
    for name in names:
        projection = _find(name).expanded(terms)
        body = query_body(projection.query.text)
        if body not in rows:
            rows[body] = projected_statements(store, projection.query)
        statements, of_network = drawn_statements(projection, rows[body], facts)
        members[name] = Members(
            {statement[:3] for statement in statements},
            {end for end in ends(statements) if projection.side(of_network.names[end].kind) == 1},
        )
    return members


def _with_foreign_ends(store: Store, near: Near | None) -> Near | None:
    """Add the things that loaded data connect: through them, anything may be near."""
    if near is None:
        return None
    foreign = {end for source, target, _ in foreign_relations(store) for end in (source, target)}
    return near._replace(things=near.things | foreign)


def _find(name: str) -> Projection:
    available = projections()
    if name not in available:
        hint = f"Networks: {', '.join(available)}."
        raise unknown_name("network", name, available, hint=hint)
    return available[name]


def _conditions(
    selection: Selection, statements: Collection[Statement], facts: Facts
) -> Iterator[_Condition]:
    """Yield what a selection demands, in words and as a test of a statement."""
    if selection.inspection:
        reports = reports_of_inspection(facts.store, selection.inspection)
        yield (
            f"that the report of {selection.inspection} states",
            lambda statement: report_of(statement[3]) in reports,
        )
    if selection.question is not None:
        yield (
            f"under question {selection.question}",
            lambda statement: question_of(statement[3]) == selection.question,
        )
    if selection.voices:
        evidence = facts.evidence({statement[3] for statement in statements})
        yield (
            f"in the voice {_either(selection.voices)}",
            lambda statement: not {*selection.voices}.isdisjoint(evidence[statement[3]].voices),
        )
    if selection.relations:
        yield (
            f"with the words {_either(selection.relations)}",
            lambda statement: facts.relations[statement[1]]["words"] in selection.relations,
        )
    if selection.polarity:
        yield (
            f"of a finding that is {_either(selection.polarity)}",
            lambda statement: bool(facts.of_ends(statement, "polarity") & {*selection.polarity}),
        )
    if not selection.planned:
        yield "that is more than planned", lambda statement: not facts.planned(statement)


def _projection(query: PackagedQuery) -> Projection:
    return Projection(
        name=query.name,
        question=query.field("summary"),
        holds=query.field("holds"),
        kinds=frozenset(query.fields("kinds")),
        sides=tuple(frozenset(kinds) - {"others"} for kinds in query.mapping("between").values()),
        directed=query.field("directed") != "no",
        flow=query.field("flow") == "yes",
        foreign=query.field("foreign") == "yes",
        query=query,
    )


def _either(words: Iterable[str]) -> str:
    return " or ".join(sorted(words))
