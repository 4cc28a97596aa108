"""The simulated people: a filer and a lead for everyone, a reviewer wherever somebody stands beneath."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from organizations.models import AccountEvent, Membership, Organization, User
from organizations.permissions import Role
from organizations.records import BadRecords
from sample.simulation.rows import Table, catch_up_ids
from sample.year.people import GIVEN, PASSWORD, SURNAMES, roles_in


class People:
    """The ids of the simulated people by organization id and role."""

    def __init__(self) -> None:
        self.ids: dict[tuple[int, str], list[int]] = defaultdict(list)

    def one(self, organization: int, role: Role, turn: int = 0) -> int:
        """The person of a role; where several share it they take turns."""
        people = self.ids[organization, role]
        return people[turn % len(people)]


def add_people(organizations: Sequence[Organization]) -> People:
    """Create the people of every organization, each with what opening their account leaves on record; the
    password is hashed once for all.

    Raises ``BadRecords`` where somebody signs in under one of their names already.
    """
    refuse_taken(username for node in organizations for username, _role in places_in(node))
    moment, people = timezone.now(), People()
    users = Table(
        User, "username", "name", "email",
        password=make_password(PASSWORD), is_sample=True, date_joined=moment,
    )  # fmt: skip
    memberships = Table(Membership, "user_id", "organization_id", "role")
    # As ``note_many_opened`` notes them.
    opened = Table(AccountEvent, "user_id", "detail", kind=AccountEvent.Kind.OPENED.value, at=moment)
    place = 0
    for node in organizations:
        for username, role in places_in(node):
            user = users.next_id()
            users.take((user, username, name_of(place), f"{username}@example.org"))
            memberships.take((memberships.next_id(), user, node.pk, role.value))
            opened.take((opened.next_id(), user, {"given": [[role.value, node.code]]}))
            people.ids[node.pk, role].append(user)
            place += 1
    tables = [users, memberships, opened]
    for table in tables:
        table.flush()
    catch_up_ids(tables)
    return people


def refuse_taken(usernames: Iterable[str]) -> None:
    """Raise ``BadRecords`` where one of the names is taken; a portal with people has few of them."""
    taken = set(User.objects.values_list("username", flat=True))
    known = next((username for username in usernames if username in taken), None) if taken else None
    if known:
        raise BadRecords(f"The username {known} is taken; a simulation needs a portal without people.")


def places_in(organization: Organization) -> Iterator[tuple[str, Role]]:
    """Username and role of each person in an organization; regions go by their code, as many share a name."""
    is_named = organization.english_name.isascii()
    for username, role in roles_in(organization):
        yield username if is_named else f"{organization.code}-{role.value}", role


def name_of(place: int) -> str:
    """A name, the same for the same place in the list."""
    surname, given = place * 7 % len(SURNAMES), place // len(SURNAMES) + place
    return SURNAMES[surname] + GIVEN[given % len(GIVEN)]
