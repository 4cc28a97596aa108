"""Who has handed in and who has not: the list of the receiving department and the office, and what is done
with several at once."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from organizations.answers import UNPROCESSABLE, own_address
from organizations.calendar import day_of, moment_of
from organizations.filtersets import refusal_of
from organizations.form_answers import answers_in_words
from reports.actions import remind_of_hand_ins, request_export
from reports.exports.rights import may_export_handed_in
from reports.filtersets import HandInFilter
from reports.forms.hand_in import CodesForm, PackageForm, ReminderForm
from reports.hand_in_access import refuse_outsiders, refuse_who_only_looks
from reports.hand_in_sheet import hand_in_sheet, headline_of
from reports.hand_ins.receiving import may_receive, receiver_of
from reports.hand_ins.register import Entry, Register, register_of
from reports.hand_ins.standing import Form, State
from reports.hand_ins.wording import deadline
from reports.models import Export
from reports.views.files import file_answer
from tasks.access import signed_in
from tasks.errors import ActionRefused
from tasks.models import Filing, Guidance
from tasks.year_in_view import guidance_in_view


@require_safe
def hand_in_list(request: HttpRequest) -> HttpResponseBase:
    """Everybody who owes a report, narrowed by the filters of the address; with ``?format=`` as a file."""
    guidance = guidance_in_view(request)
    if guidance is None:
        raise Http404
    refuse_outsiders(request, guidance)
    return list_page(request, guidance)


def list_page(
    request: HttpRequest, guidance: Guidance, *, status: int = 200, **forms: Any
) -> HttpResponseBase:
    """The list; ``forms`` are those that were sent and are not right."""
    user, at = signed_in(request), moment_of(request)
    register = register_of(guidance, day_of(at))
    owed = Filing.objects.filter(pk__in=[entry.filing.pk for entry in register.entries])
    chosen = HandInFilter(request.GET, queryset=owed, request=request)
    entries = listed(register, chosen)
    if "format" in request.GET:
        said = answers_in_words(chosen.form) if chosen.form.is_valid() else []
        return file_answer(request, hand_in_sheet(register, entries, said, user, at))
    context = {
        "guidance": guidance,
        "register": register,
        "receiver": receiver_of(guidance),
        "deadline": deadline(guidance.report_due_on, register.today),
        "headline": headline_of(register),
        "filter": chosen,
        "entries": entries,
        "may_receive": may_receive(user, guidance),
        "may_export": may_export_handed_in(user, guidance),
        "codes_form": CodesForm(initial={"arrived_on": register.today}),
        "package_form": PackageForm(register=register),
        "reminder_form": ReminderForm(),
    }
    return render(request, "reports/hand_ins/list.html", context | forms, status=status)


def listed(register: Register, chosen: HandInFilter) -> list[Entry]:
    """Those that the filters keep (one query)."""
    kept = set(chosen.qs.values_list("pk", flat=True))
    if not chosen.form.is_valid():
        return []
    way, state = chosen.form.cleaned_data["way"], chosen.form.cleaned_data["state"]
    narrowed = register.narrowed(Form(way) if way else None, State(state) if state else None)
    return [entry for entry in narrowed if entry.filing.pk in kept]


def back(request: HttpRequest) -> str:
    return own_address(request.POST.get("next", ""), otherwise=reverse("reports:hand-in-list"))


def receiving_guidance(request: HttpRequest) -> Guidance:
    """The guidance in view, with the right to receive its reports; else 404 or 403."""
    guidance = guidance_in_view(request)
    if guidance is None:
        raise Http404
    refuse_outsiders(request, guidance)
    refuse_who_only_looks(request, guidance)
    return guidance


@require_POST
def hand_in_remind(request: HttpRequest) -> HttpResponseBase:
    """Remind those who are chosen, or everybody in whom something is missing."""
    guidance, at = receiving_guidance(request), moment_of(request)
    form = ReminderForm(request.POST)
    if not form.is_valid():
        return list_page(request, guidance, status=UNPROCESSABLE, reminder_form=form)
    codes = set(request.POST.getlist("organization"))
    entries = register_of(guidance, day_of(at)).entries
    chosen = {
        entry.organization.pk
        for entry in entries
        if "everybody" in request.POST or entry.organization.code in codes
    }
    if not chosen:
        messages.warning(request, _("Nobody was chosen, so nobody was reminded."))
        return redirect(back(request))
    try:
        steps = remind_of_hand_ins(
            guidance=guidance,
            organizations=chosen,
            text=form.cleaned_data["text"],
            by=signed_in(request),
            at=at,
        )
    except ActionRefused as refusal:
        messages.warning(request, str(refusal))
        return redirect(back(request))
    said = ngettext("%(count)d organization reminded.", "%(count)d organizations reminded.", len(steps))
    messages.success(request, said % {"count": len(steps)})
    return redirect(back(request))


@require_POST
def hand_in_package(request: HttpRequest) -> HttpResponseBase:
    """Order a package of what was handed in, then on to its progress."""
    guidance = guidance_in_view(request)
    if guidance is None:
        raise Http404
    refuse_outsiders(request, guidance)
    user = signed_in(request)
    if not may_export_handed_in(user, guidance):
        raise PermissionDenied(
            _("Packages are for leads of the receiving department and administrators of the office.")
        )
    form = PackageForm(request.POST, register=register_of(guidance, day_of(moment_of(request))))
    if not form.is_valid():
        messages.error(request, refusal_of(form))
        return list_page(request, guidance, status=UNPROCESSABLE, package_form=form)
    wish = {"organization": receiver_of(guidance)} | form.cleaned_data
    export = request_export(
        guidance=guidance,
        scope=Export.Scope.HANDED_IN,
        language=get_language() or "zh-hans",
        by=user,
        at=moment_of(request),
        **wish,
    )
    return redirect("reports:export-detail", export.pk)
