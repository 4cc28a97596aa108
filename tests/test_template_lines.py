"""Templates can be read without scrolling sideways."""

from tests.test_architecture import ROOT, relative

LONGEST_LINE = 200


def test_no_line_of_a_template_is_too_long_to_read() -> None:
    long = {
        f"{relative(path)}:{number}": len(line)
        for path in (ROOT / "templates").rglob("*")
        if path.is_file()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > LONGEST_LINE
    }
    assert long == {}, "The tag `tight` lets lines be broken where a blank would show."
