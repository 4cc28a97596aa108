"""A request that is too large is refused before it is read."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.fixtures import Settings

from tasks.models import Evidence
from tests.conftest import SignIn
from tests.world import World


def test_a_request_over_the_limit_is_refused_and_leaves_nothing(
    world: World, signed_in: SignIn, settings: Settings
) -> None:
    settings.UPLOAD_REQUEST_MB = 1
    url = reverse("tasks:evidence-add", args=[world.filing().pk, "progress", world.local_task.pk])
    large = SimpleUploadedFile("a.pdf", b"%PDF-1.7".ljust(1_100_000))
    assert signed_in("filer").post(url, {"files": large}).status_code == 400
    assert not Evidence.objects.exists()
    small = SimpleUploadedFile("a.pdf", b"%PDF-1.7")
    assert signed_in("filer").post(url, {"files": small}).status_code == 302
