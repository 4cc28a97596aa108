"""Correcting a draft: what holds of all corrections, and nothing of the text is ever lost."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organizations.calendar import today
from organizations.models import User
from tasks.actions import draft as actions
from tasks.drafts.draft_statement import drafted_facts, drafted_section, drafted_task
from tasks.errors import ActionRefused, TransitionNotAllowed
from tasks.forms.draft import FactsForm
from tasks.models import Guidance, ReadingCaution, Task
from tests.factories import GuidanceFactory
from tests.tasks.drafts import as_read
from tests.tasks.drafts.soundness import assert_sound, letters, section


def test_a_doubt_is_settled_once_and_opened_again(draft: Guidance, editor: User) -> None:
    doubt = ReadingCaution.objects.create(guidance=draft, message="Look.")
    settled_at = timezone.now()
    actions.settle_caution(caution=doubt, by=editor, at=settled_at)
    actions.settle_caution(caution=doubt, by=editor, at=timezone.now() + dt.timedelta(days=1))
    doubt.refresh_from_db()
    assert (doubt.settled_by, doubt.settled_at) == (editor, settled_at)
    actions.unsettle_caution(caution=doubt, by=editor, at=timezone.now())
    assert not doubt.is_settled


def test_facts_are_corrected_but_not_onto_the_year_of_another(draft: Guidance, editor: User) -> None:
    actions.correct_facts(
        guidance=draft,
        by=editor,
        at=timezone.now(),
        facts={"title": "新题", "year": 2022},
        seen=drafted_facts(draft),
    )
    draft.refresh_from_db()
    assert (draft.title, draft.year) == ("新题", 2022)
    GuidanceFactory(year=2021)
    with pytest.raises(TransitionNotAllowed, match="already a guidance for 2021"):
        actions.correct_facts(
            guidance=draft,
            by=editor,
            at=timezone.now(),
            facts={"year": 2021},
            seen=drafted_facts(draft),
        )


def test_no_document_was_issued_on_a_day_to_come(draft: Guidance, editor: User) -> None:
    tomorrow = today() + dt.timedelta(days=1)
    with pytest.raises(TransitionNotAllowed, match="still to come"):
        actions.correct_facts(
            guidance=draft,
            by=editor,
            at=timezone.now(),
            facts={"issued_on": tomorrow},
            seen=drafted_facts(draft),
        )
    form = FactsForm({"issued_on": tomorrow.isoformat()}, instance=draft)
    assert "still to come" in form.errors["issued_on"][0]
    draft.refresh_from_db()
    actions.correct_facts(
        guidance=draft, by=editor, at=timezone.now(), facts={"issued_on": today()}, seen=drafted_facts(draft)
    )


def test_starting_over_brings_back_what_the_document_says(draft: Guidance, editor: User) -> None:
    def shape() -> list[Any]:
        return list(draft.tasks.order_by("order").values_list("title", "section__path", "starts_at"))

    before = shape()
    as_read.join_section(section=section(draft, "三/六"), by=editor)
    as_read.drop_task(task=draft.tasks.all()[0], by=editor)
    actions.correct_facts(
        guidance=draft,
        by=editor,
        at=timezone.now(),
        facts={"title": "别的"},
        seen=drafted_facts(draft),
    )
    as_read.start_over(guidance=draft, by=editor)
    draft.refresh_from_db()
    assert shape() == before
    assert draft.title != "别的"
    assert_sound(draft)


def test_a_discarded_draft_leaves_nothing(draft: Guidance, editor: User) -> None:
    as_read.discard_guidance(guidance=draft, by=editor)
    assert not Guidance.objects.exists()
    assert not Task.objects.exists()


CORRECTIONS: dict[str, Callable[[Guidance, User], object]] = {
    "facts": lambda draft, by: actions.correct_facts(
        guidance=draft, by=by, at=timezone.now(), facts={"title": "别的"}, seen=drafted_facts(draft)
    ),
    "section": lambda draft, by: actions.correct_section(
        section=section(draft, "二/三"),
        by=by,
        at=timezone.now(),
        title="别的",
        number="",
        seen=drafted_section(section(draft, "二/三")),
    ),
    "join section": lambda draft, by: as_read.join_section(section=section(draft, "二/三"), by=by),
    "split section": lambda draft, by: as_read.split_section(
        section=section(draft, "二/三"), by=by, offset=5
    ),
    "task": lambda draft, by: actions.correct_task(
        task=draft.tasks.all()[0],
        by=by,
        at=timezone.now(),
        title="别的",
        due_on=None,
        measures=[],
        owners=[],
        seen=drafted_task(draft.tasks.all()[0]),
    ),
    "join task": lambda draft, by: as_read.join_task(task=draft.tasks.all()[1], by=by),
    "split task": lambda draft, by: as_read.split_task(task=draft.tasks.all()[0], by=by, before_measure=2),
    "drop task": lambda draft, by: as_read.drop_task(task=draft.tasks.all()[0], by=by),
    "add task": lambda draft, by: as_read.add_task(section=section(draft, "一"), by=by, title="别的"),
    "owners": lambda draft, by: as_read.set_owners(task=draft.tasks.all()[0], by=by, owners=[]),
    "match": lambda draft, by: as_read.match_owner(
        guidance=draft, by=by, name="天文台", collective="local_bureaus"
    ),
    "drop owner": lambda draft, by: as_read.drop_owner(guidance=draft, by=by, name="天文台"),
    "start over": lambda draft, by: as_read.start_over(guidance=draft, by=by),
    "discard": lambda draft, by: as_read.discard_guidance(guidance=draft, by=by),
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
        as_read.join_section(section=one, by=by)
    elif name == "split section":
        as_read.split_section(section=one, by=by, offset=at % (len(one.text) + 1))
    elif name == "split after heading":
        at %= len(one.text) + 1
        as_read.split_section(section=one, by=by, offset=at, title=one.text[at : at + 4].strip())
    elif name == "heading":
        actions.correct_section(
            section=one,
            by=by,
            at=timezone.now(),
            number=one.number,
            title=f"{one.title}知识产权",
            seen=drafted_section(one),
        )
    elif name == "add":
        as_read.add_task(section=one, by=by, title="另加")
    elif tasks:
        task = tasks[which % len(tasks)]
        if name == "join task":
            as_read.join_task(task=task, by=by)
        elif name == "split task":
            as_read.split_task(task=task, by=by, before_measure=2 + at % 3)
        else:
            as_read.drop_task(task=task, by=by)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_is_corrected_nothing_of_the_text_is_lost(
    draft: Guidance, editor: User, steps: list[Step]
) -> None:
    as_read.start_over(guidance=draft, by=editor)
    length = letters(draft)
    for step in steps:
        try:
            take(draft, editor, step)
        except ActionRefused:
            continue
        assert_sound(draft)
        assert letters(draft) >= length
