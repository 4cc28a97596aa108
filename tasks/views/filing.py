"""Filings: the list, one filing, and the check before submission."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from organizations.answers import CONFLICT
from organizations.calendar import is_moved, moment_of, today
from organizations.models import User
from organizations.permissions import Permission
from organizations.table_answers import is_file_asked, table_answer
from tasks.access import filing_for, filing_in_scope, has_subordinates, may, signed_in
from tasks.actions import submit_filing, withdraw_filing
from tasks.errors import ActionRefused, FilingIncomplete, NotAsRead
from tasks.filings.case_group import case_group
from tasks.filings.changed_parts import ChangedParts
from tasks.filings.concerns import concerns_in
from tasks.filings.filing_pages import FilingPages
from tasks.filings.filing_statement import filing_statement
from tasks.filings.lost_remarks import lost_places
from tasks.filings.timeline import story_of
from tasks.filtersets import PagedFilingFilter
from tasks.forms.review import VersionForm
from tasks.forms.statement import SignForm
from tasks.lines.checked_lines import (
    CheckedLine,
    asked_lines,
    blocking_lines,
    checked_lines,
    with_presences,
    with_remarks,
    with_unusual,
)
from tasks.lines.disclosure import lines_as_submitted, outline_of
from tasks.lines.grid_rows import grid_kinds
from tasks.lines.versions import last_return, versions_beside
from tasks.models import Filing
from tasks.models.log import events_told
from tasks.tables.filings import filing_table, year_facts
from tasks.tables.records import evidence_table, receipt_table, remark_table, subjects_of
from tasks.year_in_view import year_in_view
from texts.punctuation import sentences

PAGE_SIZE = 25


@require_safe
def filing_list(request: HttpRequest) -> HttpResponseBase:
    """Every filing of the year in view in the person's scope, the latest period first."""
    filings = Filing.objects.in_scope(signed_in(request))
    chosen = PagedFilingFilter(request.GET, queryset=filings, request=request)
    if is_file_asked(request):
        in_view = year_in_view(request)
        table = filing_table(chosen.qs, in_view)
        return table_answer(request, _("Filings"), table, form=chosen.form, facts=year_facts(in_view))
    pages = FilingPages(chosen.qs, PAGE_SIZE, windows=year_in_view(request).windows)
    page = pages.get_page(request.GET.get("page"))
    return render(
        request,
        "tasks/filing_list.html",
        {"filter": chosen, "page_obj": page, "has_subordinates": has_subordinates(signed_in(request))},
    )


def filing_context(request: HttpRequest, filing: Filing) -> dict[str, Any]:
    """What every page of one filing shows: its lines, its log, and what the person may do."""
    user = signed_in(request)
    written = checked_lines(filing)
    is_told, outline = filing.is_told_to(user), outline_of(written)
    lines = with_remarks(written if is_told else lines_as_submitted(filing, written), filing)
    asked = asked_lines(lines)
    events: Any = SimpleLazyObject(lambda: events_told(filing, user))
    return {
        "filing": filing,
        "lines": lines,
        "asked": asked,
        "lost": lost_places(filing, lines) if is_told else (),
        "is_told": is_told,
        "outline": outline,
        "ready_count": sum(checked.is_ready for checked in asked),
        "blocking": blocking_lines(lines),
        "events": events,
        "return_event": last_return(events) if filing.status == Filing.Status.RETURNED else None,
        "story": SimpleLazyObject(lambda: story_of(filing, events, filing.all_remarks, lines)),
        "may_edit": filing.is_in_draft and may(user, Permission.EDIT_FILING, filing),
        "may_submit": filing.is_in_draft and may(user, Permission.SUBMIT_FILING, filing),
        "may_withdraw": filing.status == Filing.Status.SUBMITTED
        and not filing.is_in_review
        and may(user, Permission.WITHDRAW_FILING, filing),
        "may_review": filing.status == Filing.Status.SUBMITTED
        and may(user, Permission.REVIEW_FILING, filing),
        "may_reopen": filing.status == Filing.Status.APPROVED and may(user, Permission.REOPEN_FILING, filing),
        "may_extend": filing.is_in_draft and may(user, Permission.EXTEND_FILING, filing),
        "may_supplement": filing.status == Filing.Status.APPROVED
        and filing.period.is_year_end
        and filing.period.due_on < today()
        and user.is_administrator,
    }


def reading_context(request: HttpRequest, filing: Filing, context: dict[str, Any]) -> dict[str, Any]:
    """What the page to read shows beside: the versions to compare with, and the one that the address chose
    (``?compare=period`` or ``?compare=returned``); for reviewers what is unusual."""
    versions = versions_beside(filing, context["events"])
    if not context["is_told"]:
        versions = replace(versions, returned=None)
    chosen = request.GET.get("compare", "")
    compared = {"period": versions.period, "returned": versions.returned}.get(chosen)
    lines = with_unusual(context["lines"], filing) if context["may_review"] else context["lines"]
    return {
        "versions": versions,
        "compared": compared,
        "compare": chosen if compared else "",
        "gone": compared.lost(lines) if compared and chosen == "returned" else (),
        "lines": lines,
        "concerns": concerns_in(filing, lines, signed_in(request)),
        "is_own": is_own_work(filing, lines, signed_in(request)),
    }


def is_own_work(filing: Filing, lines: list[CheckedLine], user: User) -> bool:
    """Whether the person wrote a line as it stands, attached a file or submitted the filing: what the page
    can tell without a query. The action knows the rest (design R4)."""
    people = {filing.submitted_by_id} | {checked.line.edited_by_id for checked in lines}
    return user.pk in people | {file.uploaded_by_id for checked in lines for file in checked.evidence}


@require_safe
def filing_detail(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One filing: the list of its lines for those who fill it in, the whole text for everyone else."""
    filing = filing_in_scope(request, pk)
    context = filing_context(request, filing)
    if is_file_asked(request):
        return records_file(request, filing, context)
    if not context["may_edit"]:
        return render(request, "tasks/filing_read.html", context | reading_context(request, filing, context))
    others = filing.presences.besides(signed_in(request)).lasting(at=moment_of(request))
    lines = with_presences(context["lines"], others)
    kinds = {checked.kind for checked in lines}
    grids = [kind.grid for kind in grid_kinds() if kind in kinds]
    context |= {"asked": asked_lines(lines), "group": case_group(filing, lines), "grids": grids}
    return render(request, "tasks/filing_detail.html", context)


def records_file(request: HttpRequest, filing: Filing, context: dict[str, Any]) -> HttpResponseBase:
    """The remarks and the evidence of the page, as far as it shows them, as a file."""
    lost = [(place.kind, place.subject_id, str(place.subject)) for place in context["lost"]]
    remarks = remark_table(filing.all_remarks, subjects_of(context["lines"], lost))
    facts = [(_("Filing"), str(filing))]
    return table_answer(
        request, _("Remarks and evidence"), remarks, evidence_table(context["lines"]), facts=facts
    )


@require_safe
def filing_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything as it will be read, with what still stands in the way of submission (design R5)."""
    filing = filing_for(request, pk, Permission.EDIT_FILING)
    return check_page(request, filing)


def check_page(request: HttpRequest, filing: Filing, refusal: NotAsRead | None = None) -> HttpResponse:
    """The page to sign on, with what was read on it; where a signature was refused, what changed since."""
    context = filing_context(request, filing)
    context["statement"] = filing_statement(filing, context["lines"])
    if refusal is None:
        return render(request, "tasks/filing_check.html", context)
    changed = ChangedParts(filing, context["lines"]).of(refusal.differences)
    context |= {"refusal": str(refusal), "changed": changed}
    return render(request, "tasks/filing_check.html", context, status=CONFLICT)


@require_POST
def filing_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Submit what was read; a second click on the same filing changes nothing (design R3, R20)."""
    filing = filing_for(request, pk, Permission.SUBMIT_FILING)
    form = SignForm(request.POST)
    if not form.is_valid():
        messages.error(request, sentences(form.errors["seen"]))
        return redirect("tasks:filing-check", pk)
    by, seen = signed_in(request), form.cleaned_data["seen"]
    try:
        submitted = submit_filing(filing=filing, by=by, at=moment_of(request), seen=seen)
    except NotAsRead as refusal:
        return check_page(request, filing_for(request, pk, Permission.SUBMIT_FILING), refusal)
    except FilingIncomplete as refusal:
        messages.error(request, str(refusal))
        return redirect("tasks:filing-check", pk)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("tasks:filing-detail", pk)
    messages.success(request, receipt(submitted) if submitted.submitted_by == by else sent_before(submitted))
    return redirect("tasks:filing-detail", pk)


def sent_before(filing: Filing) -> str:
    """What a lead reads who signs what another has submitted meanwhile: nothing stands under this name."""
    return _("%(person)s has submitted this filing already. Nothing was changed.") % {
        "person": filing.submitted_by
    }


def moment_in_words(at: dt.datetime) -> str:
    """A moment as receipts print it; where the portal plays on another day, with whose clock it is."""
    words = f"{timezone.localtime(at):%Y-%m-%d %H:%M}"
    return _("%(time)s by the server's clock") % {"time": words} if is_moved() else words


def receipt(filing: Filing) -> str:
    """What the lead reads after submission: number, version, time and checksum."""
    snapshot = filing.last_snapshot
    return _(
        "Submitted to %(organization)s: receipt %(number)s, version %(version)d, %(time)s, checksum %(sum)s."
    ) % {
        "organization": filing.reports_to,
        "number": filing.receipt_number,
        "version": filing.version,
        "time": moment_in_words(snapshot.at),
        "sum": snapshot.sha256[:12],
    }


@require_safe
def filing_receipt(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The receipt to keep or print: every submitted version with who, when and checksum; 404 before the
    first submission."""
    filing = filing_in_scope(request, pk)
    snapshots = list(filing.snapshots.select_related("by").defer("content").order_by("-version"))
    if not snapshots:
        raise Http404
    if is_file_asked(request):
        facts = [(_("Filing"), str(filing))]
        return table_answer(
            request, _("Receipt of the submission"), receipt_table(filing, snapshots), facts=facts
        )
    return render(request, "tasks/filing_receipt.html", {"filing": filing, "snapshots": snapshots})


@require_POST
def filing_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a submitted filing back before its review starts (design R2)."""
    filing = filing_for(request, pk, Permission.WITHDRAW_FILING)
    form = VersionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The page was incomplete. Load it again and read what stands there."))
        return redirect("tasks:filing-detail", pk)
    try:
        withdraw_filing(filing=filing, by=signed_in(request), at=moment_of(request), **form.cleaned_data)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Withdrawn: the filing is a draft again."))
    return redirect("tasks:filing-detail", pk)
