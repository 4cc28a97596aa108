"""Rows that the back office shows of texts, material and cases."""

from django.utils import timezone

from reports.models import CaseOfYear, CaseScore, Edition, EditionConfirmation, MaterialPick, ReturnedText
from tasks.models import CaseStudy
from tests.reports.material.filed import made_texts
from tests.world import World


def rows_of_reports(world: World) -> None:
    """One of each that ``write_everything_once`` does not write, beside the text that it does."""
    edition, now = Edition.objects.get(), timezone.now()
    edition.parts.create(number=1, place=0, words="前言密语。", edited_at=now, edited_by=world.filer)
    edition.countersigners.create(organization=world.department)
    said = {"confirmed_at": now, "confirmed_by": world.filer}
    EditionConfirmation.objects.create(edition=edition, key="number:1:0", reason="理由密语。", **said)
    ReturnedText.objects.create(
        edition=edition,
        file_name="文稿.docx",
        sha256="0" * 64,
        content={"version": 1, "items": [], "comments": ["带回密语。"]},
        returned_at=now,
        returned_by=world.filer,
    )
    made_texts(world, "填报原文。")
    MaterialPick.objects.create(
        guidance=world.guidance, kind="figure", target=world.pledge, picked_at=now, picked_by=world.reviewer
    )
    case, _is_new = CaseStudy.objects.get_or_create(filing=world.filing(), number=1)
    scored = {"innovation": 5, "effect": 4, "transferability": 2, "remark": "评语密语。"}
    CaseScore.objects.create(case=case, case_version=1, scored_by=world.reviewer, scored_at=now, **scored)
    CaseOfYear.objects.create(
        case=case, guidance=world.guidance, reason="示范性强。", chosen_at=now, chosen_by=world.administrator
    )
