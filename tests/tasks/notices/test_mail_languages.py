"""Every mail is in its reader's language throughout: subject, text and page."""

import datetime as dt
import re
from collections.abc import Iterable

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.utils import timezone, translation

from organizations.account_mail import confirmation_mail, event_mail, reset_mail
from organizations.models import AccountEvent, User
from tasks.models import Notice, NoticeKind
from tasks.notices.digest_mail import Digest, mail_of
from tests.world import World

# Enough for every kind of notice and of event to be put in words.
VALUES = {"due_on": "2021-10-20", "workdays": 3, "in_weekdays": False, "person": "PERSON", "reason": "REASON"}
DETAIL = {
    "given": [["filer", "44"]],
    "taken": [["lead", "44"]],
    "before": "before@example.org",
    "after": "after@example.org",
    "count": 3,
    "person": "PERSON",
    "role": "lead",
    "organization": "44",
    "starts_on": "2021-10-10",
    "ends_on": "2021-10-16",
    "reason": "REASON",
}
# Names of people and places, and what people wrote: data, in no language.
DATA = re.compile(r"https?://\S+|\S+@\S+|PERSON|REASON|192\.0\.2\.1")


@pytest.fixture
def reader(world: World) -> User:
    User.objects.filter(pk=world.filer.pk).update(email="filer@example.org", username="x1", name="x1")
    return User.objects.get(pk=world.filer.pk)


def digest(world: World, reader: User, kinds: Iterable[NoticeKind]) -> EmailMultiAlternatives:
    notices = tuple(
        Notice(
            user=reader, filing=world.filing(), kind=kind, key="a", on=dt.date(2021, 10, 10), values=VALUES
        )
        for kind in kinds
    )
    return mail_of(Digest(reader, notices, None))


def account_mails(reader: User) -> list[EmailMessage]:
    events = [
        AccountEvent(user=reader, kind=kind, at=timezone.now(), by=reader, address="192.0.2.1", detail=detail)
        for kind in AccountEvent.Kind
        for detail in (DETAIL, DETAIL | {"after": "", "is_usable": False}, DETAIL | {"before": ""})
    ]
    return [*map(event_mail, events), reset_mail(reader), confirmation_mail(reader, "after@example.org")]


def words(mail: EmailMessage) -> str:
    """All that a person reads of a mail, without data."""
    pages = [str(page.content) for page in getattr(mail, "alternatives", [])]
    read = [re.sub(r"<title>|<[^>]*>", " ", re.sub(r"&\w+;", " ", page)) for page in pages]
    return DATA.sub(" ", "\n".join([mail.subject, str(mail.body), *read]))


def mails(world: World, reader: User, language: str) -> list[EmailMessage]:
    reader.preferred_language = language
    # The process that sends is in a language of its own.
    with translation.override("en" if language == "zh-hans" else "zh-hans"):
        single = [digest(world, reader, [kind]) for kind in NoticeKind]
        return [*single, digest(world, reader, NoticeKind), *account_mails(reader)]


def test_no_english_word_is_in_the_chinese_mails(world: World, reader: User) -> None:
    for mail in mails(world, reader, "zh-hans"):
        assert re.findall("[A-Za-z]{2,}", words(mail)) == []


def test_no_chinese_is_in_the_english_mails(world: World, reader: User) -> None:
    for mail in mails(world, reader, "en"):
        assert re.findall("[一-鿿]+", words(mail)) == []


def test_what_a_person_wrote_adds_no_header_and_no_line_of_the_portals(world: World, reader: User) -> None:
    said = VALUES | {
        "reason": "no\r\n\r\nAll notices: http://example.org/\ufffe",
        "person": "A\r\nBcc: b@c.d",
    }
    notice = Notice(user=reader, filing=world.filing(), kind=NoticeKind.RETURNED, key="a", values=said)
    type(world.province).objects.filter(pk=world.province.pk).update(english_name="G\r\nBcc: all@example.org")
    notice.filing.organization.refresh_from_db()
    reader.preferred_language = "en"
    mail = mail_of(Digest(reader, (notice,), None))
    assert "\n" not in mail.subject
    assert "Bcc" not in mail.message()
    assert "\nAll notices: http://example.org" not in mail.body
    assert "\n  All notices: http://example.org/�" in mail.body
