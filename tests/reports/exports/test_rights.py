"""A right or a place that is lost after an export was ordered: it is not made, and not given out."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from organizations.models import Organization, User
from organizations.permissions import Role
from reports.models import Export
from tests.background.queue import work_off
from tests.reports.exports.orders import finished, stored, waiting
from tests.world import member

if TYPE_CHECKING:
    from django.test import Client

    from tests.conftest import SignIn
    from tests.world import World

pytestmark = pytest.mark.usefixtures("small_reports")

Status = Export.Status


def address(export: Export, name: str) -> str:
    return reverse(f"reports:export-{name}", args=[export.pk])


def taken(client: "Client", export: Export) -> bytes:
    """What is in the file that the person downloads."""
    return b"".join(client.get(address(export, "download")).streaming_content)


def move(person: User, code: str) -> None:
    """Let somebody belong to another organization."""
    person.memberships.update(organization=Organization.objects.get(code=code))


@pytest.mark.parametrize("scope", Export.Scope)
@pytest.mark.parametrize("lost", ["role", "place", "account"])
def test_whoever_has_lost_the_right_before_it_is_made_gets_no_file(
    world: "World", tmp_path: Path, lost: str, scope: Export.Scope
) -> None:
    export = waiting(world, organization=world.province, by=world.lead, scope=scope)
    if lost == "account":
        User.objects.filter(pk=world.lead.pk).update(is_active=False)
    elif lost == "place":
        move(world.lead, "32")
    else:
        world.lead.memberships.update(role=Role.OBSERVER)
    work_off()
    export.refresh_from_db()
    assert (export.status, stored(tmp_path)) == (Status.FAILED, [])
    assert export.problem == f"{world.lead} may not export these reports any more, so no file was made."


@pytest.mark.parametrize(("place", "status"), [("", 403), ("32", 404), ("440100", 404)])
def test_what_was_exported_before_goes_with_the_right_and_the_place(
    world: "World", signed_in: "SignIn", place: str, status: int
) -> None:
    export = finished(world, organization=world.province, requested_by=world.lead)
    waits = waiting(world, organization=world.province, by=world.lead)
    assert taken(signed_in("lead"), export) == b"{}"
    if place:
        move(world.lead, place)
    else:
        world.lead.memberships.update(role=Role.OBSERVER)
    client = signed_in("lead")
    answers = [client.get(address(export, name)) for name in ("detail", "download")]
    answers.append(client.post(address(waits, "cancel")))
    assert {answer.status_code for answer in answers} == {status}
    if place:
        listed = client.get(reverse("reports:report-list")).content.decode()
        assert address(export, "detail") not in listed


def test_a_package_of_all_goes_with_the_right_to_each_of_them(world: "World", signed_in: "SignIn") -> None:
    world.approve(world.filing(world.city))
    world.people["local"] = member("local-administrator", world.province, Role.ADMINISTRATOR)
    package = {"scope": Export.Scope.ALL, "organization": world.province, "requested_by": world.local}
    export = finished(world, **package)
    assert taken(signed_in("local"), export) == b"{}"
    world.local.memberships.update(role=Role.LEAD)
    assert signed_in("local").get(address(export, "download")).status_code == 403
