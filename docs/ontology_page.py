"""Writes the page of the ontology with pyLODE, from its three files taken as one.

python docs/ontology_page.py out/ontology.html
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from pylode.profiles.ontpub import OntPub
from rdflib import OWL, RDF, Graph, URIRef

ONTOLOGY = Path(__file__).resolve().parent.parent / "ontology"
PARTS = ("inspection", "policing", "alignments")


def main(target: Path) -> None:
    """Join the parts under the header of the first and write the page.

    Args:
        target: the HTML file to write.
    """
    graph = Graph()
    for part in PARTS:
        graph.parse(data=(ONTOLOGY / f"{part}.ttl").read_text("utf-8"), format="turtle")
    first, *others = (URIRef(f"https://w3id.org/peelgraph/ontology/{part}") for part in PARTS)
    for other in others:
        graph.remove((other, None, None))
    assert (first, RDF.type, OWL.Ontology) in graph
    target.parent.mkdir(parents=True, exist_ok=True)
    logging.disable(logging.INFO)
    OntPub(ontology=graph).make_html(destination=target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
