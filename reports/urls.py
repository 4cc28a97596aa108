from django.urls import path

from reports.views import dashboard, export, filings

app_name = "reports"
urlpatterns = [
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("dashboard/<slug:code>/", dashboard.dashboard_of, name="dashboard-of"),
    path("dashboard/<slug:code>/expected/", dashboard.dashboard_expected, name="dashboard-expected"),
    path("dashboard/<slug:code>/filings/", filings.dashboard_filings, name="dashboard-filings"),
    path("reports/", export.report_list, name="report-list"),
    path("reports/exports/", export.export_create, name="export-create"),
    path("reports/exports/<int:pk>/", export.export_detail, name="export-detail"),
    path("reports/exports/<int:pk>/cancel/", export.export_cancel, name="export-cancel"),
    path("reports/exports/<int:pk>/download/", export.export_download, name="export-download"),
]
