"""Correcting the sections of a draft."""

import pytest
from django.utils import timezone

from organizations.models import User
from tasks.actions import draft as actions
from tasks.drafts.draft_statement import drafted_section
from tasks.drafts.source_offsets import source_offset
from tasks.errors import TransitionNotAllowed
from tasks.models import Guidance
from tasks.statement import Statement
from tests.tasks.drafts import as_read
from tests.tasks.drafts.soundness import assert_sound, letters, section


def test_a_heading_is_corrected(draft: Guidance, editor: User) -> None:
    actions.correct_section(
        section=section(draft, "二/三"),
        by=editor,
        at=timezone.now(),
        title="审查提质增效。",
        number="（三）",
        seen=drafted_section(section(draft, "二/三")),
    )
    assert section(draft, "二/三").title == "审查提质增效。"


def test_a_section_that_is_none_joins_the_one_before_with_its_tasks(draft: Guidance, editor: User) -> None:
    before, joining = section(draft, "三/五"), section(draft, "三/六")
    tasks, length = joining.tasks.count() + before.tasks.count(), letters(draft)
    joined = as_read.join_section(section=joining, by=editor)
    assert joined == before
    assert joined.tasks.count() == tasks
    assert joining.title in joined.text
    assert letters(draft) == length
    assert_sound(draft)


def test_the_first_section_joins_nothing(draft: Guidance, editor: User) -> None:
    first = draft.sections.order_by("order")[0]
    with pytest.raises(TransitionNotAllowed, match="no section before"):
        as_read.join_section(section=first, by=editor)


def test_a_section_begins_anew_at_a_sentence_and_takes_the_tasks_behind_along(
    draft: Guidance, editor: User
) -> None:
    whole = section(draft, "二/一")
    task = whole.tasks.order_by("order")[1]
    at = task.starts_at
    new = as_read.split_section(section=whole, by=editor, offset=at, title="另起一条", number="")
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
    kept = as_read.split_task(task=task, by=editor, before_measure=2)
    first, *others = [measure.text for measure in kept.measures.all()]
    title, rest = first[:4], first[4:]
    new = as_read.split_section(section=whole, by=editor, offset=kept.starts_at, title=title)
    kept.refresh_from_db()
    assert (new.title, new.text[: len(rest)]) == (title, rest)
    assert (kept.section, kept.starts_at) == (new, 0)
    assert [measure.text for measure in kept.measures.all()] == [rest, *others]
    assert_sound(draft)


def test_a_task_that_is_nothing_but_the_heading_is_dropped_first(draft: Guidance, editor: User) -> None:
    whole = section(draft, "三/五")
    kept = as_read.split_task(task=whole.tasks.get(), by=editor, before_measure=2)
    with pytest.raises(TransitionNotAllowed, match="all in the heading"):
        as_read.split_section(section=whole, by=editor, offset=kept.starts_at, title=kept.text)


def test_a_section_that_somebody_joined_meanwhile_is_not_corrected(draft: Guidance, editor: User) -> None:
    mine = section(draft, "三/六")
    as_read.join_section(section=section(draft, "三/六"), by=editor)
    with pytest.raises(TransitionNotAllowed, match="meanwhile"):
        actions.correct_section(
            section=mine,
            by=editor,
            at=timezone.now(),
            title="别的",
            number="",
            seen=Statement({}),
        )


def test_a_section_is_split_at_the_place_that_it_has_by_now(draft: Guidance, editor: User) -> None:
    mine = section(draft, "三/六")
    actions.correct_section(
        section=section(draft, "三/六"),
        by=editor,
        at=timezone.now(),
        title="别的",
        number="（六）",
        seen=drafted_section(section(draft, "三/六")),
    )
    as_read.join_section(section=section(draft, "三/五"), by=editor)
    as_read.split_section(section=mine, by=editor, offset=len(mine.text) - 5)
    mine.refresh_from_db()
    assert mine.title == "别的"
    assert_sound(draft)


def test_two_sections_without_number_have_paths_of_their_own(draft: Guidance, editor: User) -> None:
    whole = section(draft, "三/六")
    for task in whole.tasks.all():
        as_read.drop_task(task=task, by=editor)
    once = as_read.split_section(section=whole, by=editor, offset=20)
    twice = as_read.split_section(section=once, by=editor, offset=5)
    assert (once.path, twice.path) == ("三/六-2", "三/六-3")


def test_a_section_is_not_split_through_a_task(draft: Guidance, editor: User) -> None:
    whole = section(draft, "二/一")
    task = whole.tasks.order_by("order")[0]
    with pytest.raises(TransitionNotAllowed, match="reaches over"):
        as_read.split_section(section=whole, by=editor, offset=task.starts_at + 5)


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
