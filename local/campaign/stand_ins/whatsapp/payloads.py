"""The contents of WhatsApp's webhooks: statuses and messages, in the shape of Meta's documentation. Pure."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from local.campaign.stand_ins.offers import Button
from local.campaign.stand_ins.whatsapp.errors import GraphError

Item = dict[str, Any]
MOST_TOGETHER = 3
"""Messages or statuses in one entry."""


class Person(NamedTuple):
    """Somebody as WhatsApp knows them."""

    wa_id: str
    """Digits; in Brazil perhaps without the ninth one."""
    user_id: str
    """The business-scoped user id."""
    name: str = "Contato"
    username: str = ""
    """Set: the number is hidden, and webhooks hold the user id alone."""

    @property
    def contact(self) -> Item:
        """The element of ``contacts[]``."""
        profile = {"name": self.name} | ({"username": self.username} if self.username else {})
        number = {} if self.username else {"wa_id": self.wa_id}
        return {"profile": profile, **number, "user_id": self.user_id}

    @property
    def sender(self) -> Item:
        """The fields of a message that name who wrote it."""
        number = {} if self.username else {"from": self.wa_id}
        return {**number, "from_user_id": self.user_id}


class Change(NamedTuple):
    """One message or status, before it is put into a webhook."""

    line: str
    """The ``phone_number_id``."""
    kind: str
    """``messages`` or ``statuses``."""
    item: Item
    person: Person


def status(
    message_id: str, told: str, person: Person, at: datetime, reference: str, error: GraphError | None = None
) -> Item:
    """Return a status (``sent``, ``delivered``, ``read``, ``failed``) of a message."""
    number = {} if person.username else {"recipient_id": person.wa_id}
    item: Item = {
        "id": message_id,
        "status": told,
        "timestamp": _timestamp(at),
        **number,
        "recipient_user_id": person.user_id,
    }
    if reference:
        item["biz_opaque_callback_data"] = reference
    if error is not None:
        return {**item, "errors": [error.reported]}
    pricing = {"billable": True, "pricing_model": "PMP", "category": "marketing", "type": "regular"}
    return {**item, "pricing": pricing}


def message(
    message_id: str,
    person: Person,
    at: datetime,
    content: Mapping[str, Any],
    quoted: tuple[str, str] | None = None,
) -> Item:
    """Return a message of a person; ``content`` is one of those below, ``quoted`` the line and id that it answers."""
    context = {} if quoted is None else {"context": {"from": quoted[0], "id": quoted[1]}}
    return {**person.sender, "id": message_id, "timestamp": _timestamp(at), **context, **content}


def text(body: str) -> Item:
    """A text."""
    return {"type": "text", "text": {"body": body}}


def quick_reply(choice: Button) -> Item:
    """A tap on the quick reply of a template."""
    return {"type": "button", "button": {"payload": choice.id, "text": choice.title}}


def button_reply(choice: Button) -> Item:
    """A tap on a reply button."""
    tapped = {"id": choice.id, "title": choice.title}
    return {"type": "interactive", "interactive": {"type": "button_reply", "button_reply": tapped}}


def list_reply(choice: Button) -> Item:
    """A row chosen from a list."""
    chosen = {"id": choice.id, "title": choice.title}
    if choice.description:
        chosen["description"] = choice.description
    return {"type": "interactive", "interactive": {"type": "list_reply", "list_reply": chosen}}


def reaction(message_id: str, emoji: str) -> Item:
    """A reaction to a message; without an emoji it is taken back."""
    return {"type": "reaction", "reaction": {"message_id": message_id} | ({"emoji": emoji} if emoji else {})}


def voice(media_id: str) -> Item:
    """A voice message."""
    digest = hashlib.sha256(media_id.encode()).hexdigest()
    audio = {"mime_type": "audio/ogg; codecs=opus", "sha256": digest, "id": media_id, "voice": True}
    return {"type": "audio", "audio": audio}


def edit(original: str, content: Mapping[str, Any]) -> Item:
    """Another wording of a message that was sent before."""
    return {"type": "edit", "edit": {"original_message_id": original, "message": dict(content)}}


def revoke(original: str) -> Item:
    """The deletion of a message that was sent before."""
    return {"type": "revoke", "revoke": {"original_message_id": original}}


def webhook(account: str, changes: Iterable[Change], numbers: Mapping[str, str]) -> bytes:
    """Return the body of one webhook; ``numbers`` are the lines' displayed numbers.

    Changes of one line and kind share an entry, up to three of them.
    """
    groups: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        groups.setdefault((change.line, change.kind), []).append(change)
    values = [
        _value(together, numbers[line])
        for (line, _), group in groups.items()
        for together in batched(group, MOST_TOGETHER)
    ]
    entries = [{"id": account, "changes": [{"field": "messages", "value": value}]} for value in values]
    return json.dumps({"object": "whatsapp_business_account", "entry": entries}, ensure_ascii=False).encode()


def batched(changes: Sequence[Change], size: int) -> Iterator[Sequence[Change]]:
    """Yield the changes in groups of at most so many."""
    for start in range(0, len(changes), size):
        yield changes[start : start + size]


def signature(secret: str, body: bytes) -> str:
    """Return the ``X-Hub-Signature-256`` of a body."""
    return f"sha256={hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}"


def _value(changes: Sequence[Change], display: str) -> Item:
    people = {change.person.user_id: change.person for change in changes}
    return {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": display, "phone_number_id": changes[0].line},
        "contacts": [person.contact for person in people.values()],
        changes[0].kind: [change.item for change in changes],
    }


def _timestamp(at: datetime) -> str:
    return str(int(at.timestamp()))
