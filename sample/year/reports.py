"""What the first to be done do with their annual reports: two have theirs signed out, four hand theirs in.

Verification codes are drawn here as everywhere: one that could be told beforehand would prove nothing.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial

from organizations.models import Organization
from organizations.permissions import Role
from reports.actions import (
    begin_edition,
    change_edition,
    freeze_report,
    hand_in_report,
    hand_on_text,
    note_arrival,
    return_hand_in,
    sign_out_text,
)
from reports.actions.edition import Basis
from reports.actions.report_settings import save_report_settings, settings_statement
from reports.closing_filings import closing_filings
from reports.editing.moves import written
from reports.hand_ins.receiving import receiver_of
from reports.models import AnnualReport, Edition, EditionChange, HandIn, ReportSettings
from reports.occasions import settings_of
from sample.year.moments import at
from sample.year.people import Cast
from sample.year.phrases import INTRODUCTION, OPINION_DRAFT, OPINION_LEAD, RETURN_UNSIGNED
from sample.year.plan import PLAYS_ON
from tasks.models import Filing, Guidance

# So long after its last approval a report is frozen, once that cannot be taken back any more.
FROZEN_AFTER = dt.timedelta(minutes=5)
# The marks of the bureaus that edit their texts, by their codes; 上海 has signed its text out.
NUMBER_MARKS = {"31": "沪知报", "35": "闽知报"}
SIGNED_OUT = "31"
# Who has handed in, in this order; whose paper has arrived, and whose report came back.
HANDED_IN = ("31", "D-SBJ", "52", "D-BGS")
ON_PAPER = ("31", "D-SBJ")
SENT_BACK = "D-BGS"


class Registry:
    """Where the reports of the sample are frozen, edited, signed out and handed in on the day it plays."""

    def __init__(self, guidance: Guidance, cast: Cast, organizations: Sequence[Organization]) -> None:
        self.guidance, self.cast = guidance, cast
        self.organizations: Mapping[str, Organization] = {each.code: each for each in organizations}

    def play(self) -> None:
        """Take each report as far as it has come by the day on which the sample plays."""
        for code, mark in NUMBER_MARKS.items():
            self.set_mark(self.organizations[code], mark)
        for code in sorted({*NUMBER_MARKS, *HANDED_IN}):
            self.freeze(self.organizations[code])
        for code in NUMBER_MARKS:
            self.sign(self.organizations[code])
        for place, code in enumerate(HANDED_IN):
            self.hand_in(self.organizations[code], at(PLAYS_ON, 10, 10 * place))
        for code in ON_PAPER:
            self.receive(self.organizations[code])
        self.send_back(self.organizations[SENT_BACK])

    def set_mark(self, organization: Organization, mark: str) -> None:
        """A bureau of two people: one drafts, the other signs."""
        save_report_settings(
            organization=organization,
            values={"number_mark": mark, "sign_off": ReportSettings.SignOff.SIGNED.value},
            by=self.cast.one(organization, Role.LEAD),
            at=at(PLAYS_ON.replace(day=15), 10, 0),
            seen=settings_statement(settings_of(organization)),
        )

    def freeze(self, organization: Organization) -> None:
        """What the worker does once an approval stands."""
        filings = closing_filings().select_related("organization", "period__guidance", "approved_by")
        filing: Filing = filings.get(organization=organization, period__guidance=self.guidance)
        if filing.approved_at is not None and filing.approved_by is not None:
            freeze_report(filing=filing, by=filing.approved_by, at=filing.approved_at + FROZEN_AFTER)

    def sign(self, organization: Organization) -> None:
        """Write an introduction and hand the text on; one of them is signed out as well."""
        filer, lead = (self.cast.one(organization, role) for role in (Role.FILER, Role.LEAD))
        text = begin_edition(
            guidance=self.guidance, organization=organization, by=filer, at=at(PLAYS_ON, 8, 35)
        )
        change_edition(
            edition=text.pk,
            kind=EditionChange.Kind.WRITTEN,
            move=partial(written, words=INTRODUCTION, after=0),
            basis=Basis(),
            by=filer,
            at=at(PLAYS_ON, 8, 50),
        )
        seen = Edition.objects.get(pk=text.pk).version
        hand_on_text(edition=text.pk, seen=seen, opinion=OPINION_DRAFT, by=filer, at=at(PLAYS_ON, 9, 5))
        if organization.code == SIGNED_OUT:
            sign_out_text(edition=text.pk, seen=seen, opinion=OPINION_LEAD, by=lead, at=at(PLAYS_ON, 9, 40))

    def hand_in(self, organization: Organization, moment: dt.datetime) -> None:
        hand_in_report(
            guidance=self.guidance,
            organization=organization,
            seen=AnnualReport.objects.of(self.guidance, organization)[0].version,
            by=self.cast.one(organization, Role.LEAD),
            at=moment,
            is_unsigned_accepted=True,
        )

    def receive(self, organization: Organization) -> None:
        """The department that receives reports notes the paper."""
        note_arrival(
            report=AnnualReport.objects.of(self.guidance, organization)[0],
            arrived_on=PLAYS_ON,
            by=self.cast.one(receiver_of(self.guidance), Role.FILER),
            at=at(PLAYS_ON, 11, 0),
        )

    def send_back(self, organization: Organization) -> None:
        return_hand_in(
            hand_in=HandIn.objects.of(self.guidance, organization)[0],
            reason=RETURN_UNSIGNED,
            by=self.cast.one(receiver_of(self.guidance), Role.FILER),
            at=at(PLAYS_ON, 11, 20),
        )
