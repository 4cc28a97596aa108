"""A made-up tree in files of the shape of GB/T 2260, with as many cities and counties as are wanted."""

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


def write_regions(folder: Path, *, cities: int, counties: int) -> Path:
    """Write so many cities and counties, spread evenly over what is above them; returns the folder."""
    provinces = len(PROVINCES)
    above = [f"{PROVINCES[number % provinces]}{number // provinces + 1:02}" for number in range(cities)]
    beneath = [f"{above[number % cities]}{number // cities + 1:02}" for number in range(counties)]
    write(folder / "city.json", [f"{code}00" for code in above], "市")
    write(folder / "area.json", beneath, "县")
    return folder


def write(file: Path, codes: list[str], ending: str) -> None:
    rows = [{"code": code, "name": f"测试{code}{ending}"} for code in codes]
    file.write_text(json.dumps(rows), encoding="utf-8")
