"""The turn of a person: what was written within a few seconds is one reply (docs/system.md, "Conversation: turns")."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from handlers.common.rules.model import Channel
from handlers.common.rules.tenants import Tenant
from handlers.conversation.rules.inbound.incoming import Reply
from handlers.conversation.rules.whatsapp.webhook_messages import VERSION

LONGEST = 5
"""The longest turn, in times of ``turnSeconds`` from its first fragment: who never pauses is answered all the same."""
MOST_FRAGMENTS = 20
MOST_CHARACTERS = 12_000
"""A turn of so much is read at once; what comes beyond it meanwhile belongs to it too."""
MOST_AT_ONCE = 50
"""Fragments that one reading takes, within the hundred writes of a transaction: of a flood the others follow."""
READ_WITHIN = timedelta(minutes=5)
"""The time within which a turn that is over is read, in a second run if the first one fails."""
DELETED = "revoke"
"""The kind of a fragment that was taken back."""


class Fragment(NamedTuple):
    """A message that waits to be read with the others of its turn."""

    reply: Reply
    changed_at: datetime
    """The instant of its last wording, by its provider."""

    @property
    def message_id(self) -> str:
        return self.reply.messageId


class Turn(NamedTuple):
    """The fragments that wait under an address, in the order in which they came or were changed."""

    tenant_id: str
    address: str
    version: str = ""
    """Another after every change; empty if nothing has ever waited."""
    since: datetime | None = None
    """The instant at which the first of them came."""
    fragments: tuple[Fragment, ...] = ()
    left: tuple[Fragment, ...] = ()
    """Those that go on waiting when the others are read."""

    def find(self, message_id: str) -> Fragment | None:
        """The fragment of that messageId, or None."""
        return next((each for each in self.fragments if each.message_id == message_id), None)

    def with_reply(self, reply: Reply, now: datetime) -> "Turn":
        """The turn with a message in it, or with its new wording; the same turn where that is nothing new."""
        waiting = self.find(reply.messageId)
        if waiting is None:
            fragments = (*self.fragments, Fragment(reply, reply.receivedAt))
            return self._replace(fragments=fragments, since=self.since or now)
        older = reply.receivedAt < waiting.changed_at
        if older or not reply.wordedBy or reply.wordedBy == waiting.reply.wordedBy:
            return self
        in_place = reply.model_copy(
            update={
                "receivedAt": waiting.reply.receivedAt,
                "context": reply.context or waiting.reply.context,
            }
        )
        others = tuple(each for each in self.fragments if each is not waiting)
        return self._replace(fragments=(*others, Fragment(in_place, reply.receivedAt)))

    def taken(self, unread: Sequence[Fragment]) -> "Turn":
        """The turn of as many of its fragments as one reading takes, of those that have not been read."""
        return self._replace(fragments=tuple(unread[:MOST_AT_ONCE]), left=tuple(unread[MOST_AT_ONCE:]))

    @property
    def is_full(self) -> bool:
        """True where it is read at once."""
        written = sum(len(each.reply.text) for each in self.fragments)
        return len(self.fragments) >= MOST_FRAGMENTS or written >= MOST_CHARACTERS

    @property
    def said(self) -> tuple[str, ...]:
        """The texts of its messages, in the order in which they were written, without those that were taken back."""
        return tuple(each.text for each in _said(self.fragments))

    def only(self, said: Collection[str]) -> "Turn":
        """The turn of those of its messages that say one of these texts."""
        return self._replace(fragments=tuple(each for each in self.fragments if each.reply.text in said))

    def is_over(self, message_id: str, tenant: Tenant, now: datetime) -> bool:
        """True when the message of that id, whose time is up, ends it; False where another has come since."""
        if self.is_full or self.since is None or self.fragments[-1].message_id == message_id:
            return True
        return now >= self.since + LONGEST * timedelta(seconds=tenant.turnSeconds)


def may_wait(reply: Reply, tenant: Tenant) -> bool:
    """True of words that may be a part of a turn, and of some taken back: no e-mail, no button, no machine's."""
    words = reply.button is None and reply.shown in ("", DELETED) and not (reply.automatic or reply.quiet)
    return tenant.turnSeconds > 0 and reply.channel is Channel.WHATSAPP and words


def unread_until(tenant: Tenant, now: datetime) -> datetime:
    """The instant by which the turn of what is written at ``now`` has been read."""
    return now + LONGEST * timedelta(seconds=tenant.turnSeconds) + READ_WITHIN


def _said(fragments: Sequence[Fragment]) -> list[Reply]:
    """The fragments that have not been taken back, in the order in which they were written."""
    ordered = sorted((each.reply for each in fragments), key=lambda reply: reply.receivedAt)
    return [each for each in ordered if each.shown != DELETED]


def joined(fragments: Sequence[Fragment]) -> Reply:
    """The reply that fragments are together: their texts in the order in which they were written, the last one's id.

    The message quoted last is the one that it quotes. What was taken back says nothing.
    """
    said = _said(fragments)
    if not said:
        return fragments[-1].reply
    together = {
        "text": "\n".join(each.text for each in said),
        "context": next((each.context for each in reversed(said) if each.context), None),
        "attached": next((each.attached for each in said if each.attached), ""),
        "userId": next((each.userId for each in reversed(said) if each.userId), ""),
    }
    return said[-1].model_copy(update=together)


class Closing(NamedTuple):
    """The message that comes when a fragment has waited for its turn's end."""

    tenant_id: str
    address: str
    message_id: str

    @property
    def body(self) -> str:
        """The body of the message of the inbound queue."""
        named = {"tenantId": self.tenant_id, "address": self.address, "messageId": self.message_id}
        return json.dumps({"version": VERSION, "kind": "turn", **named}, separators=(",", ":"))


def document(reply: Reply) -> dict[str, Any]:
    """The reply as it is stored."""
    return reply.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def stored(fields: Mapping[str, Any]) -> Reply:
    """The reply of what ``document`` made; its text may be longer than that of one message."""
    text = str(fields["text"])
    return Reply.model_validate({**fields, "text": ""}).model_copy(update={"text": text})
