"""What stands beside open data for people: which report, which tables, which terms, in both languages."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from reports.gathering.bilingual import LANGUAGES
from reports.open_data.data_package import DATA, DESCRIPTOR, SCHEMA, terms_in_words
from reports.open_data.fields import Resource
from reports.snapshot.head import Head
from reports.snapshot.tables import Row
from texts.outgoing.characters import one_line
from texts.punctuation import labelled


def readme(head: Head, tables: Mapping[Resource, Sequence[Row]]) -> bytes:
    """With a mark of its encoding and the line ends of Windows, whose older editors want both."""
    lines: list[str] = []
    for key, language in LANGUAGES.items():
        with override(language):
            lines += [*lines_of(head, tables, key), ""]
    return "\r\n".join(map(one_line, lines)).encode("utf-8-sig")


def lines_of(head: Head, tables: Mapping[Resource, Sequence[Row]], key: str) -> Iterator[str]:
    yield _("Open data of the annual report of %(year)d") % {"year": head.guidance.year}
    yield labelled(_("Issued by"), getattr(head.organization.full_name, key))
    yield labelled(_("Document number"), head.document_number)
    yield labelled(_("Version"), str(head.version))
    if head.verification is not None:
        yield labelled(_("Verification code"), f"{head.verification.code} ({head.verification.address})")
    if head.is_sample:
        yield _("These are sample data, made up to try the portal out.")
    yield labelled(_("Terms of use"), terms_in_words()[key])
    yield ""
    for resource, rows in tables.items():
        about = {"rows": len(rows), "description": getattr(resource.descriptions, key)}
        yield f"{resource.key}.csv – " + _("%(rows)d rows. %(description)s") % about
    files = {"data": DATA, "schema": SCHEMA, "descriptor": DESCRIPTOR}
    yield (
        _("%(data)s holds all tables, %(schema)s describes it, %(descriptor)s describes the tables.") % files
    )
    yield (
        _("In the tables a quote stands before what a spreadsheet would run; %(data)s is without it.") % files
    )
    yield _(
        "Figures are those of the frozen report, as printed."
        " What cities, counties and townships filed is in none."
    )
