"""Many filings at once in the browser: taken away, brought back, looked at, taken over, undone."""

from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations.models import User
from organizations.permissions import Role
from targets.models import Measurement
from tasks.actions import approve_filing, hand_over_filing, submit_filing
from tasks.actions.bundles import order_taking_over
from tasks.bundle_work import work_on
from tasks.errors import NotYourOwn
from tasks.file_edits import all_edits_in
from tasks.models import BundlePart, Filing, FilingBundle, ReceivedWorkbook
from tests.conftest import SignIn
from tests.tasks.bundles.files import (
    LIST,
    bring,
    content_of,
    handed_over,
    latest,
    packed,
    part_on,
    stored,
    take,
    with_pledge,
    workbook_of,
)
from tests.tasks.line_imports.test_preview import measured
from tests.world import World, seen_in


@pytest.fixture
def filer(world: World, signed_in: SignIn) -> Client:
    return signed_in("filer")


def page_of(client: Client) -> Any:
    return client.get(reverse("tasks:bundle-detail", args=[latest().pk]))


def take_over(client: Client) -> Any:
    return client.post(reverse("tasks:bundle-take-over", args=[latest().pk]))


def value_of(filing: Filing, world: World) -> Decimal | None:
    line = Measurement.objects.filter(filing=filing, target=world.pledge).first()
    return line.value if line else None


def both(world: World, province: Any = 7.5, city: Any = 3) -> bytes:
    """A package with the workbook of the province, and that of its city without what was written there."""
    return packed(
        {
            "广东/44 广东.xlsx": with_pledge(workbook_of(world.filing()), world, province),
            "广东/440100 广州.xlsx": with_pledge(
                workbook_of(world.filing(world.city), is_blank=True), world, city
            ),
        }
    )


# --- Taken away ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("form", ["zip", "xlsx"])
def test_a_province_takes_the_workbooks_of_all_in_one_file(form: str, filer: Client, world: World) -> None:
    measured(world, "9")
    page = filer.get(LIST)
    assert "(2 filings)" in page.text
    detail = filer.get(take(filer, world, form).url)
    assert detail.context["bundle"].state == "done"
    file = filer.get(reverse("tasks:bundle-file", args=[latest().pk]))
    content = content_of(file)
    found = [
        edits.filing
        for each in ([content] if form == "xlsx" else files_in(content).values())
        for edits in all_edits_in(each, "a.xlsx")
    ]
    assert set(found) == {world.filing().pk, world.filing(world.city).pk}
    assert latest().sha256
    assert "2021" in file["Content-Disposition"]


def files_in(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_files_are_named_by_region_and_period(filer: Client, world: World) -> None:
    take(filer, world)
    names = [*files_in(stored())]
    assert [name.partition(" ")[0] for name in names] == ["44", "440100"]
    assert all(str(world.period) in name for name in names)


def test_a_draft_of_a_subordinate_stays_its_own(filer: Client, world: World) -> None:
    """What the city has written is in no workbook that the province takes (design R22)."""
    world.fill(world.filing(world.city), by=world.city_lead, value="98765.4")
    world.fill(world.filing(), by=world.filer, value="43210.9")
    take(filer, world)
    own, city = (all_edits_in(each, "a.xlsx")[0] for each in files_in(stored()).values())
    said = [said.text for edits in (own, city) for edit in edits.lines for said in edit.fields.values()]
    assert "43210.9" in said
    assert "98765.4" not in said


def test_only_what_the_filters_of_the_list_leave_is_taken(filer: Client, world: World) -> None:
    page = filer.get(f"{LIST}?kind=city")
    assert "(1 filing)" in page.text
    wanted = {"period": world.period.pk, "form": "zip", "filters": page.context["take"]["filters"].value()}
    filer.post(reverse("tasks:bundle-take"), wanted)
    assert [part.filing for part in latest().parts.all()] == [world.filing(world.city)]


def test_nothing_to_fill_in_says_what_to_do(world: World, signed_in: SignIn) -> None:
    client = signed_in("observer")
    assert "No filing to be filled in" in client.get(LIST).text
    assert take(client, world).status_code == 422


def test_what_was_handed_in_meanwhile_is_left_out_and_said(filer: Client, world: World) -> None:
    bundle = FilingBundle.objects.create(
        purpose="take",
        form="zip",
        language="en",
        name="a.zip",
        requested_by=world.filer,
        requested_at=timezone.now(),
    )
    for number, filing in enumerate([world.filing(), world.filing(world.city)]):
        BundlePart.objects.create(bundle=bundle, number=number, filing=filing)
    world.submit(world.filing())
    work_on(bundle)
    assert [part.state for part in bundle.parts.all()] == ["left", "done"]
    assert "Submitted" in page_of(filer).text


# --- Brought back -------------------------------------------------------------------------------------
def test_what_would_change_is_told_filing_by_filing_and_nothing_is_written(
    filer: Client, world: World
) -> None:
    page = filer.get(bring(filer, both(world)).url)
    assert {part.filing for part, _standing in page.context["rows"]} == {
        world.filing(),
        world.filing(world.city),
    }
    assert [(part.changed, part.errors, part.conflicts) for part, _said in page.context["rows"]] == [
        (1, 0, 0),
        (1, 0, 0),
    ]
    assert not Measurement.objects.exists()


def test_all_good_filings_are_taken_over_and_each_can_be_undone(filer: Client, world: World) -> None:
    bring(filer, both(world))
    take_over(filer)
    city = world.filing(world.city)
    assert (value_of(world.filing(), world), value_of(city, world)) == (Decimal("7.5"), Decimal(3))
    assert "2 filings were taken over" in page_of(filer).text
    filer.post(reverse("tasks:bundle-undo", args=[latest().pk, part_on(city).pk]))
    assert (value_of(world.filing(), world), value_of(city, world)) == (Decimal("7.5"), None)


def test_whose_role_was_taken_away_undoes_nothing(filer: Client, world: World) -> None:
    bring(filer, both(world))
    take_over(filer)
    city = world.filing(world.city)
    world.filer.memberships.update(role=Role.OBSERVER)
    answer = filer.post(reverse("tasks:bundle-undo", args=[latest().pk, part_on(city).pk]), follow=True)
    assert "Your role does not allow" in answer.text
    world.filer.memberships.all().delete()
    filer.post(reverse("tasks:bundle-undo", args=[latest().pk, part_on(city).pk]))
    assert value_of(city, world) == Decimal(3)


def test_nothing_is_taken_over_for_somebody_who_was_switched_off(filer: Client, world: World) -> None:
    bring(filer, both(world))
    bundle = order_taking_over(bundle=latest(), by=world.filer, at=timezone.now())
    User.objects.filter(pk=world.filer.pk).update(is_active=False)
    work_on(bundle)
    assert {part.state for part in latest().parts.all()} == {BundlePart.State.LEFT}
    assert value_of(world.filing(), world) is None


def test_where_it_ends_the_waiting_for_a_signature_the_page_says_so(filer: Client, world: World) -> None:
    world.fill(world.filing(), by=world.filer)
    hand_over_filing(filing=world.filing(), by=world.filer, at=timezone.now())
    bring(filer, packed({"44 广东.xlsx": with_pledge(workbook_of(world.filing()), world, 120.4)}))
    take_over(filer)
    assert "no longer waits for your lead" in page_of(filer).text
    hand_over_filing(filing=world.filing(), by=world.filer, at=timezone.now())
    part = part_on(world.filing())
    undone = filer.post(reverse("tasks:bundle-undo", args=[latest().pk, part.pk]), follow=True)
    assert undone.text.count("no longer waits for your lead") == 2


def test_who_carried_stands_in_the_log_of_the_filing(filer: Client, world: World) -> None:
    bring(filer, both(world))
    take_over(filer)
    own, carried = (
        world.filing(each).events.get(action="take_over") for each in (world.province, world.city)
    )
    assert carried.by == world.filer
    assert "由广东" in carried.reason or world.province.display_name in carried.reason
    assert len(carried.reason.splitlines()) == len(own.reason.splitlines()) + 1
    filer.post(reverse("tasks:bundle-undo", args=[latest().pk, part_on(world.filing(world.city)).pk]))
    undone = world.filing(world.city).events.get(action="undo_take_over")
    assert undone.reason == carried.reason


def test_one_workbook_of_many_filings_comes_back(filer: Client, world: World) -> None:
    take(filer, world, "xlsx")
    content = stored()
    bring(filer, content, "many.xlsx")
    assert latest().state == "read"
    assert {part.filing for part in latest().parts.all()} == {world.filing(), world.filing(world.city)}
    assert "Nothing changes" in page_of(filer).text


def test_a_filing_with_an_error_is_left_and_the_others_are_taken_over(filer: Client, world: World) -> None:
    bring(filer, both(world, city="约三亿"))
    page = page_of(filer)
    assert "1 finding" in page.text
    take_over(filer)
    assert value_of(world.filing(), world) == Decimal("7.5")
    assert value_of(world.filing(world.city), world) is None
    assert part_on(world.filing(world.city)).state == "left"


def test_what_its_people_have_written_themselves_is_never_overwritten(filer: Client, world: World) -> None:
    content = both(world)
    city = world.filing(world.city)
    world.fill(city, by=world.city_lead, value="9")
    bring(filer, content)
    part = part_on(city)
    assert (part.conflicts, part.changed) == (1, 0)
    assert not [said for said in part.findings if "9" in said.replace(world.pledge.indicator.name, "")[-3:]]
    take_over(filer)
    assert value_of(city, world) == Decimal(9)


def test_what_changed_after_the_page_was_shown_is_left(filer: Client, world: World) -> None:
    bring(filer, both(world))
    measured(world, "9")
    take_over(filer)
    assert value_of(world.filing(), world) == Decimal(9)
    part = part_on(world.filing())
    assert part.state == "left"
    assert "changed since" in part.problem or "Nothing was taken over" in part.problem
    assert value_of(world.filing(world.city), world) == Decimal(3)


def test_what_a_lead_is_to_sign_is_not_carried(filer: Client, world: World) -> None:
    bring(filer, both(world))
    handed_over(world)
    take_over(filer)
    assert part_on(world.filing(world.city)).state == "left"
    assert "signature" in part_on(world.filing(world.city)).problem


def test_filings_without_the_right_are_said_and_left(world: World, signed_in: SignIn) -> None:
    client = signed_in("provincial_reviewer")
    bring(client, both(world))
    assert part_on(world.filing()).state == "refused"
    assert "Your role" in part_on(world.filing()).problem
    take_over(client)
    assert value_of(world.filing(), world) is None
    assert value_of(world.filing(world.city), world) == Decimal(3)


def test_filings_outside_the_scope_are_not_named(world: World, signed_in: SignIn) -> None:
    client = signed_in("outsider")
    page = client.get(bring(client, both(world)).url)
    assert [part.filing for part, _standing in page.context["rows"]] == [None, None]
    assert "no filing that you see" in page.text
    assert not ReceivedWorkbook.objects.exists()


def test_who_carried_does_not_approve(world: World, signed_in: SignIn) -> None:
    """Design R4."""
    client = signed_in("provincial_reviewer")
    bring(client, both(world))
    take_over(client)
    city = world.filing(world.city)
    world.fill(city, by=world.city_lead)
    submitted = submit_filing(filing=city, by=world.city_lead, at=timezone.now(), seen=seen_in(city))
    with pytest.raises(NotYourOwn):
        approve_filing(
            filing=submitted, by=world.provincial_reviewer, at=timezone.now(), version=submitted.version
        )


def test_two_files_of_one_filing_are_both_left(filer: Client, world: World) -> None:
    book = workbook_of(world.filing())
    bring(filer, packed({"a.xlsx": with_pledge(book, world, 1), "b.xlsx": with_pledge(book, world, 2)}))
    assert [part.state for part in latest().parts.all()] == ["refused", "refused"]
    assert "Several files" in page_of(filer).text


def test_foreign_files_are_said_and_the_others_are_read(filer: Client, world: World) -> None:
    inner = packed({"a.xlsx": b"1"})
    content = packed(
        {
            "扫描.pdf": b"%PDF-1.7",
            "更多.zip": inner,
            "空.xlsx": b"",
            "44.xlsx": with_pledge(workbook_of(world.filing()), world, 1),
        }
    )
    bring(filer, content)
    assert [part.state for part in latest().parts.all()] == ["refused", "refused", "refused", "read"]
    page = page_of(filer)
    assert "扫描.pdf" in page.text
    assert "archive" in page.text
    take_over(filer)
    assert value_of(world.filing(), world) == Decimal(1)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04broken", packed({"广东/": b""})])
def test_what_cannot_be_opened_is_refused_at_the_field(content: bytes, filer: Client) -> None:
    refused = bring(filer, content)
    assert refused.status_code == 422
    assert refused.context["bring"].errors["file"]
    assert not FilingBundle.objects.exists()
