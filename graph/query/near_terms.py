"""Find the terms whose names are most like a mistaken one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from graph.namespaces import compress

_MOST = 2  # terms that are named
_LEAST = 0.75  # likeness of two names, from 0 to 1


def nearest_terms(iri: str, iris: Iterable[str]) -> list[str]:
    """Return at most two IRIs whose last parts are most like that of another, as prefixed names.

    Where no whole name is like it, what follows the first hyphen of a name is compared, which
    leaves out the name of a force; then the words of names.

    Args:
        iri: of a term that there is not.
        iris: of terms that there are.

    >>> terms = ["peel:Unit", "peel:unit", "peel:worksWith", "unit:exampleshire-methub"]
    >>> nearest_terms("peel:Unti", terms), nearest_terms("peel:works", terms)
    (['peel:Unit'], ['peel:worksWith'])
    >>> nearest_terms("unit:metub", terms)
    ['unit:exampleshire-methub']
    """
    wanted = _last_part(iri)
    names = {candidate: _last_part(candidate) for candidate in sorted(iris)}
    tails = {candidate: name.partition("-")[2] for candidate, name in names.items()}
    near = _alike(wanted, names) or _alike(wanted, tails) or _sharing_words(wanted, names)
    return [compress(candidate) for candidate in near]


def _last_part(iri: str) -> str:
    return re.sub(r"^.*[/#:]", "", iri)


def _alike(wanted: str, names: Mapping[str, str]) -> list[str]:
    """Return the IRIs of the names most like one, whatever their capitals; of one name, one IRI."""
    from difflib import get_close_matches

    by_name = defaultdict(list)
    for iri, name in names.items():
        by_name[name.casefold()].append(iri)
    by_name.pop("", None)
    near = get_close_matches(wanted.casefold(), by_name, _MOST, _LEAST)
    return [_most_alike(wanted, names, by_name[name]) for name in near]


def _most_alike(wanted: str, names: Mapping[str, str], iris: Sequence[str]) -> str:
    """Return the IRI whose name has the capitals of the wanted one; the last of those as alike."""
    from difflib import SequenceMatcher

    return max(reversed(iris), key=lambda iri: SequenceMatcher(None, wanted, names[iri]).ratio())


def _sharing_words(wanted: str, names: Mapping[str, str]) -> list[str]:
    """Return the IRIs whose names have all words of one, or no others, the most alike first."""
    words = _words(wanted)
    differences = {
        iri: len(words ^ others)
        for iri, name in names.items()
        if (others := _words(name)) and words and (words <= others or others <= words)
    }
    return sorted(differences, key=lambda iri: (differences[iri], iri))[:_MOST]


def _words(name: str) -> frozenset[str]:
    """Return the words of a name.

    >>> sorted(_words("worksWith")), sorted(_words("exampleshire-methub"))
    (['with', 'works'], ['exampleshire', 'methub'])
    """
    return frozenset(map(str.casefold, re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+", name)))
