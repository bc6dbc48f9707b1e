"""E-mails of a tenant's own people in the conversation with a contact, such as a host who answers to all.

They are a human's words, and nothing is decided by them (docs/system.md, "Conversation: humans").
"""

from datetime import timedelta

from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Attention
from handlers.common.storage import contacts, persons, talks
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.inbound import team_addresses


def addressee(delivery: Delivery) -> Contact | None:
    """The contact in whose conversation one of the tenant's own people writes; None for whoever else writes.

    Somebody who is in the list under the same address is a contact.
    """
    reply, tenant = delivery.reply, delivery.tenant
    if not reply.contactId or delivery.address.lower() not in team_addresses.of(tenant):
        return None
    contact = contacts.find(reply.contactId)
    if contact is None or contact.tenant_id != tenant.tenantId:
        return None
    return None if delivery.address.lower() in map(str.lower, contact.addresses) else contact


def hand_on(delivery: Delivery, contact: Contact) -> Attention:
    """Let the agent keep quiet with the contact's person, and call a human.

    It goes on speaking where a machine has written, or somebody who may be anybody.
    """
    reply = delivery.reply
    if reply.trusted and not reply.automatic:
        until = delivery.wrote_at + timedelta(hours=delivery.tenant.humanHours)
        talks.begin(persons.of(contact), until, delivery.wrote_at)
    detail = {"detail": delivery.address, **({"shown": reply.shown} if reply.shown else {})}
    return delivery.call_human(Attention.COLLEAGUE_WROTE, contact, detail)
