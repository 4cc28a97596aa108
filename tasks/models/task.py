"""What the guidance orders, and who answers for it."""

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organizations.models import Organization
from tasks.models.guidance import Guidance, Section
from tasks.task_titles import is_numbered, owner_marks, unnumbered

LONGEST_NOTE = 2_000
LONGEST_PEOPLE = 500


class Basis(models.TextChoices):
    """On what a responsibility or a goal rests."""

    STATED = "stated", _("Stated in the text")
    DERIVED = "derived", _("Derived from the text")
    ASSIGNED = "assigned", _("Assigned by the office")


class OwnerRole(models.TextChoices):
    """What an owner does about a task, in the order in which owners are named everywhere. Who guides stands
    by with advice: it is named and asked for nothing."""

    LEAD = "lead", pgettext_lazy("responsibility", "Lead")
    SUPPORT = "support", pgettext_lazy("responsibility", "Support")
    GUIDE = "guide", pgettext_lazy("responsibility", "Guide")

    @property
    def answers(self) -> bool:
        """Whether who has this role does the work, and so is asked about it."""
        return self is not OwnerRole.GUIDE

    @property
    def place(self) -> int:
        """Where it stands among the roles."""
        return list(OwnerRole).index(self)


# The roles of those who answer: the one place that says so, for every query.
ANSWERING = tuple(role for role in OwnerRole if role.answers)
# Rows that have a ``role`` in the order of ``OwnerRole``; as words the roles would stand in another.
IN_ORDER_OF_ROLES = Case(
    *(When(role=role.value, then=role.place) for role in OwnerRole),
    output_field=models.SmallIntegerField(),
)


class TaskQuerySet(models.QuerySet["Task"]):
    def published(self) -> Self:
        """Tasks of published guidances: the document is common reading."""
        return self.filter(guidance__status=Guidance.Status.PUBLISHED)

    def current(self) -> Self:
        """Tasks that no amendment has withdrawn."""
        return self.filter(withdrawn_on=None)

    def of_organization(self, organization: Organization) -> Self:
        """Tasks for which ``organization`` answers, by name or as a local bureau."""
        return self.filter(Exists(held_by(organization).answering()))

    def naming(self, organization: Organization, roles: Iterable[str] = OwnerRole.values) -> Self:
        """Tasks that name ``organization`` in one of ``roles``, by name or as a local bureau."""
        return self.filter(Exists(held_by(organization).filter(role__in=list(roles))))

    def with_roles(self, roles: Iterable[str]) -> Self:
        """Tasks that name anybody in one of ``roles``."""
        return self.filter(Exists(Responsibility.objects.filter(task=OuterRef("pk"), role__in=list(roles))))


class Task(models.Model):
    """工作任务: the stretch of a section's text that one responsibility note covers.

    ``starts_at`` and ``ends_at`` are offsets into the section's ``text``; ``as_printed`` is the note, which
    stands from ``note_at`` to ``note_to`` in the guidance's source text, as far as that is known.
    """

    guidance = models.ForeignKey(
        Guidance, on_delete=models.CASCADE, related_name="tasks", verbose_name=_("guidance")
    )
    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, related_name="tasks", verbose_name=_("section")
    )
    order = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"))
    starts_at = models.PositiveIntegerField(_("starts at"))
    ends_at = models.PositiveIntegerField(_("ends at"))
    as_printed = models.CharField(_("responsibility as printed"), max_length=LONGEST_NOTE, blank=True)
    people = models.CharField(
        _("people in charge"),
        max_length=LONGEST_PEOPLE,
        blank=True,
        help_text=_("The persons whom the document names for the task, as it prints them."),
    )
    note_at = models.PositiveIntegerField(_("note starts at"), null=True, blank=True, editable=False)
    note_to = models.PositiveIntegerField(_("note ends at"), null=True, blank=True, editable=False)
    and_others = models.BooleanField(_("names others without naming them (等)"), default=False)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    withdrawn_on = models.DateField(
        _("withdrawn on"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("From this day nobody is asked about it any more; what was filed stays."),
    )

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["guidance", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["guidance", "order"],
                name="%(app_label)s_%(class)s_order_once",
                violation_error_message=_("Another task has this place in the guidance."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_offsets_in_order",
                condition=Q(starts_at__lt=F("ends_at")),
                violation_error_message=_("The stretch ends before it starts."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_note_in_order",
                condition=Q(note_at__isnull=True, note_to__isnull=True)
                | Q(note_at__isnull=False, note_to__isnull=False, note_at__lt=F("note_to")),
                violation_error_message=_("Where the words begin and where they end belong together."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def display_title(self) -> str:
        """Its title as pages, files and calls show it. Tasks of one section that were told apart by number
        when they were published are shown with who leads them.

        The title itself stays: people have signed and amended under it, and what is in force changes by an
        amendment alone (design R20, R21). Costs a query for such a title, and one where the section was not
        read.
        """
        # Only such a title asks for its section, which lists of others need not read.
        stem = unnumbered(self.title, self.section.title) if is_numbered(self.title) else None
        if stem is None:
            return self.title
        leaders = leaders_in(self.section_id)
        marks = owner_marks([("", names) for names in leaders.values()])
        mark = dict(zip(leaders, marks, strict=True)).get(self.pk)
        return f"{stem}{mark}" if mark else self.title


class Measure(models.Model):
    """举措: one clause of a task's text; its state is what progress is counted from."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="measures", verbose_name=_("task"))
    order = models.PositiveSmallIntegerField(_("order"))
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["task", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "order"],
                name="%(app_label)s_%(class)s_order_once",
                violation_error_message=_("Another measure has this place in the task."),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class ResponsibilityQuerySet(models.QuerySet["Responsibility"]):
    def answering(self) -> Self:
        """Responsibilities of those who are asked about the task; who guides it is not."""
        return self.filter(role__in=ANSWERING)

    def in_order(self) -> Self:
        """In the order of the document, and of one task in that of ``OwnerRole``."""
        return self.order_by("task__order", IN_ORDER_OF_ROLES, "pk")

    def covering(self, organization: Organization) -> Self:
        """Responsibilities that ``organization`` holds by name or as one of a collective."""
        collectives = [Responsibility.Collective.LOCAL_BUREAUS] if organization.is_local else []
        return self.filter(Q(organization=organization) | Q(collective__in=collectives))


class Responsibility(models.Model):
    """责任单位: a task and an organization, or all local bureaus at once."""

    Role = OwnerRole

    class Collective(models.TextChoices):
        LOCAL_BUREAUS = "local_bureaus", _("Every local bureau")

    task = models.ForeignKey(
        Task, on_delete=models.CASCADE, related_name="responsibilities", verbose_name=_("task")
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="responsibilities",
        verbose_name=_("organization"),
    )
    collective = models.CharField(_("collective"), max_length=15, choices=Collective, blank=True)
    role = models.CharField(_("role"), max_length=10, choices=OwnerRole)
    basis = models.CharField(_("basis"), max_length=10, choices=Basis)

    objects = ResponsibilityQuerySet.as_manager()

    class Meta:
        verbose_name = _("responsibility")
        verbose_name_plural = _("responsibilities")
        ordering = ["task", IN_ORDER_OF_ROLES, "pk"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_one_owner",
                condition=Q(organization__isnull=False, collective="")
                | Q(organization__isnull=True, collective__gt=""),
                violation_error_message=_("Name one organization or one collective."),
            ),
            models.UniqueConstraint(
                fields=["task", "organization"],
                name="%(app_label)s_%(class)s_organization_once",
                violation_error_message=_("This organization is already responsible for the task."),
            ),
            models.UniqueConstraint(
                fields=["task", "collective"],
                condition=Q(collective__gt=""),
                name="%(app_label)s_%(class)s_collective_once",
                violation_error_message=_("This collective is already responsible for the task."),
            ),
        ]

    def __str__(self) -> str:
        return self.owner_name

    @property
    def owner_name(self) -> str:
        """Who it is, in the language of the page."""
        if self.organization is not None:
            return self.organization.display_name
        return str(self.get_collective_display())


def held_by(organization: Organization) -> ResponsibilityQuerySet:
    """What ``organization`` holds for the task of a query around it, by name or as one of a collective."""
    return Responsibility.objects.covering(organization).filter(task=OuterRef("pk"))


# How the document itself names a collective.
PRINTED = {Responsibility.Collective.LOCAL_BUREAUS: "各地方知识产权局"}


def leaders_in(section: int) -> dict[int, list[str]]:
    """Who leads each task of a section, or supports it where nobody leads, by task id in the order of the
    document (one query). In Chinese, as titles are."""
    rows = Responsibility.objects.answering().filter(task__section=section).in_order()
    by_role: dict[int, dict[str, list[str]]] = {}
    for task, role, name, collective in rows.values_list(
        "task_id", "role", "organization__short_name", "collective"
    ):
        named = name or PRINTED[Responsibility.Collective(collective)]
        by_role.setdefault(task, {}).setdefault(role, []).append(named)
    return {task: next(iter(roles.values())) for task, roles in by_role.items()}
