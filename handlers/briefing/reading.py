"""Reading a meeting and all that a briefing of it may tell."""

from datetime import datetime
from typing import NamedTuple

from handlers.briefing.rules.facts import BriefingFacts, HistoryLine, ReplyLine
from handlers.briefing.rules.request import AboutMeeting
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Channel, Intent, Kind, State
from handlers.common.rules.tenants import Campaign, Host, Tenant
from handlers.common.storage import configuration, contacts, dynamo
from handlers.conversation.storage import replies
from handlers.meetings.rules.meeting import Meeting, UnknownMeetingError
from handlers.meetings.storage import meetings


class Briefed(NamedTuple):
    """A meeting and all whom its briefing concerns."""

    tenant: Tenant
    campaign: Campaign
    host: Host
    meeting: Meeting
    contact: Contact | None
    """None for one who has been erased."""

    @property
    def known_contact(self) -> Contact:
        """The contact; ``LookupError`` for one who has been erased."""
        if self.contact is None:
            raise LookupError(
                f"contact {self.meeting.contact_id} has been erased: nothing is left to tell of it"
            )
        return self.contact


def find(about: AboutMeeting) -> Briefed:
    """Return the meeting that an event is about; ``UnknownMeetingError`` if the tenant does not have it."""
    tenant = configuration.tenant(about.tenantId)
    campaign = configuration.campaign(about.tenantId, about.campaignId)
    meeting = meetings.get(about.meetingId)
    if tenant is None or campaign is None or meeting is None or meeting.tenant_id != tenant.tenantId:
        raise UnknownMeetingError(
            f"there is no meeting {about.meetingId} of tenant {about.tenantId} and campaign "
            f"{about.campaignId}: load what is missing, then play the event again"
        )
    contact = contacts.find(meeting.contact_id)
    return Briefed(tenant, campaign, tenant.host(meeting.host_id), meeting, contact)


def facts(briefed: Briefed) -> BriefingFacts:
    """Return all that is known about the contact and the meeting."""
    contact = briefed.known_contact
    said = [
        ReplyLine(item["text"], Intent(item["intent"]), datetime.fromisoformat(item["receivedAt"]))
        for item in replies.of_contact(contact.contact_id)
    ]
    return BriefingFacts(
        contact=contact,
        campaign=briefed.campaign,
        host=briefed.host,
        meeting=briefed.meeting,
        place=contact.place(briefed.tenant),
        replies=sorted(said, key=lambda reply: reply.at),
        history=[_history_line(line) for line in contacts.history(contact.contact_id)],
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
