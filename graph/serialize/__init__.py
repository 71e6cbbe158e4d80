"""Serialize statements in a fixed order: Turtle and its kin, RDF/XML, JSON-LD, blank nodes."""
