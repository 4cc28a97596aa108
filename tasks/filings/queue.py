"""What waits for a person's review: in which order, and what is to be looked at before it is approved."""

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from organizations.models import User
from tasks.models import Evidence, Filing, FilingEvent, LineRevision, Remark
from tasks.models.filing import FilingQuerySet


def queue_of(user: User) -> FilingQuerySet:
    """The submitted filings that the person may review, the longest waiting first, each with its flags."""
    filings = Filing.objects.reviewable_by(user).visible_to(user).with_due_on()
    return with_flags(filings, user).order_by("submitted_at", "pk")


def with_flags(filings: FilingQuerySet, user: User) -> FilingQuerySet:
    """Filings with what is to be looked at before ``user`` approves them.

    ``is_own``: the person edited or submitted it, so that somebody else must approve it (design R4).
    ``is_remarked``: those who review have remarked on it and not resolved that. ``is_flagged``: one of these,
    doubts that were explained in notes, or somebody else who reviews it; only what is not flagged is approved
    unread.
    """
    flags: dict[str, Q | Exists] = {"is_own": own_work(user), "is_remarked": Exists(unresolved())}
    others = Q(review_started_by__isnull=False) & ~Q(review_started_by=user)
    return filings.annotate(**flags).annotate(
        is_flagged=Case(
            When(
                Q(is_own=True) | Q(is_remarked=True) | Q(warning_count__gt=0) | others, then=Value(value=True)
            ),
            default=Value(value=False),
        )
    )


def changed_beside() -> Q:
    """Whether subordinates' filings of the same period have moved, or the organization's own earlier ones
    have moved or been written in, since a filing was submitted."""
    since = {"at__gte": OuterRef("submitted_at")}
    beneath = {"filing__reports_to": OuterRef("organization"), "filing__period": OuterRef("period")}
    earlier = {
        "filing__organization": OuterRef("organization"),
        "filing__period__guidance": OuterRef("period__guidance"),
        "filing__period__order__lt": OuterRef("period__order"),
    }
    return (
        Q(Exists(FilingEvent.objects.filter(**since, **beneath)))
        | Q(Exists(FilingEvent.objects.filter(**since, **earlier)))
        | Q(Exists(LineRevision.objects.filter(**since, **earlier)))
    )


def own_work(user: User | int) -> Q:
    """Whether the person, or their id, submitted a filing, wrote a line of it or changed its evidence."""
    here = {"filing": OuterRef("pk")}
    wrote = Exists(LineRevision.objects.filter(by=user, **here))
    proved = Exists(Evidence.objects.filter(Q(uploaded_by=user) | Q(removed_by=user), **here))
    return Q(submitted_by=user) | Q(wrote) | Q(proved)


def unresolved() -> QuerySet[Remark]:
    """What those who review have remarked on the submitted version of the filing around."""
    return Remark.objects.unresolved().filter(
        filing=OuterRef("pk"), organization=OuterRef("reports_to"), version=OuterRef("version")
    )


def after(user: User, filing: Filing) -> Filing | None:
    """What waits longest of all that was submitted after ``filing``, then of all else; None where nothing
    else waits (at most two queries)."""
    waiting = Filing.objects.reviewable_by(user).visible_to(user).exclude(pk=filing.pk)
    in_order = waiting.order_by("submitted_at", "pk")
    later = Q(submitted_at__gt=filing.submitted_at) | Q(submitted_at=filing.submitted_at, pk__gt=filing.pk)
    return (in_order.filter(later).first() if filing.submitted_at else None) or in_order.first()
