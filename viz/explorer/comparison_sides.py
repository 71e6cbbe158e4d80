"""Number what two graphs hold: as the page does, and from `FAR` on what only the second one has.

So nothing of the second graph stands in another view than the comparison.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeAlias

from viz.explorer.graph_data import Record, Table

FAR = 1_000_000  # the first number of what only the second graph has
Columns: TypeAlias = Mapping[str, Any]
Key: TypeAlias = tuple[str, str, str]
_NODE = ("iri", "label", "class", "also", "names", "hidden", "notes")
_SENTENCE = ("iri", "place", "address", "voices", "heading", "begin", "end", "digest")
_CLASS = ("name", "words", "plural", "definition", "family", "light", "dark", "shape")
_PROPERTY = ("iri", "words", "back", "planned", "mutual", "family", "definition")


class Sides:
    """The data of two graphs, and one numbering for both.

    Args:
        here: the data of the page.
        there: those of the second graph, as the page would have them.

    Attributes:
        here: as given.
        there: as given.
        only_here: compact IRIs of things that only the graph of the page has.
        shared: those of things that both have.
        things: the number of each thing by compact IRI.
        properties: the number of each relation by compact IRI.
    """

    def __init__(self, here: Columns, there: Columns) -> None:
        self.here, self.there = here, there
        here_iris, there_iris = here["nodes"]["iri"], there["nodes"]["iri"]
        self.only_here = sorted(set(here_iris) - set(there_iris))
        self.shared = set(here_iris) & set(there_iris)
        only_there = (iri for iri in there_iris if iri not in self.shared)
        far = {iri: FAR + at for at, iri in enumerate(only_there)}
        self.things = {**far, **_numbers(here_iris)}
        self.properties = _joined(here["properties"]["iri"], there["properties"]["iri"])
        self._classes = _joined(here["classes"]["name"], there["classes"]["name"])
        self._near = _numbers(sentence_iris(here))
        self._places = _numbers(sentence_iris(there))
        self._far: dict[str, int] = {}

    @cached_property
    def has_other_reports(self) -> bool:
        """Whether both graphs hold reports, and share none."""
        reports = [{item["iri"] for item in side["reports"]} for side in (self.here, self.there)]
        return all(reports) and not reports[0] & reports[1]

    def report_names(self) -> list[str]:
        """Return the names of the reports of each graph."""
        sides = (self.here, self.there)
        return [", ".join(sorted(item["label"] for item in side["reports"])) for side in sides]

    def sentences(self, iris: Iterable[str]) -> list[int]:
        """Return the numbers of sentences; one of the second graph alone gets one when asked."""
        numbers = map(self._number, iris)
        return sorted(number for number in numbers if number is not None)

    def _number(self, iri: str) -> int | None:
        if iri in self._near:
            return self._near[iri]
        if iri in self._places:
            return self._far.setdefault(iri, FAR + len(self._far))
        return None

    def far_classes(self) -> Table:
        """Return the classes that only the second graph has."""
        return _part(self.there["classes"], _CLASS, self._missing("classes", "name"))

    def far_properties(self) -> Table:
        """Return the relations that only the second graph has."""
        return _part(self.there["properties"], _PROPERTY, self._missing("properties", "iri"))

    def far_nodes(self) -> Table:
        """Return the things that only the second graph has."""
        numbers = [self._classes[name] for name in self.there["classes"]["name"]]
        places = self._missing("nodes", "iri")
        nodes = self.there["nodes"]
        return {
            **_part(nodes, _NODE, places),
            "class": [numbers[nodes["class"][at]] for at in places],
            "also": [[numbers[kind] for kind in nodes["also"][at]] for at in places],
        }

    def far_facts(self) -> Record:
        """Return the facts about those things, as pairs of thing and value, by property."""
        return {what: self._pairs(columns) for what, columns in self.there["facts"].items()}

    def far_quoted(self) -> list[list[int]]:
        """Return pairs of a finding or the like that only the second graph has and its sentence."""
        iris = sentence_iris(self.there)
        quoted = self.there["quoted"]
        return [
            [thing, *self.sentences([iris[at]])]
            for thing, at in self._of_far(quoted["of"], quoted["sentence"])
        ]

    def far_sentences(self) -> Record:
        """Return the sentences of the second graph alone that have a number, in its order."""
        source = self.there["sentences"]
        shared = {name: source[name] for name in ("shared", "page", "voiceSets", "headings")}
        return {**shared, **_part(source, _SENTENCE, [self._places[iri] for iri in self._far])}

    def _pairs(self, columns: Columns) -> list[list[object]]:
        values = columns["values"]
        return [[of, values[at]] for of, at in self._of_far(columns["of"], columns["value"])]

    def _of_far(self, of: Sequence[int], values: Sequence[int]) -> Iterator[tuple[int, int]]:
        iris = self.there["nodes"]["iri"]
        for at, value in zip(of, values, strict=True):
            if iris[at] not in self.shared:
                yield self.things[iris[at]], value

    def _missing(self, name: str, key: str) -> list[int]:
        """Return the places of rows of the second graph whose key the first one lacks."""
        keys = set(self.here[name][key])
        return [at for at, value in enumerate(self.there[name][key]) if value not in keys]


def statements_of(side: Columns) -> Iterator[tuple[Key, list[str]]]:
    """Yield each statement between things as compact IRIs, with the IRIs of its sentences.

    Args:
        side: the data of a graph.
    """
    things, properties = side["nodes"]["iri"], side["properties"]["iri"]
    sentences = sentence_iris(side)
    columns = (side["statements"][name] for name in ("source", "property", "target", "sentences"))
    for source, relation, target, numbers in zip(*columns, strict=True):
        key = things[source], properties[relation], things[target]
        yield key, [sentences[number] for number in numbers]


def both_keys(here: Mapping[Key, object], there: Mapping[Key, object]) -> list[Key]:
    """Return the keys that two mappings share, in the order of the first."""
    return [key for key in here if key in there]


def sentence_iris(side: Columns) -> list[str]:
    """Return the IRIs of the sentences of a graph, in the order of their numbers."""
    return [side["sentences"]["shared"] + iri for iri in side["sentences"]["iri"]]


def _numbers(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names)}


def _joined(here: Sequence[str], there: Sequence[str]) -> dict[str, int]:
    """Number names: those of the page as it does, then further ones in their order."""
    return _numbers(dict.fromkeys([*here, *there]))


def _part(columns: Columns, names: Sequence[str], places: Iterable[int]) -> Table:
    rows = list(places)
    return {name: [columns[name][at] for at in rows] for name in names}
