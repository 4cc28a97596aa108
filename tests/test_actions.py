"""What every action has in common: one transaction, told by name who acts and when, and on whose word."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_architecture import ROOMS, ROOT, relative


def modules_of_actions() -> Iterator[Path]:
    for room in ROOMS:
        yield from (ROOT / room).glob("actions.py")
        yield from (ROOT / room).glob("actions/**/*.py")


def actions() -> Iterator[tuple[str, ast.FunctionDef]]:
    """The rooms' functions that change rows: all arguments by name, in ``actions``."""
    for path in modules_of_actions():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.args.kwonlyargs and not node.args.args:
                yield f"{relative(path)}:{node.name}", node


EVERY_ACTION = pytest.mark.parametrize(
    ("name", "function"), [pytest.param(*action, id=action[0]) for action in actions()]
)
# Actions that are not one transaction, and why.
NOT_ATOMIC = {
    "organizations/actions/sign_in.py:begin_attempt": "a try counts for those beside it before it is judged",
    "tasks/actions/evidence.py:receive_evidence": "no lock waits while a file goes to a storage far away",
    "tasks/actions/own_spreadsheets.py:add_spreadsheet": "no lock waits while a sample is stored",
    "tasks/actions/own_spreadsheets.py:replace_sample": "no lock waits while a sample is stored",
    "tasks/actions/received_workbooks.py:receive_workbook": "no lock waits while a file is stored",
    "tasks/actions/bundles.py:receive_bundle": "no lock waits while a file is stored",
    "tasks/actions/bundle_parts.py:keep_packed": "no lock waits while a file is stored",
    "tasks/actions/digest.py:deliver_digests": "a mail that left stays on record, whatever comes of the next",
    "reports/actions/freeze.py:freeze_office_report": "no lock waits while the report is put together",
    "reports/actions/issue.py:sign_out_text": "no lock waits while the version is written",
    "reports/actions/visit.py:note_visit": "a look waits for nobody: one statement changes the row it read",
    "reports/actions/export.py:make_export": "others see its progress meanwhile; its last save is the result",
}


@EVERY_ACTION
def test_an_action_is_atomic(name: str, function: ast.FunctionDef) -> None:
    decorators = {ast.unparse(decorator) for decorator in function.decorator_list}
    is_atomic = any(decorator.startswith("transaction.atomic") for decorator in decorators)
    assert is_atomic is (name not in NOT_ATOMIC)


# Modules of actions that ask the clock themselves, and why.
ASKS_THE_CLOCK = {
    "reports/actions/export.py": "a file is done minutes after it was begun: a moment of its own"
}


def asks_the_clock(source: str) -> bool:
    """Whether a module asks what time or which day it is, by any of the names for it."""
    asked = {"now", "today", "localdate", "localtime", "utcnow"}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in asked:
            return True
        if isinstance(node, ast.ImportFrom) and asked & {name.name for name in node.names}:
            return True
    return False


def test_an_action_has_the_moment_that_it_is_given() -> None:
    """One act has one moment (design R20): what waited over midnight is not late."""
    asking = {
        relative(path) for path in modules_of_actions() if asks_the_clock(path.read_text(encoding="utf-8"))
    }
    assert asking == set(ASKS_THE_CLOCK)


def test_every_published_action_takes_its_arguments_by_name() -> None:
    import tasks.actions  # noqa: PLC0415 (only this test asks)

    assert set(tasks.actions.__all__) <= {name.split(":")[1] for name, _function in actions()}


# Actions, or modules of them, that are not told who acts, and why.
NO_PERSON = {
    "background/actions.py": "a worker acts, which is no person and names itself",
    "organizations/actions/accounts.py:note_many_opened": "a command opens them; the events say so",
    "organizations/actions/accounts.py:retire_people": "a command retires the people of the sample",
    "organizations/actions/addresses.py:ask_for_confirmation": "the person themselves, who is its subject",
    "organizations/actions/addresses.py:confirm_address": "the person themselves, who is its subject",
    "organizations/actions/passwords.py:change_own_password": "the person themselves, who is its subject",
    "organizations/actions/sign_in.py": "nobody is signed in yet",
    "reports/actions/export.py": "the worker makes an export; who asked for it stands with it",
    "reports/actions/publication_files.py": "the worker makes files and tells; who published stands with it",
    "reports/actions/report_files.py:note_report_files": "a file is noted, whoever had it made",
    "reports/actions/filed_texts.py": "the portal itself keeps what others have approved",
    "reports/actions/export_order.py:fail_export": "the worker gives up; who asked stands with the export",
    "tasks/actions/bundle_parts.py:begin_packing": "the worker begins; who asked stands with the bundle",
    "tasks/actions/bundle_parts.py:finish_part_of_work": "the worker ends; who asked stands with the bundle",
    "tasks/actions/bundle_parts.py:keep_packed": "the worker made it; who asked stands with the bundle",
    "tasks/actions/bundle_parts.py:note_part": "the worker notes; who asked stands with the bundle",
    "tasks/actions/bundle_parts.py:refuse_same_filing": "the worker notes; who asked stands with the bundle",
    "tasks/actions/calendar_link.py:note_calendar_use": "a calendar program asks, of which no more is known",
    "tasks/actions/digest.py": "the portal itself mails what is waiting",
    "tasks/actions/notices.py:announce": "part of an act whose record says who",
    "tasks/actions/notices.py:notify_events": "the events say who",
    "tasks/actions/notices.py:notify_people": "the event says who",
    "tasks/actions/notices.py:withdraw_announcement": "part of an act whose record says who",
    "tasks/actions/notices.py:withdraw_unread": "part of an act whose record says who",
    "tasks/actions/notices.py:withdraw_notices": "the event says who",
    "tasks/actions/notices.py:withdraw_waiting": "part of an act whose event says who",
    "tasks/actions/opening.py": "part of publishing and amending, whose records say who",
    "tasks/actions/publish.py:open_period": "part of publishing and amending, whose records say who",
    "tasks/actions/publish.py:open_periods": "part of publishing and amending, whose records say who",
}
# Actions that are not told when, and why.
NO_MOMENT = {
    "background/actions.py:give_back_job": "a job that waits again has no moment",
    "background/actions.py:note_departure": "a worker that is gone leaves nothing",
    "organizations/actions/accounts.py:note_many_opened": "each account says the day on which it was opened",
    "organizations/actions/addresses.py:ask_for_confirmation": "a signed link holds its own moment",
    "organizations/actions/sign_in.py:settle_right": "a try that was right is forgotten",
    "organizations/actions/sign_in.py:settle_wrong": "the try has its moment since it began",
    "reports/actions/export.py:begin_export": "an export has the moment of the order, and its end",
    "reports/actions/filed_texts.py:drop_filed_texts": "part of an act whose event says when",
    "reports/actions/filed_texts.py:keep_filed_texts": "a text has the moment of its approval",
    "reports/actions/publication_files.py:announce_publication": "notices have the moment of publishing",
    "reports/actions/publication_files.py:finish_publication_files": "each file has its moment",
    "targets/actions/allocation.py:show_ranks": "a switch that keeps how it stands, and no history",
    "targets/actions/indicator.py:create_indicator": "its history begins with the first correction",
    "tasks/actions/bundle_parts.py:begin_packing": "a bundle has the moment at which it was asked for",
    "tasks/actions/bundle_parts.py:finish_part_of_work": "a bundle has the moment at which it was asked for",
    "tasks/actions/bundle_parts.py:keep_packed": "a bundle has the moment at which it was asked for",
    "tasks/actions/bundle_parts.py:name_filings": "a bundle has the moment at which it was brought",
    "tasks/actions/bundle_parts.py:note_part": "what is taken over has its moment in the filing's log",
    "tasks/actions/bundle_parts.py:refuse_same_filing": "a bundle has the moment at which it was brought",
    "tasks/actions/bundles.py:take_up_bundle": "what was queued before is queued again",
    "tasks/actions/calendar_link.py:end_calendar_link": "a link that is gone has no moment",
    "tasks/actions/digest.py:release_digest": "a digest that waits again has no moment",
    "tasks/actions/notices.py:choose_channels": "a choice that keeps how it stands, and no history",
    "tasks/actions/notices.py:notify_events": "the events say when",
    "tasks/actions/notices.py:notify_people": "the event says when",
    "tasks/actions/notices.py:withdraw_announcement": "part of an act whose record says when",
    "tasks/actions/notices.py:withdraw_unread": "part of an act whose record says when",
    "tasks/actions/notices.py:withdraw_notices": "the event says when",
    "tasks/actions/notices.py:withdraw_waiting": "part of an act whose event says when",
    "tasks/actions/opening.py:open_batch": "part of publishing and amending, whose records say when",
    "tasks/actions/opening.py:open_filings": "part of publishing and amending, whose records say when",
    "tasks/actions/opening.py:take_up_opening": "what was queued before is queued again",
    "tasks/actions/publish.py:open_period": "part of publishing and amending, whose records say when",
    "tasks/actions/publish.py:open_periods": "part of publishing and amending, whose records say when",
}


def taken_by(function: ast.FunctionDef) -> set[str]:
    return {argument.arg for argument in function.args.kwonlyargs}


@EVERY_ACTION
def test_an_action_is_told_who_acts_and_when(name: str, function: ast.FunctionDef) -> None:
    assert "by" in taken_by(function) or {name, name.partition(":")[0]} & set(NO_PERSON)
    assert "at" in taken_by(function) or name in NO_MOMENT


@EVERY_ACTION
def test_an_action_uses_what_it_is_told(name: str, function: ast.FunctionDef) -> None:
    """An author who is taken and thrown away stands nowhere."""
    used = {
        node.id for statement in function.body for node in ast.walk(statement) if isinstance(node, ast.Name)
    }
    assert {"by", "at"} & taken_by(function) <= used


def test_no_exception_is_kept_for_an_action_that_is_gone() -> None:
    names = dict(actions())
    modules = {name.partition(":")[0] for name in names}
    assert set(NO_PERSON) | set(NO_MOMENT) | set(NOT_ATOMIC) <= set(names) | modules
    assert not [name for name in set(NO_PERSON) & set(names) if "by" in taken_by(names[name])]
    assert not [name for name in NO_MOMENT if "at" in taken_by(names[name])]
