"""Conversations: what is on record with a contact, in the order in which it was said.

The words of the messages that went out are not kept. They are written anew, from the templates as they are now and the
variables that the message had.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Channel, Kind, State
from handlers.common.rules.tenants import Campaign, RemovedError, Tenant
from handlers.common.storage import configuration, contacts, dynamo, keys
from handlers.dispatch.rules import templates, wording
from handlers.dispatch.rules.facts import Status
from handlers.dispatch.rules.templates import TemplateError
from ops.report import masking
from ops.report.data import Bubble, Span, Talk, Tick

MOST_BUBBLES = 60
_ID = re.compile(r"[0-9a-f-]{16,}(#.*)?")
TICKS: Mapping[str, Tick] = {
    Status.QUEUED: "waiting",
    Status.SENDING: "sending",
    Status.SENT: "sent",
    Status.FAILED: "failed",
    Status.SKIPPED: "skipped",
    Status.UNKNOWN: "unknown",
}
FIRST: Mapping[State, Status] = {
    State.QUEUED: Status.QUEUED,
    State.SENDING: Status.SENDING,
    State.UNKNOWN: Status.UNKNOWN,
    State.UNDELIVERABLE: Status.FAILED,
}
"""The status of a first message that its contact's state tells."""
TOLD = frozenset({"sent", "reply", "meeting_proposed", "released"})
"""Lines of history that a message tells of already."""


def label(contact: Contact, *, named: bool) -> str:
    """Return a contact as it may be shown: by its names, else by its id."""
    return ", ".join(contact.names) if named and contact.names else f"Contact {contact.contact_id[:8]}"


def talk(contact_id: str, tenant: Tenant, span: Span | None, *, named: bool) -> Talk | None:
    """Return what is on record with a contact, of a span where one is given; None for one that is gone."""
    items = list(dynamo.collection(contacts.table(), keys.contact_pk(contact_id)))
    own = next((item for item in items if item["sk"] == keys.CONTACT_SK), None)
    if own is None:
        return None
    contact = Contact.of(own)
    campaign = configuration.campaign(contact.tenant_id, contact.campaign_id)
    hidden = ("", "") if named else (contact.name, contact.company)
    bubbles = [
        bubble._replace(text=masking.text(bubble.text, *hidden))
        for item in items
        for bubble in _bubbles(item, contact, tenant, campaign)
        if span is None or span.start <= bubble.at < span.end
    ]
    bubbles.sort(key=_order)
    address = next(iter(contact.reachable().values()), next(iter(contact.own_addresses), ""))
    channel = contact.first_channel or contact.channel
    return Talk(
        contact=label(contact, named=named),
        address=masking.address(address),
        campaign=contact.campaign_id,
        channel=str(channel or ""),
        state=str(contact.state),
        zone=tenant.timezone,
        bubbles=bubbles[-MOST_BUBBLES:],
        more=max(0, len(bubbles) - MOST_BUBBLES),
    )


def _bubbles(
    item: Mapping[str, Any], contact: Contact, tenant: Tenant, campaign: Campaign | None
) -> Iterator[Bubble]:
    sk = item["sk"]
    if sk == keys.CONTACT_SK:
        yield from _first(item, contact, tenant, campaign)
    elif sk.startswith(keys.message_sk("")):
        channel = (
            item.get("channel") or item.get("attemptChannel") or ("email" if sk.endswith("#email") else "")
        )
        text = _words(
            item["kind"], channel or str(contact.channel or ""), _own(item), tenant, campaign, contact
        )
        yield _ours(item, item["kind"], channel, Status(item["status"]), text, item.get("reason", ""))
    elif sk.startswith(keys.reply_sk("")):
        at = datetime.fromisoformat(item["receivedAt"])
        yield Bubble("contact", at, item["intent"], item["text"], item["channel"])
    elif (
        sk.startswith(keys.HISTORY_PREFIX) and item["what"] not in TOLD and item.get("from") != item.get("to")
    ):
        yield Bubble("event", datetime.fromisoformat(item["at"]), item["what"], "", note=_reason(item))


def _first(
    item: Mapping[str, Any], contact: Contact, tenant: Tenant, campaign: Campaign | None
) -> Iterator[Bubble]:
    """Yield the first message, which the contact's own item tells of; nothing where it was never on its way."""
    status = (
        Status.SENT
        if "sentAt" in item and contact.state is not State.UNDELIVERABLE
        else FIRST.get(contact.state)
    )
    if status is None or (status is Status.FAILED and not ("sentAt" in item or "failure" in item)):
        return
    channel = str(contact.first_channel or item.get("attemptChannel") or contact.channel or "")
    text = _words(Kind.OUTREACH, channel, {}, tenant, campaign, contact)
    yield _ours(item, Kind.OUTREACH, channel, status, text, item.get("failure", ""))


def _ours(item: Mapping[str, Any], kind: str, channel: str, status: Status, text: str, reason: str) -> Bubble:
    at = datetime.fromisoformat(item.get("sentAt") or item["updatedAt"])
    tick, told = TICKS[status], None
    for name, further in (("deliveredAt", "delivered"), ("readAt", "read")):
        if status is Status.SENT and name in item:
            tick, told = further, datetime.fromisoformat(item[name])
    note = masking.text(reason.replace("_", " ")) if status is not Status.SENT else ""
    return Bubble("us", at, str(kind), text, channel, tick, told, note)


def _own(item: Mapping[str, Any]) -> Mapping[str, str]:
    """Return a message's own variables, where it was kept."""
    return json.loads(item["envelope"])["variables"] if "envelope" in item else {}


def _words(
    kind: str,
    channel: str,
    own: Mapping[str, str],
    tenant: Tenant,
    campaign: Campaign | None,
    contact: Contact,
) -> str:
    """Return the words of a message; empty where they cannot be written anew."""
    if campaign is None or not channel:
        return ""
    saved = configuration.template(tenant.tenantId, Channel(channel), Kind(kind))
    template = templates.from_saved(saved) if saved else templates.default(Channel(channel), Kind(kind))
    try:
        variables = wording.variables(tenant, campaign, contact, own)
        text = templates.render(Channel(channel), Kind(kind), template, variables)
    except (TemplateError, RemovedError):
        return ""
    return f"{text.subject}\n\n{text.body}" if text.subject else text.body


def _reason(line: Mapping[str, Any]) -> str:
    """Return what a line of history says beside its name; an id says nothing to a reader."""
    detail = line.get("detail", "")
    return "" if _ID.fullmatch(detail) else masking.text(detail.replace("_", " "))


def _order(bubble: Bubble) -> datetime:
    """Return the instant by which bubbles are ordered: providers know of a reply to the second, by its beginning."""
    whole = bubble.side == "contact" and not bubble.at.microsecond
    return bubble.at + timedelta(seconds=1) if whole else bubble.at


def names(contact_ids: Iterable[str], *, named: bool) -> dict[str, str]:
    """Return contacts as they may be shown, by their ids; those that are gone are missing."""
    found = contacts.items(dict.fromkeys(contact_ids))
    return {contact_id: label(Contact.of(item), named=named) for contact_id, item in found.items()}
