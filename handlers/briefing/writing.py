"""Writing a briefing, keeping it with its meeting, and mailing it to the host.

A mail of which nobody knows whether it went out is sent again only where the e-mail partner recognises its key.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from handlers.briefing.rules import composition
from handlers.briefing.rules.facts import BriefingFacts, HistoryLine, ReplyLine
from handlers.briefing.rules.request import MeetingProposed
from handlers.briefing.storage import briefings
from handlers.common import mailing, telling
from handlers.common.counting import count_today
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Attention, Channel, Event, Intent, Kind, MeetingStatus, State
from handlers.common.rules.retries import Ending
from handlers.common.rules.subject import Subject
from handlers.common.rules.tenants import Campaign, Host, Tenant
from handlers.common.storage import configuration, contacts, dynamo, idempotency, keys
from handlers.conversation.storage import replies
from handlers.meetings.rules.meeting import Meeting, UnknownMeetingError
from handlers.meetings.storage import meetings

LEASE = timedelta(seconds=130)
"""Longer than the 120 seconds of generate-briefing."""
MAIL_SECONDS = 80.0
"""For all attempts at the mail; the rest of the function's time is for what comes before and after."""

_OPEN = frozenset({MeetingStatus.PROPOSED, MeetingStatus.CONFIRMED})


class MailUnavailableError(RuntimeError):
    """The e-mail partner did not take the mail; let the event be delivered again."""


class Mail(StrEnum):
    """The state of a briefing's mail."""

    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


_OUTCOMES = {Ending.SENT: Mail.SENT, Ending.UNKNOWN: Mail.UNKNOWN}
"""The state of the mail after each ending; after any other it has failed."""


class Briefed(NamedTuple):
    """A meeting and all whom its briefing concerns."""

    tenant: Tenant
    campaign: Campaign
    host: Host
    meeting: Meeting
    contact: Contact


def write(proposed: MeetingProposed, event_id: str, now: datetime) -> Mapping[str, Any]:
    """Write, keep and mail a briefing once; return its ``outcome`` and the state of its ``mail``.

    Raises ``UnknownMeetingError`` and ``MailUnavailableError``.
    """
    key = keys.run_pk("generate-briefing", f"{proposed.meetingId}#{proposed.round}")
    return idempotency.once(key, now, LEASE, lambda: _written(proposed, event_id, now))


def _written(proposed: MeetingProposed, event_id: str, now: datetime) -> Mapping[str, Any]:
    briefed = _found(proposed)
    meeting = briefed.meeting
    if meeting.status not in _OPEN:
        return {"outcome": "over"}
    if briefings.keep(meeting.meeting_id, proposed.round, composition.compose(_facts(briefed))):
        count_today(briefed.tenant, briefed.campaign.campaignId, now, {"briefings": 1})
    kept = briefings.read(meeting.meeting_id)
    if kept.round != proposed.round or kept.markdown is None:
        return {"outcome": "replaced"}
    mail = _mailed(briefed, proposed.round, kept.markdown)
    _tell(briefed, proposed, event_id, mail, now)
    return {"outcome": "kept", "mail": mail.value}


def _found(proposed: MeetingProposed) -> Briefed:
    tenant = configuration.tenant(proposed.tenantId)
    campaign = configuration.campaign(proposed.tenantId, proposed.campaignId)
    meeting = meetings.get(proposed.meetingId)
    if tenant is None or campaign is None or meeting is None or meeting.tenant_id != tenant.tenantId:
        raise UnknownMeetingError(
            f"there is no meeting {proposed.meetingId} of tenant {proposed.tenantId} and campaign "
            f"{proposed.campaignId}: load what is missing, then play the event again"
        )
    contact = contacts.read(meeting.contact_id)
    return Briefed(tenant, campaign, tenant.host(meeting.host_id), meeting, contact)


def _facts(briefed: Briefed) -> BriefingFacts:
    contact_id = briefed.contact.contact_id
    said = [
        ReplyLine(item["text"], Intent(item["intent"]), datetime.fromisoformat(item["receivedAt"]))
        for item in replies.of_contact(contact_id)
    ]
    return BriefingFacts(
        contact=briefed.contact,
        campaign=briefed.campaign,
        host=briefed.host,
        meeting=briefed.meeting,
        replies=sorted(said, key=lambda reply: reply.at),
        history=[_history_line(line) for line in contacts.history(contact_id)],
    )


def _history_line(line: dynamo.Item) -> HistoryLine:
    before, after, kind, channel = (line.get(name) for name in ("from", "to", "kind", "channel"))
    return HistoryLine(
        datetime.fromisoformat(line["at"]),
        line["what"],
        State(before) if before else None,
        State(after) if after else None,
        Kind(kind) if kind else None,
        Channel(channel) if channel else None,
    )


def _mailed(briefed: Briefed, round_: int, markdown: str) -> Mail:
    """Mail the briefing and return the state of its mail, which is claimed before the call."""
    meeting_id = briefed.meeting.meeting_id
    if not briefings.claim_mail(meeting_id, round_):
        mail = briefings.read(meeting_id).mail
        if mail != Mail.SENDING:
            return Mail(mail or Mail.UNKNOWN)
        if not mailing.recognises_repeats():
            briefings.settle_mail(meeting_id, round_, Mail.UNKNOWN)
            return Mail.UNKNOWN
    ending = _sent(briefed, round_, markdown)
    if ending in (Ending.CHANNEL_CLOSED, Ending.EXHAUSTED):
        briefings.settle_mail(meeting_id, round_, None)
        raise MailUnavailableError(
            f"the e-mail partner did not take the briefing of meeting {meeting_id} ({ending}): "
            "check the secret of the e-mail partner; the event is delivered again"
        )
    mail = _OUTCOMES.get(ending, Mail.FAILED)
    briefings.settle_mail(meeting_id, round_, mail)
    return mail


def _sent(briefed: Briefed, round_: int, markdown: str) -> Ending:
    about = briefed.contact.company or briefed.contact.name or "novo contato"
    subject = " ".join(f"Briefing: {about}".split())[:200]
    key = f"briefing#{briefed.meeting.meeting_id}#{round_}"
    return mailing.HOST_MAIL.send(briefed.host.email, subject, markdown, key, MAIL_SECONDS)


def _tell(briefed: Briefed, proposed: MeetingProposed, event_id: str, mail: Mail, now: datetime) -> None:
    subject = Subject(
        tenant_id=briefed.tenant.tenantId,
        correlation_id=proposed.correlationId or event_id,
        campaign_id=proposed.campaignId,
        contact_id=briefed.contact.contact_id,
        meeting_id=proposed.meetingId,
    )
    told = [(Event.BRIEFING_READY, {"round": proposed.round, "mail": mail.value})]
    if mail is not Mail.SENT:
        told.append((Event.HUMAN_ATTENTION_NEEDED, {"reason": Attention.BRIEFING_NOT_MAILED.value}))
    telling.tell_all(subject, now, told)
