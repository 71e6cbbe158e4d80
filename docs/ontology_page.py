"""Write a web page about the ontology with pyLODE, and the reference tables of docs/ontology.md.

python docs/ontology_page.py out/ontology.html
python docs/ontology_page.py docs/ontology.md
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

from pylode.profiles.ontpub import OntPub
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Node

from graph.namespaces import ONTOLOGY, VOCABULARY, compress

FOLDER = Path(__file__).resolve().parent.parent / "ontology"
PARTS = ("inspection", "policing", "alignments")
BEGIN, END = "<!-- reference tables: begin -->\n", "<!-- reference tables: end -->\n"
_FAMILY, _NETWORK, _BACK, _STATED = (
    URIRef(ONTOLOGY + name) for name in ("family", "inNetwork", "inverseLabel", "isRelation")
)


def web_page(target: Path) -> None:
    """Join the parts under the header of the first and write the web page.

    Args:
        target: the HTML file to write.
    """
    ontology = _parsed(FOLDER, *(f"{part}.ttl" for part in PARTS))
    first, *further = (URIRef(f"https://w3id.org/peelgraph/ontology/{part}") for part in PARTS)
    for header in further:
        ontology.remove((header, None, None))
    assert (first, RDF.type, OWL.Ontology) in ontology
    target.parent.mkdir(parents=True, exist_ok=True)
    logging.disable(logging.INFO)
    OntPub(ontology=ontology).make_html(destination=target)


def tables(folder: Path = FOLDER) -> str:
    """Return the reference tables of an ontology in Markdown.

    Args:
        folder: of the ontology.
    """
    ontology = _parsed(folder, *(f"{part}.ttl" for part in PARTS))
    schemes = _parsed(folder / "vocabularies", "*.ttl")
    sections = (
        ("Classes", "class | what it is | under | family", _classes(ontology)),
        (
            "Relations",
            "relation | read | and back | what it says | family | networks",
            _relations(ontology),
        ),
        ("Links", "link | read | and back | what it says", _links(ontology)),
        ("Values", "property | what it holds", _defined(ontology, OWL.DatatypeProperty)),
        (
            "Annotations of terms",
            "annotation | what it says",
            _defined(ontology, OWL.AnnotationProperty),
        ),
        ("Families", "family | in a legend | what belongs to it", _concepts(schemes, "family")),
        ("Networks", "network | called | what belongs to it", _concepts(schemes, "network")),
        ("Schemes of concepts", "scheme | what it holds", _schemes(schemes)),
    )
    return "\n".join(_table(title, header, rows) for title, header, rows in sections)


def renewed(page: str, folder: Path = FOLDER) -> str:
    """Return docs/ontology.md with its reference tables made anew."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{tables(folder)}{END}{after}"


def _parsed(folder: Path, *patterns: str) -> Graph:
    ontology = Graph()
    for pattern in patterns:
        for path in sorted(folder.glob(pattern)):
            ontology.parse(data=path.read_text("utf-8"), format="turtle")
    return ontology


def _table(title: str, header: str, rows: Iterator[tuple[str, ...]]) -> str:
    rule = "|".join("---" for _ in header.split("|"))
    lines = (f"| {' | '.join(cells)} |" for cells in sorted(rows))
    return "\n".join([f"## {title}", f"| {header} |", f"|{rule}|", *lines]) + "\n"


def _classes(ontology: Graph) -> Iterator[tuple[str, ...]]:
    for term in _own(ontology, OWL.Class):
        under = sorted(compress(str(above)) for above in ontology.objects(term, RDFS.subClassOf))
        yield _name(term), _definition(ontology, term), ", ".join(under), _family(ontology, term)


def _relations(ontology: Graph) -> Iterator[tuple[str, ...]]:
    for term in ontology.subjects(_STATED):
        networks = sorted(_local(network) for network in ontology.objects(term, _NETWORK))
        forward, back = _words(ontology, term)
        definition, family = _definition(ontology, term), _family(ontology, term)
        yield _name(term), forward, back, definition, family, ", ".join(networks)


def _links(ontology: Graph) -> Iterator[tuple[str, ...]]:
    for term in _own(ontology, OWL.ObjectProperty):
        if (term, _STATED, None) not in ontology:
            yield _name(term), *_words(ontology, term), _definition(ontology, term)


def _defined(ontology: Graph, kind: URIRef) -> Iterator[tuple[str, ...]]:
    for term in _own(ontology, kind):
        yield _name(term), _definition(ontology, term)


def _schemes(schemes: Graph) -> Iterator[tuple[str, ...]]:
    for scheme in schemes.subjects(RDF.type, SKOS.ConceptScheme):
        if str(scheme).startswith(VOCABULARY) and "/" not in str(scheme).removeprefix(VOCABULARY):
            yield f"`{_local(scheme)}`", _definition(schemes, scheme)


def _concepts(schemes: Graph, scheme: str) -> Iterator[tuple[str, ...]]:
    for concept in schemes.subjects(SKOS.inScheme, URIRef(VOCABULARY + scheme)):
        label = str(schemes.value(concept, RDFS.label))
        yield f"`{_local(concept)}`", label, _definition(schemes, concept)


def _own(ontology: Graph, kind: URIRef) -> Iterator[URIRef]:
    for term in ontology.subjects(RDF.type, kind):
        if isinstance(term, URIRef) and term.startswith(ONTOLOGY):
            yield term


def _name(term: Node) -> str:
    return f"`{compress(str(term))}`"


def _local(term: Node) -> str:
    return str(term).rpartition("/")[2]


def _words(ontology: Graph, term: Node) -> tuple[str, str]:
    forward, back = (ontology.value(term, words) for words in (RDFS.label, _BACK))
    return str(forward or ""), str(back or "")


def _definition(ontology: Graph, term: Node) -> str:
    return str(ontology.value(term, SKOS.definition) or "")


def _family(ontology: Graph, term: Node) -> str:
    return _local(ontology.value(term, _FAMILY) or URIRef(""))


def main(target: Path) -> None:
    """Write the web page, or renew the tables of a Markdown page, by the suffix of the file."""
    if target.suffix == ".md":
        target.write_text(renewed(target.read_text("utf-8")), "utf-8")
    else:
        web_page(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
