"""What a map is coloured by: the state of filings, the worst outcome, or one target."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.charts.palette import DEEP_FROM, EMPTY, HEAT, OUTCOMES, STATUS
from reports.dashboards.places.colours import Scale, is_said, scale_of
from reports.dashboards.places.rows import Place, Places
from targets.arithmetic.outcome import BEST_FIRST, Outcome
from targets.models import Target
from targets.wording import amount, outcome_label
from tasks.models import Filing
from texts.punctuation import in_brackets

FILING, OUTCOME = "status", "outcome"
ABSENT = "absent"
STATUS_ORDER = (
    Filing.Status.APPROVED,
    Filing.Status.SUBMITTED,
    Filing.Status.RETURNED,
    Filing.Status.DRAFT,
)


@dataclass(frozen=True, slots=True)
class Look:
    """One colour: its key in addresses, what it means, its class on the screen and its colour on paper."""

    key: str
    label: str
    css: str
    fill: str
    is_dark: bool = True
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class Colouring:
    """``key`` is how addresses name it. ``look_of`` tells the colour of a row by its key, ``words_of`` what
    its tile says, ``shape_of`` the outcome whose shape stands on it, "" for none."""

    key: str
    title: str
    looks: tuple[Look, ...]
    look_of: Callable[[Place], str]
    words_of: Callable[[Place], str]
    shape_of: Callable[[Place], str] = lambda _place: ""

    def counts(self, rows: Sequence[Place]) -> list[tuple[Look, int]]:
        """The colours with how many rows have each; an absence that nobody has is left out."""
        counted = Counter(map(self.look_of, rows))
        return [(look, counted[look.key]) for look in self.looks if counted[look.key] or not look.is_empty]

    def look(self, place: Place) -> Look:
        return {look.key: look for look in self.looks}[self.look_of(place)]


def absent(label: str) -> Look:
    return Look(ABSENT, label, "mark--no_data", EMPTY, is_dark=False, is_empty=True)


def colouring_of(places: Places, chosen: str) -> Colouring:
    """The colouring that an address names: ``status``, ``outcome`` or the id of a target."""
    targets = {str(target.pk): target for target in places.targets}
    if chosen in targets:
        target = targets[chosen]
        return by_target(target, scale_of(target.indicator, places.figures_on(target)))
    return by_outcome() if chosen == OUTCOME else by_filing()


def by_filing() -> Colouring:
    """The state of each one's filing for the period."""
    looks = [
        Look(status.value, str(status.label), f"mark--{status.value}", STATUS[status])
        for status in STATUS_ORDER
    ]

    def look_of(place: Place) -> str:
        return place.filing.status.value if place.filing else ABSENT

    def words_of(place: Place) -> str:
        return str(place.filing.status.label) if place.filing else _("no filing")

    return Colouring(FILING, _("State of the filings"), (*looks, absent(_("no filing"))), look_of, words_of)


def by_outcome() -> Colouring:
    """The worst outcome among those on which an organization is judged."""
    looks = [outcome_look(outcome) for outcome in BEST_FIRST]

    def look_of(place: Place) -> str:
        worst = worst_of(place)
        return worst.value if worst else ABSENT

    def words_of(place: Place) -> str:
        worst = worst_of(place)
        return outcome_label(worst) if worst else _("not judged")

    def shape_of(place: Place) -> str:
        worst = worst_of(place)
        return worst.value if worst else ""

    title = _("The worst outcome of each")
    return Colouring(OUTCOME, title, (*looks, absent(_("not judged"))), look_of, words_of, shape_of)


def outcome_look(outcome: Outcome) -> Look:
    return Look(outcome.value, outcome_label(outcome), f"mark--{outcome.value}", OUTCOMES[outcome])


def worst_of(place: Place) -> Outcome | None:
    """None where an organization is judged on nothing."""
    judged = [shown.outcome for shown in place.figures.values() if is_said(shown)]
    return max(judged, key=BEST_FIRST.index, default=None)


def by_target(target: Target, scale: Scale) -> Colouring:
    """The classes of one target; of shares the part that is reached."""
    indicator = target.indicator
    looks = [
        Look(f"c{place}", label, f"heat--{heat}", HEAT[heat], is_dark=heat >= DEEP_FROM)
        for place, label in enumerate(scale.labels)
        for heat in [scale.heat_of(place)]
    ]

    def look_of(place: Place) -> str:
        found = scale.place_of(place.figures[target.pk])
        return ABSENT if found is None else f"c{found}"

    def words_of(place: Place) -> str:
        shown = place.figures[target.pk]
        if shown.figure.value is None:
            return shown.absence_in_words
        return amount(shown.figure.value, indicator, apart_from=shown.marks)

    def shape_of(place: Place) -> str:
        shown = place.figures[target.pk]
        return shown.outcome.value if is_said(shown) else ""

    title = in_brackets(indicator.display_name, indicator.display_unit)
    if scale.is_of_shares:
        title = _("%(indicator)s: how much of the own share is reached") % {"indicator": title}
    missing = absent(_("no share, or no data") if scale.is_of_shares else _("no data"))
    return Colouring(str(target.pk), title, (*looks, missing), look_of, words_of, shape_of)
