"""The text of a report: the page on which it is edited, and what concerns it as a whole."""

from collections.abc import Callable
from functools import partial
from secrets import token_hex
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organizations.calendar import moment_of
from organizations.permissions import Permission
from reports.actions import begin_edition, give_up_text, renew_edition, undo_change
from reports.actions.edition import latest_composed
from reports.annual_pages import guidance_of_year
from reports.models import Edition, ReturnedText
from reports.sign_off_state import course_of
from reports.text_access import (
    editable_by,
    own_organization,
    report_to_edit,
    text_in_scope,
    text_to_edit,
)
from reports.text_page import TextPage
from reports.word_copies.opening import LARGEST, MEGABYTE
from tasks.access import signed_in
from tasks.errors import ActionRefused
from tasks.models import LONGEST_PAGE
from tasks.views.line import whole_number
from texts.punctuation import sentences

# What stands beside the text: what was filed and composed, or the pages as they will be printed.
SIDES = ("originals", "pages")


@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """The page of a text; a POST begins one where none is being edited."""
    if request.method == "POST":
        guidance, organization = report_to_edit(request, year, code)
        begin = partial(begin_edition, guidance=guidance, organization=organization)
        attempted(request, lambda: begin(by=signed_in(request), at=moment_of(request)))
        return redirect("reports:text", year, code)
    edition = text_in_scope(request, year, code)
    if edition is None:
        return beginning(request, year, code)
    return text_page(request, edition)


def beginning(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """The page that offers to begin a text; for people of the organization."""
    guidance, organization = guidance_of_year(year), own_organization(request, code)
    context = {
        "guidance": guidance,
        "organization": organization,
        "base": latest_composed(guidance, organization),
        "may_edit": signed_in(request).can(Permission.EDIT_REPORT, at=organization),
    }
    return render(request, "reports/text/beginning.html", context)


def text_page(request: HttpRequest, edition: Edition, **words: object) -> HttpResponse:
    """The page of a text that there is; ``words`` say what became of a change."""
    user = signed_in(request)
    may_edit = user.can(Permission.EDIT_REPORT, at=edition.organization)
    side = request.GET.get("side", SIDES[0])
    context = {
        "edition": edition,
        "guidance": edition.guidance,
        "organization": edition.organization,
        "shown": TextPage(edition),
        "course": course_of(edition),
        "may_edit": may_edit,
        "is_editing": may_edit and edition.status == Edition.Status.EDITING,
        "newer": newer_base(edition),
        "waiting": waiting_file(edition) if may_edit else None,
        "most_mb": LARGEST // MEGABYTE,
        "side": side if side in SIDES else SIDES[0],
        "page": token_hex(LONGEST_PAGE // 2),
        "is_wide": True,
        **words,
    }
    return render(request, "reports/text/text.html", context, status=int(str(words.get("status", 200))))


def newer_base(edition: Edition) -> int | None:
    """The version that was composed since a text was begun, which it does not know of yet (one query)."""
    latest = latest_composed(edition.guidance, edition.organization) if edition.is_open else None
    return latest.version if latest is not None and latest.pk != edition.base_id else None


@require_POST
def text_undo(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Undo the person's last change."""
    edition = text_to_edit(request, year, code)
    undo = partial(undo_change, edition=edition.pk, among=editable_by(signed_in(request)))
    attempted(
        request, lambda: undo(by=signed_in(request), at=moment_of(request)), _("Your last change is undone.")
    )
    return redirect("reports:text", year, code)


@require_POST
def text_renew(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Go on from the version that was composed since."""
    edition = text_to_edit(request, year, code)
    renew = partial(renew_edition, **ended_by(request, edition))
    done = _("The text goes on from the newer version. What is composed as before keeps what you did to it.")
    said = sentences([done, left_in_words(waiting_file(edition))])
    attempted(request, lambda: renew(by=signed_in(request), at=moment_of(request)), said)
    return redirect("reports:text", year, code)


@require_POST
def text_give_up(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Give a text up; the composed report stays."""
    edition = text_to_edit(request, year, code)
    give_up = partial(give_up_text, **ended_by(request, edition))
    done = _("The text is given up. The report stays as it was composed.")
    said = sentences([done, left_in_words(waiting_file(edition))])
    if attempted(request, lambda: give_up(by=signed_in(request), at=moment_of(request)), said):
        return redirect("reports:annual-report", year, code)
    return redirect("reports:text", year, code)


def ended_by(request: HttpRequest, edition: Edition) -> dict[str, Any]:
    """With which words a text is ended: ``waiting`` is the file from Word that the page named."""
    waiting = whole_number(request.POST.get("waiting", ""), otherwise=0)
    return {"edition": edition.pk, "waiting": waiting, "among": editable_by(signed_in(request))}


def waiting_file(edition: Edition) -> ReturnedText | None:
    """The file from Word that nobody has reviewed, if there is one (one query)."""
    return edition.returned_texts.waiting().first()


def left_in_words(waiting: ReturnedText | None) -> str:
    """What becomes of the file from Word that waits when its text ends; "" where none does."""
    if waiting is None:
        return ""
    left = _("“%(name)s”, which had come back from Word, is left and was not taken over.")
    return left % {"name": waiting.file_name}


def attempted(request: HttpRequest, act: Callable[[], object], done: str = "") -> bool:
    """Run an action and say how it went."""
    try:
        act()
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return False
    if done:
        messages.success(request, done)
    return True
