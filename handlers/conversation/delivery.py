"""One delivery of one reply, and the ways to tell others of it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from handlers.common import telling
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Attention, Event
from handlers.common.rules.subject import Subject
from handlers.common.rules.tenants import Tenant
from handlers.common.storage import stats
from handlers.common.storage.writes import Write
from handlers.conversation.rules.inbound.incoming import Reply
from handlers.conversation.rules.inbound.turns import Turn
from handlers.conversation.rules.replies import Context
from handlers.meetings.rules.times import Slot

LONGEST_SHOWN = 4000
"""Characters of a reply that a human is shown in the event."""


class Delivery(NamedTuple):
    """A reply to a tenant, delivered at ``now``; ``forms`` are the sender's address, the form to keep first."""

    reply: Reply
    forms: tuple[str, ...]
    tenant: Tenant
    now: datetime
    turn: Turn | None = None
    """The turn that the reply is; without fragments where an earlier run has taken them."""

    @property
    def address(self) -> str:
        return self.forms[0]

    @property
    def wrote_at(self) -> datetime:
        """The instant at which it was written, by its provider; never later than now."""
        return min(self.reply.receivedAt, self.now)

    @property
    def correlation_id(self) -> str:
        """The identity of the reply: the same for every delivery of it."""
        return self.reply.identity

    @property
    def today(self) -> date:
        """The tenant's date."""
        return self.tenant.today(self.now)

    def context(
        self, contact: Contact | None, slots: tuple[Slot, ...] = (), *, scheduled: bool = False
    ) -> Context:
        """The situation in which the words are read: with those slots on offer, or with a meeting to come.

        The clock is the contact's, or the tenant's where the address is nobody's.
        """
        zone = contact.place(self.tenant).zone if contact else ZoneInfo(self.tenant.timezone)
        return Context(zone, self.reply.receivedAt, slots, scheduled)

    def subject(self, contact: Contact | None) -> Subject:
        """The ids of events and lines of the log about the reply."""
        subject = Subject(self.tenant.tenantId, self.correlation_id)
        if contact is None:
            return subject
        return subject._replace(campaign_id=contact.campaign_id, contact_id=contact.contact_id)

    def tell(self, event: Event, contact: Contact, detail: Mapping[str, Any] | None = None) -> None:
        """Raise an event about the contact."""
        telling.tell(event, self.subject(contact), self.now, detail)

    def ask(self, event: Event, contact: Contact, detail: Mapping[str, Any]) -> None:
        """Raise an event that asks for something; it names the reply, by which a repeat is known, and its channel."""
        of_reply = {"requestId": self.correlation_id, "channel": self.reply.channel.value}
        self.tell(event, contact, {**detail, **of_reply})

    def call_human(
        self, reason: Attention, contact: Contact | None, detail: Mapping[str, str] | None = None
    ) -> Attention:
        """Call a human, who is shown the reply; return ``reason``."""
        shown = {"text": self.reply.text[:LONGEST_SHOWN], "channel": self.reply.channel.value}
        if self.reply.attached:
            shown["shown"] = self.reply.attached
        telling.call_human(self.subject(contact), reason, self.now, {**shown, **(detail or {})})
        return reason

    def tally(self, contact: Contact, counters: Mapping[str, int]) -> Write:
        """The write that adds to the counters of the contact's campaign today, for a transaction."""
        return stats.addition(self.tenant.tenantId, contact.campaign_id, self.today, counters)
