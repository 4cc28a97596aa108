"""How long reading takes: ``python benchmarks/reading.py``.

First the guidance of 2021, which is to be read in under 50 ms. Then how the time grows with the text, from
64 KB to 2 MB (1 MB is to take under 1.5 s): the guidance over and over, as nobody writes it, and shapes that
would find whatever grows faster than the text. "x 2.0" means that a text twice as long takes twice as long.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "guidance_portal.settings"

from reading import read_document

ROOT = Path(__file__).resolve().parent.parent
GUIDANCE = (ROOT / "fixtures" / "guidance_2021.txt").read_text(encoding="utf-8")
OPENING = "某省关于推进工作的实施方案\n一、总体要求\n坚持稳中求进工作总基调。\n二、重点任务\n"
SENTENCE = "健全工作机制，完善配套政策，强化要素保障，推动各项任务落地见效，形成一批可复制可推广的经验做法。"
SHAPES = {
    "the guidance": GUIDANCE,
    "sections with notes": f"（一）加强统筹。{SENTENCE}（省科技厅牵头，省财政厅、省教育厅配合）\n",
    "items of a line": f"1.{SENTENCE}\n",
    "short sections": "（一）做好某项工作。（科技局负责）\n",
    "one paragraph": SENTENCE,
    "notes in one paragraph": "推进某项工作。（科技局、财政局负责）",
    "brackets in brackets": "推进（科技（财政（教育）局）局）工作，",
    "open brackets": f"（{SENTENCE}",
    "goals": "——主要目标：到2025年，企业数量达到1000家，审查周期由5个月压缩至4个月以内。\n",
    "deadlines": "1.2021年12月底前将进展情况报送省科技厅，6月底前完成中期评估。\n",
    "pages": f"{SENTENCE}\n— 12 —\n",
    "attachments": f"附件\n某省实施方案\n一、{SENTENCE}\n",
}
SIZES = [64 * 1024 << doubling for doubling in range(6)]
REPEATS = 3


def best_of(work: Callable[[], object], repeats: int = REPEATS) -> float:
    """The shortest of several runs, in milliseconds."""
    times = []
    for _repeat in range(repeats):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1_000)
    return min(times)


def text_of(unit: str, size: int) -> str:
    """``unit`` over and over, up to ``size`` bytes in UTF-8."""
    return OPENING + unit * max(1, (size - len(OPENING.encode())) // len(unit.encode()))


def growth(unit: str) -> list[float]:
    """Milliseconds for each of the sizes."""
    texts = [text_of(unit, size) for size in SIZES]
    return [best_of(lambda text=text: read_document(text)) for text in texts]  # type: ignore[misc]


def main() -> None:
    took = best_of(lambda: read_document(GUIDANCE), repeats=20)
    print(f"The guidance of 2021 ({len(GUIDANCE.encode()) // 1024} KB): {took:.1f} ms")
    print(f"{'':24}" + "".join(f"{size // 1024:>8} KB" for size in SIZES) + "    per doubling")
    for name, unit in SHAPES.items():
        times = growth(unit)
        ratio = (times[-1] / times[0]) ** (1 / (len(times) - 1))
        print(
            f"{name:24}"
            + "".join(f"{milliseconds:>8.0f} ms" for milliseconds in times)
            + f"    x {ratio:.2f}"
        )


if __name__ == "__main__":
    main()
