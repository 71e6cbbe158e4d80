"""Parts of the data of the explorer: each module reads one, in `read_section`.

That is called with a built store, the numbers of the things of the page by IRI, and the part of the
graph that the page holds, None for everything. What it returns becomes JSON, by the module's name.
"""
