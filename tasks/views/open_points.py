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
from tasks.actions.draft import (
    add_tasks,
    drop_owner,
    match_owner,
    reopen_owner,
    settle_caution,
    settle_cautions,
    start_over,
    unsettle_caution,
    unsettle_cautions,
)
from tasks.drafts.draft_statement import draft_statement
from tasks.errors import ActionRefused, NotAsRead
from tasks.forms.owner import named_together
from tasks.models import Guidance, ReadingCaution
from tasks.views.attempt import Attempt, acted, in_columns, seen_in, since
from tasks.views.draft import back_to_check, check_context
from texts.punctuation import sentences

# More digits than a key has.
LONGEST_KEY = 18


@require_POST
def draft_owner_match(request: HttpRequest, year: int) -> HttpResponse:
    """Say who a printed name means, wherever it stands in the draft, or in one task."""
    guidance = draft_for(request, year)
    name, choice = request.POST.get("name", ""), request.POST.get("choice", "typed")
    typed = request.POST.get("organization", "") if choice == "typed" else choice
    try:
        who = named_together(typed)
        matched = match_owner(
            guidance=guidance,
            by=signed_in(request),
            at=moment_of(request),
            name=name,
            seen=seen_in(request),
            organizations=who.organizations,
            collective=who.collective,
            task=key_in(request.POST.get("task")),
            remember=bool(request.POST.get("remember")),
        )
    except (forms.ValidationError, ActionRefused) as refusal:
        return check_page(request, guidance, {"name": name, "typed": typed}, refusal)
    messages.success(request, matched_sentence(name, matched))
    return back_to_check(request, year, "open-points")


def key_in(text: str | None) -> int | None:
    """The id that was sent; None for none."""
    keys = keys_in(text)
    return keys[0] if keys else None


def keys_in(text: str | None) -> list[int]:
    """The ids that were sent, parted by commas; what is none is passed over."""
    parts = (text or "").split(",")
    return [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) <= LONGEST_KEY]


def check_page(
    request: HttpRequest,
    guidance: Guidance,
    sent: Mapping[str, str],
    refusal: forms.ValidationError | ActionRefused,
) -> HttpResponse:
    """The draft as it stands, with the name that was sent, why nothing was done, and what changed since."""
    text = sentences(getattr(refusal, "messages", [str(refusal)]))
    context = {
        **check_context(request, guidance),
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
            guidance=guidance,
            by=signed_in(request),
            at=moment_of(request),
            name=name,
            seen=seen_in(request),
            task=key_in(request.POST.get("task")),
            remember=bool(request.POST.get("remember")),
        )
    except NotAsRead as refusal:
        return check_page(request, guidance, {"name": name}, refusal)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("“%(name)s” is dropped.") % {"name": name})
    return back_to_check(request, year, "open-points")


@require_POST
def draft_owner_reopen(request: HttpRequest, year: int) -> HttpResponse:
    """A settled name waits again."""
    guidance = draft_for(request, year)
    name = request.POST.get("name", "")
    acted(
        request,
        lambda: reopen_owner(
            guidance=guidance,
            by=signed_in(request),
            at=moment_of(request),
            name=name,
            forget=bool(request.POST.get("forget")),
        ),
        _("“%(name)s” is open again.") % {"name": name},
    )
    return back_to_check(request, year, "open-points")


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
    return back_to_check(request, year, "open-points")


@require_POST
def draft_caution_unsettle(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """A doubt is open again."""
    caution = caution_of(request, year, pk)
    acted(
        request,
        lambda: unsettle_caution(caution=caution, by=signed_in(request), at=moment_of(request)),
        _("The doubt is open again."),
    )
    return back_to_check(request, year, "open-points")


@require_POST
def draft_doubts_settle(request: HttpRequest, year: int) -> HttpResponse:
    """Somebody has looked at several doubts: those that stood on the page."""
    guidance = draft_for(request, year)
    settled = settle_cautions(
        guidance=guidance,
        cautions=keys_in(request.POST.get("doubts")),
        by=signed_in(request),
        at=moment_of(request),
    )
    said = ngettext(
        "Noted: you have looked at %(count)s doubt.", "Noted: you have looked at %(count)s doubts.", settled
    )
    messages.success(request, said % {"count": settled})
    return back_to_check(request, year, "open-points")


@require_POST
def draft_doubts_unsettle(request: HttpRequest, year: int) -> HttpResponse:
    """Several doubts are open again."""
    guidance = draft_for(request, year)
    opened = unsettle_cautions(
        guidance=guidance,
        cautions=keys_in(request.POST.get("doubts")),
        by=signed_in(request),
        at=moment_of(request),
    )
    said = ngettext("%(count)s doubt is open again.", "%(count)s doubts are open again.", opened)
    messages.success(request, said % {"count": opened})
    return back_to_check(request, year, "open-points")


@require_POST
def draft_add_tasks(request: HttpRequest, year: int) -> HttpResponse:
    """The chosen sections become tasks, where the reader saw none."""
    guidance = draft_for(request, year)
    chosen = keys_in(",".join(request.POST.getlist("section")))
    try:
        made = add_tasks(
            guidance=guidance,
            sections=chosen,
            by=signed_in(request),
            at=moment_of(request),
            seen=seen_in(request),
        )
    except ActionRefused as refusal:
        return check_page(request, guidance, {}, refusal)
    if made:
        said = ngettext("%(count)s task is made.", "%(count)s tasks are made.", made) % {"count": made}
        messages.success(request, said)
    else:
        messages.error(request, _("No task was made: choose sections that have a text."))
    return back_to_check(request, year, "recognised" if made else "open-points")


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
