"""Administration: publishing, periods, and organizations that come later."""

from django.test import Client
from django.urls import reverse

from organizations.models import Membership, Organization, User
from tasks.models import Filing, Guidance, ReportingPeriod
from tests.conftest import SignIn
from tests.factories import (
    GuidanceFactory,
    OrganizationFactory,
    ResponsibilityFactory,
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


def test_a_draft_gets_its_periods_and_is_read_before_it_is_published(world: World, signed_in: SignIn) -> None:
    draft = GuidanceFactory(year=2022, report_due_on="2022-12-15")
    task = TaskFactory(section=SectionFactory(guidance=draft))
    ResponsibilityFactory(task=task, organization=world.department)
    client = signed_in("administrator")
    assert "The reporting periods are not set up yet" in act(client, GUIDANCES, "publish", draft.pk)
    act(client, GUIDANCES, "set_up_periods", draft.pk)
    assert "has its periods already" in act(client, GUIDANCES, "set_up_periods", draft.pk)
    assert "What publishing brings" in act(client, GUIDANCES, "publish", draft.pk)
    draft.refresh_from_db()
    assert (draft.status, draft.periods.count()) == (Guidance.Status.DRAFT, 4)
    assert "Choose one draft" in act(client, GUIDANCES, "publish", world.guidance.pk)


def test_a_period_added_to_a_published_guidance_opens_at_once(world: World, signed_in: SignIn) -> None:
    signed_in("administrator").post(
        reverse("admin:tasks_reportingperiod_add"),
        {
            "guidance": world.guidance.pk,
            "kind": "quarter",
            "order": 2,
            "starts_on": "2021-04-01",
            "ends_on": "2021-06-30",
            "opens_on": "2021-07-01",
            "due_on": "2021-07-20",
        },
    )
    period = ReportingPeriod.objects.get(order=2)
    assert Filing.objects.filter(period=period).count() == 4


def test_a_period_in_the_wrong_order_is_refused_in_words(world: World, signed_in: SignIn) -> None:
    answer = signed_in("administrator").post(
        reverse("admin:tasks_reportingperiod_add"),
        {
            "guidance": world.guidance.pk,
            "kind": "quarter",
            "order": 2,
            "starts_on": "2021-06-30",
            "ends_on": "2021-04-01",
            "opens_on": "2021-07-01",
            "due_on": "2021-07-20",
        },
    )
    assert "The period ends before it starts." in answer.content.decode()


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


def test_an_administrator_adds_an_organization_under_another(world: World, signed_in: SignIn) -> None:
    answer = signed_in("administrator").post(
        reverse("admin:organizations_organization_add"),
        {
            "code": "440300",
            "name": "深圳市知识产权局",
            "short_name": "深圳",
            "english_name": "Shenzhen",
            "kind": "city",
            "aliases": "[]",
            "active_from": "",
            "active_until": "",
            "treebeard_position": "first-child",
            "treebeard_ref_node": str(world.province.pk),
        },
    )
    assert answer.status_code == 302, answer.context["errors"]
    assert Organization.objects.get(code="440300").parent_path == world.province.path


def test_an_organization_with_filings_cannot_be_deleted(world: World, signed_in: SignIn) -> None:
    url = reverse("admin:organizations_organization_delete", args=[world.city.pk])
    signed_in("administrator").post(url, {"post": "yes"})
    assert Organization.objects.filter(pk=world.city.pk).exists()
