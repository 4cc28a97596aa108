"""Who is meant by the name of an owner as a document prints it."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from organizations.models import Organization
from tasks.models import Responsibility

Collective = Responsibility.Collective

OFFICE = "国家知识产权局"
# 各地方知识产权局, 各省、自治区、直辖市知识产权局, 各地区知识产权管理部门; not 各市知识产权局: cities.
LOCAL_BUREAUS = re.compile(
    r"(?:全国)?各(?:有关|相关)?(?:地方?|地区|省级?|省区市|省自治区直辖市)"
    r"(?:[和及与]?(?:计划单列市|副省级城市|新疆生产建设兵团))*"
    r"(?:人民政府)?(?:知识产权(?:局|管理部门|主管部门|部门)|局)"
)
BRACKETED = re.compile(r"[(（](?P<within>[^()（）]+)[)）]")
MARKS = re.compile(r"[\s、，,]+")
# Below this share of common pairs of letters two names have nothing to do with each other.
LEAST_LIKENESS = 0.34


@dataclass(frozen=True, slots=True)
class Proposal:
    """An organization that may be meant, and how like the names are, from 0 to 1."""

    organization: Organization
    score: float


class OwnerMatcher:
    """Knows organizations by full name, short name, alias, and the usual ways to write them.

    Built once for many names, it takes time linear in the number of organizations.
    """

    def __init__(self, organizations: Iterable[Organization]) -> None:
        self.known: dict[str, set[Organization]] = defaultdict(set)
        self.by_pair: dict[str, list[str]] = defaultdict(list)
        self.sizes: dict[str, int] = {}
        for organization in organizations:
            for form in forms_of(organization):
                self.known[form].add(organization)
        for form in self.known:
            own = pairs(form)
            self.sizes[form] = len(own)
            for pair in own:
                self.by_pair[pair].append(form)

    def match(self, name: str) -> Organization | Responsibility.Collective | None:
        """Who is meant, where only one can be; a name that may mean two means none."""
        if LOCAL_BUREAUS.fullmatch(bare_name(name).replace("(", "").replace(")", "")):
            return Collective.LOCAL_BUREAUS
        for forms in ([bare_name(name)], list(parts(name))):
            meant = {organization for form in forms for organization in self.known.get(form, ())}
            if len(meant) == 1:
                return meant.pop()
            if meant:
                return None
        return None

    def proposals(self, name: str, *, limit: int = 3) -> list[Proposal]:
        """The organizations with the likest names, the likest first."""
        best: dict[Organization, float] = {}
        for wanted in {bare_name(name), *parts(name)}:
            for form, score in self.likenesses(pairs(wanted)):
                for organization in self.known[form]:
                    best[organization] = max(score, best.get(organization, 0))
        likely = [Proposal(organization, score) for organization, score in best.items()]
        return sorted(likely, key=lambda proposal: (-proposal.score, str(proposal.organization.path)))[:limit]

    def likenesses(self, wanted: set[str]) -> Iterator[tuple[str, float]]:
        """Known forms that are like enough to one of these pairs, and how like: the share of common pairs."""
        shared = Counter(chain.from_iterable(self.by_pair.get(pair, ()) for pair in wanted))
        for form, common in shared.items():
            score = 2 * common / (len(wanted) + self.sizes[form])
            if score >= LEAST_LIKENESS:
                yield form, score


def forms_of(organization: Organization) -> set[str]:
    """Every way in which a document may write the organization's name."""
    names = {bare_name(name) for name in (organization.name, organization.short_name, *organization.aliases)}
    return names | {name.removeprefix(OFFICE) for name in names if name != OFFICE} - {""}


def bare_name(name: str) -> str:
    """A name without spaces and marks, in ordinary characters."""
    return MARKS.sub("", unicodedata.normalize("NFKC", name))


def parts(name: str) -> Iterator[str]:
    """Pieces of a name that may be the whole: what stands without and within its brackets, as in
    省市场监管局（省知识产权局）, and what follows the office's own name."""
    if bare_name(name).startswith(OFFICE):
        yield bare_name(name).removeprefix(OFFICE)
    found = BRACKETED.search(name)
    if found:
        yield bare_name(name[: found.start()] + name[found.end() :])
        yield bare_name(found["within"])


def pairs(form: str) -> set[str]:
    """The pairs of neighbouring characters."""
    return {form[at : at + 2] for at in range(len(form) - 1)} or {form}
