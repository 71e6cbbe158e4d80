"""Compare two versions of the graph."""
