"""Parts of the data of the explorer: each module reads one, in `read_section`."""
