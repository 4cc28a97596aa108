"""Scoring cases, and choosing the cases of the year."""

import datetime as dt
from collections.abc import Mapping

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.models import User
from reports.material.own_cases import is_own
from reports.models import CaseOfYear, CaseScore
from tasks.errors import NotYourOwn, ReasonMissing, TransitionNotAllowed
from tasks.models import CaseStudy, Filing, Guidance


def locked_filing(case: CaseStudy) -> Filing:
    """The filing of a case as it stands now, locked until the transaction ends."""
    related = Filing.objects.select_related("organization", "period")
    return related.select_for_update(of=("self",)).get(pk=case.filing_id)


def refuse_not_approved(filing: Filing) -> None:
    if filing.status != Filing.Status.APPROVED:
        raise TransitionNotAllowed(
            _("The filing of %(organization)s is not approved any more.")
            % {"organization": filing.organization}
        )


@transaction.atomic
def score_case(
    *, case: CaseStudy, points: Mapping[str, int], remark: str, version: int, by: User, at: dt.datetime
) -> CaseScore:
    """Keep what a person gives a case, in the place of what they gave it before; nobody else's is touched.

    ``points`` are by ``CRITERIA``. Raises ``NotYourOwn`` for a case of one's own organization, and
    ``TransitionNotAllowed`` where the filing is not approved or another ``version`` than was read (R20).
    """
    filing = locked_filing(case)
    refuse_not_approved(filing)
    if filing.version != version:
        raise TransitionNotAllowed(
            _("%(organization)s has filed again since you opened it. Read the new version first.")
            % {"organization": filing.organization}
        )
    if is_own(by, filing):
        raise NotYourOwn(_("This case is your own organization's; others score it."))
    kept = {**points, "remark": remark, "case_version": version, "scored_at": at}
    score, _is_new = CaseScore.objects.update_or_create(case=case, scored_by=by, defaults=kept)
    return score


@transaction.atomic
def choose_case_of_year(*, case: CaseStudy, reason: str, by: User, at: dt.datetime) -> CaseOfYear:
    """Choose a case of the year, with the reason. One that is chosen stays as it is.

    Raises ``ReasonMissing`` without a reason, and ``TransitionNotAllowed`` where its filing is not approved,
    or as many are chosen as ``MOST_CASES_OF_YEAR`` allows.
    """
    guidances = Guidance.objects.select_for_update(no_key=True).only("pk")
    guidance = guidances.get(pk=case.filing.period.guidance_id)
    refuse_not_approved(locked_filing(case))
    if not reason.strip():
        raise ReasonMissing(_("Say why the case is chosen."))
    chosen = CaseOfYear.objects.filter(case=case).first()
    if chosen is not None and chosen.is_standing:
        return chosen
    refuse_too_many(guidance)
    chosen = chosen or CaseOfYear(case=case, guidance=guidance)
    chosen.reason, chosen.chosen_at, chosen.chosen_by = reason.strip(), at, by
    chosen.withdrawn_at = chosen.withdrawn_by = None
    chosen.save()
    return chosen


def refuse_too_many(guidance: Guidance) -> None:
    most = settings.MOST_CASES_OF_YEAR
    if CaseOfYear.objects.standing().filter(guidance=guidance).count() >= most:
        raise TransitionNotAllowed(
            ngettext(
                "%(most)d case of the year is chosen already: take it back first.",
                "%(most)d cases of the year are chosen already: take one of them back first.",
                most,
            )
            % {"most": most}
        )


@transaction.atomic
def withdraw_case_of_year(*, case: CaseStudy, by: User, at: dt.datetime) -> None:
    """Take the choice of a case back. Twice changes nothing."""
    CaseOfYear.objects.standing().filter(case=case).update(withdrawn_at=at, withdrawn_by=by)
