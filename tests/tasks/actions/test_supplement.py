"""Asking for results after the year end: who files what, and what is refused (design R6)."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from organizations.models import Organization
from tasks.actions import open_period
from tasks.actions.amend_task import withdraw_task
from tasks.actions.supplement import withdraw_supplement
from tasks.amendments.plan_statement import task_statement, window_statement
from tasks.errors import ActionRefused
from tasks.lines.checked_lines import checked_lines
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Amendment, Filing, NoticeKind, ReportingPeriod
from tasks.notices.reminders import reminders_of
from tests.amending import confirm, seen_on
from tests.conftest import SignIn
from tests.supplements import DUE, OPENED, REASON, YEAR_END, on_day, opened, supplement_of, the_supplement
from tests.world import World, answers, write_line

# --- What is opened ---------------------------------------------------------------------------------


def test_only_those_named_file_and_only_what_is_asked_for(world: World) -> None:
    with on_day():
        opened(world)
    period = the_supplement()
    assert [filing.organization for filing in period.filings.all()] == [world.province]
    lines = checked_lines(supplement_of(world))
    assert [(one.kind.key, one.line.subject_id) for one in lines] == [("measurement", world.pledge.pk)]
    assert supplement_of(world).reports_to == world.office


def test_it_stands_behind_the_year_end_and_is_about_the_whole_year(world: World) -> None:
    with on_day():
        opened(world)
    period = the_supplement()
    assert period.order > world.year_end.order
    assert (period.starts_on, period.ends_on) == (dt.date(2021, 1, 1), dt.date(2021, 12, 31))
    assert (period.opens_on, period.due_on, period.reason) == (OPENED, DUE, REASON)


def test_a_task_may_be_asked_for_as_well(world: World) -> None:
    with on_day():
        opened(world, lines={"progress": [world.local_task.pk], "measurement": [world.growth.pk]})
    found = {(one.kind.key, one.line.subject_id) for one in checked_lines(supplement_of(world))}
    assert found == {("progress", world.local_task.pk), ("measurement", world.growth.pk)}


def test_each_is_asked_only_what_the_plan_asks_of_them(world: World) -> None:
    lines = {"measurement": [world.pledge.pk, world.cycle.pk]}
    with on_day():
        opened(world, organizations=[world.province, world.department], lines=lines)
    department = Filing.objects.get(period=the_supplement(), organization=world.department)
    asked = LINE_KINDS["measurement"].subjects_of(department)
    assert (asked, LINE_KINDS["measurement"].subjects_of(supplement_of(world))) == (
        [world.cycle.pk],
        [world.pledge.pk],
    )


def test_everybody_reads_what_was_opened_and_why(world: World) -> None:
    with on_day():
        amendment = opened(world)
    assert (amendment.kind, amendment.reason) == (Amendment.Kind.ADDED, REASON)
    assert list(amendment.affected.all()) == [world.province]
    assert amendment.changes[0] == {
        "field": "目标",
        "before": "",
        "after": world.pledge.indicator.name,
    }


def test_it_is_filed_reviewed_and_approved_as_any_other(world: World) -> None:
    with on_day():
        opened(world)
        filing = world.approve(supplement_of(world), value="9.5")
    assert (filing.status, filing.snapshots.count()) == (Filing.Status.APPROVED, 1)


def test_those_who_are_asked_are_told(world: World) -> None:
    with on_day():
        opened(world)
        told = reminders_of(supplement_of(world), on=OPENED)
    assert [message.kind for message in told] == [NoticeKind.OPENED]


def test_later_amendments_and_missing_filings_leave_it_as_it_is(world: World) -> None:
    with on_day():
        opened(world)
        withdraw_task(
            task=world.local_task,
            by=world.administrator,
            at=timezone.now(),
            reason="停止执行",
            seen=task_statement(world.local_task),
        )
        open_period(period=the_supplement())
    assert [filing.organization for filing in the_supplement().filings.all()] == [world.province]


def test_what_the_year_end_said_stays_as_it_was(world: World) -> None:
    with on_day(YEAR_END):
        world.approve(world.filing(period=world.year_end), value="100")
    with on_day():
        opened(world)
        line = LINE_KINDS["measurement"].line_of(supplement_of(world), world.pledge.pk)
        assert line is not None
        write_line(line, answers(line, "9.5"), by=world.filer)
    said = world.filing(period=world.year_end).measurements.get(target=world.pledge)
    assert said.value == 100


# --- What is refused --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "day", "words"),
    [
        ({}, dt.date(2021, 12, 15), "still open"),
        ({"opens_on": dt.date(2021, 12, 15)}, OPENED, "opens after"),
        ({"due_on": dt.date(2022, 11, 30)}, OPENED, "must close after"),
        ({"reason": "  "}, OPENED, "Say why"),
        ({"lines": {}}, OPENED, "at least one task or target"),
        ({"lines": {"measurement": [0]}}, OPENED, "does not ask for one of these"),
        ({"organizations": []}, OPENED, "at least one organization"),
    ],
)
def test_what_does_not_fit_is_refused(
    world: World, changed: dict[str, Any], day: dt.date, words: str
) -> None:
    with on_day(day), pytest.raises(ActionRefused, match=words):
        opened(world, **changed)
    assert not ReportingPeriod.objects.supplements().exists()


def test_an_organization_that_answers_nothing_of_it_is_refused(world: World) -> None:
    with on_day(), pytest.raises(ActionRefused, match="nothing of what you chose"):
        opened(world, organizations=[world.province, world.department])
    assert not Filing.objects.filter(period__kind="supplement").exists()


def test_an_organization_that_is_gone_is_refused(world: World) -> None:
    Organization.objects.filter(pk=world.province.pk).update(active_until=dt.date(2021, 11, 30))
    with on_day(), pytest.raises(ActionRefused, match="not there any more"):
        opened(world)


def test_only_administrators_of_the_office_open_one(world: World) -> None:
    with on_day(), pytest.raises(ActionRefused, match="administrators of the office"):
        opened(world, by=world.reviewer)


def test_without_a_year_end_there_is_nothing_to_supplement(world: World) -> None:
    ReportingPeriod.objects.filter(kind="year_end").update(kind="quarter")
    with on_day(), pytest.raises(ActionRefused, match="no year end"):
        opened(world)


# --- Taking it back ---------------------------------------------------------------------------------


def test_it_can_be_withdrawn_while_nobody_has_begun(world: World) -> None:
    with on_day():
        opened(world)
        amendment = withdraw_supplement(
            period=the_supplement(),
            by=world.administrator,
            at=timezone.now(),
            reason="误开",
            seen=window_statement(the_supplement()),
        )
    assert (amendment.kind, list(amendment.affected.all())) == (Amendment.Kind.WITHDRAWN, [world.province])
    assert not ReportingPeriod.objects.supplements().exists()


def test_what_somebody_has_written_is_not_thrown_away(world: World) -> None:
    with on_day():
        opened(world)
        world.fill(supplement_of(world), by=world.filer)
        with pytest.raises(ActionRefused, match="begun to answer"):
            withdraw_supplement(
                period=the_supplement(),
                by=world.administrator,
                at=timezone.now(),
                reason="误开",
                seen=window_statement(the_supplement()),
            )
    assert supplement_of(world).measurements.count() == 1


def test_a_period_of_the_plan_is_not_withdrawn(world: World) -> None:
    with pytest.raises(ActionRefused, match="Only a supplement"):
        withdraw_supplement(
            period=world.period,
            by=world.administrator,
            at=timezone.now(),
            reason="误开",
            seen=window_statement(world.period),
        )


# --- The pages --------------------------------------------------------------------------------------

ADD = "/guidances/2021/amend/supplements/add/"


def sent(world: World, **changed: Any) -> dict[str, Any]:
    return {
        "measurement": [world.pledge.pk],
        "whom": "named",
        "names-TOTAL_FORMS": "2",
        "names-INITIAL_FORMS": "0",
        "names-0-who": world.province.name,
        "names-1-who": "",
        "opens_on": OPENED.isoformat(),
        "due_on": DUE.isoformat(),
        "reason": REASON,
    } | changed


@pytest.fixture
def administrator(signed_in: SignIn) -> Client:
    return signed_in("administrator")


def test_one_sees_whom_it_concerns_before_it_is_opened(world: World, signed_in: SignIn) -> None:
    with on_day():
        client = signed_in("administrator")
        html = client.post(ADD, sent(world)).content.decode()
        assert 'Organizations</dt><dd class="num">1</dd>' in html
        assert "<dd>Guangdong</dd>" in html
        assert not ReportingPeriod.objects.supplements().exists()
        assert confirm(client, ADD, sent(world))["Location"] == "/guidances/2021/amendments/"
    assert supplement_of(world).status == Filing.Status.DRAFT


@pytest.mark.parametrize(("whom", "names"), [("direct", {"广东", "江苏"}), ("all", {"广东", "江苏", "广州"})])
def test_everybody_concerned_may_be_asked_at_once(
    world: World, signed_in: SignIn, whom: str, names: set[str]
) -> None:
    with on_day():
        confirm(signed_in("administrator"), ADD, sent(world, whom=whom))
    assert {filing.organization.short_name for filing in the_supplement().filings.all()} == names


def test_mistakes_are_said_at_their_place_and_nothing_typed_is_lost(world: World, signed_in: SignIn) -> None:
    with on_day():
        client = signed_in("administrator")
        answer = client.post(ADD, sent(world, **{"names-0-who": "不存在局", "reason": ""}))
        html = answer.content.decode()
        assert (answer.status_code, "“不存在局” is no known organization" in html) == (422, True)
        assert f'value="{world.pledge.pk}"' in html
        assert "checked" in html
        answer = client.post(ADD, sent(world, measurement=[]))
        assert "Choose at least one task or target" in answer.content.decode()
        answer = client.post(ADD, sent(world, **{"names-0-who": ""}))
        assert "Name at least one organization" in answer.content.decode()


def test_the_way_leads_from_an_approved_year_end(world: World, signed_in: SignIn) -> None:
    with on_day(YEAR_END):
        filing = world.approve(world.filing(period=world.year_end))
    with on_day():
        client = signed_in("administrator")
        html = client.get(f"/filings/{filing.pk}/").content.decode()
        assert f"{ADD}?organization=44" in html
        assert (
            f'value="{world.province.english_name}"' in client.get(f"{ADD}?organization=44").content.decode()
        )
        assert ADD in client.get("/guidances/2021/amend/").content.decode()
    with on_day(dt.date(2021, 12, 15)):
        assert ADD not in signed_in("administrator").get("/guidances/2021/amend/").content.decode()


def test_whoever_files_reads_why(world: World, signed_in: SignIn) -> None:
    with on_day():
        opened(world)
        html = signed_in("filer").get(f"/filings/{supplement_of(world).pk}/").content.decode()
    assert REASON in html
    assert "Supplement to 2021" in html


def test_it_is_withdrawn_in_two_steps(world: World, signed_in: SignIn) -> None:
    with on_day():
        opened(world)
        client, address = (
            signed_in("administrator"),
            f"/guidances/2021/amend/supplements/{the_supplement().pk}/withdraw/",
        )
        assert address in client.get("/guidances/2021/amend/").content.decode()
        assert "Whom it concerns" in client.post(address, {"reason": "误开"}).content.decode()
        assert the_supplement()
        confirm(client, address, {"reason": "误开"})
    assert not ReportingPeriod.objects.supplements().exists()
    assert client.get(address).status_code == 404


def test_lists_and_dashboards_go_by_the_periods_of_the_plan(world: World, signed_in: SignIn) -> None:
    with on_day():
        opened(world)
        html = signed_in("reviewer").get("/filings/subordinates/").content.decode()
        assert f'value="{world.year_end.pk}" selected' in html
        assert f'value="{the_supplement().pk}"' in html
        assert (
            f'value="{the_supplement().pk}"' not in signed_in("reviewer").get("/dashboard/").content.decode()
        )


def test_a_supplement_that_another_opened_since_is_read_before_one_is_opened(
    world: World, signed_in: SignIn
) -> None:
    with on_day():
        client = signed_in("administrator")
        read = seen_on(client, ADD)
        opened(world)
        for step in ({}, {"confirm": "1"}, {"reason": ""}):
            response = client.post(ADD, sent(world) | {"seen": read} | step)
            html = response.content.decode()
            assert response.status_code == 409
            assert "was amended since you opened the page" in html or step == {"reason": ""}
            assert "2022-12-30" in html.partition("since-title")[2].partition("</section>")[0]
        assert ReportingPeriod.objects.supplements().count() == 1
        assert confirm(client, ADD, sent(world)).status_code == 302
    assert ReportingPeriod.objects.supplements().count() == 2
