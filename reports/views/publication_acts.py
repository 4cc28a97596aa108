"""Publishing the office's report and withdrawing it, for administrators of the office."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organizations.answers import CONFLICT, UNPROCESSABLE
from organizations.calendar import moment_of
from organizations.models import Organization, User
from reports.actions import publish_report, withdraw_publication
from reports.annual_pages import guidance_of_year
from reports.forms.publication import PublishForm, WithdrawalForm
from reports.models import Publication
from reports.publications.publishable import publishable
from tasks.access import administrator
from tasks.errors import ActionRefused
from tasks.models import Guidance


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, year: int) -> HttpResponse:
    """What would be published, and what was; an administrator's POST publishes the version that was read."""
    user, guidance = administrator(request), guidance_of_year(year)
    if request.method != "POST":
        return page(request, guidance)
    form = PublishForm(request.POST)
    if not form.is_valid():
        refusal = _("The page was incomplete. Load it again and read what stands there.")
        return page(request, guidance, status=UNPROCESSABLE, refusal=refusal)
    try:
        publication = publish_report(guidance=guidance, by=user, at=moment_of(request), **form.cleaned_data)
    except ActionRefused as refusal:
        return page(request, guidance, status=CONFLICT, refusal=str(refusal))
    messages.success(
        request,
        _("Version %(version)d is published. Its files are made, and everybody is told, within minutes.")
        % {"version": publication.report.version},
    )
    return redirect("reports:published-report", year)


@require_POST
def withdraw(request: HttpRequest, year: int) -> HttpResponse:
    """Withdraw what is published, with a reason."""
    user, guidance = administrator(request), guidance_of_year(year)
    form = WithdrawalForm(request.POST)
    if not form.is_valid():
        return page(request, guidance, status=UNPROCESSABLE, withdrawal_form=form)
    asked = Publication.objects.visible_to(user).of(guidance)
    publication = get_object_or_404(asked, pk=form.cleaned_data["publication"])
    reason = form.cleaned_data["reason"]
    try:
        withdraw_publication(publication=publication, reason=reason, by=user, at=moment_of(request))
    except ActionRefused as refusal:
        return page(request, guidance, status=CONFLICT, refusal=str(refusal))
    messages.success(request, _("Withdrawn: nobody reads it among the published reports any more."))
    return redirect("reports:publish", year)


def page(request: HttpRequest, guidance: Guidance, *, status: int = 200, **said: Any) -> HttpResponse:
    """The page; ``said`` is a form that is not right, or why nothing was done."""
    user = administrator(request)
    office: Organization = get_object_or_404(Organization.objects, kind=Organization.Kind.OFFICE)
    found = publishable(guidance, office)
    seen = {"seen": found.report.version} if found.report else {}
    standing = {"publication": found.standing.pk} if found.standing else {}
    context = {
        "guidance": guidance,
        "office": office,
        "found": found,
        "history": Publication.objects.visible_to(user).of(guidance).for_page(),
        "people": User.objects.filter(is_active=True).exclude(pk=user.pk).count(),
        "publish_form": PublishForm(initial=seen),
        "withdrawal_form": WithdrawalForm(initial=standing),
    }
    return render(request, "reports/published/publish.html", context | said, status=status)
