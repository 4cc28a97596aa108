"""A guidance beside that of a year before."""

from dataclasses import dataclass
from itertools import chain, groupby
from operator import attrgetter

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext as _p
from django.views.decorators.http import require_safe

from organizations.table_answers import is_file_asked, table_answer
from spreadsheets.outgoing.files import Table
from tasks.access import signed_in
from tasks.comparison import Change, Comparison, Kind, compare_guidances, counts
from tasks.drafts.plan_parts import PLAN_PARTS, Compared
from tasks.forms.listing import ListingForm
from tasks.models import Guidance
from tasks.tables.plan import clause_table, duty_table, goal_table

PAGE_SIZE = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows under one filter: clauses of some kinds, owners, goals."""

    key: str
    kinds: frozenset[Kind] = frozenset()
    owners: bool = False
    goals: bool = False


CHANGED = frozenset(Kind) - {Kind.KEPT}
FILTERS = {
    shown.key: shown
    for shown in (
        Shown("changes", CHANGED, owners=True, goals=True),
        Shown("all", frozenset(Kind), owners=True, goals=True),
        *(
            Shown(kind.value, frozenset({kind}))
            for kind in (Kind.NEW, Kind.DROPPED, Kind.REWORDED, Kind.MOVED)
        ),
        Shown("owners", owners=True),
        Shown("goals", goals=True),
    )
}


# What an address shows that asks for a filter which there is not.
NOTHING = Shown("")


@dataclass(frozen=True, slots=True)
class Tab:
    """One filter, with how much it shows."""

    label: str
    url: str
    is_current: bool
    count: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Clauses under the headings that they have in both years."""

    headings: tuple[str, str]
    changes: list[Change]


@require_safe
def guidance_compare(request: HttpRequest, year: int, previous: int) -> HttpResponseBase:
    """What became of each clause, owner and goal of an earlier guidance; the filter stands in the address."""
    guidance, earlier = both_guidances(request, year, previous)
    comparison = compare_guidances(earlier, guidance)
    goals = list(chain.from_iterable(part.compare(guidance, earlier) for part in PLAN_PARTS.values()))
    form = ListingForm(request.GET, keys=FILTERS)
    shown = FILTERS[form.show_key or "changes"] if form.is_valid() else NOTHING
    chosen = [change for change in comparison.changes if change.kind in shown.kinds]
    if is_file_asked(request):
        found = (
            clause_table(chosen, guidance, earlier),
            duty_table(comparison.duties if shown.owners else []),
            goal_table(goals_under(shown, goals), guidance, earlier),
        )
        facts = [(_("Guidance"), guidance.title), (_("Compared with"), earlier.title)]
        facts.append((_("What to list"), label_of(shown.key) if shown.key else ""))
        return table_answer(request, _("Comparison"), *filter(has_rows, found), form=form, facts=facts)
    page_obj = Paginator(chosen, PAGE_SIZE).get_page(request.GET.get("page"))
    is_first = page_obj.number == 1
    context = {
        "filter": form,
        "guidance": guidance,
        "previous": earlier,
        "tabs": tabs(shown, comparison, goals),
        "page_obj": page_obj,
        "passages": passages(list(page_obj)),
        "duties": comparison.duties if shown.owners and is_first else [],
        "goals": goals_under(shown, goals) if is_first else [],
        "may_follow": signed_in(request).is_administrator and not guidance.is_published,
    }
    return render(request, "tasks/guidance_compare.html", context)


def has_rows(table: Table) -> bool:
    return bool(table.count) or table.title == _("Clauses")


def both_guidances(request: HttpRequest, year: int, previous: int) -> tuple[Guidance, Guidance]:
    """The guidance and an earlier one that the person may both see; 404 otherwise (one query)."""
    visible = Guidance.objects.readable_by(signed_in(request)).filter(year__in=[year, previous])
    found = {guidance.year: guidance for guidance in visible.defer("source_text")}
    if previous >= year or len(found) < 2:
        raise Http404
    return found[year], found[previous]


def passages(changes: list[Change]) -> list[Passage]:
    """Changes that follow each other under the same headings, together."""
    together = groupby(changes, attrgetter("headings"))
    return [Passage(headings, list(group)) for headings, group in together]


def goals_under(shown: Shown, goals: list[Compared]) -> list[Compared]:
    """The goals that one filter shows: all of them, or those that are others now."""
    if not shown.goals:
        return []
    return goals if shown.key == "all" else [goal for goal in goals if goal.kind != "kept"]


def tabs(shown: Shown, comparison: Comparison, goals: list[Compared]) -> list[Tab]:
    """The filters with their counts."""
    number = counts(comparison.changes)
    return [
        Tab(
            label=label_of(entry.key),
            url=f"?show={entry.key}",
            is_current=entry == shown,
            count=sum(number[kind] for kind in entry.kinds)
            + entry.owners * len(comparison.duties)
            + len(goals_under(entry, goals)),
        )
        for entry in FILTERS.values()
    ]


def label_of(key: str) -> str:
    """A filter's name on the page."""
    return {
        "changes": _("Only changes"),
        "all": _("All"),
        "new": _p("clauses", "New"),
        "dropped": _p("clauses", "Dropped"),
        "reworded": _p("clauses", "Reworded"),
        "moved": _p("clauses", "Moved"),
        "owners": _("Owners"),
        "goals": _("Goals"),
    }[key]
