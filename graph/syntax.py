"""Find what a parser of RDF lets pass in silence: XML that is cut off or no RDF, and files that state nothing."""

from __future__ import annotations

from pathlib import Path

from graph.errors import InputError

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_UNKNOWN_ENCODING = 18


def verify_xml(content: bytes, *, where: str) -> None:
    """Refuse RDF/XML that ends before its end, goes on after it, or says nothing in the words of RDF.

    Args:
        content: of the file.
        where: its name, for messages.

    Raises:
        InputError: with file, line and column.
    """
    from xml.parsers import expat

    parser = expat.ParserCreate(namespace_separator=" ")
    is_rdf = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal is_rdf
        if name.startswith(_RDF) or any(key.startswith(_RDF) for key in attributes):
            is_rdf = True
            parser.StartElementHandler = None

    parser.StartElementHandler = start
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        if (
            error.code == _UNKNOWN_ENCODING
        ):  # the engine reads no other encoding either, and says so itself
            return
        message = f"the XML is not complete and well-formed ({expat.ErrorString(error.code)})."
        raise InputError(
            message,
            where=f"{where}:{error.lineno}:{error.offset + 1}",
            hint="Fetch or write the file anew.",
        ) from None
    if not is_rdf:
        message = "this XML holds nothing in the namespace of RDF."
        raise InputError(
            message,
            where=where,
            hint="RDF/XML begins with rdf:RDF; rename the file if it is something else.",
        )


def nothing_stated(path: Path) -> InputError:
    """Return the error for a file that can be parsed and holds no statement."""
    hint = (
        "JSON needs a @context to be JSON-LD."
        if path.suffix.lower() == ".jsonld"
        else "Was it cut off? Leave it out if nothing is missing."
    )
    return InputError("holds no statement.", where=str(path), hint=hint)
