"""Make values, files and stores of every bad kind, for whatever drives the commands with them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from graph import files
from graph.load import dataset_description
from graph.load.build import build_store, write_companions
from graph.load.checked_sources import read_sources
from graph.load.infer import infer
from graph.parse.parser import parse_file
from graph.store import Literal, NamedNode, Quad, Term, store_in_memory
from graph.store_writer import store_writer

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "fixtures" / "data"
REPORT = ROOT / "tests" / "fixtures" / "exampleshire-2018-19-effectiveness.txt"
TEXTS = (
    "", " ", "-", "--", "peel:works with", "x" * 20_000, "a " * 600, "\x1b[31mred\x1b]0;title\x07", "\u202eabc", "\x9b31m", "\udcff", "<>", "<", "urn:a b",
    "theme:", "peel:", "peel:<", "report:../..", "{", "%", "\n", "a\nb", "\\", '"', "'", "https://w3id.org/peelgraph/report/x y",
    "https://w3id.org/peelgraph/ontology#works with", "=1+1", "\U0001f937", "1" * 400, "x=", "=", "unit=", "unit=peel:a b", "unit=" + "y" * 20_000,
    "\ufffe", "river team", "measure:", "figure/crew", "SELECT * {", "SELECT", "ASK {}", "DESCRIBE <urn:x>", "\u0660", "$", "[" * 500, "(" * 500,
)  # fmt: skip
NUMBERS = (
    "",
    "0",
    "-1",
    "1",
    "2",
    "99999999999999999999",
    "x",
    "1e3",
    "nan",
    "inf",
    "\u0663",
    "0.1",
    " 1",
)
FILES = (
    "", " ", "/", ".", "..", "nowhere/x", "nowhere/x.ttl", "/dev/null/x.ttl", "/dev/full", "/dev/null", "loop", "loop/x.ttl", "folder", "folder.ttl", "x" * 300,
    "x" * 300 + ".ttl", "d/" * 3000 + "x.ttl", "y" * 251 + ".ttl", "/proc/self/mem", "empty.ttl", "empty.rdf", "empty.jsonld", "comment.ttl", "cut.rdf",
    "svg.rdf", "plain.jsonld", "list.jsonld", "number.jsonld", "binary.ttl", "binary.txt", "deep.ttl", "deep.nt", "deep.jsonld", "terms.ttl", "labels.ttl",
    "latin.ttl", "none.docx",
    ".ttl", ".html", ".csv", "out.ttl", "out.rdf", "out.nq", "out.jsonld", "out.csv", "out.html", "out.svg", "out.gexf", "out.graphml", "out.json", "out",
    "-", "out.trig", "out.tsv", "out.md", "query.rq", "shapes.ttl", "amiss.ttl", "wide.ttl", "esc\x1b[31m.ttl", "\udcff.ttl", "a\nb.ttl", "secret.ttl", "link.ttl", "dangling.ttl", "report.txt",
)  # fmt: skip
STORES = (
    "built",
    "loaded",
    "hostile",
    "emptied",
    "wrong",
    "cut",
    "gone",
    "nowhere",
    "file",
    "folder",
    "",
    "loop",
    "x" * 300,
    "d/" * 3000,
)
INPUT = b"SELECT ?s ?o { ?s peel:worksWith ?o }"
SHAPES = (
    "@prefix sh: <http://www.w3.org/ns/shacl#> . [] a sh:NodeShape ; sh:targetSubjectsOf <urn:b> ; "
    "sh:property [ sh:path <urn:b> ; sh:maxCount 0 ] ."
)
HOSTILE = "<img src=x onerror=alert(1)> [x](javascript:alert(2)) \x1b[31m\u202e \x9b=1+1 \ufffe\x0c `code` | <script>alert(3)</script>"


def prepare(folder: Path) -> None:
    """Make files and stores of every bad kind in a folder."""
    (folder / "folder").mkdir()
    (folder / "folder.ttl").mkdir()
    (folder / "loop").symlink_to("loop")
    (folder / "secret.ttl").write_text("<urn:a> <urn:b> 1 .", "utf-8")
    (folder / "secret.ttl").chmod(0)
    (folder / "link.ttl").symlink_to("comment.ttl")
    (folder / "dangling.ttl").symlink_to("nowhere/at/all")
    shutil.copy(REPORT, folder / "report.txt")
    shutil.copytree(DATA, folder / "copy")
    rdf = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e:"><rdf:Description rdf:about="urn:a"><e:p>x</e:p>'
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    contents = {
        "empty.ttl": b"", "empty.rdf": b"", "empty.jsonld": b"", "comment.ttl": b"# nothing\n", "cut.rdf": rdf.encode(), "svg.rdf": b'<svg xmlns="http://www.w3.org/2000/svg"><g><path/></g></svg>',
        "plain.jsonld": b'{"a": 1}', "list.jsonld": b"[1, 2]", "number.jsonld": b"1",
        "binary.ttl": bytes(range(256)) * 40, "binary.txt": bytes(range(256)) * 40, "deep.ttl": b"<urn:a> <urn:b> " + b"(" * 3000 + b")" * 3000 + b" .",
        "deep.nt": _flat_lists(3000).encode(), "deep.jsonld": b'{"@id": "urn:a", "urn:b": ' * 400 + b"1" + b"}" * 400,
        "latin.ttl": "<urn:a> <urn:b> 'é' .".encode("latin-1"),
        "terms.ttl": f"<urn:a> a <https://w3id.org/peelgraph/ontology#Unit> ; {label} <<( <urn:a> <urn:b> <urn:c> )>> , <urn:x> , 'a' , [] .".encode(),
        "labels.ttl": f"<urn:a> a <https://w3id.org/peelgraph/ontology#Unit> ; {label} {json.dumps(HOSTILE)} .".encode(),
        "file": b"x", "query.rq": INPUT, "shapes.ttl": SHAPES.encode(), "amiss.ttl": SHAPES.replace("0", "'x'").encode(), "wide.ttl": "<urn:a> <urn:b> 'é' .".encode("utf-16"), ".in": INPUT,
    }  # fmt: skip
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    build_store(folder / "built", data=DATA)
    hostile_store(folder / "hostile")
    with store_writer(folder / "loaded") as writer:
        terms = [*parse_file(folder / "terms.ttl"), *parse_file(folder / "deep.nt")]
        writer.replace(
            lambda store: store.bulk_extend(terms),
            note={"loaded": ["terms.ttl"]},
            finish=write_companions,
        )
    for name in ("emptied", "wrong", "cut", "gone"):
        shutil.copytree(folder / "built", folder / name)
    (folder / "emptied" / "current.json").write_bytes(b"")
    (folder / "wrong" / "current.json").write_text(
        '{"generation": "generation-1", "counts": [], "loaded": 7}', "utf-8"
    )
    next((folder / "cut").glob("generation-1/*.sst")).write_bytes(b"")
    shutil.rmtree(folder / "gone" / "generation-1")


def _flat_lists(depth: int) -> str:
    """State lists in lists so deep one after the other, as no bound of nesting in a file keeps them out of a store."""
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    parts = (
        f"_:l{n} <{rdf}first> _:l{n + 1} .\n_:l{n} <{rdf}rest> <{rdf}nil> .\n" for n in range(depth)
    )
    return f"<urn:a> <urn:b> _:l0 .\n{''.join(parts)}"


def hostile_store(directory: Path) -> None:
    """Build a store of the invented report in which every text and every address is hostile."""
    store = read_sources(files.sources(DATA))
    infer(store)
    dataset_description.add_description(store)
    spoiled = [
        Quad(quad.subject, quad.predicate, _spoiled(quad), quad.graph_name) for quad in store
    ]
    whole = store_in_memory(spoiled)
    with store_writer(directory) as writer:
        writer.replace(
            lambda target: target.bulk_extend(spoiled),
            note={"fingerprint": "0", "counts": {}},
            finish=lambda folder, _: write_companions(folder, whole),
        )


def _spoiled(quad: Quad) -> Term:
    """Return the object of a statement, hostile where it is a text or an address."""
    term = quad.object
    if isinstance(term, NamedNode) and quad.predicate.value == "https://schema.org/url":
        return NamedNode("javascript:alert(5)")
    if not isinstance(term, Literal):
        return term
    if term.language:
        return Literal(f"{term.value} {HOSTILE}", language=term.language)
    if term.datatype.value.endswith("#string"):
        return Literal(f"{HOSTILE} {term.value}")
    if term.datatype.value.endswith("#anyURI"):
        return Literal("javascript:alert(4)", datatype=term.datatype)
    return term
