"""Composes the cases of the sample: another story for each bureau, the same every time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from organizations.models import Organization
from sample.year.answers import COUNTED_BY_PROVINCE
from sample.year.case_phrases import INDUSTRIES, SETTINGS, TOPICS, Setting, Topic
from tasks.models import CaseStudy, Filing, Section

MOST_TOLD, BUREAUS = 3, 2
# From the least to the most of each kind of number.
SIZES = {"a": (11, 29), "b": (36, 185), "c": (2, 9), "d": (12, 38)}


@dataclass(frozen=True, slots=True)
class Story:
    """What one case says, and the paths of the sections that it belongs to."""

    title: str
    text: str
    sections: tuple[str, ...]


class CaseWriter:
    """Writes the cases of year ends in memory; the caller keeps versions and the database.

    Each organization has a chance of its own, so that what is told by one changes nothing at another.
    """

    def __init__(self, sections: Iterable[Section]) -> None:
        self.sections = {section.path: section for section in sections}
        # When cases are saved, and by whom.
        self.rng = Random("cases")  # noqa: S311 (sample data, no secret)

    def write(self, filing: Filing, cases: Sequence[CaseStudy], *, share: float) -> list[CaseStudy]:
        """Tell one to three cases of a bureau, and one of a city; ``share`` is how much of it stands already.
        Returns those that were told. Nobody else tells any."""
        organization = filing.organization
        if not organization.is_local or organization.code == COUNTED_BY_PROVINCE:
            return []
        rng = Random(f"cases {organization.code}")  # noqa: S311 (sample data, no secret)
        count = rng.randint(1, MOST_TOLD) if organization.depth == BUREAUS else 1
        told = cases[: max(1, round(count * share))]
        for case, story in zip(told, stories_of(organization, len(told), rng), strict=True):
            self.tell(case, story)
        return list(told)

    def tell(self, case: CaseStudy, story: Story) -> None:
        """Give a case its words and sections; of a document without these sections the first that it has."""
        case.title, case.text = story.title, story.text
        known = [self.sections[path] for path in story.sections if path in self.sections]
        case.sections = sorted(known or list(self.sections.values())[:1], key=lambda section: section.order)


def setting_of(organization: Organization) -> Setting:
    """Where the cases of an organization play: a place of its own, or one made of its name."""
    known = SETTINGS.get(organization.code)
    if known is not None:
        return known
    name = organization.short_name or organization.name
    industry = INDUSTRIES[organization.pk % len(INDUSTRIES)]
    return Setting(name, industry, f"{name}特色农产品", f"{name}高新技术产业园区")


def stories_of(organization: Organization, count: int, rng: Random) -> list[Story]:
    """So many cases of an organization, each on another topic."""
    setting = setting_of(organization)
    return [told(topic, setting, rng) for topic in rng.sample(TOPICS, count)]


def told(topic: Topic, setting: Setting, rng: Random) -> Story:
    """One case: the difficulty, two or three deeds, what they brought, and the lesson, a paragraph each."""
    words = Words(setting, rng)
    deeds = chosen(topic.deeds, rng.choice((2, 3, 3)), rng)
    ordered = [f"{ordinal}是{deed}" for ordinal, deed in zip("一二三", deeds, strict=False)]
    paragraphs = (
        rng.choice(topic.difficulty),
        "".join(ordered),
        "".join(topic.results),
        rng.choice(topic.lessons),
    )
    return Story(
        title=rng.choice(topic.titles).format_map(words),
        text="\n".join(paragraphs).format_map(words),
        sections=topic.sections,
    )


def chosen(sentences: Sequence[str], count: int, rng: Random) -> list[str]:
    """So many of the sentences, in the order in which they stand."""
    places: Iterable[int] = sorted(rng.sample(range(len(sentences)), min(count, len(sentences))))
    return [sentences[place] for place in places]


class Words(dict[str, str]):
    """The words of a setting, and a new number wherever a sentence asks for one: ``a``, ``b`` and ``c`` are
    counts of dozens, hundreds and a few, ``d`` is a share in percent, ``m`` an amount."""

    def __init__(self, setting: Setting, rng: Random) -> None:
        super().__init__(
            locality=setting.locality, industry=setting.industry, product=setting.product, park=setting.park
        )
        self.rng = rng

    def __missing__(self, size: str) -> str:
        if size == "m":
            return f"{self.rng.randint(12, 96) / 10:g}"
        return str(self.rng.randint(*SIZES[size]))
