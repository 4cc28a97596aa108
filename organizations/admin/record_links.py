"""The way from a list of the back office to the same rows as a workbook."""

from typing import Any, override

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse


class AsRecords(ModelAdmin[Any]):
    """Stands before a list of the back office whose rows are edited as a workbook too, as ``record_kind``."""

    record_kind = ""
    change_list_template = "admin/records_change_list.html"

    @override
    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        address = reverse("records:kind", args=[self.record_kind])
        return super().changelist_view(request, {**(extra_context or {}), "records_address": address})
