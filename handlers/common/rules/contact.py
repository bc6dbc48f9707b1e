"""A contact as it is known at one moment: a plain value, read from its item."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from handlers.common.rules import area_codes, country_zones
from handlers.common.rules.checks import Check, CheckStatus
from handlers.common.rules.model import Channel, State
from handlers.common.rules.tenants import Campaign, Tenant

WINDOW_CLOSED_AT = "windowClosedAt"
"""The attribute of a contact or a message with the instant at which a report knew its window to be closed."""
HUMAN_UNTIL = "humanUntil"
"""The attribute of a contact or an address with the instant until which a human talks with its person."""
OPTED_IN_AT = "optedInAt"
"""The attribute of a contact with the instant at which its last opt-out was undone."""
HUMAN_SPOKE_AT = "humanSpokeAt"
"""The attribute of a contact with the instant of the last words of a human of the tenant's to its person."""


class Lease(NamedTuple):
    """The attempt that holds a message, the channel it uses, and the instant at which its claim is over."""

    attempt: str
    channel: Channel
    deadline: datetime
    partner: str = ""
    """The partner behind the channel (``PartnerSecret.partner``); empty if it was not known."""
    is_reported: bool = False
    """True if the provider has reported on the message meanwhile: its end is known, or will be."""

    @classmethod
    def of(cls, item: Mapping[str, Any]) -> "Lease | None":
        """The lease in a contact's or a message's item, if there is one."""
        if "attempt" not in item:
            return None
        deadline = datetime.fromisoformat(item["deadline"])
        partner = item.get("attemptPartner", "")
        return cls(
            item["attempt"], Channel(item["attemptChannel"]), deadline, partner, "reportedChannel" in item
        )


def instant(item: Mapping[str, Any], name: str) -> datetime | None:
    """The instant of an item's attribute; None if it has none."""
    return datetime.fromisoformat(item[name]) if name in item else None


class Place(NamedTuple):
    """The time zone and the federative unit by which a contact's hours are judged."""

    zone: ZoneInfo
    uf: str
    is_certain: bool = True
    """True where the zone is the contact's own, or that of a phone's area or country which has one."""


class Contact(NamedTuple):
    """A contact of a campaign; ``None`` and empty values stand for what is not known."""

    contact_id: str
    tenant_id: str
    campaign_id: str
    state: State
    company: str = ""
    name: str = ""
    phone: str | None = None
    """E.164."""
    email: str | None = None
    other_addresses: tuple[str, ...] = ()
    """Further numbers and e-mail addresses of the same person, which are never written to."""
    channel: Channel | None = None
    """The main channel."""
    segment: str | None = None
    document: str | None = None
    priority: str | None = None
    timezone: str | None = None
    """Its own IANA time zone, from the list or the phone's area code."""
    uf: str | None = None
    metadata: Mapping[str, str] = {}
    blocked: bool = False
    undeliverable_on: frozenset[Channel] = frozenset()
    """The channels through which it can never be reached."""
    first_channel: Channel | None = None
    """The channel through which its first message went out."""
    meeting_id: str | None = None
    """Its latest meeting."""
    backlog_order: str | None = None
    """Its sort key in the backlog, while it waits there."""
    next_step: str | None = None
    """The step for which it waits there."""
    lease: Lease | None = None
    """The attempt at its first message, while one is under way."""
    failed_tries: int = 0
    """The tries to send its first message that came to nothing."""
    window_closed_at: datetime | None = None
    """As of ``dispatch.rules.facts.Claim``, for its first message."""
    updated_at: str = ""
    """The instant of its last change, sortable text."""
    check: Check | None = None
    """The question that it was last asked back."""
    handed_over_at: datetime | None = None
    """The instant at which it was last told that a person is going to answer."""
    handed_over_for: str | None = None
    """The reply that was to be answered so."""
    human_until: datetime | None = None
    """The instant until which the agent keeps quiet, for a human talks with it."""
    human_spoke_at: datetime | None = None
    """The instant at which a human of the tenant's last wrote to it."""
    opted_in_at: datetime | None = None
    """The instant at which its last opt-out was undone."""

    @classmethod
    def of(cls, item: Mapping[str, Any]) -> "Contact":
        """The contact of an item of the contacts table."""
        return cls(
            contact_id=item["contactId"],
            tenant_id=item["tenantId"],
            campaign_id=item["campaignId"],
            state=State(item["state"]),
            company=item.get("company", ""),
            name=item.get("contactName", ""),
            phone=item.get("phone"),
            email=item.get("email"),
            other_addresses=tuple(sorted(item.get("otherAddresses") or ())),
            channel=Channel(item["channel"]) if "channel" in item else None,
            segment=item.get("segment"),
            document=item.get("document"),
            priority=item.get("priority"),
            timezone=item.get("timezone"),
            uf=item.get("uf"),
            metadata=item.get("metadata") or {},
            blocked=bool(item.get("blocked")),
            undeliverable_on=frozenset(map(Channel, item.get("undeliverableOn") or ())),
            first_channel=Channel(item["lastChannel"]) if "lastChannel" in item else None,
            meeting_id=item.get("meetingId"),
            backlog_order=item.get("backlogOrder"),
            next_step=item.get("nextStep"),
            lease=Lease.of(item),
            failed_tries=int(item.get("failedTries", 0)),
            window_closed_at=instant(item, WINDOW_CLOSED_AT),
            updated_at=item.get("updatedAt", ""),
            check=Check.of(item["lastCheck"]) if "lastCheck" in item else None,
            handed_over_at=instant(item, "handedOverAt"),
            handed_over_for=item.get("handedOverFor"),
            human_until=instant(item, HUMAN_UNTIL),
            human_spoke_at=instant(item, HUMAN_SPOKE_AT),
            opted_in_at=instant(item, OPTED_IN_AT),
        )

    @property
    def is_written(self) -> bool:
        """True of whoever has been written to, or is just being."""
        return self.state not in (State.NEW, State.QUEUED)

    @property
    def names(self) -> tuple[str, ...]:
        """Those of its name and its company that are known, the person first."""
        return tuple(name for name in (self.name, self.company) if name)

    @property
    def main_address(self) -> str | None:
        """The address by which it is the same contact in every list."""
        by_email = self.channel is Channel.EMAIL or self.phone is None
        return self.email if by_email and self.email is not None else self.phone

    @property
    def own_addresses(self) -> tuple[str, ...]:
        """Those of its phone and its e-mail address that are known, the phone first: where it may be written to."""
        return tuple(address for address in (self.phone, self.email) if address)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address that is known to be this person's: a wish not to be written to counts under any of them."""
        return (*self.own_addresses, *self.other_addresses)

    @property
    def open_check(self) -> Check | None:
        """The question that it has not answered yet."""
        return self.check if self.check is not None and self.check.status is CheckStatus.OPEN else None

    def is_with_human(self, now: datetime) -> bool:
        """True while a human talks with it."""
        return self.human_until is not None and now < self.human_until

    def belongs_to(self, campaign: Campaign) -> bool:
        return (self.tenant_id, self.campaign_id) == (campaign.tenantId, campaign.campaignId)

    def reachable(self) -> dict[Channel, str]:
        """The channels that have not failed for good, with their addresses, the main channel first."""
        known = {Channel.WHATSAPP: self.phone, Channel.EMAIL: self.email}
        main = self.channel or Channel.WHATSAPP
        return {
            channel: address
            for channel in sorted(Channel, key=lambda channel: channel is not main)
            if (address := known[channel]) is not None and channel not in self.undeliverable_on
        }

    def place(self, tenant: Tenant) -> Place:
        """Its own zone and state, else those of its phone's area or country, else the tenant's."""
        phone = self.phone or ""
        of_area = area_codes.zone(phone)
        known = self.timezone or of_area or country_zones.one_zone(phone)
        zone = known or country_zones.likely_zone(phone) or tenant.timezone
        is_certain = known is not None and not (area_codes.is_divided(phone) and known == of_area)
        return Place(ZoneInfo(zone), self.uf or area_codes.state(phone) or tenant.state, is_certain)
