"""Measures of networks: a network in, values out."""
