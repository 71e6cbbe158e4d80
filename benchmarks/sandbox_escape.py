"""Try to leave the sandbox: queries that call out, and queries that need endless memory.

    python -m benchmarks.sandbox_escape                    # 200 queries in three ways, 14 bombs
    python -m benchmarks.sandbox_escape --queries 50 --memory 200MB --way python

They are asked by command, in Python and as a language-model client. A listener on 127.0.0.1 counts
connections. That it would hear of a leak is shown first, by asking the engine itself in a process
without a sandbox.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import peelgraph
from graph.errors import QueryError
from graph.load.build import build_store
from graph.process_limits import parse_memory
from graph.store import query as engine
from graph.store import store_in_memory

COMMAND = (sys.executable, str(Path(peelgraph.__file__).resolve()))
ATTEMPTS = (  # @ is the address of the listener, without a path
    "SELECT * { SERVICE <@x> { ?s ?p 'secret' } }",
    "SELECT * { SERVICE SILENT <@x> { ?s ?p 'secret' } }",
    "select*{service<@x>{?s ?p ?o}}",
    "SELECT * { SERVICESILENT<@x>{ ?s ?p ?o } }",
    'SELECT * { # \\u000A"""\n SERVICE <@x> { ?s ?p "secret" } # """\n}',
    "SELECT * { # \\u000A'''\n SERVICE <@x> { ?s ?p 'secret' } # '''\n}",
    'SELECT * { # \\u0022\n SERVICE <@x> { ?s ?p "secret" } # \\u0022\n}',
    'SELECT * { # "\r SERVICE <@x> { ?s ?p "secret" } # "\r}',
    "SELECT * { # <\n SERVICE <@x> { ?s ?p ?o } # >\n}",
    "PREFIX ex: <@> SELECT * { SERVICEex:y { ?s ?p ?o } }",
    "PREFIX : <@> SELECT * { SERVICE:four { ?s ?p ?o } }",
    "PREFIX service: <@> SELECT * { SERVICE service:y { ?s ?p ?o } }",
    "BASE <@> SELECT * { SERVICE <relative> { ?s ?p ?o } }",
    "SELECT * { VALUES ?x { <@x> } SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { BIND(IRI('@x') AS ?x) SERVICE SILENT ?x { ?s ?p ?o } }",
    "ASK { FILTER EXISTS { SERVICE <@x> { ?s ?p ?o } } }",
    "ASK { FILTER NOT EXISTS { SERVICE SILENT <@x> { ?s ?p ?o } } }",
    "SELECT (EXISTS { SERVICE <@x> { ?s ?p ?o } } AS ?x) {}",
    "SELECT * { { SELECT * { SERVICE <@x> { ?s ?p ?o } } } }",
    "SELECT * { { } UNION { SERVICE <@x> { ?s ?p ?o } } }",
    "SELECT * { {} OPTIONAL { SERVICE <@x> { ?s ?p ?o } } }",
    "SELECT * { BIND(1 AS ?s) MINUS { SERVICE <@x> { ?s ?p ?o } } }",
    "SELECT (COUNT(*) AS ?n) { SERVICE <@x> { ?s ?p ?o } } GROUP BY ?s HAVING (?n > 1)",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <@x> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <@x> { ?s ?p ?o } }",
    "SELECT * { BIND(1 AS ?a) BIND(2 AS ?b) FILTER(true||?a<?b)SERVICE#>\n<@x>{ ?s ?p ?o } }",
    "SELECT * { BIND('\\u0022' AS ?q) SERVICE <@x> { ?s ?p ?o } BIND('\\u0022' AS ?r) }",
    "SELECT * { BIND(1AS?x)SERVICE<@x>{?s?p?o} }",
    "SELECT * { FILTER(true)SERVICE <@\\u0078> { ?s ?p ?o } }",
    "PREFIX x: <urn:> SELECT * { BIND(x:a\\#b AS ?y) SERVICE <@x> { ?s ?p ?o } }",
    "SELECT * { SERVICE <@x> { SERVICE <@y> { ?s ?p ?o } } }",
    "SELECT * { SERVICE <@x?q='#> { ?s ?p ?o } }",
)
LAWFUL = (
    "SELECT ?service ?name { ?service rdfs:label ?name } LIMIT 3",
    "SELECT ?s { ?s a peel:Force FILTER(?s != <urn:service>) }",
    "SELECT ?s { ?s a peel:Force FILTER(?s != <http://example.org/SERVICE>) }",
    "SELECT * { ?s rdfs:label 'SERVICE <http://127.0.0.1/x> { ?s ?p ?o }' }",
    'SELECT * { ?s rdfs:label """a "SERVICE" <urn:x> { """ }',
    "SELECT * { ?s a peel:Force } # SERVICE <http://127.0.0.1/x> { ?s ?p ?o }",
    "# service <urn:x> {\nASK { ?s a peel:Force }",
    "PREFIX service: <urn:s:> SELECT * { service:a ?p ?o }",
    "PREFIX service: <urn:s:> SELECT * { GRAPH service:x { ?s ?p ?o } }",
    "PREFIX service: <urn:s:> SELECT * { ?s a service:x . { ?s ?p ?o } }",
    "PREFIX myservice: <urn:s:> SELECT * { ?s a myservice:service ; myservice:SERVICE ?o }",
    "SELECT ?SERVICE { BIND(1 AS ?SERVICE) }",
    "SELECT * { ?s ?service 'x'@en-service }",
    "SELECT (COUNT(?service) AS ?services) { ?service a peel:Unit FILTER(CONTAINS(STR(?service), 'service')) }",
    "SELECT * { _:service a peel:Force }",
    "ASK { BIND('\\u0053ERVICE <urn:x> {' AS ?x) }",
)


def _nested(depth: int) -> str:
    text = '"aaaaaaaaaa"'
    for _ in range(depth):
        text = f'REPLACE({text}, "a", "aaaaaaaaaa")'
    return text


_PAIRS = "?a ?b ?c . ?d ?e ?f"
_MANY = " ".join(f'"{number}"' for number in range(300))
BOMBS = {
    "order of a cross product": f"SELECT * {{ {_PAIRS} }} ORDER BY ?c ?f",
    "nested REPLACE": f"SELECT ({_nested(9)} AS ?x) {{}}",
    "REPLACE that squares": f"SELECT ?w {{ BIND(REPLACE('aaaaaaaaaa', 'a', '{'a' * 2000}') AS ?y) "
    "BIND(REPLACE(?y, 'a', ?y) AS ?z) BIND(REPLACE(?z, 'a', ?y) AS ?w) }",
    "doubling CONCAT": "SELECT ?x40 { BIND('aaaaaaaaaa' AS ?x0) "
    + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
    + " }",
    "GROUP_CONCAT": f"SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?c), STR(?f))) AS ?x) {{ {_PAIRS} }}",
    "DISTINCT": f"SELECT DISTINCT ?a ?c ?d ?f {{ {_PAIRS} }}",
    "property paths": "SELECT DISTINCT * { ?a (!<urn:x>|^!<urn:x>)* ?b . ?c (!<urn:x>|^!<urn:x>)* ?d }",
    "many UNIONs": "SELECT * { " + " UNION ".join([f"{{ {_PAIRS} }}"] * 50) + " } ORDER BY ?f",
    "VALUES": "SELECT * { "
    + " ".join(f"VALUES ?v{n} {{ {_MANY} }}" for n in range(5))
    + " } ORDER BY ?v1 ?v2",
    "MINUS": "SELECT * { ?a ?b ?c . MINUS { ?a ?y ?z . ?u ?v ?w } }",
    "GROUP BY": f"SELECT ?a ?c ?d ?f (COUNT(*) AS ?n) {{ {_PAIRS} }} GROUP BY ?a ?c ?d ?f",
    "OPTIONAL": "SELECT * { ?a ?b ?c OPTIONAL { ?d ?e ?f } OPTIONAL { ?g ?h ?i } } ORDER BY ?i",
    "count of distinct texts": f"SELECT (COUNT(DISTINCT CONCAT(STR(?a), STR(?f), STR(?c))) AS ?n) {{ {_PAIRS} }}",
    "subqueries": f"SELECT * {{ {{ SELECT * {{ {_PAIRS} }} ORDER BY ?b }} {{ SELECT * {{ ?g ?h ?i . ?j ?k ?l }} ORDER BY ?h }} }}",
}


class Listener:
    """A server on 127.0.0.1 that counts connections and answers none.

    Attributes:
        address: of it, as the beginning of a URL.
        connections: the first bytes of each.
    """

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=100)
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        self.connections: list[bytes] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                with connection:
                    connection.settimeout(1)
                    self.connections.append(b"")
                    with suppress(OSError):
                        self.connections[-1] = connection.recv(1_000)

    def close(self) -> None:
        """Stop listening."""
        self._socket.close()


@contextmanager
def listener() -> Iterator[Listener]:
    """Give a listener, and stop it afterwards."""
    made = Listener()
    try:
        yield made
    finally:
        made.close()


def attempts(address: str, number: int, *, seed: int = 1) -> list[str]:
    """Return queries that call out: those that somebody wrote, then as many as are wanted that hide a call in escapes, comments and texts."""
    chance = random.Random(seed)
    written = [text.replace("@", address) for text in ATTEMPTS]
    return (
        written + [hidden(chance, _call(chance, address)) for _ in range(number - len(written))]
    )[:number]


def lawful(number: int, *, seed: int = 1) -> list[str]:
    """Return queries without a call in which the word stands in texts, comments, names and addresses."""
    chance = random.Random(seed)
    words = (
        "BIND('SERVICE <urn:x> {' AS ?x)",
        "?service ?p ?o .",
        "FILTER(?s != <urn:service>)",
        "?s <urn:SERVICE> ?o .",
        '?s ?p """SERVICE <urn:x> { """ .',
    )
    return [*LAWFUL, *(hidden(chance, chance.choice(words)) for _ in range(number - len(LAWFUL)))][
        :number
    ]


def hidden(chance: random.Random, part: str) -> str:
    """Put a part of a query between decoys: comments, texts and comparisons full of quotes and escapes."""
    before, after = (
        " ".join(_decoy(chance) for _ in range(chance.randint(0, 3))) for _ in range(2)
    )
    frame = chance.choice(
        (
            "SELECT * {{ {} }}",
            "ASK {{ {} }}",
            "SELECT * {{ {{ {} }} }}",
            "SELECT * {{ {{}} UNION {{ {} }} }}",
            "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {} }}",
        )
    )
    return frame.format(f"{before} {part} {after}")


def _call(chance: random.Random, address: str) -> str:
    word = "".join(chance.choice((letter.upper(), letter)) for letter in "service")
    gap = chance.choice((" ", "\n", "\t", "", " # x\n", "#'\r", ' #"""\n'))
    silent = chance.choice(("", "", "SILENT "))
    return f"{word}{gap}{silent}<{address}x>{chance.choice(('', ' '))}{{ ?s ?p 'secret' }}"


def _decoy(chance: random.Random) -> str:
    marks = (
        "\\u000A",
        "\\u0022",
        "\\u0027",
        "\\u0023",
        "\\U0000007B",
        "{",
        "}",
        "#",
        "<",
        ">",
        "x",
        " ",
        "service",
        "SERVICE <urn:x> {",
    )
    noise = "".join(chance.choice(marks) for _ in range(chance.randint(0, 5)))
    quotes = "".join(
        chance.choice(('"', "'", '"""', "'''", "\\")) for _ in range(chance.randint(0, 3))
    )
    return chance.choice(
        (
            f"# {noise}{quotes}\n",
            f"#{quotes}{noise}\r",
            f"BIND('{noise}' AS ?v{chance.randrange(10**6)})",
            f'BIND("""{noise}\'"""AS?v{chance.randrange(10**6)})',
            "FILTER(1<2)",
            "FILTER(1<2||3>4)",
        )
    )


def without_wall(texts: Iterable[str]) -> None:
    """Ask the engine itself, in this process, which has no wall."""
    store = store_in_memory()
    for text in texts:
        with suppress(QueryError, OSError, RuntimeError):
            answer = engine(store, text)
            if hasattr(answer, "__iter__"):
                list(answer)


def by_python(directory: Path, texts: Iterable[str]) -> list[str]:
    """Ask in Python; return what went wrong with each query, or ""."""
    graph = peelgraph.open(directory)
    messages = []
    for text in texts:
        try:
            with warnings.catch_warnings(action="ignore"):  # a query may well find nothing
                graph.query(text, timeout=20)
            messages.append("")
        except QueryError as error:
            messages.append(str(error))
    return messages


def by_command(directory: Path, texts: Iterable[str]) -> list[str]:
    """Ask by command; return what went wrong with each query, or ""."""
    messages = []
    for text in texts:
        process = subprocess.run(
            [*COMMAND, "query", "--store", str(directory), text],
            capture_output=True,
            text=True,
            check=False,
        )
        messages.append(process.stderr if process.returncode else "")
    return messages


def by_client(directory: Path, texts: Iterable[str]) -> list[str]:
    """Ask as a language-model client; return what went wrong with each query, or ""."""
    from mcp import Client, StdioServerParameters

    messages = []

    async def ask() -> None:
        server = StdioServerParameters(
            command=COMMAND[0], args=[*COMMAND[1:], "mcp", "--store", str(directory)]
        )
        async with Client(server) as client:
            for text in texts:
                result = await client.call_tool("query", {"text": text})
                messages.append(
                    "".join(getattr(part, "text", "") for part in result.content)
                    if result.is_error
                    else ""
                )

    asyncio.run(ask())
    return messages


WAYS: dict[str, Callable[[Path, Iterable[str]], list[str]]] = {
    "python": by_python,
    "command": by_command,
    "client": by_client,
}


def explode(
    directory: Path, text: str, limit: str, *, seconds: float = 60
) -> tuple[int, float, str]:
    """Run one query under a limit of memory; return its exit code, its peak beside the limit, and what it said."""
    command = [
        *COMMAND,
        "query",
        "--store",
        str(directory),
        "--memory",
        limit,
        "--timeout",
        str(seconds),
        text,
    ]
    # A small process starts the command: a process counts the memory of the one that started it as its own peak.
    measure = (
        "import json, os, subprocess, sys\n"
        "process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)\n"
        "_, status, used = os.wait4(process.pid, 0)\n"
        "print(json.dumps([os.waitstatus_to_exitcode(status), used.ru_maxrss]))"
    )
    process = subprocess.run(
        [sys.executable, "-c", measure, *command], capture_output=True, text=True, check=True
    )
    code, peak = json.loads(process.stdout)
    return code, peak * 1024 / parse_memory(limit), process.stderr


def main() -> None:
    """Print how many connections each way made, and the peak of each bomb beside its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--memory", default="500MB")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--way", choices=WAYS, action="append")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, listener() as ear:
        directory = build_store(Path(folder)).directory
        calls = attempts(ear.address, options.queries, seed=options.seed)
        harmless = lawful(options.queries // 2, seed=options.seed)
        without_wall(calls)
        print(f"without a wall: {len(calls)} queries, {len(ear.connections)} connections")
        for way in options.way or WAYS:
            before, start = len(ear.connections), time.perf_counter()
            refusals = _refusals(WAYS[way](directory, calls))
            connections = len(ear.connections) - before
            wrong = _refusals(WAYS[way](directory, harmless))
            print(
                f"{way}: {len(calls)} queries, {connections} connections, {refusals} refused;"
                f" {len(harmless)} lawful ones, {wrong} refused;"
                f" {time.perf_counter() - start:.0f} s"
            )
        for name, text in BOMBS.items():
            start = time.perf_counter()
            code, peak, words = explode(directory, text, options.memory)
            seconds = time.perf_counter() - start
            outcome = f"exit {code}, {peak:4.2f} of the limit, {seconds:4.1f} s"
            print(f"{name:26} {outcome}: {words.strip()[:90]}", flush=True)


def _refusals(messages: Iterable[str]) -> int:
    return sum("SERVICE is refused" in message for message in messages)


if __name__ == "__main__":
    main()
