"""Reports that were frozen before there were codes get one each, and stay as they are."""

import importlib
from typing import TYPE_CHECKING

from django.apps import apps

from reports.models import AnnualReport, VerificationCode
from reports.verification_codes.code import read_code
from tests.reports.frozen import frozen_report
from tests.written_once import annual_report

if TYPE_CHECKING:
    from tests.world import World

MIGRATION = importlib.import_module("reports.migrations.0006_verification")


def test_reports_without_a_code_get_one(world: "World") -> None:
    coded = frozen_report(world)
    older = [
        annual_report(world, organization=world.neighbour),
        annual_report(world, organization=world.city),
    ]
    before = list(AnnualReport.objects.order_by("pk").values())
    MIGRATION.give_codes(apps, None)
    issued = {code.report_id: code.code for code in VerificationCode.objects.all()}
    assert issued.keys() == {coded.pk, *(report.pk for report in older)}
    assert issued[coded.pk] == coded.verification.code
    assert len(set(issued.values())) == 3
    assert all(read_code(code) == code for code in issued.values())
    assert list(AnnualReport.objects.order_by("pk").values()) == before
    MIGRATION.give_codes(apps, None)
    assert VerificationCode.objects.count() == 3
