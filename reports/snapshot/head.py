"""Which report a snapshot is, as of when, and which one it replaces."""

from collections.abc import Mapping

from reports.snapshot.document import Value
from reports.snapshot.year import Name


class Difference(Value, frozen=True):
    """What one version of a report says otherwise than the one that it replaces; absent is empty."""

    label: Name
    before: str
    after: str


class Replaced(Value, frozen=True):
    """The version that a report replaces, and what changed."""

    version: int
    sha256: str
    frozen_at: str
    differences: tuple[Difference, ...]


class GuidanceHead(Value, frozen=True):
    year: int
    title: str
    document_number: str
    issuer: str
    report_due_on: str | None


class OrganizationHead(Value, frozen=True):
    code: str
    kind: str
    name: Name
    full_name: Name


class Signed(Value, frozen=True):
    """A step of the sign-off: ``step`` is a key of ``reports.sign_off.course.Step``, ``version`` that of the
    text that was read; ``in_place_of`` whom ``person`` stood in for, empty for nobody."""

    step: str
    organization: Name
    person: str
    at: str
    version: int
    opinion: str = ""
    in_place_of: str = ""


class StandsBy(Value, frozen=True):
    """What an editor stands by with a reason though a check pointed it out: a figure in the text that is
    ``written`` otherwise than ``official`` (empty where there is none like it), or another passage."""

    written: str
    official: str
    reason: str
    person: str
    at: str


class Editing(Value, frozen=True):
    """What people did to the composed text before it was signed out. ``base`` is the version that it was
    composed as; ``reworded``, ``written``, ``left_out`` and ``joined`` count paragraphs and headings,
    ``inserted`` the paragraphs, cases, figures and charts put in out of what was filed."""

    base: int
    version: int
    reworded: int
    written: int
    left_out: int
    joined: int
    confirmed: tuple[StandsBy, ...] = ()
    inserted: int = 0


class Verification(Value, frozen=True):
    """What every form of a frozen report carries, so that a copy of it can be checked: the code as it is
    printed, and the address at which the portal answered when it was frozen."""

    code: str
    address: str

    @property
    def link(self) -> str:
        """Where the code is checked: what its QR code says."""
        return f"{self.address}?code={self.code}"


class Head(Value, frozen=True):
    """Which report this is and as of when. ``version`` is None and ``is_frozen`` False of one that is made of
    what is approved now; ``with_submitted`` says that what waits for approval is among its rows."""

    guidance: GuidanceHead
    organization: OrganizationHead
    as_of: str
    day: str
    is_frozen: bool
    is_sample: bool
    with_submitted: bool = False
    version: int | None = None
    frozen_by: str | None = None
    replaces: Replaced | None = None
    # The rows of each table, which tells progress beforehand.
    rows: Mapping[str, int] = {}
    # Of one that was edited and signed out.
    document_number: str = ""
    sign_off: tuple[Signed, ...] = ()
    editing: Editing | None = None
    # None where it is not frozen, and of what was frozen before there were codes.
    verification: Verification | None = None

    @property
    def frozen_in_place_of(self) -> str:
        """Whom who signed it out stood in for; "" for nobody."""
        return self.sign_off[-1].in_place_of if self.sign_off else ""
