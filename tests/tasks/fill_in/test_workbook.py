"""The workbook as it is given out: sound, locked but for its fields, and read back by any program."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from tasks.access import filings_with_people
from tasks.file_edits import edits_in
from tasks.fill_in.reading import read_fill_in
from tasks.fill_in.workbook import fill_in_workbook
from tasks.line_imports.preview import preview_of
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Filing
from tests.cases import at_year_end, tell_case, year_end_of
from tests.conftest import SignIn
from tests.libreoffice import CellName, edited_by
from tests.tasks.fill_in.added_lines import add_lines
from tests.tasks.fill_in.books import TARGETS, TASKS, at, book_of, line, texts
from tests.world import World, answers, write_line

MOST_QUERIES = 10
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Cn")), max_size=60)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_office_finds_nothing_to_repair(filing: Filing, tmp_path: Path, language: str) -> None:
    with translation.override(language):
        (tmp_path / "book.xlsx").write_bytes(fill_in_workbook(filing, at=timezone.now()))
    result = OpenXmlValidator().validate(tmp_path / "book.xlsx")
    assert [str(error) for error in result.errors] == []


@pytest.mark.parametrize("markup", ["<r>甲 & 乙</r>", "<r><t>x</t></r>", "<r></r>"])
def test_text_like_the_markup_of_workbooks_stays_text(world: World, filing: Filing, markup: str) -> None:
    entry = LINE_KINDS["progress"].lines_of(filing)[0]
    write_line(entry, answers(entry) | {"achievements": markup}, by=world.filer)
    content = fill_in_workbook(filing, at=timezone.now())
    found = at(load_workbook(BytesIO(content))[TASKS], f"progress:{world.local_task.pk}", "achievements")
    assert found.value == markup
    [told, *_others] = read_fill_in(book_of(content)).lines
    assert told.fields["achievements"].text == markup


def test_queries_do_not_grow_with_targets_tasks_and_cases(world: World) -> None:
    with at_year_end():
        filing = year_end_of(world)
        asked = {}
        for count in (10, 50):
            add_lines(world, filing, count)
            with CaptureQueriesContext(connection) as queries:
                content = fill_in_workbook(fresh(filing), at=timezone.now())
            asked[count] = len(queries)
            assert len(list(load_workbook(BytesIO(content))[TARGETS].rows)) > count
    assert asked[10] == asked[50] <= MOST_QUERIES


def fresh(filing: Filing) -> Filing:
    """The filing as a request reads it."""
    found = filings_with_people.first(filing=filing.pk)
    assert found is not None
    return found


def test_only_fields_are_unlocked_and_nothing_runs(world: World, filing: Filing) -> None:
    entry = LINE_KINDS["progress"].lines_of(filing)[0]
    write_line(entry, answers(entry) | {"achievements": '=HYPERLINK("http://x")'}, by=world.filer)
    book = load_workbook(BytesIO(fill_in_workbook(filing, at=timezone.now())))
    cells = [cell for page in book for row in page.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    field = at(book[TASKS], f"progress:{world.local_task.pk}", "achievements")
    assert (field.quotePrefix, field.protection.locked) == (True, False)
    assert at(book[TARGETS], f"measurement:{world.growth.pk}", "value").protection.locked
    assert at(book[TARGETS], f"measurement:{world.pledge.pk}", "subject").protection.locked
    page = book[TARGETS]
    assert page.protection.sheet
    assert not page.protection.password
    assert (page.protection.sort, page.protection.autoFilter) == (
        False,
        False,
    )  # what is not kept from people
    assert page.auto_filter.ref.startswith("A4:")
    assert page.freeze_panes == "E5"
    assert book.worksheets[-1].sheet_state == "veryHidden"


def test_drop_downs_limits_and_messages(filing: Filing) -> None:
    book = load_workbook(BytesIO(fill_in_workbook(filing, at=timezone.now())))
    rules = {rule.promptTitle: rule for page in book for rule in page.data_validations.dataValidation}
    assert rules["State of the measure"].formula1 == '"Not started,In progress,Completed,Delayed"'
    assert (rules["Value"].type, rules["Value"].operator, rules["Value"].formula1) == (
        "decimal",
        "greaterThanOrEqual",
        "0",
    )
    assert rules["Achievements"].formula1 == "5000"
    assert all(len(rule.formula1 or "") <= 257 for rule in rules.values())


def test_long_lists_stand_on_the_hidden_sheet(world: World, filing: Filing) -> None:
    section = world.local_task.section
    section.title = "长" * 199 + ","
    section.save()
    content = fill_in_workbook(filing, at=timezone.now())
    rules = [
        rule.formula1
        for page in load_workbook(BytesIO(content))
        for rule in page.data_validations.dataValidation
    ]
    assert "portal_fill_in!$G$1:$G$1" in rules
    assert texts(line(read_fill_in(book_of(content)), "case", 1))["sections"] == section.path


def test_a_text_that_no_cell_holds_is_left_alone(world: World, filing: Filing) -> None:
    entry = LINE_KINDS["progress"].lines_of(filing)[0]
    write_line(entry, answers(entry) | {"achievements": "\n".join("a" * 300)}, by=world.filer)
    edits = read_fill_in(book_of(fill_in_workbook(filing, at=timezone.now())))
    assert "achievements" not in line(edits, "progress", world.local_task.pk).fields


def test_other_periods_have_no_cases(world: World, filing: Filing) -> None:
    kinds = {
        each.kind for each in read_fill_in(book_of(fill_in_workbook(world.filing(), at=timezone.now()))).lines
    }
    assert kinds == {"progress", "measurement"}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    achievements=TEXT,
    note=TEXT,
    state=st.sampled_from(["not_started", "in_progress", "completed", "delayed"]),
    value=st.decimals(min_value=0, max_value=10**9, places=6, allow_nan=False, allow_infinity=False),
    title=TEXT,
    language=st.sampled_from(["zh-hans", "en"]),
)
def test_what_was_written_comes_back(
    world: World,
    filing: Filing,
    *,
    achievements: str,
    note: str,
    state: str,
    value: Any,
    title: str,
    language: str,
) -> None:
    """Whatever a filing says, its workbook says the same when it comes back as it went out."""
    measure = world.local_task.measures.all()[0].pk
    entry = LINE_KINDS["progress"].lines_of(filing)[0]
    said = {"achievements": achievements, "note": note, f"measure_{measure}": state}
    write_line(entry, answers(entry) | said, by=world.filer)
    number = next(
        each for each in LINE_KINDS["measurement"].lines_of(filing) if each.target_id == world.pledge.pk
    )
    write_line(number, answers(number) | {"value": value}, by=world.filer)
    vars(filing).pop("all_cases", None)
    tell_case(world, filing=filing, version=filing.case_studies.get(number=1).version, title=title)
    with translation.override(language):
        edits = read_fill_in(book_of(fill_in_workbook(filing, at=timezone.now())))
    read = texts(line(edits, "progress", world.local_task.pk))
    assert {name: read[name] for name in said} == said
    assert float(texts(line(edits, "measurement", world.pledge.pk))["value"]) == float(value)
    assert texts(line(edits, "case", 1))["title"] == title


def test_libreoffice_edits_and_saves_it(
    world: World, filing: Filing, workbook: bytes, soffice: str, tmp_path: Path
) -> None:
    book = load_workbook(BytesIO(workbook))
    value = at(book[TARGETS], f"measurement:{world.pledge.pk}", "value").coordinate
    problems = at(book[TASKS], f"progress:{world.local_task.pk}", "problems").coordinate
    locked = at(book[TARGETS], f"measurement:{world.pledge.pk}", "subject").coordinate
    said: dict[CellName, str | float] = {
        (TARGETS, value): 0.42,
        (TASKS, problems): "经费不足，含“专项 & 结转”。\n第二行",
        (TARGETS, locked): "另一指标",
    }
    untouched = edited_by(soffice, workbook, {}, tmp_path)
    assert said_in(untouched) == said_in(workbook)
    after = edited_by(soffice, workbook, said, tmp_path)
    expected = said_in(workbook)
    expected["measurement", world.pledge.pk]["value"] = "0.42"
    expected["progress", world.local_task.pk]["problems"] = "经费不足，含“专项 & 结转”。\n第二行"
    assert said_in(after) == expected
    preview = preview_of(filing, edits_in(after, "saved.xlsx"), by=world.filer)
    assert {row.place for row in preview.changed} | {row.place for row in preview.mistaken} == {
        ("measurement", world.pledge.pk),
        ("progress", world.local_task.pk),
    }


def said_in(content: bytes) -> dict[tuple[str, int], dict[str, str]]:
    """What a workbook says for each line; nothing of it may stand in the way."""
    edits = edits_in(content, "filing.xlsx")
    assert not [each for each in edits.lines if each.findings]
    return {(each.kind, each.subject): texts(each) | {"version": str(each.version)} for each in edits.lines}


def test_the_page_gives_it_out(world: World, filing: Filing, signed_in: SignIn) -> None:
    answer = signed_in("filer").get(f"/filings/{filing.pk}/workbook/")
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert "attachment" in answer["Content-Disposition"]
    assert read_fill_in(book_of(answer.content)).filing == filing.pk
