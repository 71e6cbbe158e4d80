"""Declare the settings of analyses, and the options that a single analysis offers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from graph.analyse.networks.projection import Selection
from graph.option_fields import Option, declare


@dataclass(frozen=True)
class Settings:
    """How an analysis is made; each analysis uses `network`, `selection`, `top` and its options.

    Attributes:
        network: name of the projection; the analysis's own by default.
        selection: the part of the projection that is analysed.
        top: how many rows at most.
        seed: for whatever is random.
        sample: from how many starts betweenness is estimated; exact by default.
        by: a kind of thing, a measure or a method, where an analysis offers several.
        hops: how far a reach goes.
        ends: IRIs of the source and the target of paths.
        through_force: whether paths may lead through an inspected force.
    """

    network: str = field(
        default="",
        metadata=declare(Option("Which network (default: the one that the analysis is for).")),
    )
    selection: Selection = field(default_factory=Selection)
    top: int = field(
        default=10, metadata=declare(Option("Show at most this many rows.", least=1, most=10_000))
    )
    seed: int = 0
    sample: int | None = None
    by: str = ""
    hops: int = 1
    ends: tuple[str, str] | None = None
    through_force: bool = False


DEFAULTS = Settings()
SEED = {"seed": Option("random seed", least=0, most=2**31)}
SEED_OF_SAMPLE = {"seed": replace(SEED["seed"], needs="sample")}
SAMPLE = {"sample": Option("estimate it from this many source nodes", least=1)}
HOPS = {"hops": Option("how many hops to follow", least=0, most=9)}
ENDS = {"ends": Option("the two things to connect", ("--from", "--to"), thing=True)}
THROUGH_FORCE = {"through_force": Option("let paths lead through an inspected force too")}
