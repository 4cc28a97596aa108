"""Every year's guidance, and the way by which a new one comes in."""

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from organizations.answers import UNPROCESSABLE
from organizations.calendar import moment_of
from organizations.table_answers import is_file_asked, table_answer
from reading import Document, DocumentError, read_document, read_source
from tasks.access import administrator, signed_in
from tasks.actions.draft.import_document import Imported, ImportRefused, import_document
from tasks.drafts.review_page import DraftCheck
from tasks.forms.upload import UploadForm
from tasks.models import Guidance
from tasks.tables.plan import guidance_table
from tasks.views.by_hand import refused


@require_safe
def guidance_list(request: HttpRequest) -> HttpResponseBase:
    """The guidances that the person may see, the latest first; administrators see drafts too, of which there
    are few, with what is open in each."""
    user = signed_in(request)
    guidances = list(Guidance.objects.readable_by(user).select_related("published_by").defer("source_text"))
    if is_file_asked(request):
        table = guidance_table(guidances, with_state=user.is_administrator)
        return table_answer(request, _("All guidances"), table)
    rows = [
        (guidance, previous, None if guidance.is_published else DraftCheck(guidance).open_count)
        for guidance, previous in zip(guidances, [*guidances[1:], None], strict=False)
    ]
    context = {"rows": rows, "may_administer": user.is_administrator}
    return render(request, "tasks/guidance_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def guidance_upload(request: HttpRequest) -> HttpResponse:
    """Read a document as a new draft; where it cannot be read nothing is changed and the page says why."""
    administrator(request)
    if request.method != "POST":
        return render(request, "tasks/guidance_upload.html", {"form": UploadForm()})
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid() and (imported := draft_from(request, form)):
        messages.success(request, said_of(imported.guidance))
        return redirect("tasks:draft-check", imported.guidance.year)
    context = {"form": form, "taken": taken(form), "refused": form.cleaned_data.get("refused")}
    return render(request, "tasks/guidance_upload.html", context, status=UNPROCESSABLE)


def draft_from(request: HttpRequest, form: UploadForm) -> Imported | None:
    """The new draft; without one the form says at its fields why there is none."""
    file: UploadedFile[Any] = form.cleaned_data["file"]
    try:
        text = read_source(file.read(), file.name or "")
        document = read_or_keep(form, text)
        year = year_of(form, document)
        if form.errors:
            return None
        return import_document(
            document=document,
            by=signed_in(request),
            at=moment_of(request),
            source_text=text,
            source_name=file.name or "",
            year=year,
        )
    except (DocumentError, ImportRefused) as refusal:
        form.add_error("file", str(refusal))
    except IntegrityError:  # somebody else was reading the same year's document at this moment
        form.add_error("year", _("There is already a guidance for this year; nothing was changed."))
    return None


def read_or_keep(form: UploadForm, text: str) -> Document:
    """The document of a text. Where it is refused its text is kept for the page, on which one goes on by
    hand; raises ``DocumentError`` then."""
    try:
        return read_document(text)
    except DocumentError as refusal:
        name = form.cleaned_data["file"].name or ""
        form.cleaned_data["refused"] = refused(text, name, form.cleaned_data["year"], refusal)
        raise


def year_of(form: UploadForm, document: Document) -> int | None:
    """The year that was typed, or that the document says; a message at the field where it cannot be had."""
    year: int | None = form.cleaned_data["year"] or document.year
    form.cleaned_data["year"] = year
    if year is None:
        form.add_error("year", _("The document does not say which year it is for. Say it here."))
    elif Guidance.objects.filter(year=year).exists():
        form.cleaned_data["taken"] = year
        form.add_error(
            "year", _("There is already a guidance for %(year)s; nothing was changed.") % {"year": year}
        )
    return year


def taken(form: UploadForm) -> Guidance | None:
    """The guidance that already stands for the year of the document."""
    year = form.cleaned_data.get("taken")
    return Guidance.objects.filter(year=year).defer("source_text").first() if year else None


def said_of(guidance: Guidance) -> str:
    """What the reader found, in one sentence."""
    tasks = guidance.tasks.count()
    return ngettext(
        "Read: %(sections)s sections and %(tasks)s task. Check what was recognised.",
        "Read: %(sections)s sections and %(tasks)s tasks. Check what was recognised.",
        tasks,
    ) % {"sections": guidance.sections.count(), "tasks": tasks}
