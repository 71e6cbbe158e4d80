# A symmetric relation holds both ways.
INSERT { GRAPH <https://w3id.org/peelgraph/graph/inferred> { ?other ?relation ?one } ?other ?relation ?one }
WHERE {
  ?relation a owl:SymmetricProperty .
  ?one ?relation ?other .
  FILTER NOT EXISTS { ?other ?relation ?one }
}
