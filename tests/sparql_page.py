"""A page with the SPARQL panel alone, for tests: the data of a store, and a host that records calls."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from conftest import ROOT

from graph.queries import text_rows
from graph.store import Store
from viz.explorer import engine
from viz.frontend import build
from viz.page_template import content_policy, style_sheet

_FRONTEND = ROOT / "viz" / "frontend"
_NAMES = """SELECT ?thing ?label {
  ?thing rdfs:label ?label FILTER(STRSTARTS(STR(?thing), "https://w3id.org/peelgraph/id/"))
}"""


def write_sparql_page(store: Store, path: Path, *, without: tuple[str, ...] = ()) -> None:
    """Write the page.

    Args:
        store: whose quads it holds.
        path: of the file.
        without: ids of blocks that are left out.
    """
    build.install()
    tool = _FRONTEND / "node_modules" / ".bin" / "esbuild"
    arguments = ["tests/sparql_page.ts", "--bundle", "--minify", "--format=iife", "--charset=utf8"]
    bundle = subprocess.run(
        [tool, *arguments], cwd=_FRONTEND, capture_output=True, text=True, check=True
    ).stdout
    script = bundle.replace("</script", "<\\/script")
    style = style_sheet("page", "sparql")
    policy = content_policy(styles=[style], scripts=[script, *engine.block_scripts()], workers=True)
    names = {row["thing"]: row["label"] for row in text_rows(store, _NAMES)}
    blocks = "\n".join(
        f'<script type="application/octet-stream" id="{name}">{text}</script>'
        for name, text in engine.sparql_blocks(store).items()
        if name not in without
    )
    labels = json.dumps(names).replace("<", "\\u003c")
    path.write_text(
        f"""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>SPARQL panel</title>
<style>{style}</style>
</head>
<body>
<main><h1>SPARQL panel</h1><div id="panel"></div></main>
<script type="application/json" id="names">{labels}</script>
{blocks}
<script>{script}</script>
</body>
</html>
""",
        "utf-8",
    )
