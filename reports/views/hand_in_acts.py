"""What who receives reports does with one or several: note paper, take an entry back, send back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organizations.answers import CONFLICT, UNPROCESSABLE, own_address
from organizations.calendar import day_of, moment_of
from reports.actions import note_arrival, note_arrivals, return_hand_in, take_back_arrival
from reports.forms.hand_in import ArrivalForm, CodesForm, ReasonForm
from reports.hand_in_access import entry_to_receive
from reports.models import AnnualReport, HandInStep
from reports.views.hand_in import page
from reports.views.hand_in_list import receiving_guidance
from tasks.access import signed_in
from tasks.errors import ActionRefused


@require_POST
def hand_in_return(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Send back what was handed in last."""
    entry = entry_to_receive(request, year, code)
    form = ReasonForm(request.POST, prefix="return")
    if not form.is_valid():
        return page(request, entry, status=UNPROCESSABLE, return_form=form)
    if entry.hand_in is None or str(entry.hand_in.number) != request.POST.get("number"):
        refusal = _("Something else was handed in last. Read it before you send it back.")
        return page(request, entry, status=CONFLICT, refusal=refusal)
    hand_in = entry.hand_in
    return acted(
        request,
        year,
        code,
        lambda: return_hand_in(
            hand_in=hand_in,
            reason=form.cleaned_data["reason"],
            by=signed_in(request),
            at=moment_of(request),
        ),
        _("Sent back; the leads of %(organization)s are told.") % {"organization": entry.organization},
    )


@require_POST
def hand_in_arrived(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Note that the paper of the version that a page named has arrived."""
    entry = entry_to_receive(request, year, code)
    form = ArrivalForm(request.POST)
    if not form.is_valid():
        return page(request, entry, status=UNPROCESSABLE, arrival_form=form)
    versions = AnnualReport.objects.of(entry.guidance, entry.organization).select_related("organization")
    report = get_object_or_404(versions, version=form.cleaned_data["version"])
    return acted(
        request,
        year,
        code,
        lambda: note_arrival(
            report=report,
            arrived_on=form.cleaned_data["arrived_on"],
            reason=form.cleaned_data["reason"],
            by=signed_in(request),
            at=moment_of(request),
        ),
        _("Noted: the paper of %(organization)s, version %(version)d, has arrived.")
        % {"organization": entry.organization, "version": report.version},
    )


@require_POST
def hand_in_take_back(request: HttpRequest, year: int, code: str, pk: int) -> HttpResponse:
    """Take back an entry of the paper that was wrong."""
    entry = entry_to_receive(request, year, code)
    arrivals = HandInStep.objects.filter(kind=HandInStep.Kind.ARRIVED, guidance=entry.guidance)
    arrival = get_object_or_404(
        arrivals.select_related("organization"), organization=entry.organization, pk=pk
    )
    form = ReasonForm(request.POST, prefix="take-back")
    if not form.is_valid():
        return page(request, entry, status=UNPROCESSABLE, take_back_form=form)
    return acted(
        request,
        year,
        code,
        lambda: take_back_arrival(
            arrival=arrival,
            reason=form.cleaned_data["reason"],
            by=signed_in(request),
            at=moment_of(request),
        ),
        _("The entry is taken back."),
    )


def acted(request: HttpRequest, year: int, code: str, act: Callable[[], object], done: str) -> HttpResponse:
    """Run an action, say how it went, and lead back to where it was asked for."""
    try:
        act()
    except ActionRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, done)
    here = reverse("reports:hand-in", args=[year, code])
    return redirect(own_address(request.POST.get("next", ""), otherwise=here))


@require_http_methods(["GET", "HEAD", "POST"])
def hand_in_paper(request: HttpRequest) -> HttpResponse:
    """Note the paper of several reports by their codes, and read what became of each line."""
    guidance, at = receiving_guidance(request), moment_of(request)
    form = CodesForm(request.POST or None, initial={"arrived_on": day_of(at)})
    context = {"guidance": guidance, "form": form, "outcomes": []}
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        context["outcomes"] = note_arrivals(
            lines=asked["codes"],
            arrived_on=asked["arrived_on"],
            reason=asked["reason"],
            by=signed_in(request),
            at=at,
        )
        context["form"] = CodesForm(initial={"arrived_on": asked["arrived_on"]})
    status = UNPROCESSABLE if request.method == "POST" and not context["outcomes"] else 200
    return render(request, "reports/hand_ins/paper.html", context, status=status)
