"""Putting on record what went out after the point to which a table was restored, as sending would have done.

Everything here can be repeated: what is on record already changes nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from handlers.common.rules.contact import Contact
from handlers.common.rules.envelope import Message
from handlers.common.rules.model import FINAL_STATES, TRANSITIONS, Channel, Kind, State
from handlers.common.rules.silence import Patience
from handlers.common.rules.steps import OUTREACH
from handlers.common.rules.tenants import Campaign
from handlers.common.storage import configuration, contacts, dynamo, keys, writes
from handlers.common.storage.writes import ABSENT, Condition
from handlers.dispatch.rules.facts import Status
from handlers.dispatch.storage import message_items
from handlers.dispatch.storage.message_items import KEPT, LEASE
from ops.documents import DocumentError
from ops.went_out import Line, Sending, Wish

RECOVERED = "recovered"
"""The word in a contact's history for what is put on record here."""
_HELD = (*KEPT, *LEASE, "failedTries")
_OPEN = frozenset({Status.QUEUED.value, Status.SENDING.value})


class Placed(StrEnum):
    """The end of placing an entry."""

    PLACED = "put on record"
    KNOWN = "on record already"


@dataclass
class Placing:
    """The placing of a file's entries at one moment."""

    now: datetime
    counted: bool
    """True to count too: only right where the table of counters was restored with the contacts."""
    _campaigns: dict[tuple[str, str], Campaign] = field(default_factory=dict)

    def place(self, line: Line) -> Placed:
        """Put one entry on record; ``DocumentError`` names what cannot be placed, and the cure."""
        entry = line.entry
        if isinstance(entry, Wish):
            return _wish(entry, self.now)
        contact = contacts.find(entry.contactId)
        if contact is None:
            raise DocumentError(
                f"{line.place}: contactId: {entry.contactId} is not in the table: load its list again, then this file"
            )
        campaign = self._campaign(contact, line.place)
        if entry.kind is Kind.OUTREACH:
            return self._first(entry, contact, campaign)
        # Whoever got a further message had got the first one.
        first = Sending(contactId=entry.contactId, step=OUTREACH, channel=entry.channel, state=entry.state)
        placed = self._first(first, contact, campaign)
        further = _further(entry, contact, campaign, self.now)
        return Placed.PLACED if Placed.PLACED in (placed, further) else Placed.KNOWN

    def _campaign(self, contact: Contact, place: str) -> Campaign:
        key = (contact.tenant_id, contact.campaign_id)
        if key not in self._campaigns:
            campaign = configuration.campaign(*key)
            if campaign is None:
                raise DocumentError(
                    f"{place}: contactId: {contact.contact_id} is of campaign {key[1]} of tenant {key[0]}, which is "
                    "not loaded: load it with python -m ops campaign put FILE"
                )
            self._campaigns[key] = campaign
        return self._campaigns[key]

    def _first(self, sending: Sending, contact: Contact, campaign: Campaign) -> Placed:
        sent_state = State.UNKNOWN if sending.outcome == "unknown" else State.CONTACTED
        target = sending.state or sent_state
        if target is State.OPTED_OUT:
            for address in contact.addresses:
                _wish(Wish(tenantId=contact.tenant_id, address=address, optedOut=True), self.now)
        if contact.state is target or not leads_to(contact.state, target):
            return Placed.KNOWN
        values = _sent(sending, "lastChannel") | (
            {"meetingId": sending.meetingId} if sending.meetingId else {}
        )
        if target is State.CONTACTED:
            sent_at = sending.sentAt or self.now
            values |= _next_wait(_message(sending, contact, self.now), contact, campaign, sent_at)
        gone = [name for name in _HELD if name not in values]
        tenant = configuration.tenant(contact.tenant_id)
        before = contacts.move(
            contact.contact_id,
            target,
            self.now,
            RECOVERED,
            sending.step,
            values,
            gone,
            may=leads_to,
            today=tenant.today(self.now) if tenant is not None else None,
            counted=self.counted,
        )
        if before is None:
            return Placed.KNOWN
        _note_address(sending, contact)
        return Placed.PLACED


def leads_to(state: State, target: State) -> bool:
    """True if some sequence of transitions leads from a state to another one."""
    seen: set[State] = set()
    ahead = {state}
    while ahead:
        seen |= ahead
        ahead = {after for each in ahead for after in TRANSITIONS[each]} - seen
    return target in seen


def _further(sending: Sending, contact: Contact, campaign: Campaign, now: datetime) -> Placed:
    message = _message(sending, contact, now)
    status = Status.UNKNOWN if sending.outcome == "unknown" else Status.SENT
    item = message_items.message_item(message, status, now, _sent(sending, "channel"))
    key = {"pk": item["pk"], "sk": item["sk"]}
    there = dynamo.read_item(contacts.table(), **key)
    where = ABSENT
    if there is not None:
        if there["status"] not in _OPEN:
            return Placed.KNOWN
        where = Condition("#status = :before", {"before": there["status"]})
    line = contacts.history_line(
        contact.contact_id, now, RECOVERED, sending.step, {"step": sending.step}, f"#{sending.step}"
    )
    table = contacts.table()
    writes.transact([writes.put(table, item, where), writes.put(table, line, writes.REPEATABLE)])
    if sending.kind is Kind.FOLLOW_UP:
        sent = status is Status.SENT
        following = _next_wait(message, contact, campaign, sending.sentAt or now) if sent else {}
        _wait_on(message, following, now)
    return Placed.PLACED


def _next_wait(message: Message, contact: Contact, campaign: Campaign, sent: datetime) -> dict[str, str]:
    """The attributes that let the contact wait for what follows; none where its tenant was removed."""
    tenant = configuration.tenant(contact.tenant_id)
    if tenant is None:
        return {}
    return message_items.next_wait(message, Patience.of(tenant, campaign, contact.place(tenant)), sent)


def _wait_on(message: Message, following: Mapping[str, str], now: datetime) -> None:
    """Let the contact wait for what comes after a follow-up; after one that nobody knows of, for nothing."""
    key = {"pk": keys.contact_pk(message.contactId), "sk": keys.CONTACT_SK}
    waits = Condition(
        "#state = :contacted AND #nextStep <= :step",
        {"contacted": State.CONTACTED.value, "step": message.step},
    )
    remove = () if following else contacts.BACKLOG
    values = {**following, "updatedAt": keys.instant(now)}
    writes.made(writes.update(contacts.table(), key, values, waits, remove=remove))


def _message(sending: Sending, contact: Contact, now: datetime) -> Message:
    return Message(
        kind=sending.kind,
        step=sending.step,
        tenantId=contact.tenant_id,
        campaignId=contact.campaign_id,
        contactId=contact.contact_id,
        correlationId=RECOVERED,
        createdAt=sending.sentAt or now,
        meetingId=sending.step.meeting_id,
    )


def _sent(sending: Sending, channel: str) -> dict[str, str]:
    values = {"sentAt": keys.instant(sending.sentAt)} if sending.sentAt else {}
    return values | ({channel: sending.channel.value} if sending.channel else {})


def _note_address(sending: Sending, contact: Contact) -> None:
    """Note who was written to under the address, so that an answer finds the contact."""
    reachable = contact.reachable()
    channels: Iterable[Channel] = (sending.channel,) if sending.channel else reachable
    address = next((reachable[channel] for channel in channels if channel in reachable), None)
    if address is not None and contact.state not in FINAL_STATES:
        key = {"pk": keys.address_pk(contact.tenant_id, address), "sk": keys.ADDRESS_SK}
        noted = {"contacts": {contact.contact_id}}
        unnoted = Condition(
            "attribute_not_exists(#contacts) OR NOT contains(#contacts, :id)", {"id": contact.contact_id}
        )
        writes.made(
            writes.update(contacts.table(), key, {"lastContactId": contact.contact_id}, unnoted, add=noted)
        )


def _wish(wish: Wish, now: datetime) -> Placed:
    key = {"pk": keys.address_pk(wish.tenantId, wish.address), "sk": keys.ADDRESS_SK}
    before = dynamo.read_item(contacts.table(), **key) or {}
    wanted = {name: True for name in ("optedOut", "blocked") if getattr(wish, name) and not before.get(name)}
    if not wanted:
        return Placed.KNOWN
    stamps = {f"{name}At": keys.instant(now) for name in wanted}
    writes.made(writes.update(contacts.table(), key, {**wanted, **stamps}, writes.REPEATABLE))
    return Placed.PLACED
