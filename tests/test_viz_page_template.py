"""The frame of all pages: one palette, one policy, and text that is never markup."""

from __future__ import annotations

import base64
import hashlib
import re
from html import unescape

import pytest

from graph.layout.style import PAGE
from viz.page_template import TEMPLATES, content_policy, render_page, style_sheet

SHEETS = sorted(path.stem for path in TEMPLATES.glob("*.css") if path.stem != "picture")
BEFORE = {"explorer_views": ["explorer"]}  # sheets that always stand behind another one


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_the_policy_allows_only_these_styles() -> None:
    """A page without scripts may show its own style and nothing else."""
    assert content_policy(styles=["a{}"]) == (
        f"default-src 'none'; style-src 'sha256-{_digest('a{}')}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def test_the_policy_allows_only_these_scripts() -> None:
    """A page with scripts may run exactly those, and make pictures of its own."""
    policy = content_policy(styles=["a{}"], scripts=["f()", "g()"])
    assert f"script-src 'sha256-{_digest('f()')}' 'sha256-{_digest('g()')}'" in policy
    assert "img-src data: blob:" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


def test_a_page_allows_the_style_that_it_has() -> None:
    """The hash in the policy is that of the style in the page."""
    page = render_page("page", styles=("page",), title="T", description="D")
    style = page.partition("<style>")[2].partition("</style>")[0]
    assert f"'sha256-{_digest(style)}'" in unescape(page)
    assert style == style_sheet("page")


def test_values_are_text_and_never_markup() -> None:
    """A title that looks like markup is shown as text."""
    title = "</title><script>window.hit=1</script>"
    page = render_page("page", styles=("page",), title=title, description="D")
    assert "<script" not in page
    assert page.count("&lt;script&gt;") == 2


def test_every_colour_is_there_for_both_schemes() -> None:
    """The palette gives each colour on light paper, and on dark paper for screens only."""
    light, _, dark = style_sheet().partition("@media screen and (prefers-color-scheme:dark)")
    for name, colours in PAGE.items():
        assert f"--{name}:{colours[0]};" in light
        assert f"--{name}:{colours[1]};" in dark


@pytest.mark.parametrize("name", SHEETS)
def test_every_variable_of_a_style_sheet_has_a_value(name: str) -> None:
    """No style sheet uses a value that neither the palette, nor the sheet itself or the one that goes before it, has."""
    css = style_sheet(*BEFORE.get(name, ()), name)
    assert set(re.findall(r"var\(--([\w-]+)", css)) <= set(re.findall(r"--([\w-]+):", css))


@pytest.mark.parametrize("name", SHEETS)
def test_no_style_sheet_has_a_palette_of_its_own(name: str) -> None:
    """Colours of the palette are set in one place; only printing in black and white overrides them."""
    sheet = (TEMPLATES / f"{name}.css").read_text("utf-8").partition("@media print")[0]
    assert not set(re.findall(r"--([\w-]+):", sheet)) & PAGE.keys()
