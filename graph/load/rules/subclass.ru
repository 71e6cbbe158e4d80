# What belongs to a class belongs to the classes above it.
INSERT { GRAPH <https://w3id.org/peelgraph/graph/inferred> { ?thing a ?above } ?thing a ?above }
WHERE {
  { SELECT ?class ?above WHERE { ?class rdfs:subClassOf+ ?above } }
  ?thing a ?class .
  FILTER(isIRI(?above) && ?above != ?class)
  FILTER NOT EXISTS { ?thing a ?above }
}
