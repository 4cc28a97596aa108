"""The sheet of cases, at the year end alone: a row for each number that a case can have."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tasks.fill_in.form_columns import text_column
from tasks.fill_in.line_sheet import (
    Answer,
    CellForm,
    ContextColumn,
    FieldColumn,
    LineSheet,
    RowKey,
    SheetColumn,
    SheetContent,
    SheetRow,
)
from tasks.lines.case_form import CaseForm
from tasks.lines.cases import TEXTS, CaseStudyKind, sections_for_cases
from tasks.models import CaseStudy, Filing, Section
from tasks.models.case import MOST_CASES

SECTIONS = "sections"
# Drop-downs for the sections of a case, more where a case belongs to more.
SECTION_COLUMNS = 3


class CaseSheet(LineSheet):
    key = CaseStudyKind.key
    title = gettext_lazy("Filing · Cases")
    intro = gettext_lazy(
        "Up to five cases of the year, a row each. Nobody is asked for one; rows that stay empty say nothing."
    )
    is_last = True

    def content(self, filing: Filing, *, is_blank: bool = False) -> SheetContent | None:
        if not filing.period.is_year_end:
            return None
        saved = {} if is_blank else {case.number: case for case in filing.all_cases}
        cases = [saved.get(number) or new_case(filing, number) for number in range(1, MOST_CASES + 1)]
        offered = list(sections_for_cases(filing.period.guidance).defer("text"))
        count = max(SECTION_COLUMNS, *(len(case.sections) for case in cases))
        words = labels_of([*offered, *(section for case in cases for section in case.sections)])
        columns: tuple[SheetColumn, ...] = (
            ContextColumn("place", _("No."), 6),
            *self.text_columns(),
            *(section_column(place, words) for place in range(1, count + 1)),
            text_column(CaseForm.base_fields, "note", 26),
        )
        return SheetContent(columns, tuple(case_row(case, count) for case in cases), frozen=1, pages_wide=1)

    def text_columns(self) -> tuple[FieldColumn, ...]:
        fields = CaseForm.base_fields
        return text_column(fields, "title", 36), text_column(fields, "text", 80)

    def form_of(self, column: str) -> CellForm | None:
        if column.partition(":")[0] == SECTIONS:
            return CellForm.WORD
        return CellForm.TEXT if column in TEXTS else None


def new_case(filing: Filing, number: int) -> CaseStudy:
    """A case that nobody has begun."""
    case = CaseStudy(filing=filing, number=number)
    case.sections = []
    return case


def labels_of(sections: Iterable[Section]) -> dict[str, str]:
    """What is offered for each section, by its path: its printed number and title, with the path in front
    where two read the same."""
    by_path = {section.path: str(section) for section in sections}
    labels = [*by_path.values()]
    return {path: label if labels.count(label) == 1 else f"{path} {label}" for path, label in by_path.items()}


def section_column(place: int, words: Mapping[str, str]) -> FieldColumn:
    return FieldColumn(
        *(f"{SECTIONS}:{place}", _("Section %(place)d it belongs to") % {"place": place}, CellForm.WORD, 28),
        hint=_("Choose a section from the list, one a cell; the report tells the case there."),
        words=words,
    )


def case_row(case: CaseStudy, count: int) -> SheetRow:
    paths: list[Answer] = [section.path for section in case.sections]
    chosen = [*paths, *([""] * (count - len(paths)))]
    answers: dict[str, Answer] = {name: getattr(case, name) for name in TEXTS}
    answers |= {f"{SECTIONS}:{place}": path for place, path in enumerate(chosen, start=1)}
    key = RowKey(CaseStudyKind.key, case.number)
    return SheetRow(key, case.version, {"place": str(case.number)}, answers, height=120)
