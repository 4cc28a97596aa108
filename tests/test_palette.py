"""The colours of static/css/tokens.css: readable in both themes, and the only ones there are."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

STYLES = Path(__file__).resolve().parent.parent / "static" / "css"
TOKENS = (STYLES / "tokens.css").read_text(encoding="utf-8")
# Django's administration has variables and a palette of its own.
SHEETS = sorted(sheet for sheet in STYLES.glob("*.css") if sheet.name != "admin.css")

DECLARATION = re.compile(r"(--[a-z0-9-]+):\s*([^;]+);")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")

PAPERS = ("canvas", "surface", "surface-sunken", "surface-hover")
STATES = ("neutral", "info", "success", "progress", "warning", "danger")
SERIES = tuple(f"chart-{number}" for number in range(1, 7))

# (colour, what it stands on): text reads at 4.5 to 1 (WCAG 2.2, 1.4.3).
TEXT = [
    *[(ink, paper) for ink in ("ink", "ink-soft", "accent", "accent-strong") for paper in PAPERS],
    *[(state, f"{state}-wash") for state in STATES],
    *[(state, paper) for state in STATES for paper in ("surface", "canvas")],
    *[("ink", f"{state}-wash") for state in STATES],
    *[(ink, "accent-wash") for ink in ("ink", "accent", "accent-strong")],
    *[("ink", wash) for wash in ("added-wash", "removed-wash")],
    *[(ink, bar) for ink in ("bar-ink", "bar-ink-soft") for bar in ("bar", "bar-deep")],
    *[("chart-mark-ink", state) for state in STATES],
    ("accent-ink", "accent"),
    ("accent-ink", "accent-strong"),
    ("danger-ink", "danger"),
    ("danger-ink", "danger-strong"),
    ("danger-strong", "surface"),
    *[("chart-mark-ink", series) for series in SERIES],
    *[("chart-text", paper) for paper in ("surface", "canvas")],
    *[("heat-ink", f"heat-{step}") for step in range(4)],
    *[("heat-ink-deep", f"heat-{step}") for step in (4, 5)],
]
# Borders of controls, marks of charts and focus rings stand out at 3 to 1 (1.4.11).
SHAPES = [
    *[("line-strong", paper) for paper in PAPERS],
    *[("focus", paper) for paper in PAPERS],
    *[("bar-focus", bar) for bar in ("bar", "bar-deep")],
    *[(mark, "surface") for mark in (*SERIES, "chart-goal", "chart-axis")],
    *[("chart-goal", f"chart-band-{band}") for band in (1, 2, 3)],
    *[("chart-1", f"chart-band-{band}") for band in (1, 2, 3)],
    ("accent", "chart-band-2"),
]


def block(selector: str) -> dict[str, str]:
    """The declarations of the first rule with this selector, token name without dashes → value."""
    start = TOKENS.index(selector + " {")
    body = TOKENS[start : TOKENS.index("}", start)]
    return {name.removeprefix("--"): " ".join(value.split()) for name, value in DECLARATION.findall(body)}


LIGHT = block(":root")
DARK_BY_SYSTEM = block(':root:not([data-theme="light"])')
DARK_BY_CHOICE = block(':root[data-theme="dark"]')
THEMES = {"light": LIGHT, "dark": {**LIGHT, **DARK_BY_CHOICE}}


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, 0 to 1 (WCAG 2.2)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def too_faint(theme: dict[str, str], pairs: list[tuple[str, str]], least: float) -> Iterator[str]:
    for ink, paper in pairs:
        ratio = contrast(theme[ink], theme[paper])
        if ratio < least:
            yield f"{ink} on {paper}: {ratio:.2f} < {least}"


def test_contrast_of_known_pairs() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_text_is_readable(theme: str) -> None:
    assert list(too_faint(THEMES[theme], TEXT, 4.5)) == []


@pytest.mark.parametrize("theme", THEMES)
def test_controls_and_marks_stand_out(theme: str) -> None:
    assert list(too_faint(THEMES[theme], SHAPES, 3.0)) == []


def test_both_dark_blocks_are_the_same() -> None:
    assert DARK_BY_SYSTEM == DARK_BY_CHOICE


def test_every_colour_has_a_dark_one() -> None:
    colours = {name for name, value in LIGHT.items() if COLOUR.fullmatch(value) or value.startswith("rgba")}
    assert colours - DARK_BY_CHOICE.keys() == set()
    assert DARK_BY_CHOICE.keys() - LIGHT.keys() == set()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_sheet_names_known_tokens_and_no_colours_of_its_own(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")
    used = set(re.findall(r"var\(--([a-z0-9-]+)", text))
    assert used - LIGHT.keys() == set()
    if sheet.name != "tokens.css":
        assert COLOUR.findall(text) == []
    assert len(text.splitlines()) < 350


def test_every_token_is_used() -> None:
    used = set(re.findall(r"var\(--([a-z0-9-]+)", "".join(s.read_text(encoding="utf-8") for s in SHEETS)))
    assert LIGHT.keys() - used == set()
