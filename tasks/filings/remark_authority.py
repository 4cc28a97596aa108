"""In whose name a person may speak about a filing, and whose remarks they may settle (design R18)."""

from django.db.models import QuerySet

from organizations.models import Organization, User
from organizations.permissions import Permission
from tasks.access import may
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Filing, FilingLine, Remark


def reviewing_voice(user: User, filing: Filing) -> Organization | None:
    """The organization that reviews, where the person does so and the filing is submitted (no query)."""
    if filing.status == Filing.Status.SUBMITTED and may(user, Permission.REVIEW_FILING, filing):
        return filing.reports_to
    return None


def department_voices(user: User) -> list[Organization]:
    """The departments in whose name the person may remark on lines (no query)."""
    return [held for held in user.organizations_where(Permission.REMARK_LINES) if held.is_department]


def voices_on(user: User, filing: Filing, kind: str, subject_id: int | None) -> list[Organization]:
    """Everybody in whose name the person may remark on one line, or with ``kind`` empty on the whole (a
    query for each department of theirs)."""
    reviewing = reviewing_voice(user, filing)
    voices = [reviewing] if reviewing else []
    if kind not in LINE_KINDS or filing.status == Filing.Status.DRAFT:
        return voices
    return voices + [
        department
        for department in department_voices(user)
        if department not in voices and is_responsible(department, filing, kind, subject_id)
    ]


def is_responsible(organization: Organization, filing: Filing, kind: str, subject_id: int | None) -> bool:
    """Whether an organization is responsible for what one line of a filing answers (one query)."""
    if kind not in LINE_KINDS:
        return False
    line_kind = LINE_KINDS[kind]
    place = {"filing": filing, line_kind.subject_field: subject_id}
    owned: QuerySet[FilingLine] = line_kind.model._default_manager.filter(
        line_kind.owned_by([organization.pk])
    )
    return owned.filter(**place).exists()


def may_read(user: User, remark: Remark) -> bool:
    """Whether the filing is in the person's scope, or their own organization made the remark (no query)."""
    own = {held.pk for held in user.organizations_held}
    return remark.organization_id in own or user.scope.covers(remark.filing.organization)


def may_answer(user: User, remark: Remark) -> bool:
    """Whether the person is of one of the two sides: files, or speaks for who remarked (no query)."""
    filing = remark.filing
    if user.can(Permission.EDIT_FILING, at=filing.organization):
        return True
    reviews = remark.organization_id == filing.reports_to_id
    right = Permission.REVIEW_FILING if reviews else Permission.REMARK_LINES
    return user.can(right, at=remark.organization)


def may_settle(user: User, remark: Remark) -> bool:
    """Whether the person may resolve the remark, or take it up again: whoever may answer it, those who file
    only while the filing is theirs to change (no query)."""
    belongs = any(held.pk == remark.filing.organization_id for held in user.organizations_held)
    return may_answer(user, remark) and (remark.filing.is_in_draft or not belongs)
