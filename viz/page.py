"""Knows how a page without script is made: a template of ours, one style, and a policy that lets nothing else in."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

_TEMPLATES = Path(__file__).parent / "templates"


def sheet(template: str, **values: object) -> str:
    """Fill a template with values, which are text and never markup.

    Args:
        template: name of a file in `viz/templates`, without suffix; it extends `sheet.html`.
        values: what it tells.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    style = (_TEMPLATES / "sheet.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    return environment.get_template(f"{template}.html").render(style=style, policy=policy, **values)
