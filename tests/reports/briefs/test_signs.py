"""Signs and colours of a brief: those of the pages, told to those who do not see them."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings

from reports.briefs.signs import INKS, WASHES, sign_of, symbols, tone_of, word_of
from reports.charts.palette import HEAT
from targets.arithmetic.outcome import Outcome
from tasks.models import Filing

TOKENS = (Path(settings.BASE_DIR) / "static" / "css" / "tokens.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("state", INKS)
def test_every_state_with_a_colour_has_a_sign_of_the_pages(state: str) -> None:
    assert state in symbols()
    assert ET.fromstring(sign_of(state)).get("stroke") == INKS[state]  # noqa: S314 (ours)


def test_colours_are_those_of_the_pages_on_paper() -> None:
    tokens = set(re.findall(r"--[\w-]+: (#[0-9a-f]{6});", TOKENS))
    assert set(INKS.values()) | set(WASHES.values()) <= tokens


def test_outcomes_and_statuses_have_signs_and_words(english: None) -> None:
    for state in (*Outcome, *Filing.Status):
        assert sign_of(state.value)
        assert word_of(state.value)
    assert word_of("met") == "Met"


def test_what_is_no_state_has_no_sign() -> None:
    assert (sign_of(""), sign_of("menu"), word_of("menu")) == ("", "", "")


def test_heat_is_the_ground_with_ink_that_can_be_read_on_it() -> None:
    assert tone_of("heat heat--1", "met").fill == HEAT[1]
    assert tone_of("num tone--5", "").ink == "#ffffff"
    assert tone_of("tone--1", "").ink != "#ffffff"
    assert tone_of("heat--9", "").fill == ""


def test_an_outcome_colours_the_ground_or_the_ink() -> None:
    assert (tone_of("tone--met", "met").fill, tone_of("tone--met", "met").ink) == (
        WASHES["met"],
        INKS["met"],
    )
    assert (tone_of("", "at_risk").fill, tone_of("", "at_risk").ink) == ("", INKS["at_risk"])


def test_a_sign_on_a_dark_ground_has_the_ink_of_its_words() -> None:
    assert 'stroke="#ffffff"' in sign_of("met", "#ffffff")
