"""What the ontology says of its terms is read once and used everywhere."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pytest
from conftest import INVENTED_DATA, ROOT, page_data

from docs.ontology_page import tables
from graph import files
from graph.analyse.networks.projection import project
from graph.errors import DataError
from graph.export import annotations as web_annotations
from graph.export import networks, subgraphs
from graph.export import tables as exported
from graph.load.build import build_store
from graph.namespaces import expand
from graph.query.description import describe_thing
from graph.query.description_markdown import description_markdown
from graph.query.question_answers import answer_question
from graph.query.questions import read_questions
from graph.query.search import find_things
from graph.store import NamedNode, Store, open_current, read_pointer, store_in_memory
from graph.terms import of, packaged, read
from viz.maps.builder import draw

PAGE = (ROOT / "docs" / "relations.md").read_text("utf-8")
NEW_TERMS = "\n".join(re.findall(r"```turtle\n(.*?)```", PAGE, re.DOTALL))
NEW_DATA = """
organisation:river-friends a peel:Charity ; rdfs:label "river friends"@en .
<q1/watching-the-river/1/1> {
  <q1/watching-the-river/1/1> peel:mentions organisation:river-friends .
  unit:exampleshire-river-team peel:mentors organisation:river-friends .
  <promise/teach> a peel:Promise ; rdfs:label "The river team will teach its friends."@en ;
    peel:about organisation:river-friends ; prov:wasQuotedFrom <q1/watching-the-river/1/1> .
}
"""
TEAM, FRIENDS = expand("unit:exampleshire-river-team"), expand("organisation:river-friends")
MENTORS = expand("peel:mentors")


def _extended(folder: Path, terms: str = NEW_TERMS, data: str = NEW_DATA) -> tuple[Path, Path]:
    """Copy ontology and invented data into a folder, and add terms and data that use them."""
    ontology, report = folder / "ontology", folder / "data"
    shutil.copytree(ROOT / "ontology", ontology)
    shutil.copytree(INVENTED_DATA, report)
    policing = ontology / "policing.ttl"
    policing.write_text(policing.read_text("utf-8") + terms, "utf-8")
    question = report / "exampleshire-2018-19-effectiveness" / "question-1.trig"
    question.write_text(question.read_text("utf-8") + data, "utf-8")
    return ontology, report


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A store with terms that the code has never heard of, and the folder of its ontology."""
    folder = tmp_path_factory.mktemp("extended")
    ontology, data = _extended(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "ontology_folder", lambda: ontology)
        return build_store(folder / "store", data=data).directory, ontology


@pytest.fixture(scope="module")
def store(extended: tuple[Path, Path]) -> Store:
    """The store with the new terms, opened for reading."""
    return open_current(extended[0])


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def test_a_new_relation_and_class_are_in_the_network(store: Store) -> None:
    """The network of partnerships takes relation and class from the ontology alone, with words and kind."""
    network = project(store, "partnerships")
    edge = network.edges[TEAM, FRIENDS, MENTORS]
    assert (edge["words"], edge["back"], edge["planned"]) == ("mentors", "is mentored by", False)
    assert network.nodes[FRIENDS]["kind"] == "Charity"
    sides = project(store, "units-partners")
    assert {sides.nodes[iri]["side"] for iri in (TEAM, FRIENDS)} == {0, 1}
    assert project(store, "everything").has_edge(TEAM, FRIENDS, MENTORS)


def test_a_new_relation_and_class_are_on_the_map(store: Store, tmp_path: Path) -> None:
    """A map draws both, in the colour, shape and family that the ontology names, and its legend says so."""
    draw(store, "partnerships", tmp_path / "map.svg")
    picture = (tmp_path / "map.svg").read_text("utf-8")
    assert "river team mentors river friends" in picture
    assert ".n-Charity{fill:#6b3fa0" in picture
    assert 'class="e f-guide"' in picture
    assert ">charity</text>" in picture
    draw(store, "partnerships", tmp_path / "map.html")
    data = page_data(tmp_path / "map.html")
    assert "charity" in data["classes"]["words"]
    at = data["properties"]["iri"].index("peel:mentors")
    columns = ("words", "back", "family")
    assert [data["properties"][name][at] for name in columns] == [
        "mentors",
        "is mentored by",
        "guide",
    ]


def test_a_new_relation_and_class_are_in_the_tables(store: Store, tmp_path: Path) -> None:
    """Tables list the new relation and the thing with its new class."""
    exported.write_tables(store, tmp_path)
    things, relations = (_rows(tmp_path / f"{name}.csv") for name in ("things", "relations"))
    assert [row["class"] for row in things if row["label"] == "river friends"] == ["charity"]
    stated = [row["relation"] for row in relations if row["to_label"] == "river friends"]
    assert stated == ["mentors"]


def test_a_new_relation_and_classes_are_in_the_exports(store: Store, tmp_path: Path) -> None:
    """Files for other programs, the part around a thing and the annotations hold the new terms."""
    networks.write_network(store, "partnerships", tmp_path / "network.json")
    assert '"relation": "peel:mentors"' in (tmp_path / "network.json").read_text("utf-8")
    around = {triple.predicate.value for triple in subgraphs.thing_subgraph(store, TEAM, 1)}
    assert MENTORS in around
    web_annotations.write_annotations(store, tmp_path / "annotations.jsonld")
    text = (tmp_path / "annotations.jsonld").read_text("utf-8")
    assert "river team mentors river friends" in text
    assert "promise/teach" in text


def test_a_new_relation_and_classes_are_described(
    extended: tuple[Path, Path], store: Store
) -> None:
    """Questions, descriptions and the search by name know the new terms."""
    question = read_questions(extended[1] / "questions")["what-unit-does"]
    answer = answer_question(store, question, {"unit": TEAM})
    stated = {(row["relation"].value, row["what"].value) for row in answer}
    assert ("mentors", "river friends") in stated
    text = description_markdown(describe_thing(store, FRIENDS))
    assert "charity \u00b7" in text
    assert "- is mentored by **river team**" in text
    assert "## Promises\n- The river team will teach its friends." in text
    assert find_things(extended[0], "river friends")[0].kind == "Charity"


def test_a_new_class_of_statements_is_counted(extended: tuple[Path, Path]) -> None:
    """The counts of a build name the new class after the older ones that come before it."""
    counts = read_pointer(extended[0])["counts"]
    assert isinstance(counts, dict)
    assert counts["promises"] == 1


def test_a_store_without_an_ontology_has_its_statements(invented: Store, tmp_path: Path) -> None:
    """Descriptions and annotations know findings by the project's own ontology where it is missing."""
    family = NamedNode(expand("peel:family"))
    terms = {quad.subject for quad in invented.quads_for_pattern(None, family, None, None)}
    plain = store_in_memory(quad for quad in invented if quad.subject not in terms)
    described, full = (describe_thing(store, TEAM) for store in (plain, invented))
    assert [node.iri for node in described.nodes] == [node.iri for node in full.nodes] != []
    assert described.sections == full.sections
    nodes = []
    for name, store in (("plain", plain), ("full", invented)):
        web_annotations.write_annotations(store, tmp_path / f"{name}.jsonld")
        text = (tmp_path / f"{name}.jsonld").read_text("utf-8")
        nodes.append(re.findall(r'"id": "([^"]*/finding/[^"]*)"', text))
    assert nodes[0] == nodes[1] != []


def test_new_terms_are_in_the_generated_docs(extended: tuple[Path, Path]) -> None:
    """The reference tables list class and relation with their families and networks."""
    text = tables(extended[1])
    assert "| `peel:Charity` | A voluntary body with a purpose for the public. |" in text
    assert "| `peel:mentors` | mentors | is mentored by |" in text
    assert "| guide | activity, partnerships |" in text


def test_a_term_without_annotations_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new relation without a family and a class without precedence are errors that say what to add."""
    lines = NEW_TERMS.splitlines(keepends=True)
    terms = "".join(line for line in lines if "family:guide" not in line and " 405 " not in line)
    ontology, data = _extended(tmp_path, terms)
    monkeypatch.setattr(files, "ontology_folder", lambda: ontology)
    with pytest.raises(DataError) as error:
        build_store(tmp_path / "store", data=data)
    problems = error.value.problems
    assert all("policing.ttl:" in problem.where for problem in problems)
    messages = [problem.message for problem in problems]
    assert any(text.startswith("peel:mentors: peel:family: needs its family") for text in messages)
    assert any(text.startswith("peel:Charity: ") and "peel:precedence" in text for text in messages)


def test_the_terms_of_a_store_are_those_of_its_ontology(invented: Store) -> None:
    """A built store says the same as the files of the ontology; a store without one falls back on these."""
    assert read(invented) == packaged() == read(store_in_memory())
    assert of(project(invented, "referrals")) == packaged()


def test_families_stand_for_their_classes() -> None:
    """A family among names is replaced by its classes; names of classes, and of nothing, stay."""
    terms = packaged()
    assert terms.expand(["police", "Operation"]) == {"Unit", "Role", "Collaboration", "Operation"}
    assert terms.expand(["Theme"]) == {"Theme"}
    assert terms.expand([]) == frozenset()


def test_the_most_telling_class_comes_first() -> None:
    """Of the classes of a thing the particular ones stand before the general, unknown ones last."""
    kinds = ["Nothing", "Organisation", "InspectedBody", "Partner", "OrganisationGroup", "Force"]
    assert sorted(kinds, key=packaged().rank) == [
        *("Force", "OrganisationGroup", "Partner", "InspectedBody", "Organisation", "Nothing")
    ]
    names = [kind.name for kind in packaged().of_family("statement")]
    assert names == ["Finding", "Figure", "Judgment", "AreaForImprovement", "Conflict"]


def test_relations_and_links_are_told_apart() -> None:
    """What sentences state between things differs from what links a statement to its subject."""
    relations = packaged().relations
    links = {iri for iri, relation in relations.items() if not relation.is_stated}
    names = ("about", "between", "carriesForward", "comparedWith", "restsOn")
    assert links == {expand(f"peel:{name}") for name in names}
    assert {iri for iri, relation in relations.items() if relation.is_planned} == {
        expand("peel:plans"),
        expand("peel:plannedFor"),
    }
    assert relations[expand("peel:worksWith")].is_symmetric
    assert relations[expand("peel:refersTo")].networks == {"partnerships", "referrals"}
