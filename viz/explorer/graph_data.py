"""Read the whole graph, or a part of it, as the compact data of the explorer's page.

Everything that the page can show has a number; statements, sentences and facts name it by that
number. Tables are written column by column, which compresses best.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple, TypeAlias, TypeVar

from graph import files, terms
from graph.evidence import Evidence, read_evidence
from graph.layout.style import GROUPS, THEME, UNGROUPED, FamilyLook, Style
from graph.namespaces import PREFIXES, STATEMENT, compress, expand
from graph.queries import PackagedQuery
from graph.query_tables import table_rows
from graph.statement_columns import Statement
from graph.store import Store
from graph.text import plural
from viz.explorer.graph_part import Part
from viz.explorer.statements import read_statements

_Key = TypeVar("_Key", str, tuple[str, ...])
Record: TypeAlias = dict[str, object]
Table: TypeAlias = dict[str, list[object]]
Numbers: TypeAlias = Mapping[str, int]
Row: TypeAlias = Mapping[str, str]
Things: TypeAlias = Mapping[str, tuple[list[str], str]]  # classes and label by IRI
_QUERIES = Path(__file__).parent / "graph_data"
_THEMES = "https://w3id.org/peelgraph/vocabulary/theme"  # the scheme that is drawn like a class
_PARTS = ("Paragraph", "Section", "Sentence")  # of a text, which are no things of the page
_DIGEST = 16  # characters of the digest of a sentence that the page compares


class GraphData(NamedTuple):
    """The data of the page, and what is in it.

    Attributes:
        data: as the page reads them.
        numbers: of the things by IRI.
        statements: how many there are between things.
        sentences: their IRIs in the order of their numbers.
        reports: their labels.
    """

    data: Record
    numbers: Numbers
    statements: int
    sentences: list[str]
    reports: list[str]


def read_graph(store: Store, part: Part | None = None) -> GraphData:
    """Return the data of the page.

    Args:
        store: a built store.
        part: to which they are limited; everything by default.
    """
    style = Style(terms.read(store))
    things = _things(style, _thing_rows(store, part))
    numbers = {iri: number for number, iri in enumerate(things)}
    places = read_evidence(store, part.sentences if part else None)
    evidence = {iri: item.for_page() for iri, item in sorted(places.items())}
    sentences = {iri: number for number, iri in enumerate(evidence)}
    foreign = part.words if part else {}
    relations = [*sorted(style.terms.relations), *sorted(foreign)]
    mutual = {iri for iri, item in style.terms.relations.items() if item.is_symmetric}
    rows = read_statements(store, part)
    statements = _statements(rows, relations, mutual, numbers=numbers, sentences=sentences)
    reports = _reports(store, part)
    data = {
        "version": files.version(),
        "prefixes": PREFIXES,
        "statement": STATEMENT,
        "classes": _classes(store, style, things),
        "nodes": _nodes(store, things),
        "facts": _facts(store, numbers),
        "links": _links(store, numbers),
        "properties": _properties(store, style, foreign),
        "groups": {"tones": GROUPS, "rest": UNGROUPED},
        "families": {name: _schemes(item) for name, item in style.families.items()},
        "statements": statements,
        "sentences": _sentences(store, evidence),
        **_sentence_links(store, numbers, sentences),
        "reports": reports,
    }
    labels = [str(report["label"]) for report in reports]
    return GraphData(data, numbers, len(statements["source"]), list(evidence), labels)


def _thing_rows(store: Store, part: Part | None) -> Iterable[Row]:
    """Return rows of thing, class and label; a part may have things of no class of ours."""
    rows = table_rows(store, "things", part.things if part else None)
    nodes = [{**row, "class": row["kind"]} for row in rows]
    if part is None:
        return nodes + _other_things(store, {row["kind"] for row in rows})
    labels = {iri: label for iri, label in part.labels.items() if iri in part.things}
    for row in rows:
        labels.pop(row["thing"], None)
    return nodes + [{"thing": iri, "class": "", "label": label} for iri, label in labels.items()]


def _other_things(store: Store, kinds: Collection[str]) -> list[dict[str, str]]:
    """Return rows of the things of classes of ours, but for some classes and parts of texts."""
    classes = {row["class"] for row in _rows(store, "classes")}
    held = {expand(f"peel:{kind}") for kind in (*kinds, *_PARTS)}
    chosen = {iri for iri in classes - held if iri.startswith(PREFIXES["peel"])}
    return _query("things").among("type", chosen).rows(store) if chosen else []


def _things(style: Style, rows: Iterable[Row]) -> dict[str, tuple[list[str], str]]:
    """Return the classes of each thing, the most telling one first, and its label, by IRI."""
    classes: dict[str, set[str]] = defaultdict(set)
    labels: dict[str, str] = {}
    for row in rows:
        classes[row["thing"]].add(row["class"])
        labels.setdefault(row["thing"], row["label"])
    rank = style.terms.rank
    return {iri: (sorted(classes[iri], key=rank), labels[iri]) for iri in sorted(labels)}


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """Return rows column by column.

    >>> table(["a", "b"], [(1, 2), (3, 4)])
    {'a': [1, 3], 'b': [2, 4]}
    """
    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    return {name: list(column) for name, column in zip(columns, values, strict=True)}


def _classes(store: Store, style: Style, things: Things) -> Table:
    definitions = _definitions(store)
    records = []
    for name in _class_names(things):
        drawn = style.look(name)
        kind = style.terms.kinds.get(name)
        words = kind.label if kind else drawn.words
        scheme = _THEMES if drawn == THEME else ""
        definition = definitions.get(kind.iri if kind else scheme, "")
        family = style.terms.family(name)
        looks = (drawn.colour, drawn.dark, drawn.shape)
        records.append((name, words, plural(words), definition, family, *looks))
    columns = ["name", "words", "plural", "definition", "family", "light", "dark", "shape"]
    return table(columns, records)


def _class_names(things: Things) -> list[str]:
    return sorted({name for names, _ in things.values() for name in names})


def _definitions(store: Store) -> dict[str, str]:
    return {row["term"]: row["definition"] for row in _rows(store, "definitions")}


def _nodes(store: Store, things: Things) -> Table:
    texts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in table_rows(store, "names", things):
        texts[row["thing"]][row["what"]].append(row["value"])
    classes = {name: at for at, name in enumerate(_class_names(things))}
    kinds = ("names", "hidden", "notes")
    return table(
        ["iri", "label", "class", "also", *kinds],
        (
            (
                compress(iri),
                label,
                classes[names[0]],
                [classes[name] for name in names[1:]],
                *(texts[iri][kind] for kind in kinds),
            )
            for iri, (names, label) in things.items()
        ),
    )


def _facts(store: Store, numbers: Numbers) -> Record:
    """Return facts by the name of their property: the values, and pairs of thing and value."""
    pairs: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in table_rows(store, "concept_facts", numbers):
        pairs[row["what"]].append((numbers[row["thing"]], row["value"]))
    facts: Record = {}
    for what, items in sorted(pairs.items()):
        values = {value: at for at, value in enumerate(sorted({value for _, value in items}))}
        indexed = sorted((thing, values[value]) for thing, value in items)
        facts[what] = {"values": list(values), **table(["of", "value"], indexed)}
    return facts


def _links(store: Store, numbers: Numbers) -> Record:
    pairs: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for row in table_rows(store, "links", numbers):
        if row["value"] in numbers:
            pairs[row["what"]].add((numbers[row["thing"]], numbers[row["value"]]))
    return {what: table(["from", "to"], sorted(items)) for what, items in sorted(pairs.items())}


def _properties(store: Store, style: Style, foreign: Mapping[str, tuple[str, str]]) -> Table:
    """Return the relations of the ontology, and after them those of loaded data."""
    definitions = _definitions(store)
    columns = ["iri", "words", "back", "planned", "mutual", "family", "definition"]
    others = [
        (compress(iri), *words, False, False, style.family(iri), "")
        for iri, words in sorted(foreign.items())
    ]
    return table(
        columns,
        [
            (
                compress(iri),
                relation.label,
                relation.inverse_label,
                relation.is_planned,
                relation.is_symmetric,
                style.family(iri),
                definitions.get(iri, ""),
            )
            for iri, relation in sorted(style.terms.relations.items())
        ]
        + others,
    )


def _schemes(family: FamilyLook) -> Record:
    return {"words": family.words, "light": family.colour, "dark": family.dark}


def _statements(
    rows: Iterable[Statement],
    relations: Sequence[str],
    mutual: Collection[str],
    *,
    numbers: Numbers,
    sentences: Numbers,
) -> Table:
    """Return each distinct statement between two things with the numbers of its sentences.

    A mutual statement that stands there in both directions is one statement.
    """
    index = {iri: at for at, iri in enumerate(relations)}
    stated: dict[tuple[int, int, int], set[int]] = defaultdict(set)
    for source, relation, target, sentence in rows:
        if relation in index and source in numbers and target in numbers:
            ends = (numbers[source], numbers[target])
            if relation in mutual:
                ends = (min(ends), max(ends))
            places = stated[ends[0], index[relation], ends[1]]
            if sentence in sentences:
                places.add(sentences[sentence])
    return table(
        ["source", "property", "target", "sentences"],
        ((*key, sorted(items)) for key, items in sorted(stated.items())),
    )


def _sentences(store: Store, evidence: Mapping[str, Evidence]) -> Record:
    """Return the sentences; beginnings that all IRIs or all addresses share stand there once."""
    rows = table_rows(store, "positions", evidence)
    offsets = {row["sentence"]: row for row in rows}
    begin = common_prefix(evidence)
    page = common_prefix(item.address for item in evidence.values())
    voices = _places({item.voices for item in evidence.values()})
    headings = _places({row["heading"] for row in offsets.values()})
    columns = ["iri", "place", "address", "voices", "heading", "begin", "end", "digest"]
    return {
        "shared": begin,
        "page": page,
        "voiceSets": [list(names) for names in voices],
        "headings": list(headings),
        **table(
            columns,
            (
                (
                    iri.removeprefix(begin),
                    item.place,
                    item.address.removeprefix(page),
                    voices[item.voices],
                    *_position(offsets.get(iri), headings),
                )
                for iri, item in evidence.items()
            ),
        ),
    }


def _places(values: Iterable[_Key]) -> dict[_Key, int]:
    """Return values in order, with the place of each."""
    return {value: place for place, value in enumerate(sorted(values))}


def _position(row: Row | None, headings: Mapping[str, int]) -> tuple[int, int, int, str]:
    if row is None:
        return -1, 0, 0, ""
    return headings[row["heading"]], int(row["begin"]), int(row["end"]), row["digest"][:_DIGEST]


def _sentence_links(store: Store, numbers: Numbers, sentences: Numbers) -> Record:
    """Return the sentences behind each finding and the like, and those that mention each thing."""
    rows = {
        "quoted": table_rows(store, "quoted", numbers),
        "mentioned": table_rows(store, "mentions", sentences),
    }
    return {
        what: table(["of", "sentence"], _pairs(items, numbers, sentences))
        for what, items in rows.items()
    }


def _pairs(rows: Iterable[Row], numbers: Numbers, sentences: Numbers) -> list[tuple[int, int]]:
    return sorted(
        {
            (numbers[row["thing"]], sentences[row["sentence"]])
            for row in rows
            if row["thing"] in numbers and row["sentence"] in sentences
        }
    )


def _reports(store: Store, part: Part | None) -> list[Record]:
    reports: dict[str, Record] = {}
    bodies: dict[str, list[str]] = defaultdict(list)
    for row in _rows(store, "reports"):
        if part and not part.is_of(row["report"]):
            continue
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
    return _query(name).rows(store)


def _query(name: str) -> PackagedQuery:
    return PackagedQuery.read(_QUERIES / f"{name}.rq")
