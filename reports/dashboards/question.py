"""What a dashboard is asked for, as its address says it: every view and every export of it has the same."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from organizations.calendar import today
from organizations.models import Organization
from organizations.statistical_regions import REGION_LABELS, Region, region_of
from targets.arithmetic.outcome import Outcome
from targets.models import Target
from targets.wording import outcome_label
from tasks.models import Guidance, ReportingPeriod, Section, Task
from texts.punctuation import listed


@dataclass(frozen=True, slots=True)
class Question:
    """``organization`` is whose dashboard it is; ``period`` the last one looked at, of ``periods``;
    ``periods_before`` are those of the year before, as far as they are known.

    The rest narrows: ``region`` and, of targets and tasks, ``department`` (responsible for them), ``section``
    (they stand in it or beneath) and ``outcome``. ``with_submitted`` adds what waits for approval to the
    figures (design R9). ``on`` is the earlier day at whose end all is told, None for now; ``since`` the day
    from whose end changes are told, None for the person's last visit. ``unanswered`` are the filters, by
    their names in addresses, that say nothing about the view: it keeps them for the others, and does not
    claim them.
    """

    organization: Organization
    guidance: Guidance
    periods: tuple[ReportingPeriod, ...]
    period: ReportingPeriod
    region: Region | None = None
    department: Organization | None = None
    section: Section | None = None
    outcome: Outcome | None = None
    with_submitted: bool = False
    on: dt.date | None = None
    since: dt.date | None = None
    periods_before: tuple[ReportingPeriod, ...] = ()
    unanswered: frozenset[str] = frozenset()

    @property
    def today(self) -> dt.date:
        """The day as of which all is told: the earlier one that is asked for, else today."""
        return self.on or today()

    @property
    def asked(self) -> list[tuple[str, str]]:
        """What an address has to say to ask the same, by name; nothing that goes without saying."""
        given = {
            "period": str(self.period.pk),
            "region": self.region or "",
            "department": self.department.code if self.department else "",
            "section": str(self.section.pk) if self.section else "",
            "outcome": self.outcome or "",
            "counting": "submitted" if self.with_submitted else "",
            "on": self.on.isoformat() if self.on else "",
            "since": self.since.isoformat() if self.since else "",
        }
        return [(name, value) for name, value in given.items() if value]

    @property
    def filters_in_words(self) -> list[tuple[str, str]]:
        """What narrows the view or changes how it counts, each with its label."""
        return [pair for name, pair in self.told_by_name if name not in self.unanswered]

    @property
    def set_aside_in_words(self) -> str:
        """Which filters were asked for and say nothing about the view; "" where all of them do."""
        asked = {name for name, _value in self.asked}
        labels = [label for name, (label, _words) in self.told_by_name if name in self.unanswered & asked]
        return _("Not asked of this view: %(filters)s.") % {"filters": listed(labels)} if labels else ""

    @property
    def told_by_name(self) -> Iterator[tuple[str, tuple[str, str]]]:
        """Label and words of the period, of the way of counting and of each filter, by its name."""
        yield "period", (_("Period"), str(self.period))
        if self.region:
            yield "region", (_("Region"), str(REGION_LABELS[self.region]))
        if self.department:
            yield "department", (_("Responsible"), self.department.display_name)
        if self.section:
            yield "section", (_("Section"), str(self.section))
        if self.outcome:
            yield "outcome", (_("Outcome"), outcome_label(self.outcome, has_answer=False))
        yield "counting", (_("Counted"), self.counting_in_words)
        if self.on:
            yield "on", (_("As of"), date_format(self.on, "DATE_FORMAT"))

    @property
    def counting_in_words(self) -> str:
        if self.with_submitted:
            return _("Approved filings, and provisionally those that wait for approval")
        return _("Approved filings only")

    def keeps_organization(self, organization: Organization) -> bool:
        """Whether an organization is among those that are looked at."""
        return self.region is None or region_of(organization.code) == self.region

    def kept_targets(self, targets: Iterable[Target]) -> list[Target]:
        """The targets that are looked at, by department and section; needs their sections. Outcomes are
        known only once there are figures."""
        return [
            target
            for target in targets
            if self.department in {None, target.responsible} and self.holds(target.section)
        ]

    def kept_tasks(self, tasks: Sequence[Task], owned: Iterable[int]) -> list[Task]:
        """The tasks that are looked at; ``owned`` are those of the department, by id."""
        owned = set(owned)
        return [
            task
            for task in tasks
            if (self.department is None or task.pk in owned) and self.holds(task.section)
        ]

    def holds(self, section: Section) -> bool:
        """Whether a section is the one looked at, or lies beneath it."""
        if self.section is None:
            return True
        return f"{section.path}/".startswith(f"{self.section.path}/")
