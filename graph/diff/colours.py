"""Tell the nodes of a group of statements apart by colours that depend on content alone.

A node begins with the colour of what it states; nodes of one colour get different ones when their
neighbours have, until nothing changes (colour refinement, Weisfeiler and Leman 1968). Where nodes
stay alike, as in a circle, one of them gets a colour of its own, and so on. That takes steps in
proportion to the statements where RDFC-1.0 (W3C, 2024) takes their cube, as for a long list of
equal values; the result is the same for graphs but for rare ones made to be hard.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from graph.store import BlankNode

Statement = tuple[str | BlankNode, ...]
_ITSELF, _ANY = "_:itself", "_:any"
_BYTES = 10  # of a digest
_MOST_TRIED = 12  # nodes alike of which each is tried as the first


def digest(*texts: str) -> str:
    """Return a short digest of texts."""
    return hashlib.blake2b("\n".join(texts).encode(), digest_size=_BYTES).hexdigest()


class Colours:
    """The colours of the nodes of some statements; each node has its own.

    Args:
        statements: as texts and nodes, which share nodes with each other.

    Attributes:
        of_nodes: the colour of each node.
    """

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._statements = statements
        self._of_node: dict[BlankNode, list[Statement]] = defaultdict(list)
        self._neighbours: dict[BlankNode, set[BlankNode]] = defaultdict(set)
        for statement in statements:
            nodes = {part for part in statement if isinstance(part, BlankNode)}
            for node in nodes:
                self._of_node[node].append(statement)
                self._neighbours[node] |= nodes - {node}
        alike = dict.fromkeys(self._of_node, _ANY)
        begin = {node: self._signature(node, alike) for node in alike}
        self.of_nodes = self._separated(self._refined(begin, begin))

    def certificate(self) -> str:
        """Return a digest that equal groups of statements share, and no others."""
        return self._certificate(self.of_nodes)

    def _certificate(self, colours: dict[BlankNode, str]) -> str:
        return digest(*sorted(_text(statement, colours) for statement in self._statements))

    def _signature(self, node: BlankNode, colours: dict[BlankNode, str]) -> str:
        """Return a digest of what is stated of a node, with the colours of its neighbours."""
        own = {node: _ITSELF}
        return digest(*sorted(_text(statement, colours, own) for statement in self._of_node[node]))

    def _refined(
        self, colours: dict[BlankNode, str], changed: Iterable[BlankNode]
    ) -> dict[BlankNode, str]:
        """Give nodes of one colour different ones where their neighbours differ."""
        colours = dict(colours)
        sizes = Counter(colours.values())
        waiting = {near for node in changed for near in self._neighbours[node]}
        while waiting:
            changes: dict[BlankNode, str] = {}
            for colour, members in _classes(waiting, colours).items():
                if sizes[colour] > 1:
                    changes |= self._split(members, sizes[colour], colours)
            sizes.subtract(colours[node] for node in changes)
            sizes.update(changes.values())
            colours |= changes
            waiting = {near for node in changes for near in self._neighbours[node]}
        return colours

    def _split(
        self, members: list[BlankNode], size: int, colours: dict[BlankNode, str]
    ) -> dict[BlankNode, str]:
        """Return new colours for those nodes of a class, of some size, whose neighbours changed.

        Most of them keep theirs, so that only what differs is looked at again.
        """
        signatures = {node: self._signature(node, colours) for node in members}
        most = ""
        if len(members) == size:
            numbers = Counter(signatures.values())
            most = max(numbers, key=lambda text: (numbers[text], text))
        return {
            node: digest(colours[node], text) for node, text in signatures.items() if text != most
        }

    def _separated(self, colours: dict[BlankNode, str]) -> dict[BlankNode, str]:
        """Give a colour of its own to one node after the other of those that are alike."""
        while alike := _alike(colours):
            if len(alike) > _MOST_TRIED:
                colours = self._with_own(alike[0], colours)
            else:
                trials = [self._with_own(node, colours) for node in alike]
                colours = min(trials, key=self._certificate)
        return colours

    def _with_own(self, node: BlankNode, colours: dict[BlankNode, str]) -> dict[BlankNode, str]:
        """Give a node a colour that no other has, and see what follows."""
        number = len(set(colours.values()))
        own = digest(colours[node], _ITSELF, str(number))
        return self._refined({**colours, node: own}, [node])


def _text(
    statement: Statement, colours: dict[BlankNode, str], own: dict[BlankNode, str] | None = None
) -> str:
    own = own or {}
    return " ".join(
        part if isinstance(part, str) else own.get(part) or f"_:{colours[part]}"
        for part in statement
    )


def _classes(
    nodes: Iterable[BlankNode], colours: dict[BlankNode, str]
) -> dict[str, list[BlankNode]]:
    classes: dict[str, list[BlankNode]] = defaultdict(list)
    for node in nodes:
        classes[colours[node]].append(node)
    return classes


def _alike(colours: dict[BlankNode, str]) -> list[BlankNode]:
    """Return the nodes of the first of the smallest classes of several; none where all differ."""
    classes = _classes(colours, colours).items()
    sizes = [(len(nodes), colour, nodes) for colour, nodes in classes if len(nodes) > 1]
    if not sizes:
        return []
    return min(sizes, key=lambda item: item[:2])[2]
