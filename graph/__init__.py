"""peelgraph's lower floors: read, load, store, query, analyse and export."""
