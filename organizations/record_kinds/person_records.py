"""People as records: how they are called and reached, and which roles they have where."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.utils import construct_change_message
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from organizations.account_rules import refuse_management
from organizations.actions import (
    note_opened,
    note_password_set,
    note_roles_changed,
    note_switched_off,
    note_switched_on,
    roles_of,
    set_address,
)
from organizations.actions.roles import HeldRole
from organizations.forms.person import NewPersonForm, PersonForm
from organizations.models import Membership, Organization, User
from organizations.permissions import Role
from organizations.record_kinds.kind import RecordAct, RecordKind, RowRefused, form_values, unknown_word
from organizations.record_kinds.many_keys import MANY
from organizations.record_kinds.organization_records import OrganizationNarrowing, refused_at
from organizations.temporary_passwords import temporary_password
from spreadsheets.records.comparison import RecordChange
from spreadsheets.records.values import (
    BEHIND,
    NO,
    YES,
    Record,
    RecordColumn,
    RecordForm,
    RecordLayout,
    lines_of,
)

SAID = ("name", "email", "preferred_language", "is_active")
COLUMNS = ("username", *SAID, "organization", "roles")
YES_OR_NO = {YES: _("yes"), NO: _("no")}


class PersonRecords(RecordKind):
    """People, for the administrators of the office, as in the back office."""

    key = "people"
    title = _("People")
    note = _("Who signs in, and which roles they have at which organization. Passwords are in no file.")
    hands_out = True

    def __init__(self) -> None:
        self.people: dict[str, User] = {}
        self.organizations: dict[str, Organization] = {}

    def is_for(self, user: User) -> bool:
        return user.is_administrator

    def layout(self) -> RecordLayout:
        return RecordLayout(self.key, self.title, columns(), ("username",), rules())

    # --- Out ------------------------------------------------------------------------------------------
    def records(self, user: User, keys: Collection[str] | None = None) -> Iterable[Record]:
        """Two queries for each 2,000 people."""
        found = User.objects.all()
        everybody = keys is None or len(keys) > MANY
        return records_of(found if everybody else found.filter(username__in=keys or ()), user)

    def narrowing(self, data: Mapping[str, str] | None) -> forms.Form:
        form = OrganizationNarrowing(data)
        form.fields["under"].label = _t("Only people of")
        form.fields["under"].help_text = _t(
            "The code of an organization, with all that files to it; empty for everybody."
        )
        del form.fields["kind"]
        return form

    def narrowed(self, user: User, asked: Mapping[str, Any]) -> tuple[Iterable[Record], list[str]]:
        found, facts = User.objects.all(), []
        if under := asked.get("under"):
            held = Membership.objects.filter(organization__path__startswith=under.path)
            found = found.filter(pk__in=held.values("user"))
            facts.append(
                _t("People of %(organization)s and beneath.") % {"organization": under.full_display_name}
            )
        return records_of(found, user), facts

    # --- In -------------------------------------------------------------------------------------------
    def hold(self, keys: Collection[str]) -> None:
        people = User.objects.order_by("pk").select_for_update(no_key=True)
        list(people.filter(username__in=keys).values_list("pk"))

    def prepare(self, changes: Sequence[RecordChange], act: RecordAct) -> None:  # noqa: ARG002
        """The people that the rows are about, and the organizations that they name: two queries."""
        names = [change.key for change in changes if change.key]
        people = User.objects.all() if len(names) > MANY else User.objects.filter(username__in=names)
        self.people = {person.username: person for person in people}
        codes = {code for change in changes for _role, code in named_roles(change)}
        found = Organization.objects.all()
        found = found if len(codes) > MANY else found.filter(code__in=codes)
        self.organizations = {each.code: each for each in found}

    def apply(self, change: RecordChange, act: RecordAct) -> None:
        wanted = self.wanted_roles(change)
        if not change.key:
            self.open(change, wanted, act)
            return
        person, names = self.people[change.key], change.changed_names
        with refused_at("username"):
            refuse_management(user=person, by=act.by)
        if names & set(SAID):
            self.correct(change, person, act)
        if names & {"organization", "roles"}:
            self.give_roles(person, wanted, act)

    def open(self, change: RecordChange, wanted: frozenset[HeldRole], act: RecordAct) -> None:
        """Open an account, with a temporary password that is shown once to whoever opens it."""
        said = {name: change.values.get(name, "") for name in ("username", *SAID)}
        is_active = said["is_active"] or YES
        form = NewPersonForm(typed(said | {"is_active": is_active}))
        form_values(form, COLUMNS)
        refuse_answer(is_active)
        person: User = form.save(commit=False)
        if act.is_trial or not person.is_active:
            person.set_unusable_password()
        else:
            password = temporary_password()
            person.set_password(password)
        person.save()
        about: dict[str, Any] = {"user": person, "by": act.by, "at": act.at, "source": act.source}
        note_opened(**about)
        if person.has_usable_password():
            note_password_set(**about)
            act.handed_out.append((f"{person.name} · {person.username}", password))
        if person.email:
            set_address(before="", **about)
        self.people[person.username] = person
        self.give_roles(person, wanted, act)

    def correct(self, change: RecordChange, person: User, act: RecordAct) -> None:
        """Name, address, language; switched on or off."""
        standing = User.objects.select_for_update(no_key=True).get(pk=person.pk)
        before, was_active = standing.email, standing.is_active
        said = {name: change.values.get(name, "") for name in SAID}
        form: Any = PersonForm(typed(said), instance=standing)
        form_values(form, COLUMNS)
        refuse_answer(said["is_active"])
        if standing.email != before:
            standing.email_confirmed_at = None
        form.save()
        # The history of the person in the back office: names and languages are in no other log.
        said_so = construct_change_message(form, [], add=False)
        LogEntry.objects.log_actions(act.by.pk, [standing], CHANGE, change_message=said_so)
        about: dict[str, Any] = {"user": standing, "by": act.by, "at": act.at, "source": act.source}
        if standing.is_active != was_active:
            with refused_at("is_active"):
                (note_switched_on if standing.is_active else note_switched_off)(**about)
        if standing.email != before:
            set_address(before=before, **about)

    def give_roles(self, person: User, wanted: frozenset[HeldRole], act: RecordAct) -> None:
        """Give and take roles until the person has those that are wanted."""
        before = roles_of(person)
        for role, code in before - wanted:
            person.memberships.filter(role=role, organization__code=code).delete()
        Membership.objects.bulk_create(
            Membership(user=person, organization=self.organizations[code], role=role)
            for role, code in sorted(wanted - before)
        )
        with refused_at("roles"):
            note_roles_changed(user=person, before=before, by=act.by, at=act.at, source=act.source)

    def wanted_roles(self, change: RecordChange) -> frozenset[HeldRole]:
        """The roles that a row names. Raises RowRefused for words and codes that are none."""
        wanted = named_roles(change)
        for role, code in wanted:
            if role not in Role.values:
                raise unknown_word("roles", role, [str(label) for label in Role.labels])
            if not code:
                raise RowRefused({"organization": [_t("Say by its code where the person has these roles.")]})
            if code not in self.organizations:
                column = "organization" if code == change.values.get("organization") else "roles"
                sentence = _t("No organization has the code %(code)s.") % {"code": code}
                raise RowRefused({column: [sentence]})
        return frozenset(wanted)

    def label(self, change: RecordChange) -> str:
        return " ".join(part for part in (change.values.get("name", ""), change.natural) if part)


# --- Roles as text ------------------------------------------------------------------------------------
def named_roles(change: RecordChange) -> list[HeldRole]:
    """Pairs of role and code as a row names them: those without a code are at the row's organization."""
    own = change.values.get("organization", "")
    found = []
    for line in lines_of(change.values.get("roles", "")):
        role, behind, code = line.partition(BEHIND)
        found.append((role.strip(), code.strip() if behind else own))
    return found


def roles_in_words(memberships: Sequence[Membership]) -> tuple[str, str]:
    """The code of the highest organization, and the roles one a line: those elsewhere with their code."""
    if not memberships:
        return "", ""
    own = memberships[0].organization.code
    lines = [
        held.role if held.organization.code == own else f"{held.role} {BEHIND} {held.organization.code}"
        for held in memberships
    ]
    return own, "\n".join(sorted(lines))


def records_of(people: QuerySet[User], by: User) -> Iterator[Record]:
    held = Membership.objects.select_related("organization").order_by("organization__path", "role")
    rows = people.order_by("username").prefetch_related(Prefetch("memberships", held))
    for person in rows.iterator(chunk_size=2_000):
        organization, roles = roles_in_words(list(person.memberships.all()))
        values = {
            "username": person.username,
            "name": person.name,
            "email": person.email,
            "preferred_language": person.preferred_language,
            "is_active": YES if person.is_active else NO,
            "organization": organization,
            "roles": roles,
        }
        yield Record(person.username, values, is_locked=person.pk == by.pk or not by.may_manage(person))


# --- Cells and forms ----------------------------------------------------------------------------------
def typed(said: Mapping[str, str]) -> dict[str, str]:
    """What a row says as a form takes it."""
    language = said["preferred_language"] or settings.LANGUAGE_CODE
    return {**said, "is_active": "on" if said["is_active"] == YES else "", "preferred_language": language}


def refuse_answer(answer: str) -> None:
    if answer not in YES_OR_NO:
        raise unknown_word("is_active", answer, [str(word) for word in YES_OR_NO.values()])


def columns() -> list[RecordColumn]:
    """The columns, in the order of the sheet."""
    return [
        RecordColumn(
            "username", _("name to sign in"), _("Letters, digits and @/./+/-/_."), width=18, longest=150
        ),
        RecordColumn("name", _("name"), width=16, longest=60),
        RecordColumn("email", _("mail address"), _("Its owner has to confirm it."), width=28, longest=254),
        RecordColumn(
            "organization",
            _("organization (code)"),
            _("Where the person has the roles that have no code behind them."),
            width=14,
            together="roles",
        ),
        RecordColumn(
            "roles",
            _("roles"),
            _("One a line; at another organization with its code behind it: Lead @ 44"),
            form=RecordForm.WORDS,
            words=dict(Role.choices),
            width=26,
            together="roles",
        ),
        RecordColumn("is_active", _("can sign in"), form=RecordForm.YES_NO, words=YES_OR_NO, width=10),
        RecordColumn(
            "preferred_language",
            _("language"),
            form=RecordForm.WORD,
            words=dict(settings.LANGUAGES),
            width=12,
        ),
    ]


def rules() -> list[Any]:
    return [
        _("Nobody is deleted: who leaves is switched off by “no” in “can sign in”."),
        _(
            "A new person gets a temporary password, which is shown once after the file was taken over. It"
            " signs in once and is changed then."
        ),
        _("Your own row is only to be read: nobody changes roles of their own."),
    ]
