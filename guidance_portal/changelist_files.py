"""The lists of the back office as files: the columns of the page, with its search, filters and order."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters, ModelAdmin
from django.contrib.admin.utils import label_for_field, lookup_field
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from organizations.row_batches import RowBatches
from organizations.table_answers import FORM, is_file_asked, page_address, table_answer
from spreadsheets.outgoing.files import Table, columns
from spreadsheets.values import Number, Row, Value

WIDTH = 22
CHECKBOX = "action_checkbox"


class ChangelistFiles(ModelAdmin[Any]):
    """A page of the back office whose list can be taken away."""

    def changelist_view(  # type: ignore[override] # a file is given out while it is written
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponseBase:
        if not is_file_asked(request) or request.method not in {"GET", "HEAD"}:
            return super().changelist_view(request, extra_context)
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        try:
            changelist = listed(self, request)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(page_address(request))
        title = capfirst(str(self.opts.verbose_name_plural))
        return table_answer(request, title, table_of(self, changelist), facts=asked_in(changelist))


def listed(admin: ModelAdmin[Any], request: HttpRequest) -> ChangeList:
    """The list as the page would find it: to the page every name in an address is a filter."""
    asked = request.GET
    without = asked.copy()
    del without[FORM]
    request.GET = without  # type: ignore[assignment]  # a copy is as good as what came
    try:
        return admin.get_changelist_instance(request)
    finally:
        request.GET = asked


def table_of(admin: ModelAdmin[Any], changelist: ChangeList) -> Table:
    names = [name for name in changelist.list_display if name != CHECKBOX]
    heads = [capfirst(strip_tags(str(label_for_field(name, admin.model, admin)))) for name in names]
    batches = RowBatches(changelist.queryset)
    rows: Iterator[Row] = (tuple(cell(admin, row, name) for name in names) for row in batches.rows())
    return Table(
        capfirst(str(admin.opts.verbose_name_plural)),
        columns(*((head, WIDTH) for head in heads)),
        rows,
        len(batches),
    )


def cell(admin: ModelAdmin[Any], row: Model, name: Any) -> Value:
    """What the page shows of a row in one column, as a value of its kind."""
    try:
        field, _attribute, value = lookup_field(name, row, admin)
    except ObjectDoesNotExist:
        return None
    if field is not None and field.is_relation:
        return text_of(getattr(row, field.name))
    choices = dict(getattr(field, "flatchoices", ()) or ())
    return text_of(choices[value]) if value in choices else value_of(value)


def value_of(value: Any) -> Value:
    match value:
        case None | bool() | int() | dt.date():
            return value
        case Decimal():
            exponent = value.as_tuple().exponent
            return Number(value, max(0, -exponent) if isinstance(exponent, int) else 0)
        case _:
            return text_of(value)


def text_of(value: Any) -> Value:
    """The words of a cell, without the marks that a page draws them with."""
    if value is None:
        return None
    return strip_tags(value) if isinstance(value, SafeString) else str(value)


def asked_in(changelist: ChangeList) -> list[tuple[str, str]]:
    """What was searched for and filtered by."""
    searched = [(_("Search"), changelist.query)] if changelist.query else []
    filtered = [
        (capfirst(str(spec.title)), str(choice["display"]))
        for spec in changelist.filter_specs
        # The first choice of each is that of all.
        for choice in list(spec.choices(changelist))[1:]
        if choice.get("selected")
    ]
    return searched + filtered
