"""Define the namespaces of the project and its table of prefixes; shorten and expand IRIs."""

from __future__ import annotations

import re
from functools import lru_cache

BASE = "https://w3id.org/peelgraph/"  # w3id.org has to redirect it; docs/model.md says so
ONTOLOGY = BASE + "ontology#"
ID = BASE + "id/"
VOCABULARY = BASE + "vocabulary/"
REPORT = BASE + "report/"
GRAPH = BASE + "graph/"
STATEMENT = BASE + "statement/"

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

_THINGS = (
    "collaboration",
    "event",
    "force",
    "function",
    "inspection",
    "method",
    "operation",
    "organisation",
    "period",
    "place",
    "power",
    "programme",
    "role",
    "strategy",
    "system",
    "training",
    "unit",
)
_SCHEMES = (
    "basis",
    "direction",
    "family",
    "grade",
    "kind",
    "measure",
    "network",
    "polarity",
    "practice",
    "qualifier",
    "question",
    "reason",
    "resolution",
    "scale",
    "sector",
    "standing",
    "status",
    "theme",
    "uom",
)

PREFIXES: dict[str, str] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "np": "http://www.nanopub.org/nschema#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "peel": ONTOLOGY,
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{name: f"{ID}{name}/" for name in _THINGS},
    **{name: f"{VOCABULARY}{name}/" for name in _SCHEMES},
}

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
# each namespace ends in / or #, which no local name contains
_BY_NAMESPACE = {namespace: prefix for prefix, namespace in PREFIXES.items()}


@lru_cache(maxsize=65_536)
def compress(iri: str) -> str:
    """Return the prefixed name of an IRI, or the IRI itself where no prefix fits.

    >>> compress("https://w3id.org/peelgraph/id/force/cambridgeshire")
    'force:cambridgeshire'
    >>> compress("https://example.org/a/b")
    'https://example.org/a/b'
    """
    start = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = _BY_NAMESPACE.get(iri[:start])
    if prefix and _LOCAL.fullmatch(iri, start):
        return f"{prefix}:{iri[start:]}"
    return iri


def expand(name: str) -> str:
    """Return the IRI of a prefixed name; a name without a known prefix comes back unchanged.

    >>> expand("theme:hare-coursing")
    'https://w3id.org/peelgraph/vocabulary/theme/hare-coursing'
    """
    prefix, colon, local = name.partition(":")
    if colon and prefix in PREFIXES:
        return PREFIXES[prefix] + local
    return name
