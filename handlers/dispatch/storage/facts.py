"""What bears on the messages of a batch, read together: two requests for ten messages.

All reads are consistent: an opt-out, a cancelled meeting or an earlier delivery that is on record by now is seen.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Channel, State
from handlers.common.storage import configuration, dynamo, keys, secrets
from handlers.dispatch.rules.closures import ClosedChannel
from handlers.dispatch.rules.judgement import Facts, MalformedError, is_first
from handlers.dispatch.storage import channels
from handlers.environment import required

Key = tuple[str, str, str]
"""Table, pk, sk."""

THROTTLED_PAUSE = 0.1
"""Seconds before what a table was too busy to answer is asked for again."""


def read(messages: Sequence[Message]) -> list[Facts | MalformedError]:
    """The facts about each message, in order; an error for one that names what does not exist."""
    found = _items(key for message in messages for key in _first_keys(message))
    contacts = [found.get(_contact_key(message)) for message in messages]
    found |= _items(
        key
        for message, contact in zip(messages, contacts, strict=True)
        if contact is not None
        for key in _address_keys(message, contact).values()
    )
    return [_facts(message, contact, found) for message, contact in zip(messages, contacts, strict=True)]


def _facts(
    message: Message, contact: dynamo.Item | None, found: Mapping[Key, dynamo.Item]
) -> Facts | MalformedError:
    tenant = configuration.tenant(message.tenantId)
    campaign = configuration.campaign(message.tenantId, message.campaignId)
    if tenant is None or campaign is None:
        return MalformedError(
            f"there is no campaign {message.campaignId} of tenant {message.tenantId}: load it first"
        )
    if contact is None:
        return MalformedError(
            f"there is no contact {message.contactId}: ingest it before anything is sent to it"
        )
    claim = found.get(_message_key(message))
    return Facts(
        message=message,
        tenant=tenant,
        campaign=campaign,
        contact=contact,
        claim=claim,
        meeting=found.get(_meeting_key(message.meetingId)) if message.meetingId else None,
        addresses={
            address: found[key] for address, key in _address_keys(message, contact).items() if key in found
        },
        closed=_closed(message.tenantId, found),
        idempotent=_idempotent(contact if is_first(message) else claim),
    )


def _idempotent(holder: Mapping[str, Any] | None) -> dict[Channel, bool]:
    """Asked only where an attempt was cut short, so that the secrets are not read for nothing."""
    held = holder is not None and State.SENDING in (holder.get("state"), holder.get("status"))
    if holder is None or not held or "attemptChannel" not in holder:
        return {}
    channel = Channel(holder["attemptChannel"])
    return {channel: secrets.partner(channel).idempotent}


def _closed(tenant_id: str, found: Mapping[Key, dynamo.Item]) -> dict[Channel, ClosedChannel]:
    items = ((channel, found.get(_channel_key(tenant_id, channel))) for channel in Channel)
    return {channel: channels.from_item(item) for channel, item in items if item is not None}


def _contact_key(message: Message) -> Key:
    return required("TABLE_CONTACTS"), keys.contact_pk(message.contactId), keys.CONTACT_SK


def _message_key(message: Message) -> Key:
    return required("TABLE_CONTACTS"), keys.contact_pk(message.contactId), keys.message_sk(message.step)


def _meeting_key(meeting_id: str) -> Key:
    return required("TABLE_MEETINGS"), keys.meeting_pk(meeting_id), keys.MEETING_SK


def _channel_key(tenant_id: str, channel: Channel) -> Key:
    return required("TABLE_CONFIG"), keys.tenant_pk(tenant_id), keys.channel_sk(channel)


def _first_keys(message: Message) -> list[Key]:
    wanted = [_contact_key(message), *(_channel_key(message.tenantId, channel) for channel in Channel)]
    if not is_first(message):
        wanted.append(_message_key(message))
    if message.meetingId:
        wanted.append(_meeting_key(message.meetingId))
    return wanted


def _address_keys(message: Message, contact: Mapping[str, Any]) -> dict[str, Key]:
    table = required("TABLE_CONTACTS")
    known = {contact.get("phone"), contact.get("email")}
    return {
        address: (table, keys.address_pk(message.tenantId, address), keys.ADDRESS_SK)
        for address in known
        if address is not None
    }


def _items(wanted: Iterable[Key]) -> dict[Key, dynamo.Item]:
    """Those of the items that are there, in one request for up to a hundred."""
    found: dict[Key, dynamo.Item] = {}
    left = list(dict.fromkeys(wanted))
    while left:
        request: dict[str, Any] = {}
        for table, pk, sk in left[:100]:
            entry = request.setdefault(table, {"Keys": [], "ConsistentRead": True})
            entry["Keys"].append(dynamo.encode({"pk": pk, "sk": sk}))
        left = left[100:]
        answer = dynamo.client().batch_get_item(RequestItems=request)
        for table, items in answer["Responses"].items():
            for item in map(dynamo.decode, items):
                found[table, item["pk"], item["sk"]] = item
        unprocessed = answer.get("UnprocessedKeys", {})
        if unprocessed:
            time.sleep(THROTTLED_PAUSE)
        for table, entry in unprocessed.items():
            left += [(table, *_text_key(key)) for key in entry["Keys"]]
    return found


def _text_key(key: Mapping[str, Any]) -> tuple[str, str]:
    decoded = dynamo.decode(key)
    return decoded["pk"], decoded["sk"]
