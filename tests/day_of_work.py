"""A day's work in the small world, as a process of its own: ``python -m tests.day_of_work``.

``DATABASE_URL`` names the database and the role under which the work is done. It fails where that role may
not do what the portal does.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

import time_machine
from django.core.files.base import ContentFile
from django.utils import timezone

from tasks.actions import remove_evidence, return_filing
from tasks.actions.evidence import receive_evidence
from tasks.actions.publish import open_period
from tasks.actions.remarks import add_remark, resolve_remark
from tasks.actions.supplement import withdraw_supplement
from tasks.amendments.plan_statement import window_statement
from tasks.lines.kinds import LINE_KINDS
from tests.supplements import DUE, on_day, opened, the_supplement
from tests.tasks.evidence.files import PDF
from tests.world import World, make_world


def work(world: World) -> None:
    """Save, attach, submit, remark, return, submit again and approve; open a period and take one back."""
    filing, line = world.filing(), {"kind": LINE_KINDS["progress"], "subject_id": world.local_task.pk}
    upload = ContentFile(PDF, name="证明.pdf")
    attached = receive_evidence(filing=filing, upload=upload, by=world.filer, at=timezone.now(), **line)
    remove_evidence(evidence=attached.evidence, by=world.filer, at=timezone.now())
    world.submit(filing)
    on_line = {"filing": world.filing(), "kind": "progress", "subject_id": world.local_task.pk}
    said = {"text": "请核对。", "by": world.reviewer, "at": timezone.now(), "organization": world.office}
    remark = add_remark(**on_line, **said)
    resolve_remark(remark=remark, by=world.reviewer, at=timezone.now())
    return_filing(filing=world.filing(), by=world.reviewer, at=timezone.now(), reason="请核对", version=1)
    world.approve(world.filing(), value="130")
    open_period(period=world.period)
    with on_day():
        opened(world)
        withdraw_supplement(
            period=the_supplement(),
            by=world.administrator,
            at=timezone.now(),
            reason=f"{DUE} 前无需补报。",
            seen=window_statement(the_supplement()),
        )


if __name__ == "__main__":
    with time_machine.travel("2021-10-10T12:00:00+08:00", tick=False):
        made = make_world()
        work(made)
    print(made.filing().status)
