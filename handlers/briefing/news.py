"""Telling a host by mail that a meeting was booked, moved or called off, each once.

A booking brings the briefing up to date. What the host has been told is kept with the meeting, so that a move names the
hour that the host knew. Every mail carries the iCalendar document that the contact gets too.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from handlers.briefing import mails, reading
from handlers.briefing.mails import Mail
from handlers.briefing.reading import Briefed
from handlers.briefing.rules import composition, news
from handlers.briefing.rules.news import News, Text
from handlers.briefing.rules.request import AboutMeeting, MeetingBooked, MeetingCancelled
from handlers.briefing.storage import briefings
from handlers.briefing.storage.briefings import Kept
from handlers.briefing.writing import LEASE
from handlers.common import telling
from handlers.common.partners.host_mail import HostLetter
from handlers.common.rules.model import Attention, MeetingStatus
from handlers.common.storage import idempotency, keys, writes
from handlers.common.storage.writes import ChangedError
from handlers.meetings.rules.messages import guest_name, place
from handlers.meetings.rules.times import Slot

_OVER = {"outcome": "over"}


def tell_booked(booked: MeetingBooked, event_id: str, now: datetime) -> Mapping[str, Any]:
    """Tell the host of a booking once; return its ``outcome`` (told, over) and the state of its ``mail``.

    Nothing is told of a booking that holds no more. Raises ``UnknownMeetingError`` and ``MailUnavailableError``.
    """
    about = f"booked#{booked.bookingId}#v{booked.version}"

    def work() -> Mapping[str, Any]:
        briefed, kept = _brought_up_to_date(booked, about)
        if kept is None:
            return _OVER
        text = news.booked(_news(briefed), kept.told_start, kept.markdown or "")
        return _tell(booked, event_id, briefed, about, text, booked.version, now)

    return _once(booked, about, now, work)


def tell_cancelled(cancelled: MeetingCancelled, event_id: str, now: datetime) -> Mapping[str, Any]:
    """Tell the host once that a meeting which had an agreed time is called off; return as ``tell_booked`` does.

    So it is with a time that the calendar refused, until another one is agreed.
    """
    about, span = cancelled.about, cancelled.refused

    def work() -> Mapping[str, Any]:
        briefed, kept = _brought_up_to_date(cancelled, about)
        if kept is None:
            return _OVER
        if span is None:
            text = news.cancelled(_news(briefed), cancelled.by)
        else:
            off = {"status": MeetingStatus.CANCELLED, "time": Slot(span.start, span.end)}
            briefed = briefed._replace(meeting=replace(briefed.meeting, **off))
            text = news.refused(_news(briefed))
        return _tell(cancelled, event_id, briefed, about, text, briefed.meeting.version, now)

    return _once(cancelled, about, now, work)


def _once(about: AboutMeeting, what: str, now: datetime, work: Any) -> Mapping[str, Any]:
    return idempotency.once(keys.run_pk("generate-briefing", f"{about.meetingId}#{what}"), now, LEASE, work)


def _brought_up_to_date(event: MeetingBooked | MeetingCancelled, about: str) -> tuple[Briefed, Kept | None]:
    """The meeting and what is kept with it, the news and the briefing as of now; None where the news are not true."""

    def attempt() -> tuple[Briefed, Kept | None]:
        briefed = reading.find(event)
        meeting = briefed.meeting
        if not _holds(event, briefed):
            return briefed, None
        markdown = None if briefed.contact is None else composition.compose(reading.facts(briefed))
        briefings.keep_news(meeting, about, markdown)
        kept = briefings.read(meeting.meeting_id)
        if kept.news != about:
            raise ChangedError(f"meeting {meeting.meeting_id} changed while its host was to be told")
        return briefed, kept

    return writes.decided(attempt, f"meeting {event.meetingId}")


def _holds(event: MeetingBooked | MeetingCancelled, briefed: Briefed) -> bool:
    meeting = briefed.meeting
    if isinstance(event, MeetingCancelled) and event.refused is not None:
        return meeting.time is None
    if meeting.time is None:
        return False
    if isinstance(event, MeetingBooked):
        return meeting.is_held and (meeting.booking_id, meeting.time_version) == (
            event.bookingId,
            event.version,
        )
    return meeting.status is MeetingStatus.CANCELLED


def _news(briefed: Briefed) -> News:
    return News(briefed.tenant, briefed.meeting, briefed.contact)


def _tell(
    event: AboutMeeting,
    event_id: str,
    briefed: Briefed,
    about: str,
    text: Text,
    version: int,
    now: datetime,
) -> Mapping[str, Any]:
    meeting = briefed.meeting
    agreed = meeting.time
    assert agreed is not None, "news are of meetings with an agreed time"
    document = _document(briefed, version, now)
    letter = HostLetter(briefed.host.email, *text, f"{about}#{meeting.meeting_id}", document)
    told = briefings.told(agreed.start) if meeting.is_held else None
    mail = mails.send(briefings.of_news(meeting.meeting_id, about), letter, told)
    if mail is not Mail.SENT:
        subject = meeting.subject(event.correlationId or event_id)
        telling.call_human(subject, Attention.BRIEFING_NOT_MAILED, now)
    return {"outcome": "told", "mail": mail.value}


def _document(briefed: Briefed, version: int, now: datetime) -> str:
    """The iCalendar document for the host: of the same meeting, and the same SEQUENCE, as the contact's."""
    # Its library is not for every cold start to pay for.
    from handlers.common.rules import invitations
    from handlers.common.rules.invitations import Appointment, Person

    meeting, contact = briefed.meeting, briefed.contact
    agreed = meeting.time
    assert agreed is not None, "news are of meetings with an agreed time"
    host = Person(briefed.host.name, briefed.host.email)
    email = contact.email if contact else None
    guests = [host, *([Person(guest_name(contact), email)] if email else [])]
    appointment = Appointment(
        meeting_id=meeting.meeting_id,
        version=version,
        start=agreed.start,
        end=agreed.end,
        stamp=(meeting.confirmed_at if meeting.is_held else meeting.updated_at) or now,
        summary=f"Reunião com {guest_name(contact)}",
        place=place(meeting, briefed.tenant),
    )
    write = invitations.request if meeting.is_held else invitations.cancel
    return write(appointment, host, guests)
