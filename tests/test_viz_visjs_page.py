"""Templates are filled by pyvis, with its library and our scripts, under a policy that names them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.errors import PeelgraphError
from viz import visjs_page
from viz.page_template import content_policy
from viz.visjs_page import read_script


def test_a_script_that_is_not_built_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The message says which script is missing and how it is built."""
    monkeypatch.setattr(visjs_page, "TEMPLATES", tmp_path)
    with pytest.raises(PeelgraphError, match="the script explorer has not been built") as error:
        read_script("explorer")
    assert "python viz/frontend/build.py" in str(error.value)


def test_no_script_ends_its_element(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A script may hold the end of a script element in a text without ending its own."""
    monkeypatch.setattr(visjs_page, "TEMPLATES", tmp_path)
    (tmp_path / "x.js").write_text('const end = "</script>";', "utf-8")
    assert "</script" not in read_script("x")


def test_only_pages_with_workers_run_webassembly() -> None:
    """WebAssembly and workers are allowed where they are asked for, and nothing else is unsafe."""
    plain = content_policy(styles=["a"], scripts=["b"])
    engine = content_policy(styles=["a"], scripts=["b"], workers=True)
    assert "wasm" not in plain
    assert "worker-src" not in plain
    assert re.findall(r"'[a-z-]*unsafe[a-z-]*'", engine) == ["'wasm-unsafe-eval'"]
    assert "worker-src blob:" in engine
