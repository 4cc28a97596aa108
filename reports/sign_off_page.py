"""What the page of a sign-off shows: the steps done, what it waits for, and what the person may do."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organizations.calendar import today
from organizations.models import Membership, Organization, User
from organizations.permissions import Permission, roles_with
from reports.actions.sign_off import editors_of
from reports.edited_text import text_of
from reports.editing.parts import Text
from reports.findings import Examined, examined
from reports.models import Edition, ReturnedText, SignOffStep
from reports.sign_off.course import Course, Order, Step, may_check, may_sign_out
from reports.sign_off_state import course_of

DONE: Mapping[str, str | Promise] = {
    "hand_on": _("Handed on. Nobody changes the text until it is signed out, sent back or taken back."),
    "check": _("Your check stands on file."),
    "countersign": _("Your countersignature stands on file."),
    "sign_out": _("Signed out. The report is numbered and frozen."),
    "send_back": _("Sent back. The text can be edited again; your reason stands on file."),
    "take_back": _("Taken back. The text can be edited again."),
}


@dataclass(frozen=True)
class SignOffPage:
    """One text and one person who looks at it."""

    edition: Edition
    user: User

    @cached_property
    def text(self) -> Text:
        return text_of(self.edition)

    @cached_property
    def examined(self) -> list[Examined]:
        return examined(self.edition, self.text)

    @property
    def confirmed(self) -> list[Examined]:
        """What editors stand by, for those who sign to read."""
        return [each for each in self.examined if each.confirmation is not None]

    @property
    def open_count(self) -> int:
        return sum(each.is_open for each in self.examined)

    @cached_property
    def waiting(self) -> ReturnedText | None:
        """The file from Word that nobody has reviewed, for those who may edit the text (one query)."""
        if not self.may(Permission.EDIT_REPORT):
            return None
        return self.edition.returned_texts.waiting().first()

    @cached_property
    def course(self) -> Course:
        return course_of(self.edition)

    @cached_property
    def steps(self) -> list[SignOffStep]:
        """Every step of every round, the latest first (one query)."""
        return list(self.edition.steps.select_related("by", "organization").order_by("-pk"))

    @cached_property
    def countersigners(self) -> list[tuple[Organization, bool]]:
        """Who is asked to countersign, and whether they have (one query)."""
        asked = self.edition.countersigners.select_related("organization")
        return [(each.organization, each.organization_id not in self.course.unsigned) for each in asked]

    @cached_property
    def countersigners_offered(self) -> list[Organization]:
        """Who can be asked: the departments of the office for its report, else who files to the organization
        (one query)."""
        if self.course.order is not Order.FULL:
            return []
        organization = self.edition.organization
        there = Organization.objects.active_on(today())
        below = there.filter(path__startswith=organization.path, depth=organization.depth + 1)
        return [each for each in below if each.is_department or not organization.is_office]

    @property
    def countersigns_for(self) -> Organization | None:
        """For which organization the person countersigns, of those that have not yet."""
        signing = {each.pk: each for each in self.user.organizations_where(Permission.SIGN_REPORT)}
        return next((signing[pk] for pk in self.course.unsigned if pk in signing), None)

    @property
    def acts_for(self) -> Organization:
        """In whose name the person sends a text back."""
        own = self.user.can(Permission.EDIT_REPORT, at=self.edition.organization)
        return self.edition.organization if own else (self.countersigns_for or self.edition.organization)

    @cached_property
    def acts(self) -> list[str]:
        """What the person may do now."""
        if self.edition.status == Edition.Status.EDITING:
            return ["hand_on"] if self.may(Permission.EDIT_REPORT) else []
        waits = self.course.waits_for
        if waits is None:
            return []
        found = [self.act_of(waits)] if self.is_theirs(waits) else []
        found += ["send_back"] if found else []
        return found + (["take_back"] if self.may(Permission.EDIT_REPORT) else [])

    def act_of(self, step: Step) -> str:
        names = {Step.CHECKED: "check", Step.COUNTERSIGNED: "countersign", Step.SIGNED_OUT: "sign_out"}
        return names[step]

    def is_theirs(self, step: Step) -> bool:
        """Whether a step is the person's to do."""
        if step is Step.COUNTERSIGNED:
            return self.countersigns_for is not None
        permission = Permission.CHECK_REPORT if step is Step.CHECKED else Permission.SIGN_REPORT
        return self.may(permission) and self.is_free(step, self.user)

    @cached_property
    def next_people(self) -> list[User]:
        """Who can do the step that the text waits for (one query; one more before it is checked)."""
        step = self.course.waits_for
        if step is None:
            return []
        permission = Permission.CHECK_REPORT if step is Step.CHECKED else Permission.SIGN_REPORT
        is_asked = step is Step.COUNTERSIGNED
        organizations = self.course.unsigned if is_asked else {self.edition.organization_id}
        held = Membership.objects.filter(
            organization__in=organizations, role__in=roles_with(permission), user__is_active=True
        )
        people = User.objects.filter(pk__in=held.values("user")).order_by("name")
        return [person for person in people if is_asked or self.is_free(step, person)]

    def is_free(self, step: Step, person: User) -> bool:
        """Whether somebody may do a step for all they have done so far."""
        if step is Step.CHECKED:
            return may_check(self.course, person.pk, self.editors)
        return may_sign_out(self.course, person.pk)

    @cached_property
    def editors(self) -> set[int]:
        return editors_of(self.edition)

    def may(self, permission: Permission) -> bool:
        return self.user.can(permission, at=self.edition.organization)

    @staticmethod
    def done_in_words(act: str) -> str:
        return str(DONE[act])
