"""What the table of organizations and indicators is asked for besides the question of every view."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.dashboards.places.colouring import FILING, OUTCOME
from targets.models import Target
from texts.form_fields import give_choices

REGION = "region"


class PlacesForm(forms.Form):
    """What colours the map, whether rows stand by region, and which rows are shown. What does not fit is said
    at its field, and falls back to the default."""

    colour = forms.ChoiceField(
        required=False,
        label=_("Map shows"),
        error_messages={"invalid_choice": _("The map cannot show that. Below it shows the filings.")},
    )
    group = forms.ChoiceField(
        required=False,
        label=_("Arrangement"),
        choices=[("", _("In the order of the provinces")), (REGION, _("By region, with their figures"))],
        error_messages={"invalid_choice": _("Rows cannot be put together so. Below stand all of them.")},
    )
    only = forms.ChoiceField(
        required=False,
        label=_("Shown"),
        error_messages={"invalid_choice": _("There is no such choice of rows. Below stand all of them.")},
    )

    def __init__(self, *args: Any, targets: Sequence[Target], has_map: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_map:
            # Subordinates of one province lie in one region, and have no place on the map.
            del self.fields["colour"], self.fields["group"]
            return
        shown = [(str(target.pk), target.indicator.display_name) for target in targets]
        fixed = [(FILING, _("State of the filings")), (OUTCOME, _("The worst outcome of each"))]
        give_choices(self, "colour", [("", fixed[0][1]), *fixed, *shown])

    def offer(self, rows: Sequence[tuple[str, str]]) -> None:
        """Say which choices of rows there are, which the colours decide on."""
        give_choices(self, "only", [("", _("All organizations")), *rows])

    def chosen(self, name: str) -> str:
        """A valid answer, else ""."""
        if name not in self.fields:
            return ""
        try:
            return str(self.fields[name].clean(self.data.get(name, "")))
        except forms.ValidationError:
            return ""
