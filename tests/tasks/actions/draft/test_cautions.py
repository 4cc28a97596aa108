"""Looking at doubts of the reader, one by one and several at once."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from organizations.models import User
from tasks.actions import draft as actions
from tasks.errors import TransitionNotAllowed
from tasks.models import Guidance


@pytest.fixture
def doubts(draft: Guidance) -> list[int]:
    draft.cautions.all().delete()
    return [draft.cautions.create(message=f"Look at {number}.").pk for number in range(3)]


def open_ones(draft: Guidance) -> set[int]:
    return set(draft.cautions.filter(settled_at=None).values_list("pk", flat=True))


def test_several_doubts_are_settled_at_one_moment_and_opened_again(
    draft: Guidance, editor: User, doubts: list[int]
) -> None:
    said = {"guidance": draft, "by": editor, "at": timezone.now()}
    assert actions.settle_cautions(cautions=doubts[:2], **said) == 2
    assert actions.settle_cautions(cautions=doubts[:2], **said) == 0
    assert open_ones(draft) == {doubts[2]}
    assert draft.events.filter(action="settle_doubt").count() == 2
    assert actions.unsettle_cautions(cautions=doubts, **said) == 2
    assert open_ones(draft) == set(doubts)
    assert draft.events.filter(action="reopen_doubt").count() == 2


def test_doubts_of_another_draft_stay_as_they_are(draft: Guidance, editor: User, doubts: list[int]) -> None:
    other = Guidance.objects.create(year=2040, title="别的", source_name="a", source_text="a")
    caution = other.cautions.create(message="Elsewhere.")
    said = {"guidance": draft, "by": editor, "at": timezone.now()}
    assert actions.settle_cautions(cautions=[caution.pk], **said) == 0
    assert open_ones(other) == {caution.pk}


@pytest.mark.parametrize("act", [actions.settle_cautions, actions.unsettle_cautions])
def test_the_doubts_of_a_published_guidance_stay(
    draft: Guidance, editor: User, doubts: list[int], act: Callable[..., int]
) -> None:
    draft.status, draft.published_at = Guidance.Status.PUBLISHED, timezone.now()
    draft.save()
    with pytest.raises(TransitionNotAllowed, match="published by now"):
        act(guidance=draft, cautions=doubts, by=editor, at=timezone.now())
