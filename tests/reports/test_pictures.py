"""The stored evidence that a report shows, found by its checksum."""

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from reports.pictures import stored_picture
from tasks.actions.evidence import receive_evidence
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Evidence
from tests.world import World

CONTENT = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def evidence(world: World, files_elsewhere: None) -> Evidence:
    return receive_evidence(
        filing=world.filing(),
        kind=LINE_KINDS["progress"],
        subject_id=world.local_task.pk,
        upload=ContentFile(CONTENT, name="证明.pdf"),
        by=world.filer,
        at=timezone.now(),
    ).evidence


def test_a_picture_is_found_by_its_checksum(evidence: Evidence) -> None:
    assert stored_picture(evidence.sha256) == CONTENT


@pytest.mark.django_db
def test_one_that_was_never_stored_is_none() -> None:
    assert stored_picture("0" * 64) is None


def test_one_that_is_gone_or_another_by_now_is_none(evidence: Evidence) -> None:
    storage, name = evidence.file.storage, str(evidence.file.name)
    storage.delete(name)
    assert stored_picture(evidence.sha256) is None
    storage.save(name, ContentFile(b"another"))
    assert stored_picture(evidence.sha256) is None
