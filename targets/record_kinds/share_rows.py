"""The shares of a year as rows of a workbook: an organization a row, a target a column."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from django.utils.functional import lazy
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from spreadsheets.records.values import Record, RecordColumn, RecordForm, RecordLayout
from targets.allocation.shares import Balance
from targets.allocation.shares_of_year import SharedTarget
from targets.models import Target
from targets.wording import quantity
from tasks.models import Guidance
from texts.numbers import plain_number
from texts.punctuation import enumerated, in_brackets, labelled, sentences

STEM = "shares"
ORGANIZATION, NAME, REASON = "organization", "name", "reason"
# No column: a digest of what shares stand against, which whoever changes one has seen.
SEEN = "_seen"
WIDE, NAME_WIDTH, NUMBER_WIDTH = 44, 24, 16
LONGEST_REASON = 500


def share_layout(guidance: Guidance, targets: Iterable[Target]) -> RecordLayout:
    """A column for each target that can be shared out."""
    columns = [
        RecordColumn(ORGANIZATION, _("Code"), width=12),
        RecordColumn(NAME, _("Organization"), width=NAME_WIDTH, is_read_only=True),
        *(share_column(target) for target in targets),
        RecordColumn(
            REASON,
            _("Reason"),
            _("Needed where shares that were saved before change."),
            width=WIDE,
            longest=LONGEST_REASON,
            is_reason=True,
        ),
    ]
    return RecordLayout(
        f"{STEM}-{guidance.year}",
        shares_title(guidance.year),
        columns,
        key_columns=(ORGANIZATION,),
        rules=(
            _("An empty cell is no share; a share of 0 is one."),
            _("The first row is the whole, what there is to share out; it stays as it is."),
            _("The shares of one target are saved as one version, with the reasons of the rows that change."),
        ),
        takes_new=False,
    )


def share_column(target: Target) -> RecordColumn:
    return RecordColumn(
        name_of(target),
        column_title(target),
        _("In the unit above, or with its own: 0.24 万亿元."),
        RecordForm.NUMBER,
        width=NUMBER_WIDTH,
    )


def name_of(target: Target) -> str:
    return f"share-{target.indicator.code}"


column_title: Callable[[Target], str] = lazy(
    lambda target: in_brackets(target.indicator.display_name, target.indicator.display_unit), str
)
shares_title: Callable[[int], str] = lazy(lambda year: _t("Shares of %(year)s") % {"year": year}, str)


def share_records(
    parent: Organization, receivers: Sequence[Organization], shared: Sequence[SharedTarget]
) -> list[Record]:
    """The whole, then each receiver, in the order of the tree."""
    wholes = {name_of(one.target): number_text(one.whole) for one in shared}
    whole = {ORGANIZATION: parent.code, NAME: in_brackets(_t("The whole"), parent)} | wholes
    seen = seen_of(receivers, shared)
    return [
        Record(parent.code, whole, is_locked=True),
        *(Record(receiver.code, {**share_values(receiver, shared), SEEN: seen}) for receiver in receivers),
    ]


def seen_of(receivers: Iterable[Organization], shared: Iterable[SharedTarget]) -> str:
    """A digest of the whole of each target, the version of its shares, and among whom it is shared out: who
    changes a share puts their name under all that (design R20)."""
    wholes = [f"{one.code} {one.number} {number_text(one.whole)}" for one in shared]
    said = [*wholes, *(receiver.code for receiver in receivers)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def share_values(receiver: Organization, shared: Iterable[SharedTarget]) -> Mapping[str, str]:
    return {
        ORGANIZATION: receiver.code,
        NAME: str(receiver),
        **{name_of(one.target): number_text(one.shares.get(receiver.pk)) for one in shared},
    }


def number_text(number: Decimal | None) -> str:
    return "" if number is None else plain_number(number)


def balance_sentence(shared: SharedTarget, shares: Mapping[int, Decimal]) -> str:
    """How shares stand against the whole, as the page of one target says it."""
    indicator = shared.target.indicator
    balance = Balance(shared.whole, sum(shares.values(), Decimal(0)))
    whole = _t("No share has been set for you yet")
    if balance.whole is not None:
        whole = quantity(balance.whole, indicator)
    said = [
        labelled(_t("The whole"), whole),
        labelled(_t("Shared out"), quantity(balance.total, indicator)),
    ]
    hint = ""
    if balance.surplus is not None:
        said.append(labelled(_t("More than the whole"), quantity(balance.surplus, indicator)))
        hint = _t("Lower shares, or keep the surplus as a reserve for those who fall short.")
    elif balance.lacks:
        said.append(labelled(_t("Still to be shared out"), quantity(balance.gap, indicator)))
        hint = _t("Raise shares, or let the gap stand: the goal itself does not change.")
    stated = _t("%(subject)s: %(said)s.") % {"subject": indicator.display_name, "said": enumerated(said)}
    return sentences([stated, hint])
