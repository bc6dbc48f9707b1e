"""Replies to a tenant that is not configured, or not any more: nobody is there to answer, but an opt-out is kept."""

from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.common.rules import buttons
from handlers.common.rules.address import Address
from handlers.common.rules.model import Intent, State
from handlers.common.storage import contacts
from handlers.conversation.classifying import classify
from handlers.conversation.rules.inbound.incoming import Reply
from handlers.conversation.rules.replies import Context
from handlers.conversation.storage import addresses
from handlers.observability import count, logger

ZONE = ZoneInfo("America/Sao_Paulo")
"""The time zone of a tenant that names none."""


def opt_out(reply: Reply, now: datetime) -> bool:
    """Close the sender's addresses and withdraw the contacts there; False, and nothing done, for any other reply.

    A wish is one whether it is written, pressed as a button, or told to the provider or behind a link.

    Their meetings are called off by the next hourly run. May be repeated.
    """
    if not _opts_out(reply):
        return False
    address = addresses.find(reply.tenantId, reply.addresses) or Address()
    known = address.people | ({reply.contactId} if reply.contactId else set())
    found = [contact for contact in map(contacts.find, sorted(known)) if contact is not None]
    people = [contact for contact in found if contact.tenant_id == reply.tenantId]
    for form in sorted({reply.addresses[0], *(form for contact in people for form in contact.addresses)}):
        addresses.opt_out(reply.tenantId, form, reply.identity, now)
    for contact in people:
        contacts.move(
            contact.contact_id,
            State.OPTED_OUT,
            now,
            "opted_out",
            remove=contacts.BACKLOG,
            today=now.astimezone(ZONE).date(),
            counters={"opted_out": 1},
        )
    count("OptOutsOfUnknownTenants")
    logger.warning("opt-out of an unknown tenant kept", extra={"tenantId": reply.tenantId})
    return True


def _opts_out(reply: Reply) -> bool:
    if reply.button == buttons.OPT_OUT:
        return True
    reading_of_text = classify(reply.text, Context(ZONE, reply.receivedAt))
    return reading_of_text.intent is Intent.OPT_OUT and reading_of_text.certain
