"""The sheet that says how to fill in, what is checked, and how the workbook comes back."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tasks.fill_in.heights import height_for
from tasks.fill_in.line_page import LinePage
from tasks.fill_in.paper import protect, set_up_print
from tasks.fill_in.styles import Styles
from tasks.models import Filing
from texts.outgoing.workbook_text import cell_text

LABEL_WIDTH, TEXT_WIDTH = 18, 100
HIGH = 20


def rules_title() -> str:
    return _("How to fill in")


def write_rules(page: Any, styles: Styles, filing: Filing, sheets: list[tuple[str, LinePage]]) -> None:
    """The whole sheet of one filing: what it is about, then the rules."""
    heading = _("Fill-in workbook: %(filing)s") % {"filing": filing}
    write_page(page, styles, heading, facts(filing, sheets), upload_rule())


def write_page(
    page: Any, styles: Styles, heading: str, facts: Iterable[tuple[str, str]], upload: str
) -> None:
    """A sheet of rules: ``facts`` on what the workbook is about, ``upload`` on where it is brought back."""
    named = styles.named
    page.set_column(0, 0, LABEL_WIDTH)
    page.set_column(1, 1, TEXT_WIDTH)
    page.hide_gridlines(2)
    page.set_row(0, 30)
    page.write_string(0, 0, cell_text(heading), named("title"))
    place = 1
    for label, text in facts:
        page.write_string(place, 0, label, named("fact"))
        page.write_string(place, 1, cell_text(text), named("rule"))
        place += 1
    for title, rules in chapters(upload):
        page.set_row(place, 26)
        page.write_string(place, 0, title, named("rule_head"))
        for label, style, rule in rules:
            place += 1
            page.set_row(place, height_for([(rule, TEXT_WIDTH - 4)], least=HIGH))
            page.write_string(place, 0, label, named(style))
            page.write_string(place, 1, rule, named("rule"))
        place += 1
    set_up_print(page, pages_high=1)
    protect(page)


def facts(filing: Filing, sheets: list[tuple[str, LinePage]]) -> Iterator[tuple[str, str]]:
    yield _("Organization"), filing.organization.display_name
    yield _("Period"), str(filing.period)
    yield _("Guidance"), filing.period.guidance.title
    yield _("Files to"), filing.reports_to.display_name
    yield _("Due on"), _("%(day)s, at the end of the day, Beijing time") % {"day": date_format(filing.due_on)}
    for title, page in sheets:
        lines = len({row.key.subject for row in page.content.rows})
        yield title, _("Lines to answer: %(count)d") % {"count": lines}


type Rule = tuple[str, str, str]


def chapters(upload: str) -> Iterator[tuple[str, list[Rule]]]:
    """Headings, each with its rules: a word in front, how its cell looks, and the sentence."""
    yield rules_title(), list(filling_in())
    yield _("What is checked"), list(checks())
    yield _("How it comes back"), list(return_path(upload))


def filling_in() -> Iterator[Rule]:
    yield (
        *(_("Yellow cells"), "to_fill"),
        _("They are filled in. All others are locked, so that nothing slips; there is no password."),
    )
    yield (
        *(_("Grey cells"), "closed"),
        _("Nothing belongs here: the row asks for something else."),
    )
    yield (
        *(_("Drop-downs"), "choice"),
        _("Choose from the list; a word that is typed counts as well, in Chinese or English."),
    )
    yield (
        *(_("Numbers"), "fact"),
        _(
            "In the unit that stands in the row. A number with another unit of money behind it, such as"
            " 0.5万亿元, is converted; a percentage is 42 or 42%. Where a row asks for two numbers, give"
            " both: the portal computes the quotient."
        ),
    )
    yield (
        *(_("Empty cells"), "fact"),
        _("A cell that you empty empties its field in the portal. The portal keeps what stood there before."),
    )
    yield (
        *(_("Nil return"), "fact"),
        _(
            "Where there is nothing to report, choose yes under nil return and give the reason; the answer of"
            " that row stays empty then."
        ),
    )
    yield (
        *(_("Rows and columns"), "fact"),
        _(
            "They may be sorted, filtered, hidden, moved, coloured and made wider; where Excel refuses to"
            " sort, lift the sheet protection first. Do not delete the hidden columns in front and the hidden"
            " first row, do not merge cells, and do not copy rows: each row has a key of its own."
        ),
    )
    yield (
        *(_("Columns of your own"), "fact"),
        _("Columns, rows and sheets that you add are not taken in."),
    )


def upload_rule() -> str:
    return _(
        "Save the workbook as .xlsx and upload it on the page of the filing. The portal first shows what"
        " would change, row by row, and changes nothing until you confirm."
    )


def checks() -> Iterator[Rule]:
    yield (
        *(_("Missing"), "fact"),
        _("Before submission each task and target has an answer, or a nil return with its reason."),
    )
    yield (
        *(_("Doubts"), "fact"),
        _(
            "A number far from the earlier periods or from the subordinates' approved total, and a delayed"
            " measure, want a sentence: write it under the explanation of that doubt."
        ),
    )
    yield (
        *(_("Running totals"), "fact"),
        _("A total since the beginning of the year cannot be lower than in the last period."),
    )


def return_path(upload: str) -> Iterator[Rule]:
    yield (
        *(_("Upload"), "fact"),
        upload,
    )
    yield (
        *(_("Colleagues"), "fact"),
        _(
            "Each row knows its version: where a colleague has changed the line in the portal since, both"
            " texts are shown, and nothing is overwritten unasked."
        ),
    )
    yield (
        *(_("Evidence"), "fact"),
        _("Files that prove something are attached in the portal, at their line."),
    )
    yield (
        *(_("Submitting"), "fact"),
        _("Uploading does not submit: your lead reads and submits the filing in the portal."),
    )
