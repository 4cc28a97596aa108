"""What one task's page is asked for beyond a dashboard's question, and where its counts lead."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from organizations.models import Organization
from organizations.page_addresses import query_of
from reports.dashboards.question import Question
from tasks.answers_address import answers_path
from tasks.filings.answer_rows import AnswerRow, AnswerState
from tasks.models import Measure, MeasureState, ReportingPeriod, Task
from texts.name_search import NameQuery

# So many rows stay unfolded at once; each reads its own.
MOST_OPEN = 12
ANSWERS, MEASURES, DELAYS = "answers", "measures", "delays"


class Overlay(models.TextChoices):
    """What can be said of an answer beside its state, so that it counts elsewhere too."""

    APPROVED = "approved", _("With an approved answer")
    SUBMITTED = "submitted", _("Waiting for approval")
    SILENT = "silent", _("Nothing handed in yet")
    UNFILED = "unfiled", _("Not filed for the period")
    OVERDUE = "overdue", _("Overdue")


class Group(models.TextChoices):
    """What rows can be gathered under."""

    STATE = "state", _("By state")
    REGION = "region", _("By region")


@dataclass(frozen=True, slots=True)
class TaskQuestion:
    """``plan`` are the ``plan_periods`` of the year. ``until`` is the period at which the answers end, None
    for all there are. ``state`` is a value of
    ``AnswerState`` or ``Overlay``; of a ``measure`` it is the state of that measure alone. ``opened`` are the
    codes of organizations beneath which rows are shown, ``unfolded`` that of the one whose answer is read.
    ``asked`` is what the address says."""

    base: Question
    task: Task
    plan: tuple[ReportingPeriod, ...]
    until: ReportingPeriod | None = None
    state: str = ""
    measure: Measure | None = None
    name: str = ""
    group: str = ""
    opened: tuple[str, ...] = ()
    unfolded: str = ""
    asked: tuple[tuple[str, str], ...] = ()

    @property
    def path(self) -> str:
        """The address of the page without what it asks for."""
        return answers_path(self.task, self.base.organization)

    @property
    def period(self) -> ReportingPeriod:
        """The last period that is looked at."""
        return self.base.period

    @property
    def periods_counted(self) -> list[int]:
        """The periods whose answers count, by id; the year end knows its supplements."""
        until = self.until
        return [
            period.pk
            for period in self.plan
            if until is None or period.order <= until.order or (until.is_year_end and period.is_supplement)
        ]

    @property
    def on(self) -> dt.date | None:
        """The earlier day at whose end all is told; None for now."""
        return self.base.on

    @property
    def counted(self) -> list[tuple[str, str]]:
        """What decides on which answers are counted, as an address says it."""
        given = {
            "period": str(self.until.pk) if self.until else "",
            "region": self.base.region or "",
            "counting": "submitted" if self.base.with_submitted else "",
            "on": self.on.isoformat() if self.on else "",
        }
        return [(name, value) for name, value in given.items() if value]

    def listing(self, table: str = ANSWERS, **filters: str) -> str:
        """Where just those rows of a table stand that a count counts."""
        query = query_of([*self.counted, *filters.items()])
        return f"{self.path}{'?' if query else ''}{query}#{table}-rows"

    def path_of(self, organization: Organization) -> str:
        """The same task as another organization sees it, of the same day."""
        path = answers_path(self.task, organization)
        return f"{path}?on={self.on.isoformat()}" if self.on else path

    def toggled(self, code: str) -> str:
        """The same page with the rows beneath an organization shown, or away again."""
        opened = [one for one in self.opened if one != code]
        if code not in self.opened:
            opened = [*opened, code][-MOST_OPEN:]
        return self.changed("open", opened, code)

    def unfolding(self, code: str) -> str:
        """The same page with the whole answer of an organization below its row, or folded again."""
        return self.changed("answer", [] if code == self.unfolded else [code], code)

    def reaching(self, code: str, superiors: Iterable[str]) -> str:
        """The same page, narrowed by nothing, with the rows down to an organization shown."""
        narrowing = {"state", "measure", "name", "group", "format", "open", "answer"}
        kept = [pair for pair in self.asked if pair[0] not in narrowing]
        opened = list(dict.fromkeys([*self.opened, *superiors]))[-MOST_OPEN:]
        return f"?{query_of([*kept, *(('open', one) for one in opened)])}#{row_key(code)}"

    def changed(self, name: str, values: Iterable[str], code: str) -> str:
        kept = [pair for pair in self.asked if pair[0] not in {name, "format"}]
        return f"?{query_of([*kept, *((name, value) for value in values)])}#{row_key(code)}"

    def lists(self, row: AnswerRow) -> bool:
        """Whether a row is among those that are listed."""
        names = NameQuery.of(self.name)
        organization = row.organization
        return self.is_so(row) and names.finds(organization.all_names, (organization.code,))

    def is_so(self, row: AnswerRow) -> bool:
        """Whether a row stands as is asked."""
        if self.measure is not None and self.state in {"", *MeasureState.State}:
            found = row.states.get(self.measure.pk)
            return found is not None and self.state in {"", found}
        overlay = OVERLAYS.get(self.state)
        return overlay(row) if overlay else self.state in {"", row.state}

    @property
    def filters_in_words(self) -> list[tuple[str, str]]:
        """What narrows the page or changes how it counts, each with its label."""
        return [*self.base.filters_in_words, *self.narrowed_in_words]

    @property
    def narrowed_in_words(self) -> list[tuple[str, str]]:
        """Which of the answers are listed."""
        said = []
        if self.measure:
            said.append((_t("Measure"), self.measure.text))
        if self.state:
            said.append((_t("Answers"), state_label(self.state)))
        if self.name:
            said.append((pgettext("of an organization", "Name"), self.name))
        return said


# What an overlay asks of a row.
OVERLAYS: dict[str, Callable[[AnswerRow], bool]] = {
    Overlay.APPROVED: lambda row: row.answer.approved is not None,
    Overlay.SUBMITTED: lambda row: row.answer.submitted is not None,
    Overlay.SILENT: lambda row: row.answer.approved is None and row.answer.submitted is None,
    Overlay.UNFILED: lambda row: row.is_unfiled,
    Overlay.OVERDUE: lambda row: row.is_overdue,
}


def state_label(state: str) -> str:
    """A value of ``AnswerState`` or ``Overlay`` in words."""
    labels = dict([*Overlay.choices, *AnswerState.choices])
    return str(labels.get(state, state))


def row_key(code: str) -> str:
    """The id of an organization's row."""
    return f"of-{code}"
