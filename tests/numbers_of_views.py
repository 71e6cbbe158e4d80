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
_OWNER = "{ ?x org:unitOf|org:memberOf|^peel:staffedBy ?owner }"
_OWNED = f"{{ {INSPECTED} ?x org:unitOf|org:memberOf|^peel:staffedBy ?body }}"
_UNIT = f"{_PAIR} BIND(?u AS ?x) {NO_BODY}"
_FOREIGN = (
    f"?x org:unitOf|org:memberOf|^peel:staffedBy ?owner . {family('?owner', 'partner')} "
    f"FILTER NOT EXISTS {_OWNED}"
)
PARTNERS = count(_PAIR, "?v")
SHARED = count(f"{_UNIT} ?x a peel:Collaboration .")
FOREIGN = count(f"{_UNIT} FILTER NOT EXISTS {{ ?x a peel:Collaboration }} {_FOREIGN}")
UNITS = count(
    f"{_UNIT} FILTER NOT EXISTS {{ ?x a peel:Collaboration }} FILTER NOT EXISTS {{ {_FOREIGN} }}"
)
DEALINGS = count(
    f"""{_PAIR} BIND(EXISTS {{ GRAPH ?h {{ ?u ?p ?v }} ?h a peel:Sentence }} AS ?out)
    BIND(EXISTS {{ ?p a owl:SymmetricProperty }} AS ?mutual)
    BIND(EXISTS {{ GRAPH ?g {{ ?u ?p ?v }} }} AS ?here)
    BIND(IF(?mutual || ?here, CONCAT(STR(?u), STR(?p), STR(?v)), CONCAT(STR(?v), STR(?p), STR(?u))) AS ?x)"""
)
_STRUCTURE = "inspected", "police", "partner", "inspectorate"


def _structured(variable: str) -> str:
    kinds = f"{variable} a {variable}Class ."
    families = " ".join(f"family:{name}" for name in _STRUCTURE)
    return (
        f"{kinds} OPTIONAL {{ {variable}Class peel:family {variable}Family }} "
        f"FILTER({variable}Class IN (peel:Programme, peel:Place) || {variable}Family IN ({families.replace(' ', ', ')}))"
    )


STRUCTURE = statements(
    f"?p peel:inNetwork network:structure . {_structured('?s')} {_structured('?o')}"
)
_OPERATION = f"{RELATION} {{ ?s a peel:Operation FILTER NOT EXISTS {{ ?o a peel:Operation }} }} UNION {{ ?o a peel:Operation FILTER NOT EXISTS {{ ?s a peel:Operation }} }}"
OPERATION_RELATIONS = statements(
    f"{RELATION} GRAPH ?h {{ ?s ?p ?o }} BIND(EXISTS {{ ?s a peel:Operation }} AS ?a) BIND(EXISTS {{ ?o a peel:Operation }} AS ?b) FILTER(?a != ?b)"
)
FLOW = "?p peel:inNetwork network:referrals ."
THEME = "?x skos:inScheme <https://w3id.org/peelgraph/vocabulary/theme> ."
THEMES = count(f"{THEME} ?near skos:broader*/skos:related? ?x . {stated('?near', 'g')}")
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
LATE = f"{EVENT} ?report a peel:Report ; peel:inspection/peel:fieldwork/time:hasEnd/time:inXSDDate ?last . FILTER(COALESCE(?begin, ?end) > ?last)"
PLANS = statements("?p peel:plans ?done .")
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
