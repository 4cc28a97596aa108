"""Cases as editors score them: what one gave oneself, and, once one has, what the others gave.

Whoever has not scored a case sees nothing of what others gave it, be it their mean or the rank that follows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    FloatField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
    Window,
)
from django.db.models.functions import Cast, Coalesce, Rank

from organizations.models import User
from organizations.rounding import half_up
from reports.material.own_cases import is_own
from reports.models import CaseOfYear, CaseScore
from reports.models.case_score import CRITERIA
from tasks.models import CaseStudy, Filing

# Fewer say what they think, not what a case is worth.
LEAST_SCORES = 2
HUNDREDTH = Decimal("0.01")
# What is still to be scored stands before what is ranked, and that before what too few have scored.
OPEN, RANKED, BELOW = range(3)
# How many have scored a case orders those alone that one has scored oneself.
ORDER: tuple[Any, ...] = (
    "group",
    F("mean").desc(nulls_last=True),
    F("own_scorers").desc(nulls_last=True),
    "filing__organization__path",
    "filing",
    "number",
)


@dataclass(frozen=True, slots=True)
class Mean:
    """What ``count`` people gave on average, out of 5 points, over all criteria."""

    points: Decimal
    count: int

    @property
    def is_ranked(self) -> bool:
        return self.count >= LEAST_SCORES


@dataclass(frozen=True, slots=True)
class RankedCase:
    """A case as one person sees it in the ranking. ``own`` is their score; without one the ``mean`` is kept
    from them."""

    case: CaseStudy
    own: CaseScore | None
    scorers: int
    mean: Mean | None
    rank: int | None
    of_year: CaseOfYear | None
    may_score: bool


def mean_of(total: int, count: int) -> Mean | None:
    """The mean of what ``count`` people gave, who gave ``total`` points in all; None where nobody did."""
    if not count:
        return None
    return Mean(half_up(Decimal(total) / (count * len(CRITERIA)), HUNDREDTH), count)


def scored_cases(user: User) -> QuerySet[CaseStudy]:
    """The approved cases that a person sees, with all that the ranking asks: first those that they have not
    scored, then those that enough have, the best first, then the others (no query yet).

    ``mean`` and ``rank`` are those among what is listed, of cases that the person has scored.
    """
    cases = CaseStudy.objects.visible_to(user).filter(filing__status=Filing.Status.APPROVED)
    ranked = with_scores(cases.exclude(title="", text=""), user).annotate(**in_ranks())
    return ranked.order_by(*ORDER)


def with_scores(cases: QuerySet[CaseStudy], user: User) -> QuerySet[CaseStudy]:
    """Cases annotated with how many scored them, with how many points in all, and whether the person did."""
    scores: Any = CaseScore.objects.filter(case=OuterRef("pk")).order_by().values("case")
    given = F("innovation") + F("effect") + F("transferability")
    asked: dict[str, Any] = {
        "scorers": Coalesce(Subquery(scores.annotate(count=Count("pk")).values("count")), 0),
        "total": Coalesce(Subquery(scores.annotate(given=Sum(given)).values("given")), 0),
        "is_scored": Exists(CaseScore.objects.filter(case=OuterRef("pk"), scored_by=user)),
        "is_of_year": Exists(CaseOfYear.objects.standing().filter(case=OuterRef("pk"))),
    }
    return cases.annotate(**asked)


def in_ranks() -> dict[str, Any]:
    """The columns that order cases ``with_scores``."""
    is_ranked = Q(is_scored=True, scorers__gte=LEAST_SCORES)
    mean = Cast("total", FloatField()) / Cast("scorers", FloatField())
    return {
        "group": Case(
            When(is_scored=False, then=Value(OPEN)), When(is_ranked, then=Value(RANKED)), default=Value(BELOW)
        ),
        "mean": Case(When(is_ranked, then=mean), output_field=FloatField()),
        "own_scorers": Case(When(is_scored=True, then=F("scorers"))),
        "rank": Window(Rank(), order_by=F("mean").desc(nulls_last=True)),
    }


def ranked_rows(user: User, cases: Iterable[CaseStudy]) -> list[RankedCase]:
    """Cases of ``scored_cases`` as the person sees them (one query)."""
    listed: list[Any] = list(cases)
    own = {score.case_id: score for score in CaseScore.objects.filter(case__in=listed, scored_by=user)}
    return [
        RankedCase(
            case=case,
            own=own.get(case.pk),
            scorers=case.scorers,
            mean=mean_of(case.total, case.scorers) if case.pk in own else None,
            rank=case.rank if case.group == RANKED else None,
            of_year=standing_choice(case),
            may_score=not is_own(user, case.filing),
        )
        for case in listed
    ]


def standing_choice(case: CaseStudy) -> CaseOfYear | None:
    """The choice of a case, read with its ``of_year``, for the year; None where it was taken back."""
    chosen: CaseOfYear | None = getattr(case, "of_year", None)
    return chosen if chosen is not None and chosen.is_standing else None


@dataclass(frozen=True, slots=True)
class Scores:
    """What people gave one case: one's ``own``, and of the others and their mean what one may see."""

    own: CaseScore | None
    count: int
    others: tuple[CaseScore, ...]
    mean: Mean | None


def scores_of(user: User, case: CaseStudy) -> Scores:
    """What a person sees of the scores of a case: those of others only beside their own (one query)."""
    every = list(CaseScore.objects.filter(case=case).select_related("scored_by").order_by("scored_at", "pk"))
    own = next((score for score in every if score.scored_by_id == user.pk), None)
    if own is None:
        return Scores(None, len(every), (), None)
    total = sum(sum(score.points) for score in every)
    return Scores(
        own, len(every), tuple(score for score in every if score != own), mean_of(total, len(every))
    )
