"""The page of shares: proposes, computes, saves, keeps what was typed."""

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from targets.models import Allocation, AllocationVersion
from tests.factories import OrganizationFactory

if TYPE_CHECKING:
    from django.test import Client

    from tests.conftest import SignIn
    from tests.world import World


@pytest.fixture
def client_of(signed_in: "SignIn") -> "Client":
    return signed_in("administrator")


def url(world: "World") -> str:
    return reverse("targets:target-allocation", args=[world.pledge.pk])


def sent(world: "World", first: str, second: str, **said: str) -> dict[str, str]:
    shares = {f"share-{world.province.pk}": first, f"share-{world.neighbour.pk}": second}
    receivers = f"{world.province.pk} {world.neighbour.pk}"
    return {"version": "0", "whole": "2400", "receivers": receivers, "do": "save", **shares, **said}


def post(client: "Client", world: "World", *shares: str, **said: str) -> Any:
    return client.post(url(world), sent(world, *shares, **said), headers={"accept-language": "en"})


def test_shares_are_saved(world: "World", client_of: "Client") -> None:
    assert post(client_of, world, "1,000", "0.14 万亿元").status_code == 302
    assert set(Allocation.objects.values_list("value", flat=True)) == {Decimal(1000), Decimal(1400)}


def test_a_proposal_fills_the_form_and_saves_nothing(world: "World", client_of: "Client") -> None:
    answer = post(client_of, world, "", "", do="equally")
    assert answer.status_code == 200
    assert answer.content.decode().count('value="1,200"') == 2
    assert not AllocationVersion.objects.exists()


def test_the_gap_is_in_view(world: "World", client_of: "Client") -> None:
    answer = post(client_of, world, "1000", "1000", do="preview")
    assert answer.context["balance"].gap == 400
    assert "Still to be shared out" in answer.content.decode()


def test_what_cannot_be_read_stays_at_its_field(world: "World", client_of: "Client") -> None:
    answer = post(client_of, world, "many", "5")
    assert answer.status_code == 422
    assert 'value="many"' in answer.content.decode()
    assert not Allocation.objects.exists()


def test_a_stale_edit_shows_both(world: "World", client_of: "Client") -> None:
    post(client_of, world, "1000", "1000")
    answer = post(client_of, world, "900", "1000", reason="核减")
    text = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="900"' in text
    assert "1,000.00" in text
    assert post(client_of, world, "900", "1000", reason="核减", version="1").status_code == 302


def test_a_goal_that_was_amended_meanwhile_is_shown_and_nothing_is_shared_out(
    world: "World", client_of: "Client"
) -> None:
    page = client_of.get(url(world)).content.decode()
    assert re.search(r'name="whole" value="2400(\.0+)?"', page)
    world.pledge.value = Decimal(2600)
    world.pledge.save()
    answer = post(client_of, world, "1000", "1400")
    text = answer.content.decode()
    assert answer.status_code == 409
    assert re.search(r"The whole was .*2,400.* when you opened the page and is .*2,600.* by now", text)
    assert 'value="1,400"' in text or 'value="1400"' in text
    assert not AllocationVersion.objects.exists()
    assert post(client_of, world, "1000", "1600", whole="2600").status_code == 302


def test_a_subordinate_that_came_meanwhile_is_named_and_nothing_is_shared_out(
    world: "World", client_of: "Client"
) -> None:
    page = client_of.get(url(world)).content.decode()
    read = re.findall(r'name="receivers" value="([^"]*)"', page)[0]
    assert {int(pk) for pk in read.split()} == {world.province.pk, world.neighbour.pk}
    new = OrganizationFactory(parent=world.office, kind="bureau", short_name="重庆", english_name="Chongqing")
    answer = post(client_of, world, "1000", "1400", receivers=read)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Chongqing came or went." in text
    assert 'value="1000"' in text
    assert f'name="share-{new.pk}"' in text
    assert not AllocationVersion.objects.exists()
    again = re.findall(r'name="receivers" value="([^"]*)"', text)[0]
    assert post(client_of, world, "1000", "1400", receivers=again).status_code == 302


def test_an_earlier_version_comes_back(world: "World", client_of: "Client") -> None:
    post(client_of, world, "1000", "1000")
    post(client_of, world, "900", "1000", reason="核减", version="1")
    history = client_of.get(reverse("targets:target-allocation-history", args=[world.pledge.pk]))
    assert "?from=1" in history.content.decode()
    assert client_of.get(f"{url(world)}?from=1").content.decode().count('value="1,000"') == 2
    assert client_of.get(f"{url(world)}?from=7").status_code == 404
    assert client_of.get(f"{url(world)}?from=x").status_code == 200


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999"])
def test_a_bad_version_is_no_fault_of_the_server(world: "World", client_of: "Client", version: str) -> None:
    assert post(client_of, world, "1", "1", version=version).status_code in {409, 422}


def test_a_bureau_sees_its_own_share_alone(world: "World", client_of: "Client", signed_in: "SignIn") -> None:
    post(client_of, world, "1000", "1400")
    world.approve(world.filing(), value="250")
    detail = reverse("targets:target-detail", args=[world.pledge.pk])
    text = signed_in("filer").get(detail, headers={"accept-language": "en"}).content.decode()
    assert "Share of Guangdong" in text
    assert "25.0%" in text
    assert "1,400" not in text


@pytest.mark.parametrize("name", ["growth", "cycle"])
def test_a_goal_that_does_not_add_up_says_so(world: "World", client_of: "Client", name: str) -> None:
    for organization in (world.province, world.neighbour, world.department):
        world.approve(world.filing(organization))
    address = reverse("targets:target-allocation", args=[getattr(world, name).pk])
    assert "same goal" in client_of.get(address, headers={"accept-language": "en"}).content.decode()
    assert client_of.post(address, {"version": "0"}).status_code == 403


def ranks(client: "Client", world: "World", shown: str) -> Any:
    address = reverse("targets:target-allocation-ranks", args=[world.pledge.pk])
    return client.post(address, {"shown": shown}, headers={"accept-language": "en"}, follow=True)


def test_an_organization_sees_its_place_and_no_figures_where_that_is_allowed(
    world: "World", client_of: "Client", signed_in: "SignIn"
) -> None:
    post(client_of, world, "1000", "1400")
    world.approve(world.filing(), value="250")
    world.approve(world.filing(world.neighbour), value="700")
    detail = reverse("targets:target-detail", args=[world.pledge.pk])
    assert "2 of 2" not in signed_in("filer").get(detail).content.decode()
    assert "sees its place now" in ranks(signed_in("administrator"), world, "1").content.decode()
    text = signed_in("filer").get(detail).content.decode()
    assert "2 of 2" in text
    assert "700" not in text
    assert "50.0%" not in text
    ranks(signed_in("administrator"), world, "0")
    assert "2 of 2" not in signed_in("filer").get(detail).content.decode()


def test_the_share_stands_beside_the_field(world: "World", client_of: "Client", signed_in: "SignIn") -> None:
    post(client_of, world, "1000", "1400")
    address = reverse("tasks:line-edit", args=[world.filing().pk, "measurement", world.pledge.pk])
    text = signed_in("filer").get(address).content.decode()
    assert "Own share of the goal" in text
    assert "at least 1,000 100 million yuan" in text


def test_the_row_of_a_bureau_is_judged_by_its_share(
    world: "World", client_of: "Client", signed_in: "SignIn"
) -> None:
    post(client_of, world, "200", "2200")
    world.approve(world.filing(), value="250")
    text = signed_in("filer").get(reverse("reports:dashboard")).content.decode()
    assert "at least 200 100 million yuan" in text
    assert "pill--met" in text
