"""Asking for results after the year end, in two steps (design R6)."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organizations.calendar import moment_of, today
from organizations.models import Organization
from tasks.access import signed_in
from tasks.actions.supplement import open_supplement, withdraw_supplement
from tasks.amendments.plan_statement import supplement_statement, window_statement
from tasks.forms.amendment import ReasonForm
from tasks.forms.supplement import DAYS_TO_FILE, NamesFormSet, SupplementForm
from tasks.models import Amendment
from tasks.statement import Statement
from tasks.views.amendment import amendable
from tasks.views.amendment_forms import two_steps


@require_http_methods(["GET", "HEAD", "POST"])
def supplement_open(request: HttpRequest, year: int) -> HttpResponse:
    """Choose what is asked of whom; ``?organization=CODE`` names the first."""
    guidance = amendable(request, year)
    first = Organization.objects.filter(code=request.GET.get("organization", "")).first()
    window = {"opens_on": today(), "due_on": today() + dt.timedelta(days=DAYS_TO_FILE)}
    form = SupplementForm(request.POST or None, guidance=guidance, initial=window)
    rows = NamesFormSet(
        request.POST or None, initial=[{"who": first.full_display_name}] if first else [], prefix="names"
    )

    def act(seen: Statement) -> Amendment:
        return open_supplement(
            guidance=guidance,
            organizations=form.organizations(rows),
            lines=form.lines,
            reason=form.cleaned_data["reason"],
            opens_on=form.cleaned_data["opens_on"],
            due_on=form.cleaned_data["due_on"],
            seen=seen,
            by=signed_in(request),
            at=moment_of(request),
        )

    title = _("Open a supplement")
    return two_steps(
        request,
        guidance,
        form,
        act,
        now=supplement_statement(guidance),
        title=title,
        owners=rows,
        template="tasks/supplement_form.html",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def supplement_withdraw(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Take a supplement back that nobody has begun to answer."""
    guidance = amendable(request, year)
    period = get_object_or_404(guidance.periods.supplements().select_related("guidance"), pk=pk)
    form = ReasonForm(request.POST or None)

    def act(seen: Statement) -> Amendment:
        return withdraw_supplement(
            period=period,
            by=signed_in(request),
            at=moment_of(request),
            seen=seen,
            reason=form.cleaned_data["reason"],
        )

    title = _("Withdraw “%(task)s”") % {"task": period}
    return two_steps(request, guidance, form, act, now=window_statement(period), title=title)
