"""统计口径和覆盖范围说明: by which rules the nation's report is made, and out of what."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from organizations.statistical_regions import REGION_LABELS, Region, region_of
from reports.composition.cell_texts import beginning_of
from reports.composition.days import long_day
from reports.composition.manuscript import paragraph
from reports.composition.numbering import heading
from reports.composition.office.achievements import MOST_LOCAL
from reports.composition.office.case_selection import MOST_CASES
from reports.composition.office.common_points import FEWEST_COMMON
from reports.composition.office.nation import Nation
from reports.snapshot.document import Align, Block, Cell, Column, Paragraph, Table
from texts.punctuation import enumerated, labelled, listed, sentences


def method_blocks(nation: Nation) -> Iterator[Block]:
    parts = (
        (_("What counts"), [counted_filings(nation), *remarks(nation)]),
        (_("How figures are combined"), [level_by_level(), *rules(nation)]),
        (_("Coverage and days"), [coverage(), days(nation)]),
        (_("Places and regions"), [places(), regions(nation)]),
        (_("What is told of whom"), [choice()]),
    )
    for number, (title, paragraphs) in enumerate(parts, 1):
        yield heading(1, number, title)
        yield from paragraphs
    if any(standing.report_version for standing in nation.manuscript.year.standings):
        yield heading(1, len(parts) + 1, _("Reports it is built from"))
        yield reports_table(nation)


def counted_filings(nation: Nation) -> Paragraph:
    head = nation.manuscript.occasion.head
    if head.is_frozen:
        text = _(
            "Texts, cases and tasks are those of the frozen reports of the organizations, in the versions"
            " named below. Of whom no report is frozen, only what was asked is told. National figures are"
            " the official ones of the portal on the day of freezing: approved filings alone."
        )
    elif head.with_submitted:
        text = _(
            "Approved filings count, and those that wait for approval, which are marked. Drafts never do."
        )
    else:
        text = _("Approved filings count. What waits for approval and drafts do not.")
    return paragraph(text)


def remarks(nation: Nation) -> list[Paragraph]:
    return [paragraph(nation.manuscript.said(remark)) for remark in nation.manuscript.year.remarks]


def level_by_level() -> Paragraph:
    return paragraph(
        _(
            "Level by level: an organization's figure is what it attests itself, and the national figure"
            " combines those who report to the office directly. Nothing is counted twice, whoever files"
            " below. A ratio is the sum of the numerators by the sum of the denominators, never a mean of"
            " ratios."
        )
    )


def rules(nation: Nation) -> list[Paragraph]:
    """The rules of the figures, each with the indicators that it holds for."""
    by_rule: dict[str, list[str]] = defaultdict(list)
    for figure in nation.figures:
        if figure.rule is not None:
            by_rule[nation.manuscript.said(figure.rule)].append(nation.manuscript.said(figure.name))
    return [paragraph(labelled(listed(names), rule)) for rule, names in by_rule.items()]


def coverage() -> Paragraph:
    return paragraph(
        _(
            "Coverage says how many of those asked have answered for the last period. A nil return is an"
            " answer that adds nothing. What is missing or waits is never counted as zero."
        )
    )


def days(nation: Nation) -> Paragraph:
    """The day that each figure holds, grouped by day."""
    by_day: dict[str, list[str]] = defaultdict(list)
    for figure in nation.figures:
        if figure.holds_on:
            by_day[figure.holds_on].append(nation.manuscript.said(figure.name))
    said = enumerated(labelled(long_day(day), listed(names)) for day, names in sorted(by_day.items()))
    if not said:
        return paragraph(_("No figure is reported yet."))
    return paragraph(
        _(
            "Figures hold on the day on which the last filing in them was handed in, at most the end of"
            " its period: %(days)s."
        )
        % {"days": said}
    )


def places() -> Paragraph:
    return paragraph(
        _(
            "Places are given among bureaus and centers whose year-end filing counts. Where a goal is"
            " shared out the share that is reached decides, else the figure in the direction that the"
            " goal wants. Equal ones share a place."
        )
    )


def regions(nation: Nation) -> Paragraph:
    said = [labelled(REGION_LABELS[region], members(nation, region)) for region in Region]
    return paragraph(_("Regions. %(regions)s.") % {"regions": enumerated(said)})


def members(nation: Nation, region: Region) -> str:
    return nation.names(each.organization for each in nation.local if region_of(each.organization) is region)


def choice() -> Paragraph:
    return paragraph(
        sentences(
            [
                _(
                    "Of each section up to %(count)d bureaus and centers are told of: regions take turns,"
                    " and within one who was told of least comes first, then who gives numbers. Their"
                    " words are their own."
                )
                % {"count": MOST_LOCAL},
                _(
                    "Problems and next steps stand together where at least %(count)d organizations say"
                    " nearly the same with the same numbers, in the words of the first."
                )
                % {"count": FEWEST_COMMON},
                _(
                    "Up to %(count)d cases are told in brief, one of an organization: regions take turns, and"
                    " in each the section that was told of least comes first."
                )
                % {"count": MOST_CASES},
                _("What everybody wrote stands in the workbook of this report."),
            ]
        )
    )


def reports_table(nation: Nation) -> Table:
    columns = (
        Column(_("Organization"), 26),
        Column(_("Version"), 10, Align.CENTRE),
        Column(_("SHA-256 (beginning)"), 34),
    )
    rows = tuple(
        (
            Cell(nation.manuscript.said(standing.name)),
            Cell(str(standing.report_version)),
            Cell(beginning_of(standing.report_sha256 or "")),
        )
        for standing in nation.manuscript.year.standings
        if standing.report_version is not None
    )
    return Table(_("Reports it is built from"), columns, rows)
