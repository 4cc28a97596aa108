"""Setting how an organization's reports are headed, addressed and signed."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from organizations.models import Organization, User
from reports.models import ReportSettings


@transaction.atomic
def save_report_settings(
    *, organization: Organization, values: Mapping[str, str], by: User, at: dt.datetime
) -> ReportSettings:
    """Keep ``values`` of the fields for the organization's next reports; those that are frozen stay."""
    kept, _is_new = ReportSettings.objects.update_or_create(
        organization=organization, defaults={**values, "changed_at": at, "changed_by": by}
    )
    return kept
