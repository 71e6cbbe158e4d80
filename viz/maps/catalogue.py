"""List the maps: network, layout and question of each, what it needs, and the options of maps.

To add a map, add an entry to the list at the end of this file. Everything that is particular to a
map is in its entry.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from graph.errors import PeelgraphError, idle_option, unknown_name
from graph.option_fields import Option, declare
from graph.text import format_amount
from viz.maps import filters, transforms
from viz.maps.grouping import GROUPINGS
from viz.maps.selections import Choice, chosen_events, chosen_figures
from viz.maps.start_address import Start, at_path, at_things, at_view

if TYPE_CHECKING:
    import networkx

    from graph.analyse.networks.projection import Selection
    from graph.statement_columns import Near
    from graph.store import Store

    Network = networkx.MultiDiGraph[str]
    Edges = networkx.Graph[str]
    Nearness: TypeAlias = Callable[[Store, "MapOptions"], Near | None]
    Transform: TypeAlias = Callable[[Network, "MapOptions", Selection], Network]
    Focus: TypeAlias = Callable[[Network, "MapOptions"], Network]
    Arrangement: TypeAlias = Callable[[Network, "MapOptions"], Edges]

_WHOLE = at_view("map", has_theme=False)
MOST = 300  # things that a map shows by default


@dataclass(frozen=True)
class MapOptions:
    """What a map shows; everything by default.

    Attributes:
        about: IRIs of things in its centre, between which it finds a path, or of which figures and
            events are shown.
        hops: how far from those things it reaches.
        theme: IRI of a theme of which the sentences have to speak.
        question: number of a question of the report under which the sentences have to stand.
        voices: in one of which the sentences have to speak, by label, as in `force data`.
        planned: whether plans are shown too.
        through_force: whether paths may lead through an inspected force.
        by: a grouping that gives colours, one of `viz.maps.grouping.GROUPINGS`.
        most: how many things are shown at once.
        other: a second store, for `compare`, with the names of both.
        inspection: of whose report the sentences have to be, by its id or label.
    """

    about: tuple[str, ...] = field(
        default=(),
        metadata=declare(
            Option(
                "Only what is around this thing; --from and --to name the ends of a path.",
                names=("--about", "--from", "--to"),
                metavar="THING",
                thing=True,
            )
        ),
    )
    hops: int = field(
        default=1,
        metadata=declare(Option("With --about: how many steps from that thing.", least=1, most=3)),
    )
    theme: str = field(
        default="",
        metadata=declare(
            Option("Only sentences that speak of this theme.", metavar="THEME", thing=True)
        ),
    )
    question: int | None = field(
        default=None,
        metadata=declare(
            Option("Only sentences under this question of the report.", least=1, most=99)
        ),
    )
    voices: tuple[str, ...] = field(
        default=(),
        metadata=declare(
            Option(
                "Only sentences in this voice, as in “force data”; may be repeated.",
                names=("--voice",),
                metavar="VOICE",
            )
        ),
    )
    planned: bool = field(default=True, metadata=declare(Option("Whether plans are included.")))
    through_force: bool = field(
        default=False,
        metadata=declare(Option("path: let paths lead through an inspected force too.")),
    )
    by: str = field(
        default="",
        metadata=declare(
            Option("Colour things by what they have in common.", choices=tuple(GROUPINGS))
        ),
    )
    most: int = field(
        default=MOST,
        metadata=declare(
            Option("Show at most this many things, the best-connected ones.", least=2, most=5000)
        ),
    )
    other: tuple[Store, str, str] | None = None
    inspection: str = field(
        default="",
        metadata=declare(
            Option("Only what the report of this inspection states.", metavar="INSPECTION")
        ),
    )

    @property
    def takes_every_sentence(self) -> bool:
        """Whether no option leaves out what some sentences say."""
        choice = self.theme, self.question, self.inspection, self.voices, self.planned
        return choice == ("", None, "", (), True)


_DEFAULTS = MapOptions()
_OF_NETWORKS = ("planned", "hops", "by", "most")
_OF_SOME = (*_OF_NETWORKS, "through_force", "other")  # options that not every map takes
_FLAGS = {"planned": "--planned/--no-planned", "other": "--with"}  # where it is not their name
_NEEDS = {"hops": "about"}  # options that change nothing without another one


@dataclass(frozen=True)
class Need:
    """What a map cannot do without.

    Attributes:
        words: as in `a thing in its middle`.
        usage: the options that give it.
        is_met: whether options have it.
    """

    words: str
    usage: str
    is_met: Callable[[MapOptions], bool]


THING = Need("a thing in its middle", "--about THING", lambda options: bool(options.about))
TWO_THINGS = Need("two things", "--from THING --to THING", lambda options: len(options.about) == 2)
SECOND_STORE = Need("another store", "--with STORE", lambda options: options.other is not None)


@dataclass(frozen=True)
class Map:
    """A map in the catalogue.

    Attributes:
        name: that the user gives.
        title: of its page.
        question: that it answers.
        projection: the network that it shows, one of
            `graph.analyse.networks.projection.projections()`; "" for one without a network.
        start: where its page starts; at all of its things and relations by default.
        views: networks of the explorer that its statements fill, its own by default.
        layout: one of `graph.layout.positions.LAYOUTS`.
        needs: what it cannot do without, if anything.
        around: the title with the names of things, if it is another one.
        counts: nouns for the two numbers of its content.
        claim: what its page says of `amounts`, and of the part of the report they are from.
        summary: says it of its network, where that takes more than these numbers.
        polarity: of the findings to which it is limited; any by default.
        near: says around which things its network is gathered, and how far.
        transform: makes its network of the projection.
        focus: limits its network to the things that the options name.
        arrange: gives the edges that the layout follows.
        choose: chooses its things, where it has no network.
        takes: the options that it takes beside those of every map, by the names of their fields.
    """

    name: str
    title: str
    question: str
    projection: str = ""
    start: Start = _WHOLE
    views: tuple[str, ...] = ()
    layout: str = "stress"
    needs: Need | None = None
    around: str = ""
    counts: tuple[str, str] = ("things", "relations")
    claim: str = "{} and {} that {} states."
    summary: Callable[[Network], str] | None = None
    polarity: tuple[str, ...] = ()
    near: Nearness = transforms.around_things
    transform: Transform = transforms.unchanged
    focus: Focus = transforms.surroundings
    arrange: Arrangement = transforms.own_edges
    choose: Callable[[Store, MapOptions], Choice] | None = None
    takes: tuple[str, ...] = _OF_NETWORKS

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The suffixes of files to which it can be written."""
        if self.choose is None:
            return (".html", ".svg")
        return (".html",)

    @property
    def usage(self) -> str:
        """The question, with the options that the map needs."""
        if self.needs is None:
            return self.question
        return f"{self.question} ({self.needs.usage})"

    def amounts(self, numbers: Iterable[int]) -> list[str]:
        """Return the two numbers of its content with their nouns, as in `2 things`."""
        return [format_amount(*pair) for pair in zip(numbers, self.counts, strict=True)]

    def check(self, options: MapOptions, given: Collection[str] = ()) -> None:
        """Refuse options that lack what the map needs, or that would change nothing of it.

        Args:
            options: of the map.
            given: names of those that count as given though they have the value of the default.

        Raises:
            PeelgraphError: that says which option is missing or idle.
        """
        if self.needs is not None and not self.needs.is_met(options):
            raise PeelgraphError(
                f"the map {self.name} needs {self.needs.words}.",
                hint=f"Name it with {self.needs.usage}.",
            )
        for name in _OF_SOME:
            if name in given or getattr(options, name) != getattr(_DEFAULTS, name):
                self._check_use(name, options)

    def _check_use(self, name: str, options: MapOptions) -> None:
        """Refuse an option that would change nothing."""
        flag, needs = _FLAGS.get(name, f"--{name.replace('_', '-')}"), _NEEDS.get(name, "")
        users = [entry.name for entry in MAPS.values() if name in entry.takes]
        others = [entry.name for entry in MAPS.values() if name not in entry.takes]
        if name not in self.takes:
            raise idle_option(f"the map {self.name}", flag, users, others=others)
        if needs and not getattr(options, needs):
            raise idle_option(f"the map {self.name}", flag, users, needs=needs)


def find_map(name: str) -> Map:
    """Return a map of the catalogue.

    Args:
        name: one of MAPS.

    Raises:
        PeelgraphError: for an unknown name; the message says the nearest.
    """
    identifier = name.strip().lower().replace(" ", "-").replace("_", "-")
    if identifier in MAPS:
        return MAPS[identifier]
    hint = f"Maps: {', '.join(MAPS)}. One of a thing is drawn by `peelgraph map ego --about NAME`."
    raise unknown_name("map", name, MAPS, hint=hint)


_PARTNERSHIPS = ("partnerships", "units-partners")  # networks of the explorer
_MAPS = (
    Map(
        "partnerships",
        "Partnerships: who works with whom",
        "Which units, roles and partners work together, and how?",
        "partnerships",
        start=at_view("partnerships"),
        views=_PARTNERSHIPS,
    ),
    Map(
        "units",
        "Units and structure",
        "Which unit belongs where, who staffs and leads it?",
        "structure",
        start=at_view("units"),
        layout="layered",
    ),
    Map(
        "operations",
        "Operations: who took part, against what",
        "Who carried out each operation, with whom, against and for what?",
        "operations",
        start=at_view("operations"),
    ),
    Map(
        "referrals",
        "Referrals: who refers to whom",
        "Who refers to whom, and what feeds into what?",
        "referrals",
        start=at_view("referrals"),
        layout="layered",
    ),
    Map(
        "themes",
        "Themes: who works on what",
        "Which units and roles deal with which crimes, harms and groups of people?",
        "units-themes",
    ),
    Map(
        "findings",
        "Strengths and concerns",
        "Which things and themes are in the same strengths and concerns?",
        "findings",
        start=at_view("findings"),
        counts=("things", "links"),
        claim="{}, and {} between things that are in the same finding of {}.",
        polarity=("strength", "concern", "mixed"),
        near=transforms.around_findings,
        transform=transforms.connected_by_findings,
    ),
    Map(
        "areas-for-improvement",
        "Areas for improvement and what they affect",
        "On which findings does each area for improvement rest, and what are both about?",
        "areas-for-improvement",
        start=at_view("areas"),
        layout="layered",
    ),
    Map(
        "ego",
        "What is around a thing",
        "With what is it connected, directly or over a few steps?",
        "everything",
        start=at_things,
        layout="radial",
        needs=THING,
        around="What is around {}",
        transform=transforms.things_and_selection,
    ),
    Map(
        "path",
        "How two things are connected",
        "Which are the shortest paths, and which is the best-supported one?",
        "everything",
        start=at_path,
        layout="layered",
        needs=TWO_THINGS,
        around="How {} and {} are connected",
        near=transforms.along_paths,
        transform=transforms.stepping_stones,
        focus=transforms.connecting_paths,
        arrange=transforms.edges_away_from_source,
        takes=("planned", "through_force", "by", "most"),
    ),
    Map(
        "communities",
        "Communities: who works together most",
        "Who is more connected with each other than with the rest?",
        "partnerships",
        start=at_view("partnerships", colour="community"),
        views=_PARTNERSHIPS,
        near=transforms.everywhere,
        transform=transforms.grouped_by_community,
    ),
    Map(
        "compare",
        "Partnerships that only one of two stores states",
        "Which partnerships does only one of two stores state?",
        "partnerships",
        start=at_view("comparison"),
        needs=SECOND_STORE,
        near=transforms.everywhere,
        transform=transforms.beside_second_store,
        summary=filters.presence_claim,
        takes=(*_OF_NETWORKS, "other"),
    ),
    Map(
        "figures",
        "Figures and comparators",
        "What is each figure, who says so, and what is it compared with?",
        start=at_view("figures", has_theme=False),
        counts=("figures", "comparisons"),
        claim="{}, and {} that {} itself makes.",
        choose=chosen_figures,
        takes=(),
    ),
    Map(
        "timeline",
        "Timeline",
        "What came before, during and after the fieldwork?",
        start=at_view("timeline", has_theme=False),
        counts=("events", "of them after the fieldwork"),
        claim="{} and periods with a date or time, {}.",
        choose=chosen_events,
        takes=("planned",),
    ),
)
MAPS = {entry.name: entry for entry in _MAPS}
