"""Declare the settings of analyses, and the options that a single analysis offers."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.analyse.networks.projection import Selection
from graph.options import Option, declare


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
        default=10, metadata=declare(Option("How many rows at most.", least=1, most=10_000))
    )
    seed: int = 0
    sample: int | None = None
    by: str = ""
    hops: int = 1
    ends: tuple[str, str] | None = None
    through_force: bool = False


@dataclass(frozen=True)
class AnalysisOption:
    """A setting that an analysis offers beyond network, selection and top.

    Attributes:
        name: of the field of `Settings`.
        help: what it is for, in a short phrase.
        flags: as they are written on the command line, one for each value.
        choices: the values that are possible; any where empty. The first is the default.
        minimum: of a number; None for a text.
        maximum: of a number; None where there is none.
    """

    name: str
    help: str
    flags: tuple[str, ...]
    choices: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None

    @property
    def default(self) -> object:
        """The value where none is set."""
        return getattr(DEFAULTS, self.name)

    @property
    def usage(self) -> str:
        """The flags in words."""
        return " and ".join(self.flags)


DEFAULTS = Settings()
SEED = AnalysisOption("seed", "seed of random numbers", ("--seed",), minimum=0, maximum=2**31)
SAMPLE = AnalysisOption("sample", "estimate it from so many starts", ("--sample",), minimum=1)
HOPS = AnalysisOption("hops", "how far", ("--hops",), minimum=0, maximum=9)
ENDS = AnalysisOption("ends", "the two things to connect", ("--from", "--to"))
THROUGH_FORCE = AnalysisOption(
    "through_force", "let paths lead through an inspected force too", ("--through-force",)
)


def by_option(help: str, choices: tuple[str, ...]) -> AnalysisOption:  # noqa: A002
    """Return the option to choose what an analysis goes by.

    Args:
        help: what it is for.
        choices: the values that are possible, the default first.
    """
    return AnalysisOption("by", help, ("--by",), choices)
