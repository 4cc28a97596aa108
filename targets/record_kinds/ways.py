"""The ways to the workbooks of a year, for those who may bring them back."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from organizations.models import User
from targets.record_kinds.goal_rows import STEM as GOALS
from targets.record_kinds.goal_rows import goals_title
from targets.record_kinds.indicator_rows import KIND as INDICATORS
from targets.record_kinds.share_rows import STEM as SHARES
from targets.record_kinds.share_rows import shares_title
from targets.record_kinds.shares import ShareRecords


@dataclass(frozen=True, slots=True)
class WayToWorkbook:
    label: str
    address: str


def workbooks_for(user: User, year: int) -> list[WayToWorkbook]:
    """What of a published year the person may edit as a workbook (no query)."""
    if not year:
        return []
    found = [(goals_title(year), f"{GOALS}-{year}")] if user.is_administrator else []
    if ShareRecords.parent_of(user) is not None:
        found.append((shares_title(year), f"{SHARES}-{year}"))
    if user.is_administrator:
        found.append((_("Indicators"), INDICATORS))
    return [WayToWorkbook(str(label), reverse("records:kind", args=[key])) for label, key in found]
