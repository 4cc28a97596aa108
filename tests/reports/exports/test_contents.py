"""What a page says of a package of many reports: each sentence once, with whom it is about."""

import pytest

from reports.exports.contents import Told, changes_in, refused_in, whose
from reports.exports.manifest import Manifest, ManifestFile, ManifestReport, Refusal
from reports.snapshot.year import Name

SIGN = "One sign could not be shown."
NO_FONT = "No Chinese font is installed."


def report(code: str, *, changes: tuple[str, ...] = (), refused: tuple[Refusal, ...] = ()) -> ManifestReport:
    file = ManifestFile(f"{code}/{code}.docx", "docx", 1, "0", "0", changes)
    name = Name(f"机构{code}", f"Organization {code}")
    return ManifestReport(
        organization=code,
        name=name,
        version=None,
        is_frozen=False,
        as_of="2021-12-14T15:30:00+08:00",
        with_submitted=False,
        snapshot_sha256="0",
        snapshot_sm3="0",
        files=(file,),
        refused=refused,
    )


def manifest(*reports: ManifestReport) -> Manifest:
    return Manifest("all.zip", 2021, "Guidance", "en", reports)


def test_a_sentence_stands_once_with_those_whom_it_is_about() -> None:
    made = manifest(report("1", changes=(SIGN,)), report("2"), report("3", changes=(SIGN, "Other.")))
    assert changes_in(made, "en") == [
        Told(SIGN, "Word (.docx) · Organization 1, Organization 3"),
        Told("Other.", "Word (.docx) · Organization 3"),
    ]


def test_a_form_that_no_report_has_is_missing_in_all() -> None:
    missing = (Refusal("pdf", NO_FONT),)
    made = manifest(report("1", refused=missing), report("2", refused=missing))
    assert refused_in(made, "en") == [Told(NO_FONT, "PDF (.pdf) · all 2 reports")]


@pytest.mark.parametrize(
    ("names", "reports", "said"),
    [
        (1, 1, "a"),
        (6, 9, "a, b, c, d, e, f"),
        (7, 9, "a, b, c, d, e and 2 more"),
        (9, 9, "all 9 reports"),
    ],
)
def test_many_organizations_are_counted(names: int, reports: int, said: str) -> None:
    assert whose(list("abcdefghi"[:names]), reports) == said
