"""The page on which a figure explains itself (design R10)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from organizations.calendar import today
from organizations.models import Organization, User
from targets.explanation.breakdown import breakdown_of
from targets.explanation.previous_values import previous_values
from targets.figures.queries import figures_of, has_figure, periods_of
from targets.figures.viewpoints import viewpoints
from targets.forms.day import DayForm
from targets.models import Target
from tasks.access import signed_in
from tasks.models import ReportingPeriod


@require_safe
def target_explanation(request: HttpRequest, pk: int) -> HttpResponse:
    """What made the figure of ``?organization=`` (the person's own) with ``?period=`` (the latest) and those
    before it, as it stood ``?on=`` a day (now). 404 for a figure outside the person's scope, and where there
    is none."""
    user = signed_in(request)
    target = published_target(pk)
    organization = organization_asked(request.GET.get("organization"), target, user)
    periods = periods_of([target])[target.guidance_id]
    until = period_named(request.GET.get("period"), periods)
    form = DayForm(request.GET)
    shown = figures_of(organization, [target], on=form.day, until=until)[target.pk]
    breakdown = breakdown_of(shown, user)
    parts = (*breakdown.parts, *breakdown.beneath)
    filings = [stated.line.filing for part in parts for stated in part.stated]
    return render(
        request,
        "targets/explanation.html",
        {
            "target": target,
            "indicator": target.indicator,
            "shown": shown,
            "breakdown": breakdown,
            "previous_values": previous_values(shown),
            "periods": periods,
            "form": form,
            "kept": [(name, request.GET[name]) for name in ("organization", "period") if name in request.GET],
            "as_of": shown.as_of or today(),
            "readable": {filing.pk for filing in filings if user.scope.covers(filing.organization)},
        },
    )


def published_target(pk: int) -> Target:
    """A target of a published guidance, with all that its pages read of it (one query)."""
    related = ("indicator", "section", "guidance", "responsible")
    targets = Target.objects.published().select_related(*related).defer("guidance__source_text")
    return get_object_or_404(targets, pk=pk)


def organization_asked(code: str | None, target: Target, user: User) -> Organization:
    """The organization of ``code`` whose figure the person may see, by default the highest of their own; 404
    without one. A department sees those of all bureaus on the targets it answers for (design R18)."""
    if code is None:
        organization = viewpoints(user, [target]).get(target.pk)
    else:
        organization = Organization.objects.filter(code=code).first() if code.isprintable() else None
    if organization is None or not has_figure(organization, target):
        raise Http404
    is_answered_for = organization.is_local and target.responsible_id in user.scope.departments
    if not (user.scope.covers(organization) or is_answered_for):
        raise Http404
    return organization


def period_named(order: str | None, periods: list[ReportingPeriod]) -> ReportingPeriod | None:
    """The period with that place in the year; None where no place is named, 404 where it is none."""
    if order is None:
        return None
    named = next((period for period in periods if str(period.order) == order), None)
    if named is None:
        raise Http404
    return named
