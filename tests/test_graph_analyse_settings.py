"""Options are declared once, each for a field of the settings."""

from __future__ import annotations

from dataclasses import fields

import pytest

from graph.analyse.analyses.catalogue import analyses
from graph.analyse.settings import Settings
from graph.option_fields import Option, flags

OPTIONS = [item for analysis in analyses().values() for item in analysis.options.items()]


@pytest.mark.parametrize(("name", "option"), OPTIONS)
def test_each_option_is_a_setting(name: str, option: Option) -> None:
    """An option of an analysis has the name of a setting, a help text and flags."""
    assert name in {field.name for field in fields(Settings)}
    assert option.help
    assert all(flag.startswith("--") for flag in flags(name, option))
