"""What a brief has no room for, counted in words; nothing where it has room for all."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def rows_left(count: int) -> str:
    said = ngettext(
        "%(count)s further row stands in the Excel file.",
        "%(count)s further rows stand in the Excel file.",
        count,
    )
    return said % {"count": count} if count else ""


def columns_left(count: int) -> str:
    said = ngettext(
        "%(count)s further column stands in the Excel file.",
        "%(count)s further columns stand in the Excel file.",
        count,
    )
    return said % {"count": count} if count else ""


def points_left(count: int) -> str:
    said = ngettext(
        "%(count)s further point stands in the Excel file.",
        "%(count)s further points stand in the Excel file.",
        count,
    )
    return said % {"count": count} if count else ""


def charts_left(count: int) -> str:
    said = ngettext(
        "%(count)s further chart stands on the page.", "%(count)s further charts stand on the page.", count
    )
    return said % {"count": count} if count else ""


def texts_cut(is_cut: bool) -> str:  # noqa: FBT001 (all there is to say)
    return _("Texts that end with … stand in full in the Excel file.") if is_cut else ""
