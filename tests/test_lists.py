"""One FilterSet a list (design R19): page, call and export ask it, and what does not fit is said."""

import inspect
from collections.abc import Iterator
from types import CodeType, FunctionType
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from rest_framework.viewsets import GenericViewSet

from organizations.filtersets import ListFilter
from tests.access_matrix import MATRIX
from tests.test_architecture import ROOMS

# Lists without a FilterSet, and addresses with parameters that are no list, each with its reason.
WITHOUT_FILTERS = {
    "tasks:guidance-list": "one guidance a year: all of them stand on one page",
    "tasks:guidance-compare": "compared in memory, not found in the database; a form checks what is asked",
    "tasks:draft-check": "one draft, read as a whole; the address says how certain its tasks are to be",
    "targets:goal-add": "a form; the address may name the figure left out that it begins with",
    "tasks:amendment-list": "the history of one guidance, read as a whole",
    "tasks:guidance-history": "who did what with one guidance, read in its order",
    "tasks:department-lines": "an address of earlier days: it leads to the stream with its filters",
    "tasks:task-answers": "leads on to the dashboard of the task",
    "tasks:task-detail": "one task, with what is reported on it",
    "tasks:filing-detail": "one filing; the address chooses what it is compared with",
    "tasks:filing-workbook": "one filing as a file to fill in",
    "tasks:bundle-file": "one file",
    "tasks:import-returned": "one file",
    "records:returned": "one file",
    "records:workbook": "one file; a form of its kind checks what it is narrowed down to",
    "tasks:own-spreadsheet-add": "a form; the address may name what it begins with",
    "tasks:own-spreadsheet": "one spreadsheet; the address names a sheet, a stretch of it and a field",
    "tasks:evidence-download": "one file",
    "tasks:supplement-open": "a form; the address says for whom it is begun",
    "tasks:calendar-feed": "a file of due days for a calendar program",
    "targets:target-detail": "one target; the address names a day, which a form checks",
    "targets:target-explanation": "one figure; the address names whose, when, and as of which day",
    "targets:target-export": "one target's page as a file, of the day that the page is of",
    "reports:target-files": "the same, as a brief, and each drawing of the page by itself",
    "targets:target-allocation": "one target's shares",
    "targets:target-allocation-history": "the versions of one target's shares, read as a whole",
    "reports:dashboard": "figures and counts; a form checks what is asked",
    "reports:dashboard-of": "as the dashboard of one's own",
    "reports:dashboard-discipline": "counted over filings of all years; forms check what is asked",
    "reports:dashboard-history": "figures over years, and what was said to one organization; forms check it",
    "reports:dashboard-places": "who files to one organization, on one page; forms check what is asked",
    "reports:dashboard-measures": "counted over filings, not found among rows; a form checks what is asked",
    "reports:dashboard-answers": "counted over filings, not found among rows; a form checks what is asked",
    "reports:dashboard-task": "counted over filings, not found among rows; a form checks what is asked",
    "reports:dashboard-comparison": "figures side by side; a form checks what is compared",
    "reports:annual-list": "who reports to one organization: all of them stand on one page, counted above",
    "reports:annual-compare": "two reports side by side; forms of both sides check what is asked",
    "reports:published-list": "one report a year: all of them stand on one page",
    "reports:published-file": "one file",
    "reports:text": "one text; the address says what stands beside it",
    "reports:text-material": "what is marked for one report, a form to tick; the address names a place",
    "reports:annual-snapshot": "one file",
    "reports:annual-signed": "one file",
    "reports:text-word": "one file",
    "reports:hand-in-signed": "one file",
    "reports:verify": "one code, which is read sign by sign and then looked for as it is",
    "reports:verify-key": "one file",
    "reports:export-download": "one file that was ordered; the form of the order checks its choices",
    "readyz": "no list: whether the portal can serve",
    "api:guidance-list": "one guidance a year",
}


def addresses(patterns: list[Any], namespace: str = "") -> Iterator[tuple[str, Any]]:
    """Each of the portal's own addresses by name, with the function or the class of views that answers it."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = ":".join(filter(None, [namespace, pattern.namespace]))
            yield from addresses(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            name = f"{namespace}:{pattern.name}" if namespace else pattern.name
            yield name, getattr(pattern.callback, "cls", None) or inspect.unwrap(pattern.callback)


# What is only written to lists nothing; the back office has lists of its own kind.
READ = {name for name, verb, _state in MATRIX if verb == "get" and not name.startswith("admin:")}
ADDRESSES = {name: view for name, view in addresses(get_resolver().url_patterns) if name in READ}
CALLS = {
    name: view
    for name, view in ADDRESSES.items()
    if isinstance(view, type) and issubclass(view, GenericViewSet) and name.endswith("-list")
}
PAGES = {name: view for name, view in ADDRESSES.items() if isinstance(view, FunctionType)}


def functions_of(view: FunctionType) -> dict[FunctionType, set[str]]:
    """A view and the functions of its module that it calls, each with the names that its code uses."""
    found: dict[FunctionType, set[str]] = {}
    waiting = [view]
    while waiting:
        function = waiting.pop()
        if function not in found:
            found[function] = names_in(function.__code__)
            called = [function.__globals__.get(name) for name in found[function]]
            waiting += [
                inspect.unwrap(each)
                for each in called
                if isinstance(each, FunctionType) and each.__module__ == view.__module__
            ]
    return found


def names_in(code: CodeType) -> set[str]:
    inner = [names_in(constant) for constant in code.co_consts if isinstance(constant, CodeType)]
    return set(code.co_names).union(*inner)


def is_list(name: str, view: FunctionType) -> bool:
    """Whether an address lists rows, or is asked with parameters: it is called so, has pages, gives out a
    file, or reads what it is asked for."""
    used = set().union(*functions_of(view).values())
    return name.endswith("-list") or bool(used & {"Paginator", "GET", "content_disposition"})


def filters_of(view: FunctionType) -> set[type[ListFilter]]:
    """The FilterSets of the rooms that a view asks."""
    asked = [function.__globals__.get(name) for function, used in functions_of(view).items() for name in used]
    return {each for each in asked if is_filter_of_a_room(each)}


def is_filter_of_a_room(each: Any) -> bool:
    is_filter = isinstance(each, type) and issubclass(each, ListFilter)
    return is_filter and each.__module__ in {f"{room}.filtersets" for room in ROOMS}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_lists_asks_the_filters_of_its_room(name: str) -> None:
    view = PAGES[name]
    is_listed = is_list(name, view) and name not in WITHOUT_FILTERS
    assert bool(filters_of(view)) is is_listed, f"{name} needs a FilterSet, or a reason in WITHOUT_FILTERS"


@pytest.mark.parametrize("name", CALLS)
def test_a_call_that_lists_asks_the_filters_of_its_room(name: str) -> None:
    asked = getattr(CALLS[name], "filterset_class", None)
    assert is_filter_of_a_room(asked) is (name not in WITHOUT_FILTERS)
    assert not hasattr(CALLS[name], "filterset_fields")


def test_no_reason_is_kept_for_an_address_that_needs_none() -> None:
    lists = {name for name, view in PAGES.items() if is_list(name, view)}
    assert set(WITHOUT_FILTERS) <= lists | set(CALLS)
