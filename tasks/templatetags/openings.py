"""Template tags of filings that are being opened."""

from django import template
from django.utils.translation import gettext as _

from tasks.models import FilingOpening

register = template.Library()


@register.simple_tag
def opening_sentence(year: int) -> str:
    """That filings of a year are still being opened, for somebody who has none yet; "" where they are not
    (one query)."""
    opening = FilingOpening.objects.filter(guidance__year=year or 0, is_finished=False).first()
    if opening is None:
        return ""
    return _(
        "Filings are being opened: %(done)d of %(all)d organizations have theirs. Yours appears here as soon"
        " as its turn has come."
    ) % {"done": opening.done, "all": opening.organizations}
