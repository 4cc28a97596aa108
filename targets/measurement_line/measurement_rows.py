"""How measurements are read with their targets."""

from typing import Any

from django.db.models import FilteredRelation, OuterRef, Q, QuerySet, Subquery

from organizations.prepared_queries import PreparedQuery
from targets.models import Allocation, Measurement, Target
from tasks.lines.answerers import asked_in
from tasks.lines.drafts_at_hand import as_asked, draft_of
from tasks.models import Filing

# The key of the kind of line that answers a target.
MEASUREMENT = "measurement"


@PreparedQuery
def saved_lines_of(filing: int) -> QuerySet[Measurement]:
    """The saved lines of a filing with what is measured."""
    return Measurement.objects.filter(filing=filing).select_related("target__indicator")


def answered_by(filing: Filing) -> QuerySet[Target]:
    """The targets that a filing has lines on, annotated with its ``own``: saved ones and, in draft, those
    that the plan asks for."""
    own = FilteredRelation("measurements", condition=Q(measurements__filing=filing.pk))
    said = Q(own__isnull=False)
    if filing.is_in_draft:
        plan = Target.objects.current().filter(guidance=filing.period.guidance_id)
        asked = asked_in(filing.period, MEASUREMENT, plan.reported_by(filing.organization))
        said |= Q(pk__in=asked.values("pk"))
    return Target.objects.annotate(own=own).filter(said)


def targets_to_answer(filing: Filing) -> list[Target]:
    """``answered_by`` a filing with all that their lines show, in order (one query)."""
    if filing.is_in_draft and filing.period.is_supplement:
        return list(shown(answered_by(filing), filing.organization_id))
    if not filing.is_in_draft:
        return answered.rows(filing=filing.pk, organization=filing.organization_id)
    asked = asked_of_locals if filing.organization.is_local else asked_of_others
    return asked.rows(**as_asked(filing))


def shown(targets: QuerySet[Target], organization: int) -> QuerySet[Target]:
    return with_share(with_terms(targets), organization).order_by("order")


@PreparedQuery
def answered(filing: int, organization: int) -> QuerySet[Target]:
    return shown(answered_by(Filing(pk=filing, status=Filing.Status.SUBMITTED)), organization)


@PreparedQuery
def asked_of_locals(filing: int, organization: int, guidance: int) -> QuerySet[Target]:
    return shown(answered_by(draft_of(filing, organization, guidance, is_local=True)), organization)


@PreparedQuery
def asked_of_others(filing: int, organization: int, guidance: int) -> QuerySet[Target]:
    return shown(answered_by(draft_of(filing, organization, guidance, is_local=False)), organization)


def with_terms(targets: QuerySet[Target]) -> QuerySet[Target]:
    """Targets of ``answered_by`` with all that their lines show, in the same query."""
    related = ("indicator", "section", "own__edited_by")
    return targets.select_related(*related)


def with_share(targets: QuerySet[Target], organization: int) -> QuerySet[Target]:
    """Targets with what an organization is to bring of each, in the same query."""
    own = Allocation.objects.filter(organization=organization, target=OuterRef("pk"))
    shares: dict[str, Any] = {"own_share": Subquery(own.values("value")[:1])}
    return targets.annotate(**shares)
