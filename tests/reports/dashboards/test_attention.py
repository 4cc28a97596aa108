"""What needs the person who looks: by their roles, in order of urgency, each leading to where one acts."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from reports.actions import check_text
from reports.dashboards.attention import attention_of
from reports.dashboards.matters.matter import Matter, in_order
from reports.dashboards.overview_page import reported_in
from reports.dashboards.shown_page import Point, PointList
from tasks.actions import hand_over_filing, return_filing, submit_filing
from tasks.actions.remarks import add_remark
from tasks.models import Filing, MeasureState, ProgressEntry
from tests.filing_days import FilingDays
from tests.organizations.naming import named
from tests.reports.dashboards.asked import question_of, rows_of
from tests.reports.editions import edition_of, handed_on
from tests.world import answers, seen_in, write_line

if TYPE_CHECKING:
    from organizations.models import Organization
    from tests.conftest import SignIn
    from tests.world import World

DAY = dt.timedelta(days=1)


def attention(
    world: "World", person: str, organization: "Organization | None" = None, **asked: object
) -> PointList:
    question = question_of(world, organization, **asked)
    return attention_of(question, world.person(person), reported_in(question), rows_of(question))


def texts(found: PointList) -> list[str]:
    return [point.text for point in found.points]


def point(found: PointList, words: str) -> Point:
    return next(each for each in found.points if words in each.text)


def matter(text: str, urgency: str, *, is_mine: bool = False, day: int | None = None) -> Matter:
    since = dt.date(2021, 10, day) if day else None
    return Matter(Point(text, urgency), is_mine=is_mine, since=since)


def test_the_most_urgent_stands_first_then_what_is_mine_then_what_is_oldest() -> None:
    matters = [
        matter("news", "info", is_mine=True, day=1),
        matter("risk of others", "warning", day=1),
        matter("mine, newer", "warning", is_mine=True, day=9),
        matter("mine, without a day", "warning", is_mine=True),
        matter("mine, older", "warning", is_mine=True, day=2),
        matter("late", "error", day=9),
    ]
    wanted = ["late", "mine, older", "mine, newer", "mine, without a day", "risk of others", "news"]
    assert [point.text for point in in_order(matters)] == wanted
    assert [point.text for point in in_order(reversed(matters))] == wanted


def test_equals_stay_in_their_order() -> None:
    matters = [matter("one", "info", day=1), matter("other", "info", day=1)]
    assert [point.text for point in in_order(matters)] == ["one", "other"]


def test_a_reviewer_is_told_what_waits_and_for_how_long(world: "World", signed_in: "SignIn") -> None:
    world.submit(world.filing())
    with time_machine.travel(timezone.now() + 3 * DAY, tick=False):
        world.submit(world.filing(world.neighbour))
        found = attention(world, "reviewer")
        waiting = point(found, "wait for your review")
        assert waiting.text == "2 filings wait for your review"
        assert waiting.note == "Longest: Guangdong, since 2021-10-10 (3 days)"
        assert signed_in("reviewer").get(waiting.href).context["page_obj"].paginator.count == 2
    assert texts(found)[0] == waiting.text
    assert "wait for your review" not in " ".join(texts(attention(world, "observer")))
    assert "wait for your review" not in " ".join(texts(attention(world, "reviewer", world.province)))


def test_explained_doubts_are_counted_and_opened(world: "World", signed_in: "SignIn") -> None:
    filing = world.submit(world.filing())
    Filing.objects.filter(pk=filing.pk).update(warning_count=2)
    doubted = point(attention(world, "reviewer"), "doubts")
    assert doubted.text.startswith("1 of them")
    assert signed_in("reviewer").get(doubted.href).context["page_obj"].paginator.count == 1


@pytest.mark.parametrize(("days", "urgency"), [(0, "info"), (8, "warning"), (11, "error")])
def test_a_filer_is_told_what_to_file_as_the_light_shows(world: "World", days: int, urgency: str) -> None:
    with time_machine.travel(timezone.now() + days * DAY, tick=False):
        mine = point(attention(world, "filer", world.province), "is to be filed")
    assert (mine.urgency, mine.href) == (urgency, reverse("tasks:filing-detail", args=[world.filing().pk]))
    assert "2021-10-20" in mine.note


def test_what_was_returned_is_urgent_with_its_remarks(world: "World") -> None:
    world.submit(world.filing())
    said = {"text": "请核对。", "by": world.reviewer, "at": timezone.now(), "organization": world.office}
    add_remark(filing=world.filing(), kind="progress", subject_id=world.local_task.pk, **said)
    return_filing(filing=world.filing(), by=world.reviewer, at=timezone.now(), reason="请核对", version=1)
    back = point(attention(world, "filer", world.province), "was returned")
    assert back.urgency == "warning"
    assert "2 remarks are not resolved." in back.note  # the reason is one


def test_a_lead_is_asked_to_sign_and_a_filer_is_not(world: "World") -> None:
    world.fill(world.filing(), by=world.filer)
    hand_over_filing(filing=world.filing(), by=world.filer, at=timezone.now())
    sign = point(attention(world, "lead", world.province), "waits for your signature")
    assert sign.href == reverse("tasks:filing-check", args=[world.filing().pk])
    assert "waits for your signature" not in " ".join(texts(attention(world, "filer", world.province)))


def test_who_is_overdue_is_counted_by_period_named_and_opened(world: "World", signed_in: "SignIn") -> None:
    with time_machine.travel(timezone.now() + 12 * DAY, tick=False):
        world.approve(world.filing(world.department))
        for person in ("observer", "reviewer"):
            late = point(attention(world, person), "overdue")
            assert late.text == "2 filings are overdue for Third quarter of 2021"
            assert late.urgency == "error"
            assert "Guangdong" in late.note
            assert "Jiangsu" in late.note
            assert "Due 2021-10-20, 2 days ago" in late.note
            listed = signed_in(person).get(late.href).context["page_obj"].paginator.count
            assert listed == 2
        assert point(attention(world, "reviewer"), "overdue").href.startswith(reverse("tasks:subordinates"))


def test_a_window_that_closes_soon_is_told_with_who_is_still_to_come(
    world: "World", signed_in: "SignIn"
) -> None:
    assert "still to come" not in " ".join(texts(attention(world, "observer")))
    with time_machine.travel(timezone.now() + 8 * DAY, tick=False):
        closing = point(attention(world, "observer"), "still to come")
        assert closing.text == "3 filings for Third quarter of 2021 are still to come"
        assert closing.note == "The window closes on 2021-10-20: 2 workdays left."
        assert signed_in("observer").get(closing.href).context["page_obj"].paginator.count == 3


def test_a_target_that_falls_short_says_by_how_much_and_since_when(world: "World") -> None:
    world.approve(world.filing(), value="120.5")
    world.approve(world.filing(world.neighbour), value="30")
    with time_machine.travel(timezone.now() + 20 * DAY, tick=False):
        short = point(attention(world, "observer"), "Pledge financing: Off track")
    assert short.urgency == "error"
    assert "2,249.50" in short.note
    assert short.note.endswith("Since Third quarter of 2021.")
    assert short.href == reverse("targets:target-detail", args=[world.pledge.pk])


def test_figures_that_wait_for_answers_are_named_once_the_window_has_closed(world: "World") -> None:
    world.approve(world.filing(), value="120.5")
    assert "everybody" not in " ".join(texts(attention(world, "observer")))
    with time_machine.travel(timezone.now() + 20 * DAY, tick=False):
        lacking = point(attention(world, "observer"), "everybody's answer")
    assert "Pledge financing" in lacking.text
    assert lacking.href == "#targets"


def test_delays_lead_to_the_view_of_the_work(world: "World") -> None:
    world.approve(world.filing())
    assert "delayed" not in " ".join(texts(attention(world, "observer")))
    entry = world.filing().progress_entries.first()
    assert entry is not None
    measure = world.local_task.measures.first()
    MeasureState.objects.update_or_create(entry=entry, measure=measure, defaults={"state": "delayed"})
    for organization in (world.office, world.province):
        delayed = point(attention(world, "observer", organization), "Measures are delayed")
        assert delayed.text == "Measures are delayed: Guangdong"
        assert delayed.href.startswith(reverse("reports:dashboard-work", args=[organization.code]))
    assert "delayed" not in " ".join(texts(attention(world, "department_observer", world.department)))


def test_administrators_of_the_office_see_the_deadline_of_the_year(world: "World") -> None:
    due = point(attention(world, "administrator"), "annual report")
    assert due.text == "The annual report is due on 2021-12-15: 47 workdays left"
    assert due.note == "0 of 3 frozen, 3 still to file"
    assert due.href == reverse("reports:annual-list")
    assert "annual report" not in " ".join(texts(attention(world, "observer")))


def test_a_department_is_told_what_it_has_not_seen(world: "World", signed_in: "SignIn") -> None:
    """The count opens just those lines; they are theirs who may speak for it, and gone once they are seen."""
    world.approve(world.filing(world.province))
    found = point(attention(world, "department_filer", world.department), "not seen")
    listed = signed_in("department_filer").get(found.href)
    assert found.is_count
    assert found.text == f"{listed.context['page_obj'].paginator.count} lines are not seen yet"
    lines = [item.version_name for item in listed.context["lines"]]
    seen = reverse("reports:dashboard-stream-seen", args=[world.department.code])
    signed_in("department_filer").post(seen, {"line": lines})
    told = texts(attention(world, "department_filer", world.department))
    assert all("not seen" not in text for text in told)
    assert all("not seen" not in text for text in texts(attention(world, "observer")))


def test_of_an_earlier_day_targets_and_delays_are_told(world: "World") -> None:
    world.submit(world.filing())
    with time_machine.travel(timezone.now() + 20 * DAY, tick=False):
        found = attention(world, "reviewer", on=timezone.localdate() - DAY)
    assert all("overdue" not in text and "review" not in text for text in texts(found))
    assert found.note == "Of that day targets and delayed measures are told."


def test_who_was_delayed_on_an_earlier_day_is_told_as_it_was(world: "World") -> None:
    """A correction since, and what others filed later, say nothing of the day."""
    measure = world.local_task.measures.all()[0]
    with time_machine.travel(timezone.now(), tick=False) as clock:
        days = FilingDays(world, 1, clock)
        filing = world.filing()
        world.fill(filing, by=world.filer)
        entry = ProgressEntry.objects.get(filing=filing, task=world.local_task)
        late = answers(entry) | {f"measure_{measure.pk}": "delayed"}
        write_line(entry, late | {"problems": "人手不足。"}, by=world.filer)
        submit_filing(filing=filing, by=world.lead, at=timezone.now(), seen=seen_in(filing))
        days.approve(world.filing())
        day = timezone.localdate()
        clock.shift(DAY)
        days.reopen(world.filing())
        clock.shift(DAY)
        then, later = (attention(world, "observer", on=on) for on in (day, day + DAY))
    assert point(then, "delayed").text == "Measures are delayed: Guangdong"
    assert all("delayed" not in text for text in texts(later))


@pytest.mark.parametrize(
    ("person", "organization", "most"),
    [
        ("observer", "office", 2),
        ("reviewer", "office", 4),
        ("administrator", "office", 10),
        ("lead", "province", 4),
    ],
)
def test_attention_takes_few_queries(world: "World", person: str, organization: str, most: int) -> None:
    world.submit(world.filing())
    question = question_of(world, getattr(world, organization))
    reported, rows, user = reported_in(question), rows_of(question), world.person(person)
    assert user.memberships_held
    with CaptureQueriesContext(connection) as queries:
        attention_of(question, user, reported, rows)
    assert len(queries) <= most


def test_a_text_waits_for_who_can_sign_it_and_leads_there(world: "World") -> None:
    edition = edition_of(world)
    handed_on(world, edition, [world.city])
    said = "The report of Guangdong waits for you: to check"
    found = point(attention(world, "lead", world.province), said)
    assert found.href == reverse("reports:text-sign-off", args=[2021, "44"])
    assert found.urgency == "warning"
    assert said not in texts(attention(world, "filer", world.province)), "who drafted does not check"
    named(world.lead, world.colleague)
    assert "in place of lead" in point(attention(world, "colleague", world.province), said).note
    check_text(edition=edition.pk, seen=1, by=world.provincial_reviewer, at=timezone.now())
    assert said not in texts(attention(world, "lead", world.province))
    said = "The report of Guangdong waits for you: to countersign"
    assert said in texts(attention(world, "city_lead", world.city))
