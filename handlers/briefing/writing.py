"""Writing a briefing when slots are proposed, keeping it with its meeting, and mailing it to the host."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from handlers.briefing import mails, reading
from handlers.briefing.mails import Mail
from handlers.briefing.reading import Briefed
from handlers.briefing.rules import composition
from handlers.briefing.rules.request import MeetingProposed
from handlers.briefing.storage import briefings
from handlers.briefing.storage.briefings import Kept
from handlers.common import telling
from handlers.common.counting import count_today
from handlers.common.partners.host_mail import HostLetter
from handlers.common.rules.model import Attention, Event, MeetingStatus
from handlers.common.storage import idempotency, keys, writes
from handlers.common.storage.writes import ChangedError

LEASE = timedelta(seconds=130)
"""Longer than the 120 seconds of generate-briefing."""

_OPEN = frozenset({MeetingStatus.PROPOSED, MeetingStatus.CONFIRMED})


def write(proposed: MeetingProposed, event_id: str, now: datetime) -> Mapping[str, Any]:
    """Write, keep and mail a briefing once; return its ``outcome`` and the state of its ``mail``.

    Raises ``UnknownMeetingError`` and ``MailUnavailableError``.
    """
    key = keys.run_pk("generate-briefing", f"{proposed.meetingId}#{proposed.round}")
    return idempotency.once(key, now, LEASE, lambda: _written(proposed, event_id, now))


def _written(proposed: MeetingProposed, event_id: str, now: datetime) -> Mapping[str, Any]:
    briefed, kept = writes.decided(
        lambda: _kept(proposed, now), f"the briefing of meeting {proposed.meetingId}"
    )
    if kept is None:
        return {"outcome": "over"}
    if kept.round != proposed.round:
        return {"outcome": "replaced"}
    record = briefings.of_round(proposed.meetingId, proposed.round)
    mail = mails.send(record, _letter(briefed, proposed, kept.markdown or ""))
    _tell(briefed, proposed, event_id, mail, now)
    return {"outcome": "kept", "mail": mail.value}


def _kept(proposed: MeetingProposed, now: datetime) -> tuple[Briefed, Kept | None]:
    """The meeting and what is kept with it, this briefing or that of a later round; None for a meeting that is over."""
    briefed = reading.find(proposed)
    meeting = briefed.meeting
    if meeting.status not in _OPEN:
        return briefed, None
    if briefings.keep(meeting, proposed.round, composition.compose(reading.facts(briefed))):
        count_today(briefed.tenant, briefed.campaign.campaignId, now, {"briefings": 1})
    kept = briefings.read(meeting.meeting_id)
    if kept.round is None or kept.round < proposed.round:
        raise ChangedError(f"meeting {meeting.meeting_id} changed while its briefing was written")
    return briefed, kept


def _letter(briefed: Briefed, proposed: MeetingProposed, markdown: str) -> HostLetter:
    contact = briefed.known_contact
    about = contact.company or contact.name or "novo contato"
    subject = " ".join(f"Briefing: {about}".split())[:200]
    return HostLetter(
        briefed.host.email, subject, markdown, f"briefing#{proposed.meetingId}#{proposed.round}"
    )


def _tell(briefed: Briefed, proposed: MeetingProposed, event_id: str, mail: Mail, now: datetime) -> None:
    subject = briefed.meeting.subject(proposed.correlationId or event_id)
    told = [(Event.BRIEFING_READY, {"round": proposed.round, "mail": mail.value})]
    if mail is not Mail.SENT:
        told.append((Event.HUMAN_ATTENTION_NEEDED, {"reason": Attention.BRIEFING_NOT_MAILED.value}))
    telling.tell_all(subject, now, told)
