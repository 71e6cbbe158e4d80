"""Knows how a part of the store becomes a NetworkX graph, with the sentences on its edges."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import PeelgraphError
from graph.namespaces import PREFIXES, REPORT, TELLING
from graph.store import QuerySolution, Store, rows

if TYPE_CHECKING:
    import networkx

_QUERIES = Path(__file__).parent / "networks"


def partnerships(store: Store, *, question: int | None = None) -> networkx.MultiDiGraph[str]:
    """Project forces, units, roles, collaborations, partners and operations with the relations between them.

    Nodes are IRIs with `label`, `kind` (the local name of the class), `names` (list) and `sector`. Edges carry the relation's
    IRI as key, with `words`, `planned`, `both` (it holds both ways), `weight` (the number of distinct sentences) and `sentences`, a list of
    dicts with `iri`, `place`, `address` and `voices`.

    Args:
        store: a built store.
        question: take only sentences under this question of the report.

    Raises:
        PeelgraphError: when no relation is left.
    """
    import networkx

    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(name="partnerships")
    things = _things(store)
    for row in sorted(rows(store, (_QUERIES / "partnerships.rq").read_text("utf-8")), key=str):
        one, other, sentence = row["one"].value, row["other"].value, row["sentence"].value
        if one in things and other in things and _under(sentence, question):
            _add(network, row)
    if not network:
        asked = f" under question {question}" if question is not None else ""
        raise PeelgraphError(f"no relation between partners was found{asked}.", hint="Choose another question, or build the store again.")
    for node in network:
        network.nodes[node].update(things[node])
    for _, _, edge in network.edges(data=True):
        edge["weight"] = len(edge["sentences"])
    return network


def _add(network: networkx.MultiDiGraph[str], row: QuerySolution) -> None:
    one, other, relation = row["one"].value, row["other"].value, row["relation"].value
    if not network.has_edge(one, other, relation):
        network.add_edge(one, other, relation, words=row["words"].value, **_flags(row), sentences=[])
    sentences = network.edges[one, other, relation]["sentences"]
    voice = _text(row, "voice")
    known = next((s for s in sentences if s["iri"] == row["sentence"].value), None)
    if known is None:
        told = {"iri": row["sentence"].value, "place": row["place"].value, "address": row["address"].value, "voices": [voice]}
        sentences.append(told)
    elif voice not in known["voices"]:
        known["voices"].append(voice)


def _things(store: Store) -> dict[str, dict[str, object]]:
    """Describe every thing that may be a node; a thing of two classes takes the more telling one."""
    things: dict[str, dict[str, object]] = {}
    for row in sorted(rows(store, (_QUERIES / "things.rq").read_text("utf-8")), key=str):
        iri, kind = row["thing"].value, row["class"].value.removeprefix(PREFIXES["peel"])
        if iri in things and TELLING.index(str(things[iri]["kind"])) <= TELLING.index(kind):
            continue
        names = sorted(filter(None, _text(row, "names").split("\x1f")))
        things[iri] = {"label": row["label"].value, "kind": kind, "names": names, "sector": _text(row, "sector")}
    return things


def _flags(row: QuerySolution) -> dict[str, bool]:
    return {name: row[name].value == "true" for name in ("planned", "both")}


def _text(row: QuerySolution, variable: str) -> str:
    return str(row[variable].value) if row[variable] is not None else ""


def _under(sentence: str, question: int | None) -> bool:
    if question is None:
        return True
    section = sentence.removeprefix(REPORT).partition("/")[2]
    return section.startswith(f"q{question}/")
