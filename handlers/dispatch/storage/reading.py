"""The facts about the messages of a batch, read together: two requests for ten messages.

All reads are consistent: an opt-out, a cancelled meeting or an earlier delivery that is on record by now is seen.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from handlers.common.rules.address import FORGOTTEN, Address
from handlers.common.rules.contact import Contact, Lease
from handlers.common.rules.envelope import Message
from handlers.common.rules.fence import Mark
from handlers.common.rules.model import PACED_KINDS, Channel
from handlers.common.rules.tenants import RemovedError
from handlers.common.storage import configuration, contacts, dynamo, fence, forgotten, keys, secrets
from handlers.common.storage.dynamo import Key
from handlers.common.storage.secrets import MalformedSecretError
from handlers.dispatch.rules.closures import ClosedChannel
from handlers.dispatch.rules.facts import Claim, ErasedError, Facts, MalformedError, MeetingVersion
from handlers.dispatch.storage import channels
from handlers.environment import required


class KnownItems:
    """The items that bear on the messages of a batch, as they were at one moment."""

    def __init__(self, messages: Sequence[Message]) -> None:
        first = [key for message in messages for key in _first_keys(message)]
        self._found = dynamo.read_items([*first, *fence.inside_keys().values()])
        self._found |= dynamo.read_items(key for message in messages for key in self._further_keys(message))

    @property
    def marks(self) -> dict[str, Mark]:
        """The marks of the tables."""
        return fence.inside_of(self._found)

    def facts(self, message: Message, now: datetime) -> Facts:
        """The facts about one of the messages at ``now``.

        ``MalformedError`` for a contact that never was, ``ErasedError`` for one that has been erased, and
        ``RemovedError`` if its tenant or its campaign is configured no longer.
        """
        tenant = configuration.tenant(message.tenantId)
        if tenant is None:
            raise RemovedError("tenant_removed", f"there is no tenant {message.tenantId}: load it again")
        campaign = configuration.campaign(message.tenantId, message.campaignId)
        if campaign is None:
            raise RemovedError(
                "campaign_removed",
                f"there is no campaign {message.campaignId} of tenant {message.tenantId}: load it again",
            )
        item = self._found.get(_contact_key(message))
        if item is None and _erased_key(message) in self._found:
            raise ErasedError
        if item is None:
            raise MalformedError(
                f"there is no contact {message.contactId}: ingest it before anything is sent to it"
            )
        facts = Facts(
            message,
            tenant,
            campaign,
            Contact.of(item),
            claim=self.claim(message),
            meeting=self._meeting(message),
            addresses=self._addresses(message, item),
            closed=self._closed(message.tenantId),
            is_paused=any(key in self._found for key in _pause_keys(message)),
        )
        return facts._replace(idempotent=_idempotent(facts.lease, now))

    def claim(self, message: Message) -> Claim | None:
        """The claim of a message beyond the first one; None if nothing is on record about it."""
        item = self._found.get(_message_key(message))
        return None if item is None else Claim.of(item)

    def _meeting(self, message: Message) -> MeetingVersion | None:
        item = self._found.get(_meeting_key(message)) if message.hangs_on_meeting else None
        return None if item is None else MeetingVersion.of(item)

    def _addresses(self, message: Message, contact: Mapping[str, Any]) -> dict[str, Address]:
        keyed = _address_keys(message, contact)
        known = {
            address: Address.of(self._found[key]) for key, address in keyed.items() if key in self._found
        }
        erased = self._forgotten_keys(message, keyed.values())
        return known | {address: FORGOTTEN for key, address in erased.items() if key in self._found}

    def _further_keys(self, message: Message) -> list[Key]:
        """The keys of what is to be read once the contact is known, or known not to be there."""
        item = self._found.get(_contact_key(message))
        if item is None:
            return [_erased_key(message)]
        keyed = _address_keys(message, item)
        return [*keyed, *self._forgotten_keys(message, keyed.values())]

    def _forgotten_keys(self, message: Message, addresses: Iterable[str]) -> dict[Key, str]:
        salt = forgotten.salt_of(self._found.get(forgotten.salt_key(message.tenantId)))
        return forgotten.keys_of(message.tenantId, addresses, salt)

    def _closed(self, tenant_id: str) -> dict[Channel, ClosedChannel]:
        items = ((channel, self._found.get(_channel_key(tenant_id, channel))) for channel in Channel)
        return {channel: channels.from_item(item) for channel, item in items if item is not None}


def _idempotent(lease: Lease | None, now: datetime) -> dict[Channel, bool]:
    """Asked only where a lease is over, so that the secrets are not read for nothing."""
    if lease is None or lease.deadline > now:
        return {}
    try:
        secret = secrets.partner(lease.channel)
    except MalformedSecretError:
        return {}
    return {lease.channel: secret.idempotent and secret.partner == lease.partner}


def _contact_key(message: Message) -> Key:
    return contacts.table(), keys.contact_pk(message.contactId), keys.CONTACT_SK


def _erased_key(message: Message) -> Key:
    return contacts.table(), keys.contact_pk(message.contactId), keys.ERASED_SK


def _message_key(message: Message) -> Key:
    return contacts.table(), keys.contact_pk(message.contactId), keys.message_sk(message.step)


def _meeting_key(message: Message) -> Key:
    return required("TABLE_MEETINGS"), keys.meeting_pk(message.meetingId or ""), keys.MEETING_SK


def _channel_key(tenant_id: str, channel: Channel) -> Key:
    return configuration.table(), keys.tenant_pk(tenant_id), keys.channel_sk(channel)


def _pause_keys(message: Message) -> list[Key]:
    """The keys of the pauses that a message heeds: none for answers, confirmations and reminders, which go on."""
    if message.kind not in PACED_KINDS:
        return []
    partition = keys.tenant_pk(message.tenantId)
    return [
        (configuration.table(), partition, keys.pause_sk(campaign)) for campaign in ("", message.campaignId)
    ]


def _first_keys(message: Message) -> list[Key]:
    wanted = [_contact_key(message), forgotten.salt_key(message.tenantId), *_pause_keys(message)]
    wanted += [_channel_key(message.tenantId, channel) for channel in Channel]
    if not message.is_first:
        wanted.append(_message_key(message))
    if message.hangs_on_meeting:
        wanted.append(_meeting_key(message))
    return wanted


def _address_keys(message: Message, contact: Mapping[str, Any]) -> dict[Key, str]:
    """The contact's addresses by the keys of their items."""
    known = (contact.get("phone"), contact.get("email"), *contact.get("otherAddresses", ()))
    return {
        contacts.address_place(message.tenantId, address): address for address in known if address is not None
    }
