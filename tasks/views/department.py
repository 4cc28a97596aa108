"""A department's reading of others' lines on its tasks and targets, and what it has seen of them."""

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from organizations.calendar import moment_of
from tasks.access import signed_in
from tasks.actions import mark_seen
from tasks.filings.department_lines import lines_for, read_lines, speaking_on
from tasks.filings.remark_authority import department_voices
from tasks.filtersets import LineFilter
from tasks.forms.department import SeenForm
from tasks.lines.kinds import LINE_KINDS, LineKind
from tasks.views.remark import back
from texts.punctuation import sentences

PAGE_SIZE = 20
FIRST_KIND = "progress"


def kind_named(name: str) -> LineKind[Any]:
    """A kind of line by its key; 404 for any other word."""
    if name not in LINE_KINDS:
        raise Http404
    return LINE_KINDS[name]


@require_safe
def department_lines(request: HttpRequest, kind: str = FIRST_KIND) -> HttpResponse:
    """Others' lines on the tasks, or the targets, of the person's departments; 404 for who has none."""
    user, shown = signed_in(request), kind_named(kind)
    if not user.scope.departments:
        raise Http404
    readable = lines_for(shown, user.scope.departments)
    chosen = LineFilter(request.GET, queryset=readable, request=request)
    page = Paginator(chosen.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    lines = list(page)
    context = {
        "kind": shown,
        "filter": chosen,
        "page_obj": page,
        "lines": read_lines(shown, lines),
        "speaking": speaking_on(user, shown, lines),
        "readable": {line.filing_id for line in lines if user.scope.covers(line.filing.organization)},
        "unseen_count": unseen(request, readable).count(),
    }
    return render(request, "tasks/department_lines.html", context)


def unseen(request: HttpRequest, lines: QuerySet[Any]) -> QuerySet[Any]:
    """What nobody of the department has seen yet, by the other filters of the address."""
    filters = request.GET.copy()
    filters["seen"] = "no"
    found: QuerySet[Any] = LineFilter(filters, queryset=lines, request=request).qs
    return found


@require_POST
def lines_seen(request: HttpRequest, kind: str) -> HttpResponse:
    """Note that the person's department has seen the chosen lines, each in the version that was shown."""
    user, shown = signed_in(request), kind_named(kind)
    if not user.scope.departments:
        raise Http404
    if not department_voices(user):
        raise PermissionDenied(_("Your role does not allow this here. Ask the administrator if it should."))
    form = SeenForm(request.POST)
    if not form.is_valid():
        messages.error(request, sentences(form.errors["line"]))
    else:
        tell(request, *note_seen(request, shown, form.cleaned_data["line"]))
    return redirect(back(request, reverse("tasks:department-lines")))


def note_seen(
    request: HttpRequest, kind: LineKind[Any], chosen: dict[tuple[int, int], int]
) -> tuple[int, int]:
    """How many of the chosen lines, as the form has them, are noted now, and how many were filed again."""
    user = signed_in(request)
    filings, subjects = {filing for filing, _subject in chosen}, {subject for _filing, subject in chosen}
    asked = {"filing__in": filings, f"{kind.subject_field}__in": subjects}
    lines = [
        line
        for line in lines_for(kind, user.scope.departments).filter(**asked)
        if (line.filing_id, line.subject_id) in chosen
    ]
    speaking, by_voice = speaking_on(user, kind, lines), defaultdict(list)
    shown = [line for line in lines if line.filing.version == chosen[line.filing_id, line.subject_id]]
    for line in shown:
        if voice := speaking.get(line.pk):
            by_voice[voice].append((kind.key, line))
    versions = {filing: version for (filing, _subject), version in chosen.items()}
    for voice, spoken in by_voice.items():
        mark_seen(lines=spoken, versions=versions, organization=voice, by=user, at=moment_of(request))
    return sum(map(len, by_voice.values())), len(lines) - len(shown)


def tell(request: HttpRequest, seen: int, changed: int) -> None:
    """Say what was noted and what was not."""
    if seen:
        said = ngettext("%(count)d line is marked as seen.", "%(count)d lines are marked as seen.", seen)
        messages.success(request, said % {"count": seen})
    if changed:
        said = ngettext(
            "%(count)d line was filed again since you opened the page: read the new version first.",
            "%(count)d lines were filed again since you opened the page: read the new version first.",
            changed,
        )
        messages.warning(request, said % {"count": changed})
    if not seen and not changed:
        messages.error(request, _("Nothing was marked: these lines are not open to you any more."))
