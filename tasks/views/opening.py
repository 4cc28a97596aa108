"""How far the filings of a published guidance are opened."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organizations.calendar import moment_of
from organizations.models import User
from tasks.access import administrator, signed_in
from tasks.actions.opening import take_up_opening
from tasks.models import Guidance
from tasks.opening_progress import OpeningProgress, progress_of, unfinished_opening


@require_http_methods(["GET", "HEAD", "POST"])
def guidance_opening(request: HttpRequest, year: int) -> HttpResponse:
    """The part of the guidance's page that says how far it is, as htmx asks for it again and again; and for
    administrators, to let go on what broke off."""
    if request.method == "POST":
        return taken_up(request, year)
    if not getattr(request, "htmx", False):
        return redirect("tasks:guidance-detail", year)
    user = signed_in(request)
    readable = Guidance.objects.readable_by(user).select_related("opening")
    guidance = get_object_or_404(readable.defer("source_text"), year=year)
    context = opening_context(request, guidance, user, is_asked_again=True)
    return render(request, "tasks/opening_state.html", context)


def taken_up(request: HttpRequest, year: int) -> HttpResponse:
    administrator(request)
    guidance = get_object_or_404(Guidance.objects.published().defer("source_text"), year=year)
    if take_up_opening(guidance=guidance):
        messages.success(request, _("The opening of filings goes on."))
    else:
        messages.info(request, _("Every filing is open already."))
    return redirect("tasks:guidance-detail", year)


def opening_context(
    request: HttpRequest, guidance: Guidance, user: User, *, is_asked_again: bool = False
) -> dict[str, object]:
    """What ``tasks/opening_state.html`` shows; nothing once everything was open when the page was."""
    opening = getattr(guidance, "opening", None) if is_asked_again else unfinished_opening(guidance)
    progress: OpeningProgress | None = None
    if opening is not None:
        progress = progress_of(opening, at=moment_of(request))
    return {
        "guidance": guidance,
        "opening": progress,
        "may_take_up": user.is_administrator and progress is not None and progress.is_lost,
    }
