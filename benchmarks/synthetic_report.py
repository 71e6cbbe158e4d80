"""Invent one inspection report: its frame, what it brings along, and what its sentences state.

How often each relation, polarity and voice occurs follows the real report, and so do the degrees: a
force touches a fifth of all links, few things are spoken of often and most once (Zipf).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random
from typing import TypeAlias

from graph.namespaces import GRAPH, REPORT, expand
from graph.store import Literal, NamedNode

Statement: TypeAlias = tuple[NamedNode, NamedNode, NamedNode, NamedNode | Literal]
Pools: TypeAlias = Mapping[str, list[NamedNode]]

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
# what a report brings along: kind of thing, class, how many, and the words that name it
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
# relations: how many times in a report, after the real one, and of which kinds their ends are
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
    "Ald Bram Cor Dun Elm Fen Gar Hal Ing Kel Lar Mar Nor Orm Pen Quor Ros Sel Tor Ulm Ven Wil Yar"
)
_ENDINGS = "den ford ham low mere moor ness sea ton wick wold worth"
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


@dataclass(frozen=True)
class _Sentence:
    """A sentence and what it speaks of.

    Attributes:
        base: IRI of the report.
        inspection: of the report.
        iri: of the sentence.
        number: in the report, from 0.
        question: under which it stands.
        voice: that speaks.
        about: things that it names.
        pools: things of each kind.
        chance: by which everything is drawn.
    """

    base: str
    inspection: NamedNode
    iri: NamedNode
    number: int
    question: NamedNode
    voice: NamedNode
    about: list[NamedNode]
    pools: Pools
    chance: Random

    def node(self, kind: str, number: int | str) -> NamedNode:
        """Return the IRI of what a sentence of the report asserts."""
        return NamedNode(f"{self.base}/{kind}/{number}")

    def words(self) -> str:
        """Make a summary of what the sentence speaks of."""
        names = [thing.value.rpartition("/")[2].replace("-", " ") for thing in self.about[:2]]
        return f"{names[0].capitalize()} and {names[-1]}, {self.chance.choice(_MANNERS)}"


def report_statements(number: int, register: Pools, seed: int) -> Iterator[Statement]:
    """Yield all that a report states: graph, subject, predicate, object.

    Args:
        number: of the report; after the last force, forces are inspected again.
        register: IRIs of the things that all reports share, by kind.
        seed: of what is drawn by chance.
    """
    force, year = number % FORCES, 2018 + number // FORCES
    place = _place(force)
    slug = f"{place.lower()}-{year}-effectiveness"
    chance, former = Random(f"{seed} {slug}"), Random(f"{seed} {place}")
    pools = {**register, "force": [node(f"force:{place.lower()}")]}
    yield from _frame(slug, place, year)
    entities = NamedNode(f"{GRAPH}data/{slug}/entities")
    for kind, class_, count, nouns in LOCAL:
        half = count // 2
        things = [_local(former, kind, place, f"{n}", register, nouns) for n in range(half)]
        things += [
            _local(chance, kind, place, f"{year}-{n}", register, nouns) for n in range(count - half)
        ]
        pools[kind] = [thing for thing, _ in things]
        for thing, label in things:
            yield entities, thing, node("rdf:type"), node(class_)
            yield entities, thing, node("rdfs:label"), _english(label)
            if chance.random() < 0.6:
                name = f"the {label.split()[-1]} of {place}"
                yield entities, thing, node("skos:altLabel"), _english(name)
    yield from _sentences(slug, pools, chance)


@cache
def node(name: str) -> NamedNode:
    """Return the node of a prefixed name."""
    return NamedNode(expand(name))


def _english(text: str) -> Literal:
    return Literal(text, language=LANGUAGE)


def _frame(slug: str, place: str, year: int) -> Iterator[Statement]:
    graph, report = NamedNode(f"{GRAPH}data/{slug}/report"), NamedNode(REPORT + slug)
    force, inspection = node(f"force:{place.lower()}"), node(f"inspection:{slug}")
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
    for thing, values in links.items():
        yield graph, thing, node("rdfs:label"), _english(labels[thing])
        for predicate, value in values.items():
            yield graph, thing, node(predicate), node(value)
    yield graph, force, node("skos:altLabel"), _english(place)
    for number, (section, _) in enumerate(SECTIONS, start=1):
        title = section.partition("/")[2].replace("-", " ").capitalize()
        part = NamedNode(f"{REPORT}{slug}/{section}")
        yield from _part(graph, part, report, "peel:Section", title, number)


def _part(
    graph: NamedNode, part: NamedNode, above: NamedNode, class_: str, label: str, number: int
) -> Iterator[Statement]:
    begin = int(hashlib.sha256(part.value.encode()).hexdigest()[:4], 16)
    yield graph, part, node("rdf:type"), node(class_)
    yield graph, part, node("dcterms:isPartOf"), above
    yield graph, part, node("nif:beginIndex"), Literal(begin)
    yield graph, part, node("nif:endIndex"), Literal(begin + 120)
    yield graph, part, node("peel:number"), Literal(number)
    yield graph, part, node("rdfs:label"), _english(label)


def _sentences(slug: str, pools: Pools, chance: Random) -> Iterator[Statement]:
    """Yield the sentences, four to a paragraph, with the relations dealt out over them."""
    report, base = NamedNode(f"{GRAPH}data/{slug}/report"), f"{REPORT}{slug}"
    relations = _relations(pools, chance)
    per_section = SENTENCES // len(SECTIONS)
    for number in range(SENTENCES):
        section, question = SECTIONS[number // per_section]
        paragraph, place = divmod(number % per_section, 4)
        above = NamedNode(f"{base}/{section}/{paragraph + 1}")
        iri = NamedNode(f"{above.value}/{place + 1}")
        words = f"{section.replace('/', ', ').replace('-', ' ')}, paragraph {paragraph + 1}"
        if place == 0:
            part = NamedNode(f"{base}/{section}")
            yield from _part(report, above, part, "peel:Paragraph", words, paragraph + 1)
        words += f", sentence {place + 1}"
        yield from _part(report, iri, above, "peel:Sentence", words, place + 1)
        digest = hashlib.sha256(iri.value.encode()).hexdigest()
        yield report, iri, node("peel:digest"), Literal(digest)
        fragment = f"{section.rpartition('/')[2]}%20{number}"
        address = NamedNode(f"https://reports.example/{slug}/#:~:text={fragment}")
        yield report, iri, node("schema:url"), address
        edges = relations[number::SENTENCES]
        ends = [end for source, _, target in edges for end in (source, target)]
        ends += [_draw(pools, kind, chance) for kind in ("theme", "role")]
        about = list(dict.fromkeys(ends))
        voice = node(f"basis:{_weighted(VOICES, chance)}")
        inspection = node(f"inspection:{slug}")
        sentence = _Sentence(
            base, inspection, iri, number, node(question), voice, about, pools, chance
        )
        yield from _statements(sentence, edges)


def _relations(pools: Pools, chance: Random) -> list[tuple[NamedNode, NamedNode, NamedNode]]:
    """Draw the relations of a report, in an order of chance; each unit belongs to the force."""
    edges = [(unit, node("org:unitOf"), pools["force"][0]) for unit in pools["unit"]]
    for predicate, count, sources, targets in RELATIONS:
        for _ in range(count):
            source = _draw(pools, chance.choice(sources), chance)
            target = _draw(pools, chance.choice(targets), chance)
            if source != target:
                edges.append((source, node(predicate), target))
    chance.shuffle(edges)
    return edges


def _statements(
    sentence: _Sentence, edges: Iterable[tuple[NamedNode, NamedNode, NamedNode]]
) -> Iterator[Statement]:
    """Yield what a sentence states: relations, findings, and now and then something else."""
    iri = sentence.iri
    yield iri, iri, node("peel:basis"), sentence.voice
    for thing in sentence.about[:5]:
        yield iri, iri, node("peel:mentions"), thing
    for source, predicate, target in edges:
        yield iri, source, predicate, target
    for nth in range(1 + (sentence.number % 7 == 0)):
        yield from _finding(sentence, nth)
    if sentence.number % 5 == 1:
        yield from _figure(sentence)
    if sentence.number % 40 == 2:
        yield from _area_for_improvement(sentence)
    if sentence.number % 60 == 3:
        yield from _judgment(sentence)
    if sentence.number % 60 == 10:
        yield from _conflict(sentence)


def _asserted(
    sentence: _Sentence, item: NamedNode, class_: str, label: str, about: Sequence[NamedNode]
) -> Iterator[Statement]:
    iri = sentence.iri
    yield iri, item, node("rdf:type"), node(class_)
    yield iri, item, node("rdfs:label"), _english(label)
    yield iri, item, node("peel:answers"), sentence.question
    yield iri, item, node("prov:wasQuotedFrom"), iri
    for thing in about:
        yield iri, item, node("peel:about"), thing


def _finding(sentence: _Sentence, nth: int) -> Iterator[Statement]:
    iri, finding = sentence.iri, sentence.node("finding", f"{sentence.number}-{nth}")
    about = sentence.about[nth : nth + 4]
    yield from _asserted(sentence, finding, "peel:Finding", sentence.words(), about)
    yield iri, finding, node("peel:basis"), sentence.voice
    polarity = _weighted(POLARITIES, sentence.chance)
    yield iri, finding, node("peel:polarity"), node(f"polarity:{polarity}")
    status = _weighted(STATUSES, sentence.chance)
    yield iri, finding, node("peel:status"), node(f"status:{status}")


def _figure(sentence: _Sentence) -> Iterator[Statement]:
    iri, chance, pools = sentence.iri, sentence.chance, sentence.pools
    figure = sentence.node("figure", sentence.number)
    value = chance.randrange(1, 990) / chance.choice((1, 10))
    label = f"{sentence.words()}, in numbers"
    yield from _asserted(sentence, figure, "peel:Figure", label, sentence.about[:4])
    yield iri, figure, node("peel:value"), Literal(f"{value:g}", datatype=DECIMAL)
    yield iri, figure, node("peel:surface"), Literal(f"{value:g} of them")
    yield iri, figure, node("peel:unit"), _draw(pools, "uom", chance)
    yield iri, figure, node("peel:measure"), _draw(pools, "measure", chance)
    yield iri, figure, node("peel:basis"), sentence.voice
    yield iri, figure, node("peel:refArea"), pools["force"][0]
    direction = chance.choice(("higher", "lower", "neither"))
    yield iri, figure, node("peel:betterWhen"), node(f"direction:{direction}")


def _area_for_improvement(sentence: _Sentence) -> Iterator[Statement]:
    iri, area = sentence.iri, sentence.node("area-for-improvement", sentence.number)
    label = f"See to it: {sentence.words()}"
    yield from _asserted(sentence, area, "peel:AreaForImprovement", label, sentence.about[:4])
    yield iri, area, node("peel:inspection"), sentence.inspection
    for nth in (1, 2):
        finding = sentence.node("finding", f"{sentence.number - nth}-0")
        yield iri, area, node("peel:restsOn"), finding


def _judgment(sentence: _Sentence) -> Iterator[Statement]:
    iri, judgment = sentence.iri, sentence.node("judgment", sentence.number)
    label = f"{sentence.words()}: good"
    yield from _asserted(sentence, judgment, "peel:Judgment", label, sentence.about[:2])
    yield iri, judgment, node("peel:grade"), node("grade:2018-19-good")
    yield iri, judgment, node("peel:inspection"), sentence.inspection


def _conflict(sentence: _Sentence) -> Iterator[Statement]:
    iri, conflict = sentence.iri, sentence.node("conflict", sentence.number)
    yield iri, conflict, node("rdf:type"), node("peel:Conflict")
    yield iri, conflict, node("rdfs:label"), _english(f"Two accounts: {sentence.words()}")
    resolution = sentence.chance.choice(("open", "apparent", "explained"))
    yield iri, conflict, node("peel:resolution"), node(f"resolution:{resolution}")
    for nth in (0, 1):
        finding = sentence.node("finding", f"{sentence.number - nth}-0")
        yield iri, conflict, node("peel:between"), finding


def _local(
    chance: Random, kind: str, place: str, key: str, register: Pools, nouns: Sequence[str]
) -> tuple[NamedNode, str]:
    """Invent a thing of a force: its theme and a noun make its name."""
    theme = chance.choice(register["theme"]).value.rpartition("/")[2].replace("-", " ")
    label = f"{theme} {chance.choice(nouns)}"
    if kind == "operation":
        label = f"Operation {_place(chance.randrange(200))}"
    return node(f"{kind}:{place.lower()}-{label.lower().replace(' ', '-')}-{key}"), label


def _place(number: int) -> str:
    """Invent the name of a county: a different one for each number below 23 times 12."""
    beginnings, endings = _BEGINNINGS.split(), _ENDINGS.split()
    return f"{beginnings[number % len(beginnings)]}{endings[number % len(endings)]}shire"


def _draw(pools: Pools, kind: str, chance: Random) -> NamedNode:
    """Draw from a pool; the one at rank r is drawn in proportion to 1/r (Zipf)."""
    return chance.choices(pools[kind], cum_weights=_zipf(len(pools[kind])))[0]


def _weighted(weights: Sequence[tuple[str, int]], chance: Random) -> str:
    return chance.choices([name for name, _ in weights], [weight for _, weight in weights])[0]


@cache
def _zipf(size: int) -> list[float]:
    return list(accumulate(1 / rank for rank in range(1, size + 1)))
