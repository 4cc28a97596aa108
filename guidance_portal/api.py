"""The API under /api/v1/: read-only, in the scope of the person signed in, with its schema."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import SimpleRouter

from organizations.api.views import OrganizationViewSet
from targets.api.views import TargetViewSet
from tasks.api.views import CaseStudyViewSet, FilingViewSet, GuidanceViewSet, TaskViewSet

router = SimpleRouter()
router.register("organizations", OrganizationViewSet)
router.register("guidances", GuidanceViewSet)
router.register("tasks", TaskViewSet)
router.register("filings", FilingViewSet)
router.register("cases", CaseStudyViewSet)
router.register("targets", TargetViewSet)

app_name = "api"
urlpatterns = [*router.urls, path("schema/", SpectacularAPIView.as_view(), name="schema")]
