"""A case that an organization tells at the year end, and the sections of the guidance it belongs to."""

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from organizations.models import User
from organizations.prepared_queries import PreparedQuery
from tasks.models.filing import Filing, told_to
from tasks.models.guidance import Guidance, Section
from tasks.models.line import FilingLine
from tasks.models.task import ANSWERING
from tasks.models.who_and_when import pair
from texts.incoming import length
from texts.punctuation import labelled

MOST_CASES = 5
LONGEST_CASE_TITLE = 100
LONGEST_CASE = 2_000


def in_sections_of(departments: Iterable[int]) -> Q:
    """Restrict cases to those of a section for whose tasks one of ``departments``, by id, is responsible
    (design R18)."""
    owned = CaseSection.objects.filter(
        section__tasks__responsibilities__organization__in=list(departments),
        section__tasks__responsibilities__role__in=ANSWERING,
    )
    return Q(pk__in=owned.values("case"))


class CaseStudyQuerySet(models.QuerySet["CaseStudy"]):
    def visible_to(self, user: User) -> Self:
        """Cases of filings in scope and, for a department, those of the sections of its tasks everywhere
        (design R18); of others only what is handed in (design R22)."""
        scope = user.scope
        return self.filter(
            scope.organizations("filing__organization__") | in_sections_of(scope.departments),
            told_to(user, "filing__"),
            filing__period__guidance__status=Guidance.Status.PUBLISHED,
        )

    def telling(self) -> Self:
        """Cases that say anything; those that were taken away say nothing any more."""
        chosen = CaseSection.objects.filter(case=OuterRef("pk"))
        return self.filter(~Q(title="", text="", note="") | Exists(chosen))

    def with_sections(self) -> Self:
        """Cases with their sections in the order of the document (one more query)."""
        return self.prefetch_related(sections_told())


class CaseStudy(FilingLine):
    """典型案例: a filing's line that tells one case. Only the year end has cases, and nobody is asked for
    one.

    ``number`` names the case within its filing and is no rank: the others keep theirs when one is taken
    away. A row that says nothing is a case that was taken away; its revisions keep what it said.
    """

    filing = models.ForeignKey(
        Filing, on_delete=models.CASCADE, related_name="case_studies", verbose_name=_("filing")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=LONGEST_CASE_TITLE, blank=True)
    text = models.TextField(_("text"), max_length=LONGEST_CASE, blank=True)

    # To which sections it may belong, and which of them the database holds, where that was read along.
    choices: list[Section] | None = None
    stored_sections: frozenset[int] | None = None

    objects = CaseStudyQuerySet.as_manager()

    class Meta:
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")
        ordering = ["filing", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["filing", "number"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("The filing already has a case with this number."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_number_in_range",
                condition=Q(number__gte=1, number__lte=MOST_CASES),
                violation_error_message=_("A filing has cases 1 to 5."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_no_nil_return",
                condition=Q(nil_return=False, nil_reason=""),
                violation_error_message=_("Nobody is asked for a case, so there is no nil return of one."),
            ),
            pair("edited"),
        ]

    def __str__(self) -> str:
        return f"{self.filing} · {self.label}"

    @property
    def label(self) -> str:
        """Its number and title, in the language of the page."""
        name = _("Case %(number)d") % {"number": self.number}
        return labelled(name, self.title) if self.title else str(name)

    @property
    def subject_id(self) -> int:
        return self.number

    @property
    def is_answered(self) -> bool:
        return bool(self.title.strip() or self.text.strip())

    @property
    def says_anything(self) -> bool:
        """Whether anything is written in it or chosen for it. Reads ``sections``."""
        return self.is_answered or bool(self.note.strip() or self.sections)

    @property
    def length(self) -> int:
        """How many characters its text has, as forms count them."""
        return length(self.text)

    @property
    def longest(self) -> int:
        """How many it may have."""
        return LONGEST_CASE

    @cached_property
    def sections(self) -> list[Section]:
        """The sections it belongs to, in the order of the document: those that were saved (reads
        ``section_links``), or those that were put here."""
        return [] if self.pk is None else [link.section for link in self.section_links.all()]


class CaseSection(models.Model):
    """A section of the guidance that a case belongs to."""

    case = models.ForeignKey(
        CaseStudy, on_delete=models.CASCADE, related_name="section_links", verbose_name=_("case study")
    )
    section = models.ForeignKey(
        Section, on_delete=models.PROTECT, related_name="case_links", verbose_name=_("section")
    )

    class Meta:
        verbose_name = _("section of a case")
        verbose_name_plural = _("sections of cases")
        ordering = ["case", "section__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "section"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("The case belongs to this section already."),
            ),
        ]

    def __str__(self) -> str:
        return labelled(self.case, self.section)


def sections_told() -> Prefetch[str]:
    """The sections of each case in the order of the document."""
    links = CaseSection.objects.select_related("section").order_by("section__order")
    return Prefetch("section_links", queryset=links)


@PreparedQuery
def cases_in_order(filing: int) -> models.QuerySet[CaseStudy]:
    """Every case of a filing by number, those that were taken away too."""
    return CaseStudy.objects.filter(filing=filing).select_related("edited_by").order_by("number")
