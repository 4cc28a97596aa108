"""The reporting tree as a workbook: every change by the actions of the back office, all or nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from organizations.models import Organization, OrganizationEvent
from organizations.record_kinds.organization_records import OrganizationRecords
from organizations.record_kinds.weighing import MINE, THEIRS, RecordChoice, RecordsRefused, take_over
from spreadsheets.records.comparison import Fate
from tests.organizations.record_kinds.there_and_back import (
    Sheet,
    act,
    apply,
    downloaded,
    edited,
    read,
    told,
    weigh,
)
from tests.world import World


@pytest.fixture
def content(world: World) -> bytes:
    return downloaded(OrganizationRecords(), world.administrator)


def named(name: str) -> dict[str, str]:
    return {"name": f"{name}知识产权局", "short_name": name, "english_name": name}


def superior(code: str) -> str:
    path = Organization.objects.get(code=code).parent_path
    return str(Organization.objects.get(path=path).code)


def test_untouched_rows_are_only_counted(world: World, content: bytes) -> None:
    found = read(OrganizationRecords(), content)
    assert (found.rows, found.untouched) == ((), Organization.objects.count())


def test_one_bad_row_keeps_all_of_it_back_unless_the_good_rows_are_asked_for(
    world: World, content: bytes
) -> None:
    def edit(sheet: Sheet) -> None:
        sheet.put("44", short_name="粤")
        sheet.put("440100", parent="nowhere")

    back = edited(content, edit)
    with pytest.raises(RecordsRefused) as refusal:
        apply(OrganizationRecords(), back, world.administrator)
    assert told(refusal.value.changes)[1] == (
        *(Fate.REFUSED, "440100"),
        ["H8: No organization has the code nowhere."],
    )
    assert Organization.objects.get(code="44").short_name == "广东"
    apply(OrganizationRecords(), back, world.administrator, good_only=True)
    assert Organization.objects.get(code="44").short_name == "粤"


def test_every_kind_of_change_goes_on_record(world: World, content: bytes) -> None:
    def edit(sheet: Sheet) -> None:
        sheet.put("44", aliases="粤\n岭南", english_name="Guangdong Province")
        sheet.put("440100", parent="32")
        sheet.add(code="320101", **named("玄武"), kind="县级局", parent="320100")
        sheet.add(code="320100", **named("南京"), kind="City bureau", parent="32")

    back = edited(content, edit)
    weighing = weigh(OrganizationRecords(), back, world.administrator)
    assert [fate for fate, *_rest in told(weighing)] == [Fate.CHANGED, Fate.CHANGED, Fate.NEW, Fate.NEW]
    assert not Organization.objects.filter(code="320100").exists()
    assert not OrganizationEvent.objects.exists()
    apply(OrganizationRecords(), back, world.administrator)
    assert Organization.objects.get(code="44").aliases == ["粤", "岭南"]
    assert superior("440100") == "32"
    assert superior("320101") == "320100"
    assert [event.kind for event in OrganizationEvent.objects.order_by("pk")] == [
        *("corrected", "moved", "added", "added")
    ]
    assert set(OrganizationEvent.objects.values_list("reason", "by")) == {
        ("机构改革。", world.administrator.pk)
    }


def test_days_close_reopen_and_merge(world: World, content: bytes) -> None:
    kind = OrganizationRecords()
    back = edited(content, lambda sheet: sheet.put("440100", active_until="2021-12-31", successor="32"))
    apply(kind, back, world.administrator)
    city = Organization.objects.get(code="440100")
    assert (str(city.active_until), city.successor) == ("2021-12-31", world.neighbour)
    again = downloaded(OrganizationRecords(), world.administrator)
    back = edited(again, lambda sheet: sheet.put("440100", active_until=None, successor=None))
    apply(OrganizationRecords(), back, world.administrator)
    assert Organization.objects.get(code="440100").active_until is None
    assert [event.kind for event in OrganizationEvent.objects.order_by("pk")] == ["closed", "reopened"]


@pytest.mark.parametrize(
    ("key", "values", "said"),
    [
        ("44", {"parent": "440100"}, "H7: Guangdong cannot file to itself, nor to one that files to it."),
        ("44", {"name": "长" * 101}, "D7: Ensure this value has at most 100 characters (it has 101)."),
        ("44", {"name": ""}, "D7: This field is required."),
        ("44", {"kind": "city"}, "G7: The kind stays as it is; add another organization instead."),
        ("44", {"parent": "D-TFS"}, "H7: Provincial bureau cannot stand under Utilization: Department."),
        ("44", {"active_until": "2021-13-01"}, "L7: Enter a valid date."),
        ("440100", {"successor": "32"}, "L8: A successor needs the last day beside it."),
        ("CNIPA", {"active_until": "2021-12-31"}, "L5: The national office is not closed."),
        ("44", {"name": "江苏知识产权局"}, None),
    ],
)
def test_what_the_back_office_refuses_is_refused_at_its_cell(
    world: World, content: bytes, key: str, values: dict[str, str], said: str | None
) -> None:
    if said is None:
        values = {"name": world.neighbour.name}
        said = "D7: Organization with this Full name already exists."
    back = edited(content, lambda sheet: sheet.put(key, **values))
    [(fate, _key, objections)] = told(weigh(OrganizationRecords(), back, world.administrator))
    assert (fate, objections) == (Fate.REFUSED, [said])


def test_new_rows_with_codes_of_others_or_in_a_circle_are_refused(world: World, content: bytes) -> None:
    def edit(sheet: Sheet) -> None:
        sheet.add(code="A-1", **named("甲"), kind="county", parent="A-2")
        sheet.add(code="A-2", **named("乙"), kind="county", parent="A-1")
        sheet.add(code="a b", **named("丙"), kind="county", parent="440100")
        sheet.add(code="A-3", **named("丁"), kind="village", parent="440100")
        sheet.add(code="A-4", **named("戊"), kind="county")

    changes = weigh(OrganizationRecords(), edited(content, edit), world.administrator)
    assert [change.fate for change in changes] == [Fate.REFUSED] * 5
    said = [change.objections[0].message for change in changes]
    assert said[:3] == [
        "No organization has the code A-2.",
        "No organization has the code A-1.",
        "Use capital letters, digits and hyphens.",
    ]
    assert said[3].startswith("“village” is none of: ")
    assert said[4] == "Say by its code to whom it files."


def test_a_new_row_that_is_refused_is_no_superior_of_others(world: World, content: bytes) -> None:
    """It was there for a moment: another one has its place in the table by then."""

    def edit(sheet: Sheet) -> None:
        sheet.put("440100", parent="33")
        sheet.add(code="33", **named("浙江"), kind="Provincial bureau", parent="CNIPA", active_until="年底")
        sheet.add(code="35", **named("福建"), kind="Provincial bureau", parent="CNIPA")

    back = edited(content, edit)
    changes = apply(OrganizationRecords(), back, world.administrator, good_only=True)
    assert told(changes) == [
        (Fate.REFUSED, "440100", ["H8: No organization has the code 33."]),
        (Fate.REFUSED, "33", ["L10: Enter a valid date."]),
        (Fate.NEW, "35", []),
    ]
    assert superior("440100") == "44"


def test_a_new_row_with_a_successor_needs_the_last_day(world: World, content: bytes) -> None:
    new = {**named("浙江"), "code": "33", "kind": "Provincial bureau", "parent": "CNIPA", "successor": "32"}
    back = edited(content, lambda sheet: sheet.add(**new) and None)
    [(fate, _key, objections)] = told(weigh(OrganizationRecords(), back, world.administrator))
    assert (fate, objections) == (Fate.REFUSED, ["L10: A successor needs the last day beside it."])


def test_one_is_opened_again_under_another_superior(world: World) -> None:
    """Where its own is closed, as the refusal on the page says to do it."""
    Organization.objects.filter(code__in=["44", "440100"]).update(active_until="2021-06-30")
    content = downloaded(OrganizationRecords(), world.administrator)
    back = edited(content, lambda sheet: sheet.put("440100", parent="32", active_until=None))
    apply(OrganizationRecords(), back, world.administrator)
    assert superior("440100") == "32"
    assert Organization.objects.get(code="440100").active_until is None


def test_a_change_in_the_portal_meanwhile_is_a_conflict_until_somebody_chooses(
    world: World, content: bytes
) -> None:
    Organization.objects.filter(code="44").update(short_name="岭南")
    back = edited(content, lambda sheet: sheet.put("44", short_name="粤", english_name="Canton"))
    kind, by = OrganizationRecords(), world.administrator
    assert [change.fate for change in weigh(kind, back, by)] == [Fate.CONFLICT]
    with pytest.raises(RecordsRefused, match="choose whose value"):
        apply(kind, back, by)
    apply(kind, back, by, sides={7: THEIRS})
    found = Organization.objects.get(code="44")
    assert (found.short_name, found.english_name) == ("岭南", "Canton")
    apply(kind, back, by, sides={7: MINE})
    assert Organization.objects.get(code="44").short_name == "粤"


def test_what_was_shown_is_what_is_taken_over(world: World, content: bytes) -> None:
    back = edited(content, lambda sheet: sheet.put("44", short_name="粤"))
    kind, by = OrganizationRecords(), world.administrator
    rows, seen = read(kind, back).rows, weigh(kind, back, by)
    Organization.objects.filter(code="44").update(short_name="粤")
    with pytest.raises(RecordsRefused, match="has changed since"):
        take_over(kind, rows, seen, RecordChoice({}), act(by))


def test_a_download_costs_two_queries_and_one_change_among_many_a_few(
    world: World, content: bytes, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    by = world.person("administrator")
    assert by.is_administrator
    with django_assert_num_queries(2):
        downloaded(OrganizationRecords(), by)
    with django_assert_num_queries(0):
        read(OrganizationRecords(), content)
    back = edited(content, lambda sheet: sheet.put("44", short_name="粤"))
    with CaptureQueriesContext(connection) as found:
        weigh(OrganizationRecords(), back, by)
    assert len([query for query in found if "SAVEPOINT" not in query["sql"]]) == 17
