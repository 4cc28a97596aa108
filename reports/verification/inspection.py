"""What a file carries that says which report it is of: looked for by a process of its own, within bounds."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from reports.verification_codes.code import MistypedCode, read_code

PROCESS = Path(__file__).with_name("inspection_process.py")
# What the process may use: seconds of a processor, and of anybody's time; bytes of addresses, of which what
# typesets takes many and uses few.
SECONDS, PATIENCE, MEMORY = 15, 25, 3 << 30
# So many files are looked into at a time; who comes meanwhile waits so many seconds for a turn.
TURNS, WAIT = threading.BoundedSemaphore(2), 5
# The kinds of file that the portal makes of a report, and that no scanner does.
MADE_HERE = frozenset({"docx", "xlsx", "json", "zip"})


class Busy(Exception):  # noqa: N818 (says why there is no answer)
    """Too many files are being looked into; somebody asks again in a moment."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What was found in a file. ``codes`` stand in it as text, ``pictured`` ones in a QR code, ``snapshots``
    are those that its manifest names; ``problem`` says why nothing of it could be read."""

    kind: str
    codes: tuple[str, ...] = ()
    pictured: tuple[str, ...] = ()
    snapshots: tuple[str, ...] = ()
    problem: str = ""

    @property
    def is_of_a_kind_made_here(self) -> bool:
        """Whether the portal makes such files, whose bytes it would know; else it is a picture of one. A PDF
        whose code stands in no text is a scan."""
        return self.kind in MADE_HERE or (self.kind == "pdf" and bool(self.codes))


def carried_by(path: Path) -> Carried:
    """What a file carries. Raises ``Busy``."""
    if not TURNS.acquire(timeout=WAIT):
        raise Busy
    try:
        found = looked_into(path)
    finally:
        TURNS.release()
    return Carried(
        kind=found["kind"],
        codes=whole_codes(found.get("texts", ())),
        pictured=whole_codes(map(code_of_link, found.get("links", ()))),
        snapshots=tuple(found.get("snapshots", ())),
        problem=found.get("problem", ""),
    )


def looked_into(path: Path) -> dict[str, Any]:
    """What the process answers; a problem where it does not."""
    try:
        process = subprocess.run(  # noqa: S603 (our own file, a path of ours and numbers as arguments)
            [sys.executable, "-I", str(PROCESS), str(path), str(SECONDS), str(MEMORY)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=True,
        )
        return dict(json.loads(process.stdout))
    except subprocess.TimeoutExpired:
        return {"kind": "other", "problem": "slow"}
    except (subprocess.CalledProcessError, ValueError):
        return {"kind": "other", "problem": "damaged"}


def whole_codes(texts: Iterable[str]) -> tuple[str, ...]:
    """Those texts that are codes, each once."""
    found: dict[str, None] = {}
    for text in texts:
        try:
            found[read_code(text)] = None
        except MistypedCode:
            continue
    return tuple(found)


def code_of_link(link: str) -> str:
    """What the address in a QR code says is the code, whatever portal it names; empty where it says none."""
    try:
        return parse_qs(urlsplit(link).query).get("code", [""])[0]
    except ValueError:
        return ""
