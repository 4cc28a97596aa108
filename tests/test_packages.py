"""Inside a room imports run one way too: its packages and flat modules form no cycle."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = (
    "texts",
    "spreadsheets",
    "background",
    "reading",
    "organizations",
    "tasks",
    "targets",
    "reports",
    "sample",
    "guidance_portal",
)
LONGEST_FUNCTION = 45
# Documents are made there, with known answers, to measure the reader by: tests of no module.
MEASURING = {ROOT / "tests" / "reading" / "plans"}
# Imports that run against the others, module by module, and why each has to.
AGAINST = {
    ("organizations.scope", "organizations.models"): (
        "the rule is about rows of the tree, and a person knows their own scope; named for the types alone"
    ),
    ("tasks.models.evidence", "tasks.lines.kinds"): (
        "the kind of a line, which stands on the models, says who may open a file at it; asked in the call"
    ),
    ("tasks.models.filing", "tasks.filings.timeliness"): (
        "a plain rule over days that itself imports nothing of the room; a filing knows whether it is late"
    ),
    ("tasks.models.filing", "tasks.filings.waiting"): (
        "plain conditions on filings, of a person's organizations; they import nothing of the room"
    ),
    ("tasks.actions.opening", "tasks.jobs"): "what is only noted queues the job, which calls back to do it",
    (
        "reports.actions.export_order",
        "reports.jobs",
    ): "a wish queues its job, which calls back to say how it went",
    (
        "reports.actions.publication",
        "reports.jobs",
    ): "a publication queues the jobs that make its files and tell of it, which call back to keep them",
}


@cache
def modules_of(room: str) -> dict[str, ast.Module]:
    """The modules of a room by dotted name, without migrations."""
    return {
        dotted(path): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / room).rglob("*.py"))
        if "migrations" not in path.parts
    }


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imported(statements: Iterable[ast.AST], modules: Iterable[str]) -> Iterator[str]:
    """Those of ``modules`` that the imports among some statements name."""
    for node in statements:
        named: list[str] = []
        if isinstance(node, ast.Import):
            named = [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            named = [node.module, *(f"{node.module}.{name.name}" for name in node.names)]
        yield from (name for name in named if name in modules)


def package_of(module: str) -> str:
    """The package of a room, or the flat module, that a module belongs to."""
    return ".".join(module.split(".")[:2])


def cycle_in(room: str, *, without: set[tuple[str, str]]) -> list[str]:
    """One cycle among the packages of a room, some imports left out; empty where there is none."""
    modules = modules_of(room)
    arrows: dict[str, set[str]] = defaultdict(set)
    for module, tree in modules.items():
        for used in imported(ast.walk(tree), modules):
            importing, owner = package_of(module), package_of(used)
            if importing != owner and used != room and (module, used) not in without:
                arrows[importing].add(owner)
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


@pytest.mark.parametrize("room", ROOMS)
def test_the_packages_of_a_room_form_no_cycle(room: str) -> None:
    assert cycle_in(room, without=set(AGAINST)) == []


@pytest.mark.parametrize("against", AGAINST, ids=" to ".join)
def test_each_import_against_the_others_is_still_there(against: tuple[str, str]) -> None:
    room = against[0].split(".")[0]
    assert cycle_in(room, without=set(AGAINST) - {against}) != []


@pytest.mark.parametrize("against", AGAINST, ids=" to ".join)
def test_no_import_against_the_others_meets_a_half_made_module(against: tuple[str, str]) -> None:
    """It stands in a function, or what it imports knows nothing of its own room."""
    user, used = against
    modules = modules_of(user.split(".")[0])
    is_lazy = used not in imported(modules[user].body, modules)
    assert is_lazy or list(imported(ast.walk(modules[used]), modules)) == []


@pytest.mark.parametrize("room", ROOMS)
def test_the_tests_of_a_room_lie_in_folders_that_the_room_has(room: str) -> None:
    """So that one finds the tests of a module by its path; what measures a room as a whole stands apart."""
    folders = {path.parent for path in (ROOT / "tests" / room).rglob("__init__.py")} - MEASURING
    assert [path for path in folders if not (ROOT / path.relative_to(ROOT / "tests")).is_dir()] == []


@pytest.mark.parametrize("room", ROOMS)
def test_no_function_is_longer_than_one_thing_needs(room: str) -> None:
    long = {
        f"{module}.{node.name}": lines
        for module, tree in modules_of(room).items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert long == {}
