"""The views of the dashboards as tests read them: which there are, and the tables on their pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from organizations.models import Organization
from reports.dashboards.tabs import VIEWS
from tasks.models import Guidance, Task
from tests.reports.markup import Element, Page


def views_of(organization: Organization, guidance: Guidance) -> Iterator[str]:
    """The addresses of every view of an organization, and of its tasks."""
    for name in dict.fromkeys(view.url_name for view in VIEWS if view.is_for(organization)):
        yield f"{reverse(name, args=[organization.code])}?year={guidance.year}"
    for task in Task.objects.filter(guidance=guidance).of_organization(organization):
        address = reverse("reports:dashboard-task", args=[organization.code, task.pk])
        yield f"{address}?year={guidance.year}"


@dataclass(frozen=True)
class PageTable:
    """A table as it stands on a page: its rows by their keys, each a list of its cells."""

    rows: dict[str, list[Element]]
    totals: list[list[Element]]


def tables_on(page: Page) -> dict[str, PageTable]:
    """The tables of a view that stand on its page, by their keys."""
    return {
        element.attributes["id"]: PageTable(
            {row.attributes.get("id", ""): cells(row) for row in rows(element, "tbody")},
            [cells(row) for row in rows(element, "tfoot")],
        )
        for element in page.elements
        if "data-table" in element.classes
    }


def rows(table: Element, part: str) -> list[Element]:
    return [row for body in inside(table, part) for row in inside(body, "tr")]


def cells(row: Element) -> list[Element]:
    return [child for child in row.children if isinstance(child, Element) and child.tag in {"th", "td"}]


def inside(element: Element, tag: str) -> Iterator[Element]:
    """The elements of a tag within another, in their order."""
    for child in element.children:
        if isinstance(child, Element):
            if child.tag == tag:
                yield child
            yield from inside(child, tag)
