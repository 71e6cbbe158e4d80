"""Positions, shapes and colours of the nodes and edges of a map."""
