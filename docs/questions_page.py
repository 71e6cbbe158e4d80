"""Writes the list of named questions, by who asks, to put into docs/asking.md.

python docs/questions_page.py
"""

from __future__ import annotations

import sys

from graph.query.questions import READERS, read_questions


def listing() -> str:
    """Return every question under each reader who would ask it, in Markdown."""
    known = read_questions().values()
    return "\n".join(
        f"### {reader}\n"
        + "".join(
            f"- `{question.name}`: {question.plain_title}\n"
            for question in known
            if reader in question.asked_by
        )
        for reader in READERS
    )


if __name__ == "__main__":
    sys.stdout.write(listing())
