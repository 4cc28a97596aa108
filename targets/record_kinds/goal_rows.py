"""The goals of a guidance as rows of a workbook."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _

from organizations.models import LOCAL_KINDS, Organization
from spreadsheets.records.values import Record, RecordColumn, RecordForm, RecordLayout, Words
from targets.arithmetic.comparators import CHOICES, STATED
from targets.models import Target
from tasks.models import LONGEST_REASON, Basis, Guidance, Section
from texts.numbers import plain_number
from texts.punctuation import in_brackets

STEM = "goals"
INDICATOR, SECTION, TEXT, REASON = "indicator", "section", "text", "reason"
NUMBERS = (*STATED, "tolerance", "baseline")
WIDE, NAME, NUMBER = 44, 24, 12
LONGEST_CODE, LONGEST_CLAUSE = 40, 500
AS_DOCUMENT = (SECTION, TEXT)
WANTED = "wanted"


def goal_layout(guidance: Guidance, sections: Words, departments: Words) -> RecordLayout:
    """The columns of a guidance: what is wanted of which indicator, from whom; once it is in force, why that
    changes."""
    columns = [*measured_columns(sections), *wanted_columns(), *answering_columns(departments)]
    if guidance.is_published:
        columns.append(reason_column())
    return RecordLayout(
        f"{STEM}-{guidance.year}",
        goals_title(guidance.year),
        columns,
        key_columns=(INDICATOR,),
        rules=rules_in_force() if guidance.is_published else rules_of_draft(),
    )


goals_title: Callable[[int], str] = lazy(lambda year: str(_("Goals of %(year)s")) % {"year": year}, str)
shown_name: Callable[[Organization], str] = lazy(lambda organization: str(organization.display_name), str)


def measured_columns(sections: Words) -> Iterable[RecordColumn]:
    """What is measured, and where the document says so."""
    yield RecordColumn(
        INDICATOR, _("Indicator code"), _("Of the list of indicators."), width=16, longest=LONGEST_CODE
    )
    yield RecordColumn("name", _("Indicator"), width=30, is_read_only=True)
    yield RecordColumn("unit", _("Unit"), width=10, is_read_only=True)
    yield RecordColumn(
        SECTION, _("Section"), _("Where the document sets the goal."), RecordForm.WORD, sections, NAME
    )
    yield RecordColumn(
        TEXT,
        _("Clause"),
        _("As the document words it."),
        RecordForm.LINES,
        width=WIDE,
        longest=LONGEST_CLAUSE,
    )


def wanted_columns() -> Iterable[RecordColumn]:
    """What is wanted, in the indicator's unit: a number is a goal by the word beside it alone."""
    yield RecordColumn(
        "comparator",
        _("What is wanted"),
        form=RecordForm.WORD,
        words=dict(CHOICES),
        width=NUMBER,
        together=WANTED,
    )
    in_unit = _("In the unit beside it, or with its own: 0.24 万亿元.")
    yield RecordColumn("value", _("Goal"), in_unit, RecordForm.NUMBER, width=NUMBER, together=WANTED)
    yield RecordColumn(
        "upper_value",
        _("Upper end"),
        _("For “between”: the goal beside it is the lower end."),
        RecordForm.NUMBER,
        width=NUMBER,
        together=WANTED,
    )
    yield RecordColumn(
        "tolerance",
        _("Tolerance"),
        _("For “hold at”: how far off it may be."),
        RecordForm.NUMBER,
        width=NUMBER,
        together=WANTED,
    )
    yield RecordColumn(
        "baseline", _("Baseline"), _("What was reached the year before."), RecordForm.NUMBER, width=NUMBER
    )


def answering_columns(departments: Words) -> Iterable[RecordColumn]:
    """Who answers for it, and who reports."""
    yield RecordColumn("responsible", _("Responsible"), form=RecordForm.WORD, words=departments, width=NAME)
    yield RecordColumn(
        "basis",
        _("Basis of the responsibility"),
        form=RecordForm.WORD,
        words=dict(Basis.choices),
        width=NUMBER,
    )
    yield RecordColumn(
        "reported_by",
        _("Reported by"),
        form=RecordForm.WORD,
        words=dict(Target.ReportedBy.choices),
        width=NAME,
    )


def reason_column() -> RecordColumn:
    return RecordColumn(
        REASON,
        _("Reason"),
        _("Everybody who is concerned reads it; needed in each row that changes or is new."),
        width=WIDE,
        longest=LONGEST_REASON,
        is_reason=True,
    )


def rules_in_force() -> tuple[str | Promise, ...]:
    return (
        _(
            "The guidance is in force: each row that changes is an amendment with its reason, told to those"
            " who are concerned."
        ),
        _("Section and clause stay as the document has them; a new row needs them."),
        _("To withdraw a goal, go to its page: a row that is missing here changes nothing."),
    )


def rules_of_draft() -> tuple[str | Promise, ...]:
    return (
        _("The guidance is a draft: rows correct its goals, and need no reason."),
        _("Goals that are linked to an indicator stand here; open ones are on the page of the draft."),
    )


def sections_of(guidance: Guidance) -> dict[str, str]:
    """The sections by path, with their titles (one query)."""
    rows = Section.objects.filter(guidance=guidance).order_by("order")
    return {path: f"{path} {title}".strip() for path, title in rows.values_list("path", "title")}


def departments() -> dict[str, str]:
    """Who can answer for a goal, by code (one query); those of one name with their codes."""
    found = list(Organization.objects.exclude(kind__in=LOCAL_KINDS).order_by("path"))
    names = [str(organization) for organization in found]
    return {
        organization.code: in_brackets(organization, organization.code)
        if names.count(str(organization)) > 1
        else shown_name(organization)
        for organization in found
    }


def goal_record(target: Target) -> Record:
    """A goal as a row; with its indicator, section and responsible department at hand."""
    values = {
        INDICATOR: target.indicator.code,
        "name": target.indicator.display_name,
        "unit": target.indicator.display_unit,
        SECTION: target.section.path,
        TEXT: "\n".join(line.strip() for line in target.text.splitlines() if line.strip()),
        "comparator": target.comparator,
        **{name: number_text(getattr(target, name)) for name in NUMBERS},
        "responsible": target.responsible.code,
        "basis": target.basis,
        "reported_by": target.reported_by,
    }
    values["tolerance"] = number_text(target.tolerance or None)
    return Record(target.indicator.code, values)


def number_text(number: Decimal | None) -> str:
    return "" if number is None else plain_number(number)
