"""The page on which a draft is checked: the document on the left, what was recognised in it on the right."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tasks.access import draft_for
from tasks.drafts.draft_statement import every_heading
from tasks.drafts.recognised import Recognised, chosen_in, first_open
from tasks.drafts.review_page import DraftCheck
from tasks.models import Guidance


@require_safe
def draft_check(request: HttpRequest, year: int) -> HttpResponse:
    """The draft with everything that is open in it; ``?certainty=`` shows the tasks that were read so."""
    guidance = draft_for(request, year)
    return render(request, "tasks/draft_check.html", check_context(request, guidance))


def check_context(request: HttpRequest, guidance: Guidance) -> dict[str, Any]:
    """What the page shows of a draft as it stands."""
    check = DraftCheck(guidance)
    return {
        "guidance": guidance,
        "check": check,
        "recognised": Recognised(check, chosen_in(request.GET.get("certainty"))),
        "first_open": first_open(check),
        "headings": every_heading(guidance) if not check.tasks else None,
    }


def back_to_check(request: HttpRequest, year: int, anchor: str) -> HttpResponse:
    """To the place on the page from which something was sent, with the choice of tasks kept."""
    chosen = chosen_in(request.GET.get("certainty"))
    query = f"?certainty={chosen}" if chosen else ""
    return redirect(f"{reverse('tasks:draft-check', args=[year])}{query}#{anchor}")
