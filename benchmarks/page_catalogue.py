"""The pages that are measured, each with who asks for it and where it is in the portal at hand."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from organizations.models import User
from organizations.permissions import Role
from targets.models import Target
from tasks.models import Filing, Guidance

OFFICE, PROVINCE, DEPARTMENT = "CNIPA", "44", "D-YYC"


@dataclass(frozen=True, slots=True)
class Page:
    """One page: the code and role of who asks, and its address in the portal at hand. ``may_grow`` says that
    it counts the whole tree on purpose."""

    code: str
    role: Role
    address: Callable[[], str]
    may_grow: bool = False

    def person(self) -> User:
        held = {"memberships__organization__code": self.code, "memberships__role": self.role}
        return User.objects.filter(**held).earliest("pk")


def latest() -> Guidance:
    return Guidance.objects.filter(status=Guidance.Status.PUBLISHED).latest("year")


def at(name: str, *arguments: object, query: str = "") -> Callable[[], str]:
    """The address by its name; what depends on the portal at hand is a function."""

    def address() -> str:
        return reverse(name, args=[told() if callable(told) else told for told in arguments]) + query

    return address


def year() -> int:
    return latest().year


def task() -> int:
    """The task that most organizations answer."""
    return int(latest().tasks.order_by("order")[2].pk)


def target() -> int:
    """The target that every local organization reports on."""
    return int(Target.objects.get(guidance=latest(), indicator__code="pledge-financing").pk)


def filing_of(code: str, *statuses: str) -> Callable[[], int]:
    """The latest filing of an organization in one of some states."""

    def found() -> int:
        filings = Filing.objects.filter(
            organization__code=code, status__in=statuses, period__guidance=latest()
        )
        return int(filings.latest("period__order").pk)

    return found


def under_review() -> int:
    """The latest approved filing of the province: its page shows what a review looks at."""
    return filing_of(PROVINCE, Filing.Status.APPROVED, Filing.Status.SUBMITTED)()


OPEN = (Filing.Status.DRAFT, Filing.Status.RETURNED)
FILED = (Filing.Status.APPROVED, Filing.Status.SUBMITTED)
PAGES: dict[str, Page] = {}


def page(name: str, code: str, role: Role, address: Callable[[], str], *, may_grow: bool = False) -> None:
    PAGES[name] = Page(code, role, address, may_grow)


for who, code, role in (
    ("office", OFFICE, Role.REVIEWER),
    ("province", PROVINCE, Role.LEAD),
    ("department", DEPARTMENT, Role.OBSERVER),
):
    page(f"start, {who}", code, role, at("home"))
    # It says how many filings there are.
    page(f"filings, {who}", code, role, at("tasks:filing-list"), may_grow=True)
    page(f"review queue, {who}", code, role, at("tasks:review-queue"))
    page(f"subordinates, {who}", code, role, at("tasks:subordinates"))
    page(f"guidance, {who}", code, role, at("tasks:guidance-detail", year))
    page(f"tasks, {who}", code, role, at("tasks:task-list"))
    page(f"task, {who}", code, role, at("tasks:task-detail", task))
    page(f"targets, {who}", code, role, at("targets:target-list"))
    page(f"target, {who}", code, role, at("targets:target-detail", target))
    page(f"explanation, {who}", code, role, at("targets:target-explanation", target))
    page(f"dashboard, {who}", code, role, at("reports:dashboard"))
    for part in ("expected", "discipline", "history", "filings", "comparison", "places", "work", "stream"):
        name = "reports:dashboard-" + part
        page(f"dashboard {part}, {who}", code, role, at(name, code))
    page(f"dashboard measures, {who}", code, role, at("reports:dashboard-measures", code))
    page(f"dashboard task, {who}", code, role, at("reports:dashboard-task", code, task))
    page(f"annual reports, {who}", code, role, at("reports:annual-list"))
    page(f"notices, {who}", code, role, at("tasks:notice-list"))
page("shares, office", OFFICE, Role.REVIEWER, at("targets:target-allocation", target))
page("hand-ins, office", OFFICE, Role.REVIEWER, at("reports:hand-in-list"))
page("filing under review", OFFICE, Role.REVIEWER, at("tasks:filing-detail", under_review))
page("filing of one's own", PROVINCE, Role.FILER, at("tasks:filing-detail", filing_of(PROVINCE, *OPEN)))
page("check of a filing", PROVINCE, Role.FILER, at("tasks:filing-check", filing_of(PROVINCE, *OPEN)))
page("start, filer", PROVINCE, Role.FILER, at("home"))
page("material", OFFICE, Role.REVIEWER, at("reports:material-list"))
page("figures as material", OFFICE, Role.REVIEWER, at("reports:material-figures"))
page("published guidances", OFFICE, Role.ADMINISTRATOR, at("tasks:guidance-list"))
page("exports", OFFICE, Role.ADMINISTRATOR, at("reports:report-list"))
