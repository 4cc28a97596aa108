"""Administration of what is in force: read there, and led to where it is changed."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from organizations.models import Membership, User
from tasks.models import Amendment, Filing, Guidance, ReportingPeriod
from tests.conftest import SignIn
from tests.factories import (
    GuidanceFactory,
    OrganizationFactory,
    ReportingPeriodFactory,
    SectionFactory,
    TaskFactory,
)
from tests.world import World

PERIODS = reverse("admin:tasks_reportingperiod_changelist")
GUIDANCES = reverse("admin:tasks_guidance_changelist")


def act(client: Client, url: str, action: str, pk: int) -> str:
    answer = client.post(url, {"action": action, "_selected_action": [pk]}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def page_of(signed_in: SignIn, model: str, pk: int) -> str:
    answer = signed_in("administrator").get(reverse(f"admin:{model}_change", args=[pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_is_in_force_leads_to_its_amendment(world: World, signed_in: SignIn) -> None:
    ways = {
        ("tasks_guidance", world.guidance.pk): reverse("tasks:amend-choose", args=[2021]),
        ("tasks_reportingperiod", world.period.pk): reverse(
            "tasks:amend-period", args=[2021, world.period.pk]
        ),
        ("tasks_task", world.local_task.pk): reverse("tasks:amend-task", args=[2021, world.local_task.pk]),
        ("targets_target", world.pledge.pk): reverse("targets:target-amend", args=[world.pledge.pk]),
    }
    client = signed_in("administrator")
    for (model, pk), way in ways.items():
        text = page_of(signed_in, model, pk)
        assert f'href="{way}"' in text
        assert "This is in force." in text
        assert client.get(way).status_code == 200


def test_a_draft_leads_to_its_own_pages(world: World, signed_in: SignIn) -> None:
    draft = GuidanceFactory(year=2022, report_due_on="2022-12-15")
    task = TaskFactory(section=SectionFactory(guidance=draft))
    period = ReportingPeriodFactory(guidance=draft)
    ways = {
        ("tasks_guidance", draft.pk): reverse("tasks:draft-publish", args=[2022]),
        ("tasks_reportingperiod", period.pk): reverse("tasks:draft-periods", args=[2022]),
        ("tasks_task", task.pk): reverse("tasks:draft-task", args=[2022, task.pk]),
    }
    for (model, pk), way in ways.items():
        text = page_of(signed_in, model, pk)
        assert f'href="{way}"' in text
        assert "This is a draft." in text


def test_the_list_publishes_nothing(world: World, signed_in: SignIn) -> None:
    draft = GuidanceFactory(year=2022)
    for action in ("publish", "set_up_periods", "delete_selected"):
        act(signed_in("administrator"), GUIDANCES, action, draft.pk)
    draft.refresh_from_db()
    assert (draft.status, draft.periods.count()) == (Guidance.Status.DRAFT, 0)


def test_a_due_day_is_not_moved_without_an_amendment(world: World, signed_in: SignIn) -> None:
    page = reverse("admin:tasks_reportingperiod_change", args=[world.period.pk])
    answer = signed_in("administrator").post(page, {"due_on": "2021-10-30", "opens_on": "2021-10-01"})
    assert answer.status_code == 403
    assert ReportingPeriod.objects.get(pk=world.period.pk).due_on == dt.date(2021, 10, 20)
    assert not Amendment.objects.exists()


@pytest.mark.parametrize("model", ["tasks_guidance", "tasks_reportingperiod", "tasks_task", "targets_target"])
def test_nothing_is_added_to_what_is_in_force(world: World, signed_in: SignIn, model: str) -> None:
    page = reverse(f"admin:{model}_add")
    assert signed_in("administrator").post(page, {"guidance": world.guidance.pk}).status_code == 403


def test_an_organization_that_came_later_gets_its_filing(world: World, signed_in: SignIn) -> None:
    late = OrganizationFactory(parent=world.office, code="33")
    text = act(signed_in("administrator"), PERIODS, "create_missing_filings", world.period.pk)
    assert "1 filing was created." in text
    assert Filing.objects.filter(organization=late, period=world.period).exists()


def test_an_administrator_adds_a_person_with_a_role(world: World, signed_in: SignIn) -> None:
    client = signed_in("administrator")
    client.post(
        reverse("admin:organizations_user_add"),
        {
            "username": "new-filer",
            "name": "新同事",
            "email": "",
            "usable_password": "true",
            "password1": "Sturdy-Horse-21",
            "password2": "Sturdy-Horse-21",
            "memberships-TOTAL_FORMS": "0",
            "memberships-INITIAL_FORMS": "0",
        },
    )
    person = User.objects.get(username="new-filer")
    client.post(
        reverse("admin:organizations_user_change", args=[person.pk]),
        {
            "username": "new-filer",
            "name": "新同事",
            "email": "",
            "preferred_language": "zh-hans",
            "is_active": "on",
            "memberships-TOTAL_FORMS": "1",
            "memberships-INITIAL_FORMS": "0",
            "memberships-0-organization": str(world.city.pk),
            "memberships-0-role": "filer",
        },
    )
    assert Membership.objects.get(user=person).organization == world.city
    assert person.check_password("Sturdy-Horse-21")
