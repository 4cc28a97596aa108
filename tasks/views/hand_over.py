"""Handing a filing over to the lead, and giving it back to the filer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organizations.calendar import moment_of
from organizations.permissions import Permission
from tasks.access import filing_for, signed_in
from tasks.actions import give_back_filing, hand_over_filing
from tasks.errors import ActionRefused, FilingIncomplete
from tasks.forms.review import GiveBackForm
from tasks.views.review import worded


@require_POST
def filing_hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the filing wait for the lead's signature; where lines are open, to the page that names them."""
    filing = filing_for(request, pk, Permission.EDIT_FILING)
    try:
        hand_over_filing(filing=filing, by=signed_in(request), at=moment_of(request))
    except FilingIncomplete as refusal:
        messages.error(request, str(refusal))
        return redirect("tasks:filing-check", pk)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Handed over: the filing waits for your lead's signature."))
    return redirect("tasks:filing-detail", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def filing_give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a filing that was handed over back to the filer, with a reason."""
    filing = filing_for(request, pk, Permission.SUBMIT_FILING)
    form = GiveBackForm(request.POST or None)
    done = _("Given back: %(filing)s.") % {"filing": filing}
    return worded(request, filing, form, give_back_filing, done=done, template="tasks/filing_give_back.html")
