"""The facts that bear on a queued message; plain values, read from their items."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from handlers.common.rules.address import Address
from handlers.common.rules.contact import WINDOW_CLOSED_AT, Contact, Lease, instant
from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Channel, MeetingStatus, State
from handlers.common.rules.silence import Patience
from handlers.common.rules.tenants import Campaign, Tenant
from handlers.dispatch.rules.closures import ClosedChannel
from handlers.dispatch.rules.person import Person


class MalformedError(ValueError):
    """The message names what does not exist or does not belong together: it ends in the dead-letter queue."""


class ErasedError(LookupError):
    """The contact of the message has been erased since it was queued: there is nobody to write to."""


class Status(StrEnum):
    """The progress of a message beyond the first one, on its own item."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    SKIPPED = "skipped"


class Claim(NamedTuple):
    """The item of a message beyond the first one: its progress, and the attempt that holds it."""

    status: Status
    lease: Lease | None = None
    failed_tries: int = 0
    """The tries to send it that came to nothing."""
    window_closed_at: datetime | None = None
    """The instant at which it went out as free text that was not delivered, for the contact had not written lately."""

    @classmethod
    def of(cls, item: Mapping[str, Any]) -> "Claim":
        """The claim of an item of the contacts table."""
        tries = int(item.get("failedTries", 0))
        return cls(Status(item["status"]), Lease.of(item), tries, instant(item, WINDOW_CLOSED_AT))


class MeetingVersion(NamedTuple):
    """A meeting as far as a message about it depends on it."""

    status: MeetingStatus
    version: int | None = None
    booked_version: int | None = None
    """The version that booked its time, where that is on record."""
    first_slot: datetime | None = None
    """The start of the first slot of its latest offer."""

    @classmethod
    def of(cls, item: Mapping[str, Any]) -> "MeetingVersion":
        """The version of an item of the meetings table."""
        starts = [datetime.fromisoformat(span["start"]) for span in item.get("slots", ())]
        first = min(starts, default=None)
        return cls(MeetingStatus(item["status"]), item.get("version"), item.get("bookedVersion"), first)

    @property
    def time_version(self) -> int | None:
        """The number by which messages about its agreed time are known."""
        return self.booked_version or self.version


class Facts(NamedTuple):
    """A message and all that bears on it."""

    message: Message
    tenant: Tenant
    campaign: Campaign
    contact: Contact
    claim: Claim | None = None
    """The claim of a message beyond the first one; None if nothing is on record about it yet."""
    meeting: MeetingVersion | None = None
    """The meeting that the message is about."""
    addresses: Mapping[str, Address] = {}
    """The contact's addresses that something is known about; those never used are missing."""
    closed: Mapping[Channel, ClosedChannel] = {}
    """The tenant's closed channels."""
    is_paused: bool = False
    """True while the tenant or the campaign is paused; asked of paced messages only."""
    idempotent: Mapping[Channel, bool] = {}
    """Channels of attempts under way, True where the partner recognises a repeated request."""

    @property
    def patience(self) -> Patience:
        """The patience with a contact who stays silent."""
        return Patience.of(self.tenant, self.campaign, self.contact.place(self.tenant))

    @property
    def person(self) -> Person:
        """The person whose contact it is, by what is known of all the contact's addresses."""
        return Person.of(self.contact, self.addresses.values())

    @property
    def is_sending(self) -> bool:
        """True while an attempt holds the message."""
        if self.message.is_first:
            return self.contact.state is State.SENDING
        return self.claim is not None and self.claim.status is Status.SENDING

    @property
    def failed_tries(self) -> int:
        """The tries to send the message that came to nothing: certainly not accepted."""
        if self.message.is_first:
            return self.contact.failed_tries
        return 0 if self.claim is None else self.claim.failed_tries

    @property
    def window_closed_at(self) -> datetime | None:
        """The instant at which the message went out as free text and was not delivered for that."""
        if self.message.is_first:
            return self.contact.window_closed_at
        return None if self.claim is None else self.claim.window_closed_at

    @property
    def lease(self) -> Lease | None:
        """The lease of the attempt that holds the message, if one does."""
        if not self.is_sending:
            return None
        holder = self.contact if self.message.is_first else self.claim
        return holder.lease if holder is not None else None
