"""The shares of a year as a workbook: saved a target at a time, as its page would save them."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organizations.record_kinds.weighing import MINE, RecordChoice, RecordsRefused, take_over
from spreadsheets.incoming.values import NotReadable
from spreadsheets.records.comparison import Fate, RecordChange
from targets.actions import allocate_target
from targets.models import Allocation, AllocationVersion, Target
from targets.record_kinds.shares import ShareRecords
from tasks.errors import StaleAllocation
from tests.factories import GuidanceFactory, IndicatorFactory, OrganizationFactory, TargetFactory
from tests.organizations.record_kinds.there_and_back import Sheet, act, apply, downloaded, edited, read, told
from tests.organizations.record_kinds.there_and_back import weigh as weighed_by
from tests.targets.shared_out import share_out
from tests.world import World


def kind(world: World) -> ShareRecords:
    return ShareRecords(world.guidance)


def column(target: Target) -> str:
    return f"share-{target.indicator.code}"


def back(world: World, edit: Any, person: str = "administrator") -> bytes:
    return edited(downloaded(kind(world), world.person(person)), edit)


def give(world: World, province: Any, neighbour: Any, **said: Any) -> Any:
    """An edit that types both shares of the pledge."""
    name = column(world.pledge)

    def edit(sheet: Sheet) -> None:
        sheet.put("44", **{name: province}, **said)
        sheet.put("32", **{name: neighbour}, **said)

    return edit


def weigh(world: World, content: bytes) -> tuple[list[RecordChange], list[str]]:
    administrator = world.person("administrator")
    changes = weighed_by(kind(world), content, administrator)
    return changes, kind(world).remarks(administrator, changes)


@pytest.fixture
def further(world: World) -> Target:
    """A target after all others that can be shared out."""
    indicator = IndicatorFactory(code="loans", name="贷款", english_name="Loans")
    order = world.guidance.targets.latest("order").order + 1
    target: Target = TargetFactory(
        section=world.pledge.section, responsible=world.department, indicator=indicator, order=order
    )
    return target


# --- Out ----------------------------------------------------------------------------------------------
def test_a_row_is_an_organization_and_a_column_a_target(world: World, further: Target) -> None:
    share_out(world)
    whole, *rows = kind(world).records(world.person("administrator"))
    assert (whole.key, whole.is_locked) == ("CNIPA", True)
    assert whole.values[column(world.pledge)] == whole.values[column(further)] == "2400"
    assert {row.key: row.values[column(world.pledge)] for row in rows} == {"44": "1000", "32": "1400"}
    titles = [str(each.title) for each in kind(world).layout().columns]
    assert titles[2:4] == ["Pledge financing (100 million yuan)", "Loans (100 million yuan)"]


def test_a_bureau_shares_its_own_share_among_its_cities(world: World) -> None:
    share_out(world)
    whole, *rows = kind(world).records(world.person("lead"))
    assert (whole.key, whole.values[column(world.pledge)]) == ("44", "1000")
    assert [row.key for row in rows] == ["440100"]


def test_it_is_for_those_who_share_out(world: World) -> None:
    made = kind(world)
    assert {name for name in world.people if made.is_for(world.person(name))} == {"administrator", "lead"}


def test_a_download_takes_as_many_queries_however_many_organizations_and_targets(world: World) -> None:
    def asked() -> int:
        administrator = world.person("administrator")
        made = kind(world)
        with CaptureQueriesContext(connection) as queries:
            downloaded(made, administrator)
        return len(queries)

    few = asked()
    for number in range(30):
        bureau = OrganizationFactory(code=f"B{number:02}", parent=world.office, kind="bureau")
        OrganizationFactory(code=f"B{number:02}01", parent=bureau, kind="city")
        TargetFactory(
            section=world.pledge.section, responsible=world.department, indicator=IndicatorFactory()
        )
    assert asked() == few == 5


# --- Back ---------------------------------------------------------------------------------------------
def test_what_was_typed_is_saved_as_one_version_for_each_target(world: World, further: Target) -> None:
    def edit(sheet: Sheet) -> None:
        give(world, "1,000亿元", "０．１４万亿元")(sheet)
        sheet.put("44", **{column(further): 7.5})

    content = back(world, edit)
    changes, remarks = weigh(world, content)
    assert [change.fate for change in changes] == [Fate.CHANGED, Fate.CHANGED]
    assert not AllocationVersion.objects.exists()
    assert "The whole: 2,400.00 100 million yuan; Shared out: 2,400.00 100 million yuan." in remarks[0]
    assert "Still to be shared out: 2,392.50 100 million yuan. Raise shares" in remarks[1]
    apply(kind(world), content, world.person("administrator"))
    pledge = AllocationVersion.objects.get(target=world.pledge)
    assert (pledge.number, pledge.way, pledge.by) == (1, "by_hand", world.administrator)
    assert pledge.values == {world.province.pk: 1000, world.neighbour.pk: 1400}
    assert AllocationVersion.objects.get(target=further).values == {world.province.pk: Decimal("7.5")}
    assert Allocation.objects.count() == 3


def test_a_file_that_says_what_stands_changes_nothing(world: World) -> None:
    share_out(world)
    content = back(world, give(world, "1,000.00 亿元", 1400))
    apply(kind(world), content, world.person("administrator"))
    assert AllocationVersion.objects.count() == 1


def test_shares_that_were_saved_change_with_a_reason_in_each_row(world: World) -> None:
    share_out(world)
    changes, _remarks = weigh(world, back(world, give(world, 900, 1500)))
    assert [said for _fate, _key, said in told(changes)] == [
        ["F6: Say why the shares change."],
        ["F7: Say why the shares change."],
    ]

    def edit(sheet: Sheet) -> None:
        give(world, 900, None, reason="核减。")(sheet)
        sheet.put("32", reason="另行安排。")

    apply(kind(world), back(world, edit), world.person("administrator"))
    last = AllocationVersion.objects.get(number=2)
    assert last.values == {world.province.pk: 900}
    assert set(last.reason.splitlines()) == {"另行安排。", "核减。"}


def test_more_than_the_whole_is_said_and_can_be_saved(world: World) -> None:
    content = back(world, give(world, 1400, 1400))
    _changes, [remark] = weigh(world, content)
    assert remark == (
        "Pledge financing: The whole: 2,400.00 100 million yuan; Shared out: 2,800.00 100 million yuan; More"
        " than the whole: 400.00 100 million yuan. Lower shares, or keep the surplus as a reserve for those"
        " who fall short."
    )
    apply(kind(world), content, world.person("administrator"))
    assert AllocationVersion.objects.get().total == 2800


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("很多", "“很多” is not a number"),
        ("-5", "negative"),
        ("5 个", "The unit here is “100 million yuan”, not “个”."),
        ("1,23", "commas only part thousands"),
    ],
)
def test_what_is_no_share_stands_at_its_cell(world: World, further: Target, typed: str, said: str) -> None:
    def edit(sheet: Sheet) -> None:
        give(world, typed, 1000)(sheet)
        sheet.put("44", **{column(further): 5})

    content = back(world, edit)
    changes, _remarks = weigh(world, content)
    refused = {change.key: change for change in changes if change.fate is Fate.REFUSED}
    assert list(refused) == ["44"]
    [objection] = refused["44"].objections
    assert objection.cell.startswith("E")
    assert said in objection.message
    with pytest.raises(RecordsRefused):
        apply(kind(world), content, world.person("administrator"))
    assert not AllocationVersion.objects.exists()
    apply(kind(world), content, world.person("administrator"), good_only=True)
    # Of a row that is left out nothing is saved, of no target.
    assert AllocationVersion.objects.get().values == {world.neighbour.pk: 1000}


def test_a_target_that_is_refused_leaves_its_rows_out_and_saves_the_others(
    world: World, further: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(*, target: Target, **said: Any) -> Any:
        if target == world.pledge:
            raise StaleAllocation("Somebody was faster.")
        return allocate_target(target=target, **said)

    def edit(sheet: Sheet) -> None:
        sheet.put("44", **{column(world.pledge): 5, column(further): 6})
        sheet.put("32", **{column(further): 7})

    monkeypatch.setattr("targets.record_kinds.shares.allocate_target", refusing)
    content = back(world, edit)
    changes, _remarks = weigh(world, content)
    assert {change.key: change.fate for change in changes} == {"44": Fate.REFUSED, "32": Fate.CHANGED}
    apply(kind(world), content, world.person("administrator"), good_only=True)
    assert AllocationVersion.objects.get().values == {world.neighbour.pk: 7}


def test_what_somebody_else_shared_out_meanwhile_is_a_conflict(world: World) -> None:
    content = back(world, give(world, 1100, None))
    share_out(world, province=900, neighbour=0)
    changes, _remarks = weigh(world, content)
    assert [text for *_row, said in told(changes) for text in said] == [
        "F6: Somebody else has set the share to 900 meanwhile: say why yours is another."
    ]
    typed = edited(content, lambda sheet: sheet.put("44", reason="调整。"))
    [change], _remarks = weigh(world, typed)
    assert change.fate is Fate.CONFLICT
    assert (change.changes[0].before, change.changes[0].after) == ("900", "1100")
    with pytest.raises(RecordsRefused, match="choose whose value stands"):
        apply(kind(world), typed, world.person("administrator"))
    apply(kind(world), typed, world.person("administrator"), {change.row: MINE})
    assert AllocationVersion.objects.get(number=2).values[world.province.pk] == 1100


def test_a_whole_that_is_another_since_it_was_seen_saves_nothing(world: World) -> None:
    content = back(world, give(world, 1000, 1400))
    seen, _remarks = weigh(world, content)
    Target.objects.filter(pk=world.pledge.pk).update(value=2600)
    administrator, rows = world.person("administrator"), read(kind(world), content).rows
    with pytest.raises(RecordsRefused, match="the portal has changed since") as refused:
        take_over(kind(world), rows, seen, RecordChoice({}), act(administrator))
    assert not AllocationVersion.objects.exists()
    take_over(kind(world), rows, refused.value.changes, RecordChoice({}), act(administrator))
    assert AllocationVersion.objects.get().total == 2400


def test_the_whole_and_rows_of_others_are_not_taken(world: World) -> None:
    def edit(sheet: Sheet) -> None:
        sheet.put("CNIPA", **{column(world.pledge): 9999})
        sheet.add(organization="440100", **{column(world.pledge): 5})

    changes, _remarks = weigh(world, back(world, edit))
    said = [text for _fate, _key, texts in told(changes) for text in texts]
    assert "This row is shown to be read; you cannot change it." in said[0]
    assert "Rows cannot be added here; the portal has no 440100." in said[1]


def test_a_file_of_another_year_is_not_taken(world: World) -> None:
    content = downloaded(ShareRecords(GuidanceFactory(year=2022)), world.person("administrator"))
    with pytest.raises(NotReadable, match="not of “Shares of 2021”"):
        read(kind(world), content)


def test_one_who_may_not_share_out_saves_nothing(world: World) -> None:
    content = back(world, give(world, 1, 2))
    rows = read(kind(world), content).rows
    with pytest.raises(Exception, match="Only its administrator or lead"):
        kind(world).prepare([], act(world.person("filer")))
    assert rows


def test_what_comes_back_takes_as_many_queries_for_each_target_however_many_organizations(
    world: World,
) -> None:
    def asked(value: int) -> int:
        made, administrator = kind(world), world.person("administrator")

        def edit(sheet: Sheet) -> None:
            for record in list(made.records(administrator))[1:]:
                sheet.put(record.key, **{column(world.pledge): value}, reason="调整。")

        content = back(world, edit)
        with CaptureQueriesContext(connection) as queries:
            weighed_by(kind(world), content, administrator)
        return len(queries)

    few = asked(1)
    for number in range(32):
        OrganizationFactory(code=f"B{number:02}", parent=world.office, kind="bureau")
    # A savepoint for each row, and its share: written and, first, looked for.
    assert asked(2) - few <= 32 * 8
