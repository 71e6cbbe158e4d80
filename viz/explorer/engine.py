"""Write what the page needs to answer SPARQL: engine, editor, quads, prefixes, named questions.

Each block is packed and written in base64, to stand in a script element of the page that is never
run (`application/octet-stream`): the engine in LZMA, all others in gzip. Without Node.js at build
time there is no engine; the page then answers named questions with their default values, from rows
that are made here.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Mapping
from pathlib import Path

from graph.namespaces import BASE, ID, PREFIXES, VOCABULARY
from graph.queries import PackagedQuery, query_body
from graph.query.parameters import is_thing, kinds_in_words, value_label
from graph.query.question_answers import answer_question
from graph.query.questions import ANY, ANYTHING, Question, read_questions
from graph.store import Store, serialize_results
from viz.explorer.packed_quads import pack_quads
from viz.page_template import TEMPLATES
from viz.visjs_page import read_script

_WORKER = TEMPLATES / "engine.js"
_ENGINE = TEMPLATES / "oxigraph.lzma"
_EDITOR = TEMPLATES / "editor.js"
_EXAMPLES = Path(__file__).parent / "examples"


def sparql_blocks(store: Store) -> dict[str, str]:
    """Return the blocks of the SPARQL panel by the id of their element, in base64.

    `sparql-data` and `sparql-answers` are always there; `engine-worker`, `engine-wasm`,
    `engine-quads` and `editor-script` where the engine has been built.

    Args:
        store: whose quads they are.
    """
    questions = read_questions()
    blocks = {
        "sparql-data": _json(panel_data(store, questions)),
        "sparql-answers": _json(default_answers(store, questions)),
    }
    if not has_engine():
        return {name: packed(content) for name, content in blocks.items()}
    blocks |= {"engine-worker": _WORKER.read_bytes(), "engine-quads": pack_quads(store)}
    blocks["editor-script"] = read_script(_EDITOR.stem).encode()
    engine = base64.b64encode(_ENGINE.read_bytes()).decode()
    return {name: packed(content) for name, content in blocks.items()} | {"engine-wasm": engine}


def has_engine() -> bool:
    """Say whether the engine and the editor have been built, which needs Node.js."""
    return all(path.is_file() for path in (_WORKER, _ENGINE, _EDITOR))


def block_scripts() -> list[str]:
    """Return the scripts in blocks that the page runs itself, for its security policy."""
    return [read_script(_EDITOR.stem)] if has_engine() else []


def panel_data(store: Store, questions: Mapping[str, Question]) -> dict[str, object]:
    """Return prefixes, named questions and example queries, as plain data.

    Args:
        store: with the names of default values.
        questions: by name.
    """
    return {
        "base": BASE,
        "prefixes": PREFIXES,
        "anything": [ID, VOCABULARY],
        "questions": [_question(store, question) for question in questions.values()],
        "examples": [
            {"title": query.field("title"), "text": query_body(query.text)}
            for query in PackagedQuery.read_all(_EXAMPLES).values()
        ],
    }


def default_answers(store: Store, questions: Mapping[str, Question]) -> dict[str, object]:
    """Return the answers to named questions with their default values, as plain data.

    A cell is a text, a term as in SPARQL 1.1 Query Results JSON, or None.

    Args:
        store: to be asked.
        questions: by name.
    """
    return {name: _answer(store, question) for name, question in questions.items()}


def packed(content: bytes) -> str:
    """Return bytes in base64 of gzip; the same bytes give the same text."""
    return base64.b64encode(gzip.compress(content, 9, mtime=0)).decode()


def _question(store: Store, question: Question) -> dict[str, object]:
    return {
        "name": question.name,
        "title": question.title,
        "askedBy": question.asked_by,
        "kind": question.kind,
        "description": question.description,
        "parameters": [_parameter(store, question, name) for name in question.parameters],
        "text": query_body(question.text),
    }


def _parameter(store: Store, question: Question, name: str) -> dict[str, object]:
    default = question.parameters[name]
    kinds = question.kinds.get(name, ())
    return {
        "name": name,
        "default": default,
        "label": value_label(store, default),
        "optional": default == ANY,
        "thing": is_thing(question, name),
        "kinds": [] if ANYTHING in kinds else kinds,
        "words": kinds_in_words(question, name),
    }


def _answer(store: Store, question: Question) -> dict[str, object]:
    table = json.loads(serialize_results(answer_question(store, question), "json"))
    columns = table["head"]["vars"]
    rows = [[_cell(row.get(name)) for name in columns] for row in table["results"]["bindings"]]
    return {"columns": columns, "rows": rows}


def _cell(term: dict[str, str] | None) -> dict[str, str] | str | None:
    if term and term.keys() == {"type", "value"} and term["type"] == "literal":
        return term["value"]
    return term


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
