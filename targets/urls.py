from django.urls import path

from targets.views import allocation, amendment, explanation, goals, target

app_name = "targets"
urlpatterns = [
    path("targets/", target.target_list, name="target-list"),
    path("targets/<int:pk>/", target.target_detail, name="target-detail"),
    path("targets/<int:pk>/export/", target.target_export, name="target-export"),
    path("targets/<int:pk>/explanation/", explanation.target_explanation, name="target-explanation"),
    path("targets/<int:pk>/allocation/", allocation.allocation, name="target-allocation"),
    path(
        "targets/<int:pk>/allocation/ranks/",
        allocation.allocation_ranks,
        name="target-allocation-ranks",
    ),
    path(
        "targets/<int:pk>/allocation/history/",
        allocation.allocation_history,
        name="target-allocation-history",
    ),
    path("targets/<int:pk>/amend/", amendment.target_amend, name="target-amend"),
    path("targets/<int:pk>/milestones/", amendment.target_milestones, name="target-milestones"),
    path("targets/<int:pk>/withdraw/", amendment.target_withdraw, name="target-withdraw"),
    path("guidances/<int:year>/amend/targets/add/", amendment.target_add, name="target-add"),
    path("guidances/<int:year>/goals/add/", goals.goal_add, name="goal-add"),
    path("guidances/<int:year>/goals/accept/", goals.goal_accept_all, name="goal-accept-all"),
    path("guidances/<int:year>/goals/<int:pk>/", goals.goal_edit, name="goal-edit"),
    path("guidances/<int:year>/goals/<int:pk>/accept/", goals.goal_accept, name="goal-accept"),
    path("guidances/<int:year>/goals/<int:pk>/drop/", goals.goal_drop, name="goal-drop"),
    path("guidances/<int:year>/goals/<int:pk>/restore/", goals.goal_restore, name="goal-restore"),
    path("guidances/<int:year>/goals/<int:pk>/reopen/", goals.goal_reopen, name="goal-reopen"),
    path("guidances/<int:year>/goals/<int:pk>/split/", goals.goal_split, name="goal-split"),
]
