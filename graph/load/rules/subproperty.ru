# What is connected by a relation is connected by the relations above it.
INSERT { GRAPH <https://w3id.org/peelgraph/graph/inferred> { ?one ?above ?other } ?one ?above ?other }
WHERE {
  { SELECT ?relation ?above WHERE { ?relation rdfs:subPropertyOf+ ?above } }
  ?one ?relation ?other .
  FILTER(?above != ?relation)
  FILTER NOT EXISTS { ?one ?above ?other }
}
