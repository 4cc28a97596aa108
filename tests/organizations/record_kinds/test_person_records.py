"""People as a workbook: the rules of the back office, no passwords in files, nobody's own rights."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.password_validation import validate_password
from django.db.models import QuerySet
from django.utils import translation

from organizations.models import AccountEvent, User
from organizations.record_kinds import person_records
from organizations.record_kinds.person_records import PersonRecords, records_of
from organizations.record_kinds.weighing import MINE, THEIRS, RecordChoice, RecordsRefused, take_over
from spreadsheets.records.comparison import Fate
from spreadsheets.records.values import Record
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
    return downloaded(PersonRecords(), world.administrator)


def roles(username: str) -> set[tuple[str, str]]:
    return set(User.objects.get(username=username).memberships.values_list("role", "organization__code"))


def kinds_of(username: str) -> list[str]:
    return list(
        AccountEvent.objects.filter(user__username=username).order_by("pk").values_list("kind", flat=True)
    )


def test_no_password_is_in_the_file_and_untouched_people_are_only_counted(
    world: World, content: bytes
) -> None:
    found = read(PersonRecords(), content)
    assert (found.rows, found.untouched) == ((), User.objects.count())
    password = world.person("filer").password
    assert all(password not in str(record) for record in PersonRecords().records(world.administrator))


def test_roles_names_and_addresses_change_and_go_on_record(world: World, content: bytes) -> None:
    def edit(sheet: Sheet) -> None:
        sheet.put("filer", roles="填报人, Lead @ 32", email="new@example.org", name="新名")
        sheet.put("observer", is_active="否")
        sheet.put("colleague", roles=None, organization=None)

    apply(PersonRecords(), edited(content, edit), world.administrator)
    assert roles("filer") == {("filer", "44"), ("lead", "32")}
    assert kinds_of("filer")[-2:] == ["address_changed", "roles_changed"]
    assert User.objects.get(username="filer").name == "新名"
    logged = LogEntry.objects.get(object_id=str(world.person("filer").pk))
    assert logged.user == world.administrator
    with translation.override("en"):
        assert logged.get_change_message() == "Changed Name and Email address."
    assert not User.objects.get(username="observer").is_active
    assert (roles("colleague"), kinds_of("colleague")[-1]) == (set(), "roles_changed")


def test_a_new_person_gets_a_password_that_is_shown_once_and_signs_in_once(
    world: World, content: bytes
) -> None:
    back = edited(
        content,
        lambda sheet: sheet.add(username="wang", name="王五", organization="44", roles="reviewer"),
    )
    doing = act(world.administrator)
    assert [change.fate for change in weigh(PersonRecords(), back, world.administrator)] == [Fate.NEW]
    assert not User.objects.filter(username="wang").exists()
    take_over(PersonRecords(), read(PersonRecords(), back).rows, None, RecordChoice({}), doing)
    [(about, password)] = doing.handed_out
    person = User.objects.get(username="wang")
    assert about == "王五 · wang"
    assert person.check_password(password)
    assert person.must_change_password
    validate_password(password, person)
    assert kinds_of("wang") == ["opened", "password_set", "roles_changed"]
    assert roles("wang") == {("reviewer", "44")}


@pytest.mark.parametrize(
    ("key", "values", "fate", "said"),
    [
        ("filer", {"roles": "king"}, Fate.REFUSED, "“king” is none of: "),
        ("filer", {"roles": "lead @ 99"}, Fate.REFUSED, "No organization has the code 99."),
        ("filer", {"organization": "99"}, Fate.REFUSED, "No organization has the code 99."),
        ("filer", {"organization": ""}, Fate.REFUSED, "Say by its code where"),
        ("filer", {"name": "长" * 61}, Fate.REFUSED, "Ensure this value has at most 60 characters"),
        ("filer", {"email": "no address"}, Fate.REFUSED, "Enter a valid email address."),
        ("filer", {"is_active": "perhaps"}, Fate.REFUSED, "“perhaps” is none of: "),
        ("administrator", {"roles": "lead"}, Fate.REFUSED, "This row is shown to be read"),
        ("administrator", {"is_active": "no"}, Fate.REFUSED, "This row is shown to be read"),
    ],
)
def test_what_the_back_office_refuses_is_refused(
    world: World, content: bytes, key: str, values: dict[str, str], fate: Fate, said: str
) -> None:
    back = edited(content, lambda sheet: sheet.put(key, **values))
    [(found, _key, objections)] = told(weigh(PersonRecords(), back, world.administrator))
    assert found is fate
    assert said in objections[0]


@pytest.mark.parametrize(
    ("side", "held"),
    [(MINE, {("filer", "44"), ("lead", "44")}), (THEIRS, {("filer", "32")})],
)
def test_roles_are_given_where_the_person_was_when_they_were_written(
    world: World, content: bytes, side: str, held: set[tuple[str, str]]
) -> None:
    """Somebody else has moved the person meanwhile: roles are none without the organization beside them."""
    world.person("filer").memberships.update(organization=world.neighbour)
    back = edited(content, lambda sheet: sheet.put("filer", roles="filer, lead"))
    [change] = weigh(PersonRecords(), back, world.administrator)
    assert change.fate is Fate.CONFLICT
    assert {(each.name, each.after) for each in change.changes if each.is_contested} == {
        ("organization", "44"),
        ("roles", "filer\nlead"),
    }
    apply(PersonRecords(), back, world.administrator, sides={change.row: side})
    assert roles("filer") == held


def unlocked(people: QuerySet[User], by: User) -> Iterator[Record]:
    return (replace(record, is_locked=False) for record in records_of(people, by))


def test_the_row_of_a_superuser_and_ones_own_are_refused_by_the_rule_itself(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where the workbook did not lock them."""
    root = User.objects.create_superuser("root", password="x" * 20, name="Root")
    locked = [record.key for record in PersonRecords().records(world.administrator) if record.is_locked]
    assert locked == ["administrator", root.username]
    content = downloaded(PersonRecords(), world.administrator)
    monkeypatch.setattr(person_records, "records_of", unlocked)
    for key, said in (("administrator", "Nobody changes roles of their own."), ("root", "Only a superuser")):
        for values in ({"name": "新名"}, {"roles": "lead", "organization": "44"}, {"is_active": "no"}):
            back = edited(content, partial(Sheet.put, key=key, **values))
            [(fate, _key, objections)] = told(weigh(PersonRecords(), back, world.administrator))
            assert fate is Fate.REFUSED
            assert said in objections[0]


def test_names_to_sign_in_by_are_one_in_large_and_small_letters(world: World, content: bytes) -> None:
    back = edited(
        content, lambda sheet: sheet.add(username="FILER", name="假", organization="44", roles="filer")
    )
    [(fate, _key, objections)] = told(weigh(PersonRecords(), back, world.administrator))
    assert (fate, objections[0].split(": ")[1]) == (Fate.REFUSED, "Somebody signs in by this name already.")


def test_the_last_reviewer_who_has_something_to_decide_stays(world: World) -> None:
    world.submit(world.filing())
    content = downloaded(PersonRecords(), world.administrator)

    def edit(sheet: Sheet) -> None:
        sheet.put("reviewer", is_active="no")
        sheet.put("second-reviewer", roles="observer")

    back = edited(content, edit)
    with pytest.raises(RecordsRefused):
        apply(PersonRecords(), back, world.administrator)
    assert User.objects.get(username="reviewer").is_active
    fates = [change.fate for change in weigh(PersonRecords(), back, world.administrator)]
    assert sorted(fates) == [Fate.CHANGED, Fate.REFUSED]
