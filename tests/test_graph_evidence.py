"""Evidence: sentences with place, address and voices."""

from __future__ import annotations

from graph.evidence import Evidence, read_evidence, sentence_text
from graph.store import Store, rows

SENTENCE = Evidence("urn:s", "sentence 1", "https://example.org/#s", ("force states", "plan"))


def test_every_sentence_is_evidence(real: Store) -> None:
    """Each sentence of the store has its place, address and every voice, A to Z."""
    evidence = read_evidence(real)
    voices: dict[str, set[str]] = {}
    text = "SELECT ?s ?v { ?s a peel:Sentence . OPTIONAL { ?s peel:basis/rdfs:label ?v } }"
    for row in rows(real, text):
        voices.setdefault(row["s"].value, set()).update([row["v"].value] if row["v"] else [])
    assert {iri: list(item.voices) for iri, item in evidence.items()} == {
        iri: sorted(names) for iri, names in voices.items()
    }
    assert all(item.place and item.address.startswith("https://") for item in evidence.values())
    assert any(len(item.voices) > 1 for item in evidence.values())


def test_only_the_sentences_asked_for_are_read(real: Store) -> None:
    """What is no sentence is left out, and the others are as among all."""
    evidence = read_evidence(real)
    some = sorted(evidence)[:3]
    assert read_evidence(real, [*some, "urn:none", "no iri"]) == {
        iri: evidence[iri] for iri in some
    }
    assert read_evidence(real, []) == {}


def test_data_hold_all_voices_in_one_text() -> None:
    """JSON has the keys that it always had, and the text where it is known."""
    data = SENTENCE.as_data({"urn:s": "In two\n lines."})
    assert list(data) == ["iri", "place", "voices", "address", "text"]
    assert data["voices"] == "force states, plan"
    assert data["text"] == "In two lines."
    assert "text" not in SENTENCE.as_data()
    assert sentence_text("urn:t", {"urn:s": "x"}) == {}


def test_a_page_links_to_the_web_only() -> None:
    """An address of the web stays, any other is left out."""
    assert SENTENCE.for_page() == SENTENCE
    assert SENTENCE._replace(address="javascript:x").for_page().address == ""
