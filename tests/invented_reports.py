"""Folders of small invented reports that share a register, each with a few things changed or not."""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

from conftest import INVENTED_DATA

from graph.namespaces import expand

_NAME = "exampleshire"
_PERIOD, _BEGINS = expand("period:"), expand("time:hasBeginning")
_REPORT = f"{_NAME}-2018-19-effectiveness"
_OWN = re.compile(
    rf"^(?:force|inspection|place|role|unit):{_NAME}.*?\.\n\n?", re.MULTILINE | re.DOTALL
)
_LABEL = re.compile(r'(rdfs:label )"([^"]+)"@en')
_MENTIONS = "        peel:mentions\n            organisation:youth-hub ,\n"
# what may be changed in a report: a file, a text in it, and what stands there instead
CHANGES = {
    "polarity": ("question-1.trig", "polarity:concern", "polarity:mixed"),
    "label": ("question-1.trig", "does not patrol at night", "never patrols at night"),
    "value": ("question-1.trig", "peel:value -12.0", "peel:value -13.50"),
    "heading": ("report.ttl", '"Areas for improvement', '"What must improve'),
    "hidden name": ("register.ttl", '"the team"@en', '"the crew"@en'),
    "relation": (
        "question-1.trig",
        "peel:worksWith organisation:angling",
        "peel:refersTo organisation:angling",
    ),
    # passes among others that have such a relation, not alone
    "no relation": (
        "question-1.trig",
        "    unit:exampleshire-river-team\n        peel:refersTo organisation:youth-hub .\n",
        "",
    ),
    "shared relation": (
        "question-1.trig",
        _MENTIONS,
        "        peel:mentions organisation:angling-trust .\n\n"
        "    organisation:angling-trust peel:worksWith organisation:youth-hub .\n\n"
        "    <q1/watching-the-river/1/2>\n" + _MENTIONS,
    ),
    # of a thing in the register
    "other name": (
        "register.ttl",
        "\nunit:",
        '\norganisation:youth-hub skos:altLabel "hub"@en .\n\nunit:',
    ),
    # fails among others, not alone
    "direction": ("question-1.trig", "direction:lower", "direction:higher"),
    "label of another": ("register.ttl", '"river team (NUMBER)"', '"river team"'),
    # a thing of another report
    "neighbour": (
        "question-1.trig",
        "peel:mentions\n            force:exampleshire ,\n            role:exampleshire-volunteers .\n",
        "peel:mentions\n            force:exampleshire ,\n            unit:shire1-river-team ,\n"
        "            role:exampleshire-volunteers .\n\n"
        "    unit:shire1-river-team peel:worksWith role:exampleshire-volunteers .\n",
    ),
}

# what two reports state that fails only together: what the register does not say then, and a file, a
# text in it and what stands there instead, of each report
QUARRELS = {
    "use of what is planned": (
        "    peel:status status:planned ;\n",
        {
            1: (
                "question-1.trig",
                "peel:plans system:drones .",
                "peel:plans system:drones .\n\n    system:drones peel:status status:planned .",
            ),
            2: ("question-1.trig", "peel:plans system:drones", "peel:usesSystem system:drones"),
        },
    ),
    "two beginnings": (
        "    time:hasBeginning period:instant-2018-05-01 ;\n",
        {
            number: (
                "register.ttl",
                "\nunit:",
                f"\nperiod:2018-05 time:hasBeginning period:instant-own-{number} .\n\n"
                f"period:instant-own-{number} a time:Instant ;\n"
                f'    rdfs:label "own {number}" ;\n    time:inXSDDate "2018-05-0{number}"^^xsd:date .\n'
                "\nunit:",
            )
            for number in (1, 2)
        },
    ),
    "two beginnings in sentences": (
        "    time:hasBeginning period:instant-2018-05-01 ;\n",
        {
            number: (
                "question-1.trig",
                "peel:plans system:drones .",
                "peel:plans system:drones .\n\n"
                f"    <{_PERIOD}2018-05> <{_BEGINS}> <{_PERIOD}instant-2018-05-{day}> .",
            )
            for number, day in {1: "01", 2: "31"}.items()
        },
    ),
}


def write_quarrel(folder: Path, name: str, numbers: Collection[int]) -> Path:
    """Write three reports of which some say their part of a quarrel, and return the folder."""
    write_reports(folder, {1: set(), 2: set(), 3: set()})
    without, parts = QUARRELS[name]
    edits = [(folder / "register" / "register.ttl", without, "")]
    for number in numbers:
        file, before, after = parts[number]
        edits.append((folder / _REPORT.replace(_NAME, f"shire{number}") / file, before, after))
    for path, before, after in edits:
        text = path.read_text("utf-8")
        assert before in text, name
        path.write_text(text.replace(before, after, 1), "utf-8")
    return folder


def write_reports(
    folder: Path, reports: Mapping[int, Collection[str]], *, partner: str = "youth hub"
) -> Path:
    """Write a folder of data anew, and return it.

    Args:
        folder: to be written.
        reports: names of the changes of each report, by its number.
        partner: name of a partner in the register.
    """
    shutil.rmtree(folder, ignore_errors=True)
    register = (INVENTED_DATA / "register" / "register.ttl").read_text("utf-8")
    (folder / "register").mkdir(parents=True)
    shared = _OWN.sub("", register).replace('"youth hub"', f'"{partner}"')
    (folder / "register" / "register.ttl").write_text(shared, "utf-8")
    prefixes = register[: register.index("\n\n")]
    own = "\n\n".join((prefixes, *_OWN.findall(register)))
    for number, changes in reports.items():
        name = folder / _REPORT.replace(_NAME, f"shire{number}")
        name.mkdir()
        texts = {"register.ttl": own}
        for path in (INVENTED_DATA / _REPORT).iterdir():
            texts[path.name] = path.read_text("utf-8")
        for file, text in texts.items():
            (name / file).write_text(_changed(file, text, number, changes), "utf-8")
    return folder


def _changed(file: str, text: str, number: int, changes: Collection[str]) -> str:
    text = _LABEL.sub(lambda match: f'{match[1]}"{match[2]} (NUMBER)"@en', text)
    for name in sorted(changes):
        place, before, after = CHANGES[name]
        if place == file:
            assert before in text, name
            text = text.replace(before, after, 1)
    capital, small = _NAME.capitalize(), f"shire{number}"
    text = text.replace("NUMBER", str(number)).replace(capital, small.capitalize())
    return text.replace(_NAME, small)
