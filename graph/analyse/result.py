"""Knows what an analysis is and what it gives: rows with numbers, a reading in plain words and the sentences behind them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.analyse.networks.projection import Choice, Sentence
from graph.namespaces import compress
from graph.store import Store
from graph.text import format_amount, plural

if TYPE_CHECKING:
    import networkx

Number = int | float | str | None
Tell = Callable[[str], None]
OWN = frozenset({"force states", "force data"})


@dataclass(frozen=True)
class Settings:
    """How an analysis is made; each one uses some of these.

    Attributes:
        network: name of the projection; the analysis's own by default.
        choice: what is taken of it.
        top: how many rows at most.
        seed: for whatever is drawn by lot.
        sample: from how many starts betweenness is estimated; exact by default.
        by: what is looked at, where an analysis offers several: a kind of thing, a measure or a method.
        hops: how far a reach goes.
        ends: IRIs between which ways are looked for.
    """

    network: str = ""
    choice: Choice = field(default_factory=Choice)
    top: int = 10
    seed: int = 0
    sample: int | None = None
    by: str = ""
    hops: int = 1
    ends: tuple[str, str] | None = None


@dataclass(frozen=True)
class Row:
    """One line of a result.

    Attributes:
        iri: of the thing it is about; "" where it is about several.
        label: in words.
        values: numbers and words by column, NaN as None.
        reading: what they mean, in a plain sentence.
        sentences: that stand behind them, in the order of the report.
    """

    iri: str
    label: str
    values: Mapping[str, Number]
    reading: str
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class Result:
    """What an analysis found.

    Attributes:
        name: of the analysis.
        title: of the result.
        network: that was analysed, with its size in words.
        summary: the whole in a sentence or two.
        notes: what to bear in mind.
        rows: the lines, the first the most telling.
        total: how many lines there would be without a limit.
        series: numbers for a plot, by name.
    """

    name: str
    title: str
    network: str
    summary: str
    rows: tuple[Row, ...]
    total: int
    notes: tuple[str, ...] = ()
    series: Mapping[str, list[float]] = field(default_factory=dict)

    def as_data(self) -> dict[str, object]:
        """Return all of it as plain data, for JSON."""
        rows = [
            {
                "id": row.iri,
                "label": row.label,
                **row.values,
                "reading": row.reading,
                "sentences": [dict(sentence) for sentence in row.sentences],
            }
            for row in self.rows
        ]
        told = {key: getattr(self, key) for key in ("name", "title", "network", "summary", "total")}
        return {**told, "notes": list(self.notes), "rows": rows}


@dataclass(frozen=True)
class Analysis:
    """A named analysis.

    Attributes:
        name: by which it is called.
        question: that it answers.
        definition: what exactly is computed.
        unit: of its numbers.
        source: where the method comes from.
        network: the projection it is made on by default.
        takes: which of the settings beyond `network`, `choice` and `top` it uses.
        run: makes it, of a network, the store, the settings and a listener of progress.
        fixed: whether it needs its own network.
    """

    name: str
    question: str
    definition: str
    unit: str
    source: str
    network: str
    run: Callable[[networkx.MultiDiGraph[str], Store, Settings, Tell], Result]
    takes: tuple[str, ...] = ()
    fixed: bool = False


def label(network: networkx.Graph[str], node: str) -> str:
    """Return the name of a thing of a network; its prefixed name where it has none."""
    return str(network.nodes[node].get("label") or compress(node))


def kind(network: networkx.Graph[str], node: str) -> str:
    """Return the kind of a thing of a network in words.

    >>> import networkx
    >>> kind(networkx.Graph([("a", "b")]), "a")
    'thing'
    """
    return re.sub(
        r"(?<=[a-z])(?=[A-Z])", " ", str(network.nodes[node].get("kind") or "thing")
    ).lower()


def size(network: networkx.MultiDiGraph[str]) -> str:
    """Tell the network and its size in words."""
    return f"{network.graph.get('name', 'network')}: {counted(network.number_of_nodes(), 'thing')}, {counted(network.number_of_edges(), 'relation')}"


def counted(number: int, noun: str) -> str:
    """Tell a number of things.

    >>> counted(1, "sentence"), counted(2200, "party")
    ('1 sentence', '2,200 parties')
    """
    return format_amount(number, plural(noun))


def listed(words: Iterable[str], *, most: int = 6) -> str:
    """Tell names one after the other.

    >>> listed(["a", "b", "c"]), listed("abcdefgh", most=3)
    ('a, b and c', 'a, b, c and 5 more')
    """
    names = list(words)
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]])) if names else "nothing"


def evidence(
    network: networkx.MultiDiGraph[str], node: str, others: Iterable[str] | None = None
) -> tuple[Sentence, ...]:
    """Return the sentences on the relations of a thing, to all others or to some."""
    wanted = None if others is None else {*others}
    edges = [*network.out_edges(node, data=True), *network.in_edges(node, data=True)]
    return distinct(
        sentence
        for one, other, told in edges
        if wanted is None or (other if one == node else one) in wanted
        for sentence in told.get("sentences", ())
    )


def between(network: networkx.MultiDiGraph[str], one: str, other: str) -> tuple[Sentence, ...]:
    """Return the sentences that state a relation between two things, either way."""
    edges = [
        *(network.get_edge_data(one, other) or {}).values(),
        *(network.get_edge_data(other, one) or {}).values(),
    ]
    return distinct(sentence for told in edges for sentence in told.get("sentences", ()))


def distinct(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """Return each sentence once, in the order of the report."""
    return tuple(
        sorted(
            {sentence["iri"]: sentence for sentence in sentences}.values(),
            key=lambda sentence: _place(sentence["iri"]),
        )
    )


def _place(iri: str) -> tuple[tuple[int, int, str], ...]:
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in iri.split("/"))
