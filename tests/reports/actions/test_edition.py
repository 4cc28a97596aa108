"""Editing a text: what is changed is on record, refused where it was read otherwise, and undone."""

import datetime as dt
from functools import partial

import pytest
from django.utils import timezone

from organizations.models import User
from reports.actions import (
    begin_edition,
    change_edition,
    confirm_finding,
    give_up_text,
    renew_edition,
    undo_change,
    withdraw_confirmation,
)
from reports.actions.edition import Basis, Move
from reports.composed_document import composed_document
from reports.edited_text import text_of
from reports.editing import moves
from reports.editing.findings import Finding
from reports.editing.parts import begun, part_of, standing
from reports.errors import EditionUnknown, StalePart
from reports.findings import examined
from reports.models import Edition, EditionChange
from reports.text_access import editable_by
from tasks.actions.line_saving import Sending
from tasks.errors import TransitionNotAllowed
from tests.reports.editions import edition_of, first_paragraph, reword, said_again
from tests.world import World

pytestmark = pytest.mark.django_db
Kind = EditionChange.Kind


def test_a_text_begins_as_the_frozen_report(world: World) -> None:
    edition = edition_of(world)
    assert text_of(edition) == begun(composed_document(edition.base))
    assert edition.asked


def test_beginning_twice_goes_on_with_the_same(world: World) -> None:
    edition = edition_of(world)
    again = begin_edition(
        guidance=world.guidance, organization=world.province, by=world.lead, at=timezone.now()
    )
    assert again == edition


def test_nothing_frozen_is_nothing_to_edit(world: World) -> None:
    with pytest.raises(TransitionNotAllowed, match="Nothing is frozen yet"):
        begin_edition(guidance=world.guidance, organization=world.province, by=world.lead, at=timezone.now())
    assert not Edition.objects.exists()


def test_a_change_is_on_record_with_who_and_when(world: World) -> None:
    edition = edition_of(world)
    number = first_paragraph(edition)
    reword(edition, number, "前言改写。", by=world.filer)
    edition.refresh_from_db()
    change = edition.changes.get()
    assert (edition.version, change.version, change.kind, change.by) == (2, 2, Kind.REWORDED, world.filer)
    row = edition.parts.get(number=number)
    assert (row.words, row.version, row.edited_by) == ("前言改写。", 2, world.filer)


def test_what_changes_nothing_leaves_no_trace(world: World) -> None:
    edition = edition_of(world)
    number = first_paragraph(edition)
    reword(edition, number, part_of(text_of(edition), number).words, by=world.filer)
    edition.refresh_from_db()
    assert (edition.version, edition.changes.count()) == (1, 0)


def test_an_edit_of_an_old_version_is_refused_with_what_stands(world: World) -> None:
    edition = edition_of(world)
    number = first_paragraph(edition)
    reword(edition, number, "同事所写。", by=world.filer)
    with pytest.raises(StalePart) as stale:
        reword(edition, number, "我所写。", by=world.lead, version=1)
    assert stale.value.current.words == "同事所写。"
    assert not stale.value.is_own
    assert edition.parts.get(number=number).words == "同事所写。"


def test_edits_of_different_parts_never_collide(world: World) -> None:
    edition = edition_of(world)
    first, second = [part.number for part in standing(text_of(edition)) if part.is_paragraph][:2]
    reword(edition, first, "甲写。", by=world.filer, version=1)
    reword(edition, second, "乙写。", by=world.lead, version=1)
    assert {edition.parts.get(number=each).words for each in (first, second)} == {"甲写。", "乙写。"}


def test_a_later_sending_of_the_same_page_is_no_conflict(world: World) -> None:
    edition = edition_of(world)
    number = first_paragraph(edition)
    reword(edition, number, "先写。", by=world.filer, sending=Sending("a1", 1))
    reword(edition, number, "后写。", by=world.filer, version=1, sending=Sending("a1", 2))
    assert edition.parts.get(number=number).words == "后写。"
    with pytest.raises(StalePart):
        reword(edition, number, "另窗。", by=world.filer, version=1, sending=Sending("b2", 3))


def test_an_own_earlier_sending_does_not_excuse_what_somebody_else_changed_since(world: World) -> None:
    edition = edition_of(world)
    number = first_paragraph(edition)
    reword(edition, number, "我先写。", by=world.filer, sending=Sending("a1", 1))
    reword(edition, number, "他写。", by=world.lead, version=2)
    with pytest.raises(StalePart):
        reword(edition, number, "我再写。", by=world.filer, version=2, sending=Sending("a1", 2))
    assert edition.parts.get(number=number).words == "他写。"


def test_an_earlier_sending_that_arrives_late_does_not_undo_a_later_one(world: World) -> None:
    edition = edition_of(world)
    number = first_paragraph(edition)
    reword(edition, number, "后写。", by=world.filer, sending=Sending("a1", 2))
    with pytest.raises(StalePart):
        reword(edition, number, "先写。", by=world.filer, version=1, sending=Sending("a1", 1))


def test_the_page_of_another_person_excuses_nothing(world: World) -> None:
    edition = edition_of(world)
    number = first_paragraph(edition)
    reword(edition, number, "我写。", by=world.filer, sending=Sending("a1", 1))
    with pytest.raises(StalePart):
        reword(edition, number, "他写。", by=world.lead, version=1, sending=Sending("a1", 2))


def test_typing_after_a_stop_is_undone_for_itself(world: World) -> None:
    edition = edition_of(world)
    number = first_paragraph(edition)
    reword(edition, number, "上午。", by=world.filer, sending=Sending("a1", 1))
    states = text_of(edition)
    hours = dt.timedelta(hours=3)
    reword(edition, number, "下午。", by=world.filer, version=2, sending=Sending("a1", 2), later=hours)
    undo_change(edition=edition.pk, by=world.filer, at=timezone.now() + hours)
    assert text_of(edition) == states


def test_moves_write_the_order(world: World) -> None:
    edition = edition_of(world)
    number = [part.number for part in standing(text_of(edition)) if part.is_paragraph][1]
    after = moves.written(text_of(edition), "另写一段。", after=number)
    change(edition, Kind.WRITTEN, partial(moves.written, words="另写一段。", after=number), by=world.lead)
    assert text_of(edition) == after
    new = max(part.number for part in after)
    change(edition, Kind.MOVED, partial(moves.moved, number=new, down=False), by=world.lead)
    assert text_of(edition) == moves.moved(after, new, down=False)


def change(edition: Edition, kind: EditionChange.Kind, move: Move, *, by: User) -> None:
    change_edition(edition=edition.pk, kind=kind, move=move, basis=Basis(), by=by, at=timezone.now())


def test_undo_takes_back_ones_own_typing_in_one_go(world: World) -> None:
    edition = edition_of(world)
    before, number = text_of(edition), first_paragraph(edition)
    for turn, words in enumerate(("一", "一二", "一二三"), 1):
        reword(edition, number, words, by=world.filer, version=None, sending=Sending("a1", turn))
    undo_change(edition=edition.pk, by=world.filer, at=timezone.now())
    assert text_of(edition) == before
    with pytest.raises(moves.MoveRefused, match="nothing of yours"):
        undo_change(edition=edition.pk, by=world.filer, at=timezone.now())


def test_undo_goes_back_step_by_step(world: World) -> None:
    edition = edition_of(world)
    number, states = first_paragraph(edition), [text_of(edition)]
    for words in ("第一次。", "第二次。", "第三次。"):
        reword(edition, number, words, by=world.filer, version=None)
        states.append(text_of(edition))
    for before in reversed(states[:-1]):
        undo_change(edition=edition.pk, by=world.filer, at=timezone.now())
        assert text_of(edition) == before


def test_undo_leaves_what_others_have_changed_since(world: World) -> None:
    edition = edition_of(world)
    number = first_paragraph(edition)
    reword(edition, number, "我写。", by=world.filer)
    reword(edition, number, "他改。", by=world.lead, version=None)
    with pytest.raises(moves.MoveRefused, match="changed again since"):
        undo_change(edition=edition.pk, by=world.filer, at=timezone.now())
    assert edition.parts.get(number=number).words == "他改。"


def test_who_may_not_edit_the_text_changes_nothing(world: World) -> None:
    edition = edition_of(world)
    with pytest.raises(EditionUnknown):
        change_edition(
            edition=edition.pk,
            kind=Kind.REWORDED,
            move=partial(moves.reworded, number=1, words="外人。"),
            basis=Basis(1, 1),
            by=world.outsider,
            at=timezone.now(),
            among=editable_by(world.outsider),
        )


def test_a_text_that_was_given_up_is_not_edited(world: World) -> None:
    edition = edition_of(world)
    give_up_text(edition=edition.pk, by=world.lead, at=timezone.now())
    with pytest.raises(TransitionNotAllowed):
        reword(edition, first_paragraph(edition), "太迟。", by=world.filer)
    assert edition.steps.get().kind == "given_up"


def test_a_newer_version_is_taken_over_with_what_was_edited(world: World) -> None:
    edition = edition_of(world)
    number = first_paragraph(edition)
    reword(edition, number, "前言改写。", by=world.filer)
    newer = said_again(edition)
    renewed = renew_edition(edition=edition.pk, by=world.filer, at=timezone.now())
    assert (renewed.base, renewed.status) == (newer, Edition.Status.EDITING)
    assert part_of(text_of(renewed), number).words == "前言改写。"
    edition.refresh_from_db()
    assert edition.status == Edition.Status.GIVEN_UP
    assert renew_edition(edition=renewed.pk, by=world.filer, at=timezone.now()) == renewed


def test_what_somebody_stands_by_is_carried_over_with_the_words(world: World) -> None:
    edition = edition_of(world)
    first, second = [part.number for part in text_of(edition) if part.is_paragraph][:2]
    change(edition, Kind.MOVED, partial(moves.moved, number=second, down=True), by=world.filer)
    change(edition, Kind.WRITTEN, partial(moves.written, words="另 988 件。", after=0), by=world.filer)
    reword(edition, first, "共办理 987 件。", by=world.filer)
    for finding in open_findings(edition):
        confirm_finding(
            edition=edition.pk, key=finding.key, reason="台账。", by=world.filer, at=timezone.now()
        )
    assert edition.confirmations.count() == 2
    said_again(edition)
    renewed = renew_edition(edition=edition.pk, by=world.lead, at=timezone.now())
    assert open_findings(renewed) == []
    kept = renewed.confirmations.values_list("reason", "confirmed_by", "confirmed_at")
    assert set(kept) == set(edition.confirmations.values_list("reason", "confirmed_by", "confirmed_at"))


def test_what_is_stood_by_no_more_is_pointed_out_in_the_next_text(world: World) -> None:
    edition = edition_of(world)
    number = first_paragraph(edition)
    reword(edition, number, "共办理 987 件。", by=world.filer)
    (finding,) = open_findings(edition)
    said = {"edition": edition.pk, "key": finding.key, "by": world.filer, "at": timezone.now()}
    confirm_finding(reason="台账。", **said)
    withdraw_confirmation(**said)
    said_again(edition)
    renewed = renew_edition(edition=edition.pk, by=world.lead, at=timezone.now())
    assert [each.written for each in open_findings(renewed)] == ["987 件"]
    assert not renewed.confirmations.exists()


def open_findings(edition: Edition) -> list[Finding]:
    return [each.finding for each in examined(edition, text_of(edition)) if each.is_open]
