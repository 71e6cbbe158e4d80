"""Hold the statements of a network, which may be counted without making it in NetworkX."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Protocol

from graph import garbage_collection
from graph.analyse.networks.adjacency import frozen
from graph.analyse.networks.facts import Facts
from graph.evidence import report_of
from graph.load.links import inspected_bodies
from graph.namespaces import compress
from graph.statement_columns import Statement, in_order

if TYPE_CHECKING:
    import networkx

    from graph.analyse.networks.projection import Projection


class SizedNetwork(Protocol):
    """A network that can be counted, made in NetworkX or not."""

    @property
    def graph(self) -> Mapping[str, Any]:
        """What is known of it as a whole, as `project` has it."""

    def number_of_nodes(self) -> int:
        """Return how many things there are."""

    def number_of_edges(self) -> int:
        """Return how many relations there are."""


def ends(statements: Collection[Statement]) -> set[str]:
    """Return the subjects and objects of statements."""
    return {statement[0] for statement in statements} | {statement[2] for statement in statements}


@dataclass(frozen=True)
class NetworkStatements:
    """The statements of a network, with its size as NetworkX would count it.

    Attributes:
        projection: the network, with classes in the place of families.
        statements: that it holds, in no order.
        facts: of these.
    """

    projection: Projection
    statements: Collection[Statement]
    facts: Facts

    @cached_property
    def things(self) -> Set[str]:
        """IRIs of the nodes."""
        return ends(self.statements)

    @cached_property
    def report_of(self) -> Mapping[str, str]:
        """The IRI of the report of each sentence; "" for that of loaded data."""
        return {iri: report_of(iri) for iri in {statement[3] for statement in self.statements}}

    @cached_property
    def reports(self) -> tuple[str, ...]:
        """IRIs of the reports whose sentences state it, A to Z."""
        return tuple(sorted({*self.report_of.values()} - {""}))

    @property
    def graph(self) -> dict[str, object]:
        """Its name and reports, where NetworkX has them."""
        return {"name": self.projection.name, "reports": self.reports}

    def number_of_nodes(self) -> int:
        """Return how many things there are."""
        return len(self.things)

    def number_of_edges(self) -> int:
        """Return how many relations there are, each once however many sentences state it."""
        return len({statement[:3] for statement in self.statements})

    def label(self, thing: str) -> str:
        """Return the name of a thing; its prefixed name where it has none."""
        return self.facts.names[thing].label or compress(thing)

    def of_things(self, things: Collection[str]) -> dict[str, list[Statement]]:
        """Return the statements about each of some things, in either direction."""
        statements: dict[str, list[Statement]] = {thing: [] for thing in things}
        for statement in self.statements:
            for end in {statement[0], statement[2]}:
                if end in statements:
                    statements[end].append(statement)
        return statements

    @cached_property
    def frozen_network(self) -> networkx.MultiDiGraph[str]:
        """The network, made once, which nobody may change."""
        return frozen(self.network())

    @garbage_collection.paused()
    def network(self) -> networkx.MultiDiGraph[str]:
        """Make the network, as `project` describes it."""
        import networkx

        projection, facts = self.projection, self.facts
        network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(
            name=projection.name,
            question=projection.question,
            holds=projection.holds,
            directed=projection.directed,
            flow=projection.flow,
            sides=len(projection.sides) or 1,
            terms=facts.terms,
        )
        evidence = facts.evidence(self.report_of.keys())
        for relation, group in groupby(in_order(self.statements), key=itemgetter(0, 1, 2)):
            sentences = [evidence[statement[3]] for statement in group]
            attributes = {**facts.relations[relation[1]], "sentences": sentences}
            network.add_edge(
                relation[0], relation[2], relation[1], **attributes, weight=len(sentences)
            )
        for node, attributes in network.nodes(data=True):
            side = max(projection.side(facts.names[node].kind), 0)  # loaded data have one side
            attributes.update(facts.things[node], side=side)
        inspected = inspected_bodies(facts.store) & set(network)
        network.graph["inspected"] = tuple(sorted(inspected))
        network.graph["reports"] = self.reports
        return network
