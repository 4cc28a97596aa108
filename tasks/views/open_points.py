"""Settling what the reader left open in a draft: who a printed name means, and what it doubted."""

from collections.abc import Mapping

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from organizations.answers import CONFLICT, UNPROCESSABLE
from organizations.calendar import moment_of
from tasks.access import draft_for, signed_in
from tasks.actions.draft import drop_owner, match_owner, settle_caution, start_over, unsettle_caution
from tasks.drafts.draft_statement import draft_statement
from tasks.drafts.review_page import DraftCheck
from tasks.errors import ActionRefused, NotAsRead
from tasks.forms.owner import named
from tasks.models import Guidance, ReadingCaution
from tasks.views.attempt import Attempt, acted, in_columns, seen_in, since
from tasks.views.correction import back
from texts.punctuation import sentences


@require_POST
def draft_owner_match(request: HttpRequest, year: int) -> HttpResponse:
    """Say who a printed name means, wherever it stands in the draft."""
    guidance = draft_for(request, year)
    name, choice = request.POST.get("name", ""), request.POST.get("choice", "typed")
    typed = request.POST.get("organization", "") if choice == "typed" else choice
    try:
        who = named(typed)
        matched = match_owner(
            guidance=guidance,
            by=signed_in(request),
            at=moment_of(request),
            name=name,
            seen=seen_in(request),
            organization=who.organization,
            collective=who.collective,
            remember=bool(request.POST.get("remember")) and who.organization is not None,
        )
    except (forms.ValidationError, ActionRefused) as refusal:
        return check_page(request, guidance, {"name": name, "typed": typed}, refusal)
    messages.success(request, matched_sentence(name, matched))
    return back(year, "open-points")


def check_page(
    request: HttpRequest,
    guidance: Guidance,
    sent: Mapping[str, str],
    refusal: forms.ValidationError | ActionRefused,
) -> HttpResponse:
    """The draft as it stands, with the name that was sent, why nothing was done, and what changed since."""
    text = sentences(getattr(refusal, "messages", [str(refusal)]))
    context = {
        "guidance": guidance,
        "check": DraftCheck(guidance),
        "failed": {**sent, "error": text},
        "changed": in_columns(refusal.differences) if isinstance(refusal, NotAsRead) else (),
    }
    status = CONFLICT if context["changed"] else UNPROCESSABLE
    return render(request, "tasks/draft_check.html", context, status=status)


def matched_sentence(name: str, count: int) -> str:
    return ngettext(
        "“%(name)s” is matched in %(count)s task.", "“%(name)s” is matched in %(count)s tasks.", count
    ) % {"name": name, "count": count}


@require_POST
def draft_owner_drop(request: HttpRequest, year: int) -> HttpResponse:
    """A printed name is nobody who answers."""
    guidance = draft_for(request, year)
    name = request.POST.get("name", "")
    try:
        drop_owner(
            guidance=guidance, by=signed_in(request), at=moment_of(request), name=name, seen=seen_in(request)
        )
    except NotAsRead as refusal:
        return check_page(request, guidance, {"name": name}, refusal)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("“%(name)s” is dropped.") % {"name": name})
    return back(year, "open-points")


def caution_of(request: HttpRequest, year: int, pk: int) -> ReadingCaution:
    return get_object_or_404(draft_for(request, year).cautions.select_related("guidance"), pk=pk)


@require_POST
def draft_caution_settle(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Somebody has looked at a doubt of the reader."""
    caution = caution_of(request, year, pk)
    acted(
        request,
        lambda: settle_caution(caution=caution, by=signed_in(request), at=moment_of(request)),
        _("Noted: you have looked at it."),
    )
    return back(year, "open-points")


@require_POST
def draft_caution_unsettle(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """A doubt is open again."""
    caution = caution_of(request, year, pk)
    acted(
        request,
        lambda: unsettle_caution(caution=caution, by=signed_in(request), at=moment_of(request)),
        _("The doubt is open again."),
    )
    return back(year, "open-points")


@require_http_methods(["GET", "HEAD", "POST"])
def draft_start_over(request: HttpRequest, year: int) -> HttpResponse:
    """Read the document again, after a page that says what is lost."""
    guidance = draft_for(request, year)
    if request.method != "POST":
        return start_over_page(request, guidance)
    attempt = acted(
        request,
        lambda: start_over(
            guidance=guidance, by=signed_in(request), at=moment_of(request), seen=seen_in(request)
        ),
        _("The document was read again from its text."),
    )
    if attempt.changed:
        return start_over_page(request, guidance, attempt)
    return redirect("tasks:draft-check", year)


def start_over_page(request: HttpRequest, guidance: Guidance, attempt: Attempt | None = None) -> HttpResponse:
    """What is lost; with what was corrected since the page was opened, if that stood in the way."""
    context = {"guidance": guidance, "seen": draft_statement(guidance), **since(attempt)}
    return render(request, "tasks/draft_start_over.html", context, status=CONFLICT if attempt else 200)
