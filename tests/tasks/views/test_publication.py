"""From a checked draft to a plan in force, on its pages."""

import datetime as dt
import html
import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tasks.actions.draft import correct_facts
from tasks.drafts.draft_statement import draft_statement, drafted_facts
from tasks.models import Filing, Guidance, ReadingCaution, ReportDuty
from tests.amending import seen_on, send
from tests.conftest import SignIn
from tests.factories import (
    GuidanceFactory,
    OrganizationFactory,
    ResponsibilityFactory,
    SectionFactory,
    TaskFactory,
)
from tests.world import World, member


@pytest.fixture
def draft(world: World) -> Guidance:
    """A draft for 2022 in which only the periods are missing: a task of the department and the bureaus."""
    made: Guidance = GuidanceFactory(
        year=2022, issued_on=dt.date(2022, 3, 3), report_due_on=dt.date(2022, 12, 15)
    )
    task = TaskFactory(section=SectionFactory(guidance=made))
    ResponsibilityFactory(task=task, organization=world.department)
    ResponsibilityFactory(task=task, collective="local_bureaus", organization=None, role="support")
    return made


@pytest.fixture
def client(signed_in: SignIn) -> Client:
    return signed_in("administrator")


def url(name: str, year: int = 2022) -> str:
    return reverse(f"tasks:draft-{name}", args=[year])


def sent(rhythm: str, rows: list[tuple[str, str, str, str]] = [], **values: Any) -> dict[str, Any]:  # noqa: B006
    """The page on periods as it is sent."""
    names = ("starts_on", "ends_on", "opens_on", "due_on")
    data = {"rhythm": rhythm, "days_to_file": "20", "form-INITIAL_FORMS": "0", **values}
    data["form-TOTAL_FORMS"] = str(len(rows) + 3)
    for place, row in enumerate(rows):
        data |= {f"form-{place}-{name}": value for name, value in zip(names, row, strict=True)}
    return data


def text_of(response: Any) -> str:
    return html.unescape(response.content.decode())


# --- Periods --------------------------------------------------------------------------------------


def test_quarters_are_proposed_and_saved(draft: Guidance, client: Client) -> None:
    assert "Proposed windows" in text_of(client.get(url("periods")))
    response = send(client, url("periods"), sent("quarterly"))
    assert response["Location"] == url("publish")
    assert [one.kind for one in draft.periods.all()] == ["quarter", "quarter", "quarter", "year_end"]


def asked_for(draft: Guidance) -> None:
    """The document asks for a report in the last month of every quarter."""
    days = ["2022-03-25", "2022-06-25", "2022-09-25", "2022-12-25"]
    text = "每季度末月25日前报送促进司（联系人：张三）"
    facts = {"receiver": "促进司", "contact": "联系人：张三", "starts_at": 0, "ends_at": 20}
    ReportDuty.objects.create(guidance=draft, order=1, text=text, days=days, rhythm="quarterly", **facts)


def test_the_periods_that_the_document_asks_for_are_proposed_with_its_words(
    draft: Guidance, client: Client
) -> None:
    asked_for(draft)
    page = text_of(client.get(url("periods")))
    assert "每季度末月25日前报送促进司（联系人：张三）" in page
    assert "The windows “As the document says” follow from these words." in page
    assert re.search(r'value="stated"[^>]*checked', page)
    assert "2022-06-25" in page
    response = send(client, url("periods"), sent("stated"))
    assert response["Location"] == url("publish")
    assert [(one.kind, f"{one.due_on:%m-%d}") for one in draft.periods.all()] == [
        ("quarter", "03-25"),
        ("quarter", "06-25"),
        ("quarter", "09-25"),
        ("year_end", "12-15"),
    ]
    assert re.search(r'value="stated"[^>]*checked', text_of(client.get(url("periods"))))


def test_another_rhythm_is_chosen_over_that_of_the_document(draft: Guidance, client: Client) -> None:
    asked_for(draft)
    send(client, url("periods"), sent("half_yearly"))
    assert [one.kind for one in draft.periods.all()] == ["half_year", "year_end"]


def test_what_the_document_does_not_ask_for_cannot_be_chosen(draft: Guidance, client: Client) -> None:
    assert 'value="stated"' not in text_of(client.get(url("periods")))
    assert send(client, url("periods"), sent("stated")).status_code == 422
    assert not draft.periods.exists()


def test_a_preview_changes_nothing(draft: Guidance, client: Client) -> None:
    page = text_of(send(client, url("periods"), sent("monthly", preview="1")))
    assert "These windows would be set" in page
    assert "2022-04-20" in page
    assert not draft.periods.exists()


def test_own_dates_are_saved_with_the_last_as_year_end(draft: Guidance, client: Client) -> None:
    rows = [
        ("2022-01-01", "2022-05-31", "2022-06-01", "2022-06-10"),
        ("2022-06-01", "2022-12-31", "2022-12-01", "2022-12-15"),
    ]
    send(client, url("periods"), sent("own", rows))
    assert [(one.kind, one.due_on.isoformat()) for one in draft.periods.all()] == [
        ("own", "2022-06-10"),
        ("year_end", "2022-12-15"),
    ]
    assert "The windows as they stand" in text_of(client.get(url("periods")))


def test_a_row_that_is_emptied_is_left_out_and_the_button_at_the_rows_is_enough(
    draft: Guidance, client: Client
) -> None:
    send(client, url("periods"), sent("quarterly"))
    rows = [
        ("2022-01-01", "2022-03-31", "2022-04-01", "2022-04-20"),
        ("", "", "", ""),
        ("2022-04-01", "2022-12-31", "2022-11-15", "2022-12-15"),
    ]
    data = sent("quarterly", rows, **{"form-INITIAL_FORMS": "4"})
    send(client, url("periods"), data | {"rhythm": ["quarterly", "own"]})
    assert [one.starts_on.isoformat() for one in draft.periods.all()] == ["2022-01-01", "2022-04-01"]


def test_what_was_chosen_is_shown_again(draft: Guidance, client: Client) -> None:
    send(client, url("periods"), sent("half_yearly", days_to_file="12"))
    form = client.get(url("periods")).context["form"]
    assert form.initial == {"rhythm": "half_yearly", "days_to_file": 12, "include_past": False}


def test_a_day_before_the_year_is_said_where_periods_are_chosen(draft: Guidance, client: Client) -> None:
    Guidance.objects.filter(pk=draft.pk).update(report_due_on=dt.date(2021, 12, 15))
    response = send(client, url("periods"), sent("quarterly"))
    assert "due on 2021-12-15, before the period begins" in text_of(client.get(response["Location"]))
    assert not draft.periods.exists()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (sent("own"), "Give at least one period."),
        (sent("own", [("2022-01-01", "", "2022-06-01", "2022-06-10")]), "This field is required."),
        (
            sent("own", [("2022-01-01", "2022-05-31", "2022-06-01", "2022-06-10")]),
            "the day that the document names, 2022-12-15",
        ),
        (sent("quarterly", days_to_file="0"), "greater than or equal to 1"),
        (sent("weekly"), "Select a valid choice."),
        ({}, "This field is required."),
    ],
)
def test_what_does_not_fit_is_said_at_its_place_and_kept(
    draft: Guidance, client: Client, data: dict[str, Any], sentence: str
) -> None:
    response = send(client, url("periods"), data)
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert data.get("form-0-starts_on", "") in text_of(response)
    assert not draft.periods.exists()


# --- Publishing -----------------------------------------------------------------------------------


def checked(client: Client) -> dict[str, str]:
    """What the page to publish sends by one who has just read it."""
    return {"is_checked": "on", "seen": seen_on(client, url("publish"))}


def test_what_is_open_is_listed_with_its_way_and_keeps_the_draft_unpublished(
    draft: Guidance, client: Client
) -> None:
    ReadingCaution.objects.create(guidance=draft, message="Look.")
    page = text_of(client.get(url("publish")))
    assert "Nobody has looked at 1 doubt of the reader." in page
    assert url("periods") in page
    assert "Publish now" not in page
    sent = {"is_checked": "on", "seen": str(draft_statement(draft))}
    response = client.post(url("publish"), sent, follow=True)
    assert "It cannot be published yet." in text_of(response)
    draft.refresh_from_db()
    assert not draft.is_published


def test_publishing_says_what_it_brings_and_gives_everybody_their_filings(
    world: World, draft: Guidance, client: Client
) -> None:
    send(client, url("periods"), sent("quarterly"))
    page = text_of(client.get(url("publish")))
    assert "<strong>4</strong>" in page
    sent_once = checked(client)
    response = client.post(url("publish"), sent_once, follow=True)
    assert "4 organizations have 16 filings to make" in text_of(response)
    assert Filing.objects.filter(period__guidance=draft).count() == 16
    again = client.post(url("publish"), sent_once, follow=True)
    assert again.status_code == 200
    assert Filing.objects.filter(period__guidance=draft).count() == 16


def test_what_another_corrected_since_is_shown_and_not_published(draft: Guidance, client: Client) -> None:
    send(client, url("periods"), sent("quarterly"))
    read, task, section = checked(client), draft.tasks.get(), draft.sections.get()
    section.title, task.title = "别的标题", "别的任务"
    section.save()
    task.save()
    correct_facts(
        guidance=draft,
        by=member("editor", task.responsibilities.get(role="lead").organization),
        at=timezone.now(),
        facts={"title": "另一份指引"},
        seen=drafted_facts(draft),
    )
    response = client.post(url("publish"), read)
    page = text_of(response)
    assert (response.status_code, "Nothing was published." in page) == (409, True)
    for field in ("标题", f"部分 {section.path}", f"任务 {task.order}"):
        assert f"<dt>{field}</dt>" in page
    assert not Filing.objects.filter(period__guidance=draft).exists()
    again = {"is_checked": "on", "seen": re.findall(r'name="seen" value="(.*?)" id=', page)[0]}
    assert "4 organizations" in text_of(client.post(url("publish"), again, follow=True))


def test_a_publication_without_what_was_read_changes_nothing(draft: Guidance, client: Client) -> None:
    send(client, url("periods"), sent("quarterly"))
    response = client.post(url("publish"), {"is_checked": "on"})
    assert (response.status_code, "The page was incomplete." in text_of(response)) == (422, True)
    draft.refresh_from_db()
    assert not draft.is_published


def test_nothing_is_published_before_somebody_says_that_it_is_checked(
    draft: Guidance, client: Client
) -> None:
    send(client, url("periods"), sent("quarterly"))
    response = client.post(url("publish"), {"seen": seen_on(client, url("publish"))})
    assert response.status_code == 422
    assert "Say that the document is checked" in text_of(response)
    assert not Filing.objects.filter(period__guidance=draft).exists()


def test_who_will_file_is_known_before_there_are_periods(draft: Guidance, client: Client) -> None:
    page = text_of(client.get(url("publish")))
    assert "<strong>4</strong>" in page
    assert "as many periods as there will be" in page


def test_a_draft_is_discarded_after_asking(draft: Guidance, client: Client) -> None:
    page = text_of(client.get(url("discard")))
    assert "Everything read from guidance.txt" in page
    assert "<li>Tasks 1</li>" in page
    assert Guidance.objects.filter(year=2022).exists()
    send(client, url("discard"), {})
    assert not Guidance.objects.filter(year=2022).exists()


@pytest.mark.parametrize("name", ["periods", "publish", "discard"])
def test_a_published_guidance_leads_to_its_page(world: World, client: Client, name: str) -> None:
    for response in (client.get(url(name, 2021)), client.post(url(name, 2021))):
        assert response["Location"] == reverse("tasks:guidance-detail", args=[2021])
    assert world.guidance.periods.count() == 2


@pytest.mark.parametrize("name", ["periods", "publish"])
def test_the_pages_ask_as_much_for_many_organizations_as_for_few(
    world: World, draft: Guidance, client: Client, name: str
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(url(name))
        return len(captured)

    send(client, url("periods"), sent("quarterly"))
    before = asked()
    for _ in range(10):
        OrganizationFactory(parent=world.office)
    assert asked() == before


# --- From the command line --------------------------------------------------------------------------


def test_the_command_sets_up_the_periods_and_publishes(draft: Guidance) -> None:
    out = StringIO()
    call_command("publish_guidance", "2022", "--rhythm", "half_yearly", stdout=out)
    assert "4 organizations have 8 filings" in out.getvalue()
    assert [one.kind for one in draft.periods.all()] == ["half_year", "year_end"]


@pytest.mark.parametrize(
    ("year", "sentence"), [("2021", "published already"), ("2030", "no guidance for 2030")]
)
def test_the_command_says_in_a_line_why_not(draft: Guidance, year: str, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("publish_guidance", year)


def test_the_command_changes_nothing_while_anything_is_open(draft: Guidance) -> None:
    ReadingCaution.objects.create(guidance=draft, message="Look.")
    with pytest.raises(CommandError, match="Nobody has looked at 1 doubt"):
        call_command("publish_guidance", "2022")
    assert not draft.periods.exists()
