"""More lines for a filing of the world: what is asked of it grows, and what is written with it."""

from targets.models import Measurement, Target
from tasks.models import CaseSection, CaseStudy, Filing, ProgressEntry, Responsibility
from tests import factories
from tests.cases import TEXT, TITLE
from tests.world import World


def add_lines(world: World, filing: Filing, count: int) -> None:
    """So many more targets and tasks with measures, each with something written on it, and a case."""
    section = world.local_task.section
    for _number in range(count):
        target = add_target(world)
        Measurement.objects.create(filing=filing, target=target, value=7, version=1)
        task = factories.TaskFactory(section=section)
        factories.MeasureFactory.create_batch(2, task=task)
        factories.ResponsibilityFactory(task=task, collective=Responsibility.Collective.LOCAL_BUREAUS)
        ProgressEntry.objects.create(filing=filing, task=task, achievements="已完成。", version=1)
    number = CaseStudy.objects.filter(filing=filing).count() + 1
    case = CaseStudy.objects.create(filing=filing, number=number, title=TITLE, text=TEXT, version=1)
    CaseSection.objects.create(case=case, section=section)


def add_target(world: World) -> Target:
    """Another target that provinces report on."""
    made: Target = factories.TargetFactory.create(section=world.pledge.section, responsible=world.department)
    return made
