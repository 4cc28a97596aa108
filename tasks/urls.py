from django.urls import path

from tasks.views import (
    amending,
    amendment,
    comparison,
    correction,
    document,
    draft,
    filing,
    follow,
    line,
    notices,
    publishing,
    review,
    settling,
    upload,
)

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
    path("guidances/all/", upload.guidance_list, name="guidance-list"),
    path("guidances/new/", upload.guidance_upload, name="guidance-upload"),
    path("guidances/<int:year>/check/", draft.draft_check, name="draft-check"),
    path("guidances/<int:year>/check/facts/", correction.draft_facts, name="draft-facts"),
    path("guidances/<int:year>/check/sections/<int:pk>/", correction.draft_section, name="draft-section"),
    path(
        "guidances/<int:year>/check/sections/<int:pk>/join/",
        correction.draft_section_join,
        name="draft-section-join",
    ),
    path(
        "guidances/<int:year>/check/sections/<int:pk>/split/",
        correction.draft_section_split,
        name="draft-section-split",
    ),
    path(
        "guidances/<int:year>/check/sections/<int:pk>/add-task/",
        correction.draft_task_add,
        name="draft-task-add",
    ),
    path("guidances/<int:year>/check/tasks/<int:pk>/", correction.draft_task, name="draft-task"),
    path(
        "guidances/<int:year>/check/tasks/<int:pk>/join/", correction.draft_task_join, name="draft-task-join"
    ),
    path(
        "guidances/<int:year>/check/tasks/<int:pk>/split/",
        correction.draft_task_split,
        name="draft-task-split",
    ),
    path(
        "guidances/<int:year>/check/tasks/<int:pk>/drop/", correction.draft_task_drop, name="draft-task-drop"
    ),
    path("guidances/<int:year>/check/owners/match/", settling.draft_owner_match, name="draft-owner-match"),
    path("guidances/<int:year>/check/owners/drop/", settling.draft_owner_drop, name="draft-owner-drop"),
    path(
        "guidances/<int:year>/check/cautions/<int:pk>/settle/",
        settling.draft_caution_settle,
        name="draft-caution-settle",
    ),
    path(
        "guidances/<int:year>/check/cautions/<int:pk>/unsettle/",
        settling.draft_caution_unsettle,
        name="draft-caution-unsettle",
    ),
    path("guidances/<int:year>/check/start-over/", settling.draft_start_over, name="draft-start-over"),
    path(
        "guidances/<int:year>/compare/<int:previous>/", comparison.guidance_compare, name="guidance-compare"
    ),
    path("guidances/<int:year>/periods/", publishing.draft_periods, name="draft-periods"),
    path("guidances/<int:year>/publish/", publishing.draft_publish, name="draft-publish"),
    path("guidances/<int:year>/discard/", publishing.draft_discard, name="draft-discard"),
    path("guidances/<int:year>/follow/", follow.draft_follow, name="draft-follow"),
    path("guidances/<int:year>/amend/", amendment.amend_choose, name="amend-choose"),
    path("guidances/<int:year>/amend/facts/", amending.amend_facts_page, name="amend-facts"),
    path("guidances/<int:year>/amend/periods/<int:pk>/", amending.amend_period_page, name="amend-period"),
    path("guidances/<int:year>/amend/tasks/add/", amending.amend_task_add, name="amend-task-add"),
    path("guidances/<int:year>/amend/tasks/<int:pk>/", amending.amend_task_page, name="amend-task"),
    path(
        "guidances/<int:year>/amend/tasks/<int:pk>/withdraw/",
        amending.amend_task_withdraw,
        name="amend-task-withdraw",
    ),
    path("guidances/<int:year>/amendments/", amendment.amendment_list, name="amendment-list"),
    path("guidances/<int:year>/", document.guidance_detail, name="guidance-detail"),
    path("tasks/", document.task_list, name="task-list"),
    path("tasks/<int:pk>/", document.task_detail, name="task-detail"),
    path("notices/", notices.notice_list, name="notice-list"),
    path("notices/read/", notices.notice_read_all, name="notice-read-all"),
    path("notices/settings/", notices.notice_settings, name="notice-settings"),
    path("notices/calendar/", notices.calendar_renew, name="calendar-renew"),
    path("notices/<int:pk>/", notices.notice_open, name="notice-open"),
    path("notices/<int:pk>/read/", notices.notice_read, name="notice-read"),
    path("calendar/<str:token>.ics", notices.calendar_feed, name="calendar-feed"),
]
