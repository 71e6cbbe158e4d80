"""Write a difference as RDF Patch (Apache Jena): rows that turn the first graph into the second.

Source: https://jena.apache.org/documentation/rdf-patch, the text form: a header, one transaction,
and a row for each change.
"""

from __future__ import annotations

import uuid

from graph.diff.blank_nodes import DIGEST_NAME
from graph.diff.statements import Difference, Row
from graph.errors import PeelgraphError

_COMPARABLE = (
    "Compare two stores, folders or revisions, "
    "or exports that both end in .trig or .nq, or both in .ttl or .nt."
)


def rdf_patch(difference: Difference) -> str:
    """Write a difference so that applying it to the first graph gives the second.

    The same difference gives the same text.

    Raises:
        PeelgraphError: where the graphs were compared without their names, or where a row needs a
            blank node, which has no name outside its file.
    """
    if not difference.is_exact:
        message = (
            "only one of the two knows named graphs, so no patch can lead from one to the other."
        )
        raise PeelgraphError(message, hint=_COMPARABLE)
    rows = [_patch_row("D", row) for row in difference.removed]
    rows += [_patch_row("A", row) for row in difference.added]
    body = "".join(["TX .\n", *rows, "TC .\n"])
    return f"H id <urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, body)}> .\n{body}"


def _patch_row(operation: str, row: Row) -> str:
    graph, line = row[0], row[1].decode()
    statement = line.removesuffix(" .")
    if f"<{DIGEST_NAME}" in statement or graph.startswith(DIGEST_NAME):
        message = "a statement that changed has a blank node, which has no name outside its file."
        raise PeelgraphError(message, where=statement, hint="Give the node an IRI.")
    if graph:
        statement += f" <{graph}>"
    return f"{operation} {statement} .\n"
