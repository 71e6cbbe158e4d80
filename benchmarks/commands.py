"""Times whole commands in processes of their own, as ratios to `import rdflib` in the same run.

    python benchmarks/commands.py [ROUNDS]

Each command runs ROUNDS times (7 by default) in turn with the yardstick, so that noise of the machine meets both; medians are printed.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
YARDSTICK = [sys.executable, "-c", "import rdflib"]


def main(rounds: int) -> None:
    """Build a store in a temporary folder and time the commands over it."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PEELGRAPH_STORE": str(Path(folder) / "store")}
        door = [sys.executable, str(ROOT / "peelgraph.py")]
        text = "SELECT ?a ?b ?s { GRAPH ?s { ?a peel:worksWith ?b } }"
        commands = {
            "peelgraph --help": [*door, "--help"],
            "peelgraph build (everything)": [*door, "build", "--force"],
            "peelgraph build (nothing to do)": [*door, "build"],
            "peelgraph check": [*door, "check"],
            "peelgraph query": [*door, "query", text],
            "peelgraph export (Turtle)": [*door, "export", "-o", str(Path(folder) / "x.ttl")],
            "peelgraph map partnerships": [
                *door,
                "map",
                "partnerships",
                "-o",
                str(Path(folder) / "x.html"),
            ],
        }
        seconds: dict[str, list[float]] = {name: [] for name in ("import rdflib", *commands)}
        for _ in range(rounds):
            seconds["import rdflib"].append(_time(YARDSTICK, environment))
            for name, command in commands.items():
                seconds[name].append(_time(command, environment))
    yardstick = statistics.median(seconds["import rdflib"])
    print(f"{'command':34} {'seconds':>8} {'times import rdflib':>20}")
    for name, values in seconds.items():
        middle = statistics.median(values)
        print(f"{name:34} {middle:8.3f} {middle / yardstick:20.2f}")


def _time(command: list[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
