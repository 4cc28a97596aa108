"""发文字号: the next number out of the register of an organization and year."""

import datetime as dt

from django.db.models import Max

from organizations.calendar import day_of
from organizations.models import Organization, User
from reports.models import AnnualReport, DocumentNumber
from reports.occasions import settings_of


def next_number(organization: Organization, at: dt.datetime) -> DocumentNumber | None:
    """The number that the next document of an organization gets, not kept yet; None where no mark is set.

    The caller has locked the organization until its transaction ends: then it is the next one still when
    it is kept, and a transaction that fails leaves no gap.
    """
    mark = settings_of(organization).number_mark.strip()
    if not mark:
        return None
    year = day_of(at).year
    given = DocumentNumber.objects.filter(organization=organization, year=year)
    last = given.aggregate(last=Max("sequence"))["last"] or 0
    return DocumentNumber(organization=organization, year=year, sequence=last + 1, mark=mark)


def keep_number(number: DocumentNumber | None, report: AnnualReport, *, by: User, at: dt.datetime) -> None:
    """Enter a number for the report that bears it."""
    if number is not None:
        number.report, number.by, number.at = report, by, at
        number.save(force_insert=True)
