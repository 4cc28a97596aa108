"""Setting how an organization's reports are headed, addressed and signed."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from organizations.models import Organization, User
from reports.models import ReportSettings
from reports.occasions import settings_of
from tasks.errors import refuse_unread
from tasks.statement import Statement

FIELDS = (
    *("letterhead", "mark", "document_number", "number_mark", "sign_off", "signer"),
    *("addressee", "copies_to", "contact_name", "contact_phone"),
)


def settings_statement(settings: ReportSettings) -> Statement:
    """What somebody who changes the settings has read, by field."""
    return Statement({field: getattr(settings, field) for field in FIELDS})


@transaction.atomic
def save_report_settings(
    *, organization: Organization, values: Mapping[str, str], by: User, at: dt.datetime, seen: Statement
) -> ReportSettings:
    """Keep ``values`` of the fields for the organization's next reports; those that are frozen stay.

    ``seen`` is what stood on the page. Raises ``NotAsRead`` where somebody else has set them otherwise since
    (design R20).
    """
    Organization.objects.select_for_update(no_key=True).only("pk").get(pk=organization.pk)
    refuse_unread(
        seen,
        settings_statement(settings_of(organization)),
        _("Somebody else has changed this since you opened the page."),
    )
    kept, _is_new = ReportSettings.objects.update_or_create(
        organization=organization, defaults={**values, "changed_at": at, "changed_by": by}
    )
    return kept
