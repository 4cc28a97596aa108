"""Cases: told at the year end alone, by nobody who is not willing, whole once they are begun."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tasks.actions import add_remark, return_filing, submit_filing
from tasks.actions.supplement import questions_asked
from tasks.errors import LineUnknown
from tasks.filings.case_group import case_group
from tasks.filings.changed_parts import ChangedParts
from tasks.filings.filing_statement import filing_statement
from tasks.lines.cases import case_problems
from tasks.lines.checked_lines import CheckedLine, blocking_lines, checked_lines
from tasks.lines.disclosure import outline_of
from tasks.lines.versions import versions_beside
from tasks.models import CaseStudy, Filing, LineRevision, Section
from tasks.models.case import LONGEST_CASE
from tests.cases import (
    KIND,
    TEXT,
    TITLE,
    at_year_end,
    attach_to_case,
    returned,
    section_of,
    submitted,
    tell_case,
    year_end_of,
)
from tests.conftest import SignIn
from tests.factories import SectionFactory
from tests.world import World, seen_in


@pytest.fixture(autouse=True)
def year_end(world: World) -> Iterator[None]:
    with at_year_end():
        yield


def cases_of(filing: Filing) -> list[CheckedLine]:
    return [checked for checked in checked_lines(filing) if checked.kind is KIND]


def edit_url(world: World, number: int = 1) -> str:
    return reverse("tasks:line-edit", args=[year_end_of(world).pk, "case", number])


def detail(client: Client, world: World, query: str = "") -> str:
    url = reverse("tasks:filing-detail", args=[year_end_of(world).pk])
    return client.get(f"{url}{query}").content.decode()


# --- Which cases there are ----------------------------------------------------------------------------


def test_a_filing_without_a_case_lacks_nothing(world: World) -> None:
    filing = submitted(world)
    assert filing.status == Filing.Status.SUBMITTED
    assert [line["kind"] for line in filing.snapshots.get().content["lines"]] == [
        "progress",
        "measurement",
        "measurement",
    ]


def test_a_case_is_a_line_of_the_year_end_behind_all_others(world: World) -> None:
    tell_case(world, 3)
    lines = checked_lines(year_end_of(world))
    assert [checked.kind.key for checked in lines][-2:] == ["measurement", "case"]
    assert (lines[-1].subject, lines[-1].line.is_answered, lines[-1].problems) == (
        f"Case 3: {TITLE}",
        True,
        (),
    )
    assert KIND.subjects_of(year_end_of(world)) == [3]


@pytest.mark.parametrize("number", [0, 6, 10_000])
def test_there_are_no_other_numbers_than_one_to_five(world: World, number: int) -> None:
    with pytest.raises(LineUnknown):
        tell_case(world, number)


def test_no_other_period_has_cases(world: World) -> None:
    quarter = world.filing()
    with pytest.raises(LineUnknown):
        tell_case(world, filing=quarter)
    assert case_group(quarter, checked_lines(quarter)) is None
    assert not KIND.has_place_for(quarter, 1)


def test_the_plan_asks_nobody_for_a_case(world: World) -> None:
    assert KIND.questions(world.guidance) == []
    assert not KIND.answerers(world.guidance)
    assert questions_asked(world.guidance, {"case": [1]})["case"] == []


def test_a_case_is_not_counted_among_what_is_asked(world: World) -> None:
    before = outline_of(checked_lines(year_end_of(world)))
    tell_case(world)
    after = outline_of(checked_lines(year_end_of(world)))
    assert (after.asked, after.answered) == (before.asked, before.answered)
    assert after.edited_at is not None


# --- What a case that was begun lacks -----------------------------------------------------------------


def test_what_is_begun_wants_title_text_and_a_section_each_at_its_field(world: World) -> None:
    found = case_problems(CaseStudy(filing=year_end_of(world), number=1))
    assert [problem.field for problem in found] == ["title", "text", "sections"]
    assert all(problem.is_error for problem in found)
    tell_case(world, title="", sections=[])
    blocking = blocking_lines(cases_of(year_end_of(world)))
    assert [problem.answered_in for problem in blocking[0].blocking] == ["title", "sections"]


@pytest.mark.parametrize("begun", [{"note": "稍后补充。"}, {"sections": "the section"}])
def test_a_note_or_a_section_alone_begins_a_case(world: World, begun: dict[str, Any]) -> None:
    said = {"title": "", "text": "", "sections": []} | begun
    if begun.get("sections"):
        said["sections"] = [section_of(world)]
    tell_case(world, **said)
    assert len(cases_of(year_end_of(world))[0].errors) == 2 + ("note" in begun)


def test_a_file_alone_begins_a_case(world: World) -> None:
    attach_to_case(world, 4)
    (checked,) = cases_of(year_end_of(world))
    assert (checked.line.subject_id, len(checked.errors), len(checked.evidence)) == (4, 3, 1)
    assert KIND.subjects_of(year_end_of(world)) == [4]


# --- The form -----------------------------------------------------------------------------------------


def test_the_form_saves_title_text_and_sections(world: World, signed_in: SignIn) -> None:
    data = {"version": 0, "title": TITLE, "text": TEXT, "sections": [section_of(world).path], "note": ""}
    answer = signed_in("filer").post(edit_url(world), data, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert f"{len(TEXT)} of at most 2000 characters" in answer.content.decode()
    case = CaseStudy.objects.get()
    assert (case.title, case.text, case.sections, case.version) == (TITLE, TEXT, [section_of(world)], 1)
    assert LineRevision.objects.get(kind="case").content["sections"] == [
        {"path": "三/六", "title": str(section_of(world))}
    ]


def test_a_pair_of_units_counts_two_as_at_every_door(world: World) -> None:
    case = CaseStudy(filing=year_end_of(world), number=1)
    whole = {"title": "题", "sections": ["三/六"], "note": ""}
    assert KIND.form(case, {**whole, "text": "字" * LONGEST_CASE}).is_valid()
    form = KIND.form(case, {**whole, "text": "字" * (LONGEST_CASE - 1) + "𠮷"})
    assert list(form.errors) == ["text"]
    case.text = "𠮷"
    assert case.length == 2


def test_only_sections_that_order_work_can_be_chosen(world: World) -> None:
    SectionFactory(guidance=world.guidance, path="三", title="部分")
    form = KIND.form(CaseStudy(filing=year_end_of(world), number=1), {"sections": ["三"]})
    assert list(form.errors) == ["sections"]
    assert [path for path, _label in form.fields["sections"].choices] == ["三/六"]


def test_two_who_write_one_case_are_shown_both_texts(world: World, signed_in: SignIn) -> None:
    tell_case(world, by=world.colleague)
    data = {"version": 0, "title": "另一个题目", "text": TEXT, "sections": [], "note": ""}
    answer = signed_in("filer").post(edit_url(world), data, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert TITLE in page
    assert "另一个题目" in page
    assert str(section_of(world)) in page


def test_the_page_of_a_case_offers_no_nil_return(world: World, signed_in: SignIn) -> None:
    page = signed_in("filer").get(edit_url(world)).content.decode()
    assert "nil_return" not in page
    assert "Give the case a title" not in page
    assert "Remove this case" not in page


@pytest.mark.parametrize(("number", "status"), [(5, 200), (6, 404)])
def test_the_page_of_a_case_that_nobody_has_begun(
    world: World, signed_in: SignIn, number: int, status: int
) -> None:
    assert signed_in("filer").get(edit_url(world, number)).status_code == status


@pytest.mark.parametrize(("number", "status"), [(1, 200), (6, 404)])
def test_who_is_at_a_case_that_nobody_has_begun_is_told_to_others(
    world: World, signed_in: SignIn, number: int, status: int
) -> None:
    url = reverse("tasks:line-presence", args=[year_end_of(world).pk, "case", number])
    assert signed_in("colleague").post(url).status_code == status
    if status == 200:
        assert "colleague" in signed_in("filer").get(edit_url(world)).content.decode()


# --- Submitted, compared, remarked --------------------------------------------------------------------


def test_a_snapshot_keeps_what_a_case_says(world: World) -> None:
    tell_case(world, 2)
    kept = submitted(world).snapshots.get().content["lines"][-1]
    assert (kept["kind"], kept["number"], kept["title"], kept["text"]) == ("case", 2, TITLE, TEXT)
    assert kept["sections"] == [{"path": "三/六", "title": str(section_of(world))}]


def test_what_changed_in_a_case_since_it_was_returned_is_told(world: World, signed_in: SignIn) -> None:
    filing = returned(world)
    tell_case(world, version=1, title="新的题目", sections=[section_of(world), another(world)])
    version = versions_beside(filing, filing.events.all()).returned
    assert version is not None
    first, second = cases_of(year_end_of(world))
    changes = version.changes(first)
    assert changes is not None
    assert [change.label for change in changes] == ["Title", "Sections it belongs to"]
    assert not version.differs(second)
    again = submit_filing(filing=filing, by=world.lead, at=timezone.now(), seen=seen_in(filing))
    assert again.version == 2
    assert "新的" in detail(signed_in("reviewer"), world, "?compare=returned")


def another(world: World) -> Section:
    return SectionFactory(guidance=world.guidance, path="三/七", title="优化公共服务政策")


def test_cases_do_not_count_as_changed_since_last_period(world: World) -> None:
    quarter = world.filing()
    world.fill(quarter, by=world.filer)
    submit_filing(filing=quarter, by=world.lead, at=timezone.now(), seen=seen_in(quarter))
    tell_case(world)
    filing = submitted(world)
    version = versions_beside(filing, filing.events.all()).period
    assert version is not None
    assert version.changed_count(cases_of(filing)) == 0


def test_a_department_reads_cases_of_the_sections_of_its_tasks(world: World, signed_in: SignIn) -> None:
    tell_case(world)
    tell_case(world, 2, title="另一节的案例", sections=[another(world)])
    client = signed_in("department_filer")
    url = reverse("reports:dashboard-stream", args=[world.department.code]) + "?part=cases"
    assert TITLE not in client.get(url).content.decode()
    filing = submitted(world)
    page = client.get(url).content.decode()
    assert TITLE in page
    assert "另一节的案例" not in page
    chosen = {"line": [f"case-{filing.pk}-1-1", f"case-{filing.pk}-2-1"]}
    marking = reverse("reports:dashboard-stream-seen", args=[world.department.code])
    said = client.post(marking, chosen, follow=True)
    assert "1 line is marked as seen" in said.content.decode()


def test_a_department_remarks_on_such_a_case_and_on_no_other(world: World, signed_in: SignIn) -> None:
    tell_case(world)
    tell_case(world, 2, sections=[another(world)])
    filing = submitted(world)
    client, url = signed_in("department_filer"), reverse("tasks:remark-add", args=[filing.pk])
    data = {"kind": "case", "text": "数据请注明出处。"}
    assert client.post(url, data | {"subject": 1}, headers={"HX-Request": "true"}).status_code == 200
    assert client.post(url, data | {"subject": 2}, headers={"HX-Request": "true"}).status_code == 404
    assert filing.remarks.get().subject_id == 1


def test_what_was_read_is_another_once_a_case_is_told_or_changed(world: World) -> None:
    filing = year_end_of(world)
    read = filing_statement(filing, checked_lines(filing))
    tell_case(world)
    now = year_end_of(world)
    (difference,) = read.differences(filing_statement(now, checked_lines(now)))
    assert difference.key == "line:case:1"
    (part,) = ChangedParts(now, checked_lines(now)).of([difference])
    assert (part.subject, part.happened) == (f"Case 1: {TITLE}", "The line was edited")


def test_the_api_gives_cases_with_the_filing(world: World, signed_in: SignIn) -> None:
    tell_case(world)
    url = reverse("api:filing-detail", args=[year_end_of(world).pk])
    assert signed_in("filer").get(url).json()["lines"][-1]["title"] == TITLE


def test_a_remark_on_a_case_leads_to_its_line(world: World, signed_in: SignIn) -> None:
    tell_case(world)
    filing = submitted(world)
    said = {"kind": "case", "subject_id": 1, "text": "请补充成效数据。"}
    add_remark(filing=filing, by=world.reviewer, at=timezone.now(), organization=world.office, **said)
    return_filing(filing=filing, by=world.reviewer, at=timezone.now(), reason="", version=1)
    assert "请补充成效数据。" in signed_in("filer").get(edit_url(world)).content.decode()
