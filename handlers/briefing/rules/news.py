"""The mails by which a host hears that a meeting was booked, moved or called off, in Portuguese. Pure."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Side
from handlers.common.rules.tenants import Tenant
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.rules.messages import guest_name, where_line
from handlers.meetings.rules.portuguese_dates import for_host

_BY: Mapping[Side | None, str] = MappingProxyType(
    {
        Side.CONTACT: " pelo contato",
        Side.HOST: " na sua agenda",
        Side.OPT_OUT: " porque o contato pediu para não receber mais mensagens",
        Side.SYSTEM: "",
        None: "",
    }
)


class News(NamedTuple):
    """A meeting with an agreed time, and all whom news of it concern."""

    tenant: Tenant
    meeting: Meeting
    contact: Contact | None
    """None for one who has been erased."""

    def at(self, moment: datetime) -> str:
        """Return an instant as the host reads it."""
        host = self.tenant.host(self.meeting.host_id)
        place = None if self.contact is None else self.contact.place(self.tenant)
        return for_host(moment, ZoneInfo(host.timezone), place)

    @property
    def when(self) -> str:
        """The agreed time, as the host reads it."""
        return self.at(self.meeting.time.start if self.meeting.time else self.meeting.scheduled_at)


class Text(NamedTuple):
    """The subject and the body of a mail."""

    subject: str
    body: str


def booked(news: News, told_start: datetime | None, briefing: str) -> Text:
    """The mail about a meeting that is booked, or moved from the start that the host knew, with its briefing."""
    guest = guest_name(news.contact)
    agreed = news.meeting.time
    if agreed is None or told_start in (None, agreed.start):
        subject, said = "Reunião marcada", f"{guest} marcou uma reunião com você: {news.when}."
    else:
        subject = "Reunião remarcada"
        said = f"Sua reunião com {guest} mudou.\n\nAntes: {news.at(told_start)}\nAgora: {news.when}"
    paragraphs = [said, *where_line(news.meeting, news.tenant), _addresses(news.contact), briefing]
    return _text(news, f"{subject} com {guest}: {news.when}", paragraphs)


def cancelled(news: News, by: Side | None) -> Text:
    """The mail about a meeting that was called off, by the side that did so where it is known."""
    guest = guest_name(news.contact)
    said = f"Sua reunião com {guest}, de {news.when}, foi cancelada{_BY[by]}. O horário está livre de novo."
    return _text(news, f"Reunião cancelada com {guest}: {news.when}", [said, _addresses(news.contact)])


def refused(news: News) -> Text:
    """The mail about a meeting whose time, of which the host may have been told, the host's calendar has refused."""
    guest = guest_name(news.contact)
    said = (
        f"Sua reunião com {guest}, de {news.when}, foi cancelada: sua agenda tem outro compromisso nesse horário. "
        "O contato é avisado."
    )
    return _text(news, f"Reunião cancelada com {guest}: {news.when}", [said, _addresses(news.contact)])


def _addresses(contact: Contact | None) -> str:
    return "" if contact is None else f"Contato: {' / '.join(contact.own_addresses)}"


def _text(news: News, subject: str, paragraphs: list[str]) -> Text:
    greeting = f"Olá, {news.tenant.host(news.meeting.host_id).name}!"
    return Text(subject, "\n\n".join(part for part in (greeting, *paragraphs) if part))
