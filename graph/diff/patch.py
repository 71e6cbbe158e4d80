"""Knows how to write a difference as RDF Patch (Apache Jena): rows that take one graph to the other.

Source: https://jena.apache.org/documentation/rdf-patch, the text form: a header, one transaction, a row a change.
"""

from __future__ import annotations

import uuid

from graph.diff.statements import Difference, Row
from graph.errors import PeelgraphError

_TAKEN_APART = "Compare two stores, folders or revisions, or exports that both end in .trig or .nq, or both in .ttl or .nt."


def rdf_patch(found: Difference) -> str:
    """Write a difference so that applying it to the first graph gives the second; the same difference gives the same text.

    Raises:
        PeelgraphError: where graphs were taken apart to be compared, or where a row needs a blank node, which has no name outside its file.
    """
    if not found.exact:
        raise PeelgraphError(
            "only one of the two knows named graphs, so no patch can lead from one to the other.",
            hint=_TAKEN_APART,
        )
    rows = [_row("D", row) for row in found.removed] + [_row("A", row) for row in found.added]
    body = "TX .\n" + "".join(rows) + "TC .\n"
    return f"H id <urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, body)}> .\n{body}"


def _row(operation: str, row: Row) -> str:
    graph, line = row[0], row[1].decode()
    statement = line.removesuffix(" .")
    if (
        graph.startswith("_:")
        or statement.startswith("_:")
        or statement.rpartition(" ")[2].startswith("_:")
    ):
        raise PeelgraphError(
            "a statement that changed has a blank node, which has no name outside its file.",
            where=statement,
            hint="Give the node an IRI.",
        )
    return f"{operation} {statement}" + (f" <{graph}>" if graph else "") + " .\n"
