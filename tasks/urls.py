from django.urls import path

from tasks.views import comparison, document, filing, follow, line, review

app_name = "tasks"
urlpatterns = [
    path("filings/", filing.filing_list, name="filing-list"),
    path("filings/review/", review.review_queue, name="review-queue"),
    path("filings/<int:pk>/", filing.filing_detail, name="filing-detail"),
    path("filings/<int:pk>/check/", filing.filing_check, name="filing-check"),
    path("filings/<int:pk>/submit/", filing.filing_submit, name="filing-submit"),
    path("filings/<int:pk>/withdraw/", filing.filing_withdraw, name="filing-withdraw"),
    path("filings/<int:pk>/start-review/", review.review_start, name="filing-start-review"),
    path("filings/<int:pk>/approve/", review.filing_approve, name="filing-approve"),
    path("filings/<int:pk>/return/", review.filing_return, name="filing-return"),
    path("filings/<int:pk>/reopen/", review.filing_reopen, name="filing-reopen"),
    path("filings/<int:pk>/extend/", review.filing_extend, name="filing-extend"),
    path("filings/<int:pk>/lines/<slug:kind>/<int:subject>/", line.line_edit, name="line-edit"),
    path("guidances/", document.guidance_latest, name="guidance-latest"),
    path(
        "guidances/<int:year>/compare/<int:previous>/", comparison.guidance_compare, name="guidance-compare"
    ),
    path("guidances/<int:year>/follow/", follow.draft_follow, name="draft-follow"),
    path("guidances/<int:year>/", document.guidance_detail, name="guidance-detail"),
    path("tasks/", document.task_list, name="task-list"),
    path("tasks/<int:pk>/", document.task_detail, name="task-detail"),
]
