"""Refuse what a parser of RDF accepts in silence: XML that is cut off or no RDF, empty files."""

from __future__ import annotations

from pathlib import Path

from graph.errors import InputError

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_UNKNOWN_ENCODING = 18


def verify_xml(content: bytes, *, where: str) -> None:
    """Refuse RDF/XML that is cut off, goes on after its end, or uses no name of RDF.

    Args:
        content: of the file.
        where: its name, for messages.

    Raises:
        InputError: with file, line and column.
    """
    from xml.parsers import expat

    try:
        is_rdf = _names_rdf(content)
    except expat.ExpatError as error:
        if error.code == _UNKNOWN_ENCODING:  # the engine reads none either, and says so itself
            return
        message = f"the XML is not complete and well-formed ({expat.ErrorString(error.code)})."
        place = f"{where}:{error.lineno}:{error.offset + 1}"
        raise InputError(message, where=place, hint="Fetch or write the file anew.") from None
    if not is_rdf:
        message = "this XML holds nothing in the namespace of RDF."
        hint = "RDF/XML begins with rdf:RDF; rename the file if it is something else."
        raise InputError(message, where=where, hint=hint)


def empty_file_error(path: Path) -> InputError:
    """Return the error for a file that can be parsed and holds no statement."""
    hint = "Was it cut off? Leave it out if nothing is missing."
    if path.suffix.lower() == ".jsonld":
        hint = "JSON needs a @context, and something that it describes, to be JSON-LD."
    return InputError("holds no statement.", where=str(path), hint=hint)


def _names_rdf(content: bytes) -> bool:
    """Parse XML to its end; tell whether a name in it is of the namespace of RDF."""
    from xml.parsers import expat

    parser = expat.ParserCreate(namespace_separator=" ")
    is_rdf = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal is_rdf
        if any(key.startswith(_RDF) for key in (name, *attributes)):
            is_rdf = True
            parser.StartElementHandler = None

    parser.StartElementHandler = start
    parser.Parse(content, True)
    return is_rdf
