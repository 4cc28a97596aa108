"""The reporting tree as records: names, place, and the days on which an organization exists."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from organizations import actions
from organizations.errors import ActionRefused
from organizations.forms.organization import CloseForm, NamesForm, NewOrganizationForm
from organizations.models import Organization, User
from organizations.record_kinds.kind import RecordAct, RecordKind, RowRefused, form_values, unknown_word
from organizations.record_kinds.many_keys import MANY
from spreadsheets.records.comparison import RecordChange
from spreadsheets.records.values import Record, RecordColumn, RecordForm, RecordLayout
from texts.form_fields import Text

NAMES = ("name", "short_name", "english_name", "aliases", "active_from")
ENDS = ("active_until", "successor")
COLUMNS = ("code", "kind", "parent", *NAMES, *ENDS)


class OrganizationRecords(RecordKind):
    """The reporting tree, for the administrators of the office."""

    key = "organizations"
    title = _("Organizations")
    note = _("The reporting tree: names, to whom each files, from when until when it exists.")
    asks_reason = True

    def __init__(self) -> None:
        self.known: dict[str, Organization] = {}

    def is_for(self, user: User) -> bool:
        return user.is_administrator

    def layout(self) -> RecordLayout:
        return RecordLayout(self.key, self.title, columns(), ("code",), rules())

    # --- Out ------------------------------------------------------------------------------------------
    def records(self, user: User, keys: Collection[str] | None = None) -> Iterable[Record]:
        """One query for them, and one for the codes and names of those that they file to."""
        found = Organization.objects.visible_to(user.scope)
        if keys is None or len(keys) > MANY:
            return self.records_of(found)
        rows = list(read_rows(found.filter(code__in=keys)))
        above = Organization.objects.filter(path__in={row[0][: -Organization.steplen] for row in rows})
        places = places_of(above)
        return (record_of(row, places) for row in rows)

    def records_of(self, organizations: QuerySet[Organization]) -> Iterator[Record]:
        places = places_of(Organization.objects.all())
        return (record_of(row, places) for row in read_rows(organizations).iterator())

    def narrowing(self, data: Mapping[str, str] | None) -> forms.Form:
        return OrganizationNarrowing(data)

    def narrowed(self, user: User, asked: Mapping[str, Any]) -> tuple[Iterable[Record], list[str]]:
        found, facts = Organization.objects.visible_to(user.scope), []
        if under := asked.get("under"):
            found = found.filter(path__startswith=under.path)
            facts.append(
                _t("With what files to %(organization)s.") % {"organization": under.full_display_name}
            )
        if kind := asked.get("kind"):
            found = found.filter(kind=kind)
            facts.append(_t("Kind: %(kind)s.") % {"kind": Organization.Kind(kind).label})
        return self.records_of(found), facts

    # --- In -------------------------------------------------------------------------------------------
    def hold(self, keys: Collection[str]) -> None:  # noqa: ARG002 (the tree is held as one)
        Organization.objects.hold_tree()

    def prepare(self, changes: Sequence[RecordChange], act: RecordAct) -> None:  # noqa: ARG002
        """One query: the organizations that the rows are about or name."""
        codes = {change.key or change.values.get("code", "") for change in changes}
        for change in changes:
            codes |= {change.values.get("parent", ""), change.values.get("successor", "")}
        found = (
            Organization.objects.all() if len(codes) > MANY else Organization.objects.filter(code__in=codes)
        )
        self.known = {each.code: each for each in found}

    def in_order(self, changes: Sequence[RecordChange]) -> Sequence[RecordChange]:
        """New ones behind the new ones that they file to."""
        new = {change.values.get("code", ""): change for change in changes if not change.key}

        def depth(change: RecordChange) -> int:
            seen: set[str] = set()
            parent = change.values.get("parent", "")
            while parent in new and parent not in seen:
                seen.add(parent)
                parent = new[parent].values.get("parent", "")
            return len(seen)

        return sorted(changes, key=depth)

    def apply(self, change: RecordChange, act: RecordAct) -> None:
        if change.key:
            self.change(change, act)
        else:
            self.add(change, act)

    def add(self, change: RecordChange, act: RecordAct) -> None:
        refuse_kind(change)
        values = change.values
        under = self.named(change, "parent")
        if under is None:
            raise RowRefused({"parent": [_t("Say by its code to whom it files.")]})
        said = {name: values.get(name, "") for name in ("code", "kind", *NAMES)}
        form = NewOrganizationForm(said | {"under": under.pk, "reason": act.reason})
        with refused_at("parent"):
            cleaned = {**form_values(form, COLUMNS)}
            below, reason = cleaned.pop("under"), cleaned.pop("reason")
            added = actions.add_organization(
                organization=Organization(**cleaned), under=below, by=act.by, at=act.at, reason=reason
            )
        self.close(change, added, act)
        # Known to other rows once nothing of this one can be refused any more.
        self.known[added.code] = added

    def change(self, change: RecordChange, act: RecordAct) -> None:
        """Names, then place, then days, each by its own action: one is opened again where it files to now."""
        organization, names = self.known[change.key], change.changed_names
        if "kind" in names:
            raise RowRefused({"kind": [_t("The kind stays as it is; add another organization instead.")]})
        if names & set(NAMES):
            said = {name: change.values.get(name, "") for name in NAMES}
            form = NamesForm(said | {"reason": act.reason}, instance=organization)
            with refused_at("name"):
                actions.correct_organization(
                    organization=organization, by=act.by, at=act.at, **form_values(form, COLUMNS)
                )
        if "parent" in names:
            self.move(change, organization, act)
        if "active_until" in names and not change.values.get("active_until"):
            with refused_at("active_until"):
                actions.reopen_organization(
                    organization=organization, by=act.by, at=act.at, reason=act.reason
                )
        if names & set(ENDS):
            self.close(change, organization, act)

    def move(self, change: RecordChange, organization: Organization, act: RecordAct) -> None:
        under = self.named(change, "parent")
        if under is None:
            raise RowRefused({"parent": [_t("Say by its code to whom it files.")]})
        with refused_at("parent"):
            actions.move_organization(
                organization=organization, under=under, by=act.by, at=act.at, reason=act.reason
            )

    def close(self, change: RecordChange, organization: Organization, act: RecordAct) -> None:
        """The last day, with or without a successor."""
        successor = self.named(change, "successor")
        last_day = change.values.get("active_until", "")
        if not last_day:
            if successor is not None:
                raise RowRefused({"active_until": [_t("A successor needs the last day beside it.")]})
            return
        form = LastDayForm({"last_day": last_day, "reason": act.reason})
        if form.errors.get("last_day"):
            raise RowRefused({"active_until": [str(each) for each in form.errors["last_day"]]})
        with refused_at("active_until"):
            actions.close_organization(
                organization=organization,
                last_day=form.cleaned_data["last_day"],
                successor=successor,
                by=act.by,
                at=act.at,
                reason=act.reason,
            )

    def named(self, change: RecordChange, column: str) -> Organization | None:
        """The organization that a column names by its code; None where it is empty."""
        code = change.values.get(column, "")
        if not code:
            return None
        found = self.known.get(code)
        if found is None:
            sentence = _t("No organization has the code %(code)s.") % {"code": code}
            raise RowRefused({column: [sentence]})
        return found

    def label(self, change: RecordChange) -> str:
        return " ".join(part for part in (change.natural, change.values.get("short_name", "")) if part)


# --- Rows as records ----------------------------------------------------------------------------------
ROW = ("path", "kind", "code", "name", "short_name", "english_name", "aliases")


def read_rows(organizations: QuerySet[Organization]) -> Any:
    """The rows in the order of the tree, as they are read from the database."""
    rows = organizations.order_by("path")
    return rows.values_list(*ROW, "active_from", "active_until", "successor__code")


def places_of(organizations: QuerySet[Organization]) -> dict[str, tuple[str, str]]:
    """Codes and short names by path (one query)."""
    rows = organizations.values_list("path", "code", "short_name")
    return {path: (code, short_name) for path, code, short_name in rows}


def record_of(row: Any, places: Mapping[str, tuple[str, str]]) -> Record:
    path, kind, code, name, short_name, english_name, aliases, begun, until, successor = row
    parent, parent_name = places.get(path[: -Organization.steplen], ("", ""))
    values = {
        "code": code,
        "kind": kind,
        "parent": parent,
        "parent_name": parent_name,
        "name": name,
        "short_name": short_name,
        "english_name": english_name,
        "aliases": "\n".join(aliases),
        "active_from": begun.isoformat() if begun else "",
        "active_until": until.isoformat() if until else "",
        "successor": successor or "",
    }
    return Record(code, values)


class LastDayForm(CloseForm):
    """The last day as the back office reads it; the successor is named by its code."""

    def __init__(self, data: Mapping[str, str]) -> None:
        forms.Form.__init__(self, data)
        del self.fields["successor"]


class OrganizationNarrowing(forms.Form):
    """Which part of the tree is taken away."""

    under = Text(
        label=_("Only what files to"),
        required=False,
        help_text=_("The code of an organization; empty for the whole tree."),
    )
    kind = forms.ChoiceField(label=_("Only of the kind"), required=False)

    def __init__(self, data: Mapping[str, str] | None) -> None:
        super().__init__(data)
        self.fields["kind"].choices = [("", _t("every kind")), *Organization.Kind.choices]  # type: ignore[attr-defined]

    def clean_under(self) -> Organization | None:
        code: str = self.cleaned_data["under"]
        found = Organization.objects.filter(code=code).first() if code else None
        if code and found is None:
            raise forms.ValidationError(_t("No organization has the code %(code)s.") % {"code": code})
        return found


@contextmanager
def refused_at(column: str) -> Iterator[None]:
    """What an action refuses stands at the cell of a column."""
    try:
        yield
    except RowRefused:
        raise
    except ActionRefused as refusal:
        raise RowRefused({column: [str(refusal)]}) from None


def refuse_kind(change: RecordChange) -> None:
    kind = change.values.get("kind", "")
    kinds = dict(Organization.Kind.choices)
    if kind not in kinds:
        raise unknown_word("kind", kind, [str(label) for label in kinds.values()])


def columns() -> list[RecordColumn]:
    """The columns, in the order of the sheet."""
    length = {field.name: getattr(field, "max_length", None) for field in Organization._meta.get_fields()}
    return [
        RecordColumn(
            "code", _("code"), _("Capital letters, digits and hyphens; GB/T 2260 for a region."), width=14
        ),
        RecordColumn("name", _("full name"), width=34, longest=length["name"]),
        RecordColumn("short_name", _("short name"), width=18, longest=length["short_name"]),
        RecordColumn("english_name", _("English name"), width=34, longest=length["english_name"]),
        RecordColumn(
            "kind",
            _("kind"),
            _("Given for a new one; it stays as it is."),
            form=RecordForm.WORD,
            words=dict(Organization.Kind.choices),
            width=18,
        ),
        RecordColumn("parent", _("files to (code)"), _("The code of its superior."), width=14),
        RecordColumn("parent_name", _("files to"), width=18, is_read_only=True),
        RecordColumn(
            "aliases",
            _("aliases"),
            _("Other names under which documents mention it."),
            form=RecordForm.LINES,
            width=28,
        ),
        RecordColumn("active_from", _("exists from"), form=RecordForm.DAY, width=13),
        RecordColumn(
            "active_until",
            _("exists until"),
            _("The last day closes it; empty opens it again."),
            form=RecordForm.DAY,
            width=13,
            together="end",
        ),
        RecordColumn(
            "successor",
            _("merged into (code)"),
            _("The code of the organization that reports in its place, with the last day."),
            width=16,
            together="end",
        ),
    ]


def rules() -> list[Any]:
    return [
        _("Nothing is deleted: an organization that ends gets a last day, and may be merged into another."),
        _("An organization moves with everything that files to it, by another code in “files to (code)”."),
    ]
