"""The lines of a filing as a table: every row is a line's form, saved as on the line's own page."""

from secrets import token_hex

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organizations.permissions import Permission
from tasks.access import filing_for, signed_in
from tasks.actions.hand_over import HAND_OVER_ENDED
from tasks.lines.form import LineForm
from tasks.lines.grid import NO, YES
from tasks.lines.grid_rows import GridRow, GridTable, grid_row, grid_tables
from tasks.lines.kinds import LINE_KINDS
from tasks.lines.versions import last_return
from tasks.models import LONGEST_PAGE, Filing, FilingLine
from tasks.views.line import Attempt, LineEditor, SentLine


@require_safe
def filing_grid(request: HttpRequest, pk: int) -> HttpResponse:
    """Every line of the filing whose kind has a table, to be filled in; once it is filed, or as long as its
    window is closed, people are led to read it."""
    filing = filing_for(request, pk, Permission.EDIT_FILING)
    tables = tables_to_fill_in(filing)
    return grid_page(request, filing, tables) if tables else redirect("tasks:filing-detail", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def row_save(request: HttpRequest, pk: int, kind: str, subject: int) -> HttpResponse:
    """Save one row. With htmx a POST answers the row's state; without, it goes back to the table."""
    found = LINE_KINDS.get(kind)
    if found is None or not found.grid:
        raise Http404
    if request.method != "POST":
        filing = filing_for(request, pk, Permission.EDIT_FILING)
        return redirect(address_of_row(filing, f"{kind}-{subject}"))
    return SentRow(request, found, pk, subject).save()


def tables_to_fill_in(filing: Filing) -> list[GridTable]:
    """The tables of a filing as long as people may write in it; none for others."""
    return grid_tables(filing) if filing.is_in_draft and filing.has_opened else []


def grid_page(
    request: HttpRequest, filing: Filing, tables: list[GridTable], refused: GridRow | None = None
) -> HttpResponse:
    """The page with all tables; ``refused`` is a row that was sent and could not be saved."""
    is_returned = filing.status == Filing.Status.RETURNED
    context = {
        "filing": filing,
        "tables": tables,
        "refused": refused,
        "ticks": {"yes": YES, "no": NO},
        "person": signed_in(request).pk,
        "page": token_hex(LONGEST_PAGE // 2),
        "may_edit": True,
        "return_event": last_return(filing.events.select_related("by")) if is_returned else None,
        "is_wide": True,
    }
    status = refused.words["status"] if refused else HttpResponse.status_code
    return render(request, "tasks/filing_grid.html", context, status=status)


class SentRow(SentLine):
    """A row of a table, sent as its line's form is."""

    def editor_of(self, filing: Filing, line: FilingLine) -> "RowEditor":
        return RowEditor(self.request, filing, self.kind, line)


class RowEditor(LineEditor):
    """Answers a save of a row: with the row's state, or with the table."""

    def answer(self, attempt: Attempt) -> HttpResponse:
        if self.request.headers.get("HX-Request"):
            return self.state(attempt)
        if attempt.status != HttpResponse.status_code:
            return self.page(attempt)
        messages.success(self.request, _("Saved: %(subject)s.") % {"subject": self.kind.subject(self.line)})
        if attempt.words["is_hand_over_ended"]:
            messages.warning(self.request, HAND_OVER_ENDED)
        return redirect(address_of_row(self.filing, f"{self.kind.key}-{self.line.subject_id}"))

    def state(self, attempt: Attempt) -> HttpResponse:
        """The row's state alone: its checks, a conflict, or what cannot be saved in which cell."""
        row = grid_row(self.filing, self.line, self.kind, attempt.form)
        row.words = attempt.words | self.theirs(attempt)
        context = {"filing": self.filing, "person": signed_in(self.request).pk, "row": row, "may_edit": True}
        return HttpResponse(render_to_string("tasks/grid_saved.html", context), status=attempt.status)

    def page(self, attempt: Attempt) -> HttpResponse:
        """The table with the row as it was sent. A filing that is filed by now has no table any more."""
        place = self.kind.key, self.line.subject_id
        tables = tables_to_fill_in(self.filing)
        refused = [row for table in tables for row in table.rows if row.checked.place == place]
        if not refused:
            messages.error(self.request, str(attempt.words.get("refusal", "")))
            return redirect("tasks:filing-detail", self.filing.pk)
        refused[0].show(attempt.form, {"status": attempt.status, **attempt.words, **self.theirs(attempt)})
        return grid_page(self.request, self.filing, tables, refused[0])

    def compared_fields(self, form: LineForm) -> list[str]:
        """Explanations of doubts are not sent along, and stay as they are."""
        return [name for column in self.kind.grid.columns if (name := column.field_in(form))]

    def theirs(self, attempt: Attempt) -> dict[str, str]:
        """In a conflict what the row's fields hold as the line is saved."""
        if "conflict" not in attempt.words:
            return {}
        return {"theirs": grid_row(self.filing, self.line, self.kind, self.kind.form(self.line)).said}


def address_of_row(filing: Filing, key: str) -> str:
    return f"{reverse('tasks:filing-grid', args=[filing.pk])}#{key}"
