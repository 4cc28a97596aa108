"""The workbook (.xlsx) of a snapshot, from its file alone."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import override
from xlsxwriter import Workbook

from reports.rendering import Progress
from reports.snapshot.head import Head
from reports.snapshot.snapshot import Snapshot
from reports.workbook.book import BookHead, write_book
from reports.workbook.charts import add_charts, chart_sheet
from reports.workbook.cover import cover, workbook_title
from reports.workbook.long_sheets import long_sheet
from reports.workbook.plan import SheetPlan, titled_apart, within_limit
from reports.workbook.styles import font_of
from reports.workbook.survey import Survey
from reports.workbook.verification import add_qr
from reports.workbook.watch import Watch
from reports.workbook.year_sheets import YearSheets
from texts.outgoing.workbook_text import property_text

# The rows are read once before they are written: how many there are stands in front of them.
PASSES = 2


def render_xlsx(snapshot: Snapshot, language: str, path: Path, progress: Progress) -> list[str]:
    """Write the workbook to ``path``; answers what of the texts had to be changed, which its cover says."""
    watch = Watch(progress, PASSES * rows_of(snapshot))
    with override(language):
        survey = Survey(watch)
        plans = plans_of(snapshot, language, survey)

        def decorate(book: Workbook, pages: Mapping[str, Any]) -> None:
            add_charts(book, pages["charts"], plans, font_of(language))
            add_qr(pages["cover"], plans[0], snapshot.head.verification)

        write_book(path, head_of(snapshot.head, language), plans, decorate, watch)
        changes = survey.sentences
    watch.finish()
    return changes


def rows_of(snapshot: Snapshot) -> int:
    """How many rows the long tables have, as the head tells it."""
    return sum(snapshot.head.rows.values())


def plans_of(snapshot: Snapshot, language: str, survey: Survey) -> list[SheetPlan]:
    """Every sheet in its order; ``survey`` reads what they will hold."""
    year = YearSheets(snapshot, language, survey)
    tables = {table.key: long_sheet(snapshot, table, language, survey) for table in snapshot.tables}
    cases = None if "cases" in tables else year.cases()
    sheets: Sequence[SheetPlan | None] = (
        *(year.targets(), year.matrix(), chart_sheet(snapshot, survey), year.tasks()),
        *(*tables.values(), cases, year.sources()),
    )
    others = [part for sheet in sheets if sheet is not None for part in within_limit(sheet)]
    return titled_apart([cover(snapshot, language, survey, others), *others])


def head_of(head: Head, language: str) -> BookHead:
    made_at = dt.datetime.fromisoformat(head.as_of).astimezone(dt.UTC).replace(tzinfo=None)
    return BookHead(
        title=property_text(workbook_title(head, language)),
        creator=property_text(head.organization.full_name.in_language(language)),
        made_at=made_at,
        language=language,
    )
