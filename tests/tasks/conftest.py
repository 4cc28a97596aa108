"""The guidance of 2021 as a draft that nobody has corrected yet."""

import pytest
from django.conf import settings
from django.utils import timezone

from organizations.models import User
from reading import decode, read_document
from sample.year.load import load_organizations
from tasks.actions.draft.import_document import import_document
from tasks.models import Guidance
from tests.factories import UserFactory

SOURCE = settings.BASE_DIR / "fixtures" / "guidance_2021.txt"


@pytest.fixture
def draft(db: None) -> Guidance:
    load_organizations()
    text = decode(SOURCE.read_bytes())
    return import_document(
        document=read_document(text), by=None, at=timezone.now(), source_text=text, source_name=SOURCE.name
    ).guidance


@pytest.fixture
def editor(db: None) -> User:
    person: User = UserFactory(username="editor")
    return person
