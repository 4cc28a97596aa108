"""Fetching free fonts: what is missing comes, what does not come is said, and nothing stops the set-up."""

import io
import tarfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.core.management import call_command

from reports.management.commands import fetch_fonts as command
from reports.pdf import font_fetching
from reports.pdf.font_fetching import NAMES, NotFetched, Run, fetch_fonts, missing_faces, within

SERIF = "package/400Regular/NotoSerifSC_400Regular.ttf"
FANG = "./usr/share/texlive/fandol/FandolFang-Regular.otf"


def archive(*names: str) -> bytes:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as files:
        for name in names:
            entry = tarfile.TarInfo(name)
            entry.size = 4
            files.addfile(entry, io.BytesIO(b"font"))
    return content.getvalue()


class Programs:
    """Stands for npm, apt-get and dpkg-deb; ``failing`` ones fail."""

    def __init__(self, *failing: str) -> None:
        self.failing = failing
        self.ran: list[list[str]] = []

    def __call__(self, program: Sequence[str], folder: Path, output: Path) -> None:
        self.ran.append(list(program))
        if any(name in program for name in self.failing):
            raise NotFetched(f"{program[0]}: no way out")
        match program[0]:
            case "npm":
                (folder / "fonts.tgz").write_bytes(
                    archive(SERIF, "package/LICENSE", "package/300Light/Light.ttf")
                )
            case "apt-get" if "download" in program:
                (folder / "fonts.deb").write_bytes(b"deb")
            case "dpkg-deb":
                output.write_bytes(archive(FANG, "./usr/share/doc/readme"))


def have(monkeypatch: pytest.MonkeyPatch, *families: str) -> None:
    """Let the system have these families, and folders what their files are called."""
    named = {"NotoSerifSC_400Regular.ttf": "Noto Serif SC", "FandolFang-Regular.otf": "FandolFang R"}

    def families_in(folders: Sequence[Path]) -> set[str]:
        files = {file.name for folder in folders if folder.is_dir() for file in folder.iterdir()}
        return {*families, *(named[name] for name in files)}

    monkeypatch.setattr(font_fetching, "families_in", families_in)


def test_only_what_is_missing_is_fetched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    have(monkeypatch, "Noto Sans CJK SC", "KaiTi")
    programs = Programs()
    assert fetch_fonts(tmp_path / "fonts", [], programs) == []
    assert {file.name for file in (tmp_path / "fonts").iterdir()} == {
        "NotoSerifSC_400Regular.ttf",
        "FandolFang-Regular.otf",
    }
    assert [program[0] for program in programs.ran] == ["npm", "apt-get", "dpkg-deb"]
    assert missing_faces([tmp_path / "fonts"]) == []


def test_where_one_way_is_closed_another_is_tried_and_then_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    have(monkeypatch, "SimHei", "SimSun")
    programs = Programs("apt-get")
    said = fetch_fonts(tmp_path, [], programs)
    assert said == ["texlive-lang-chinese: apt-get: no way out"]
    # By the machine's lists of packages, then by lists of its own.
    assert [program[-1] for program in programs.ran] == ["texlive-lang-chinese", "-qq"]


def test_nothing_is_fetched_where_all_is_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    have(monkeypatch, "SimHei", "SimSun", "KaiTi", "FangSong")
    programs = Programs()
    assert fetch_fonts(tmp_path, [], programs) == []
    assert programs.ran == []


@pytest.mark.parametrize("program", [["false"], ["sleep", "30"], ["program-that-is-not-there"]])
def test_a_program_that_fails_or_hangs_is_said(program: list[str], tmp_path: Path) -> None:
    run: Run = within(0.1)
    with pytest.raises(NotFetched, match=program[0]):
        run(program, tmp_path, tmp_path / "output")


def test_the_command_says_in_one_line_what_stands_in(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    have(monkeypatch)
    monkeypatch.setattr(command, "FETCHED", tmp_path)
    monkeypatch.setattr(command, "within", lambda seconds: Programs("npm", "apt-get"))
    call_command("fetch_fonts")
    said = capsys.readouterr()
    assert said.out == "Fetching free fonts for reports as PDF\n"
    assert said.err.count("\n") == 1
    assert all(name in said.err for name in NAMES.values())
    have(monkeypatch, "SimHei", "SimSun", "KaiTi", "FangSong")
    call_command("fetch_fonts")
    assert capsys.readouterr().out == ""
