"""How long reading takes: ``python benchmarks/reading.py``.

First the guidance of 2021, which is to be read in under 50 ms. Then how the time grows with the text, from
64 KB to 2 MB (1 MB is to take under 0.5 s): the guidance over and over, as nobody writes it, and shapes that
would find whatever grows faster than the text. "x 2.0" means that a text twice as long takes twice as long.

Beside each time stands how many times it is the bare work: the text cut into lines, and every run of signs
in each looked at once.

Last how long the command takes that reads a file, nearly all of which is its start: at most 1.5 s are wanted.
The exit code tells of growth, which no slow machine changes.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "guidance_portal.settings"

from reading import read_document

ROOT = Path(__file__).resolve().parent.parent
GUIDANCE = (ROOT / "fixtures" / "guidance_2021.txt").read_text(encoding="utf-8")
OPENING = "某省关于推进工作的实施方案\n一、总体要求\n坚持稳中求进工作总基调。\n二、重点任务\n"
FIELDS = (
    *("科技", "财政", "教育", "商务", "公安", "民政", "司法", "水务"),
    *("林业", "体育", "统计", "审计", "医保", "信访", "气象", "邮政"),
)
OFFICES = [f"市{field}局" for field in FIELDS]
SENTENCE = "健全工作机制，完善配套政策，强化要素保障，推动各项任务落地见效，形成一批可复制可推广的经验做法。"
# Notes that are all different: what is remembered of one helps with none of the others.
DIFFERENT = "".join(
    f"（一）做好某项工作。（{lead}牵头，{'、'.join(support)}配合）\n"
    for lead, *support in permutations(OFFICES, 4)
    if support == sorted(support)
)
SHAPES = {
    "the guidance": GUIDANCE,
    "sections with notes": f"（一）加强统筹。{SENTENCE}（省科技厅牵头，省财政厅、省教育厅配合）\n",
    "items of a line": f"1.{SENTENCE}\n",
    "short sections": "（一）做好某项工作。（科技局负责）\n",
    "one paragraph": SENTENCE,
    "notes all different": DIFFERENT,
    "notes in one paragraph": "推进某项工作。（科技局、财政局负责）",
    "brackets in brackets": "推进（科技（财政（教育）局）局）工作，",
    "open brackets": f"（{SENTENCE}",
    "goals": "——主要目标：到2025年，企业数量达到1000家，审查周期由5个月压缩至4个月以内。\n",
    "deadlines": "1.2021年12月底前将进展情况报送省科技厅，6月底前完成中期评估。\n",
    "pages": f"{SENTENCE}\n— 12 —\n",
    "attachments": f"附件\n某省实施方案\n一、{SENTENCE}\n",
}
HEADER = ("序号", "工作任务", "牵头单位", "配合单位")
ROW = ("1", SENTENCE, "省科技厅", "省财政厅、省教育厅")
TABLES = {
    "rows with tabs": "\t",
    "rows with bars": " | ",
    "rows with blanks": "    ",
    "one cell a line": "\n",
    "rows that are no duties": "\t",
}
"""Shapes of tables: what parts the cells of a row."""
SIZES = [64 * 1024 << doubling for doubling in range(6)]
REPEATS = 3
RUN = re.compile(r"\w+")
LIMIT_DOUBLING = 2.3


def best_of(work: Callable[[], object], repeats: int = REPEATS) -> float:
    """The shortest of several runs, in milliseconds."""
    times = []
    for _repeat in range(repeats):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1_000)
    return min(times)


def text_of(unit: str, size: int) -> str:
    """``unit`` over and over, or as much of it as fits, up to ``size`` bytes in UTF-8."""
    if len(unit.encode()) > size:
        return OPENING + unit.encode()[:size].decode(errors="ignore").rpartition("\n")[0]
    return OPENING + unit * max(1, (size - len(OPENING.encode())) // len(unit.encode()))


def table_of(name: str, size: int) -> str:
    """A table whose rows are counted, up to ``size`` bytes in UTF-8."""
    mark = TABLES[name]
    header = ("甲", "乙", "丙", "丁") if "no duties" in name else HEADER
    rows = max(1, (size - len(OPENING.encode())) // len(mark.join(ROW).encode()))
    lines = [mark.join(header), *(mark.join((str(number), *ROW[1:])) for number in range(1, rows))]
    return OPENING + "\n".join(lines)


def growth(texts: list[str]) -> list[float]:
    """Milliseconds for each of the sizes."""
    return [best_of(lambda text=text: read_document(text)) for text in texts]  # type: ignore[misc]


def looked_at(text: str) -> int:
    """The bare work: lines, and the runs of signs in each."""
    return sum(len(RUN.findall(line.strip())) for line in text.splitlines())


def start_of_command() -> None:
    """Run ``import_guidance`` on the guidance, changing nothing."""
    command = [sys.executable, "manage.py", "import_guidance", "fixtures/guidance_2021.txt", "--dry-run"]
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)  # noqa: S603 (our own command)


def main() -> int:
    took = best_of(lambda: read_document(GUIDANCE), repeats=20)
    bare = best_of(lambda: looked_at(GUIDANCE), repeats=20)
    size = len(GUIDANCE.encode()) // 1024
    print(f"The guidance of 2021 ({size} KB): {took:.1f} ms, ×{took / bare:.0f} the bare")
    print(f"{'':24}" + "".join(f"{size // 1024:>8} KB" for size in SIZES) + "    per doubling, the bare")
    grown = []
    shapes = {name: [text_of(unit, size) for size in SIZES] for name, unit in SHAPES.items()}
    shapes |= {name: [table_of(name, size) for size in SIZES] for name in TABLES}
    for name, texts in shapes.items():
        times = growth(texts)
        ratio = (times[-1] / times[0]) ** (1 / (len(times) - 1))
        bare = best_of(lambda text=texts[-1]: looked_at(text))  # type: ignore[misc]
        grown += [name] if ratio > LIMIT_DOUBLING else []
        print(
            f"{name:24}"
            + "".join(f"{milliseconds:>8.0f} ms" for milliseconds in times)
            + f"    x {ratio:.2f}, x {times[-1] / bare:.0f}"
        )
    print(f"import_guidance, from its start to its end: {best_of(start_of_command, repeats=5):.0f} ms")
    print(f"Growing faster than ×{LIMIT_DOUBLING} a doubling: {', '.join(grown) or 'none'}")
    return int(bool(grown))


if __name__ == "__main__":
    sys.exit(main())
