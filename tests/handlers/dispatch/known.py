"""Facts and attempts as the tests of dispatch need them: a queued first message, unless something else is said."""

from datetime import UTC, datetime
from typing import Any

from handlers.common.rules.contact import Contact
from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Channel, Kind
from handlers.common.rules.tenants import Campaign, Host, Tenant
from handlers.common.storage import contacts, dynamo, keys
from handlers.dispatch.rules.attempts import Attempt
from handlers.dispatch.rules.facts import Facts
from handlers.dispatch.rules.judgements import Go

NOW = datetime(2026, 11, 23, 12, 30, 15, tzinfo=UTC)
PHONE, EMAIL = "+5511988887777", "joao@empresa.example"
SLOTS = {f"slot{n}": f"quinta-feira, 26/11, às 1{n}h" for n in (1, 2, 3)}
VARIABLES = SLOTS | {
    "when": "quinta-feira, 26/11, às 10h",
    "lead": "24 horas",
    "question": "Quer cancelar?",
    "standing": "Nenhum desses horários foi marcado.",
    "answer": "Custa R$ 100 por mês.",
}
HOST = Host(hostId="ana", name="Ana", email="ana@acme.example", calendarId="ana")
TENANT = Tenant(tenantId="acme", name="Acme", hosts=(HOST,))
CAMPAIGN = Campaign(tenantId="acme", campaignId="spring", name="Primavera", offer="algo")


def contact_item(contact_id: str = "c1" * 16, **changes: Any) -> dict[str, Any]:
    """The item of a contact; a change to None leaves the attribute out."""
    item = {
        "pk": keys.contact_pk(contact_id),
        "sk": keys.CONTACT_SK,
        "contactId": contact_id,
        "tenantId": "acme",
        "campaignId": "spring",
        "state": "queued",
        "phone": PHONE,
        "email": EMAIL,
        "channel": "whatsapp",
    } | changes
    return {name: value for name, value in item.items() if value is not None}


def facts(kind: Kind = Kind.OUTREACH, step: str | None = None, **changes: Any) -> Facts:
    """The facts about a message to the contact of an item, which ``contact`` gives."""
    contact = Contact.of(changes.pop("contact", None) or contact_item())
    message = Message.model_validate(
        {
            "kind": kind,
            "step": step or str(kind),
            "tenantId": "acme",
            "campaignId": "spring",
            "contactId": contact.contact_id,
            "correlationId": "x",
            "createdAt": NOW,
        }
    )
    return Facts(message, TENANT, CAMPAIGN, contact, **changes)


def attempt(known: Facts, attempt_id: str = "a1", takes_over: str | None = None) -> Attempt:
    """An attempt to send the message by WhatsApp."""
    return Attempt(attempt_id, known, Go(Channel.WHATSAPP, PHONE, takes_over))


def put(item: dict[str, Any]) -> dict[str, Any]:
    """Write an item of the contacts table, and return it."""
    dynamo.client().put_item(TableName=contacts.table(), Item=dynamo.encode(item))
    return item


def stored(pk: str, sk: str = keys.CONTACT_SK) -> dict[str, Any]:
    """An item of the contacts table, empty if there is none."""
    return dynamo.read_item(contacts.table(), pk, sk) or {}
