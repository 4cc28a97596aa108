from django.urls import path

from reports.views import (
    annual,
    dashboard,
    discipline,
    export,
    filings,
    history,
    places,
    stream,
    target_files,
    task,
    work,
)

app_name = "reports"
urlpatterns = [
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("dashboard/<slug:code>/", dashboard.dashboard_of, name="dashboard-of"),
    path("dashboard/<slug:code>/expected/", dashboard.dashboard_expected, name="dashboard-expected"),
    path("dashboard/<slug:code>/discipline/", discipline.dashboard_discipline, name="dashboard-discipline"),
    path("dashboard/<slug:code>/history/", history.dashboard_history, name="dashboard-history"),
    path("dashboard/<slug:code>/filings/", filings.dashboard_filings, name="dashboard-filings"),
    path("targets/<int:pk>/files/", target_files.target_files, name="target-files"),
    path("dashboard/<slug:code>/places/", places.dashboard_places, name="dashboard-places"),
    path("dashboard/<slug:code>/work/", work.dashboard_work, name="dashboard-work"),
    path("dashboard/<slug:code>/work/measures/", work.dashboard_measures, name="dashboard-measures"),
    path("dashboard/<slug:code>/work/answers/", work.dashboard_answers, name="dashboard-answers"),
    path("dashboard/<slug:code>/stream/", stream.dashboard_stream, name="dashboard-stream"),
    path("dashboard/<slug:code>/stream/problems/", stream.dashboard_problems, name="dashboard-problems"),
    path("dashboard/<slug:code>/stream/seen/", stream.stream_seen, name="dashboard-stream-seen"),
    path("dashboard/<slug:code>/tasks/<int:pk>/", task.dashboard_task, name="dashboard-task"),
    path("reports/annual/", annual.annual_list, name="annual-list"),
    path("reports/annual/schema.json", annual.annual_schema, name="annual-schema"),
    path("reports/annual/settings/<slug:code>/", annual.report_settings, name="report-settings"),
    path("reports/annual/<int:year>/freeze/", annual.annual_freeze, name="annual-freeze"),
    path("reports/annual/<int:year>/<slug:code>/", annual.annual_report, name="annual-report"),
    path(
        "reports/annual/<int:year>/<slug:code>/<int:version>.json",
        annual.annual_snapshot,
        name="annual-snapshot",
    ),
    path("reports/", export.report_list, name="report-list"),
    path("reports/exports/", export.export_create, name="export-create"),
    path("reports/exports/<int:pk>/", export.export_detail, name="export-detail"),
    path("reports/exports/<int:pk>/cancel/", export.export_cancel, name="export-cancel"),
    path("reports/exports/<int:pk>/download/", export.export_download, name="export-download"),
]
