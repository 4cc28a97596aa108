"""One organization's report on its way: how it stands, what happened, and handing it in."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organizations.answers import CONFLICT, UNPROCESSABLE
from organizations.calendar import moment_of
from organizations.permissions import Permission
from reports.actions import hand_in_report
from reports.forms.hand_in import ArrivalForm, HandInForm, ReasonForm, ReminderForm
from reports.hand_in_access import entry_in_scope
from reports.hand_ins.receiving import may_look, may_receive, receiver_of
from reports.hand_ins.register import Entry
from reports.hand_ins.standing import ELECTRONIC_LABELS, PAPER_LABELS, Form
from reports.hand_ins.wording import deadline, done_in_words, history, next_step
from tasks.access import signed_in
from tasks.errors import ActionRefused


@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """How the report of one organization stands; a lead's POST hands in the version that was read."""
    entry = entry_in_scope(request, year, code)
    if request.method != "POST":
        return page(request, entry)
    user = signed_in(request)
    if not user.can(Permission.SIGN_REPORT, at=entry.organization):
        raise PermissionDenied(_("Leads of the organization hand its report in."))
    form = HandInForm(request.POST)
    if not form.is_valid():
        return page(request, entry, status=UNPROCESSABLE, hand_in_form=form)
    try:
        receipt = hand_in_report(
            guidance=entry.guidance,
            organization=entry.organization,
            by=user,
            at=moment_of(request),
            **form.cleaned_data,
        )
    except ActionRefused as refusal:
        again = entry_in_scope(request, year, code)
        return page(request, again, status=CONFLICT, refusal=str(refusal))
    messages.success(
        request, _("Handed in: this is receipt %(number)s.") % {"number": receipt.receipt_number}
    )
    return redirect("reports:hand-in-receipt", year, receipt.number)


def page(request: HttpRequest, entry: Entry, *, status: int = 200, **said: Any) -> HttpResponse:
    """The page; ``said`` are forms that are not right, or why nothing was done."""
    user, standing = signed_in(request), entry.standing
    seen = {"seen": entry.report.version} if entry.report else {}
    arrival = {"version": entry.report.version, "arrived_on": entry.today} if entry.report else {}
    context = {
        "entry": entry,
        "guidance": entry.guidance,
        "organization": entry.organization,
        "standing": standing,
        "receiver": receiver_of(entry.guidance),
        "electronic_label": ELECTRONIC_LABELS[standing.electronic],
        "paper_label": PAPER_LABELS[standing.paper],
        "electronic_timing": standing.timing(Form.ELECTRONIC),
        "paper_timing": standing.timing(Form.PAPER),
        "deadline": deadline(entry.guidance.report_due_on, entry.today),
        "next_step": next_step(entry),
        "done": done_in_words(entry),
        "events": history(entry),
        "may_sign": user.can(Permission.SIGN_REPORT, at=entry.organization),
        "looks": may_look(user, entry.guidance),
        "may_open": user.scope.covers(entry.organization),
        "may_receive": may_receive(user, entry.guidance),
        "hand_in_form": HandInForm(initial=seen),
        "arrival_form": ArrivalForm(initial=arrival),
        "return_form": ReasonForm(prefix="return"),
        "take_back_form": ReasonForm(prefix="take-back"),
        "reminder_form": ReminderForm(),
    }
    return render(request, "reports/hand_ins/hand_in.html", context | said, status=status)
