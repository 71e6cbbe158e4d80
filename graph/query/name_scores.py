"""Rate names from 0 to 100 against what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from graph.text import base_form, initials

SAME_WORDS = 95.0
EXACT = 100.0
HIDDEN = 99.0  # the very fragment of text that refers to a thing, but is no name of it
OTHER_NUMBER = 98.0  # the plural of a name, or its singular
INITIALS = 96.0


def name_score(words: str, name: str) -> float:
    """Rate a name from 0 to 100 against what was typed."""
    if words == name:
        return EXACT
    base_words, base_name = base_forms(words), base_forms(name)
    if base_words == base_name:
        return OTHER_NUMBER
    if initials(name) in (words, base_words):
        return INITIALS
    if name.startswith(words + " ") or name.endswith(" " + words):
        return SAME_WORDS
    if base_name.startswith(base_words + " ") or base_name.endswith(" " + base_words):
        return SAME_WORDS - 1
    share = len(words) / max(len(name), len(words))
    if _has_words(name, words.split()):
        return 80.0 + 14.0 * share
    if _has_words(base_name, map(stem_of, base_words.split())):
        return 70.0 + 9.0 * share
    return _similarity_score(words, name)


def _has_words(name: str, beginnings: Iterable[str]) -> bool:
    """Tell whether a name has words that begin so."""
    return all(text in name and re.search(rf"\b{re.escape(text)}", name) for text in beginnings)


def _similarity_score(words: str, name: str) -> float:
    """Rate from 0 to 80 how much a name is like what was typed, or like a part of it."""
    from rapidfuzz import fuzz

    ratios = [fuzz.ratio(words, name)]
    if len(words) > 3:
        share = min(len(name) / len(words), 1.0)  # a longer name says more of what was typed
        ratios.append((0.82 + 0.1 * share) * fuzz.token_set_ratio(words, name))
    return 0.8 * max(ratios)


def base_forms(name: str) -> str:
    """Return a name with each word in its base form."""
    return " ".join(map(base_form, name.split()))


@lru_cache(maxsize=1_000)
def stem_of(word: str) -> str:
    """Cut the endings that one word takes in several forms, where enough is left to know it by.

    >>> [stem_of(word) for word in ("arrests", "supervision", "supervised", "injunction", "gas")]
    ['arrest', 'supervis', 'supervis', 'injunct', 'gas']
    """
    return re.sub(r"(?<=\w{4})(?:ations?|ions?|ing|ies|ed|es|s|y)$", "", word)
