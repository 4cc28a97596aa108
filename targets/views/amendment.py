"""Amending the targets of a guidance in force, in two steps as all amendments."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organizations.calendar import moment_of
from targets.actions import add_target, amend_target, set_milestones, withdraw_target
from targets.figures.periods import periods_of
from targets.figures.terms import goal_of
from targets.forms.goal import AddTargetForm, AmendTargetForm
from targets.forms.milestones import MilestonesForm
from targets.goals.initial import terms_of
from targets.models import Target
from targets.target_statement import target_statement, targets_statement
from tasks.access import administrator, signed_in
from tasks.forms.amendment import ReasonForm
from tasks.models import Amendment
from tasks.statement import Statement
from tasks.views.amendment import amendable
from tasks.views.amendment_forms import two_steps
from texts.punctuation import within_quotes


def target_in_force(request: HttpRequest, pk: int) -> Target:
    """A target that can be amended, for administrators of the office; 404 for everyone else."""
    administrator(request)
    targets = Target.objects.current().filter(guidance__status="published")
    return get_object_or_404(targets.select_related("indicator", "guidance", "responsible"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def target_amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Amend what is wanted of an indicator, and who answers for it."""
    target = target_in_force(request, pk)
    form = AmendTargetForm(request.POST or None, target=target, initial=terms_of(target))

    def act(seen: Statement) -> Amendment | None:
        return amend_target(
            target=target,
            by=signed_in(request),
            at=moment_of(request),
            seen=seen,
            reason=form.cleaned_data["reason"],
            terms=form.terms,
        )

    return two_steps(request, target.guidance, form, act, now=target_statement(target), title=str(target))


@require_http_methods(["GET", "HEAD", "POST"])
def target_milestones(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is expected on the way to a goal, in place of a straight path."""
    target = target_in_force(request, pk)
    if not goal_of(target).may_have_milestones:
        messages.info(request, _("The same is expected of this goal all year: it has no milestones."))
        return redirect("targets:target-detail", pk)
    periods = periods_of([target])[target.guidance_id]
    form = MilestonesForm(request.POST or None, target=target, periods=periods)

    def act(seen: Statement) -> Amendment | None:
        reason = form.cleaned_data["reason"]
        return set_milestones(
            target=target,
            by=signed_in(request),
            at=moment_of(request),
            seen=seen,
            reason=reason,
            milestones=form.milestones,
        )

    title = _("Milestones of “%(target)s”") % {"target": within_quotes(target)}
    return two_steps(
        request,
        target.guidance,
        form,
        act,
        now=target_statement(target),
        title=title,
        template="targets/target_milestones.html",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def target_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a target."""
    target = target_in_force(request, pk)
    form = ReasonForm(request.POST or None)

    def act(seen: Statement) -> Amendment | None:
        return withdraw_target(
            target=target, by=signed_in(request), at=moment_of(request), seen=seen, **form.cleaned_data
        )

    title = _("Withdraw “%(target)s”") % {"target": within_quotes(target)}
    return two_steps(request, target.guidance, form, act, now=target_statement(target), title=title)


@require_http_methods(["GET", "HEAD", "POST"])
def target_add(request: HttpRequest, year: int) -> HttpResponse:
    """Set a goal that the document does not set."""
    guidance = amendable(request, year)
    form = AddTargetForm(request.POST or None, guidance=guidance)

    def act(seen: Statement) -> Amendment | None:
        said = form.cleaned_data
        return add_target(
            section=said["section"],
            by=signed_in(request),
            at=moment_of(request),
            reason=said["reason"],
            seen=seen,
            text=said["text"],
            indicator=form.named_indicator,
            terms=form.terms,
        )

    return two_steps(
        request,
        guidance,
        form,
        act,
        now=targets_statement(guidance),
        title=_("Add a goal"),
        template="targets/target_add.html",
    )
