"""Approved cases for tests, and editors who mark and score."""

from django.urls import reverse
from django.utils import timezone

from organizations.models import User
from organizations.permissions import Role
from reports.actions.cases import score_case
from reports.actions.filed_texts import keep_filed_texts
from reports.actions.material import pick_material
from reports.material.items import item_named
from reports.models import CaseScore, FiledText, MaterialPick
from tasks.actions import approve_filing
from tasks.filings.concerns import concerns_of
from tasks.models import CaseStudy, Filing
from tests.cases import at_year_end, submitted, tell_case
from tests.world import World, member


def approved_cases(world: World, count: int = 1) -> list[CaseStudy]:
    """So many cases of the province, approved and searched."""
    with at_year_end():
        for number in range(1, count + 1):
            tell_case(world, number, title=f"案例{number}")
        filing = submitted(world)
        approve_filing(
            filing=filing,
            by=world.reviewer,
            at=timezone.now(),
            version=filing.version,
            confirmed=concerns_of(filing, world.reviewer).keys,
        )
    keep_filed_texts(filings=[filing.pk])
    cases = CaseStudy.objects.with_sections().filter(filing=filing).order_by("number")
    return list(cases.select_related("filing__period", "filing__organization"))


def scored(case: CaseStudy, by: User, points: int = 3) -> CaseScore:
    """A case that somebody gave as many points in each criterion."""
    given = dict.fromkeys(("innovation", "effect", "transferability"), points)
    version = Filing.objects.get(pk=case.filing_id).version
    return score_case(case=case, points=given, remark="", version=version, by=by, at=timezone.now())


def picked(name: str, by: User) -> MaterialPick:
    """What is called so, marked by somebody."""
    item = item_named(User.objects.get(pk=by.pk), name)
    assert item is not None
    return pick_material(item=item, by=by, at=timezone.now())


def text_name(text: FiledText) -> str:
    return f"{'case' if text.is_case else 'text'}-{text.place}"


def editors(world: World, count: int) -> list[User]:
    """So many reviewers of the office."""
    return [member(f"editor-{number}", world.office, Role.REVIEWER) for number in range(count)]


def material_url(world: World) -> str:
    """Cases and paragraphs that are found by words."""
    if not CaseStudy.objects.exists():
        approved_cases(world, 3)
    return f"{reverse('reports:material-list')}?words=a"


def basket_url(world: World) -> str:
    """A basket with a text, a figure and a chart."""
    material_url(world)
    for name in (f"figure-{world.pledge.pk}", f"chart-{world.growth.pk}"):
        picked(name, world.reviewer)
    for text in FiledText.objects.all()[:2]:
        picked(text_name(text), world.reviewer)
    return reverse("reports:material-basket")


def cases_url(world: World, page: str) -> str:
    """Cases of which some are scored."""
    material_url(world)
    case = CaseStudy.objects.select_related("filing").earliest("pk")
    for person in (world.reviewer, world.second_reviewer):
        scored(case, person)
    return reverse(page, args=[case.pk] if page.endswith("-case") else [])
