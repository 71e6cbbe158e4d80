"""Make a page from a template, with its style sheet, palette and content security policy."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from graph.layout.style import PAGE

TEMPLATES = Path(__file__).parent / "templates"


def render_page(template: str, *, styles: Sequence[str], **values: object) -> str:
    """Fill a template with values, which are text and never markup.

    Args:
        template: name of a file in `viz/templates`, without suffix; it extends `page.html`.
        styles: names of style sheets there, without suffix, in their order.
        values: of the variables of the template.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    style = style_sheet(*styles)
    policy = content_policy(styles=[style])
    return environment.get_template(f"{template}.html").render(style=style, policy=policy, **values)


def style_sheet(*names: str) -> str:
    """Return one style sheet: the palette as variables, and the sheets of these names.

    Args:
        names: of files in `viz/templates`, without suffix, in their order.
    """
    return "".join(
        [_palette(), *((TEMPLATES / f"{name}.css").read_text("utf-8") for name in names)]
    )


def content_policy(
    *, styles: Iterable[str], scripts: Iterable[str] = (), workers: bool = False
) -> str:
    """Return a content security policy (level 2) that allows only these styles and scripts.

    Args:
        styles: texts of the inline style sheets.
        scripts: texts of the inline scripts; a page with scripts may make pictures of its own.
        workers: whether scripts may start workers of their own, and run WebAssembly in them.
    """
    directives = {"default-src": "'none'", "style-src": _hashes(styles), "img-src": "data:"}
    if hashes := _hashes(scripts):
        directives |= {"script-src": hashes, "img-src": "data: blob:"}
    if workers:
        directives["script-src"] += " 'wasm-unsafe-eval'"
        directives["worker-src"] = "blob:"
    directives |= {"base-uri": "'none'", "form-action": "'none'"}
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def _palette() -> str:
    """Write the colours of pages as variables; paper of a printer is always light."""
    light, dark = (
        "".join(f"--{name}:{colours[scheme]};" for name, colours in PAGE.items())
        for scheme in (0, 1)
    )
    return (
        f":root{{{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{body:not(.printing){{{dark}}}}}\n"
    )


def _hashes(texts: Iterable[str]) -> str:
    digests = (hashlib.sha256(text.encode()).digest() for text in texts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
