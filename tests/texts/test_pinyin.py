"""How single signs are read, without the phrases that say how they are read where they stand."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pypinyin import Style, pinyin
from pypinyin.constants import PINYIN_DICT

from texts.pinyin import readings_by_sign, readings_of

ROOT = Path(__file__).resolve().parents[2]


def test_every_sign_is_known() -> None:
    assert readings_by_sign() == PINYIN_DICT


def test_a_sign_is_read_as_the_package_reads_it() -> None:
    """Each way of reading once, by one of the signs that are read so."""
    by_readings = {readings: chr(number) for number, readings in PINYIN_DICT.items()}
    for sign in by_readings.values():
        (told,) = pinyin(sign, style=Style.NORMAL, heteronym=True)
        assert readings_of(sign) == {sign, *told, *(each.replace("v", "u") for each in told)}


@pytest.mark.parametrize("sign", ["a", "é", "7", "（", "\u200d", "𠮟"])
def test_what_has_no_reading_stands_for_itself(sign: str) -> None:
    assert sign in readings_of(sign)
    assert readings_of("a") == {"a"}


def test_finding_by_pinyin_loads_no_phrases() -> None:
    code = (
        "import json, sys\n"
        "from texts.name_search import NameQuery\n"
        "found = NameQuery.of('gdbhzx').finds(['广东保护中心'])\n"
        "print(json.dumps([found, 'pypinyin' in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 (our own code)
    assert json.loads(done.stdout) == [True, False]
