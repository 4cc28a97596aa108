"""What every part of a report is written with: the year, the occasion, the language and the outgoing gate."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from reports.composition.occasion import Occasion, ourselves
from reports.composition.outgoing_text import OutgoingText
from reports.composition.spacing import printed
from reports.snapshot.document import Paragraph, Passage
from reports.snapshot.year import Name, PeriodYear, SectionYear, Source, TaskYear, Year
from tasks.models import Filing, ReportingPeriod


@dataclass(frozen=True)
class Manuscript:
    """Parts read from it and say everything in the language in force, which is ``language``."""

    year: Year
    occasion: Occasion
    language: str
    gate: OutgoingText = field(default_factory=OutgoingText)

    def said(self, name: Name) -> str:
        """What a bilingual name is in the language of the report."""
        return self.gate(name.in_language(self.language))

    @property
    def guidance_title(self) -> str:
        """The title of the guidance as it stands within 《 and 》: its own marks become 〈 and 〉."""
        return self.gate(self.occasion.head.guidance.title).replace("《", "〈").replace("》", "〉")

    @cached_property
    def ourselves(self) -> str:
        return self.said(ourselves(self.occasion.head.organization))

    @cached_property
    def sources(self) -> dict[str, Source]:
        return {source.id: source for source in self.year.sources}

    def is_waiting(self, sources: Iterable[str]) -> bool:
        """Whether something rests on nothing but filings that wait for approval."""
        found = [self.sources[key].status for key in sources if key in self.sources]
        return bool(found) and Filing.Status.APPROVED not in found

    def waiting_mark(self, sources: Iterable[str]) -> str:
        """What stands behind something that nobody has approved yet; "" behind all else."""
        return _(" [waits for approval]") if self.is_waiting(sources) else ""

    @cached_property
    def sections(self) -> dict[str, SectionYear]:
        return {section.path: section for section in self.year.sections}

    @cached_property
    def tasks(self) -> list[TaskYear]:
        """The tasks that the organization is asked about, or has answered."""
        return [task for task in self.year.tasks if task.organizations]

    @cached_property
    def periods(self) -> list[PeriodYear]:
        """The periods of the plan; supplements come after it."""
        return [each for each in self.year.periods if each.kind != ReportingPeriod.Kind.SUPPLEMENT]

    def title_of(self, section: SectionYear) -> str:
        """Its title as a heading has it, without the mark that ended it in the text."""
        return self.gate(section.title).rstrip("。.")

    def title_of_task(self, task: TaskYear) -> str:
        """Its title behind the number of its section, as tables have it."""
        section = self.sections.get(task.section)
        return f"{section.number if section else ''}{self.said(task.title)}"

    def tasks_in(self, section: SectionYear) -> list[TaskYear]:
        return [task for task in self.tasks if task.section == section.path]


def paragraph(text: str, sources: Iterable[str] = ()) -> Paragraph:
    """A paragraph of the report's own words."""
    return Paragraph((own_words(text, sources),))


def own_words(text: str, sources: Iterable[str] = ()) -> Passage:
    """What the report itself says, resting on filings."""
    return Passage(printed(text), tuple(dict.fromkeys(sources)))
