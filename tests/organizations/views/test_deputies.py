"""The page on which a deputy is named and ended, and what the deputy reads of it."""

import time_machine
from django.test import Client
from django.urls import reverse

from organizations.models import Deputy
from tests.conftest import SignIn
from tests.organizations.naming import ONE_DAY, named, post_of
from tests.world import DAY, World

PAGE, ACCOUNT = reverse("account-deputies"), reverse("account")


def sent(world: World, **said: object) -> dict[str, object]:
    """What the form of the lead sends."""
    made = {"post": post_of(world.lead).pk, "deputy": world.filer.pk, "starts_on": DAY, "ends_on": DAY}
    return made | {"reason": "出差"} | said


def page(client: Client) -> str:
    return client.get(PAGE).content.decode()


def test_a_lead_names_a_deputy_and_ends_it(world: World, signed_in: SignIn) -> None:
    client = signed_in("lead")
    assert "Nobody acts for you" in page(client)
    assert client.post(PAGE, sent(world)).status_code == 302
    shown = page(client)
    assert "filer acts for you on these days" in shown
    assert "出差" in shown
    assert "Who acted for you before" not in shown
    deputy = Deputy.objects.get()
    assert client.post(reverse("account-deputy-end", args=[deputy.pk])).status_code == 302
    shown = page(client)
    assert "Nobody acts for you" in shown
    assert "Who acted for you before" in shown


def test_only_people_of_the_organization_are_offered(world: World, signed_in: SignIn) -> None:
    field = signed_in("lead").get(PAGE).context["form"].fields["deputy"]
    assert {each.username for each in field.queryset} == {"filer", "colleague", "provincial-reviewer"}
    response = signed_in("lead").post(PAGE, sent(world, deputy=world.outsider.pk))
    assert response.status_code == 422
    assert not Deputy.objects.exists()


def test_what_is_refused_stands_at_the_form_with_what_was_typed(world: World, signed_in: SignIn) -> None:
    response = signed_in("lead").post(PAGE, sent(world, starts_on=DAY - ONE_DAY))
    assert response.status_code == 409
    text = response.content.decode()
    assert "The first day has passed" in text
    assert "出差" in text
    late = signed_in("lead").post(PAGE, sent(world, ends_on="31. 2."))
    assert late.status_code == 422


def test_the_deputy_reads_for_whom_they_act_and_until_when(world: World, signed_in: SignIn) -> None:
    client = signed_in("filer")
    assert "You act for nobody" in page(client)
    named(world.lead, world.filer)
    for text in (page(client), client.get(ACCOUNT).content.decode()):
        assert "2021-10-10 to 2021-10-16" in text
        assert "Guangdong · Lead" in text
    assert 'name="deputy"' not in page(client), "who files names nobody"
    with time_machine.travel("2021-10-17T08:00:00+08:00", tick=False):
        assert "You act for nobody" in page(signed_in("filer"))


def test_nobody_ends_what_another_has_named(world: World, signed_in: SignIn) -> None:
    deputy = named(world.lead, world.filer)
    for person in ("filer", "provincial_reviewer", "administrator"):
        response = signed_in(person).post(reverse("account-deputy-end", args=[deputy.pk]))
        assert response.status_code == 404
    assert Deputy.objects.standing().exists()


def test_ending_what_is_over_says_so(world: World, signed_in: SignIn) -> None:
    deputy = named(world.lead, world.filer, ends_on=DAY)
    with time_machine.travel("2021-10-11T08:00:00+08:00", tick=False):
        response = signed_in("lead").post(reverse("account-deputy-end", args=[deputy.pk]), follow=True)
    assert "These days are over" in response.content.decode()
