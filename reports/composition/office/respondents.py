"""Those who say something, counted as an office counts them: 31个省（区、市）, then the others."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.statistical_regions import is_province
from reports.composition.office.nation import CENTRE, DEPARTMENT, Nation
from texts.punctuation import listed

FEW = 3
FEW_DEPARTMENTS = 2


def counted(nation: Nation, codes: Iterable[str]) -> str:
    """ "31 provinces, autonomous regions and municipalities, 兵团, 2 centers and departments by name"."""
    codes = list(codes)
    provinces = [code for code in codes if is_province(code)]
    departments = [code for code in codes if kind_of(nation, code) == DEPARTMENT]
    others = [code for code in codes if code not in {*provinces, *departments}]
    others.sort(key=lambda code: kind_of(nation, code) == CENTRE)
    return listed(
        filter(
            None,
            (
                provinces_in_words(len(provinces)),
                named_or_counted(nation, others, are_local=True),
                named_or_counted(nation, departments, are_local=False),
            ),
        )
    )


def kind_of(nation: Nation, code: str) -> str:
    standing = nation.standings.get(code)
    return standing.kind if standing else ""


def provinces_in_words(count: int) -> str:
    if not count:
        return ""
    return ngettext("%(count)d province", "%(count)d provinces", count) % {"count": count}


def named_or_counted(nation: Nation, codes: list[str], *, are_local: bool) -> str:
    """A few by name, many by their number."""
    if len(codes) <= (FEW if are_local else FEW_DEPARTMENTS):
        return nation.names(codes)
    pattern = (
        ngettext("%(count)d other bureau or center", "%(count)d other bureaus and centers", len(codes))
        if are_local
        else ngettext("%(count)d department", "%(count)d departments", len(codes))
    )
    return pattern % {"count": len(codes)}


def organizations_in_words(count: int) -> str:
    return ngettext("%(count)d organization", "%(count)d organizations", count) % {"count": count}


def who_says(nation: Nation, codes: list[str]) -> str:
    """Some by name and how many there are; all by name where they are few. Bureaus come first."""
    local_first = sorted(codes, key=lambda code: kind_of(nation, code) == DEPARTMENT)
    if len(codes) <= FEW:
        return nation.names(local_first)
    return _("%(names)s and others, %(organizations)s in all") % {
        "names": nation.names(local_first[:FEW]),
        "organizations": organizations_in_words(len(codes)),
    }
