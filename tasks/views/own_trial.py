"""A mapping tried on its sample, or on a file that is only looked at."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from organizations.answers import UNPROCESSABLE
from tasks.evidence import cleaned_name
from tasks.file_edits import NotReadable
from tasks.forms.line_import import BringForm
from tasks.own_spreadsheets.books import own_book
from tasks.own_spreadsheets.trial import trial_of
from tasks.views.own_mapping import page_for


@require_http_methods(["GET", "HEAD", "POST"])
def own_spreadsheet_try(request: HttpRequest, pk: int) -> HttpResponse:
    """What would be read, field by field, and what drifted. Of another file that is brought nothing is
    kept."""
    page = page_for(request, pk)
    book, name, form, status = page.book, page.spreadsheet.file_name, BringForm(), 200
    if request.method == "POST":
        form = BringForm(request.POST, request.FILES)
        status = UNPROCESSABLE
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                name = cleaned_name(file.name or "")
                book, status = own_book(file.read(), name), 200
            except NotReadable as refusal:
                form.add_error("file", str(refusal))
    context: dict[str, Any] = {
        "spreadsheet": page.spreadsheet,
        "filing": page.filing,
        "name": name,
        "form": form,
        "trial": trial_of(page.spreadsheet, book, page.filing) if page.filing and status == 200 else None,
    }
    return render(request, "tasks/own_trial.html", context, status=status)
