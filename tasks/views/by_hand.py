"""A document that the reader refuses: which line made it so, and going on by hand."""

from dataclasses import dataclass

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organizations.answers import UNPROCESSABLE
from organizations.calendar import moment_of
from reading import DocumentError
from reading.by_hand import read_by_hand
from tasks.access import administrator, signed_in
from tasks.actions.draft.import_document import Imported, ImportRefused, import_document
from tasks.drafts.lengths import LONGEST_TITLE
from tasks.forms.upload import ByHandForm

# A page keeps so many characters of a text: what a form sends without a file is limited to 2.5 MB.
LONGEST_KEPT = 500_000
LONGEST_LINE = 120


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a document was refused, at which line, and the form with which one goes on by hand."""

    sentence: str
    line_number: int | None
    line: str
    form: ByHandForm


def refused(text: str, name: str, year: int | None, refusal: DocumentError) -> Refused | None:
    """What the page says and offers where the text of a file was refused; nothing where it is empty."""
    if not text.strip():
        return None
    line = str(getattr(refusal, "line", None) or "").strip()
    number = getattr(refusal, "line_number", None)
    return Refused(str(refusal), number, line[:LONGEST_LINE], by_hand_form(text, name, year))


def by_hand_form(text: str, name: str, year: int | None) -> ByHandForm:
    """The form that goes on by hand, with the text where it is not too long to be kept."""
    kept = text if len(text) <= LONGEST_KEPT else ""
    title = read_by_hand(text, "").title[:LONGEST_TITLE]
    form = ByHandForm(
        initial={"title": title, "year": year, "text": kept, "source_name": name}, prefix="hand"
    )
    if kept:
        del form.fields["file"]
    return form


@require_http_methods(["GET", "HEAD", "POST"])
def guidance_by_hand(request: HttpRequest) -> HttpResponse:
    """Take a document in with its whole text as one section, in which nothing is recognised."""
    administrator(request)
    if request.method != "POST":
        return redirect("tasks:guidance-upload")
    form = ByHandForm(request.POST, request.FILES, prefix="hand")
    if form.is_valid() and (imported := draft_by_hand(request, form)):
        messages.success(request, _("The text is taken in. Make its sections and tasks yourself."))
        return redirect("tasks:draft-check", imported.guidance.year)
    return render(request, "tasks/guidance_by_hand.html", {"form": form}, status=UNPROCESSABLE)


def draft_by_hand(request: HttpRequest, form: ByHandForm) -> Imported | None:
    """The new draft; without one the form says at its fields why there is none."""
    said = form.cleaned_data
    try:
        return import_document(
            document=read_by_hand(said["text"], said["title"]),
            by=signed_in(request),
            at=moment_of(request),
            source_text=said["text"],
            source_name=said["source_name"],
            year=said["year"],
            is_by_hand=True,
        )
    except ImportRefused as refusal:
        form.add_error("year", str(refusal))
    except IntegrityError:  # somebody else was reading the same year's document at this moment
        form.add_error("year", _("There is already a guidance for this year; nothing was changed."))
    return None
