"""The lines of a filing, and every text they ever had."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from organizations.models import AppendOnly, User
from tasks.models.filing import Filing, told_to
from tasks.models.guidance import Guidance
from tasks.models.task import Measure, Responsibility, Task
from tasks.models.who_and_when import moment, pair, person
from texts.punctuation import labelled

LONGEST_TEXT = 5_000
LONGEST_PAGE = 32


class FilingLine(models.Model):
    """One answer within a filing; ``version`` counts its saves, so that an edit based on an old one is
    noticed (design R1). A nil return is an answer of its own, with a reason (design R5).

    A row exists once somebody has saved the line; before that the plan alone says that it is asked for.
    """

    version = models.PositiveIntegerField(_("version"), default=0)
    nil_return = models.BooleanField(_("nothing to report"), default=False)
    nil_reason = models.CharField(_("reason for the nil return"), max_length=500, blank=True)
    note = models.TextField(_("note"), max_length=LONGEST_TEXT, blank=True)
    explanations = models.JSONField(
        _("explanations of doubts"),
        default=dict,
        blank=True,
        help_text=_("By the kind of doubt: what was written on it, and what had been compared then."),
    )
    note_answers_doubts = models.BooleanField(
        _("the note answers every doubt"),
        default=False,
        help_text=_("It was written before each doubt had an explanation of its own."),
    )
    edited_at = moment(_("edited at"))
    edited_by = person(_("edited by"))

    # Whether evidence stands at it, where that was read along with it.
    is_proved: bool | None = None

    class Meta:
        abstract = True

    if TYPE_CHECKING:
        filing: models.ForeignKey[Filing, Filing]
        filing_id: int

    @property
    def said_to_reviewer(self) -> str:
        """The note and the explanations of doubts, a paragraph each."""
        return in_paragraphs(self.note, self.explanations)

    @property
    def subject_id(self) -> int:
        """The id of what it answers, which names the line within its filing and kind."""
        raise NotImplementedError

    @property
    def is_answered(self) -> bool:
        """Whether it says anything: a nil return, or content of its own."""
        raise NotImplementedError


def in_paragraphs(note: str, explanations: Mapping[str, Mapping[str, Any]]) -> str:
    """``FilingLine.said_to_reviewer`` of bare values."""
    texts = [note, *[said["text"] for said in explanations.values()]]
    return "\n".join(dict.fromkeys(text.strip() for text in texts if text.strip()))


class ProgressEntryQuerySet(models.QuerySet["ProgressEntry"]):
    def visible_to(self, user: User) -> Self:
        """Entries of filings in scope and, for a department, those of its tasks everywhere (design R18); of
        others only what is handed in (design R22)."""
        scope = user.scope
        responsible = Responsibility.objects.answering().filter(organization__in=scope.departments)
        return self.filter(
            scope.organizations("filing__organization__") | Q(task__in=responsible.values("task")),
            told_to(user, "filing__"),
            filing__period__guidance__status=Guidance.Status.PUBLISHED,
        )


class ProgressEntry(FilingLine):
    """进展: a filing's line on one task."""

    # Each leads an index of both, so that a line is found by filing and task at once.
    filing = models.ForeignKey(
        Filing,
        on_delete=models.CASCADE,
        related_name="progress_entries",
        db_index=False,
        verbose_name=_("filing"),
    )
    task = models.ForeignKey(
        Task,
        on_delete=models.PROTECT,
        related_name="progress_entries",
        db_index=False,
        verbose_name=_("task"),
    )
    achievements = models.TextField(_("achievements"), max_length=LONGEST_TEXT, blank=True)
    problems = models.TextField(_("problems"), max_length=LONGEST_TEXT, blank=True)
    next_steps = models.TextField(_("next steps"), max_length=LONGEST_TEXT, blank=True)

    objects = ProgressEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("progress entry")
        verbose_name_plural = _("progress entries")
        ordering = ["filing", "task__order"]
        indexes = [models.Index(fields=["task", "filing"], name="tasks_progressentry_by_task")]
        constraints = [
            models.UniqueConstraint(
                fields=["filing", "task"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("The filing already has a line on this task."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_nil_or_text",
                condition=Q(nil_return=False) | Q(achievements=""),
                violation_error_message=_("Report achievements or a nil return, not both."),
            ),
            pair("edited"),
        ]

    def __str__(self) -> str:
        return f"{self.filing} · {self.task}"

    @property
    def subject_id(self) -> int:
        return self.task_id

    @property
    def is_answered(self) -> bool:
        return self.nil_return or bool(self.achievements.strip())

    @cached_property
    def states(self) -> "list[MeasureState]":
        """Where each measure stands, in order: those that were saved (reads ``measure_states``), or those
        that ``complete_states`` has put here."""
        return [] if self.pk is None else list(self.measure_states.all())

    def complete_states(self, measures: "Iterable[Measure]") -> None:
        """Add a state "not started" for each of ``measures`` that has none, in the order given."""
        known = {state.measure_id: state for state in self.states}
        self.states = [
            known.get(measure.pk) or MeasureState(entry=self, measure=measure) for measure in measures
        ]

    @property
    def completed_count(self) -> int:
        """How many of its measures are completed. Reads ``states``."""
        return sum(state.state == MeasureState.State.COMPLETED for state in self.states)

    @property
    def percent_complete(self) -> Decimal:
        """Share of its measures that are completed, in percent (design §2). Reads ``states``."""
        if not self.states:
            return Decimal(0)
        return Decimal(100) * self.completed_count / len(self.states)


class MeasureState(models.Model):
    """The state of one measure as one entry reports it."""

    class State(models.TextChoices):
        NOT_STARTED = "not_started", _("Not started")
        IN_PROGRESS = "in_progress", _("In progress")
        COMPLETED = "completed", _("Completed")
        DELAYED = "delayed", _("Delayed")

    entry = models.ForeignKey(
        ProgressEntry, on_delete=models.CASCADE, related_name="measure_states", verbose_name=_("entry")
    )
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, related_name="states", verbose_name=_("measure")
    )
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.NOT_STARTED)

    # Whether ``state`` differs from what the database holds.
    is_changed = False

    class Meta:
        verbose_name = _("state of a measure")
        verbose_name_plural = _("states of measures")
        ordering = ["entry", "measure__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "measure"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("The entry already says where this measure stands."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_state_known",
                condition=Q(state__in=["not_started", "in_progress", "completed", "delayed"]),
                violation_error_message=_("Choose one of the four states."),
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.measure, self.get_state_display())


class LineRevision(AppendOnly):
    """What a line said after one save. Append-only: no text is ever lost (design R1)."""

    filing = models.ForeignKey(
        Filing, on_delete=models.PROTECT, related_name="revisions", verbose_name=_("filing")
    )
    kind = models.CharField(_("kind of line"), max_length=20)
    line_id = models.PositiveBigIntegerField(_("line"))
    version = models.PositiveIntegerField(_("version"))
    content = models.JSONField(_("content"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    page = models.CharField(
        _("page"), max_length=LONGEST_PAGE, blank=True, help_text=_("In which open page it was typed.")
    )
    turn = models.PositiveIntegerField(
        _("turn"), default=0, help_text=_("Its number among what that page sent.")
    )

    class Meta:
        verbose_name = _("revision of a line")
        verbose_name_plural = _("revisions of lines")
        ordering = ["filing", "kind", "line_id", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "line_id", "version"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This version of the line is already recorded."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.line_id} v{self.version}"
