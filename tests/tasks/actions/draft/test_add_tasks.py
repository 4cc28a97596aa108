"""Sections become tasks, several at once, where the reader saw none."""

import pytest
from django.utils import timezone

from organizations.models import User
from tasks.actions import draft as actions
from tasks.drafts.draft_statement import every_heading
from tasks.errors import NotAsRead, TransitionNotAllowed
from tasks.models import Guidance
from tests.tasks.drafts.soundness import assert_sound


def made(draft: Guidance, by: User, sections: list[int]) -> int:
    return actions.add_tasks(
        guidance=draft, sections=sections, by=by, at=timezone.now(), seen=every_heading(draft)
    )


def test_chosen_sections_become_tasks_up_to_their_notes(draft: Guidance, editor: User) -> None:
    draft.tasks.all().delete()
    chosen = list(draft.sections.filter(path__in=["三/五", "三/六"]).values_list("pk", flat=True))
    assert made(draft, editor, chosen) == 2
    assert list(draft.tasks.values_list("section__path", "order")) == [("三/五", 1), ("三/六", 2)]
    assert_sound(draft)
    first = draft.tasks.get(section__path="三/五")
    assert first.title == first.section.title
    assert first.as_printed
    assert first.measures.count() > 1


def test_sections_without_words_are_passed_over(draft: Guidance, editor: User) -> None:
    draft.tasks.all().delete()
    empty = draft.sections.filter(text="")[0]
    assert made(draft, editor, [empty.pk]) == 0


def test_where_somebody_has_made_tasks_meanwhile_nothing_is_done(draft: Guidance, editor: User) -> None:
    count = draft.tasks.count()
    chosen = list(draft.sections.values_list("pk", flat=True))
    with pytest.raises(TransitionNotAllowed, match="There are tasks by now"):
        made(draft, editor, chosen)
    assert draft.tasks.count() == count


def test_sections_that_were_corrected_meanwhile_are_shown_first(draft: Guidance, editor: User) -> None:
    draft.tasks.all().delete()
    seen = every_heading(draft)
    draft.sections.filter(path="三/五").update(title="别的")
    with pytest.raises(NotAsRead):
        actions.add_tasks(guidance=draft, sections=[], by=editor, at=timezone.now(), seen=seen)
