"""The views of one organization's year, as a row of tabs; each keeps what was asked for."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import ResolverMatch, reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from reports.dashboards.question import Question
from tasks.templatetags.versions import Tab


@dataclass(frozen=True, slots=True)
class View:
    """One view: its address, what it is called, and for whom it is there."""

    url_name: str
    label: str | Promise
    is_for: Callable[[Organization], bool] = lambda _organization: True


VIEWS = (
    View("reports:dashboard-of", _("Overview")),
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
    return current is not None and current.view_name == view.url_name


def view_address(url_name: str, question: Question, **further: str) -> str:
    """Where a view of the same organization answers the same question."""
    asked = urlencode([*question.asked, *further.items()])
    return f"{reverse(url_name, args=[question.organization.code])}?{asked}"
