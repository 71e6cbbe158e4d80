"""Makes synthetic corpora of inspection reports, to time the project on more reports than it holds.

    python benchmarks/corpus.py DIR [--reports 43] [--seed 1]

A synthetic report has the shape of the real one at about a third of its length: 120 sentences, each a named graph, and about 6,000 statements in
the default graph with what was inferred. How often each relation, polarity and voice occurs follows the real report, and so do the
degrees: a force touches a fifth of all links, few things are spoken of often and most once (Zipf). Ontology, themes and the register of
national bodies, systems, methods and powers are the project's own, so that they connect all forces; forces, units, findings and figures are
invented. From the 44th report on, the forces are inspected again, and half of what a report speaks of has been met before.

    from benchmarks import corpus
    corpus.make(directory, reports=43, seed=1)    # -> directory, with a store that `graph.store.open_current` opens
    corpus.cached(43)                             # -> the same, made once and kept in the temporary folder until this file or the data change
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import TypeAlias

from graph import files
from graph.load import dataset_description, index, source_files
from graph.load.build import write_companions
from graph.load.infer import infer
from graph.namespaces import GRAPH, REPORT, expand
from graph.store import DefaultGraph, Literal, NamedNode, Quad, read_pointer, store_in_memory
from graph.store_writer import graph_digests, store_writer

Term: TypeAlias = NamedNode | Literal
Statement: TypeAlias = tuple[
    NamedNode, NamedNode, NamedNode, Term
]  # graph, subject, predicate, object

FORCES = 43
SENTENCES = 120
LANGUAGE = "en"
DECIMAL = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
SECTIONS = (
    ("q1/prioritising-crime-prevention", "question:2018-19-e1-prioritising-crime-prevention"),
    ("q1/protecting-the-public-from-crime", "question:2018-19-e1-protecting-the-public"),
    ("q2/investigation-quality", "question:2018-19-e2-investigation-quality"),
    ("q2/catching-criminals", "question:2018-19-e2-catching-criminals"),
    (
        "q3/understanding-and-identifying-vulnerability",
        "question:2018-19-e3-understanding-vulnerability",
    ),
    ("q3/responding-to-incidents", "question:2018-19-e3-responding-to-incidents"),
    ("q3/supporting-vulnerable-victims", "question:2018-19-e3-supporting-vulnerable-victims"),
    ("q5/working-with-others", "question:2018-19-e5-working-with-others"),
)
# What a report brings along: kind of thing, class, how many, and the words that name it
LOCAL = (
    ("unit", "peel:Unit", 12, ("team", "hub", "unit", "desk", "bureau")),
    ("role", "peel:Role", 20, ("officers", "sergeants", "advisors", "researchers", "call takers")),
    ("event", "peel:Event", 13, ("review", "campaign", "audit", "conference", "move")),
    ("training", "peel:Training", 7, ("training", "course", "briefing")),
    ("strategy", "peel:Strategy", 6, ("strategy", "plan", "policy")),
    ("operation", "peel:Operation", 3, ("operation",)),
    ("programme", "peel:Programme", 3, ("programme", "scheme")),
    ("collaboration", "peel:Collaboration", 2, ("partnership", "panel")),
)
# Relations: how many times in a report, and of which kinds their ends are; the counts are those of the real report, scaled
RELATIONS = (
    ("peel:concerns", 64, ("event", "strategy", "role", "training", "force"), ("theme",)),
    ("peel:targets", 32, ("power", "operation", "method", "force"), ("theme",)),
    ("peel:supports", 28, ("unit", "role", "programme", "force"), ("theme",)),
    ("peel:usesMethod", 24, ("force", "force", "unit", "role"), ("method",)),
    ("peel:involves", 20, ("event", "operation", "programme"), ("role", "unit", "organisation")),
    (
        "peel:worksWith",
        16,
        ("force", "force", "unit", "role"),
        ("organisation", "organisation", "unit"),
    ),
    ("peel:performs", 14, ("role", "unit", "force"), ("function",)),
    ("peel:carriedOut", 13, ("force", "force", "unit"), ("event", "operation")),
    ("org:memberOf", 9, ("organisation", "role", "force"), ("collaboration",)),
    ("peel:trainedIn", 9, ("role", "force"), ("training", "method")),
    ("peel:provides", 8, ("force", "unit"), ("programme", "function")),
    ("peel:staffedBy", 8, ("unit",), ("role",)),
    ("peel:usesSystem", 8, ("force", "force", "unit", "role"), ("system",)),
    ("peel:usesPower", 8, ("force", "force", "role"), ("power",)),
    ("peel:feedsInto", 7, ("unit", "method", "system"), ("unit",)),
    ("peel:hasStrategy", 6, ("force", "force", "unit"), ("strategy",)),
    ("peel:assists", 6, ("unit", "role", "system"), ("role",)),
    ("peel:coversArea", 5, ("unit", "operation"), ("place",)),
    ("peel:providesTraining", 4, ("unit", "organisation"), ("training",)),
    ("peel:refersTo", 4, ("unit", "role"), ("organisation", "unit")),
    ("peel:resultedFrom", 3, ("event",), ("operation", "event")),
    ("peel:plans", 3, ("force",), ("event",)),
    ("peel:oversees", 2, ("unit", "organisation"), ("unit",)),
    ("peel:advises", 2, ("unit", "organisation"), ("force", "role")),
    ("org:basedAt", 2, ("unit",), ("place",)),
    ("peel:sharesInformationWith", 2, ("force", "unit"), ("organisation",)),
    ("peel:jointlyProvides", 2, ("organisation", "force"), ("unit", "programme")),
    ("peel:fundedBy", 1, ("unit", "programme"), ("organisation",)),
    ("peel:ledBy", 1, ("unit",), ("role",)),
)
POLARITIES = (("strength", 58), ("concern", 24), ("neutral", 14), ("mixed", 4))
VOICES = (
    ("inspectorate", 50),
    ("force-statement", 20),
    ("force-data", 10),
    ("file-review", 8),
    ("officers", 6),
    ("plan", 6),
)
STATUSES = (("current", 84), ("planned", 6), ("past", 6), ("improved", 4))
_BEGINNINGS = (
    "Ald",
    "Bram",
    "Cor",
    "Dun",
    "Elm",
    "Fen",
    "Gar",
    "Hal",
    "Ing",
    "Kel",
    "Lar",
    "Mar",
    "Nor",
    "Orm",
    "Pen",
    "Quor",
    "Ros",
    "Sel",
    "Tor",
    "Ulm",
    "Ven",
    "Wil",
    "Yar",
)
_ENDINGS = (
    "den",
    "ford",
    "ham",
    "low",
    "mere",
    "moor",
    "ness",
    "sea",
    "ton",
    "wick",
    "wold",
    "worth",
)
_MANNERS = (
    "well",
    "early",
    "without delay",
    "across all districts",
    "in a consistent way",
    "only in part",
    "less often than before",
    "with partners",
    "as planned",
)


def make(directory: Path, *, reports: int = 43, seed: int = 1) -> Path:
    """Make a corpus as `build` would write it; the same arguments give the same statements.

    Args:
        directory: of the store.
        reports: how many.
        seed: of what is drawn by chance.

    Returns:
        The directory.
    """
    note: dict[str, object] = {"fingerprint": fingerprint(reports, seed), "counts": {}}
    store = store_in_memory(quads(reports, seed))
    infer(store)
    dataset_description.add_description(store)
    with store_writer(directory, discard=True) as writer:
        writer.replace(
            lambda target: target.bulk_extend(store),
            note=note,
            finish=lambda folder, _: write_companions(folder, store, is_own=True),
            digests=lambda _: graph_digests(store),
        )
    return directory


def cached(reports: int = 43, *, seed: int = 1) -> Path:
    """Return the directory of a corpus in the temporary folder, made where it is missing or out of date."""
    directory = Path(tempfile.gettempdir()) / f"peelgraph-corpus-{reports}-{seed}"
    if read_pointer(directory).get("fingerprint") != fingerprint(reports, seed):
        make(directory, reports=reports, seed=seed)
    return directory


def fingerprint(reports: int, seed: int) -> str:
    """Return a digest of all that a corpus follows from: this file, what loads and indexes, ontology and data."""
    whole = hashlib.sha256(f"{reports} {seed} {files.fingerprint(files.sources())}".encode())
    loading = Path(index.__file__).parent
    for path in (Path(__file__), *sorted(loading.glob("*.py"))):
        whole.update(path.read_bytes())
    return whole.hexdigest()


def quads(reports: int, seed: int) -> Iterator[Quad]:
    """Yield every statement of a corpus in its named graph and in the default graph, without what is inferred."""
    shared = [quad for found in source_files.parse_sources(_shared()).values() for quad in found]
    yield from shared
    yield from (Quad(quad.subject, quad.predicate, quad.object) for quad in shared)
    register = _register(shared, Random(seed))
    for number in range(reports):
        for graph, subject, predicate, value in _report(number, register, seed):
            yield Quad(subject, predicate, value, graph)
            yield Quad(subject, predicate, value, DefaultGraph())


def _shared() -> list[files.Source]:
    """List ontology and register, without what belongs to the real report only."""
    skipped = ("data/register/inspections", "data/register/forces", "data/register/links")
    named = [
        source for source in files.sources() if not source.is_shape and source.name not in skipped
    ]
    return [source for source in named if source.name.startswith(("ontology/", "data/register/"))]


def _register(shared: Iterable[Quad], chance: Random) -> dict[str, list[NamedNode]]:
    """Sort what all reports share by kind, in one order of chance for all, so that all reports speak most of the same few."""
    kinds = (
        "organisation",
        "theme",
        "method",
        "system",
        "power",
        "function",
        "place",
        "measure",
        "uom",
    )
    starts = {expand(f"{kind}:"): kind for kind in kinds}
    found: dict[str, set[str]] = {kind: set() for kind in kinds}
    for quad in shared:
        assert isinstance(quad.subject, NamedNode)
        start = quad.subject.value.rpartition("/")[0] + "/"
        if start in starts and quad.predicate == _node("rdfs:label"):
            found[starts[start]].add(quad.subject.value)
    return {
        kind: [NamedNode(iri) for iri in chance.sample(sorted(iris), len(iris))]
        for kind, iris in found.items()
    }


def _report(number: int, register: Mapping[str, list[NamedNode]], seed: int) -> Iterator[Statement]:
    """Tell one report: its frame, what it brings along, and sentence by sentence what it states."""
    force, year = number % FORCES, 2018 + number // FORCES
    place = _place(force)
    slug = f"{place.lower()}-{year}-effectiveness"
    chance, met = Random(f"{seed} {slug}"), Random(f"{seed} {place}")
    pools = {**register, "force": [_node(f"force:{place.lower()}")]}
    yield from _frame(slug, place, year)
    entities = NamedNode(f"{GRAPH}data/{slug}/entities")
    for kind, class_, how_many, nouns in LOCAL:
        half = how_many // 2
        old = [_local(met, kind, place, f"{n}", register, nouns) for n in range(half)]
        new = [
            _local(chance, kind, place, f"{year}-{n}", register, nouns)
            for n in range(how_many - half)
        ]
        pools[kind] = [thing for thing, _ in old + new]
        for thing, label in old + new:
            yield entities, thing, _node("rdf:type"), _node(class_)
            yield entities, thing, _node("rdfs:label"), Literal(label, language=LANGUAGE)
            if chance.random() < 0.6:
                yield (
                    entities,
                    thing,
                    _node("skos:altLabel"),
                    Literal(f"the {label.split()[-1]} of {place}", language=LANGUAGE),
                )
    yield from _sentences(slug, pools, chance)


def _frame(slug: str, place: str, year: int) -> Iterator[Statement]:
    graph, report = NamedNode(f"{GRAPH}data/{slug}/report"), NamedNode(REPORT + slug)
    force, inspection = _node(f"force:{place.lower()}"), _node(f"inspection:{slug}")
    links = {
        report: {
            "rdf:type": "peel:Report",
            "dcterms:publisher": "organisation:hmicfrs",
            "peel:inspection": f"inspection:{slug}",
        },
        force: {"rdf:type": "peel:Force", "peel:sector": "sector:policing"},
        inspection: {
            "rdf:type": "peel:Inspection",
            "peel:conductedBy": "organisation:hmicfrs",
            "peel:inspects": f"force:{place.lower()}",
        },
    }
    labels = {
        report: f"{place} {year}, effectiveness",
        force: f"{place} Constabulary",
        inspection: f"{year} effectiveness inspection of {place} Constabulary",
    }
    for thing, told in links.items():
        yield graph, thing, _node("rdfs:label"), Literal(labels[thing], language=LANGUAGE)
        for predicate, value in told.items():
            yield graph, thing, _node(predicate), _node(value)
    yield graph, force, _node("skos:altLabel"), Literal(place, language=LANGUAGE)
    for number, (section, _) in enumerate(SECTIONS, start=1):
        title = section.partition("/")[2].replace("-", " ").capitalize()
        yield from _part(
            graph, NamedNode(f"{REPORT}{slug}/{section}"), report, "peel:Section", title, number
        )


def _part(
    graph: NamedNode, part: NamedNode, above: NamedNode, class_: str, label: str, number: int
) -> Iterator[Statement]:
    begin = int(hashlib.sha256(part.value.encode()).hexdigest()[:4], 16)
    yield graph, part, _node("rdf:type"), _node(class_)
    yield graph, part, _node("dcterms:isPartOf"), above
    yield graph, part, _node("nif:beginIndex"), Literal(begin)
    yield graph, part, _node("nif:endIndex"), Literal(begin + 120)
    yield graph, part, _node("peel:number"), Literal(number)
    yield graph, part, _node("rdfs:label"), Literal(label, language=LANGUAGE)


def _sentences(
    slug: str, pools: Mapping[str, list[NamedNode]], chance: Random
) -> Iterator[Statement]:
    """Tell the sentences, four to a paragraph; relations are dealt out over them."""
    report = NamedNode(f"{GRAPH}data/{slug}/report")
    dealt = _relations(pools, chance)
    per_section = SENTENCES // len(SECTIONS)
    for number in range(SENTENCES):
        section, question = SECTIONS[number // per_section]
        paragraph, place = divmod(number % per_section, 4)
        above = NamedNode(f"{REPORT}{slug}/{section}/{paragraph + 1}")
        sentence = NamedNode(f"{above.value}/{place + 1}")
        told = f"{section.replace('/', ', ').replace('-', ' ')}, paragraph {paragraph + 1}"
        if place == 0:
            yield from _part(
                report,
                above,
                NamedNode(f"{REPORT}{slug}/{section}"),
                "peel:Paragraph",
                told,
                paragraph + 1,
            )
        yield from _part(
            report, sentence, above, "peel:Sentence", f"{told}, sentence {place + 1}", place + 1
        )
        yield (
            report,
            sentence,
            _node("peel:digest"),
            Literal(hashlib.sha256(sentence.value.encode()).hexdigest()),
        )
        yield (
            report,
            sentence,
            _node("schema:url"),
            NamedNode(
                f"https://reports.example/{slug}/#:~:text={section.rpartition('/')[2]}%20{number}"
            ),
        )
        stated = dealt[number::SENTENCES]
        spoken_of = list(
            dict.fromkeys(
                [thing for one, _, other in stated for thing in (one, other)]
                + [_draw(pools, kind, chance) for kind in ("theme", "role")]
            )
        )
        voice = _node(f"basis:{_weighted(VOICES, chance)}")
        yield sentence, sentence, _node("peel:basis"), voice
        for thing in spoken_of[:5]:
            yield sentence, sentence, _node("peel:mentions"), thing
        for one, predicate, other in stated:
            yield sentence, one, predicate, other
        yield from _nodes(slug, sentence, number, question, voice, spoken_of, chance, pools)


def _relations(
    pools: Mapping[str, list[NamedNode]], chance: Random
) -> list[tuple[NamedNode, NamedNode, NamedNode]]:
    """Draw the relations of a report, in an order of chance; each unit belongs to the force."""
    found = [(unit, _node("org:unitOf"), pools["force"][0]) for unit in pools["unit"]]
    for predicate, how_many, ones, others in RELATIONS:
        for _ in range(how_many):
            one, other = (
                _draw(pools, chance.choice(ones), chance),
                _draw(pools, chance.choice(others), chance),
            )
            if one != other:
                found.append((one, _node(predicate), other))
    chance.shuffle(found)
    return found


def _nodes(
    slug: str,
    sentence: NamedNode,
    number: int,
    question: str,
    voice: NamedNode,
    about: list[NamedNode],
    chance: Random,
    pools: Mapping[str, list[NamedNode]],
) -> Iterator[Statement]:
    """Tell what a sentence asserts: findings, figures, now and then an area for improvement, a judgment or a conflict."""
    base = f"{REPORT}{slug}"
    for nth in range(1 + (number % 7 == 0)):
        finding = NamedNode(f"{base}/finding/{number}-{nth}")
        yield from _node_of(
            sentence, finding, "peel:Finding", _words(about, chance), question, about[nth : nth + 4]
        )
        yield sentence, finding, _node("peel:basis"), voice
        yield (
            sentence,
            finding,
            _node("peel:polarity"),
            _node(f"polarity:{_weighted(POLARITIES, chance)}"),
        )
        yield (
            sentence,
            finding,
            _node("peel:status"),
            _node(f"status:{_weighted(STATUSES, chance)}"),
        )
    if number % 5 == 1:
        yield from _figure(
            sentence, NamedNode(f"{base}/figure/{number}"), question, voice, about, chance, pools
        )
    if number % 40 == 2:
        area = NamedNode(f"{base}/area-for-improvement/{number}")
        yield from _node_of(
            sentence,
            area,
            "peel:AreaForImprovement",
            f"See to it: {_words(about, chance)}",
            question,
            about[:4],
        )
        yield sentence, area, _node("peel:inspection"), _node(f"inspection:{slug}")
        for nth in (1, 2):
            yield (
                sentence,
                area,
                _node("peel:restsOn"),
                NamedNode(f"{base}/finding/{number - nth}-0"),
            )
    if number % 60 == 3:
        judgment = NamedNode(f"{base}/judgment/{number}")
        yield from _node_of(
            sentence,
            judgment,
            "peel:Judgment",
            f"{_words(about, chance)}: good",
            question,
            about[:2],
        )
        yield sentence, judgment, _node("peel:grade"), _node("grade:2018-19-good")
        yield sentence, judgment, _node("peel:inspection"), _node(f"inspection:{slug}")
    if number % 60 == 10:
        conflict = NamedNode(f"{base}/conflict/{number}")
        yield sentence, conflict, _node("rdf:type"), _node("peel:Conflict")
        yield (
            sentence,
            conflict,
            _node("rdfs:label"),
            Literal(f"Two accounts: {_words(about, chance)}", language=LANGUAGE),
        )
        yield (
            sentence,
            conflict,
            _node("peel:resolution"),
            _node(f"resolution:{chance.choice(('open', 'apparent', 'explained'))}"),
        )
        for nth in (0, 1):
            yield (
                sentence,
                conflict,
                _node("peel:between"),
                NamedNode(f"{base}/finding/{number - nth}-0"),
            )


def _node_of(
    sentence: NamedNode,
    node: NamedNode,
    class_: str,
    label: str,
    question: str,
    about: Iterable[NamedNode],
) -> Iterator[Statement]:
    yield sentence, node, _node("rdf:type"), _node(class_)
    yield sentence, node, _node("rdfs:label"), Literal(label, language=LANGUAGE)
    yield sentence, node, _node("peel:answers"), _node(question)
    yield sentence, node, _node("prov:wasQuotedFrom"), sentence
    for thing in about:
        yield sentence, node, _node("peel:about"), thing


def _figure(
    sentence: NamedNode,
    figure: NamedNode,
    question: str,
    voice: NamedNode,
    about: list[NamedNode],
    chance: Random,
    pools: Mapping[str, list[NamedNode]],
) -> Iterator[Statement]:
    value = chance.randrange(1, 990) / chance.choice((1, 10))
    yield from _node_of(
        sentence, figure, "peel:Figure", f"{_words(about, chance)}, in numbers", question, about[:4]
    )
    yield sentence, figure, _node("peel:value"), Literal(f"{value:g}", datatype=DECIMAL)
    yield sentence, figure, _node("peel:surface"), Literal(f"{value:g} of them")
    yield sentence, figure, _node("peel:unit"), _draw(pools, "uom", chance)
    yield sentence, figure, _node("peel:measure"), _draw(pools, "measure", chance)
    yield sentence, figure, _node("peel:basis"), voice
    yield sentence, figure, _node("peel:refArea"), pools["force"][0]
    yield (
        sentence,
        figure,
        _node("peel:betterWhen"),
        _node(f"direction:{chance.choice(('higher', 'lower', 'neither'))}"),
    )


def _local(
    chance: Random,
    kind: str,
    place: str,
    key: str,
    register: Mapping[str, list[NamedNode]],
    nouns: tuple[str, ...],
) -> tuple[NamedNode, str]:
    """Invent a thing of a force: its theme and a noun make its name."""
    theme = chance.choice(register["theme"]).value.rpartition("/")[2].replace("-", " ")
    noun = chance.choice(nouns)
    label = (
        f"Operation {_place(chance.randrange(200))}" if kind == "operation" else f"{theme} {noun}"
    )
    return _node(f"{kind}:{place.lower()}-{label.lower().replace(' ', '-')}-{key}"), label


def _place(number: int) -> str:
    """Invent the name of a county: a different one for each number below 23 times 12."""
    return _BEGINNINGS[number % len(_BEGINNINGS)] + _ENDINGS[number % len(_ENDINGS)] + "shire"


def _words(about: list[NamedNode], chance: Random) -> str:
    """Make a summary of what a sentence speaks of."""
    names = [thing.value.rpartition("/")[2].replace("-", " ") for thing in about[:2]]
    return f"{names[0].capitalize()} and {names[-1]}, {chance.choice(_MANNERS)}"


def _draw(pools: Mapping[str, list[NamedNode]], kind: str, chance: Random) -> NamedNode:
    """Draw from a pool; the one at rank r is drawn in proportion to 1/r (Zipf)."""
    return chance.choices(pools[kind], cum_weights=_zipf(len(pools[kind])))[0]


def _weighted(weights: tuple[tuple[str, int], ...], chance: Random) -> str:
    return chance.choices([name for name, _ in weights], [weight for _, weight in weights])[0]


@cache
def _zipf(size: int) -> list[float]:
    return list(accumulate(1 / rank for rank in range(1, size + 1)))


@cache
def _node(name: str) -> NamedNode:
    return NamedNode(expand(name))


def main() -> None:
    """Make a corpus from the command line and say what is in it."""
    parser = argparse.ArgumentParser(description="Make a synthetic corpus of inspection reports.")
    parser.add_argument("directory", type=Path, metavar="DIR", help="of the store to be made")
    parser.add_argument("--reports", type=int, default=43)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    begun = time.perf_counter()
    make(chosen.directory, reports=chosen.reports, seed=chosen.seed)
    print(f"{chosen.reports} reports in {time.perf_counter() - begun:.1f} s: {chosen.directory}")


if __name__ == "__main__":
    main()
