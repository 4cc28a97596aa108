"""People and their parts in organizations."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as BaseUserManager
from django.db import models, transaction
from django.db.models import FilteredRelation, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from organizations.calendar import today
from organizations.models.organization import Organization
from organizations.permissions import REACHING_ROLES, ROLE_PERMISSIONS, Permission, Role
from organizations.prepared_queries import PreparedQuery
from organizations.scope import Scope

if TYPE_CHECKING:
    from organizations.models.deputy import Deputy


class UserManager(BaseUserManager["User"]):
    """People, found by name as they type it."""

    def reachable_at(self, address: str) -> "models.QuerySet[User]":
        """Active people with a password whose confirmed mail address it is, in any letter case."""
        people = self.filter(is_active=True, email__iexact=address, email_confirmed_at__isnull=False)
        return people.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX).order_by("pk")

    def with_roles(self, pk: int) -> "User | None":
        """The person of that id, with ``memberships_held`` as they are now (one query)."""
        rows = WITH_ROLES.rows(pk=pk)
        if not rows:
            return None
        found: list[Membership | None] = [getattr(row, "held", None) for row in rows]
        held, person = [membership for membership in found if membership is not None], rows[0]
        for membership in held:
            membership.user = person
        person.memberships_held = held if person.is_active else []
        return person

    def create_superuser(
        self, username: str, email: str | None = None, password: str | None = None, **said: Any
    ) -> "User":
        """Open the account of a superuser, as Django's command does; that is put on record, because nobody
        in the portal has done it."""
        with transaction.atomic():
            user = super().create_superuser(username, email, password, **said)
            user.account_events.create(kind="opened", at=user.date_joined, detail={"is_superuser": True})
            return user

    def named(self, username: str) -> "User | None":
        """The person of that name as written; failing that the only one in another letter case."""
        written = self.filter(username=username).first()
        if written is not None:
            return written
        alike = list(self.filter(username__iexact=username)[:2])
        return alike[0] if len(alike) == 1 else None


class User(AbstractUser):
    """A person who signs in. What they may do follows from their memberships alone.

    ``email`` is theirs once they have opened a link that was sent there (``email_confirmed_at``); only then
    can a forgotten password be set anew through it. A password that somebody else has set
    (``must_change_password``) signs in once, and then has to be changed.

    ``password_changed_at`` is when they last got another password, by whatever door; None for one that is
    as old as the account. What was given out under the old password ends by it.
    """

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("name"), max_length=60)
    preferred_language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    is_sample = models.BooleanField(_("sample person"), default=False, editable=False)
    email_confirmed_at = models.DateTimeField(
        _("address confirmed at"), null=True, blank=True, editable=False
    )
    must_change_password = models.BooleanField(_("must change the password"), default=False, editable=False)
    temporary_password_used_at = models.DateTimeField(
        _("temporary password used at"), null=True, blank=True, editable=False
    )
    password_changed_at = models.DateTimeField(
        _("password changed at"), null=True, blank=True, editable=False
    )

    objects: ClassVar[UserManager] = UserManager()

    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta(AbstractUser.Meta):
        swappable = "AUTH_USER_MODEL"
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_confirmed_address_is_there",
                condition=Q(email_confirmed_at__isnull=True) | ~Q(email=""),
                violation_error_message=_("There is no address that could be confirmed."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_used_password_must_change",
                condition=Q(temporary_password_used_at__isnull=True) | Q(must_change_password=True),
                violation_error_message=_("Only a temporary password can be used up."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def set_password(self, raw_password: str | None) -> None:
        """Give the person another password; whoever calls this saves the person."""
        super().set_password(raw_password)
        self.password_changed_at = timezone.now()

    def set_unusable_password(self) -> None:
        """Take the password away; whoever calls this saves the person."""
        super().set_unusable_password()
        self.password_changed_at = timezone.now()

    def check_password(self, raw_password: str | None) -> bool:
        """Whether it is the person's password. In production the published one of the sample is nobody's.

        That one is compared like any other, so that the time tells nothing.
        """
        before = self.password_changed_at
        is_right = super().check_password(raw_password)
        self.password_changed_at = before  # It may be hashed anew on the way, but stays the same password.
        return is_right and not is_published(raw_password)

    async def acheck_password(self, raw_password: str | None) -> bool:
        """``check_password`` for asynchronous callers."""
        before = self.password_changed_at
        is_right = await super().acheck_password(raw_password)
        self.password_changed_at = before
        return is_right and not is_published(raw_password)

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @cached_property
    def memberships_held(self) -> "list[Membership]":
        """Every membership with its organization, read once a request (one query)."""
        if not self.is_active:
            return []
        return list(self.memberships.select_related("organization").order_by("organization__path", "role"))

    @cached_property
    def organizations_held(self) -> list[Organization]:
        """The organizations that the person belongs to, each once, highest first."""
        return list({held.organization_id: held.organization for held in self.memberships_held}.values())

    @cached_property
    def scope(self) -> Scope:
        """What the person may see: the argument of every ``visible_to`` (design R18, R19)."""
        return Scope.of(self.organizations_held)

    def can(self, permission: Permission, *, at: Organization) -> bool:
        """Whether the person holds ``permission`` at an organization (design R18)."""
        return any(
            permission in ROLE_PERMISSIONS[Role(held.role)]
            and (
                held.organization_id == at.pk
                or (held.role in REACHING_ROLES and at.is_within(held.organization))
            )
            for held in self.memberships_held
        )

    def organizations_where(self, permission: Permission) -> list[Organization]:
        """The organizations at which the person holds ``permission`` directly, highest first."""
        found = {
            held.organization_id: held.organization
            for held in self.memberships_held
            if permission in ROLE_PERMISSIONS[Role(held.role)]
        }
        return list(found.values())

    @cached_property
    def stands_in_now(self) -> "list[Deputy]":
        """For whom the person stands in today, as the days and roles on file say; read once a request (one
        query). What they may do so is ``organizations.deputizing``'s; ``can`` says only what is theirs."""
        if not self.is_active:
            return []
        found = self.standing_in.on(today()).select_related("principal", "organization")
        return list(found.order_by("organization__path", "ends_on", "pk"))

    def may_manage(self, person: "User") -> bool:
        """Whether the person may change another's account in the back office: an administrator everybody's
        but a superuser's, a superuser everybody's."""
        return self.is_active and (self.is_superuser or (self.is_administrator and not person.is_superuser))

    @cached_property
    def is_administrator(self) -> bool:
        """Whether the person administers the whole portal: an administrator of the office."""
        return any(
            held.role == Role.ADMINISTRATOR and held.organization.is_office for held in self.memberships_held
        )


def is_published(raw_password: str | None) -> bool:
    """Whether it is the sample's password, on a portal that serves real people."""
    return settings.IS_PRODUCTION and raw_password == settings.SAMPLE_PASSWORD


class Membership(models.Model):
    """A person's role in one organization; one person may hold several."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("person")
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("organization"),
    )
    role = models.CharField(_("role"), max_length=15, choices=Role)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["organization__path", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organization", "role"],
                name="%(app_label)s_%(class)s_once",
                violation_error_message=_("This person already has this role there."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_role_known",
                condition=Q(role__in=Role.values),
                violation_error_message=_("Choose one of the roles."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organization} · {self.get_role_display()}"


def people_with_roles(pk: int) -> "models.QuerySet[User]":
    """A person once for each membership, which is ``held``, highest first; once without any."""
    held, related = FilteredRelation("memberships"), ("held__organization",)
    people = User.objects.filter(pk=pk).annotate(held=held).select_related(*related)
    in_order: list[str] = ["held__organization__path", "held__role"]
    return people.order_by(*in_order)


WITH_ROLES = PreparedQuery(people_with_roles)


def display_name(user: User) -> str:
    """How a person is called on pages and in mail."""
    return str(user)
