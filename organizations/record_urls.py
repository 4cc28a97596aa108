"""Records that are edited as workbooks."""

from django.urls import path

from organizations.views import records, returned_records

app_name = "records"

urlpatterns = [
    path("", records.record_kinds, name="list"),
    path("<slug:key>/", records.record_kind, name="kind"),
    path("<slug:key>/workbook/", records.record_workbook, name="workbook"),
    path("<slug:key>/<int:pk>/", records.record_check, name="check"),
    path("<slug:key>/<int:pk>/returned/", returned_records.record_returned, name="returned"),
    path("<slug:key>/<int:pk>/go-on/", records.record_go_on, name="go-on"),
    path("<slug:key>/<int:pk>/discard/", records.record_discard, name="discard"),
]
