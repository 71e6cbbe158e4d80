"""Parse files of RDF strictly: encodings, entities, nesting, ends, and the place of an error."""
