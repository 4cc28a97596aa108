"""The lines behind a figure in the words of a table, each found once however often it is shown."""

from collections.abc import Collection, Iterable
from functools import cache
from typing import NamedTuple

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from targets.models import Measurement
from targets.templatetags.quantities import attested
from tasks.models import Filing


class LineWords(NamedTuple):
    """One line: whose it is, of which period, and what it states; its filing's status, version and approval.

    ``pill`` is the status as a mark. ``approved`` is "" of what is not approved, ``address`` opens the filing
    and is "" where the person may not.
    """

    organization: str
    period: str
    stated: str
    status: str
    pill: SafeString
    version: int
    approved: str
    address: str


def words_of(lines: Iterable[Measurement], readable: Collection[int]) -> dict[int, LineWords]:
    """The words of lines on one target by the filing's id; ``readable`` are the filings that the person may
    open, by id (no query). What many lines share, such as a period or a status, is put in words once."""
    name, label, pill = cache(str), cache(label_of), cache(pill_of)
    # Addresses differ in the number alone; looking one up takes as long as all the other words of a line.
    before, after = reverse("tasks:filing-detail", args=[0]).rsplit("0", 1)
    words = {}
    for line in lines:
        filing = line.filing
        words[filing.pk] = LineWords(
            organization=name(filing.organization),
            period=name(filing.period),
            stated=_("nil") if line.nil_return else attested(line),
            status=label(filing.status),
            pill=pill(filing.status),
            version=filing.version,
            approved=approved_in_words(filing),
            address=f"{before}{filing.pk}{after}" if filing.pk in readable else "",
        )
    return words


def label_of(status: str) -> str:
    return str(Filing.Status(status).label)


def pill_of(status: str) -> SafeString:
    return render_to_string("components/status_pill.html", {"status": status})


def approved_in_words(filing: Filing) -> str:
    """Who approved a filing, and when."""
    if filing.approved_by is None or filing.approved_at is None:
        return ""
    return f"{filing.approved_by} · {date_format(localtime(filing.approved_at), 'DATE_FORMAT')}"
