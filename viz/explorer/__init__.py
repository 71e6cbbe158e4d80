"""The explorer: the whole graph in one page that works from a file."""
