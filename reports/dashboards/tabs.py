"""The views of one organization's year, as a row of tabs; each keeps what was asked for."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import ResolverMatch
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from organizations.models import Organization
from organizations.page_addresses import page_address, query_of
from reports.dashboards.question import Question
from tasks.templatetags.versions import Tab


@dataclass(frozen=True, slots=True)
class View:
    """One view: its address, what it is called, and for whom it is there. ``also`` are further names of
    addresses that show it."""

    url_name: str
    label: str | Promise
    is_for: Callable[[Organization], bool] = lambda _organization: True
    also: frozenset[str] = frozenset()


VIEWS = (
    View("reports:dashboard-of", _("Overview"), also=frozenset({"reports:dashboard", "home"})),
    View("reports:dashboard-places", _("Places"), lambda organization: not organization.is_local),
    View(
        "reports:dashboard-places",
        _p("of an organization", "Subordinates"),
        lambda organization: organization.is_local and not organization.is_leaf(),
    ),
    View("reports:dashboard-comparison", _("Comparison")),
    View(
        "reports:dashboard-work",
        _("Progress of the work"),
        also=frozenset({"reports:dashboard-measures", "reports:dashboard-answers"}),
    ),
    View(
        "reports:dashboard-stream",
        _("Progress and problems"),
        also=frozenset({"reports:dashboard-problems"}),
    ),
    View("reports:dashboard-discipline", _("Filing discipline")),
    View("reports:dashboard-history", _("Over the years")),
)


def tabs_of(question: Question, current: ResolverMatch | None) -> list[Tab]:
    """The views that there are of the organization."""
    return [
        Tab(str(view.label), view_address(view.url_name, question), is_current(view, current))
        for view in VIEWS
        if view.is_for(question.organization)
    ]


def is_current(view: View, current: ResolverMatch | None) -> bool:
    return current is not None and current.view_name in {view.url_name, *view.also}


def view_address(url_name: str, question: Question, *pairs: tuple[str, str], **further: str) -> str:
    """Where a view of the same organization answers the same question, and what else is asked of it."""
    asked = query_of([*question.asked, *pairs, *further.items()])
    return f"{page_address(url_name, question.organization.code)}?{asked}"
