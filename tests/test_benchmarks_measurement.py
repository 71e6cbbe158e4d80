"""What benchmarks measure with: medians, and processes with the processes that they start."""

from __future__ import annotations

import sys

import networkx
import pytest

from benchmarks.measurement import median_seconds, process_usage, stock_page


def test_a_call_is_made_so_many_times() -> None:
    """The median is of that many rounds, in seconds."""
    calls: list[int] = []
    assert 0 <= median_seconds(lambda: calls.append(1), 3) < 1
    assert len(calls) == 3


def test_a_process_counts_what_it_starts() -> None:
    """Seconds and memory include those of children; variables reach the process."""
    work = "import os, subprocess, sys; assert os.environ['X_LIMIT'] == '9'; "
    work += (
        "subprocess.run([sys.executable, '-c', 'x = bytearray(150_000_000); sum(range(10**6))'])"
    )
    seconds, megabytes = process_usage([sys.executable, "-c", work], {"X_LIMIT": "9"})
    assert seconds > 0
    assert megabytes > 140


def test_a_process_that_fails_says_why() -> None:
    """The measurement ends with the command and its message."""
    with pytest.raises(SystemExit, match="nothing works"):
        process_usage([sys.executable, "-c", "import sys; sys.exit('nothing works')"])


def test_the_stock_page_holds_the_network() -> None:
    """Names of things stand in it, and its library too."""
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    network.add_node("urn:a", label="river team")
    network.add_node("urn:b", label="angling trust")
    network.add_edge("urn:a", "urn:b")
    page = stock_page(network)
    assert "river team" in page
    assert "vis-network" in page
