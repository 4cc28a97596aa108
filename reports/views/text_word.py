"""Word, there and back: the text as a document to work on, and what came back of it, reviewed and settled."""

import hashlib
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations.answers import CONFLICT, UNPROCESSABLE
from organizations.calendar import moment_of
from reports.actions import leave_returned, return_text, take_over_returned
from reports.edited_text import text_of
from reports.errors import EditionUnknown, StaleReview
from reports.models import Edition
from reports.rendering import FormRefused
from reports.returned_page import ReturnedPage, waiting_page
from reports.text_access import editable_by, text_in_scope
from reports.views.text import attempted
from reports.word_copies.opening import LARGEST, MEGABYTE, is_too_large, too_large_in_words
from tasks.access import signed_in
from tasks.errors import ActionRefused, TransitionNotAllowed
from tasks.views.line import whole_number
from texts.outgoing.file_names import content_disposition

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TOO_LARGE = 413


@require_safe
def text_word(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """The text as it stands, as a Word document to work on; what is issued is taken away as a report."""
    from reports.word_copies.making import word_copy  # noqa: PLC0415 (loaded once a file is made)

    edition = text_in_scope(request, year, code)
    if edition is None or not edition.is_open:
        raise Http404
    try:
        data = word_copy(edition, text_of(edition))
    except FormRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("reports:text", year, code)
    words = {"year": year, "organization": edition.organization, "version": edition.version}
    response = HttpResponse(data, content_type=WORD)
    name = _("%(year)d report of %(organization)s, text %(version)d.docx") % words
    response["Content-Disposition"] = content_disposition(name)
    return response


def text_of_editor(request: HttpRequest, year: int, code: str) -> Edition:
    """A text that the person may edit; 404 for everybody else, also of its organization."""
    edition = text_in_scope(request, year, code)
    if edition is None or not editable_by(signed_in(request)).filter(pk=edition.pk).exists():
        raise Http404
    return edition


@require_http_methods(["GET", "HEAD", "POST"])
def text_returned(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Review what came back; a POST brings a file back."""
    edition = text_of_editor(request, year, code)
    if request.method != "POST":
        return returned_page(request, edition)
    if is_too_large(int(request.META.get("CONTENT_LENGTH") or 0)):
        return returned_page(request, edition, TOO_LARGE, refusal=too_large_in_words())
    try:
        bring_back(request, edition)
    except EditionUnknown:
        raise Http404 from None
    except ActionRefused as refusal:
        status = CONFLICT if isinstance(refusal, TransitionNotAllowed) else UNPROCESSABLE
        return returned_page(request, edition, status, refusal=str(refusal))
    return redirect("reports:text-returned", year, code)


def bring_back(request: HttpRequest, edition: Edition) -> None:
    """Read the file that was sent and keep what came back. Raises ``ActionRefused``."""
    from reports.word_copies.taking_back import returned_copy  # noqa: PLC0415 (loaded once a file comes back)

    file = request.FILES.get("file")
    if file is None:
        raise ActionRefused(_("Choose the Word file first."))
    if edition.status != Edition.Status.EDITING:
        raise TransitionNotAllowed(_("Nothing is taken back: the text is not being edited now."))
    data = file.read(LARGEST + 1)
    return_text(
        edition=edition.pk,
        returned=returned_copy(edition, data, file.name or ""),
        file_name=file.name or "",
        sha256=hashlib.sha256(data).hexdigest(),
        replaces=whole_number(request.POST.get("replaces", ""), otherwise=0),
        by=signed_in(request),
        at=moment_of(request),
        among=editable_by(signed_in(request)),
    )


def returned_page(
    request: HttpRequest,
    edition: Edition,
    status: int = 200,
    shown: ReturnedPage | None = None,
    **words: object,
) -> HttpResponse:
    """The page of what came back; ``words`` say why something was refused."""
    edition.refresh_from_db(fields=["version", "status"])
    context = {
        "edition": edition,
        "guidance": edition.guidance,
        "organization": edition.organization,
        "shown": shown or waiting_page(edition),
        "is_editing": edition.status == Edition.Status.EDITING,
        "most_mb": LARGEST // MEGABYTE,
        **words,
    }
    return render(request, "reports/text/returned.html", context, status=status)


@require_POST
def text_returned_settle(request: HttpRequest, year: int, code: str, pk: int) -> HttpResponse:
    """Take over what is ticked of a file that waits, or leave all of it."""
    edition = text_of_editor(request, year, code)
    if "leave" in request.POST:
        return leave_all(request, edition, pk)
    chosen = request.POST.getlist("unit")
    try:
        take_over_returned(
            edition=edition.pk,
            returned=pk,
            seen=whole_number(request.POST.get("seen", ""), otherwise=0),
            chosen=chosen,
            by=signed_in(request),
            at=moment_of(request),
            among=editable_by(signed_in(request)),
        )
    except EditionUnknown:
        raise Http404 from None
    except StaleReview as stale:
        shown = waiting_page(edition, chosen)
        return returned_page(request, edition, CONFLICT, shown, refusal=str(stale), changes=stale.changes)
    except ActionRefused as refusal:
        return returned_page(request, edition, CONFLICT, waiting_page(edition, chosen), refusal=str(refusal))
    messages.success(request, _("What you ticked is taken over. “Undo my last change” takes all of it back."))
    return redirect("reports:text", year, code)


def leave_all(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Settle a file without taking anything over."""
    leave = partial(leave_returned, edition=edition.pk, returned=pk, among=editable_by(signed_in(request)))
    done = _("All of it is left. The text stays as it is.")
    attempted(request, lambda: leave(by=signed_in(request), at=moment_of(request)), done)
    return redirect("reports:text", year=edition.guidance.year, code=edition.organization.code)
