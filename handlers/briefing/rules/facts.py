"""The facts that a briefing is composed from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.common.rules import portuguese
from handlers.common.rules.contact import Contact, Place
from handlers.common.rules.model import Channel, Intent, Kind, State
from handlers.common.rules.tenants import Campaign, Host
from handlers.meetings.rules.meeting import Meeting


@dataclass(frozen=True)
class ReplyLine:
    """One reply of the contact."""

    text: str
    """The contact's own words."""
    intent: Intent
    at: datetime

    @property
    def said(self) -> str:
        """The text as ``portuguese.words``."""
        return portuguese.words(self.text)


@dataclass(frozen=True)
class HistoryLine:
    """One line of the contact's history."""

    at: datetime
    what: str
    """The event, such as ``sent``."""
    before: State | None = None
    after: State | None = None
    kind: Kind | None = None
    """The kind of the message, for an event about one."""
    channel: Channel | None = None
    """The channel of the message, for an event about one."""


@dataclass(frozen=True)
class BriefingFacts:
    """Everything that a briefing may tell."""

    contact: Contact
    campaign: Campaign
    host: Host
    meeting: Meeting
    place: Place
    """The contact's."""
    replies: Sequence[ReplyLine]
    """The contact's replies, oldest first."""
    history: Sequence[HistoryLine]
    """The contact's history, oldest first."""
