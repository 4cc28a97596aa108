"""What the figures of a few organizations are recomputed from, read for all of them together."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from organizations.models import Organization
from targets.explanation.record import NO_RECORD, Record, official_filings, record_of, records_of_each
from targets.figures.many_organizations import filed_by_each
from targets.figures.queries import Filed, asked_of, filed_on
from targets.models import Target
from tasks.models.filing import FilingQuerySet


class ReadTogether:
    """Filings of a few organizations as figures and as the record have them. Local ones, of which there are
    thousands, share their queries; the office and its departments look at the same few each."""

    def __init__(
        self, organizations: Sequence[Organization], targets: Sequence[Target], filings: FilingQuerySet
    ) -> None:
        self.targets = targets
        self.filings = filings
        self.local = {each.pk: each for each in organizations if each.is_local}
        local = list(self.local.values())
        self.records = records_of_each(filings.filter(organization__in=local)) if local else {}
        self.by_day: dict[tuple[int, dt.date | None], Filed] = {}
        self.read(local, None)

    def read(self, local: Sequence[Organization], day: dt.date | None) -> None:
        if local:
            asked = asked_of(local[0], self.targets)  # the same of every local one
            filed = filed_by_each(local, asked, on=day)
            self.by_day |= {(organization, day): each for organization, each in filed.items()}

    def on_days(self, days: Mapping[int, Sequence[dt.date]]) -> None:
        """Read what stood at the end of earlier days, given by organization id."""
        asked: dict[dt.date, list[Organization]] = defaultdict(list)
        for pk, theirs in days.items():
            for day in theirs:
                if pk in self.local:
                    asked[day].append(self.local[pk])
        for day, local in asked.items():
            self.read(local, day)

    def filed(self, organization: Organization, day: dt.date | None = None) -> Filed:
        """What was read of one of them; of one that is not local it is read now (three queries, some more of
        an earlier day)."""
        if organization.pk in self.local:
            return self.by_day[organization.pk, day]
        return filed_on(organization, asked_of(organization, self.targets), on=day)

    def record(self, organization: Organization) -> Record:
        """What the filings behind its figures said when they were submitted."""
        if organization.pk in self.local:
            return self.records.get(organization.pk, NO_RECORD)
        if organization.pk not in self.records:
            behind = official_filings(organization)
            self.records[organization.pk] = record_of(behind.filter(pk__in=self.filings.values("pk")))
        return self.records[organization.pk]
