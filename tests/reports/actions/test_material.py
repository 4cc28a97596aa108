"""The basket: one for all editors, in an order that they set, and nothing of it lost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from organizations.models import User
from reports.actions.material import move_pick, moved, note_pick, unpick_material
from reports.material.access import Editor
from reports.material.basket import basket_of
from reports.material.items import item_named
from reports.models import FiledText, MaterialPick
from tasks.actions import reopen_filing
from tasks.errors import TransitionNotAllowed
from tests.reports.material.filed import approved
from tests.reports.material.told import picked, text_name
from tests.world import World

pytestmark = pytest.mark.django_db


def names(world: World) -> list[str]:
    """What can be marked of the province's approved filing, in order."""
    approved(world)
    texts = FiledText.objects.filter(kind="progress").order_by("part")
    return [text_name(text) for text in texts]


def order() -> list[str]:
    return [pick.item for pick in MaterialPick.objects.standing().in_order()]


def editor(world: World, name: str = "reviewer") -> Editor:
    return Editor(world.person(name), world.office)


def test_what_is_marked_twice_stays_with_whoever_was_first(world: World) -> None:
    name = names(world)[0]
    first, second = picked(name, world.reviewer), picked(name, world.second_reviewer)
    assert first == second
    assert second.picked_by == world.reviewer
    assert MaterialPick.objects.count() == 1


def test_what_is_taken_out_can_be_put_back_with_its_note(world: World) -> None:
    pick = picked(names(world)[0], world.reviewer)
    note_pick(pick=pick, note="放在第三部分", seen="", by=world.reviewer, at=timezone.now())
    for _again in range(2):
        unpick_material(pick=pick, by=world.second_reviewer, at=timezone.now())
    assert order() == []
    back = picked(pick.item, world.second_reviewer)
    assert (back.pk, back.note, back.picked_by) == (pick.pk, "放在第三部分", world.second_reviewer)


def test_the_order_of_the_document_comes_first_then_that_of_the_editors(world: World) -> None:
    texts = names(world)
    figure = picked(f"figure-{world.pledge.pk}", world.reviewer)
    for name in texts:
        picked(name, world.reviewer)
    before = [figure.section.order if figure.section else 0, world.local_task.section.order]
    expected = [*texts, figure.item] if before[0] > before[1] else [figure.item, *texts]
    assert order() == expected
    last = MaterialPick.objects.get(part=texts[-1].rsplit("-", 1)[1])
    move_pick(pick=last, is_up=True, by=world.second_reviewer, at=timezone.now())
    swapped = [*texts[:-2], texts[-1], texts[-2]]
    assert [name for name in order() if name != figure.item] == swapped
    move_pick(pick=figure, is_up=True, by=world.reviewer, at=timezone.now())
    assert [name for name in order() if name != figure.item] == swapped


@given(st.lists(st.integers(), unique=True, min_size=1), st.data(), st.sampled_from([-1, 1]))
def test_a_move_changes_places_with_one_neighbour_and_back(
    order: list[int], data: st.DataObject, by: int
) -> None:
    chosen = data.draw(st.sampled_from(order))
    changed = moved(order, chosen, by)
    assert sorted(changed) == sorted(order)
    if changed == order:
        assert order.index(chosen) + by in {-1, len(order)}
    else:
        assert changed.index(chosen) == order.index(chosen) + by
        assert moved(changed, chosen, -by) == order


def test_a_note_on_what_another_has_noted_is_refused_with_both(world: World) -> None:
    pick = picked(names(world)[0], world.reviewer)
    note_pick(pick=pick, note="甲", seen="", by=world.reviewer, at=timezone.now())
    with pytest.raises(TransitionNotAllowed, match=r"“甲”.*“乙”"):
        note_pick(pick=pick, note="乙", seen="", by=world.second_reviewer, at=timezone.now())
    note_pick(pick=pick, note="乙", seen="甲", by=world.second_reviewer, at=timezone.now())
    pick.refresh_from_db()
    assert (pick.note, pick.changed_by) == ("乙", world.second_reviewer)


def test_a_note_on_what_is_gone_is_refused(world: World) -> None:
    pick = picked(names(world)[0], world.reviewer)
    unpick_material(pick=pick, by=world.reviewer, at=timezone.now())
    with pytest.raises(TransitionNotAllowed, match="taken this out"):
        note_pick(pick=pick, note="甲", seen="", by=world.reviewer, at=timezone.now())


def test_what_is_reopened_stays_marked_and_says_that_it_is_not_in_force(world: World) -> None:
    picked(names(world)[0], world.reviewer)
    filing = world.filing()
    (section,) = basket_of(editor(world), world.guidance)
    assert [marked.is_gone for marked in section.marked] == [False]
    reopen_filing(filing=filing, by=world.reviewer, at=timezone.now(), reason="有误。", version=1)
    (section,) = basket_of(editor(world), world.guidance)
    assert [marked.is_gone for marked in section.marked] == [True]


@pytest.mark.parametrize(
    "name",
    [
        "",
        "text-1",
        "figure-0",
        "chart-999999",
        "text-999-progress-1-problems",
        "case-1-case-1-case",
        "x" * 999,
        "figure-１",
    ],
)
def test_nothing_is_marked_that_is_not_there(world: World, name: str) -> None:
    assert item_named(world.person("reviewer"), name) is None


def test_nothing_is_marked_that_the_person_may_not_see(world: World) -> None:
    name = names(world)[0]
    assert item_named(world.person("reviewer"), name) is not None
    assert item_named(User.objects.get(pk=world.outsider.pk), name) is None


def test_the_basket_costs_as_many_queries_however_much_is_marked(world: World) -> None:
    texts, counts = names(world), []
    picked(f"chart-{world.pledge.pk}", world.reviewer)
    for name in (texts[:1], texts):
        for each in name:
            picked(each, world.reviewer)
        with CaptureQueriesContext(connection) as asked:
            list(basket_of(editor(world), world.guidance))
        counts.append(len(asked))
    assert counts[0] == counts[1]
