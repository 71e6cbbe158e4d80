"""Take RDF files in: parse, check, infer, build."""
