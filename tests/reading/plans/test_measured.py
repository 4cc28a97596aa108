"""The reader, measured on documents made for the purpose by shapes that offices use."""

from collections.abc import Callable
from functools import cache
from types import SimpleNamespace
from typing import cast

import pytest

from tests.conftest import pytest_terminal_summary
from tests.reading.plans.judge import Fact, Verdict
from tests.reading.plans.measure import Totals, errors, fixed_documents, measured

AT_LEAST = {Fact.SECTION: 0.99, Fact.NOTE: 0.98}
SILENT_AT_MOST = 0.005
CAUTIONS_AT_MOST = 0.1


@cache
def measurement() -> tuple[Totals, str]:
    """The totals over all fixed documents, and the errors that nothing was said about."""
    totals, judgements = measured(fixed_documents())
    wrong = [
        line
        for judgement in judgements
        if any(finding.verdict is Verdict.SILENT for finding in judgement.findings)
        for line in errors(judgement)
    ]
    return totals, "\n".join(wrong)


def test_the_measure_is_reported(record_property: Callable[[str, object], None]) -> None:
    totals, _ = measurement()
    record_property("measured", totals.line())
    assert totals.documents >= 40


@pytest.mark.parametrize(("fact", "least"), AT_LEAST.items())
def test_what_is_read_right(fact: Fact, least: float) -> None:
    totals, _ = measurement()
    assert totals.share_right(fact) >= least, "\n".join(totals.table())


def test_errors_that_nothing_is_said_about() -> None:
    totals, silent = measurement()
    assert totals.share_silent <= SILENT_AT_MOST, silent


def test_a_person_is_asked_about_few_things() -> None:
    """A reader that points at everything would never be silent, and of no use."""
    totals, _ = measurement()
    assert totals.cautions_per_fact <= CAUTIONS_AT_MOST, totals.line()


def test_no_text_is_lost() -> None:
    totals, silent = measurement()
    assert totals.silent[Fact.TEXT] == 0, silent


def test_what_was_measured_stands_at_the_end_of_the_run_once() -> None:
    """A report of another process has its properties too; those of set-up and tear-down say it again."""
    reports = [
        SimpleNamespace(user_properties=[("measured", "Reader on 3")], when=when)
        for when in ("setup", "call")
    ]
    written: list[str] = []
    stats = {"passed": reports, "failed": [SimpleNamespace(user_properties=[("other", 1)], when="call")]}
    reporter = SimpleNamespace(stats=stats, write_line=written.append)
    pytest_terminal_summary(cast("pytest.TerminalReporter", reporter))
    assert written == ["Reader on 3"]
