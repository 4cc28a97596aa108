"""What the page of a sign-off shows: the steps done, what it waits for, and what the person may do."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organizations.calendar import today
from organizations.deputizing import Capacity, capacities
from organizations.deputy_wording import acting_name
from organizations.models import Organization, User
from organizations.permissions import Permission
from reports.edited_text import text_of
from reports.editing.parts import Text
from reports.findings import Examined, examined
from reports.models import Edition, ReturnedText, SignOffStep
from reports.sign_off.course import Course, Order, Step, may_do
from reports.sign_off.waiting import waited_for
from reports.sign_off_state import course_of, editors_of
from reports.signers import RIGHTS, signers_at

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
        related = ("by", "in_place_of", "organization")
        return list(self.edition.steps.select_related(*related).order_by("-pk"))

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

    @cached_property
    def capacities(self) -> list[Capacity]:
        """In what the person can do the step that the text waits for: in their own right, else in place of
        one of those whom they stand in for (at most one query, one more before it is checked)."""
        step = self.course.waits_for
        if step is None:
            return []
        found = [
            capacity
            for place in self.places(step)
            for capacity in capacities(self.user, RIGHTS[step], at=place)
            if may_do(self.course, step, capacity.people(self.user), self.editors)
        ]
        own = [capacity for capacity in found if capacity.deputy is None]
        return own[:1] or found

    def places(self, step: Step) -> list[Organization]:
        """Whose people can do a step: of countersigning who has not yet."""
        if step is Step.COUNTERSIGNED:
            return [organization for organization, has_signed in self.countersigners if not has_signed]
        return [self.edition.organization]

    @property
    def stands_in(self) -> list[Capacity]:
        """Whom the person can choose to act for, where they act for somebody else."""
        return [capacity for capacity in self.capacities if capacity.deputy is not None]

    def sends_back_for(self, capacity: Capacity) -> Organization:
        """In the name of which organization the person sends a text back."""
        if capacity.deputy is None and self.may(Permission.EDIT_REPORT):
            return self.edition.organization
        return capacity.organization

    @cached_property
    def acts(self) -> list[str]:
        """What the person may do now."""
        if self.edition.status == Edition.Status.EDITING:
            return ["hand_on"] if self.may(Permission.EDIT_REPORT) else []
        waits = self.course.waits_for
        if waits is None:
            return []
        found = [self.act_of(waits), "send_back"] if self.capacities else []
        return found + (["take_back"] if self.may(Permission.EDIT_REPORT) else [])

    def act_of(self, step: Step) -> str:
        names = {Step.CHECKED: "check", Step.COUNTERSIGNED: "countersign", Step.SIGNED_OUT: "sign_out"}
        return names[step]

    @cached_property
    def next_people(self) -> list[str]:
        """The names of those who can do the step that the text waits for, deputies with whom they stand in
        for (three queries; one more before it is checked)."""
        if self.course.waits_for is None:
            return []
        owner = self.edition.organization_id
        found = signers_at({owner, *self.course.countersigners}, today())
        waiting = waited_for(self.course, owner, self.editors, found)
        names = dict(
            User.objects.filter(pk__in={pk for each in waiting for pk in each.acting}).values_list(
                "pk", "name"
            )
        )
        said = [acting_name(names[each.person], names.get(each.in_place_of or 0, "")) for each in waiting]
        return list(dict.fromkeys(said))

    @cached_property
    def editors(self) -> set[int]:
        return editors_of(self.edition)

    def may(self, permission: Permission) -> bool:
        return self.user.can(permission, at=self.edition.organization)

    @staticmethod
    def done_in_words(act: str) -> str:
        return str(DONE[act])
