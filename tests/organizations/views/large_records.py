"""What tests of large files of records ask and do."""

from typing import Any

import pytest
from django.test import Client

from organizations.models import Organization, ReceivedRecords
from organizations.record_kinds.record_work import work_on
from tests.background.queue import work_off
from tests.organizations.views.test_records import renamed, shown

State = ReceivedRecords.State


def latest() -> ReceivedRecords:
    return ReceivedRecords.objects.latest("pk")


def name_of_guangdong() -> str:
    return Organization.objects.get(code="44").short_name


def ordered(client: Client) -> str:
    """The address of a file that renames Guangdong, read, and ordered to be taken over."""
    address = renamed(client)
    work_off()
    assert client.post(address, shown(client, address)).status_code == 302
    assert latest().state == State.TAKING
    return address


def killed_at(monkeypatch: pytest.MonkeyPatch, target: object, name: str) -> None:
    """Work on the file that ends in the middle, as that of a worker that is killed."""

    def die(*_given: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(target, name, die)
        with pytest.raises(KeyboardInterrupt):
            work_on(latest())
