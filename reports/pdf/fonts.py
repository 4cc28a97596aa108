"""The fonts that a report is set in: found once, and kept for the process.

First come the folders of ``REPORT_FONT_DIRS``, where an office puts its licensed fonts, then the fonts of the
system, then the free ones that set-up fetched. What a family lacks is taken from the next one of its list.
"""

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

import typst
from django.conf import settings
from django.utils.translation import gettext as _

from reports.pdf.coverage import code_points
from reports.rendering import FormRefused

# Where set-up puts the free fonts: beside the installed packages, because they belong to no one's data.
FETCHED = Path(sys.prefix) / "share" / "fonts" / "reports"

# The faces of GB/T 9704-2012, each by the names that its fonts go by; the best first, a likeness last.
SONG = """SimSun, 宋体, NSimSun, FZShuSong-Z01, FZShuSong-Z01S, STSong, Noto Serif SC, Noto Serif CJK SC,
    Source Han Serif SC, Source Han Serif CN, FandolSong, AR PL UMing CN"""
FAMILIES = {
    "biaosong": f"FZXiaoBiaoSong-B05, FZXiaoBiaoSong-B05S, 方正小标宋简体, 方正小标宋_GBK, {SONG}",
    "fang": """FangSong_GB2312, 仿宋_GB2312, FangSong, 仿宋, FZFangSong-Z02, FZFangSong-Z02S, STFangsong,
        FandolFang R, FandolFang""",
    "kai": """KaiTi_GB2312, 楷体_GB2312, KaiTi, 楷体, FZKai-Z03, FZKai-Z03S, STKaiti, FandolKai,
        AR PL UKai CN""",
    "hei": """SimHei, 黑体, FZHei-B01, FZHei-B01S, STHeiti, Microsoft YaHei, PingFang SC, Noto Sans SC,
        Noto Sans CJK SC, Source Han Sans SC, Source Han Sans CN, FandolHei, WenQuanYi Zen Hei""",
    "song": SONG,
}
FACES = {face: re.split(r",\s+", names) for face, names in FAMILIES.items()}
LATIN = ("Times New Roman", "Liberation Serif", "Tinos", "Libertinus Serif")
# For signs that Chinese fonts lack; never for Chinese.
SIGNS = ("DejaVu Sans", "Noto Sans Symbols", "Noto Sans Symbols 2", "Noto Emoji")
# Fonts that come with typst have no file to look into; of these, the Latin one has all that is asked of it.
BUNDLED = frozenset([*range(0x20, 0x7F), *range(0xC0, 0x180)])
# What a font is Chinese by.
PROBE = frozenset(map(ord, "国知识产权，。"))


@dataclass(frozen=True)
class FontSet:
    """Fonts as typst takes them, the families of each face in order, and the code points that they have."""

    fonts: typst.Fonts
    faces: dict[str, list[str]]
    covered: frozenset[int]


def report_fonts() -> FontSet:
    """The fonts of this portal; raises ``FormRefused`` where none of them is Chinese."""
    return find_fonts((*settings.REPORT_FONT_DIRS, FETCHED))


@cache
def find_fonts(folders: Sequence[Path], *, with_system: bool = True) -> FontSet:
    """The fonts in folders, and those of the system; raises ``FormRefused`` where none is Chinese."""
    fonts = gathered(folders, with_system=with_system)
    files = {info.family: (info.path, info.index) for info in reversed(fonts.fonts())}
    chinese = chinese_families(files)
    if not chinese:
        raise FormRefused(no_chinese_font())
    rest = [*chinese, *(family for family in SIGNS if family in files)]
    faces = {
        face: list(dict.fromkeys([*(family for family in families if family in files), *rest]))
        for face, families in FACES.items()
    }
    faces["latin"] = [family for family in LATIN if family in files]
    covered = BUNDLED.union(*(points_of(files[family]) for family in rest))
    return FontSet(fonts, faces, covered)


def families_in(folders: Iterable[Path], *, with_system: bool = True) -> set[str]:
    """The families of the fonts in folders, and of the system's."""
    return {info.family for info in gathered(folders, with_system=with_system).fonts()}


def gathered(folders: Iterable[Path], *, with_system: bool) -> typst.Fonts:
    present = [str(folder) for folder in folders if folder.is_dir()]
    return typst.Fonts(include_system_fonts=with_system, font_paths=present)


def chinese_families(files: dict[str, tuple[str | None, int]]) -> list[str]:
    """The families with Chinese in them: those known by name, or where there is none, any that has it."""
    known = dict.fromkeys(chain(FACES["song"], FACES["hei"], *FACES.values()))
    return [family for family in known if family in files] or [
        family for family, file in files.items() if points_of(file) >= PROBE
    ]


def points_of(file: tuple[str | None, int]) -> frozenset[int]:
    path, index = file
    return code_points(Path(path), index) if path else frozenset()


def no_chinese_font() -> str:
    return _(
        "No Chinese font was found, so no PDF can be made. Install one (%(command)s), or put the fonts of your"
        " office into a folder and name it in the setting %(setting)s."
    ) % {"command": "apt-get install fonts-noto-cjk", "setting": "REPORT_FONT_DIRS"}
