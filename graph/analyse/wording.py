"""Put the things and numbers of a network into words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from graph.namespaces import compress
from graph.text import format_amount

if TYPE_CHECKING:
    import networkx

    from graph.analyse.networks.network_statements import SizedNetwork


def node_label(network: networkx.Graph[str], node: str) -> str:
    """Return the name of a thing of a network; its prefixed name where it has none."""
    return str(network.nodes[node].get("label") or compress(node))


def node_kind(network: networkx.Graph[str], node: str) -> str:
    """Return the kind of a thing of a network in words.

    >>> import networkx
    >>> node_kind(networkx.Graph([("a", "b")]), "a")
    'thing'
    """
    kind = str(network.nodes[node].get("kind") or "thing")
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind).lower()


def pair_label(network: networkx.Graph[str], source: str, target: str) -> str:
    """Return the names of two things of a network, joined by a dash."""
    return f"{node_label(network, source)} \u2013 {node_label(network, target)}"


def network_size(network: SizedNetwork) -> str:
    """Return the name of a network with its size."""
    things = format_amount(network.number_of_nodes(), "things")
    relations = format_amount(network.number_of_edges(), "relations")
    return f"{network.graph.get('name', 'network')}: {things}, {relations}"


def only_force(bodies: Iterable[str], source: str, target: str) -> str:
    """Say that nothing but inspected bodies connects two things.

    >>> only_force(["Exampleshire Constabulary"], "youth hub", "river team")
    'only the force connects them: between youth hub and river team stands nothing but \
Exampleshire Constabulary, which was inspected and is connected with nearly everything'
    """
    return (
        f"only the force connects them: between {source} and {target} stands nothing but"
        f" {enumeration(bodies)}, which was inspected and is connected with nearly everything"
    )


def only_across(source: str, target: str) -> str:
    """Say that no report connects two things.

    >>> only_across("youth hub", "river team")
    'no single report connects youth hub and river team; only several together would'
    """
    return f"no single report connects {source} and {target}; only several together would"


def unconnected(names: str, inspection: str = "") -> str:
    """Say that nothing connects two things, of all that is stated or within a report.

    Args:
        names: of the things, as in `youth hub and river team`.
        inspection: of whose report alone relations count, as the user names it; "" for all.

    >>> unconnected("them", "exampleshire-2018")
    'the graph holds no stated relations that connect them within the report of exampleshire-2018'
    """
    limit = f" within the report of {inspection}" if inspection else ""
    return f"the graph holds no stated relations that connect {names}{limit}"


def enumeration(names: Iterable[str], *, most: int = 6) -> str:
    """Return names as an enumeration.

    >>> enumeration(["a", "b", "c"]), enumeration("abcdefgh", most=3), enumeration([])
    ('a, b and c', 'a, b, c and 5 more', 'nothing')
    >>> enumeration("a" * 1200, most=1)
    'a and 1,199 more'
    """
    words = list(names)
    if len(words) > most:
        return f"{', '.join(words[:most])} and {len(words) - most:,} more"
    if len(words) < 2:
        return words[0] if words else "nothing"
    return f"{', '.join(words[:-1])} and {words[-1]}"


def agreeing(number: int, singular: str, plural: str) -> str:
    """Return the word that agrees with a number.

    >>> agreeing(1, "stands", "stand"), agreeing(2, "stands", "stand")
    ('stands', 'stand')
    """
    return singular if number == 1 else plural
