"""Read the files of ontology and data into a store, one by one, and check each as it passes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from graph.errors import InputError, Problem
from graph.files import Source
from graph.load import lint
from graph.load.folders import Folders
from graph.load.shapes import Validation
from graph.load.source_files import parse_source
from graph.namespaces import REPORT
from graph.store import Quad, Store, graph_key, store_in_memory


class CheckedSources(NamedTuple):
    """What files give, and what is wrong with them.

    Attributes:
        store: in memory, each statement once more in its default graph; shapes are left out.
        problems: of all checks.
        statements: number of those in the files.
    """

    store: Store
    problems: list[Problem]
    statements: int


def read_sources(sources: Iterable[Source]) -> Store:
    """Read files into a store in memory, each statement once more into its default graph.

    Shapes are left out, and nothing is checked.

    Raises:
        InputError: for the first file that cannot be parsed.
    """
    store = store_in_memory()
    for source in sources:
        if not source.is_shape:
            add_file(store, parse_source(source))
    return store


def check_sources(
    sources: Sequence[Source],
    *,
    validates: bool = True,
    folders: Folders | None = None,
    elsewhere: Callable[[], Iterable[Quad]] = lambda: (),
) -> CheckedSources:
    """Read files into a store in memory, and check each as it passes and all at the end.

    Only what the checks need of the statements of a file stays beside the store.

    Args:
        sources: the files.
        validates: whether the data are checked against the shapes.
        folders: notes what the folders of reports share.
        elsewhere: gives statements of other files that the checks shall see, once all are read;
            those of sentences, which are not whole here, stand in the default graph alone.

    Raises:
        InputError: with each file that cannot be parsed.
        MissingLibraryError: when pySHACL is needed and not installed.
    """
    store, places, folders = store_in_memory(), lint.Places(), folders or Folders()
    problems: list[Problem] = []
    errors: list[InputError] = []
    statements = 0
    validation = Validation(_statements(source for source in sources if source.is_shape))
    for source in sources:
        try:
            quads = parse_source(source)
        except InputError as error:
            errors.append(error)
            continue
        statements += len(quads)
        places.add(source, quads)
        problems += lint.literal_problems(quads, places)
        if not source.is_shape:
            add_file(store, quads)
            folders.add(source, quads)
        if validates and not source.is_shape:
            validation.add(quads)
    if errors:
        raise errors[0] if len(errors) == 1 else InputError("\n".join(map(str, errors)))
    others = list(elsewhere())
    add_file(store, [quad for quad in others if not is_of_sentence(quad)])
    stated = filter(is_of_sentence, others)
    store.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in stated)
    problems += lint.stray_problems(folders, places)
    problems += lint.query_problems(store, places)
    if validates:
        validation.add(others)
        data = [source for source in sources if not source.is_shape]
        problems += validation.problems(
            lambda: chain(_statements(data), others),
            place=lambda iri: places.find_subject(store, iri),
        )
    return CheckedSources(store, problems, statements)


def is_of_sentence(quad: Quad) -> bool:
    """Tell whether the sentence of a report states something."""
    return graph_key(quad.graph_name).startswith(REPORT)


def add_file(store: Store, quads: Sequence[Quad]) -> None:
    """Add the statements of a file to a store, and to its default graph."""
    store.bulk_extend(quads)
    store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)


def _statements(sources: Iterable[Source]) -> Iterator[Quad]:
    return (quad for source in sources for quad in parse_source(source))
