"""Options are declared once, each for a field of the settings."""

from __future__ import annotations

from dataclasses import fields

import pytest

from graph.analyse.analyses.catalogue import analyses
from graph.analyse.options import DEFAULTS, ENDS, SEED, Settings, by_option

OPTIONS = [
    (analysis.name, option) for analysis in analyses().values() for option in analysis.options
]


@pytest.mark.parametrize(("name", "option"), OPTIONS)
def test_each_option_is_a_setting(name: str, option: object) -> None:
    """An option of an analysis has the name of a setting, a help text and flags."""
    from graph.analyse.options import AnalysisOption

    assert isinstance(option, AnalysisOption)
    assert option.name in {field.name for field in fields(Settings)}
    assert option.default == getattr(DEFAULTS, option.name)
    assert option.help
    assert all(flag.startswith("--") for flag in option.flags)


def test_an_analysis_does_not_offer_an_option_twice() -> None:
    """Names of the options of an analysis are distinct."""
    assert len(OPTIONS) == len({(name, option.name) for name, option in OPTIONS})


def test_the_usage_names_all_flags() -> None:
    """A hint tells how an option is written on the command line."""
    assert ENDS.usage == "--from and --to"
    assert SEED.usage == "--seed"
    assert by_option("a method", ("louvain", "leiden")).choices == ("louvain", "leiden")
