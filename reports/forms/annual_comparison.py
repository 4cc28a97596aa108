"""One side of a comparison of annual reports, as a form whose answers stay in the address."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, override

from django import forms
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from reports.report_comparison.sides import Side
from texts.form_fields import give_choices


class SideForm(forms.Form):
    """Year, organization and version of one report; ``prefix`` tells both sides apart. What it shows is what
    is compared: a version that there is not is said at its field, and the latest stands instead."""

    year = forms.ChoiceField(label=_("Year"))
    organization = forms.ChoiceField(label=_("Organization"))
    version = forms.ChoiceField(
        required=False,
        label=_("Version"),
        error_messages={"invalid_choice": _("There is no such version. Below stands the latest there is.")},
    )

    def __init__(
        self,
        data: Mapping[str, Any],
        *,
        side: Side,
        years: Iterable[int],
        organizations: Sequence[Organization],
        prefix: str = "",
    ) -> None:
        versions = versions_of(side)
        asked = str(data.get(f"{prefix}version", ""))
        is_known = asked in {"", *(each.version_key for each in versions)}
        shown = {
            f"{prefix}year": str(side.guidance.year),
            f"{prefix}organization": side.organization.code,
            f"{prefix}version": key_of(side) if is_known else asked,
        }
        super().__init__(shown, prefix=prefix)
        give_choices(self, "year", [(str(year), str(year)) for year in sorted({*years, side.guidance.year})])
        give_choices(self, "organization", [(node.code, node.full_display_name) for node in organizations])
        give_choices(self, "version", [(key_of(each), each.choice) for each in versions])

    @override
    def add_prefix(self, field_name: str) -> str:
        return f"{self.prefix}{field_name}"


def key_of(side: Side) -> str:
    """A version as a choice. The latest is what an address without a version means, so that another year or
    organization can be chosen beside it."""
    return "" if side.is_latest else side.version_key


def versions_of(side: Side) -> list[Side]:
    """The side in each version that it has, the latest first; what is approved now at the end."""
    frozen = [Side(side.guidance, side.organization, side.versions, report) for report in side.versions]
    return [*frozen, Side(side.guidance, side.organization, side.versions)]
