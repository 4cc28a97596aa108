"""The goals of a guidance, there and back: amended while it is in force, corrected while it is a draft."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization, User
from organizations.record_kinds.kind import RecordAct, RecordKind, RowRefused, form_values
from spreadsheets.records.comparison import RecordChange
from spreadsheets.records.values import Record, RecordLayout
from targets.actions import accept_goal, add_goal, add_target, amend_target, correct_goal
from targets.forms.goal import AddTargetForm, AmendTargetForm, GoalForm
from targets.goals.statement import goal_statement, goals_statement
from targets.models import Indicator, ProposedGoal, Target
from targets.record_kinds.goal_rows import (
    AS_DOCUMENT,
    INDICATOR,
    NUMBERS,
    REASON,
    SECTION,
    STEM,
    TEXT,
    departments,
    goal_layout,
    goal_record,
    goals_title,
    sections_of,
)
from targets.record_kinds.typed import refuse_unknown_words
from targets.target_statement import target_statement, targets_statement
from tasks.models import Guidance

CHOSEN = ("comparator", "basis", "reported_by")


class GoalRecords(RecordKind):
    """The goals of one guidance, for the administrators of the office; withdrawn ones are left out."""

    note = _("What a guidance wants of which indicator, and who answers for it.")

    def __init__(self, guidance: Guidance) -> None:
        self.guidance = guidance
        self.key = f"{STEM}-{guidance.year}"
        self.title = goals_title(guidance.year)
        self.standing: dict[str, Target] = {}
        self.indicators: dict[str, Indicator] = {}

    def is_for(self, user: User) -> bool:
        return user.is_administrator

    @cached_property
    def _layout(self) -> RecordLayout:
        return goal_layout(self.guidance, sections_of(self.guidance), departments())

    def layout(self) -> RecordLayout:
        """Two queries, once."""
        return self._layout

    def targets(self, codes: Collection[str] | None = None) -> Iterable[Target]:
        """The goals that are not withdrawn, all or those of some indicators, in their order (one query)."""
        found = self.guidance.targets.current().order_by("order")
        if codes is not None:
            found = found.filter(indicator__code__in=codes)
        for target in found.select_related("indicator", "section", "responsible", "proposal"):
            target.guidance = self.guidance
            yield target

    def records(self, user: User, keys: Collection[str] | None = None) -> Iterable[Record]:  # noqa: ARG002
        return [goal_record(target) for target in self.targets(keys)]

    def hold(self, keys: Collection[str]) -> None:  # noqa: ARG002
        """Whoever amends the guidance or corrects its draft waits (one query)."""
        list(Guidance.objects.select_for_update().filter(pk=self.guidance.pk).values_list("pk"))

    def prepare(self, changes: Sequence[RecordChange], act: RecordAct) -> None:  # noqa: ARG002
        """Three queries for all rows."""
        codes = {change.key for change in changes if change.key}
        self.standing = {target.indicator.code: target for target in self.targets(codes)}
        new = [change.natural for change in changes if not change.key]
        self.indicators = {each.code: each for each in Indicator.objects.filter(code__in=new)}
        named = {change.values.get("responsible", "") for change in changes}
        rows = Organization.objects.filter(code__in=named).values_list("code", "pk")
        self.organizations: dict[str, int] = dict(rows)

    def apply(self, change: RecordChange, act: RecordAct) -> None:
        """Amend a goal or set one more; in a draft correct it or add it."""
        refuse_unknown_words(change, self.layout())
        target = self.standing.get(change.key)
        if self.guidance.is_published:
            if target is None:
                self.set_further(change, act)
            else:
                self.amend(target, change, act)
        elif target is None:
            self.add(change, act)
        else:
            self.correct(target, change, act)

    def label(self, change: RecordChange) -> str:
        return " ".join(filter(None, (change.natural, change.values.get("name", ""))))

    def typed(self, change: RecordChange) -> dict[str, Any]:
        """What a row wants, as the form of the page takes it."""
        said = change.values
        return {
            **{name: said.get(name, "") for name in (*NUMBERS, *CHOSEN)},
            "responsible": self.organizations.get(said.get("responsible", ""), ""),
        }

    # --- In force -------------------------------------------------------------------------------------
    def amend(self, target: Target, change: RecordChange, act: RecordAct) -> None:
        refuse_another_clause(change)
        data = self.typed(change) | {REASON: change.values.get(REASON, "")}
        form = AmendTargetForm(data, target=target)
        self.read(form)
        amend_target(
            target=target,
            by=act.by,
            at=act.at,
            reason=form.cleaned_data[REASON],
            seen=target_statement(target),
            terms=form.terms,
        )

    def set_further(self, change: RecordChange, act: RecordAct) -> None:
        """A goal more, of an indicator that there is."""
        data = self.placed(change) | {REASON: change.values.get(REASON, "")}
        form = AddTargetForm(data, guidance=self.guidance)
        self.read(form)
        add_target(
            section=form.cleaned_data[SECTION],
            by=act.by,
            at=act.at,
            reason=form.cleaned_data[REASON],
            seen=targets_statement(self.guidance),
            text=form.cleaned_data[TEXT],
            indicator=form.named_indicator,
            terms=form.terms,
        )

    # --- In a draft -----------------------------------------------------------------------------------
    def correct(self, target: Target, change: RecordChange, act: RecordAct) -> None:
        """What the goal says, and where it stands."""
        proposal: ProposedGoal | None = getattr(target, "proposal", None)
        if proposal is None:
            raise RowRefused(
                {"": [_t("No clause of the document stands for this goal: it cannot be corrected.")]}
            )
        form = GoalForm(self.placed(change, target.indicator), guidance=self.guidance, target=target)
        self.read(form)
        # A cell holds a clause without its blank lines, which stay where nobody has changed it.
        text = form.cleaned_data[TEXT] if TEXT in change.changed_names else proposal.text
        self.become(proposal, form, text, act)

    def add(self, change: RecordChange, act: RecordAct) -> None:
        """A goal that was not recognised: its clause is read, and becomes a target."""
        form = GoalForm(self.placed(change), guidance=self.guidance)
        self.read(form)
        said = form.cleaned_data
        found = add_goal(
            guidance=self.guidance,
            by=act.by,
            at=act.at,
            seen=goals_statement(self.guidance),
            section=said[SECTION],
            text=said[TEXT],
        )
        if len(found) != 1:
            raise RowRefused(
                {TEXT: [_t("The clause is not read as one goal: add it on the page of the draft.")]}
            )
        self.become(found[0], form, said[TEXT], act)

    def become(self, proposal: ProposedGoal, form: GoalForm, text: str, act: RecordAct) -> None:
        """Correct the clause of a goal to ``text``, then make it a target as the form says."""
        goal = correct_goal(
            proposal=proposal,
            by=act.by,
            at=act.at,
            seen=goal_statement(standing_goal(proposal)),
            section=form.cleaned_data[SECTION],
            text=text,
        )
        accept_goal(
            proposal=goal,
            by=act.by,
            at=act.at,
            seen=goal_statement(goal),
            indicator=form.named_indicator,
            terms=form.terms,
        )

    # --- What a row says ------------------------------------------------------------------------------
    def placed(self, change: RecordChange, indicator: Indicator | None = None) -> dict[str, Any]:
        """``typed`` with section, clause and indicator. Raises ``RowRefused`` for an unknown indicator."""
        indicator = indicator or self.indicators.get(change.natural)
        if indicator is None:
            raise RowRefused(
                {
                    INDICATOR: [
                        _t("There is no indicator %(code)s: add it to the indicators first.")
                        % {"code": change.natural}
                    ]
                }
            )
        section = self.sections.get(change.values.get(SECTION, ""), "")
        return self.typed(change) | {
            SECTION: section,
            TEXT: change.values.get(TEXT, ""),
            INDICATOR: indicator.pk,
        }

    @cached_property
    def sections(self) -> Mapping[str, int]:
        """The ids of the sections by path (one query)."""
        return dict(self.guidance.sections.values_list("path", "pk"))

    def read(self, form: Any) -> None:
        """Raise ``RowRefused`` with what does not fit, each at its column."""
        if REASON in form.fields:
            said = _t("Say why the guidance is amended, so that the others understand it.")
            form.fields[REASON].error_messages["required"] = said
        form_values(form, [column.name for column in self.layout().columns])


def refuse_another_clause(change: RecordChange) -> None:
    """Raise ``RowRefused`` where a row of a guidance in force would change what the document says."""
    errors = {
        name: [_t("It stays as the document has it.")] for name in AS_DOCUMENT if name in change.changed_names
    }
    if errors:
        raise RowRefused(errors)


def standing_goal(proposal: ProposedGoal) -> ProposedGoal:
    """A goal of a draft with all that is read along with it (one query)."""
    found = ProposedGoal.objects.select_related(
        "section", "indicator", "target__indicator", "target__responsible"
    )
    return found.get(pk=proposal.pk)
