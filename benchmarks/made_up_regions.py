"""A made-up tree in files of the shape of GB/T 2260, with as many of each level as are wanted."""

import json
from pathlib import Path

# The provinces of the sample's organizations that have regions beneath them.
PROVINCES = [
    *range(11, 16),
    *range(21, 24),
    *range(31, 38),
    *range(41, 47),
    *range(50, 55),
    *range(61, 66),
]


def write_regions(folder: Path, *, cities: int, counties: int, townships: int = 0) -> Path:
    """Write so many cities, counties and townships, spread evenly over what is above them; returns the
    folder."""
    provinces = len(PROVINCES)
    above = [f"{PROVINCES[number % provinces]}{number // provinces + 1:02}" for number in range(cities)]
    beneath = [f"{above[number % cities]}{number // cities + 1:02}" for number in range(counties)]
    lowest = [(beneath[number % counties], f"{number // counties + 1:03}000") for number in range(townships)]
    write(folder / "city.json", [row(f"{code}00", "市") for code in above])
    write(folder / "area.json", [row(code, "县") for code in beneath])
    write(folder / "town.json", [row(code, "镇", town) for code, town in lowest])
    return folder


def row(code: str, ending: str, town: str = "") -> dict[str, str]:
    made = {"code": code, "name": f"测试{code}{town}{ending}"}
    return made | {"town": town} if town else made


def write(file: Path, rows: list[dict[str, str]]) -> None:
    file.write_text(json.dumps(rows), encoding="utf-8")
