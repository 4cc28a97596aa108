"""Free fonts for the faces of which this machine has none: fetched at set-up, as best it can be done.

They come as packages of Debian or npm, through the programs and mirrors that this machine is set up with,
which check what they fetch. The fonts are under the SIL Open Font License or the GPL with the font exception.
"""

import subprocess
import tarfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from shutil import copyfileobj
from tempfile import TemporaryDirectory

from reports.pdf.fonts import FACES, families_in

# The faces as people call them; the title's is 宋 where an office has no 小标宋 of its own.
NAMES = {"fang": "仿宋", "kai": "楷体", "song": "宋体", "hei": "黑体"}

# Runs a program in a folder, with a file for what it writes out.
type Run = Callable[[Sequence[str], Path, Path], None]


class NotFetched(Exception):  # noqa: N818 (says what became of it)
    """A package did not come. Its text says why."""


@dataclass(frozen=True)
class Offer:
    """A package that brings some faces: ``kind`` says by whom, ``files`` which of its files are wanted."""

    faces: tuple[str, ...]
    kind: str
    package: str
    files: str


OFFERS = (
    Offer(("song",), "npm", "@expo-google-fonts/noto-serif-sc@0.4.3", "*/[47]00*/*.ttf"),
    Offer(("hei",), "npm", "@expo-google-fonts/noto-sans-sc@0.4.3", "*/[47]00*/*.ttf"),
    Offer(("song", "hei"), "debian", "fonts-noto-cjk", "*/Noto*CJK-*.ttc"),
    Offer(("fang", "kai"), "debian", "texlive-lang-chinese", "*/fandol/Fandol[FK]a*.otf"),
)


def missing_faces(folders: Iterable[Path]) -> list[str]:
    """The faces that neither these folders nor the system have a font of."""
    families = families_in(folders)
    return [face for face in NAMES if families.isdisjoint(FACES[face])]


def fetch_fonts(folder: Path, folders: Sequence[Path], run: Run) -> list[str]:
    """Fetch into ``folder`` what is missing; answers in sentences what did not come, and why."""
    said = []
    for offer in OFFERS:
        if not set(offer.faces).isdisjoint(missing_faces([*folders, folder])):
            try:
                take(offer, folder, run)
            except NotFetched as error:
                said.append(f"{offer.package}: {error}")
    return said if missing_faces([*folders, folder]) else []


def take(offer: Offer, folder: Path, run: Run) -> None:
    """Fetch one package and keep its fonts; raises ``NotFetched``."""
    with TemporaryDirectory() as name:
        scratch = Path(name)
        archive = FETCHERS[offer.kind](offer.package, scratch, run)
        kept = keep_fonts(archive, offer.files, folder)
    if not kept:
        raise NotFetched("the package has no such fonts any more")


def from_npm(package: str, scratch: Path, run: Run) -> Path:
    run(["npm", "pack", "--silent", package], scratch, scratch / "log")
    return only(scratch, "*.tgz")


def from_debian(package: str, scratch: Path, run: Run) -> Path:
    """The files of a package, by the lists of this machine or, where it has none yet, by lists of our own."""
    own = [option for place in ("State", "Cache") for option in ("-o", f"Dir::{place}={scratch / place}")]
    (scratch / "State").mkdir()
    try:
        run(["apt-get", "download", "-qq", package], scratch, scratch / "log")
    except NotFetched:
        run(["apt-get", *own, "update", "-qq"], scratch, scratch / "log")
        run(["apt-get", *own, "download", "-qq", package], scratch, scratch / "log")
    archive = scratch / "files.tar"
    run(["dpkg-deb", "--fsys-tarfile", str(only(scratch, "*.deb"))], scratch, archive)
    return archive


FETCHERS: dict[str, Callable[[str, Path, Run], Path]] = {"npm": from_npm, "debian": from_debian}


def only(folder: Path, pattern: str) -> Path:
    found = list(folder.glob(pattern))
    if len(found) != 1:
        raise NotFetched("nothing came")
    return found[0]


def keep_fonts(archive: Path, wanted: str, folder: Path) -> int:
    """Put the wanted files of an archive into the folder, each in one step; answers how many there were."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    try:
        with tarfile.open(archive) as files:
            for member in files:
                file = files.extractfile(member) if fnmatch(member.name, wanted) else None
                if file:
                    name = PurePosixPath(member.name).name
                    with (folder / f"{name}.part").open("wb") as copy:
                        copyfileobj(file, copy)
                    (folder / f"{name}.part").rename(folder / name)
                    count += 1
    except (tarfile.TarError, OSError) as error:
        raise NotFetched(str(error)) from error
    return count


def within(seconds: float) -> Run:
    """Programs that may take so long all together."""
    until = time.monotonic() + seconds

    def run(command: Sequence[str], folder: Path, output: Path) -> None:
        try:
            with output.open("wb") as file:
                subprocess.run(  # noqa: S603 (our own commands)
                    command,
                    cwd=folder,
                    stdin=subprocess.DEVNULL,
                    stdout=file,
                    stderr=subprocess.PIPE,
                    check=True,
                    timeout=max(until - time.monotonic(), 1),
                )
        except subprocess.TimeoutExpired:
            raise NotFetched(f"{command[0]} took too long") from None
        except subprocess.CalledProcessError as error:
            lines = error.stderr.decode(errors="replace").strip().splitlines() or ["failed"]
            raise NotFetched(f"{command[0]}: {lines[-1]}") from error
        except OSError as error:
            raise NotFetched(f"{command[0]}: {error.strerror}") from error

    return run
