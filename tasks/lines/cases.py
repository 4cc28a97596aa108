"""The kind of line that tells a case (design §2 典型案例): in the year end alone, and asked of nobody."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations.models import User
from organizations.prepared_queries import PreparedQuery
from organizations.prepared_writes import store_row
from tasks.lines.answerers import Question
from tasks.lines.case_form import CaseForm
from tasks.lines.differences import Field
from tasks.lines.doubts import Problem
from tasks.lines.kinds import Earlier, LineKind
from tasks.models import Amendment, CaseSection, CaseStudy, Evidence, Filing, Guidance, Section, Task
from tasks.models.case import MOST_CASES, in_sections_of

TEXTS = ("title", "text", "note")


class CaseStudyKind(LineKind[CaseStudy]):
    """Its subjects are the numbers 1 to 5 within the filing. A case is begun once it says anything or has a
    file; a number that is not begun is free, and no line."""

    key = "case"
    label = gettext_lazy("Case studies")
    subject_field = "number"
    order_field = "number"
    searched = ("title", "text")
    section_field = "section_links__section"
    identity_field = "number"
    template_name = "tasks/case_line.html"
    reading_template_name = "tasks/case_reading.html"
    live_template_name = "tasks/case_live.html"
    doubts = {}
    model = CaseStudy
    is_asked = False

    def questions(self, guidance: Guidance) -> list[Question]:  # noqa: ARG002 (no plan asks for a case)
        return []

    def visible_to(self, user: User) -> QuerySet[CaseStudy]:
        return CaseStudy.objects.visible_to(user)

    def owned_by(self, departments: Iterable[int]) -> Q:
        return in_sections_of(departments)

    def lines_of(self, filing: Filing) -> list[CaseStudy]:
        if not filing.period.is_year_end:
            return []
        saved = {case.number: case for case in filing.all_cases}
        proved = {subject for kind, subject in filing.evidence_by_line if kind == self.key}
        begun = {number for number, case in saved.items() if case.says_anything} | proved
        return [
            saved.get(number) or CaseStudy(filing=filing, number=number)
            for number in range(1, MOST_CASES + 1)
            if number in begun
        ]

    def doubtable_lines(self, filing: Filing) -> list[CaseStudy]:  # noqa: ARG002 (nothing doubts a case)
        return []

    def line_of(self, filing: Filing, subject: int) -> CaseStudy | None:
        line = self.stored_line(filing, subject)
        if line is None and self.may_be_begun(filing, subject):
            return CaseStudy(filing=filing, number=subject)
        return line if line and (filing.is_in_draft or line.says_anything) else None

    def lines_to_write(self, filing: Filing) -> list[CaseStudy]:
        if not filing.period.is_year_end:
            return []
        saved = {case.number: case for case in filing.all_cases}
        cases = [
            saved.get(number) or CaseStudy(filing=filing, number=number)
            for number in range(1, MOST_CASES + 1)
        ]
        choices = list(sections_for_cases(filing.period.guidance))
        for case in cases:
            case.choices = choices
            case.stored_sections = frozenset(section.pk for section in case.sections)
        return cases

    def blank(self, line: CaseStudy) -> CaseStudy:
        case = CaseStudy(filing=line.filing, number=line.number)
        case.choices = line.choices
        return case

    def stored(self, filing: int, subject: int) -> QuerySet[CaseStudy]:
        return CaseStudy.objects.filter(filing=filing, number=subject).order_by()

    def complete(self, line: CaseStudy) -> None:
        sections = SECTIONS.rows(guidance=line.filing.period.guidance_id, case=line.pk)
        line.choices = [section for section in sections if getattr(section, "is_open", False)]
        line.sections = [section for section in sections if getattr(section, "is_chosen", False)]
        line.stored_sections = frozenset(section.pk for section in line.sections)

    def subjects_of(self, filing: Filing) -> list[int]:
        """Two queries at the year end, none for other periods."""
        if not filing.period.is_year_end:
            return []
        telling = CaseStudy.objects.telling().filter(filing=filing.pk).values_list("number", flat=True)
        proved = Evidence.objects.standing().filter(filing=filing.pk, kind=self.key)
        return sorted({*telling, *proved.values_list("subject_id", flat=True)})

    def has_place_for(self, filing: Filing, subject: int) -> bool:
        return self.may_be_begun(filing, subject) or super().has_place_for(filing, subject)

    def may_be_begun(self, filing: Filing, number: int) -> bool:
        """Whether a case with this number may stand in the filing (no query)."""
        return filing.is_in_draft and filing.period.is_year_end and 1 <= number <= MOST_CASES

    def saved_lines(self) -> QuerySet[CaseStudy]:
        cases = CaseStudy.objects.telling().with_sections()
        return cases.select_related("edited_by", "filing").order_by("number")

    def lost_line(self, filing: Filing, content: Mapping[str, Any]) -> CaseStudy:
        return CaseStudy(filing=filing, number=content["number"])

    def subject(self, line: CaseStudy) -> str:
        return line.label

    def asked(self, line: CaseStudy) -> str:  # noqa: ARG002 (no plan asks for a case)
        return ""

    def amendments(self, guidance: Guidance, subject: int) -> QuerySet[Amendment]:  # noqa: ARG002 (as ``asked``)
        return guidance.amendments.none()

    def form(self, line: CaseStudy, data: Mapping[str, Any] | None = None) -> CaseForm:
        initial: dict[str, Any] = {name: getattr(line, name) for name in TEXTS}
        initial["sections"] = [section.path for section in line.sections]
        if line.choices is None:
            line.choices = list(sections_for_cases(line.filing.period.guidance))
        return CaseForm(data, initial=initial, case=line, sections=line.choices, doubts=self.doubts)

    def apply(self, line: CaseStudy, content: Mapping[str, Any]) -> None:
        for name in (*TEXTS, "explanations"):
            if name in content:
                setattr(line, name, content[name])
        if "sections" in content:
            line.sections = sorted(content["sections"], key=lambda section: section.order)

    def store(self, line: CaseStudy) -> None:
        store_row(line)
        chosen, stored = {section.pk for section in line.sections}, line.stored_sections
        if stored is None or stored - chosen:
            line.section_links.exclude(section__in=chosen).delete()
        if stored is None or chosen - stored:
            CaseSection.objects.bulk_create(
                [CaseSection(case=line, section=section) for section in line.sections], ignore_conflicts=True
            )
        line.stored_sections = frozenset(chosen)

    def content(self, line: CaseStudy) -> dict[str, Any]:
        return {
            "number": line.number,
            "subject": line.title,
            "title": line.title,
            "text": line.text,
            "sections": [{"path": section.path, "title": str(section)} for section in line.sections],
            "note": line.note,
            "explanations": line.explanations,
        }

    def restore(self, line: CaseStudy, content: Mapping[str, Any]) -> None:
        for name in TEXTS:
            setattr(line, name, content[name])
        line.explanations = content.get("explanations", {})
        line.sections = [Section(path=named["path"], title=named["title"]) for named in content["sections"]]

    def fields(self, line: CaseStudy) -> list[Field]:  # noqa: ARG002 (the same in every case)
        return [
            Field(("title",), _("Title")),
            Field(("text",), _("The case")),
            Field(("sections",), _("Sections it belongs to")),
            Field(("note",), _("Note to the reviewer")),
        ]

    def standing(self, _filing: Filing, _line: CaseStudy, _before: Mapping[str, Any] | None) -> list[str]:
        return []

    def problems(self, filing: Filing, lines: Sequence[CaseStudy]) -> dict[int, list[Problem]]:
        begun = (line for line in lines if line.says_anything or self.is_proved(filing, line))
        return {line.number: case_problems(line) for line in begun}

    def is_proved(self, filing: Filing, line: CaseStudy) -> bool:
        """Whether evidence stands at the case (one query for a filing, none where it was read)."""
        return (self.key, line.number) in filing.evidence_by_line

    def earlier(self, _filing: Filing, _line: CaseStudy) -> Earlier | None:
        return None

    def context(self, _filing: Filing, _line: CaseStudy) -> dict[str, Any]:
        return {"most": MOST_CASES}


def sections_for_cases(guidance: Guidance) -> QuerySet[Section]:
    """The sections that order work, in the order of the document: what a case can belong to."""
    return guidance.sections.filter(tasks__isnull=False).distinct().order_by("order")


def sections_of_case(guidance: int, case: int) -> QuerySet[Section]:
    """Those that a case ``is_open`` to, and those that ``is_chosen`` for it, in the order of the document."""
    tasks = Task.objects.filter(section=OuterRef("pk"))
    links = CaseSection.objects.filter(section=OuterRef("pk"), case=case)
    sections = Section.objects.annotate(is_open=Exists(tasks), is_chosen=Exists(links)).defer("text")
    return sections.filter(Q(is_open=True) | Q(is_chosen=True), guidance=guidance).order_by("order")


SECTIONS = PreparedQuery(sections_of_case)


def case_problems(case: CaseStudy) -> list[Problem]:
    """What a case that was begun still lacks."""
    lacking = (
        (not case.title.strip(), _("Give the case a title, or remove it."), "title"),
        (not case.text.strip(), _("Tell the case, or remove it."), "text"),
        (not case.sections, _("Choose at least one section that the case belongs to."), "sections"),
    )
    return [Problem(message, field) for is_lacking, message, field in lacking if is_lacking]
