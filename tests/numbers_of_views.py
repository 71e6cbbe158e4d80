"""SPARQL that counts each number of each view of the explorer, written without the page's own code.

For each address: the queries of the numbers in the sentence, in their order, and of the counts of
lists by their titles. `None` stands for a number that rules of the program decide, not the graph:
the outcomes of comparisons, of which only the sum is checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

Query = str | None


class Numbers(NamedTuple):
    """Queries for the numbers of a view."""

    sentence: tuple[Query, ...]
    lists: Mapping[str, Query]


def count(pattern: str, what: str = "?x") -> str:
    """A query that counts distinct values."""
    return f"SELECT (COUNT(DISTINCT {what}) AS ?n) WHERE {{ {pattern} }}"


def statements(pattern: str) -> str:
    """A query that counts statements ?s ?p ?o of sentences, mutual ones once."""
    return count(
        f"""{pattern} GRAPH ?g {{ ?s ?p ?o }} ?g a peel:Sentence .
        BIND(EXISTS {{ ?p a owl:SymmetricProperty }} && STR(?s) > STR(?o) AS ?turned)
        BIND(IF(?turned, CONCAT(STR(?o), STR(?p), STR(?s)), CONCAT(STR(?s), STR(?p), STR(?o))) AS ?x)
        """
    )


def ends(pattern: str, which: str = "") -> str:
    """A query that counts the things at both ends of statements."""
    return count(
        f"{pattern} GRAPH ?g {{ ?s ?p ?o }} ?g a peel:Sentence . "
        f"VALUES ?end {{ 0 1 }} BIND(IF(?end = 0, ?s, ?o) AS ?x) {which}"
    )


def family(variable: str, *names: str) -> str:
    """A pattern for things of a class of one of some families."""
    kind = f"{variable}Kind"
    values = " ".join(f"family:{name}" for name in names)
    return f"{variable} a {kind} . {kind} peel:family {kind}Family . VALUES {kind}Family {{ {values} }}"


def stated(subject: str, of: str) -> str:
    """A pattern: any sentence states something of a thing, in either direction."""
    return (
        f"{{ GRAPH ?{of} {{ {subject} ?{of}p ?{of}o }} ?{of} a peel:Sentence . ?{of}p peel:inverseLabel ?{of}b }}"
        f" UNION {{ GRAPH ?{of} {{ ?{of}o ?{of}p {subject} }} ?{of} a peel:Sentence . ?{of}p peel:inverseLabel ?{of}b }}"
    )


RELATION = "?p peel:isRelation true ."
INSPECTED = "?report a peel:Report ; peel:inspection/peel:inspects ?body ."
BODY = f"FILTER EXISTS {{ {INSPECTED} FILTER(?body = ?x) }}"
NO_BODY = f"FILTER NOT EXISTS {{ {INSPECTED} FILTER(?body = ?x) }}"
FINDING = "?x a peel:Finding ; peel:polarity polarity:{} ; peel:about ?thing ."
MIXED = FINDING.format("mixed")


def _deal(police: str, partner: str, pattern: str) -> str:
    """Statements between a part of the police and a partner, from either side."""
    sides = f"{family(police, 'inspected', 'police')} {family(partner, 'partner')}"
    return f"{RELATION} {sides} {pattern}"


_BOTH = "{{ GRAPH ?g {{ {police} ?p {partner} }} }} UNION {{ GRAPH ?g {{ {partner} ?p {police} }} }} ?g a peel:Sentence ."
_PAIR = _deal("?u", "?v", _BOTH.format(police="?u", partner="?v"))
_UP = "(org:unitOf|org:memberOf|^peel:staffedBy)+"
_UNIT = f"{{ SELECT DISTINCT ?x {{ {_PAIR} BIND(?u AS ?x) }} }} MINUS {{ {INSPECTED} BIND(?body AS ?x) }}"
_NO_COLLABORATION = "MINUS { ?x a peel:Collaboration }"
_OWNED = f"{{ {INSPECTED} ?x {_UP} ?body }}"
_BY_PARTNERS = f"{{ SELECT DISTINCT ?x {{ ?x {_UP} ?owner . {family('?owner', 'partner')} }} }}"
PARTNERS = count(_PAIR, "?v")
SHARED = count(f"{_UNIT} ?x a peel:Collaboration .")
FOREIGN = count(f"{_UNIT} {_NO_COLLABORATION} {_BY_PARTNERS} MINUS {_OWNED}")
NOT_SHARED = count(f"{_UNIT} {_NO_COLLABORATION}")
DEALINGS = count(
    f"""{_PAIR} BIND(EXISTS {{ GRAPH ?h {{ ?u ?p ?v }} ?h a peel:Sentence }} AS ?out)
    BIND(EXISTS {{ ?p a owl:SymmetricProperty }} AS ?mutual)
    BIND(EXISTS {{ GRAPH ?g {{ ?u ?p ?v }} }} AS ?here)
    BIND(IF(?mutual || ?here, CONCAT(STR(?u), STR(?p), STR(?v)), CONCAT(STR(?v), STR(?p), STR(?u))) AS ?x)"""
)
_STRUCTURE = "inspected", "police", "partner", "inspectorate"


def _structured(variable: str) -> str:
    """A subquery for things of the kinds that the structure of a force is made of."""
    families = " ".join(f"family:{name}" for name in _STRUCTURE)
    return f"""{{ SELECT DISTINCT {variable} {{
    {{ {variable} a ?class . ?class peel:family ?family VALUES ?family {{ {families} }} }}
    UNION {{ {variable} a ?class VALUES ?class {{ peel:Programme peel:Place }} }} }} }}"""


STRUCTURE = statements(
    f"?p peel:inNetwork network:structure . {_structured('?s')} {_structured('?o')}"
)
OPERATION_RELATIONS = statements(
    f"{RELATION} GRAPH ?h {{ ?s ?p ?o }} BIND(EXISTS {{ ?s a peel:Operation }} AS ?a) BIND(EXISTS {{ ?o a peel:Operation }} AS ?b) FILTER(?a != ?b)"
)
FLOW = "?p peel:inNetwork network:referrals ."
THEME = "?x skos:inScheme <https://w3id.org/peelgraph/vocabulary/theme> ."
_STATED = f"{{ SELECT DISTINCT ?near {{ {stated('?near', 'g')} }} }}"
THEMES = count(f"{_STATED} ?near skos:broader*/skos:related? ?x . {THEME}")
POLAR = "?f a peel:Finding ; peel:polarity ?kind ; peel:about ?x . VALUES ?kind { polarity:strength polarity:concern }"
YARDSTICK = """FILTER NOT EXISTS { ?x a peel:Inspectorate }
FILTER NOT EXISTS { ?x a peel:Place ; rdfs:label ?area . ?own peel:comparedWith ?far .
  ?far peel:refArea ?farArea . ?farArea rdfs:label ?area . ?own peel:refArea ?ownArea . FILTER(?ownArea != ?farArea) }"""
AREA = "?x a peel:AreaForImprovement ."
OWN_AREA = f"{AREA} ?report a peel:Report ; peel:inspection ?now . ?x peel:inspection ?now ."
PAIRS = "?f peel:comparedWith ?c . BIND(CONCAT(STR(?f), STR(?c)) AS ?x)"
EVENT = """GRAPH ?g { ?thing time:hasTime ?period } ?g a peel:Sentence . ?thing rdfs:label ?name .
OPTIONAL { ?period time:hasBeginning/time:inXSDDate ?begin } OPTIONAL { ?period time:hasEnd/time:inXSDDate ?end }
FILTER(BOUND(?begin) || BOUND(?end)) BIND(CONCAT(STR(?thing), STR(?period)) AS ?x)"""
PLANNED = f"{EVENT} ?thing peel:status status:planned ."
_FIELDWORK = "?now a peel:Inspection ; time:hasTime/time:hasEnd/time:inXSDDate ?day"
LATE = f"{{ SELECT (MAX(?day) AS ?last) {{ {_FIELDWORK} }} }} {EVENT} FILTER(?begin > ?last)"
PLANS = statements("?p peel:family family:plan .")
CONFLICT = "?x a peel:Conflict ."
SIDES = "?c a peel:Conflict ; peel:between ?side . BIND(CONCAT(STR(?c), STR(?side)) AS ?x)"
METHUB = "unit:cambridgeshire-methub"


def related(words: str, thing: str = METHUB) -> str:
    """A query that counts what a thing is related to by a relation, in either direction of mutual ones."""
    both = f"{{ GRAPH ?g {{ {thing} ?p ?x }} ?p rdfs:label {words} }} UNION {{ GRAPH ?g {{ ?x ?p {thing} }} ?p peel:inverseLabel {words} }}"
    return count(f"{both} ?g a peel:Sentence .")


def about(thing: str, pattern: str) -> str:
    """A query that counts what is about a thing."""
    return count(f"?x {pattern} ; peel:about {thing} .")


def about_theme(theme: str, pattern: str) -> str:
    """A query that counts what is about a theme, narrower themes and the groups they concern."""
    return count(f"?near skos:broader*/skos:related? {theme} . ?x {pattern} ; peel:about ?near .")


NOTES = {
    "Strengths": "a peel:Finding ; peel:polarity polarity:strength",
    "Concerns": "a peel:Finding ; peel:polarity polarity:concern",
    "Mixed findings": "a peel:Finding ; peel:polarity polarity:mixed",
    "Neutral findings": "a peel:Finding ; peel:polarity polarity:neutral",
    "Areas for improvement": "a peel:AreaForImprovement",
    "Figures": "a peel:Figure",
    "Judgments": "a peel:Judgment",
    "Conflicts in the source": "a peel:Conflict",
}
ABUSE = "theme:domestic-abuse"
_ABOUT_ABUSE = f"?near skos:broader*/skos:related? {ABUSE} . ?f peel:about ?near ."
_ABUSE_THINGS = count(f"{_ABOUT_ABUSE} {POLAR} {YARDSTICK}")
_CONCERN = "?bad a peel:Finding ; peel:polarity polarity:concern ; peel:about ?x ."
_CONCERN_THINGS = count(_CONCERN + YARDSTICK)
_ANY_THING = count("?x a peel:Finding ; peel:polarity polarity:{} ; peel:about ?thing .")


def polar(name: str) -> str:
    """A query that counts the findings of a polarity that are about anything."""
    return _ANY_THING.replace("{}", name)


def polar_of_concerns(name: str) -> str:
    """A query that counts the findings of a polarity that are about anything with concerns."""
    things = f"{{ SELECT DISTINCT ?x {{ {_CONCERN} {YARDSTICK} }} }}"
    return count(
        f"{things} ?f a peel:Finding ; peel:polarity polarity:{name} ; peel:about ?x .", "?f"
    )


def resolved(name: str) -> str:
    """A query that counts conflicts by the label of their resolution."""
    return count(f'{CONFLICT} ?x peel:resolution/rdfs:label "{name}"@en .')


_FIGURES = count("?x a peel:Figure")
_SENTENCES = count("?x a peel:Sentence")
_RELATIONS = statements(RELATION)
_RELATED = ends(RELATION)
_RESTS = count("?area a peel:AreaForImprovement ; peel:restsOn ?x .")
_AFFECTED = count("?area a peel:AreaForImprovement ; peel:about ?x .")
_THINGS = count(POLAR + YARDSTICK)
_INTENTIONS = count("?x a peel:Finding ; peel:status status:planned .")
_PARTNERSHIP = f"?p peel:inNetwork network:partnerships . {_structured('?s')} {_structured('?o')}"

_ABOUT_THEME = {title: about_theme(ABUSE, NOTES[title]) for title in list(NOTES)[:4]}

VIEWS: dict[str, Numbers] = {
    "view=partnerships": Numbers(
        (PARTNERS, DEALINGS, None, SHARED, None),
        {
            "Partners": PARTNERS,
            "Units and roles": None,
            "Collaborations": SHARED,
            "People of partners": None,
            "Relations": DEALINGS,
        },
    ),
    "view=units": Numbers(
        (count("?x a peel:Unit"), count("?x a peel:Collaboration"), STRUCTURE),
        {
            "Units": count("?x a peel:Unit"),
            "Relations of structure": STRUCTURE,
            "Collaborations": count("?x a peel:Collaboration"),
        },
    ),
    "view=operations": Numbers(
        (count("?x a peel:Operation"), OPERATION_RELATIONS),
        {"Operations": count("?x a peel:Operation"), "Relations": OPERATION_RELATIONS},
    ),
    "view=referrals": Numbers(
        (statements(FLOW), ends(FLOW)),
        {"Referrals and flows": statements(FLOW), "Who passes on and receives": ends(FLOW)},
    ),
    "view=themes": Numbers((THEMES,), {"Themes": THEMES}),
    "view=findings": Numbers(
        (polar("strength"), polar("concern"), polar("mixed"), _THINGS, polar("neutral")),
        {
            "What they are about": _THINGS,
            "Concerns": polar("concern"),
            "Strengths": polar("strength"),
            "Mixed findings": polar("mixed"),
            "Neutral findings": polar("neutral"),
        },
    ),
    f"view=findings&theme={ABUSE}": Numbers(
        (
            *(about_theme(ABUSE, NOTES[name]) for name in ("Strengths", "Concerns")),
            about_theme(ABUSE, NOTES["Mixed findings"]),
            _ABUSE_THINGS,
            about_theme(ABUSE, NOTES["Neutral findings"]),
        ),
        {"What they are about": _ABUSE_THINGS, **_ABOUT_THEME},
    ),
    "view=findings&only=concerns": Numbers(
        (
            *(polar_of_concerns(name) for name in ("strength", "concern", "mixed")),
            _CONCERN_THINGS,
            polar_of_concerns("neutral"),
        ),
        {"What they are about": _CONCERN_THINGS, "Concerns": polar_of_concerns("concern")},
    ),
    "view=areas": Numbers(
        (
            *(count(AREA), count(OWN_AREA)),
            count(f"{AREA} MINUS {{ {OWN_AREA} }}"),
            *(_RESTS, _AFFECTED),
        ),
        {
            "Areas for improvement": count(AREA),
            "What they affect": _AFFECTED,
            "Findings that they rest on": _RESTS,
        },
    ),
    "view=everything": Numbers(
        (_RELATED, _RELATIONS), {"Things and themes": _RELATED, "Relations": _RELATIONS}
    ),
    "view=figures": Numbers(
        (_FIGURES, count(PAIRS), None, None, None),
        {"Figures": _FIGURES, "Comparisons": count(PAIRS)},
    ),
    "view=timeline": Numbers(
        (count(EVENT), count(PLANNED), count(LATE), PLANS, _INTENTIONS),
        {
            "Events by date": count(EVENT),
            "After the fieldwork": count(LATE),
            "Planned, with a date or time": count(PLANNED),
            "Planned relations": PLANS,
            "Plans in findings": _INTENTIONS,
        },
    ),
    "view=conflicts": Numbers(
        (
            *(count(CONFLICT), count(SIDES), resolved("explained by the source")),
            *(resolved("left open by the source"), resolved("only an apparent conflict")),
        ),
        {"Conflicts": count(CONFLICT), "Sides": count(SIDES)},
    ),
    "view=about": Numbers(
        (_SENTENCES, count("?s a peel:Sentence ; peel:basis ?x ."), None, None, None),
        {
            "Voices: who says so": count("?s a peel:Sentence ; peel:basis ?x ."),
            "Sentences": _SENTENCES,
        },
    ),
    f"thing={METHUB}": Numbers(
        (
            *(related('"works with"@en'), related('"supports"@en'), related('"targets"@en')),
            *(about(METHUB, NOTES["Strengths"]), about(METHUB, NOTES["Concerns"])),
        ),
        {title: about(METHUB, pattern) for title, pattern in NOTES.items()},
    ),
    f"thing={ABUSE}": Numbers(
        (
            *(about_theme(ABUSE, NOTES[name]) for name in ("Strengths", "Concerns")),
            *(about_theme(ABUSE, NOTES[name]) for name in ("Areas for improvement", "Figures")),
            None,
        ),
        {title: about_theme(ABUSE, pattern) for title, pattern in NOTES.items()},
    ),
}
