"""Read the whole graph as the compact data of the explorer's page.

Everything that the page can show has a number; statements, sentences and facts name it by that
number. Tables are written column by column, which compresses best.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple, TypeAlias

from graph import files
from graph.evidence import Evidence, read_evidence
from graph.layout.style import FAMILIES, OTHER_FAMILY, family, look
from graph.namespaces import PREFIXES, STATEMENT, TELLING, compress
from graph.queries import PackagedQuery
from graph.store import Store
from graph.text import plural

Record: TypeAlias = dict[str, object]
Table: TypeAlias = dict[str, list[object]]
Numbers: TypeAlias = Mapping[str, int]
Row: TypeAlias = Mapping[str, str]
_QUERIES = Path(__file__).parent / "graph_data"
_DIGEST = 16  # characters of the digest of a sentence that the page compares
_RELATIONS = ("quoted", "mentioned")


class GraphData(NamedTuple):
    """The data of the page, and what is in it.

    Attributes:
        data: as the page reads them.
        things: how many there are.
        statements: how many there are between things.
        sentences: their IRIs in the order of their numbers.
        reports: their labels.
    """

    data: Record
    things: int
    statements: int
    sentences: list[str]
    reports: list[str]


def read_graph(store: Store) -> GraphData:
    """Return the data of the page.

    Args:
        store: a built store.
    """
    classes = read_classes(store)
    things = {iri: (names[0], label) for iri, (names, label) in classes.items()}
    numbers = {iri: number for number, iri in enumerate(things)}
    evidence = {iri: item.for_page() for iri, item in sorted(read_evidence(store).items())}
    sentences = {iri: number for number, iri in enumerate(evidence)}
    properties = sorted(_rows(store, "properties"), key=lambda row: row["property"])
    statements = _statements(store, properties, numbers, sentences)
    reports = _reports(store)
    data = {
        "version": files.version(),
        "prefixes": PREFIXES,
        "statement": STATEMENT,
        "classes": _classes(store, things),
        "nodes": _nodes(store, classes),
        "facts": _facts(store, numbers),
        "links": _links(store, numbers),
        "properties": _properties(properties),
        "families": _families(),
        "statements": statements,
        "sentences": _sentences(store, evidence),
        **_sentence_links(store, numbers, sentences),
        "reports": reports,
    }
    labels = [str(report["label"]) for report in reports]
    return GraphData(data, len(things), len(statements["source"]), list(evidence), labels)


def read_things(store: Store) -> list[str]:
    """Return the IRIs of everything that the page can show, in the order of their numbers.

    Args:
        store: a built store.
    """
    return sorted({row["thing"] for row in _rows(store, "things")})


def read_classes(store: Store) -> dict[str, tuple[list[str], str]]:
    """Return the classes of each thing, the most telling one first, and its label, by IRI.

    Args:
        store: a built store.
    """
    order = {name: at for at, name in enumerate(TELLING)}
    narrow = {row["class"].rpartition("#")[2] for row in _rows(store, "classes") if row["above"]}
    classes: dict[str, set[str]] = defaultdict(set)
    labels: dict[str, str] = {}
    for row in _rows(store, "things"):
        classes[row["thing"]].add(row["class"])
        labels.setdefault(row["thing"], row["label"])

    def rank(name: str) -> tuple[int, bool, str]:
        return order.get(name, len(order)), name not in narrow, name

    return {iri: (sorted(classes[iri], key=rank), labels[iri]) for iri in sorted(labels)}


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """Return rows column by column.

    >>> table(["a", "b"], [(1, 2), (3, 4)])
    {'a': [1, 3], 'b': [2, 4]}
    """
    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    return {name: list(column) for name, column in zip(columns, values, strict=True)}


def _classes(store: Store, things: Mapping[str, tuple[str, str]]) -> Table:
    rows = {row["class"].rpartition("#")[2]: row for row in _rows(store, "classes")}
    names = sorted({name for name, _ in things.values()})
    quoted = (row["thing"] for row in _rows(store, "quoted") if row["what"] == "quoted")
    cited = {things[iri][0] for iri in quoted if iri in things}
    records = []
    for name in names:
        row = rows.get(name, {"label": name.lower(), "definition": ""})
        drawn = look(name)
        words = row["label"] if name in rows else drawn.words
        shape = (drawn.colour, drawn.dark, drawn.shape)
        records.append((name, words, plural(words), row["definition"], name in cited, *shape))
    columns = ["name", "words", "plural", "definition", "cited", "light", "dark", "shape"]
    return table(columns, records)


def _nodes(store: Store, things: Mapping[str, tuple[list[str], str]]) -> Table:
    texts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in _rows(store, "names"):
        texts[row["thing"]][row["what"]].append(row["value"])
    names = sorted({names[0] for names, _ in things.values()})
    classes = {name: at for at, name in enumerate(names)}
    kinds = ("names", "hidden", "notes")
    return table(
        ["iri", "label", "class", "also", *kinds],
        (
            (
                compress(iri),
                label,
                classes[names[0]],
                [classes[name] for name in names[1:] if name in classes],
                *(texts[iri][kind] for kind in kinds),
            )
            for iri, (names, label) in things.items()
        ),
    )


def _facts(store: Store, numbers: Numbers) -> Record:
    """Return facts by the name of their property: the values, and pairs of thing and value."""
    pairs: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in _rows(store, "facts"):
        if row["thing"] in numbers:
            pairs[row["what"]].append((numbers[row["thing"]], row["value"]))
    facts: Record = {}
    for what, items in sorted(pairs.items()):
        values = {value: at for at, value in enumerate(sorted({value for _, value in items}))}
        indexed = sorted((thing, values[value]) for thing, value in items)
        facts[what] = {"values": list(values), **table(["of", "value"], indexed)}
    return facts


def _links(store: Store, numbers: Numbers) -> Record:
    pairs: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for row in _rows(store, "links"):
        if row["thing"] in numbers and row["value"] in numbers:
            pairs[row["what"]].add((numbers[row["thing"]], numbers[row["value"]]))
    return {what: table(["from", "to"], sorted(items)) for what, items in sorted(pairs.items())}


def _properties(rows: Iterable[Row]) -> Table:
    return table(
        ["iri", "words", "back", "planned", "mutual", "family", "definition"],
        (
            (
                compress(row["property"]),
                row["words"],
                row["back"],
                row["planned"] == "true",
                row["mutual"] == "true",
                family(row["property"]),
                row["definition"],
            )
            for row in rows
        ),
    )


def _families() -> Record:
    return {
        name: {"words": item.words, "light": item.colour, "dark": item.dark}
        for name, item in {**FAMILIES, "other": OTHER_FAMILY}.items()
    }


def _statements(
    store: Store, properties: Iterable[Row], numbers: Numbers, sentences: Numbers
) -> Table:
    """Return each distinct statement between two things with the numbers of its sentences.

    A mutual statement that stands there in both directions is one statement.
    """
    index = {row["property"]: at for at, row in enumerate(properties)}
    mutual = {row["property"] for row in properties if row["mutual"] == "true"}
    stated: dict[tuple[int, int, int], set[int]] = defaultdict(set)
    for row in _rows(store, "statements"):
        if row["source"] in numbers and row["target"] in numbers:
            ends = (numbers[row["source"]], numbers[row["target"]])
            if row["property"] in mutual:
                ends = (min(ends), max(ends))
            key = (ends[0], index[row["property"]], ends[1])
            stated[key] |= {sentences[row["sentence"]]} if row["sentence"] in sentences else set()
    return table(
        ["source", "property", "target", "sentences"],
        ((*key, sorted(items)) for key, items in sorted(stated.items())),
    )


def _sentences(store: Store, evidence: Mapping[str, Evidence]) -> Record:
    """Return the sentences; beginnings that all IRIs or all addresses share stand there once."""
    offsets = {row["sentence"]: row for row in _rows(store, "offsets")}
    begin = common_prefix(evidence)
    page = common_prefix(item.address for item in evidence.values())
    voices = sorted({item.voices for item in evidence.values()})
    headings = sorted({row["heading"] for row in offsets.values()})
    columns = ["iri", "place", "address", "voices", "heading", "begin", "end", "digest"]
    return {
        "shared": begin,
        "page": page,
        "voiceSets": [list(names) for names in voices],
        "headings": headings,
        **table(
            columns,
            (
                (
                    iri.removeprefix(begin),
                    item.place,
                    item.address.removeprefix(page),
                    voices.index(item.voices),
                    *_position(offsets.get(iri), headings),
                )
                for iri, item in evidence.items()
            ),
        ),
    }


def _position(row: Row | None, headings: Sequence[str]) -> tuple[int, int, int, str]:
    if row is None:
        return -1, 0, 0, ""
    heading = headings.index(row["heading"])
    return heading, int(row["begin"]), int(row["end"]), row["digest"][:_DIGEST]


def _sentence_links(store: Store, numbers: Numbers, sentences: Numbers) -> Record:
    pairs: dict[str, set[tuple[int, int]]] = {what: set() for what in _RELATIONS}
    for row in _rows(store, "quoted"):
        if row["thing"] in numbers and row["sentence"] in sentences:
            pairs[row["what"]].add((numbers[row["thing"]], sentences[row["sentence"]]))
    return {what: table(["of", "sentence"], sorted(items)) for what, items in pairs.items()}


def _reports(store: Store) -> list[Record]:
    reports: dict[str, Record] = {}
    bodies: dict[str, list[str]] = defaultdict(list)
    for row in _rows(store, "reports"):
        reports.setdefault(row["report"], {key: row[key] for key in ("label", "address", "digest")})
        bodies[row["report"]].append(compress(row["body"]))
    return [
        {"iri": compress(iri), **report, "bodies": sorted(set(bodies[iri]))}
        for iri, report in reports.items()
    ]


def common_prefix(texts: Iterable[str]) -> str:
    """Return the beginning that all texts share.

    >>> common_prefix(["a/b", "a/c", "a/bc"])
    'a/'
    """
    ordered = sorted(texts)
    if not ordered:
        return ""
    pairs: Iterator[tuple[str, str]] = zip(ordered[0], ordered[-1], strict=False)
    return "".join(first for first, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _rows(store: Store, name: str) -> list[dict[str, str]]:
    return PackagedQuery.read(_QUERIES / f"{name}.rq").rows(store)
