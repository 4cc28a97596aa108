"""The packages of a room form no cycle, so that each is understood, moved and tested without the others."""

from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

import grimp
import pytest


class LazyImport(NamedTuple):
    """A package that imports another one back within a function, which the cycle test leaves out."""

    importer: str
    imported: str
    reason: str


# The rooms whose packages form no cycle, each with the imports that are left out.
ACYCLIC: dict[str, tuple[LazyImport, ...]] = {
    "targets": (),
    "reports": (
        LazyImport("reports.actions", "reports.jobs", "a wish queues its job, and the job calls back"),
    ),
    "sample": (),
}


def packages_of(room: str) -> dict[str, set[str]]:
    """What each package or single module of a room imports of the others, within functions too."""
    graph = grimp.build_graph(room, exclude_type_checking_imports=True)
    packages = sorted(graph.find_children(room))
    for package in packages:
        graph.squash_module(package)
    return {
        package: graph.find_modules_directly_imported_by(package) - {package, room} for package in packages
    }


@pytest.mark.parametrize("room", ACYCLIC)
def test_the_packages_of_a_room_form_no_cycle(room: str) -> None:
    imported = packages_of(room)
    for lazy in ACYCLIC[room]:
        assert lazy.reason
        imported[lazy.importer].remove(lazy.imported)
    try:
        TopologicalSorter(imported).prepare()
    except CycleError as error:
        pytest.fail(f"{room} goes in a circle: {' → '.join(reversed(error.args[1]))}")
