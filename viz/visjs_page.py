"""Fill a template with the drawing library of the installed pyvis and scripts of our own.

Only this module imports pyvis. The page is our own template: the drawing library comes out of the
installed pyvis wheel, the scripts out of the modules in `viz/frontend`, bundled by
`viz/frontend/build.py`. Data stand in blocks of JSON that are never markup, and a content security
policy names the hash of every script and style.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from graph.errors import PeelgraphError
from viz.page_template import TEMPLATES, content_policy, style_sheet

_VIS = "lib/vis-9.1.2/vis-network.min.js"
_OPTIONS = {  # places are given, so that nothing moves by itself
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "keyboard": False,
        "multiselect": True,
        "selectConnectedEdges": False,
        "tooltipDelay": 10**9,
    },
    "nodes": {"borderWidth": 0},
    "edges": {"selectionWidth": 1.5, "hoverWidth": 1},
}


def fill_template(
    template: str,
    *,
    script: str,
    styles: Sequence[str],
    workers: bool = False,
    block_scripts: Sequence[str] = (),
    **values: object,
) -> str:
    """Let pyvis fill a template of ours; the security policy names the hashes of scripts.

    Args:
        template: name of a file in `viz/templates`, without suffix.
        script: name of the script, a file in `viz/templates`, without suffix.
        styles: names of style sheets there, in their order.
        workers: whether scripts may run WebAssembly in workers of their own.
        block_scripts: texts of scripts in blocks of data, which the page runs when it needs them.
        values: of the variables of the template.

    Raises:
        PeelgraphError: when the script has not been built.
    """
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    network.set_options(json.dumps(_OPTIONS))
    library, code, style = _library(), read_script(script), style_sheet(*styles)
    network.set_template_dir(str(TEMPLATES), f"{template}.html")
    environment = network.templateEnv
    environment.autoescape = True
    environment.policies["json.dumps_kwargs"] = {"separators": (",", ":")}
    policy = content_policy(
        scripts=[library, code, *block_scripts], styles=[style], workers=workers
    )
    environment.globals.update(values, library=library, script=code, style=style, policy=policy)
    return str(network.generate_html())


def read_script(name: str) -> str:
    """Return a bundled script as text for a script element.

    Args:
        name: of the file in `viz/templates`, without suffix.

    Raises:
        PeelgraphError: when it has not been built.
    """
    path = TEMPLATES / f"{name}.js"
    try:
        return path.read_text("utf-8").replace("</script", "<\\/script")
    except FileNotFoundError:
        raise PeelgraphError(
            f"the script {name} has not been built.",
            where=str(path),
            hint="Build it in the source tree with: python viz/frontend/build.py",
        ) from None


def _library() -> str:
    """Return the drawing library of the installed pyvis as text for a script element."""
    import pyvis

    path = Path(pyvis.__file__).parent / _VIS
    return path.read_text("utf-8").replace("</script", "<\\/script")
