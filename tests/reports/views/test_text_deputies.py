"""Signing in place of somebody on the page, and the list of what waits for one's name."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations.actions import end_deputy
from organizations.models import Deputy
from organizations.permissions import Role
from reports.actions import check_text
from reports.models import Edition
from tests.conftest import SignIn
from tests.organizations.naming import named
from tests.reports.editions import edition_of, handed_on
from tests.world import World, member

pytestmark = pytest.mark.django_db
URL = reverse("reports:text-sign-off", args=[2021, "44"])
WAITING = reverse("reports:text-waiting")


@pytest.fixture
def edition(world: World) -> Edition:
    """The text of the province's report, which waits to be checked."""
    edition = edition_of(world)
    handed_on(world, edition)
    return edition


@pytest.fixture
def stand_in(world: World) -> Deputy:
    return named(world.lead, world.colleague)


def page(client: Client, url: str = URL) -> str:
    return client.get(url).content.decode()


def sent(deputy: Deputy | None, act: str = "check", **said: str) -> dict[str, str]:
    key = str(deputy.pk) if deputy else ""
    return {"seen": "1", "act": act, "deputy": key, "opinion": "我的意见。", **said}


def test_the_page_says_in_whose_place_one_signs(
    world: World, signed_in: SignIn, edition: Edition, stand_in: Deputy
) -> None:
    shown = page(signed_in("colleague"))
    assert "You act in place of lead (Guangdong) until 2021-10-16 and sign as “colleague for lead”" in shown
    assert "waiting for lead, provincial-reviewer, colleague for lead" in shown
    assert signed_in("colleague").post(URL, sent(stand_in)).status_code == 302
    assert "colleague for lead" in page(signed_in("filer"))
    step = edition.steps.get(kind="checked")
    assert (step.by, step.in_place_of, step.opinion) == (world.colleague, world.lead, "我的意见。")


def test_who_stands_in_for_several_chooses(
    world: World, signed_in: SignIn, edition: Edition, stand_in: Deputy
) -> None:
    other = named(world.provincial_reviewer, world.colleague, role=Role.REVIEWER)
    client = signed_in("colleague")
    assert page(client).count('type="radio" name="deputy"') == 2
    response = client.post(URL, sent(None))
    assert response.status_code == 409
    assert "Choose for whom you act" in response.content.decode()
    assert "我的意见。" in response.content.decode()
    assert client.post(URL, sent(other)).status_code == 302
    assert edition.steps.get(kind="checked").in_place_of == world.provincial_reviewer


def test_what_was_typed_stays_where_it_was_ended_meanwhile(
    world: World, signed_in: SignIn, edition: Edition, stand_in: Deputy
) -> None:
    client = signed_in("colleague")
    page(client)
    end_deputy(deputy=stand_in, by=world.lead, at=timezone.now())
    response = client.post(URL, sent(stand_in))
    assert response.status_code == 409
    text = response.content.decode()
    assert "You no longer stand in for lead: that was ended." in text
    assert "我的意见。" in text
    assert not edition.steps.filter(kind="checked").exists()


def test_a_text_that_went_on_meanwhile_says_so(
    world: World, signed_in: SignIn, edition: Edition, stand_in: Deputy
) -> None:
    """The deputy's own check, sent twice, or somebody else's between."""
    client = signed_in("colleague")
    assert client.post(URL, sent(stand_in)).status_code == 302
    response = client.post(URL, sent(stand_in))
    assert response.status_code == 409
    assert "acted on this text meanwhile" in response.content.decode()


def test_who_got_the_right_meanwhile_signs_in_their_own_name(
    world: World, signed_in: SignIn, edition: Edition, stand_in: Deputy
) -> None:
    world.colleague.memberships.create(organization=world.province, role=Role.LEAD)
    client = signed_in("colleague")
    assert "You act in place of" not in page(client)
    assert "own name here now" in client.post(URL, sent(stand_in)).content.decode()
    assert client.post(URL, sent(None)).status_code == 302
    assert edition.steps.get(kind="checked").in_place_of is None


def test_nobody_names_the_deputyship_of_another(
    world: World, signed_in: SignIn, edition: Edition, stand_in: Deputy
) -> None:
    assert signed_in("filer").post(URL, sent(stand_in)).status_code == 403
    for key in ("0", "x", "²", "9" * 40):
        response = signed_in("filer").post(URL, sent(None) | {"deputy": key})
        assert response.status_code == 403


def test_a_deputy_countersigns_for_the_organization_that_was_asked(world: World, signed_in: SignIn) -> None:
    member("city-filer", world.city, Role.FILER)
    edition = edition_of(world)
    handed_on(world, edition, [world.city])
    check_text(edition=edition.pk, seen=1, by=world.provincial_reviewer, at=timezone.now())
    world.people["city_filer"] = person = named(
        world.city_lead, world.city_lead.__class__.objects.get(username="city-filer")
    ).deputy
    stand_in = Deputy.objects.get(deputy=person)
    response = signed_in("city_filer").post(URL, sent(stand_in, "send_back"))
    assert response.status_code == 302
    step = edition.steps.get(kind="sent_back")
    assert (step.organization, step.in_place_of) == (world.city, world.city_lead)


def test_the_own_countersignature_comes_before_that_of_another(world: World, signed_in: SignIn) -> None:
    """A lead of one organization that is asked, who stands in at another."""
    world.outsider.memberships.create(organization=world.city, role=Role.FILER)
    named(world.city_lead, world.outsider)
    edition = edition_of(world)
    handed_on(world, edition, [world.city, world.neighbour])
    check_text(edition=edition.pk, seen=1, by=world.provincial_reviewer, at=timezone.now())
    client = signed_in("outsider")
    assert "You act in place of" not in page(client)
    assert client.post(URL, sent(None, "countersign")).status_code == 302
    assert "You act in place of city-lead (Guangzhou)" in page(client)
    assert client.post(URL, sent(Deputy.objects.get(), "countersign")).status_code == 302
    signed = edition.steps.filter(kind="countersigned").order_by("pk")
    assert [(step.organization, step.in_place_of) for step in signed] == [
        (world.neighbour, None),
        (world.city, world.city_lead),
    ]


def test_what_waits_stands_where_one_starts_and_its_count_opens_it(
    world: World, signed_in: SignIn, edition: Edition
) -> None:
    for person, count in (("lead", 1), ("provincial_reviewer", 1), ("filer", 0), ("colleague", 0)):
        start = page(signed_in(person), reverse("home"))
        assert start.count(f'href="{URL}"') == count
        assert (f'href="{WAITING}"' in start) is bool(count)
        assert page(signed_in(person), WAITING).count(f'href="{URL}"') == count
    assert "No report waits for your signature" in page(signed_in("filer"), WAITING)
    assert "to check; since" in page(signed_in("lead"), WAITING)


def test_a_deputy_reads_there_for_whom(
    world: World, signed_in: SignIn, edition: Edition, stand_in: Deputy
) -> None:
    shown = page(signed_in("colleague"), WAITING)
    assert "You act in place of lead." in shown


def test_nobody_elsewhere_reads_of_it(world: World, signed_in: SignIn, edition: Edition) -> None:
    for person in ("outsider", "reviewer", "administrator", "city_lead"):
        assert URL not in page(signed_in(person), WAITING)
