from django.contrib import admin
from django.urls import include, path

from guidance_portal.views.health import healthz, readyz
from guidance_portal.views.home import home
from guidance_portal.views.language import set_language

admin.autodiscover()

handler500 = "guidance_portal.views.errors.server_error"

urlpatterns = [
    path("", home, name="home"),
    path("", include("tasks.urls")),
    path("", include("targets.urls")),
    path("", include("reports.urls")),
    path("language/", set_language, name="set_language"),
    path("accounts/", include("organizations.urls")),
    path("records/", include("organizations.record_urls")),
    path("api/v1/", include("guidance_portal.api")),
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]
