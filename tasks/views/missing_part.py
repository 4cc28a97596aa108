"""What a page of a draft answers whose subject is gone: what was typed is shown, so that it can be kept."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from organizations.answers import CONFLICT
from tasks.access import DraftPublished, PartGone

CARRIED = {"csrfmiddlewaretoken", "seen", "offer"}
# Codes, numbers and days are chosen again quickly; words are what takes time to write.
WORDS = re.compile(r"[^A-Za-z0-9_.,:-]")


def typed_in(request: HttpRequest) -> list[str]:
    """What the person typed in words, of all that a form sent."""
    lists = request.POST.lists()
    sent = [str(text).strip() for name, texts in lists if name not in CARRIED for text in texts]
    return [text for text in sent if WORDS.search(text)]


def published_page(request: HttpRequest, exception: DraftPublished, typed: list[str]) -> HttpResponse:
    """The draft was published while somebody typed: nothing was changed, it is amended from now on."""
    context = {
        "title": _("Published while you were typing"),
        "text": _("This guidance is published: it can be amended, but no longer corrected as a draft."),
        "typed": typed,
        "action_label": _("Amend the guidance"),
        "action_url": reverse("tasks:amend-choose", args=[exception.guidance.year]),
    }
    return render(request, "tasks/draft_gone.html", context, status=CONFLICT)


def gone_page(request: HttpRequest, exception: PartGone, typed: list[str]) -> HttpResponse:
    """A section, task or goal is gone from the draft: somebody has joined or dropped it."""
    context = {
        "title": _("Not in the draft any more"),
        "text": _("Somebody has joined or dropped this, or read the document again. Nothing was changed."),
        "typed": typed,
        "action_label": _("To the draft as it stands"),
        "action_url": reverse("tasks:draft-check", args=[exception.guidance.year]),
    }
    return render(request, "tasks/draft_gone.html", context, status=CONFLICT)
