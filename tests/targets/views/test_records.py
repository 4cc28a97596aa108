"""The workbooks of goals, shares and indicators on their pages: who may, what is shown, what is saved."""

import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from targets.models import Allocation, AllocationVersion, Target
from tasks.models import Amendment
from tests.factories import GuidanceFactory
from tests.organizations.record_kinds.there_and_back import Sheet, edited
from tests.targets.shared_out import share_out

if TYPE_CHECKING:
    from django.test import Client

    from tests.conftest import SignIn
    from tests.world import World


def page(key: str) -> str:
    return reverse("records:kind", args=[key])


def workbook(client: "Client", key: str) -> bytes:
    answer: Any = client.get(reverse("records:workbook", args=[key]))
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def bring(client: "Client", key: str, content: bytes) -> Any:
    file = SimpleUploadedFile("份额.xlsx", content)
    return client.post(page(key), {"file": file}, follow=True)


def take_over(client: "Client", shown: Any) -> Any:
    """Confirm what a page shows."""
    address, _status = shown.redirect_chain[-1]
    [mark] = re.findall(r'name="shown" value="([^"]*)"', shown.content.decode())
    return client.post(address, {"shown": mark}, follow=True)


def give(world: "World", province: Any, neighbour: Any, **said: Any) -> Callable[[Sheet], None]:
    name = f"share-{world.pledge.indicator.code}"

    def edit(sheet: Sheet) -> None:
        sheet.put("44", **{name: province}, **said)
        sheet.put("32", **{name: neighbour}, **said)

    return edit


@pytest.mark.parametrize(
    ("key", "people"),
    [
        ("indicators", {"administrator"}),
        ("goals-2021", {"administrator"}),
        ("shares-2021", {"administrator", "lead"}),
        ("goals-2022", {"administrator"}),
        # Of a draft nothing is shared out.
        ("shares-2022", set()),
        ("shares-1999", set()),
        ("goals-1999", set()),
        ("shares-20210", set()),
        ("shares-", set()),
        ("shares-二〇二一", set()),
        ("shares", set()),
    ],
)
def test_a_workbook_is_there_for_those_who_may_and_for_nobody_else(
    world: "World", signed_in: "SignIn", key: str, people: set[str]
) -> None:
    GuidanceFactory(year=2022)
    for name in world.people:
        client = signed_in(name)
        found = {
            client.get(f"/records/{key}/").status_code,
            client.head(f"/records/{key}/workbook/").status_code,
        }
        assert found == ({200} if name in people else {404}), name


def test_shares_go_there_and_back(world: "World", signed_in: "SignIn") -> None:
    client = signed_in("administrator")
    content = edited(workbook(client, "shares-2021"), give(world, "1,500亿元", 1400))
    shown = bring(client, "shares-2021", content)
    assert "More than the whole: 500.00 100 million yuan." in shown.content.decode()
    assert not Allocation.objects.exists()
    done = take_over(client, shown)
    assert "2 rows were taken over." in done.content.decode()
    version = AllocationVersion.objects.get()
    assert version.values == {world.province.pk: 1500, world.neighbour.pk: 1400}


def test_a_lead_shares_out_among_the_cities(world: "World", signed_in: "SignIn") -> None:
    share_out(world)
    client, name = signed_in("lead"), f"share-{world.pledge.indicator.code}"
    content = workbook(client, "shares-2021")
    shown = bring(client, "shares-2021", edited(content, lambda sheet: sheet.put("440100", **{name: 300})))
    assert "Still to be shared out: 700.00 100 million yuan." in shown.content.decode()
    take_over(client, shown)
    assert Allocation.objects.get(organization=world.city).value == 300
    # The file of the office is of other rows.
    office = edited(workbook(signed_in("administrator"), "shares-2021"), give(world, 1, 2, reason="。"))
    said = bring(client, "shares-2021", office).content.decode()
    assert "There is no such row in the portal any more, or it is not yours to see." in said
    assert AllocationVersion.objects.filter(parent=world.office).count() == 1


def test_a_whole_that_is_amended_while_the_page_stands_saves_nothing(
    world: "World", signed_in: "SignIn"
) -> None:
    client = signed_in("administrator")
    content = edited(workbook(client, "shares-2021"), give(world, 1000, 1400))
    shown = bring(client, "shares-2021", content)
    Target.objects.filter(pk=world.pledge.pk).update(value=2600)
    again = take_over(client, shown)
    assert again.status_code == 409
    assert "the portal has changed since this page was made" in again.content.decode()
    assert "Still to be shared out: 200.00 100 million yuan." in again.content.decode()
    assert not Allocation.objects.exists()


def test_goals_go_there_and_back(world: "World", signed_in: "SignIn") -> None:
    client, code = signed_in("administrator"), world.pledge.indicator.code
    content = workbook(client, "goals-2021")
    typed = edited(content, lambda sheet: sheet.put(code, value="2,600亿元", reason="调整。"))
    shown = bring(client, "goals-2021", typed)
    assert not Amendment.objects.exists()
    take_over(client, shown)
    assert Target.objects.get(pk=world.pledge.pk).value == 2600
    assert Amendment.objects.get().reason == "调整。"


def test_a_file_of_another_year_is_refused(world: "World", signed_in: "SignIn") -> None:
    GuidanceFactory(year=2022)
    client = signed_in("administrator")
    answer = bring(client, "goals-2021", workbook(client, "goals-2022"))
    assert answer.status_code == 422
    assert "Goals of 2021" in answer.content.decode()


def test_the_pages_lead_to_the_workbooks(world: "World", signed_in: "SignIn") -> None:
    share, targets = (
        reverse("targets:target-allocation", args=[world.pledge.pk]),
        reverse("targets:target-list"),
    )
    amend = reverse("tasks:amend-choose", args=[2021])

    def leads(person: str, address: str) -> set[str]:
        text = signed_in(person).get(address).content.decode()
        return set(re.findall(r'href="/records/([a-z0-9-]+)/"', text))

    assert leads("administrator", targets) == {"goals-2021", "shares-2021", "indicators"}
    assert leads("lead", targets) == leads("lead", share) == {"shares-2021"}
    assert leads("filer", targets) == leads("provincial_reviewer", share) == set()
    assert leads("administrator", amend) == {"goals-2021"}
    assert leads("administrator", reverse("records:list")) >= {"goals-2021", "shares-2021", "indicators"}


def test_the_command_brings_a_workbook_in(world: "World", signed_in: "SignIn", tmp_path: Path) -> None:
    file, said = tmp_path / "shares.xlsx", StringIO()
    content = workbook(signed_in("administrator"), "shares-2021")
    file.write_bytes(edited(content, give(world, 1400, 1400)))
    asked = ("import_records", "shares-2021", str(file), "--by", "administrator")
    call_command(*asked, "--dry-run", stdout=said)
    assert "More than the whole: 400.00 100 million yuan." in said.getvalue()
    assert not Allocation.objects.exists()
    call_command(*asked, stdout=said)
    assert Allocation.objects.count() == 2
    with pytest.raises(CommandError, match="goals-YEAR"):
        call_command("import_records", "shares-1999", str(file), "--by", "administrator", stdout=said)
    with pytest.raises(CommandError, match="may not change Shares of 2021"):
        call_command(*asked[:-1], "filer", stdout=said)


def test_the_language_may_change_between_looking_and_taking_over(world: "World", signed_in: "SignIn") -> None:
    client, code = signed_in("administrator"), world.pledge.indicator.code
    typed = edited(workbook(client, "goals-2021"), lambda sheet: sheet.put(code, value=2600, reason="调整。"))
    shown = bring(client, "goals-2021", typed)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "zh-hans"
    assert take_over(client, shown).status_code == 200
    assert Target.objects.get(pk=world.pledge.pk).value == 2600
