from django.urls import path

from targets.views import target

app_name = "targets"
urlpatterns = [
    path("targets/", target.target_list, name="target-list"),
    path("targets/<int:pk>/", target.target_detail, name="target-detail"),
]
