"""Correcting a draft: each correction does what it says, and nothing of the text is ever lost."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organizations.models import Organization, User
from tasks.actions import draft as actions
from tasks.errors import ActionRefused, TransitionNotAllowed
from tasks.models import Basis, Guidance, ReadingCaution, Responsibility, Section, Task, UnmatchedOwner
from tasks.placement import source_offset
from tests.factories import GuidanceFactory

Role = Responsibility.Role


def section(draft: Guidance, path: str) -> Section:
    return draft.sections.get(path=path)


def letters(draft: Guidance) -> int:
    """How many characters stand in the sections, headings included, spaces left out."""
    return sum(len("".join(f"{one.number}{one.title}{one.text}".split())) for one in draft.sections.all())


def assert_sound(draft: Guidance) -> None:
    """What holds after any correction."""
    sections = list(draft.sections.order_by("order"))
    assert [one.order for one in sections] == list(range(1, len(sections) + 1))
    ends = [0, *(one.ends_at for one in sections)]
    assert [one.starts_at for one in sections] == ends[:-1]
    assert ends[-1] == len(draft.source_text)
    tasks = list(draft.tasks.select_related("section").order_by("order"))
    assert [one.order for one in tasks] == list(range(1, len(tasks) + 1))
    for task in tasks:
        assert "".join(task.text.split()) in "".join(task.section.text.split())
        assert task.section.text[task.starts_at : task.ends_at].strip() == task.text.strip()
        orders = list(task.measures.values_list("order", flat=True))
        assert orders == list(range(1, len(orders) + 1))


# --- Sections -------------------------------------------------------------------------------------


def test_a_heading_is_corrected(draft: Guidance, editor: User) -> None:
    actions.correct_section(
        section=section(draft, "二/三"), by=editor, title="审查提质增效。", number="（三）"
    )
    assert section(draft, "二/三").title == "审查提质增效。"


def test_a_section_that_is_none_joins_the_one_before_with_its_tasks(draft: Guidance, editor: User) -> None:
    before, joining = section(draft, "三/五"), section(draft, "三/六")
    tasks, length = joining.tasks.count() + before.tasks.count(), letters(draft)
    joined = actions.join_section(section=joining, by=editor)
    assert joined == before
    assert joined.tasks.count() == tasks
    assert joining.title in joined.text
    assert letters(draft) == length
    assert_sound(draft)


def test_the_first_section_joins_nothing(draft: Guidance, editor: User) -> None:
    first = draft.sections.order_by("order")[0]
    with pytest.raises(TransitionNotAllowed, match="no section before"):
        actions.join_section(section=first, by=editor)


def test_a_section_begins_anew_at_a_sentence_and_takes_the_tasks_behind_along(
    draft: Guidance, editor: User
) -> None:
    whole = section(draft, "二/一")
    task = whole.tasks.order_by("order")[1]
    at = task.starts_at
    new = actions.split_section(section=whole, by=editor, at=at, title="另起一条", number="")
    whole.refresh_from_db()
    assert new.order == whole.order + 1
    assert list(new.tasks.all()) == [task]
    assert new.source.lstrip().startswith(new.text[:10])
    assert_sound(draft)


def test_a_heading_that_was_read_as_text_is_taken_out_of_the_task_that_begins_with_it(
    draft: Guidance, editor: User
) -> None:
    whole = section(draft, "三/五")
    task = whole.tasks.get()
    kept = actions.split_task(task=task, by=editor, before_measure=2)
    first, *others = [measure.text for measure in kept.measures.all()]
    title, rest = first[:4], first[4:]
    new = actions.split_section(section=whole, by=editor, at=kept.starts_at, title=title)
    kept.refresh_from_db()
    assert (new.title, new.text[: len(rest)]) == (title, rest)
    assert (kept.section, kept.starts_at) == (new, 0)
    assert [measure.text for measure in kept.measures.all()] == [rest, *others]
    assert_sound(draft)


def test_a_task_that_is_nothing_but_the_heading_is_dropped_first(draft: Guidance, editor: User) -> None:
    whole = section(draft, "三/五")
    kept = actions.split_task(task=whole.tasks.get(), by=editor, before_measure=2)
    with pytest.raises(TransitionNotAllowed, match="all in the heading"):
        actions.split_section(section=whole, by=editor, at=kept.starts_at, title=kept.text)


def test_a_section_that_somebody_joined_meanwhile_is_not_corrected(draft: Guidance, editor: User) -> None:
    mine = section(draft, "三/六")
    actions.join_section(section=section(draft, "三/六"), by=editor)
    with pytest.raises(TransitionNotAllowed, match="meanwhile"):
        actions.correct_section(section=mine, by=editor, title="别的", number="")


def test_a_section_is_split_at_the_place_that_it_has_by_now(draft: Guidance, editor: User) -> None:
    mine = section(draft, "三/六")
    actions.correct_section(section=section(draft, "三/六"), by=editor, title="别的", number="（六）")
    actions.join_section(section=section(draft, "三/五"), by=editor)
    actions.split_section(section=mine, by=editor, at=len(mine.text) - 5)
    mine.refresh_from_db()
    assert mine.title == "别的"
    assert_sound(draft)


def test_two_sections_without_number_have_paths_of_their_own(draft: Guidance, editor: User) -> None:
    whole = section(draft, "三/六")
    for task in whole.tasks.all():
        actions.drop_task(task=task, by=editor)
    once = actions.split_section(section=whole, by=editor, at=20)
    twice = actions.split_section(section=once, by=editor, at=5)
    assert (once.path, twice.path) == ("三/六-2", "三/六-3")


def test_a_section_is_not_split_through_a_task(draft: Guidance, editor: User) -> None:
    whole = section(draft, "二/一")
    task = whole.tasks.order_by("order")[0]
    with pytest.raises(TransitionNotAllowed, match="reaches over"):
        actions.split_section(section=whole, by=editor, at=task.starts_at + 5)


@pytest.mark.parametrize(
    ("source", "text", "at", "expected"),
    [
        ("（一）标题。甲乙丙", "甲乙丙", 1, 7),
        ("（一）甲乙。甲乙\n丙丁", "甲乙丙丁", 2, 9),
        ("（一）题\n甲乙\n— 3 —\n丙丁", "甲乙丙丁", 2, 14),
        ("甲乙", "甲乙", 2, 2),
        ("甲乙丙丁戊己庚辛壬", "甲乙丙丁新戊己庚辛壬", 2, 2),
        ("知识产权保护。（二）知产运用。开展培训。", "知识产权保护。（二）知识产权运用。开展培训。", 7, 7),
    ],
)
def test_a_place_in_the_text_is_found_in_the_source(source: str, text: str, at: int, expected: int) -> None:
    assert source_offset(source, text, at) == expected


# --- Tasks ----------------------------------------------------------------------------------------


def test_a_task_gets_another_title_day_and_measures(draft: Guidance, editor: User) -> None:
    task = draft.tasks.all()[0]
    actions.correct_task(
        task=task, by=editor, title="新题", due_on=dt.date(2021, 9, 30), measures=["甲。", "乙。"]
    )
    task.refresh_from_db()
    assert (task.title, task.due_on) == ("新题", dt.date(2021, 9, 30))
    assert [measure.text for measure in task.measures.all()] == ["甲。", "乙。"]


def test_two_tasks_become_one_with_the_owners_of_both(draft: Guidance, editor: User) -> None:
    first, second = section(draft, "二/一").tasks.order_by("order")
    measures = first.measures.count() + second.measures.count()
    owners = {str(one) for task in (first, second) for one in task.responsibilities.all()}
    joined = actions.join_task(task=second, by=editor)
    assert joined == first
    assert joined.measures.count() == measures
    assert {str(one) for one in joined.responsibilities.all()} == owners
    assert set(joined.responsibilities.values_list("basis", flat=True)) == {Basis.STATED}
    assert_sound(draft)


def test_the_first_task_of_a_section_joins_none(draft: Guidance, editor: User) -> None:
    with pytest.raises(TransitionNotAllowed, match="first task"):
        actions.join_task(task=section(draft, "二/一").tasks.order_by("order")[0], by=editor)


def test_a_task_is_split_before_a_measure_and_both_keep_the_owners(draft: Guidance, editor: User) -> None:
    task = next(one for one in draft.tasks.all() if one.measures.count() > 2)
    texts = [measure.text for measure in task.measures.all()]
    new = actions.split_task(task=task, by=editor, before_measure=2)
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
        task=task, by=editor, title=task.title, due_on=None, measures=[one, other, one, other]
    )
    new = actions.split_task(task=task, by=editor, before_measure=3)
    assert new.starts_at == 6


def test_a_task_is_not_split_where_its_measure_no_longer_stands_in_the_text(
    draft: Guidance, editor: User
) -> None:
    task = next(one for one in draft.tasks.all() if one.measures.count() > 2)
    actions.correct_task(task=task, by=editor, title=task.title, due_on=None, measures=["甲。", "乙。"])
    with pytest.raises(TransitionNotAllowed, match="does not show where"):
        actions.split_task(task=task, by=editor, before_measure=2)


def test_a_dropped_task_leaves_its_text_and_may_come_back(draft: Guidance, editor: User) -> None:
    task = section(draft, "三/五").tasks.get()
    text = task.section.text
    actions.drop_task(task=task, by=editor)
    assert section(draft, "三/五").text == text
    assert_sound(draft)
    again = actions.add_task(section=section(draft, "三/五"), by=editor, title="政策")
    assert again.measures.exists()
    assert again.responsibilities.count() == 0
    assert_sound(draft)


def test_a_task_dropped_in_the_middle_comes_back_without_its_note(draft: Guidance, editor: User) -> None:
    first, second = section(draft, "二/一").tasks.order_by("order")
    actions.drop_task(task=first, by=editor)
    again = actions.add_task(section=section(draft, "二/一"), by=editor, title="政策")
    assert (again.text, again.as_printed, again.order) == (first.text, first.as_printed, first.order)
    assert list(section(draft, "二/一").tasks.order_by("order")) == [again, second]
    assert_sound(draft)


def test_a_section_whose_text_is_all_in_tasks_takes_no_other(draft: Guidance, editor: User) -> None:
    with pytest.raises(TransitionNotAllowed, match="belongs to a task already"):
        actions.add_task(section=section(draft, "三/五"), by=editor, title="政策")


# --- Owners ---------------------------------------------------------------------------------------


def test_owners_are_replaced_and_those_that_stood_keep_their_basis(draft: Guidance, editor: User) -> None:
    task = section(draft, "三/五").tasks.get()
    stated = task.responsibilities.get()
    patents = Organization.objects.get(code="D-ZLJ")
    actions.set_owners(
        task=task,
        by=editor,
        owners=[
            actions.Owner(Role.LEAD, stated.organization),
            actions.Owner(Role.SUPPORT, patents),
            actions.Owner(Role.SUPPORT, patents),
            actions.Owner(Role.SUPPORT, collective=Responsibility.Collective.LOCAL_BUREAUS),
        ],
    )
    assert [(one.owner_name, one.basis) for one in task.responsibilities.order_by("pk")] == [
        (stated.owner_name, Basis.STATED),
        (patents.display_name, Basis.ASSIGNED),
        ("Every local bureau", Basis.ASSIGNED),
    ]


def test_a_printed_name_is_matched_everywhere_and_remembered(draft: Guidance, editor: User) -> None:
    waiting = list(draft.tasks.all()[:2])
    for task in waiting:
        UnmatchedOwner.objects.create(task=task, name="规划部", role=Role.SUPPORT)
    planning = Organization.objects.get(code="D-GFS")
    matched = actions.match_owner(
        guidance=draft, by=editor, name="规划部", organization=planning, remember=True
    )
    planning.refresh_from_db()
    assert matched == 2
    assert "规划部" in planning.aliases
    assert not UnmatchedOwner.objects.exists()
    assert all(task.responsibilities.filter(organization=planning).exists() for task in waiting)


def test_matching_someone_who_answers_already_leaves_one_responsibility(
    draft: Guidance, editor: User
) -> None:
    task = section(draft, "三/五").tasks.get()
    stated = task.responsibilities.get()
    UnmatchedOwner.objects.create(task=task, name="保护部", role=Role.SUPPORT)
    actions.match_owner(guidance=draft, by=editor, name="保护部", organization=stated.organization)
    assert task.responsibilities.get() == stated


def test_a_printed_name_that_leads_makes_whom_it_means_lead(draft: Guidance, editor: User) -> None:
    task = section(draft, "三/五").tasks.get()
    stated = task.responsibilities.get()
    task.responsibilities.update(role=Role.SUPPORT)
    UnmatchedOwner.objects.create(task=task, name="保护部", role=Role.LEAD)
    actions.match_owner(guidance=draft, by=editor, name="保护部", organization=stated.organization)
    assert task.responsibilities.get().role == Role.LEAD


def test_a_printed_name_means_somebody(draft: Guidance, editor: User) -> None:
    with pytest.raises(ValueError, match="one organization"):
        actions.match_owner(guidance=draft, by=editor, name="天文台")


def test_a_printed_name_is_dropped(draft: Guidance, editor: User) -> None:
    UnmatchedOwner.objects.create(task=draft.tasks.all()[0], name="天文台", role=Role.LEAD)
    assert actions.drop_owner(guidance=draft, by=editor, name="天文台") == 1
    assert not UnmatchedOwner.objects.exists()


# --- The whole ------------------------------------------------------------------------------------


def test_a_doubt_is_settled_once_and_opened_again(draft: Guidance, editor: User) -> None:
    doubt = ReadingCaution.objects.create(guidance=draft, message="Look.")
    settled_at = timezone.now()
    actions.settle_caution(caution=doubt, by=editor, at=settled_at)
    actions.settle_caution(caution=doubt, by=editor, at=timezone.now() + dt.timedelta(days=1))
    doubt.refresh_from_db()
    assert (doubt.settled_by, doubt.settled_at) == (editor, settled_at)
    actions.unsettle_caution(caution=doubt, by=editor)
    assert not doubt.is_settled


def test_facts_are_corrected_but_not_onto_the_year_of_another(draft: Guidance, editor: User) -> None:
    actions.correct_facts(guidance=draft, by=editor, facts={"title": "新题", "year": 2022})
    draft.refresh_from_db()
    assert (draft.title, draft.year) == ("新题", 2022)
    GuidanceFactory(year=2021)
    with pytest.raises(TransitionNotAllowed, match="already a guidance for 2021"):
        actions.correct_facts(guidance=draft, by=editor, facts={"year": 2021})


def test_starting_over_brings_back_what_the_document_says(draft: Guidance, editor: User) -> None:
    def shape() -> list[Any]:
        return list(draft.tasks.order_by("order").values_list("title", "section__path", "starts_at"))

    before = shape()
    actions.join_section(section=section(draft, "三/六"), by=editor)
    actions.drop_task(task=draft.tasks.all()[0], by=editor)
    actions.correct_facts(guidance=draft, by=editor, facts={"title": "别的"})
    actions.start_over(guidance=draft, by=editor)
    draft.refresh_from_db()
    assert shape() == before
    assert draft.title != "别的"
    assert_sound(draft)


def test_a_discarded_draft_leaves_nothing(draft: Guidance, editor: User) -> None:
    actions.discard_guidance(guidance=draft, by=editor)
    assert not Guidance.objects.exists()
    assert not Task.objects.exists()


CORRECTIONS: dict[str, Callable[[Guidance, User], object]] = {
    "facts": lambda draft, by: actions.correct_facts(guidance=draft, by=by, facts={"title": "别的"}),
    "section": lambda draft, by: actions.correct_section(
        section=section(draft, "二/三"), by=by, title="别的", number=""
    ),
    "join section": lambda draft, by: actions.join_section(section=section(draft, "二/三"), by=by),
    "split section": lambda draft, by: actions.split_section(section=section(draft, "二/三"), by=by, at=5),
    "task": lambda draft, by: actions.correct_task(
        task=draft.tasks.all()[0], by=by, title="别的", due_on=None, measures=[]
    ),
    "join task": lambda draft, by: actions.join_task(task=draft.tasks.all()[1], by=by),
    "split task": lambda draft, by: actions.split_task(task=draft.tasks.all()[0], by=by, before_measure=2),
    "drop task": lambda draft, by: actions.drop_task(task=draft.tasks.all()[0], by=by),
    "add task": lambda draft, by: actions.add_task(section=section(draft, "一"), by=by, title="别的"),
    "owners": lambda draft, by: actions.set_owners(task=draft.tasks.all()[0], by=by, owners=[]),
    "match": lambda draft, by: actions.match_owner(
        guidance=draft, by=by, name="天文台", collective="local_bureaus"
    ),
    "drop owner": lambda draft, by: actions.drop_owner(guidance=draft, by=by, name="天文台"),
    "start over": lambda draft, by: actions.start_over(guidance=draft, by=by),
    "discard": lambda draft, by: actions.discard_guidance(guidance=draft, by=by),
}


@pytest.mark.parametrize("name", CORRECTIONS)
def test_a_published_guidance_takes_no_correction(draft: Guidance, editor: User, name: str) -> None:
    draft.status, draft.published_at = Guidance.Status.PUBLISHED, timezone.now()
    draft.save()
    with pytest.raises(TransitionNotAllowed, match="published by now"):
        CORRECTIONS[name](draft, editor)


Step = tuple[str, int, int]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "heading",
                "join section",
                "split section",
                "split after heading",
                "join task",
                "split task",
                "drop",
                "add",
            ]
        ),
        st.integers(0, 60),
        st.integers(1, 400),
    ),
    max_size=8,
)


def take(draft: Guidance, by: User, step: Step) -> None:
    """One correction somewhere in the document, if it is possible there."""
    name, which, at = step
    sections, tasks = list(draft.sections.all()), list(draft.tasks.select_related("section"))
    one = sections[which % len(sections)]
    if name == "join section":
        actions.join_section(section=one, by=by)
    elif name == "split section":
        actions.split_section(section=one, by=by, at=at % (len(one.text) + 1))
    elif name == "split after heading":
        at %= len(one.text) + 1
        actions.split_section(section=one, by=by, at=at, title=one.text[at : at + 4].strip())
    elif name == "heading":
        actions.correct_section(section=one, by=by, number=one.number, title=f"{one.title}知识产权")
    elif name == "add":
        actions.add_task(section=one, by=by, title="另加")
    elif tasks:
        task = tasks[which % len(tasks)]
        if name == "join task":
            actions.join_task(task=task, by=by)
        elif name == "split task":
            actions.split_task(task=task, by=by, before_measure=2 + at % 3)
        else:
            actions.drop_task(task=task, by=by)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_is_corrected_nothing_of_the_text_is_lost(
    draft: Guidance, editor: User, steps: list[Step]
) -> None:
    actions.start_over(guidance=draft, by=editor)
    length = letters(draft)
    for step in steps:
        try:
            take(draft, editor, step)
        except ActionRefused:
            continue
        assert_sound(draft)
        assert letters(draft) >= length
