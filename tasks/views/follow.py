"""Carrying over from the year before."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from organizations.calendar import moment_of
from tasks.access import draft_for, signed_in
from tasks.actions.follow import Followed, follow_previous, would_follow
from tasks.errors import ActionRefused, NotAsRead
from tasks.models import Guidance
from tasks.views.attempt import Attempt, in_columns, seen_in, since


@require_http_methods(["GET", "HEAD", "POST"])
def draft_follow(request: HttpRequest, year: int) -> HttpResponse:
    """What last year's plan would fill in; a POST fills it in."""
    guidance = draft_for(request, year)
    by = signed_in(request)
    previous = previous_of(guidance)
    if previous is None:
        messages.info(request, _("There is no published guidance of an earlier year."))
        return redirect("tasks:draft-check", year)
    if request.method != "POST":
        return follow_page(request, guidance, previous)
    try:
        done = follow_previous(
            guidance=guidance, previous=previous, by=by, at=moment_of(request), seen=seen_in(request)
        )
    except NotAsRead as refusal:
        changed = Attempt(is_done=False, changed=in_columns(refusal.differences), is_typed=False)
        return follow_page(request, guidance, previous, changed)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, filled_in(done, previous))
    return redirect("tasks:draft-check", year)


def follow_page(
    request: HttpRequest, guidance: Guidance, previous: Guidance, attempt: Attempt | None = None
) -> HttpResponse:
    """What would be filled in now; with what is another than was read, if that stood in the way."""
    would = would_follow(guidance=guidance, previous=previous, by=signed_in(request), at=moment_of(request))
    context = {"guidance": guidance, "previous": previous, "would": would, "seen": would.statement}
    status = attempt.status if attempt else 200
    return render(request, "tasks/draft_follow.html", context | since(attempt), status=status)


def previous_of(guidance: Guidance) -> Guidance | None:
    """The latest published guidance of an earlier year (one query)."""
    earlier = Guidance.objects.published().filter(year__lt=guidance.year)
    return earlier.defer("source_text").order_by("-year").first()


def filled_in(done: Followed, previous: Guidance) -> str:
    """What was carried over, in one sentence."""
    if not done:
        return _("Nothing was left to carry over from %(year)s.") % {"year": previous.year}
    owners = ngettext("%(count)s owner", "%(count)s owners", len(done.owners)) % {"count": len(done.owners)}
    goals = ngettext("%(count)s detail of goals", "%(count)s details of goals", done.others) % {
        "count": done.others
    }
    return _("Carried over from %(year)s: %(owners)s, %(goals)s.") % {
        "year": previous.year,
        "owners": owners,
        "goals": goals,
    }
