"""The goals of a guidance as a workbook: amended while it is in force, corrected while it is a draft."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organizations.record_kinds.weighing import RecordChoice, RecordsRefused, take_over
from spreadsheets.incoming.values import NotReadable
from spreadsheets.records.comparison import Fate
from targets.actions import amend_target
from targets.forms.goal import AmendTargetForm
from targets.goals.initial import terms_of
from targets.models import ProposedGoal, Target
from targets.record_kinds.goals import GoalRecords
from targets.target_statement import target_statement
from tasks.models import Amendment
from tests.factories import GuidanceFactory, IndicatorFactory, SectionFactory, TargetFactory
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


def kind(world: World) -> GoalRecords:
    return GoalRecords(world.guidance)


@pytest.fixture
def content(world: World) -> bytes:
    return downloaded(kind(world), world.administrator)


def test_what_nobody_edited_changes_nothing(world: World, content: bytes) -> None:
    found = read(kind(world), content)
    assert (found.rows, found.untouched) == ((), 3)


def test_an_edited_goal_is_amended_as_its_page_would(world: World, content: bytes) -> None:
    """The same words through the form of the page and through the file leave the same goal and amendment."""
    typed = {"value": "０．２６万亿元", "baseline": "2,180", "reason": "国务院调整目标。"}
    code = world.pledge.indicator.code
    back = edited(content, lambda sheet: sheet.put(code, **typed))
    [change] = weigh(kind(world), back, world.administrator)
    assert change.fate is Fate.CHANGED
    assert not Amendment.objects.exists()
    apply(kind(world), back, world.administrator)
    through_file = Target.objects.get(pk=world.pledge.pk)
    by_file = Amendment.objects.get()
    assert (through_file.value, through_file.baseline) == (2600, 2180)
    assert (by_file.reason, by_file.by) == ("国务院调整目标。", world.administrator)

    world.pledge.save()
    form = AmendTargetForm(terms_of(world.pledge) | typed, target=world.pledge)
    assert form.is_valid(), form.errors
    amend_target(
        target=world.pledge,
        by=world.administrator,
        at=timezone.now(),
        reason=form.cleaned_data["reason"],
        seen=target_statement(world.pledge),
        terms=form.terms,
    )
    by_page = Amendment.objects.exclude(pk=by_file.pk).get()
    assert by_page.changes == by_file.changes
    same = ("value", "upper_value", "baseline", "tolerance", "comparator", "responsible_id", "reported_by")
    through_page = Target.objects.get(pk=world.pledge.pk)
    assert [getattr(through_page, name) for name in same] == [getattr(through_file, name) for name in same]


@pytest.mark.parametrize(
    ("typed", "column", "said"),
    [
        ({"value": 2600}, "reason", "Say why the guidance is amended"),
        ({"value": "很多", "reason": "。"}, "value", "is not a number"),
        ({"value": "5 个", "reason": "。"}, "value", "The unit here is"),
        ({"value": None, "reason": "。"}, "value", "needs a number"),
        ({"upper_value": 3000, "reason": "。"}, "upper_value", "Only a range has an upper end"),
        ({"comparator": "between", "reason": "。"}, "upper_value", "needs a number"),
        ({"comparator": "大概", "reason": "。"}, "comparator", "is none of"),
        ({"responsible": "某司", "reason": "。"}, "responsible", "is none of"),
        ({"text": "另一句。", "reason": "。"}, "text", "It stays as the document has it."),
    ],
)
def test_what_does_not_fit_stands_at_its_cell(
    world: World, content: bytes, typed: dict[str, Any], column: str, said: str
) -> None:
    back = edited(content, lambda sheet: sheet.put(world.pledge.indicator.code, **typed))
    [change] = weigh(kind(world), back, world.administrator)
    assert change.fate is Fate.REFUSED
    [objection] = change.objections
    assert objection.cell == change.cells[column]
    assert said in objection.message
    with pytest.raises(RecordsRefused):
        apply(kind(world), back, world.administrator)
    assert not Amendment.objects.exists()


def test_words_are_taken_in_both_languages(world: World, content: bytes) -> None:
    def edit(sheet: Sheet) -> None:
        sheet.put(world.pledge.indicator.code, comparator="不高于", basis="国家局指定", reason="调整。")
        sheet.put(
            world.cycle.indicator.code, comparator="at least", responsible="运用促进司", reason="调整。"
        )

    back = edited(content, edit)
    assert [said for *_row, said in told(weigh(kind(world), back, world.administrator))] == [[], []]
    apply(kind(world), back, world.administrator)
    assert Target.objects.get(pk=world.pledge.pk).comparator == "at_most"
    assert Target.objects.get(pk=world.cycle.pk).comparator == "at_least"


def test_a_new_row_sets_a_goal_more(world: World, content: bytes) -> None:
    IndicatorFactory(code="loans", name="贷款", unit="亿元")
    new = {
        "indicator": "loans",
        "section": "一/三",
        "text": "贷款达到500亿元。",
        "comparator": "at least",
        "value": "500亿元",
        "responsible": "Utilization",
        "basis": "stated",
        "reported_by": "local_bureaus",
        "reason": "新增目标。",
    }

    def edit(sheet: Sheet) -> None:
        sheet.add(**new)
        sheet.add(**new | {"indicator": "nothing"})

    changes = weigh(kind(world), edited(content, edit), world.administrator)
    assert [(change.natural, change.fate) for change in changes] == [
        ("loans", Fate.NEW),
        ("nothing", Fate.REFUSED),
    ]
    assert "There is no indicator nothing" in changes[1].objections[0].message
    apply(kind(world), edited(content, lambda sheet: sheet.add(**new) and None), world.administrator)
    added = Target.objects.get(indicator__code="loans")
    assert (added.value, added.section.path, added.guidance) == (500, "一/三", world.guidance)
    assert Amendment.objects.get().kind == Amendment.Kind.ADDED


def test_an_indicator_that_stands_twice_is_refused(world: World, content: bytes) -> None:
    code = world.pledge.indicator.code
    back = edited(content, lambda sheet: sheet.add(indicator=code, value=5, reason="。") and None)
    changes = weigh(kind(world), back, world.administrator)
    assert [change.fate for change in changes] == [Fate.REFUSED, Fate.REFUSED]


def test_what_was_amended_meanwhile_is_a_conflict_and_what_is_amended_after_it_was_shown_is_refused(
    world: World, content: bytes
) -> None:
    code = world.pledge.indicator.code
    back = edited(content, lambda sheet: sheet.put(code, value=2600, reason="调整。"))
    seen = weigh(kind(world), back, world.administrator)
    Target.objects.filter(pk=world.pledge.pk).update(baseline=7)
    rows = read(kind(world), back).rows
    with pytest.raises(RecordsRefused, match="the portal has changed since"):
        take_over(kind(world), rows, seen, RecordChoice({}), act(world.administrator))
    Target.objects.filter(pk=world.pledge.pk).update(value=2500)
    [change] = weigh(kind(world), back, world.administrator)
    assert change.fate is Fate.CONFLICT
    assert (change.changes[0].before, change.changes[0].after) == ("2500", "2600")


def test_a_number_is_not_merged_into_what_somebody_else_has_made_of_the_goal(
    world: World, content: bytes
) -> None:
    """“At least 2600” was written; “at most 2600” was meant by nobody."""
    Target.objects.filter(pk=world.pledge.pk).update(comparator="at_most")
    back = edited(content, lambda sheet: sheet.put(world.pledge.indicator.code, value=2600, reason="调整。"))
    [change] = weigh(kind(world), back, world.administrator)
    assert change.fate is Fate.CONFLICT
    assert {each.name: each.after for each in change.changes if each.is_contested} == {
        "comparator": "at_least",
        "value": "2600",
    }


def test_a_file_of_another_year_is_not_taken(world: World) -> None:
    content = downloaded(GoalRecords(GuidanceFactory(year=2022)), world.administrator)
    with pytest.raises(NotReadable, match="not of “Goals of 2021”"):
        read(kind(world), content)


def test_a_download_takes_as_many_queries_however_many_goals(world: World) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            downloaded(kind(world), world.administrator)
        return len(queries)

    few = asked()
    for _number in range(20):
        indicator = IndicatorFactory()
        TargetFactory(section=world.pledge.section, responsible=world.department, indicator=indicator)
    assert asked() == few == 3


# --- A draft ------------------------------------------------------------------------------------------
def test_the_goals_of_a_draft_are_corrected_and_added_without_a_reason(world: World) -> None:
    draft = GuidanceFactory(year=2022)
    section = SectionFactory(guidance=draft, path="一/三")
    IndicatorFactory(code="loans", name="贷款", unit="亿元")
    made = GoalRecords(draft)
    assert "reason" not in [column.name for column in made.layout().columns]
    content = downloaded(made, world.administrator)
    new = {
        "indicator": "loans",
        "section": "一/三",
        "text": "贷款达到500亿元以上。",
        "comparator": "at least",
        "value": 500,
        "responsible": "Utilization",
        "basis": "stated",
        "reported_by": "local_bureaus",
    }
    back = edited(content, lambda sheet: sheet.add(**new) and None)
    assert [said for *_row, said in told(weigh(GoalRecords(draft), back, world.administrator))] == [[]]
    assert not draft.proposed_goals.exists()
    apply(GoalRecords(draft), back, world.administrator)
    goal = draft.proposed_goals.get()
    assert (goal.target.value, goal.section) == (500, section)

    content = downloaded(GoalRecords(draft), world.administrator)
    back = edited(content, lambda sheet: sheet.put("loans", value="0.06万亿元", text="贷款达到600亿元以上。"))
    apply(GoalRecords(draft), back, world.administrator)
    goal.refresh_from_db()
    assert (goal.text, goal.target.text) == ("贷款达到600亿元以上。", "贷款达到600亿元以上。")
    assert Target.objects.get(guidance=draft).value == Decimal(600)
    assert not Amendment.objects.exists()


def test_a_clause_that_nobody_edited_keeps_its_blank_lines(world: World) -> None:
    """A cell shows it without them."""
    draft = GuidanceFactory(year=2022)
    target = TargetFactory(
        section=SectionFactory(guidance=draft),
        responsible=world.department,
        indicator=IndicatorFactory(unit="亿元"),
        text="贷款\n\n达到500亿元。",
    )
    goal = ProposedGoal.objects.create(
        guidance=draft, section=target.section, order=1, text=target.text, target=target
    )
    content = downloaded(GoalRecords(draft), world.administrator)
    back = edited(content, lambda sheet: sheet.put(target.indicator.code, value=600))
    apply(GoalRecords(draft), back, world.administrator)
    goal.refresh_from_db()
    assert (goal.text, goal.target.text, goal.target.value) == (target.text, target.text, 600)


def test_a_goal_of_a_draft_without_a_clause_is_corrected_elsewhere(world: World) -> None:
    draft = GuidanceFactory(year=2022)
    target = TargetFactory(
        section=SectionFactory(guidance=draft), responsible=world.department, indicator=IndicatorFactory()
    )
    content = downloaded(GoalRecords(draft), world.administrator)
    back = edited(content, lambda sheet: sheet.put(target.indicator.code, value=5))
    [change] = weigh(GoalRecords(draft), back, world.administrator)
    assert "No clause of the document stands for this goal" in change.objections[0].message


def test_they_are_the_administrators_of_the_office(world: World) -> None:
    made = kind(world)
    assert [name for name in world.people if made.is_for(world.person(name))] == ["administrator"]
