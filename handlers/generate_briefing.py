"""generate-briefing: writes the salesperson's briefing for a meeting, keeps it with the meeting and mails it.

Started by ``Meeting Proposed``. Once per meeting and round, however often the event comes: what a run that was cut
short has left is completed by the next delivery, and a mail of which nobody knows whether it went out is sent again
only where the e-mail partner recognises its key.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from handlers.briefing.rules import composition
from handlers.briefing.rules.facts import BriefingFacts, HistoryLine, ReplyLine
from handlers.briefing.storage import briefings
from handlers.common.partners.host_mail import HostMail
from handlers.common.rules.contracts import parse
from handlers.common.rules.envelope import Identifier
from handlers.common.rules.model import Channel, Event, Intent, Kind, MeetingStatus, State
from handlers.common.rules.retries import Ending
from handlers.common.rules.tenants import Campaign, Host, Tenant
from handlers.common.storage import configuration, contact_states, dynamo, events, idempotency, secrets, stats
from handlers.conversation.storage import replies
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.storage import meetings
from handlers.observability import entry_point, logger

LEASE = timedelta(seconds=130)
"""Longer than the function's 120 seconds."""
MAIL_SECONDS = 80.0
"""For all attempts at the mail; the rest of the function's time is for what comes before and after."""

MAIL = HostMail(partial(secrets.partner, "email"), partial(secrets.forget, "email"))

_OPEN = frozenset({MeetingStatus.PROPOSED, MeetingStatus.CONFIRMED})


class UnknownMeetingError(LookupError):
    """The event names a meeting, a tenant or a campaign that is not there."""


class MailUnavailableError(RuntimeError):
    """The e-mail partner did not take the mail; let the event be delivered again."""


class MeetingProposed(BaseModel):
    """The detail of the event."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    tenantId: Identifier
    campaignId: Identifier
    meetingId: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    round: Annotated[int, Field(ge=1)]
    correlationId: str | None = None


@entry_point
def handler(event: Mapping[str, Any], context: object) -> Mapping[str, Any]:
    """Answers with ``outcome`` (kept, replaced or over) and ``mail`` (sent, failed or unknown)."""
    now = datetime.now(UTC)
    proposed = parse(MeetingProposed, event["detail"], "the detail of Meeting Proposed")
    key = f"generate-briefing#{proposed.meetingId}#{proposed.round}"
    outcome = idempotency.once(key, now, LEASE, lambda: _brief(proposed, event["id"], now))
    logger.info(
        "briefing written",
        extra={
            "tenantId": proposed.tenantId,
            "campaignId": proposed.campaignId,
            "meetingId": proposed.meetingId,
            **outcome,
        },
    )
    return outcome


def _brief(proposed: MeetingProposed, event_id: str, now: datetime) -> Mapping[str, Any]:
    tenant = configuration.tenant(proposed.tenantId)
    campaign = configuration.campaign(proposed.tenantId, proposed.campaignId)
    meeting = meetings.get(proposed.meetingId)
    if tenant is None or campaign is None or meeting is None or meeting.tenant_id != tenant.tenantId:
        raise UnknownMeetingError(
            f"there is no meeting {proposed.meetingId} of tenant {proposed.tenantId} and campaign "
            f"{proposed.campaignId}: load what is missing, then play the event again"
        )
    if meeting.status not in _OPEN:
        return {"outcome": "over"}
    host = tenant.host(meeting.host_id)
    contact = contact_states.read(meeting.contact_id)
    if briefings.keep(
        meeting.meeting_id, proposed.round, composition.compose(_facts(contact, campaign, host, meeting))
    ):
        day = now.astimezone(ZoneInfo(tenant.timezone)).date()
        stats.count(tenant.tenantId, campaign.campaignId, day, {"briefings": 1})
    kept_round, markdown, _ = briefings.read(meeting.meeting_id)
    if kept_round != proposed.round or markdown is None:
        return {"outcome": "replaced"}
    mail = _mail(meeting, host, contact, proposed.round, markdown)
    _tell(tenant, meeting, proposed, event_id, mail, now)
    return {"outcome": "kept", "mail": mail}


def _facts(contact: dynamo.Item, campaign: Campaign, host: Host, meeting: Meeting) -> BriefingFacts:
    answers = [
        ReplyLine(item["text"], Intent(item["intent"]), datetime.fromisoformat(item["receivedAt"]))
        for item in replies.of_contact(meeting.contact_id)
    ]
    steps = [_step(line) for line in contact_states.history(meeting.contact_id)]
    return BriefingFacts(
        contact=contact,
        campaign=campaign,
        host=host,
        meeting=meeting,
        replies=sorted(answers, key=lambda answer: answer.at),
        history=steps,
    )


def _step(line: dynamo.Item) -> HistoryLine:
    before, after, kind, channel = (line.get(name) for name in ("from", "to", "kind", "channel"))
    return HistoryLine(
        datetime.fromisoformat(line["at"]),
        line["what"],
        State(before) if before else None,
        State(after) if after else None,
        Kind(kind) if kind else None,
        Channel(channel) if channel else None,
    )


def _mail(meeting: Meeting, host: Host, contact: dynamo.Item, round_: int, markdown: str) -> str:
    """What became of the mail. It is claimed before the call, so that no other run sends it too."""
    mine = briefings.claim_mail(meeting.meeting_id, round_)
    mail = briefings.read(meeting.meeting_id)[2]
    if not mine and mail != "sending":
        return mail or "unknown"
    if not mine and not secrets.partner("email").idempotent:
        briefings.settle_mail(meeting.meeting_id, round_, "unknown")
        return "unknown"
    about = contact.get("company") or contact.get("contactName") or "novo contato"
    subject = " ".join(f"Briefing: {about}".split())[:200]
    ending = MAIL.send(host.email, subject, markdown, f"briefing#{meeting.meeting_id}#{round_}", MAIL_SECONDS)
    if ending in (Ending.CHANNEL_CLOSED, Ending.EXHAUSTED):
        briefings.settle_mail(meeting.meeting_id, round_, None)
        raise MailUnavailableError(
            f"the e-mail partner did not take the briefing of meeting {meeting.meeting_id} ({ending}): "
            "check the secret of the e-mail partner; the event is delivered again"
        )
    outcome = {Ending.SENT: "sent", Ending.UNKNOWN: "unknown"}.get(ending, "failed")
    briefings.settle_mail(meeting.meeting_id, round_, outcome)
    return outcome


def _tell(
    tenant: Tenant, meeting: Meeting, proposed: MeetingProposed, event_id: str, mail: str, now: datetime
) -> None:
    detail = {
        "tenantId": tenant.tenantId,
        "campaignId": proposed.campaignId,
        "contactId": meeting.contact_id,
        "meetingId": meeting.meeting_id,
        "correlationId": proposed.correlationId or event_id,
    }
    raised: list[tuple[Event, Mapping[str, Any]]] = [
        (Event.BRIEFING_READY, {**detail, "round": proposed.round, "mail": mail})
    ]
    if mail != "sent":
        raised.append((Event.HUMAN_ATTENTION_NEEDED, {**detail, "reason": "briefing_not_mailed"}))
    events.raise_events(raised, now)
