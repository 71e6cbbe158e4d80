"""Give hostile files to load, check, diff and format, and hostile shapes to check; count what goes wrong.

    python -m benchmarks.hostile_files
    python -m benchmarks.hostile_files deep shapes   # those whose names hold one of these words

Each file is accepted or refused as it should be, with one message and within the limits of time and memory; what is
accepted comes back from the store as it was.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
COMMAND = [sys.executable, str(ROOT / "peelgraph.py")]
SECONDS, MEMORY = 60, "1GB"
DEPTHS = (400, 5_000, 52_000)
LONG = 17 << 20  # bytes, beyond the parser's limit of a text
RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e:">'
ONE = f'{RDF}<rdf:Description rdf:about="urn:a"><e:p>x</e:p></rdf:Description></rdf:RDF>'
TEXT = "<urn:a> <urn:b> 'é\U0001f600' ."
NODE = '{"@id": "urn:a", "urn:b": 1}'


class HostileFile(NamedTuple):
    """A file, its content, and whether `load` should accept it."""

    name: str
    content: bytes
    is_accepted: bool


def _files(is_accepted: bool, **contents: str | bytes) -> Iterator[HostileFile]:
    """Yield files by name; the last _ stands for the dot before the suffix."""
    for name, content in contents.items():
        stem, _, suffix = name.rpartition("_")
        data = content.encode() if isinstance(content, str) else content
        yield HostileFile(f"{stem}.{suffix}", data, is_accepted)


def nested() -> Iterator[HostileFile]:
    """Yield files nested so deeply that a parser which calls itself would break, and lawful ones."""
    triple = "<<( <urn:a> <urn:b> "
    for depth in DEPTHS:
        inner = triple * depth + '"1"' + " )>>" * depth
        contents = {
            "node_jsonld": '{"@id":"urn:a","urn:b":' * depth + "1" + "}" * depth,
            "list_jsonld": '{"@id":"urn:a","urn:b":{"@list":' + "[" * depth + "]" * depth + "}}",
            "open_jsonld": "[" * depth,
            "list_ttl": f"<urn:a> <urn:b> {'(' * depth}{')' * depth} .",
            "blank_ttl": f"<urn:a> <urn:b> {'[ <urn:p> ' * depth}1{']' * depth} .",
            "open_ttl": "<urn:a> <urn:b> " + "(" * depth,
            "triple_ttl": f"<urn:a> <urn:b> {inner} .",
            "triple_nt": f"<urn:a> <urn:b> {inner} .",
            "triple_nq": f"<urn:a> <urn:b> {inner} <urn:g> .",
            "note_ttl": f"<urn:a> <urn:b> 1 {'{| <urn:p> 1 ' * depth}{'|}' * depth} .",
            "hidden_ttl": f'# "\n<urn:a> <urn:b> {inner} . # "\n',
            "mixed_trig": f"{{ <urn:a> <urn:b> {'[ <urn:p> (' * depth}{') ]' * depth} }}",
            "node_rdf": RDF + "<rdf:Description><e:p>" * depth,
        }
        yield from _files(False, **{f"deep-{depth}-{name}": contents[name] for name in contents})
    hundred = f"<urn:a> <urn:b> {triple * 100}1{' )>>' * 100} ."
    yield from _files(True, deep_ttl=hundred, brackets_ttl=f"<urn:a> <urn:b> '{'(<<' * 5000}' .")


def entities() -> Iterator[HostileFile]:
    """Yield RDF/XML whose entities grow, refer to others, or stand in other files."""
    grow = "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">'  # b of ten a, c of ten b
        for n in range(9)
    )
    long, use = "a" * 200_000, "&a;" * 20_000
    declarations = {
        "growing": (f'<!ENTITY a "aaaaaaaaaa">{grow}', "&j;"),
        "quadratic": (f'<!ENTITY a "{long}">', use),
        "parameter": ('<!ENTITY % a "b"> %a;', "x"),
        "file": ('<!ENTITY a SYSTEM "file:///etc/hostname">', "&a;"),
        "itself": ('<!ENTITY a "&a;">', "&a;"),
        "element": ('<!ENTITY a "<e:q>y</e:q>">', "&a;"),
    }
    for name, (declaration, value) in declarations.items():
        content = f"<!DOCTYPE r [{declaration}]>{ONE.replace('>x<', f'>{value}<')}"
        yield from _files(False, **{f"entity-{name}_rdf": content})
    prefix = f'<!DOCTYPE r [<!ENTITY x "urn:e:">]>{ONE.replace("urn:a", "&x;a")}'
    yield from _files(True, entity_rdf=prefix)


def broken() -> Iterator[HostileFile]:
    """Yield what is cut off, empty, or of another format than its name says."""
    for part in range(1, 12):
        yield from _files(False, **{f"cut-{part}_rdf": ONE[: len(ONE) * part // 12]})
    none = ("{}", "[]", "1", "null", '"x"', '{"a": 1}', "[1, 2]", '{"@id": "urn:a"}', f"{NODE}{{}}")
    foreign = ('{"@context": "http://127.0.0.1:9/c", "name": "x"}', '{"@id": 5, "urn:b": 1}')
    for number, text in enumerate((*none, *foreign, "{'a': 1}", NODE[:-1])):
        yield from _files(False, **{f"json-{number}_jsonld": text})
    yield from _files(
        False, twice_rdf=ONE * 2, svg_rdf="<svg xmlns='http://www.w3.org/2000/svg'/>",
        html_rdf="<!DOCTYPE html><html><p>x<br></html>", empty_ttl="", comment_ttl="# x\n",
        none_rdf=f"{RDF}</rdf:RDF>", none_trig="<urn:g> { }", binary_ttl=bytes(range(256)) * 40,
        nul_rdf=ONE.replace(">x<", ">\0<"), json_ttl=NODE, xml_ttl=ONE,
    )  # fmt: skip
    yield from _files(True, after_rdf=f"{ONE}\n<!-- c -->\n", node_jsonld=NODE)


def encodings() -> Iterator[HostileFile]:
    """Yield files in other encodings, with and without a byte order mark, and some in none."""
    for name in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        contents = {f"{name}_ttl": TEXT.encode(name), f"{name}_jsonld": NODE.encode(name)}
        yield from _files(True, **contents)
    declared = '<?xml version="1.0" encoding="{}"?>' + ONE
    yield from _files(
        True, latin_rdf=declared.format("latin-1").replace(">x<", ">é<").encode("latin-1")
    )
    for name in ("hex", "rot13", "zlib", "cp037"):
        yield from _files(False, **{f"encoding-{name}_rdf": declared.format(name)})
    half = TEXT.encode("utf-16")[:-1]
    yield from _files(
        False,
        latin_ttl=TEXT[:18].encode() + b"\xe9' .",
        half_ttl=half,
        pair_ttl="<urn:a> <urn:b> '\\uD800' .",
    )


def long_texts() -> Iterator[HostileFile]:
    """Yield texts and names that are longer than a parser reads again, and some that are not."""
    text, name = "x" * LONG, "x" * 20_000
    yield from _files(
        False, text_ttl=f"<urn:a> <urn:b> '{text}' .", text_jsonld=NODE.replace("1", f'"{text}"'),
        text_rdf=ONE.replace(">x<", f">{text}<"), iri_nt=f"<urn:a> <urn:b> <urn:{text}> .\n",
    )  # fmt: skip
    unit = "<urn:a> a <https://w3id.org/peelgraph/ontology#Unit> ; <http://www.w3.org/2000/01/rdf-schema#label>"
    yield from _files(
        True, text_nt=f'<urn:a> <urn:b> "{"x" * (3 << 20)}" .\n', name_ttl=f"{unit} '{name}' .",
        iri_ttl=f"<urn:{name}> <urn:{name}> <urn:{name}> .", nodes_nt=f"_:{name} <urn:b> _:{name} .\n",
        label_ttl=f"{unit} <<( <urn:a> <urn:b> <urn:c> )>> , [] , <urn:x> , 5 .",
    )  # fmt: skip


def iris_and_nodes() -> Iterator[HostileFile]:
    """Yield IRIs that are none, and blank nodes that look alike or go in circles."""
    for number, iri in enumerate(
        ("urn:a b", "urn:{a}", "urn:a|b", "urn:^a", "urn:%zz", "http://x:y/")
    ):
        yield from _files(False, **{f"iri-{number}_ttl": f"<{iri}> <urn:b> <urn:c> ."})
    some = range(60)
    clique = "".join(f"_:a{one} <urn:p> _:a{two} .\n" for one in some for two in some if one != two)
    circle = "".join(f"_:x{n} <urn:p> _:x{(n + 1) % 20_000} .\n" for n in range(20_000))
    rest = "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest"
    yield from _files(
        True, clique_nt=clique, circle_nt=circle, loop_ttl=f"<urn:l> <{rest}> <urn:l> ."
    )


def shapes() -> dict[str, str]:
    """Return what stands in shapes that are amiss or go in circles."""
    return {
        "circle": "sh:node <urn:S>",
        "path": "sh:property [ sh:path _:p ; sh:minCount 1 ] . _:p sh:inversePath _:p",
        "list": "sh:in _:l . _:l rdf:first 1 ; rdf:rest _:l",
        "pattern": "sh:property [ sh:path <urn:b> ; sh:pattern '(' ]",
        "count": "sh:property [ sh:path <urn:b> ; sh:minCount 'x' ]",
        "no-path": "sh:property [ sh:minCount 1 ]",
        "datatype": "sh:property [ sh:path <urn:b> ; sh:datatype 5 ; sh:minInclusive <urn:x> ]",
        "query": "sh:sparql [ sh:select 'SELECT $this WHERE {{' ]",
        "service": "sh:sparql [ sh:select 'SELECT $this { \\\\u0053ERVICE <urn:x> { ?s ?p ?o } }' ]",
        "control": "sh:property [ sh:path <urn:b> ; sh:maxCount 0 ; sh:message '\\u001B[31m' ]",
    }


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a folder, under limits."""
    limits = {"PEELGRAPH_TIMEOUT": str(SECONDS), "PEELGRAPH_MEMORY": MEMORY}
    environment = {**os.environ, **limits, "XDG_STATE_HOME": str(folder)}
    return subprocess.run(
        [*COMMAND, *words], cwd=folder, env=environment, capture_output=True, check=False
    )


def fault(outcome: subprocess.CompletedProcess[bytes]) -> str:
    """Say what no command may do; "" where all is well."""
    text = outcome.stderr.decode("utf-8", "replace")
    if outcome.returncode not in (0, 1, 2):
        return f"exit code {outcome.returncode}"
    if outcome.returncode and not text.startswith(("peelgraph: ", "note: ")):
        return "no message"
    signs = ("Traceback", "unforeseen", "broke the process", "was stopped", "\x1b")
    return next((sign for sign in signs if sign in text), "")


def try_file(folder: Path, file: HostileFile) -> Iterator[str]:
    """Yield what goes wrong with a file."""
    (folder / file.name).write_bytes(file.content)
    shutil.rmtree(folder / "store", ignore_errors=True)
    calls = [
        ["load", file.name, "--store", "store"],
        ["check", file.name],
        ["diff", file.name, "plain.nt"],
    ]
    if file.name.endswith(".ttl"):
        calls += [["format", file.name, "--check"], ["check", "plain.nt", "--shapes", file.name]]
    for call in calls:
        outcome = run(folder, *call)
        if what := fault(outcome):
            yield f"{call[0]}: {what}"
        if call[0] == "load" and (outcome.returncode == 0) != file.is_accepted:
            yield f"load ended with {outcome.returncode}"
    if file.is_accepted:
        for call in (["export", "-o", "back.nq"], ["check"]):
            outcome = run(folder, *call, "--store", "store")
            if outcome.returncode:
                yield f"{call[0]} of the store: {outcome.stderr.decode()[:100]}"
        if run(folder, "diff", "store", "back.nq", "--exit-code").returncode:
            yield "the export differs from the store"


def try_shapes(folder: Path, constraint: str) -> str:
    """Return what goes wrong with shapes; "" for nothing."""
    names = {
        "sh": "http://www.w3.org/ns/shacl#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    }
    prefixes = " ".join(f"@prefix {name}: <{names[name]}> ." for name in names)
    text = f"{prefixes} <urn:S> a sh:NodeShape ; sh:targetNode <urn:a> ; {constraint} ."
    (folder / "shapes.ttl").write_text(text, "utf-8")
    return fault(run(folder, "check", "plain.nt", "--shapes", "shapes.ttl"))


def main() -> None:
    """Print what goes wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*", help="in the names of files")
    words = parser.parse_args().words
    groups = (nested, entities, broken, encodings, long_texts, iris_and_nodes)
    files = [file for group in groups for file in group()]
    faults: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="peelgraph-files-") as name:
        folder = Path(name)
        (folder / "plain.nt").write_text("<urn:a> <urn:b> 1 .\n", "utf-8")
        selection = [
            file for file in files if not words or any(word in file.name for word in words)
        ]
        for file in selection:
            for what in try_file(folder, file):
                faults[f"{file.name}: {what}"] += 1
                print(f"{file.name}: {what}", flush=True)
        for title, constraint in shapes().items():
            if (not words or "shapes" in words) and (what := try_shapes(folder, constraint)):
                faults[f"shapes {title}: {what}"] += 1
                print(f"shapes {title}: {what}", flush=True)
    print(f"{len(selection)} files, {len(shapes())} shapes, {faults.total()} faults")


if __name__ == "__main__":
    main()
