"""How the files of reports are called where people save them, in the language in effect."""

from django.utils.translation import gettext as _

from organizations.models import Organization
from reports.models import PACKAGE, Export
from reports.snapshot.head import Head
from texts.outgoing.cuts import cut, utf8_octets
from texts.outgoing.file_names import file_name

# In octets, three a Chinese sign: the rest of a file's name has room beside it.
LONGEST_ORGANIZATION = 160


def report_stem(head: Head, language: str) -> str:
    """What a report is called, without an ending; one that is not frozen says so."""
    organization = short_enough(head.organization.full_name.in_language(language))
    about = {"year": head.guidance.year, "organization": organization}
    name = _("%(year)d-%(organization)s-annual-report") % about
    return harmless(name if head.is_frozen else _("%(name)s-not-final") % {"name": name})


def package_name(year: int, organization: Organization) -> str:
    """What a package is called that holds the reports of an organization and of all who file to it."""
    about = {"year": year, "organization": short_enough(organization.full_display_name)}
    return f"{harmless(_('%(year)d-%(organization)s-all-annual-reports') % about)}.{PACKAGE}"


def handed_in_package_name(year: int, organization: Organization, among: str) -> str:
    """What a package is called that holds the reports handed in, of everybody, ``among`` some or
    of one organization."""
    is_of_some = among not in {"", Export.Among.ONE}
    whom = Export.Among(among).label if is_of_some else organization.full_display_name
    about = {"year": year, "organization": short_enough(str(whom))}
    return f"{harmless(_('%(year)d-%(organization)s-reports-handed-in') % about)}.{PACKAGE}"


def short_enough(name: str) -> str:
    return cut(name, LONGEST_ORGANIZATION, by=utf8_octets)


def harmless(stem: str) -> str:
    """A name without its ending that every system can save."""
    return file_name(f"{stem}.{PACKAGE}").removesuffix(f".{PACKAGE}")


class NamesGiven:
    """Gives each report of a package a name that no other has, whatever systems take for the same."""

    def __init__(self) -> None:
        self.stems: set[str] = set()

    def stem(self, head: Head, language: str) -> str:
        """The name of a report; its code stands behind where another is called the same."""
        stem = report_stem(head, language)
        if stem.casefold() in self.stems:
            stem = f"{stem}-{head.organization.code}"
        self.stems.add(stem.casefold())
        return stem
