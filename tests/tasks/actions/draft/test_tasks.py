"""Correcting the tasks of a draft."""

import datetime as dt

import pytest
from django.utils import timezone

from organizations.models import User
from tasks.actions import draft as actions
from tasks.drafts.draft_statement import drafted_task
from tasks.errors import TransitionNotAllowed
from tasks.models import Basis, Guidance
from tests.tasks.drafts import as_read
from tests.tasks.drafts.soundness import assert_sound, section


def test_a_task_gets_another_title_day_and_measures(draft: Guidance, editor: User) -> None:
    task = draft.tasks.all()[0]
    actions.correct_task(
        task=task,
        by=editor,
        at=timezone.now(),
        title="新题",
        due_on=dt.date(2021, 9, 30),
        measures=["甲。", "乙。"],
        owners=[],
        seen=drafted_task(task),
    )
    task.refresh_from_db()
    assert (task.title, task.due_on) == ("新题", dt.date(2021, 9, 30))
    assert [measure.text for measure in task.measures.all()] == ["甲。", "乙。"]


def test_two_tasks_become_one_with_the_owners_of_both(draft: Guidance, editor: User) -> None:
    first, second = section(draft, "二/一").tasks.order_by("order")
    measures = first.measures.count() + second.measures.count()
    owners = {str(one) for task in (first, second) for one in task.responsibilities.all()}
    joined = as_read.join_task(task=second, by=editor)
    assert joined == first
    assert joined.measures.count() == measures
    assert {str(one) for one in joined.responsibilities.all()} == owners
    assert set(joined.responsibilities.values_list("basis", flat=True)) == {Basis.STATED}
    assert_sound(draft)


def test_people_are_corrected_joined_and_stay(draft: Guidance, editor: User) -> None:
    first, second = section(draft, "二/一").tasks.order_by("order")
    for task, people in ((first, "张三、李四"), (second, "李四、王五（甲局）")):
        actions.correct_task(
            task=task,
            by=editor,
            at=timezone.now(),
            title=task.title,
            due_on=None,
            people=people,
            measures=["甲。", "乙。"],
            owners=[],
            seen=drafted_task(task),
        )
    as_read.set_owners(task=second, by=editor, owners=[])
    assert second.people == "李四、王五（甲局）"
    joined = as_read.join_task(task=second, by=editor)
    assert joined.people == "张三、李四、王五（甲局）"


def test_both_parts_of_a_split_task_name_the_people(draft: Guidance, editor: User) -> None:
    task = next(one for one in draft.tasks.all() if one.measures.count() > 2)
    task.people = "张三"
    task.save()
    new = as_read.split_task(task=task, by=editor, before_measure=2)
    assert (task.people, new.people) == ("张三", "张三")


def test_the_first_task_of_a_section_joins_none(draft: Guidance, editor: User) -> None:
    with pytest.raises(TransitionNotAllowed, match="first task"):
        as_read.join_task(task=section(draft, "二/一").tasks.order_by("order")[0], by=editor)


def test_a_task_is_split_before_a_measure_and_both_keep_the_owners(draft: Guidance, editor: User) -> None:
    task = next(one for one in draft.tasks.all() if one.measures.count() > 2)
    texts = [measure.text for measure in task.measures.all()]
    new = as_read.split_task(task=task, by=editor, before_measure=2)
    assert [measure.text for measure in task.measures.all()] == texts[:1]
    assert [measure.text for measure in new.measures.all()] == texts[1:]
    assert {str(one) for one in new.responsibilities.all()} == {
        str(one) for one in task.responsibilities.all()
    }
    assert_sound(draft)


def test_a_task_is_split_before_the_second_of_two_like_measures(draft: Guidance, editor: User) -> None:
    task = section(draft, "三/五").tasks.get()
    one, other = task.text[:3], task.text[3:6]
    task.section.text = task.text = f"{one}{other}{one}{other}"
    task.starts_at, task.ends_at = 0, len(task.text)
    task.section.save()
    task.save()
    actions.correct_task(
        task=task,
        by=editor,
        at=timezone.now(),
        title=task.title,
        due_on=None,
        measures=[one, other, one, other],
        owners=[],
        seen=drafted_task(task),
    )
    new = as_read.split_task(task=task, by=editor, before_measure=3)
    assert new.starts_at == 6


def test_a_task_is_not_split_where_its_measure_no_longer_stands_in_the_text(
    draft: Guidance, editor: User
) -> None:
    task = next(one for one in draft.tasks.all() if one.measures.count() > 2)
    actions.correct_task(
        task=task,
        by=editor,
        at=timezone.now(),
        title=task.title,
        due_on=None,
        measures=["甲。", "乙。"],
        owners=[],
        seen=drafted_task(task),
    )
    with pytest.raises(TransitionNotAllowed, match="does not show where"):
        as_read.split_task(task=task, by=editor, before_measure=2)


def test_a_dropped_task_leaves_its_text_and_may_come_back(draft: Guidance, editor: User) -> None:
    task = section(draft, "三/五").tasks.get()
    text = task.section.text
    as_read.drop_task(task=task, by=editor)
    assert section(draft, "三/五").text == text
    assert_sound(draft)
    again = as_read.add_task(section=section(draft, "三/五"), by=editor, title="政策")
    assert again.measures.exists()
    assert again.responsibilities.count() == 0
    assert_sound(draft)


def test_a_task_dropped_in_the_middle_comes_back_without_its_note(draft: Guidance, editor: User) -> None:
    first, second = section(draft, "二/一").tasks.order_by("order")
    as_read.drop_task(task=first, by=editor)
    again = as_read.add_task(section=section(draft, "二/一"), by=editor, title="政策")
    assert (again.text, again.as_printed, again.order) == (first.text, first.as_printed, first.order)
    assert list(section(draft, "二/一").tasks.order_by("order")) == [again, second]
    assert_sound(draft)


def test_a_section_whose_text_is_all_in_tasks_takes_no_other(draft: Guidance, editor: User) -> None:
    with pytest.raises(TransitionNotAllowed, match="belongs to a task already"):
        as_read.add_task(section=section(draft, "三/五"), by=editor, title="政策")
