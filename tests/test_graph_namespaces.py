"""Prefixed names and IRIs."""

from __future__ import annotations

from graph.namespaces import PREFIXES, compress, expand


def test_names_and_iris_lead_back_to_each_other() -> None:
    """A prefixed name of every namespace becomes its IRI and comes back the same; each namespace has one prefix and ends where a local name begins."""
    for prefix, namespace in PREFIXES.items():
        assert compress(expand(f"{prefix}:a-b.c_1")) == f"{prefix}:a-b.c_1"
        assert namespace[-1] in "/#"


def test_what_is_no_local_name_stays_an_iri() -> None:
    """An IRI is shortened only where what is left can be written after the colon."""
    for local in ("", "a/b", "a#b", "a.", ".a", "a b", "caf\u00e9", "a:b"):
        iri = PREFIXES["theme"] + local
        assert compress(iri) == iri
