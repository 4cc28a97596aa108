"""The page that shows a spreadsheet of an organization's own beside the fields that its cells answer."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from organizations.answers import UNPROCESSABLE
from organizations.calendar import moment_of, today
from spreadsheets.incoming.values import Book, Sheet
from tasks.access import filings_with_people, signed_in
from tasks.actions.own_spreadsheets import map_fields, name_city_column, unmap_field
from tasks.errors import SpreadsheetRefused
from tasks.file_edits import NotReadable
from tasks.forms.own_spreadsheet import AdjustForm, PickForm
from tasks.models import Filing, Guidance, OwnSpreadsheet, OwnSpreadsheetEntry
from tasks.own_spreadsheets.books import own_book
from tasks.own_spreadsheets.location import Located
from tasks.own_spreadsheets.mapping_page import CITIES, FieldRow, MappingPage
from tasks.own_spreadsheets.picking import (
    NotPicked,
    mapped_at,
    mapped_field,
    picked,
    picked_head,
    ways_to,
)
from tasks.own_spreadsheets.sheet_window import window_of
from tasks.own_spreadsheets.stored import anchor_of
from tasks.views.own_spreadsheets import spreadsheet_for


def page_for(request: HttpRequest, pk: int) -> MappingPage:
    """The page of a spreadsheet that the person may map, with its sample read."""
    spreadsheet = spreadsheet_for(request, pk)
    try:
        with spreadsheet.file.open("rb") as file:
            content = file.read()
        book = own_book(content, spreadsheet.file_name)
    except (FileNotFoundError, NotReadable):  # replaced at this moment, or read by stricter rules since
        book = Book(())
    return MappingPage(spreadsheet, book, filing_beside(spreadsheet))


def filing_beside(spreadsheet: OwnSpreadsheet) -> Filing | None:
    """The filing whose fields are shown: the latest that has opened, else the first to open, of the
    organization, or where it keeps a row for each city, of a city (two queries)."""
    filings = Filing.objects.filter(period__guidance__status=Guidance.Status.PUBLISHED)
    if spreadsheet.has_city_rows:
        filings = filings.filter(reports_to=spreadsheet.organization)
    else:
        filings = filings.filter(organization=spreadsheet.organization)
    opened = filings.filter(period__opens_on__lte=today()).order_by("-period__opens_on", "pk").first()
    found = opened or filings.order_by("period__opens_on", "pk").first()
    return filings_with_people.first(filing=found.pk) if found else None


def number_in(request: HttpRequest, name: str) -> int:
    """A row or column that an address names; 1 where it names none."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 1


def address_of(page: MappingPage, request: HttpRequest, **changed: object) -> str:
    """The page with the same sheet, place and field, but for what ``changed`` says."""
    kept = {name: request.GET[name] for name in ("sheet", "row", "column", "field") if name in request.GET}
    asked = {name: value for name, value in {**kept, **changed}.items() if value}
    return f"{reverse('tasks:own-spreadsheet', args=[page.spreadsheet.pk])}?{urlencode(asked)}"


@require_http_methods(["GET", "HEAD", "POST"])
def own_spreadsheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The sample beside the fields; a POST says that a field is read from a cell."""
    page = page_for(request, pk)
    if request.method != "POST":
        return mapping_answer(request, page)
    form = PickForm(request.POST)
    if not form.is_valid():
        return mapping_answer(request, page, refusal=_("Choose a field, then a cell."), status=UNPROCESSABLE)
    try:
        said = take_pick(request, page, form)
    except (NotPicked, SpreadsheetRefused) as refusal:
        return mapping_answer(request, page, refusal=str(refusal), typed=form.picked, status=UNPROCESSABLE)
    messages.success(request, said)
    key, sheet = form.cleaned_data["field"], form.cleaned_data["sheet"]
    shown = {"field": "" if key == CITIES else key, "sheet": sheet}
    return redirect(f"{address_of(page, request, **shown)}#field")


def take_pick(request: HttpRequest, page: MappingPage, form: PickForm) -> str:
    """Save what was picked; what is said about it. Raises ``NotPicked`` and ``SpreadsheetRefused``."""
    key, sheet, address = form.cleaned_data["field"], form.cleaned_data["sheet"], form.picked
    by, at = signed_in(request), moment_of(request)
    if key == CITIES and page.spreadsheet.has_city_rows:
        head = picked_head_of_cities(page, sheet, address)
        name_city_column(spreadsheet=page.spreadsheet, sheet=sheet, key_head=head, by=by, at=at)
        return _("The cities are named in the column “%(head)s”.") % {"head": head}
    field = page.fields.get(key)
    if field is None:
        raise NotPicked(_("The filing has no such field any more. Choose another one."))
    if page.spreadsheet.has_city_rows and not page.spreadsheet.key_head:
        raise NotPicked(_("First pick the column in which the cities are named."))
    mapped = picked(page, field, sheet, address)
    map_fields(spreadsheet=page.spreadsheet, fields=[mapped], by=by, at=at)
    place = mapped.anchor["head"] if page.spreadsheet.has_city_rows else f"{sheet}!{address.strip().upper()}"
    words = {"field": f"{field.subject} · {field.label}", "place": place}
    return _("“%(field)s” is now read from %(place)s.") % words


def picked_head_of_cities(page: MappingPage, sheet: str, address: str) -> str:
    """The head of the cities' names, on whichever sheet. Raises ``NotPicked``."""
    page.spreadsheet.sheet = ""
    return picked_head(page, sheet, address)


def mapping_answer(
    request: HttpRequest, page: MappingPage, *, refusal: str = "", typed: str = "", status: int = 200
) -> HttpResponse:
    sheets = [sheet for sheet in page.book.sheets if not sheet.is_hidden] or list(page.book.sheets)
    key = selected_key(request, page)
    current = page.rows.get(key)
    sheet = sheet_shown(request, page, sheets, current)
    context: dict[str, Any] = {
        "page": page,
        "spreadsheet": page.spreadsheet,
        "refusal": refusal,
        "current": current,
        "is_cities": key == CITIES and page.spreadsheet.has_city_rows,
        "next": next_of(page, key),
        "tabs": tabs_of(request, page, sheets, sheet),
        "sheet": sheet,
        "mapped_count": len(page.entries),
        "pick": PickForm(initial={"field": key, "sheet": sheet.title if sheet else "", "address": typed}),
        "adjust": adjust_form(page, current, current.entry) if current and current.entry else None,
    }
    if sheet is not None:
        context |= {"window": window_for(request, page, sheet, current), "proposals": page.proposals(sheet)}
    return render(request, "tasks/own_mapping.html", context, status=status)


def selected_key(request: HttpRequest, page: MappingPage) -> str:
    """The field that was sent or that the address names, else the first without a place."""
    named = request.POST.get("field") or request.GET.get("field", "")
    is_known = named in page.rows or (named == CITIES and page.spreadsheet.has_city_rows)
    return named if is_known else page.next_key


def next_of(page: MappingPage, key: str) -> FieldRow | None:
    """The next field without a place behind the one that is selected, else the first."""
    keys = list(page.rows)
    behind = keys[keys.index(key) + 1 :] if key in page.rows else keys
    in_turn = [page.rows[each] for each in (*behind, *keys) if each != key]
    return next((row for row in in_turn if row.entry is None), None)


def sheet_shown(
    request: HttpRequest, page: MappingPage, sheets: list[Sheet], current: FieldRow | None
) -> Sheet | None:
    """The sheet that the address names, else that of the selected field, else the first."""
    named = request.POST.get("sheet") or request.GET.get("sheet")
    named = named or (current.entry.sheet if current and current.entry else "")
    wanted = named or page.spreadsheet.sheet
    return next((sheet for sheet in sheets if sheet.title == wanted), sheets[0] if sheets else None)


def tabs_of(
    request: HttpRequest, page: MappingPage, sheets: list[Sheet], shown: Sheet | None
) -> list[dict[str, Any]]:
    return [
        {
            "label": sheet.title,
            "url": address_of(page, request, sheet=sheet.title, row="", column=""),
            "is_current": sheet is shown,
        }
        for sheet in sheets
    ]


def window_for(
    request: HttpRequest, page: MappingPage, sheet: Sheet, current: FieldRow | None
) -> dict[str, Any]:
    """The stretch of the sheet, and the ways to what stands around it."""
    standing = current.standing if current else None
    place = (standing.row, standing.column) if isinstance(standing, Located) else None
    if place and current and current.entry and not page.is_on(current.entry, sheet):
        place = None
    window = window_of(
        sheet,
        top=number_in(request, "row"),
        left=number_in(request, "column"),
        fields=page.places(sheet),
        current=place,
    )
    at = {"sheet": sheet.title, "row": window.top, "column": window.left}
    around = {
        "rows_before": {"row": window.row_before},
        "rows_after": {"row": window.row_after},
        "columns_before": {"column": window.column_before},
        "columns_after": {"column": window.column_after},
    }
    ways = {
        name: f"{address_of(page, request, **{**at, **changed})}#sheet"
        for name, changed in around.items()
        if all(changed.values())
    }
    return {"shown": window, "ways": ways}


def adjust_form(page: MappingPage, row: FieldRow, entry: OwnSpreadsheetEntry, data: Any = None) -> AdjustForm:
    """The form of a mapped field, with the ways to find its cell again in the sample."""
    if page.spreadsheet.has_city_rows:
        initial = {"field": row.key, "unit": entry.unit}
        return AdjustForm(data, ways=(), is_number=entry.is_number, initial=initial, prefix="adjust")
    own = anchor_of(entry)
    try:
        ways = ways_to(page, entry.sheet, row.address.rpartition("!")[2])
    except NotPicked:
        ways = ()
    if own not in ways:
        ways = (own, *ways)
    initial = {"field": row.key, "unit": entry.unit, "how": str(ways.index(own))}
    return AdjustForm(data, ways=ways, is_number=entry.is_number, initial=initial, prefix="adjust")


@require_POST
def own_spreadsheet_adjust(request: HttpRequest, pk: int) -> HttpResponse:
    """Find a mapped cell in another way, or read its numbers in another unit."""
    page = page_for(request, pk)
    row = page.rows.get(request.POST.get("adjust-field", ""))
    if row is None or row.entry is None:
        messages.error(request, _("The field is not mapped any more: pick a cell for it first."))
        return redirect(address_of(page, request))
    form = adjust_form(page, row, row.entry, request.POST)
    back = redirect(f"{address_of(page, request, field=row.key)}#field")
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(map(str, errors)))
        return back
    unit = form.cleaned_data.get("unit", "")
    if unit and not row.field.takes_unit(unit):
        messages.error(
            request,
            _("“%(unit)s” is no unit of this field (%(own)s): its numbers cannot be converted.")
            % {"unit": unit, "own": row.field.unit or "–"},
        )
        return back
    if form.way is None:
        mapped = mapped_field(row.field, unit, {"anchor": row.entry.anchor, "head": row.entry.head})
    else:
        mapped = mapped_at(row.field, row.entry.sheet, form.way, unit)
    return told(request, back, page, [mapped], _("Saved."))


def told(
    request: HttpRequest, back: HttpResponse, page: MappingPage, mapped: list[Any], said: str
) -> HttpResponse:
    """Map fields and say so; or say why it was refused."""
    try:
        map_fields(spreadsheet=page.spreadsheet, fields=mapped, by=signed_in(request), at=moment_of(request))
    except SpreadsheetRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return back


@require_POST
def own_spreadsheet_propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Take over the ticked proposals: a cell and a field each, as the page has shown them."""
    page = page_for(request, pk)
    sheet, mapped = request.POST.get("sheet", ""), []
    for chosen in request.POST.getlist("proposal")[:500]:
        address, _bar, key = chosen.partition("|")
        field = page.fields.get(key)
        if field is None:
            continue
        try:
            mapped.append(picked(page, field, sheet, address))
        except NotPicked as refusal:
            messages.error(request, f"{field.subject} · {field.label}: {refusal}")
    said = ngettext("%(count)d field is mapped.", "%(count)d fields are mapped.", len(mapped))
    back = redirect(address_of(page, request, sheet=sheet))
    if not mapped:
        messages.info(request, _("No proposal was ticked: nothing has changed."))
        return back
    return told(request, back, page, mapped, said % {"count": len(mapped)})


@require_POST
def own_spreadsheet_unmap(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a field from the spreadsheet no more."""
    spreadsheet = spreadsheet_for(request, pk)
    kind, name, identity = [*request.POST.get("field", "").split(":", 2), "", "", ""][:3]
    answer = {"kind": kind, "identity": identity, "field": name}
    try:
        is_gone = unmap_field(spreadsheet=spreadsheet, **answer, by=signed_in(request), at=moment_of(request))
    except SpreadsheetRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("tasks:own-spreadsheets")
    if is_gone:
        messages.success(request, _("The field is no longer read from this spreadsheet."))
    kept = urlencode({name: request.GET[name] for name in ("sheet", "row", "column") if name in request.GET})
    return redirect(f"{reverse('tasks:own-spreadsheet', args=[pk])}?{kept}")
