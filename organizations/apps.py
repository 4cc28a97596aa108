from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from organizations.record_kinds.organization_records import OrganizationRecords
    from organizations.record_kinds.person_records import PersonRecords


class OrganizationsConfig(AppConfig):
    name = "organizations"
    verbose_name = _("Organizations")

    def ready(self) -> None:
        from organizations.record_kinds import registered  # noqa: PLC0415 (models are ready only now)

        registered.register("organizations", organization_records)
        registered.register("people", person_records)


def organization_records() -> "OrganizationRecords":
    from organizations.record_kinds.organization_records import (  # noqa: PLC0415 (loaded once it is asked for)
        OrganizationRecords,
    )

    return OrganizationRecords()


def person_records() -> "PersonRecords":
    from organizations.record_kinds.person_records import PersonRecords  # noqa: PLC0415 (as above)

    return PersonRecords()
