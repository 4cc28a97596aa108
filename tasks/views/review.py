"""The reviewer's queue, and the moves of reviewers and administrators."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations.answers import CONFLICT, UNPROCESSABLE
from organizations.calendar import moment_of, today
from organizations.permissions import Permission
from organizations.table_answers import is_file_asked, table_answer
from tasks.access import filing_for, signed_in
from tasks.actions import (
    approve_filing,
    approve_filings,
    extend_filing,
    reopen_filing,
    return_filing,
    start_review,
    take_back_approval,
)
from tasks.actions.approve import Approvals
from tasks.errors import ActionRefused
from tasks.filings.queue import after, queue_of
from tasks.filtersets import ReviewFilter
from tasks.forms.review import (
    ApprovalForm,
    ChosenForm,
    ExtendForm,
    ReasonForm,
    ReopenForm,
    ReturnForm,
    VersionForm,
)
from tasks.lines.checked_lines import unusual_filings
from tasks.models import Filing, Remark
from tasks.tables.filings import review_table, year_facts
from tasks.views.filing import PAGE_SIZE, filing_context, reading_context
from tasks.views.remark import back
from tasks.year_in_view import year_in_view
from texts.punctuation import sentences

INCOMPLETE = gettext_lazy("The page was incomplete. Load it again and read what stands there.")


@require_safe
def review_queue(request: HttpRequest) -> HttpResponseBase:
    """What waits for the person's review, the longest first."""
    waiting = queue_of(signed_in(request)).for_list().select_related("review_started_by")
    chosen = ReviewFilter(request.GET, queryset=waiting, request=request)
    if is_file_asked(request):
        table = review_table(chosen.qs)
        facts = year_facts(year_in_view(request))
        return table_answer(request, _("Review"), table, form=chosen.form, facts=facts)
    page = Paginator(chosen.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page_obj": page,
        "today": today(),
        "unusual": unusual_filings(list(page)),
    }
    return render(request, "tasks/review_queue.html", context)


@require_POST
def approve_many(request: HttpRequest) -> HttpResponse:
    """Approve the chosen filings of which nothing is flagged, and say by name what became of each."""
    user = signed_in(request)
    if not user.organizations_where(Permission.REVIEW_FILING):
        raise PermissionDenied(_("Your role does not allow this here. Ask the administrator if it should."))
    form = ChosenForm(request.POST)
    if not form.is_valid():
        messages.error(request, sentences(form.errors["filing"]))
        return redirect(back(request, reverse("tasks:review-queue")))
    versions: dict[int, int] = form.cleaned_data["filing"]
    reviewed = user.organizations_where(Permission.REVIEW_FILING)
    filings = Filing.objects.visible_to(user).filter(pk__in=versions, reports_to__in=reviewed).for_list()
    chosen = [(filing, versions[filing.pk]) for filing in filings.order_by("submitted_at", "pk")]
    tell(request, approve_filings(chosen=chosen, by=user, at=moment_of(request)))
    return redirect(back(request, reverse("tasks:review-queue")))


def tell(request: HttpRequest, outcome: Approvals) -> None:
    """Say by name what was approved and what was not."""
    if outcome.approved:
        said = ngettext(
            "%(count)d approved: %(names)s.", "%(count)d approved: %(names)s.", len(outcome.approved)
        )
        names = pgettext("between names", ", ").join(str(filing) for filing in outcome.approved)
        messages.success(request, said % {"count": len(outcome.approved), "names": names})
    for filing, why in outcome.refused:
        link = format_html('<a href="{}">{}</a>', reverse("tasks:filing-detail", args=[filing.pk]), filing)
        messages.error(request, format_html(_("Not approved: {filing}. {why}"), filing=link, why=why))


def attempt(request: HttpRequest, action: Callable[[], Filing], done: str) -> bool:
    """Run an action and say how it went; True where it went well."""
    try:
        action()
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, done)
    return True


def next_to_review(request: HttpRequest, filing: Filing) -> HttpResponse:
    """On to what waits longest of what was submitted later, or back to the queue where nothing else waits."""
    following = after(signed_in(request), filing)
    if following is None:
        return redirect("tasks:review-queue")
    return redirect("tasks:filing-detail", following.pk)


@require_safe
def review_next(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a filing as it is and go on to the next in the queue."""
    return next_to_review(request, filing_for(request, pk, Permission.REVIEW_FILING))


@require_POST
def review_start(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the review; the lead can no longer withdraw (design R2)."""
    filing = filing_for(request, pk, Permission.REVIEW_FILING)
    form = VersionForm(request.POST)
    if not form.is_valid():
        messages.error(request, INCOMPLETE)
        return redirect("tasks:filing-detail", pk)
    attempt(
        request,
        lambda: start_review(
            filing=filing, by=signed_in(request), at=moment_of(request), **form.cleaned_data
        ),
        _("Review started."),
    )
    return redirect("tasks:filing-detail", pk)


@require_POST
def filing_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve the version that was read, and go on to the next (design R3, R4)."""
    filing = filing_for(request, pk, Permission.REVIEW_FILING)
    form = ApprovalForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The page was incomplete. Read the filing and approve it again."))
        return redirect("tasks:filing-detail", pk)
    approved = attempt(
        request,
        lambda: approve_filing(
            filing=filing, by=signed_in(request), at=moment_of(request), **form.cleaned_data
        ),
        _("Approved: %(filing)s.") % {"filing": filing},
    )
    return next_to_review(request, filing) if approved else redirect("tasks:filing-detail", pk)


@require_POST
def filing_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own approval back within the minute."""
    filing = filing_for(request, pk, Permission.REVIEW_FILING)
    attempt(
        request,
        lambda: take_back_approval(filing=filing, by=signed_in(request), at=moment_of(request)),
        _("Approval taken back: %(filing)s waits for review again.") % {"filing": filing},
    )
    return redirect("tasks:filing-detail", pk)


@require_POST
def filing_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the version that was read, with remarks or a reason; without either the page asks for it."""
    filing = filing_for(request, pk, Permission.REVIEW_FILING)
    form = ReturnForm(request.POST, is_remarked=Remark.objects.of_review(filing).exists())
    if not form.is_valid():
        context = context_to_read(request, filing) | {"return_form": form}
        return render(request, "tasks/filing_read.html", context, status=UNPROCESSABLE)
    try:
        return_filing(filing=filing, by=signed_in(request), at=moment_of(request), **form.cleaned_data)
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        fresh = filing_for(request, pk, Permission.REVIEW_FILING)
        context = context_to_read(request, fresh) | {"return_form": form}
        return render(request, "tasks/filing_read.html", context, status=CONFLICT)
    messages.success(request, _("Returned: %(filing)s.") % {"filing": filing})
    return next_to_review(request, filing)


def context_to_read(request: HttpRequest, filing: Filing) -> dict[str, Any]:
    """What the page to read shows."""
    context = filing_context(request, filing)
    return context | reading_context(request, filing, context)


@require_http_methods(["GET", "HEAD", "POST"])
def filing_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Reopen an approved filing with a reason (design R2)."""
    filing = filing_for(request, pk, Permission.REOPEN_FILING)
    form = ReopenForm(request.POST or None, initial={"version": filing.version})
    done = _("Reopened: %(filing)s can be corrected.") % {"filing": filing}
    return worded(request, filing, form, reopen_filing, done=done, template="tasks/filing_reopen.html")


@require_http_methods(["GET", "HEAD", "POST"])
def filing_extend(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one organization more time, with a reason (design R6)."""
    filing = filing_for(request, pk, Permission.EXTEND_FILING)
    form = ExtendForm(request.POST or None, filing=filing)
    done = _("Extended: %(filing)s.") % {"filing": filing}
    return worded(request, filing, form, extend_filing, done=done, template="tasks/filing_extend.html")


def worded(
    request: HttpRequest,
    filing: Filing,
    form: ReasonForm,
    action: Callable[..., Filing],
    *,
    done: str,
    template: str,
) -> HttpResponse:
    """A move that wants words: the page that asks for them, 422 where they were not right, and then the move
    with what the form says."""
    if form.is_valid():
        act = partial(action, filing=filing, by=signed_in(request), at=moment_of(request))
        attempt(request, partial(act, **form.cleaned_data), done)
        return redirect("tasks:filing-detail", filing.pk)
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, template, {"filing": filing, "form": form}, status=status)
