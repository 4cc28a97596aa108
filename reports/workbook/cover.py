"""The first sheet: which report this is, as of when, on what it stands, and how the others are to be read."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from organizations.deputy_wording import acting_name
from reports.composition.office.states import counts_by_state
from reports.snapshot.digests import digests_of
from reports.snapshot.head import Head
from reports.snapshot.snapshot import Snapshot
from reports.workbook.plan import SheetColumn, SheetPlan
from reports.workbook.survey import Survey
from reports.workbook.value_sheet import value_sheet
from reports.workbook.verification import verification_rows
from texts.punctuation import enumerated, in_brackets, labelled, sentences

type Line = tuple[str, str]


def cover(snapshot: Snapshot, language: str, survey: Survey, sheets: Sequence[SheetPlan]) -> SheetPlan:
    """The plan of the first sheet; ``survey`` has read the others."""
    columns = (SheetColumn(_("Subject"), width=24), SheetColumn(_("Content"), width=96))
    title = _("Cover")
    lines = [*identity(snapshot, language), *standing(snapshot), *reading(), *contents(sheets)]
    survey.of(title, columns, lines)
    lines += [(_("Changed for this form"), sentence) for sentence in survey.sentences]
    return value_sheet("cover", title, columns, lambda: iter(lines), Survey(), is_filtered=False)


def identity(snapshot: Snapshot, language: str) -> Iterator[Line]:
    """Whose report it is, and on which guidance."""
    head = snapshot.head
    name = head.organization.full_name.in_language(language)
    yield _("Title"), workbook_title(head, language)
    yield _("Organization"), in_brackets(name, head.organization.code)
    yield _("Guidance"), head.guidance.title
    if head.guidance.document_number:
        yield _("Document number"), head.guidance.document_number
    yield _("Day"), head.day


def workbook_title(head: Head, language: str) -> str:
    """What the workbook is called, on the cover and above every page."""
    words = {"organization": head.organization.name.in_language(language), "year": head.guidance.year}
    return _("%(organization)s: figures and tasks of the year %(year)d") % words


def standing(snapshot: Snapshot) -> Iterator[Line]:
    """Whether it is final, what it counts, and on how many filings it stands."""
    head = snapshot.head
    yield _("Status"), status_in_words(head)
    digests = digests_of(snapshot.path)
    yield _("SHA-256 of the snapshot"), digests.sha256
    yield _("SM3 of the snapshot"), digests.sm3
    yield from verification_rows(snapshot.head.verification)
    yield _("What is counted"), counted_in_words(head)
    yield _("Coverage"), coverage_in_words(snapshot)
    if head.is_sample:
        yield (
            _("Sample data"),
            _("This workbook holds sample data: people, filings and figures are made up."),
        )


def status_in_words(head: Head) -> str:
    """未定稿 with its time, or which frozen version it is and which one it replaces."""
    moment = head.as_of.replace("T", " ")[: len("2021-12-14 15:30")]
    if not head.is_frozen:
        return _("Not final: made of what was approved at %(moment)s.") % {"moment": moment}
    person = acting_name(head.frozen_by or "", head.frozen_in_place_of)
    words = {"version": head.version, "moment": moment, "person": person}
    said = _("Frozen as version %(version)s at %(moment)s by %(person)s.") % words
    if head.replaces is None:
        return said
    replaced = {"version": head.replaces.version, "sha256": head.replaces.sha256}
    return sentences([said, _("It replaces version %(version)s (SHA-256 %(sha256)s).") % replaced])


def counted_in_words(head: Head) -> str:
    if head.with_submitted:
        return _(
            "Approved filings, and with them those that wait for approval: each such row and figure is"
            " marked. Drafts and returned filings give nothing."
        )
    return _("Approved filings only. What waits for approval, drafts and returned filings give nothing.")


def coverage_in_words(snapshot: Snapshot) -> str:
    """How the organizations stand with their year-end filings, or on how many filings a single one's report
    rests."""
    standings = snapshot.year.standings
    if not standings:
        return _("Rests on %(count)d filings.") % {"count": len(snapshot.year.sources)}
    parts = enumerated(labelled(state, count) for state, count in counts_by_state(standings).items())
    return _("Year-end filings of %(count)d organizations. %(states)s.") % {
        "count": len(standings),
        "states": parts,
    }


def reading() -> Iterator[Line]:
    """How the sheets are to be read."""
    yield (
        _("What was not filed is not zero"),
        _("What nobody reported is an empty cell; a nil return is marked as such."),
    )
    yield (
        _("Level by level"),
        _(
            "An organization's figure is what it attests itself. The national figure combines the direct"
            " subordinates of the office only: do not add up different levels."
        ),
    )
    yield (
        _("Year end"),
        _(
            "Each answer names the period it is from. Where the filing of the year end is not there, the row"
            " says so; no earlier period stands in for it."
        ),
    )
    yield (
        _("Long texts"),
        _("A text too long for one row goes on in the next, which repeats the first columns."),
    )


def contents(sheets: Sequence[SheetPlan]) -> Iterator[Line]:
    """The other sheets with their rows."""
    for sheet in (sheet for sheet in sheets if sheet.is_filtered):
        yield _("Sheet"), in_brackets(sheet.title, _("%(count)d rows") % {"count": sheet.count})
