"""The page on which a draft is checked: the document on the left, what was recognised in it on the right."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tasks.access import draft_for
from tasks.drafts.review_page import DraftCheck


@require_safe
def draft_check(request: HttpRequest, year: int) -> HttpResponse:
    """The draft with everything that is open in it."""
    guidance = draft_for(request, year)
    return render(request, "tasks/draft_check.html", {"guidance": guidance, "check": DraftCheck(guidance)})
