"""Nobody's reviewer is lost when the tree or the people in it change."""

import pytest
from django.urls import reverse
from django.utils import timezone

from organizations.actions import move_organization, note_roles_changed
from organizations.errors import AccountRefused, TreeChangeRefused
from organizations.models import Membership, OrganizationEvent, User
from organizations.permissions import Role
from tasks.actions import approve_filing, reopen_filing, submit_filing
from tasks.models import Filing
from tests.conftest import SignIn
from tests.organizations.admin.test_people import form_of, page_of
from tests.world import World, member, seen_in


def move_city(world: World) -> OrganizationEvent | None:
    return move_organization(
        organization=world.city,
        under=world.neighbour,
        by=world.person("administrator"),
        at=timezone.now(),
        reason="区划调整",
    )


def submitted_by_the_city(world: World) -> Filing:
    filing = world.filing(world.city)
    world.fill(filing, by=world.city_lead)
    return submit_filing(filing=filing, by=world.city_lead, at=timezone.now(), seen=seen_in(filing))


def test_one_whose_filing_waits_for_a_decision_does_not_move(world: World) -> None:
    filing = submitted_by_the_city(world)
    with pytest.raises(TreeChangeRefused, match="Guangzhou · Third quarter of 2021"):
        move_city(world)
    filing.refresh_from_db()
    assert filing.reports_to == world.province


def test_what_is_not_handed_in_goes_along_and_what_is_approved_stays(world: World) -> None:
    filing = submitted_by_the_city(world)
    approved = approve_filing(
        filing=filing, by=world.provincial_reviewer, at=timezone.now(), version=filing.version
    )
    event = move_city(world)
    approved.refresh_from_db()
    assert approved.reports_to == world.province
    assert world.filing(world.city, world.year_end).reports_to == world.neighbour
    assert event is not None
    assert [change["after"] for change in event.changes[1:]] == ["广州 · 2021 年终"]
    # Corrected, it is decided on by whoever stands above by now.
    reopened = reopen_filing(
        filing=approved,
        by=world.person("administrator"),
        at=timezone.now(),
        reason="数据有误",
        version=approved.version,
    )
    assert reopened.reports_to == world.neighbour
    again = submit_filing(filing=reopened, by=world.city_lead, at=timezone.now(), seen=seen_in(reopened))
    assert again in Filing.objects.reviewable_by(world.person("outsider"))


def test_a_draft_that_went_along_is_approved_by_the_new_superior(world: World, signed_in: SignIn) -> None:
    move_city(world)
    filing = submitted_by_the_city(world)
    page = reverse("tasks:filing-approve", args=[filing.pk])
    assert signed_in("provincial_reviewer").post(page, {"version": filing.version}).status_code == 404
    signed_in("outsider").post(page, {"version": filing.version})
    filing.refresh_from_db()
    assert (filing.status, filing.approved_by) == ("approved", world.outsider)


def only_reviewer(world: World) -> User:
    Membership.objects.filter(user=world.second_reviewer).delete()
    world.submit(world.filing())
    return world.reviewer


def test_the_last_reviewer_stays_while_something_waits(world: World, signed_in: SignIn) -> None:
    reviewer = only_reviewer(world)
    client = signed_in("administrator")
    without_role = form_of(reviewer) | {"memberships-0-DELETE": "on"}
    switched_off = form_of(reviewer)
    del switched_off["is_active"]
    for form in (without_role, switched_off):
        answer = client.post(page_of(reviewer), form, follow=True)
        assert "would have nobody to decide on" in answer.content.decode()
        assert "Guangdong · Third quarter of 2021" in answer.content.decode()
    reviewer = User.objects.get(pk=reviewer.pk)
    assert reviewer.is_active
    assert reviewer.memberships.count() == 1


def test_the_last_reviewer_goes_once_there_is_another(world: World, signed_in: SignIn) -> None:
    reviewer = only_reviewer(world)
    member("third-reviewer", world.office, Role.REVIEWER)
    switched_off = form_of(reviewer)
    del switched_off["is_active"]
    signed_in("administrator").post(page_of(reviewer), switched_off)
    assert not User.objects.get(pk=reviewer.pk).is_active


def test_a_role_that_nobody_has_any_more_is_said(world: World, signed_in: SignIn) -> None:
    lead = world.lead
    without_role = form_of(lead) | {"memberships-0-DELETE": "on"}
    answer = signed_in("administrator").post(page_of(lead), without_role, follow=True)
    assert "Nobody is Lead of" in answer.content.decode()
    assert not lead.memberships.exists()


def test_the_rule_holds_for_the_action_itself(world: World) -> None:
    reviewer = only_reviewer(world)
    Membership.objects.filter(user=reviewer).delete()
    with pytest.raises(AccountRefused, match="another reviewer"):
        note_roles_changed(
            user=reviewer,
            before=[("reviewer", "CNIPA")],
            by=world.person("administrator"),
            at=timezone.now(),
            source="",
        )
