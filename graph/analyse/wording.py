"""Put the things and numbers of a network into words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from graph.namespaces import compress
from graph.text import camel_words, format_amount

if TYPE_CHECKING:
    import networkx

    from graph.analyse.networks.network_statements import SizedNetwork

CHOSEN_PART = "the chosen part of the graph"  # where a user has limited it


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
    return camel_words(kind)


def pair_label(network: networkx.Graph[str], source: str, target: str) -> str:
    """Return the names of two things of a network, joined by a dash."""
    return f"{node_label(network, source)} \u2013 {node_label(network, target)}"


def network_size(network: SizedNetwork) -> str:
    """Return the name of a network with its size."""
    things = format_amount(network.number_of_nodes(), "things")
    relations = format_amount(network.number_of_edges(), "relations")
    return f"{network.graph.get('name', 'network')}: {things}, {relations}"


def only_force(bodies: Iterable[str], source: str, target: str, *, within: str = "") -> str:
    """Say that nothing but inspected bodies connects two things.

    Args:
        bodies: their names.
        source: name of the first thing.
        target: name of the second.
        within: the part of the graph whose relations alone count, in words; "" for all of it.

    >>> only_force(["Exampleshire Constabulary"], "youth hub", "river team")
    'only the force connects them: every path between youth hub and river team leads through \
Exampleshire Constabulary, which was inspected and is connected with nearly everything'
    """
    return _limited(
        within,
        f"only the force connects them: every path between {source} and {target} leads through"
        f" {enumeration(bodies)}, which was inspected and is connected with nearly everything",
    )


def only_across(source: str, target: str, *, within: str = "") -> str:
    """Say that no report connects two things.

    Args:
        source: name of the first thing.
        target: name of the second.
        within: as for `only_force`.

    >>> only_across("youth hub", "river team")
    'no single report connects youth hub and river team; only several together would'
    """
    words = f"no single report connects {source} and {target}; only several together would"
    return _limited(within, words)


def unconnected(names: str, *, within: str = "") -> str:
    """Say that nothing connects two things, of all that is stated or within a part of it.

    Args:
        names: of the things, as in `youth hub and river team`.
        within: as for `only_force`.

    >>> unconnected("them", within=report_on("exampleshire-2018"))
    'the graph holds no stated relations that connect them within the report of exampleshire-2018'
    """
    limit = f" within {within}" if within else ""
    return f"the graph holds no stated relations that connect {names}{limit}"


def report_on(inspection: str) -> str:
    """Name the part of the graph that the report of an inspection states; "" for no inspection.

    Args:
        inspection: as the user names it.
    """
    return f"the report of {inspection}" if inspection else ""


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


def as_sentence(words: str) -> str:
    """Return words with a capital letter and a full stop.

    >>> as_sentence("the graph holds no path")
    'The graph holds no path.'
    """
    return f"{words[0].upper()}{words[1:]}."


def agreeing(number: int, singular: str, plural: str) -> str:
    """Return the word that agrees with a number.

    >>> agreeing(1, "stands", "stand"), agreeing(2, "stands", "stand")
    ('stands', 'stand')
    """
    return singular if number == 1 else plural


def _limited(within: str, words: str) -> str:
    return f"within {within}, {words}" if within else words
