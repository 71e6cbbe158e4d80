"""Nanopublications: well-formed by each rule of the guidelines of nanopub.net."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import INVENTED_DATA
from rdflib import RDF, RDFS, Dataset, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, Namespace

from graph.analyse.analyses.catalogue import run_analysis
from graph.analyse.provenance import save_result
from graph.analyse.settings import Settings
from graph.errors import PeelgraphError
from graph.export.nanopublications import build_time, write_nanopublications
from graph.load.build import build_store
from graph.load.rdf_files import load_files
from graph.store import Store, open_current, query, read_pointer, store_in_memory
from graph.store_generation import write_pointer

NP = Namespace("http://www.nanopub.org/nschema#")
PARTS = (NP.hasAssertion, NP.hasProvenance, NP.hasPublicationInfo)
Statement = tuple[object, object, object]
Graphs = dict[object, set[Statement]]


@pytest.fixture(scope="module")
def dataset(real: Store, real_directory: Path, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The nanopublications of the real report, read by rdflib."""
    path = tmp_path_factory.mktemp("nanopublications") / "all.trig"
    write_nanopublications(real, path, directory=real_directory)
    return Dataset().parse(data=path.read_text("utf-8"), format="trig")


def _graphs(dataset: Dataset) -> Graphs:
    graphs: Graphs = defaultdict(set)
    for subject, predicate, value, graph in dataset.quads():
        graphs[graph].add((subject, predicate, value))
    return graphs


def faults(graphs: Mapping[object, set[Statement]]) -> list[str]:
    """Return which rule of well-formedness which publication breaks."""
    heads = {
        graph: [s for s, p, o in triples if (p, o) == (RDF.type, NP.Nanopublication)]
        for graph, triples in graphs.items()
    }
    broken_rules = [
        f"{graph}: a graph without an IRI" for graph in graphs if type(graph) is not URIRef
    ]
    used: list[object] = []
    for head, names in heads.items():
        if not names:
            continue
        if len(names) > 1:
            broken_rules.append(f"{head}: several publications in one head")
        parts = [[o for s, p, o in graphs[head] if (s, p) == (names[0], part)] for part in PARTS]
        if [len(part) for part in parts] != [1, 1, 1]:
            broken_rules.append(f"{head}: not exactly one of each part")
            continue
        assertion, provenance, information = (part[0] for part in parts)
        uris = [names[0], head, assertion, provenance, information]
        used += uris[1:]
        if len(set(uris)) != len(uris):
            broken_rules.append(f"{head}: two parts have one address")
        if len(graphs[head]) != 1 + len(PARTS):
            broken_rules.append(f"{head}: more in the head than its parts")
        if not all(graphs.get(part) for part in uris[2:]):
            broken_rules.append(f"{head}: an empty part")
        if not all(assertion in triple for triple in graphs.get(provenance, ())):
            broken_rules.append(f"{head}: provenance that does not refer to the assertion")
        if not all(triple[0] == names[0] for triple in graphs.get(information, ())):
            broken_rules.append(f"{head}: information that is not about the publication")
    if len(set(used)) != len(used):
        broken_rules.append("two publications share a graph")
    broken_rules += [f"{graph}: belongs to no publication" for graph in graphs if graph not in used]
    return broken_rules


def test_every_rule_is_kept(dataset: Dataset) -> None:
    """Graphs with IRIs, one head with one of each part, nothing outside, references where due."""
    assert faults(_graphs(dataset)) == []


def test_one_for_each_finding_judgment_and_area_for_improvement(
    dataset: Dataset, real: Store
) -> None:
    """As many as the graph holds, each with the label and class of what it asserts."""
    graphs = _graphs(dataset)
    ask = "SELECT ?x { VALUES ?c { peel:Finding peel:Judgment peel:AreaForImprovement } ?x a ?c }"
    nodes = {row["x"].value for row in query(real, ask)}  # type: ignore[union-attr]
    subjects = {
        str(s)
        for graph, triples in graphs.items()
        if str(graph).endswith("#assertion")
        for s, p, _ in triples
        if p == RDFS.label
    }
    assert subjects == nodes
    assert len(graphs) == 4 * len(nodes)


def test_provenance_and_information_say_what_a_reader_needs(dataset: Dataset) -> None:
    """The sentence, its page, the report and its publisher; who made it, when, and the licence."""
    for graph, triples in _graphs(dataset).items():
        relations = {p for _, p, _ in triples}
        if str(graph).endswith("#provenance"):
            assert relations >= {PROV.wasDerivedFrom, PROV.hadPrimarySource, DCTERMS.source}
            assert PROV.wasAttributedTo in relations
        if str(graph).endswith("#pubinfo"):
            assert relations >= {DCTERMS.creator, DCTERMS.created, DCTERMS.license, RDFS.label}
            times = [o for _, p, o in triples if p == DCTERMS.created]
            assert [
                type(time.toPython()).__name__ for time in times if isinstance(time, Literal)
            ] == ["datetime"]


def test_nothing_that_was_inferred_is_asserted(dataset: Dataset) -> None:
    """Wider classes and properties are left out: only what the report's data state is published."""
    graphs = _graphs(dataset)
    kinds = {o for triples in graphs.values() for _, p, o in triples if p == RDF.type}
    assert PROV.Entity not in kinds
    assert len(kinds) == 4


def test_the_same_store_gives_the_same_bytes(
    invented: Store, invented_directory: Path, tmp_path: Path
) -> None:
    """Two exports are equal to the byte, in both formats; the time is that of the build."""
    for suffix in (".trig", ".nq"):
        for name in ("a", "b"):
            path = tmp_path / f"{name}{suffix}"
            write_nanopublications(invented, path, directory=invented_directory)
        assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()
    time = build_time(invented_directory)
    assert f'"{time}"' in (tmp_path / "a.nq").read_text("utf-8")


def test_the_time_is_that_of_the_build(tmp_path: Path) -> None:
    """Results that are saved and files that are loaded later leave it; another build has its own."""
    directory = build_store(tmp_path / "store", data=INVENTED_DATA).directory
    pointer = read_pointer(directory)
    time = "2020-02-29T12:00:00Z"
    write_pointer(directory, {**pointer, "built": time})
    save_result(directory, run_analysis(open_current(directory), "degree"), Settings())
    assert build_time(directory) == time
    assert build_store(directory, data=INVENTED_DATA).is_new is False
    assert build_time(directory) == time
    (tmp_path / "x.ttl").write_text("<urn:a> <urn:b> <urn:c> .", "utf-8")
    load_files(directory, [tmp_path / "x.ttl"])
    assert build_time(directory) == time
    build_store(directory, data=INVENTED_DATA, force=True)
    assert build_time(directory) >= str(pointer["built"])


def test_without_a_build_the_time_is_that_of_the_files(tmp_path: Path) -> None:
    """A store of loaded files alone has the time at which they were written there."""
    (tmp_path / "x.ttl").write_text("<urn:a> <urn:b> <urn:c> .", "utf-8")
    load_files(tmp_path / "store", [tmp_path / "x.ttl"])
    assert "built" not in read_pointer(tmp_path / "store")
    assert build_time(tmp_path / "store").startswith("20")


def test_what_cannot_be_published_is_refused(invented: Store, tmp_path: Path) -> None:
    """A format without graphs and a store without findings are named."""
    with pytest.raises(PeelgraphError, match=r"ends in \.trig or \.nq"):
        write_nanopublications(invented, tmp_path / "x.ttl")
    with pytest.raises(PeelgraphError, match="no findings"):
        write_nanopublications(store_in_memory(), tmp_path / "x.trig")
    assert not list(tmp_path.iterdir())
    assert write_nanopublications(invented, tmp_path / "x.nq") > 5


def test_the_checker_sees_each_fault(dataset: Dataset) -> None:
    """A statement outside, a missing part, a stray reference: each breaks a rule."""
    graphs = _graphs(dataset)
    head = next(graph for graph in graphs if str(graph).endswith("#Head"))
    base = str(head).removesuffix("#Head")
    sound = {graph: graphs[graph] for graph in graphs if str(graph).partition("#")[0] == base}
    assert (len(sound), faults(sound)) == (4, [])
    other = URIRef("urn:other")
    for graph, triple in {
        other: (other, other, other),
        head: (URIRef(base), RDFS.label, other),
        URIRef(base + "#provenance"): (other, RDFS.label, other),
        URIRef(base + "#pubinfo"): (other, RDFS.label, other),
    }.items():
        broken = {**sound, graph: sound.get(graph, set()) | {triple}}
        assert len(faults(broken)) == 1, graph
    for part in ("assertion", "provenance", "pubinfo"):
        assert faults({**sound, URIRef(f"{base}#{part}"): set()})
    assert faults({**sound, head: {t for t in sound[head] if t[1] != NP.hasAssertion}})
