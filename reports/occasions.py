"""What a report is made for: which one it is, to whom it goes, and how it is headed and signed."""

import datetime as dt
from dataclasses import replace

from django.utils import timezone

from organizations.calendar import day_of
from organizations.models import Organization
from reports.composition.occasion import Occasion, named_in_full
from reports.gathering.bilingual import full_name_of, short_name_of
from reports.models import ReportSettings
from reports.snapshot.document import Colophon, Form, Letterhead
from reports.snapshot.head import GuidanceHead, Head, OrganizationHead
from reports.snapshot.snapshot import instant
from reports.snapshot.year import Name
from tasks.models import Guidance

# To whom the office's own report goes where nothing is set.
LEADERSHIP = Name("局领导", "The leadership of the office")


def guidance_head(guidance: Guidance) -> GuidanceHead:
    due_on = guidance.report_due_on
    return GuidanceHead(
        year=guidance.year,
        title=guidance.title,
        document_number=guidance.document_number,
        issuer=guidance.issuer,
        report_due_on=due_on.isoformat() if due_on else None,
    )


def organization_head(organization: Organization) -> OrganizationHead:
    return OrganizationHead(
        code=organization.code,
        kind=organization.kind,
        name=short_name_of(organization),
        full_name=full_name_of(organization),
    )


def calendar_instant(at: dt.datetime) -> str:
    """An instant in the portal's calendar: what happens now happens on the day that it plays on."""
    local = timezone.localtime(at)
    return instant(dt.datetime.combine(day_of(at), local.timetz()))


def occasions_of(guidance: Guidance, organization: Organization, head: Head) -> dict[str, Occasion]:
    """The occasion of a report by the language that it is written in (one query, one more where the guidance
    was read without its receiving department).

    Its translation is no official document: it has neither letterhead nor colophon.
    """
    settings = settings_of(organization)
    chinese = Occasion(
        head=head,
        addressee=addressee_of(guidance, organization, settings),
        letterhead=letterhead_of(organization, settings),
        contact=contact_of(settings, "（联系人：{name}{gap}联系电话：{phone}）", "　"),
        colophon=colophon_of(organization, settings, head),
    )
    english = replace(
        chinese,
        letterhead=Letterhead(),
        contact=contact_of(settings, "Contact: {name}{gap}{phone}", ", "),
        colophon=Colophon(),
    )
    return {"zh-hans": chinese, "en": english}


def settings_of(organization: Organization) -> ReportSettings:
    """What was set for an organization's reports, else what is usual (one query): a bureau issues an official
    document under its full name; the departments of the office, and the office to itself, issue none."""
    kept = ReportSettings.objects.filter(organization=organization).select_related("changed_by").first()
    usual = Form.OFFICIAL if organization.is_local else Form.PLAIN
    return kept or ReportSettings(organization=organization, letterhead=usual.value)


def addressee_of(guidance: Guidance, organization: Organization, settings: ReportSettings) -> Name:
    """To whom a report goes: who was set, else the department that the guidance names; the office's own stays
    in the house."""
    if settings.addressee:
        return Name(settings.addressee, settings.addressee)
    if organization.is_office:
        return LEADERSHIP
    department = guidance.receiving_department
    if department is None:
        return Name(guidance.issuer, guidance.issuer)
    return named_in_full(guidance.issuer, full_name_of(department))


def letterhead_of(organization: Organization, settings: ReportSettings) -> Letterhead:
    form = Form(settings.letterhead)
    if form is Form.PLAIN:
        return Letterhead()
    ending = "文件" if form is Form.OFFICIAL else ""
    return Letterhead(
        form=form,
        mark=settings.mark or f"{organization.name}{ending}",
        document_number=settings.document_number,
        signer=settings.signer,
    )


def contact_of(settings: ReportSettings, pattern: str, gap: str) -> str:
    """Who answers questions, as a line; empty where nobody is set."""
    name, phone = settings.contact_name, settings.contact_phone
    if not name and not phone:
        return ""
    return pattern.format(name=name, gap=gap if name and phone else "", phone=phone)


def colophon_of(organization: Organization, settings: ReportSettings, head: Head) -> Colophon:
    """版记 of an official document; of a letter only who gets copies."""
    if settings.letterhead != ReportSettings.Letterhead.OFFICIAL:
        return Colophon(copies_to=settings.copies_to)
    day = dt.date.fromisoformat(head.day)
    return Colophon(
        copies_to=settings.copies_to,
        issued_by=organization.name,
        issued_on=f"{day.year}年{day.month}月{day.day}日印发",
    )
