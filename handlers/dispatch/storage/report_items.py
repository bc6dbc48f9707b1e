"""The items of messages on which providers report, and the notes of what was reported."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from handlers.common.rules.contact import WINDOW_CLOSED_AT, Contact
from handlers.common.rules.envelope import Message
from handlers.common.rules.model import State
from handlers.common.rules.reports import Report
from handlers.common.rules.retries import Ending
from handlers.common.rules.steps import OUTREACH, Step
from handlers.common.rules.subject import Subject
from handlers.common.storage import configuration, contacts, dynamo, keys
from handlers.dispatch.rules import reported
from handlers.dispatch.rules.facts import Claim, Facts, Status
from handlers.dispatch.rules.reported import Known, Standing
from handlers.dispatch.storage.changes import Change
from handlers.dispatch.storage.message_items import Where, in_state, in_status, update_contact, update_message
from handlers.observability import logger

PAST_IDS = "pastMessageIds"
"""The provider's ids of the message's earlier requests, which have failed: nothing more is taken from their reports."""


class Place(NamedTuple):
    """A message by its contact and step."""

    contact_id: str
    step: Step

    @property
    def sk(self) -> str:
        return keys.CONTACT_SK if self.step == OUTREACH else keys.message_sk(self.step)


class Found(NamedTuple):
    """A message on which there are reports, as it stands."""

    facts: Facts
    item: Mapping[str, Any]
    """The item that holds its progress: the contact's for a first message."""

    @property
    def standing(self) -> Standing:
        return reported.standing(self.facts)

    @property
    def known(self) -> Known:
        return Known.of(self.item)

    def told_by(self, report: Report) -> bool:
        """True if the report is about the request that the item is about, and not about an earlier one."""
        if report.partner_message_id in self.item.get(PAST_IDS, ()):
            return False
        name = "lastChannel" if self.facts.message.is_first else "channel"
        used = self.item.get("attemptChannel" if self.standing is Standing.HELD else name)
        if used not in (None, report.reference.channel):
            return False
        ids = {self.item.get(reported.MESSAGE_ID), report.partner_message_id} - {None}
        return self.standing is Standing.HELD or len(ids) < 2

    def forgotten(self, known: Known, ending: Ending) -> dict[str, Any]:
        """The attributes by which the reports of a request are known as those of an earlier one from now on.

        And by which the window counts as closed for the next one, if that is how this one ended, until the contact
        writes again.
        """
        ids = {*self.item.get(PAST_IDS, ()), *([known.message_id] if known.message_id else [])}
        kept: dict[str, Any] = {PAST_IDS: sorted(ids)} if ids else {}
        if ending is Ending.WINDOW_CLOSED and known.failure is not None:
            kept[WINDOW_CLOSED_AT] = self.item.get("sentAt", keys.instant(known.failure.at))
        return kept


def find(places: Iterable[Place], now: datetime) -> dict[Place, Found]:
    """The messages at the places, read in one request; those of nobody, or of a removed campaign, are missing."""
    wanted = list(places)
    table = contacts.table()
    items = dynamo.read_items(
        (table, keys.contact_pk(place.contact_id), sk)
        for place in wanted
        for sk in (keys.CONTACT_SK, place.sk)
    )
    found: dict[Place, Found] = {}
    for place in wanted:
        pk = keys.contact_pk(place.contact_id)
        contact, item = items.get((table, pk, keys.CONTACT_SK)), items.get((table, pk, place.sk))
        if contact is None or item is None:
            continue
        try:
            facts = _facts(place, contact, item, now)
        except (KeyError, ValueError) as error:
            where = {"contactId": place.contact_id, "item": place.sk}
            logger.error("a reported message cannot be read", extra=where | {"problem": type(error).__name__})
            continue
        if facts is not None:
            found[place] = Found(facts, item)
    return found


def note(found: Found, known: Known, now: datetime) -> Change:
    """The change that keeps what was reported, while the message stands as it was found."""
    values, message = attributes(known), found.facts.message
    if message.is_first:
        still = _with_lease(in_state(State(found.item["state"])), found.item)
        return Change(found.facts, update_contact(message, now, values, still))
    still = _with_lease(in_status(Status(found.item["status"])), found.item)
    return Change(found.facts, update_message(message, now, values, still))


def attributes(known: Known) -> dict[str, Any]:
    """The attributes that hold what was reported."""
    failure = known.failure
    values = {
        reported.CHANNEL: known.channel and known.channel.value,
        reported.MESSAGE_ID: known.message_id,
        reported.SENT_AT: known.sent_at and keys.instant(known.sent_at),
        reported.DELIVERED_AT: known.delivered_at and keys.instant(known.delivered_at),
        reported.READ_AT: known.read_at and keys.instant(known.read_at),
        reported.COMPLAINED_AT: known.complained_at and keys.instant(known.complained_at),
        reported.FAILED_AT: failure and keys.instant(failure.at),
        reported.CODE: failure and failure.code,
        reported.OUTCOME: failure and failure.outcome and failure.outcome.value,
    }
    return {name: value for name, value in values.items() if value}


def _with_lease(still: Where, item: Mapping[str, Any]) -> Where:
    if "attempt" not in item:
        return Where(f"{still.text} AND attempt IS MISSING", still.parameters)
    return Where(f"{still.text} AND attempt = ?", (*still.parameters, item["attempt"]))


def _facts(place: Place, contact: Mapping[str, Any], item: Mapping[str, Any], now: datetime) -> Facts | None:
    tenant_id, campaign_id = contact["tenantId"], contact["campaignId"]
    tenant, campaign = configuration.tenant(tenant_id), configuration.campaign(tenant_id, campaign_id)
    if tenant is None or campaign is None:
        return None
    message = _message(place, contact, item, now)
    claim = None if message.is_first else Claim.of(item)
    return Facts(message, tenant, campaign, Contact.of(contact), claim=claim)


def _message(place: Place, contact: Mapping[str, Any], item: Mapping[str, Any], now: datetime) -> Message:
    """The message; of one whose envelope is gone, what its item tells."""
    if place.sk != keys.CONTACT_SK and "envelope" in item:
        return Message.model_validate_json(item["envelope"])
    subject = Subject(contact["tenantId"], place.contact_id, contact["campaignId"], place.contact_id)
    if place.sk == keys.CONTACT_SK:
        return Message.paced(OUTREACH, subject, now)
    fields = {name: item[name] for name in ("kind", "step", "createdAt", "meetingId") if name in item}
    return Message.model_validate({**fields, **subject.ids})
