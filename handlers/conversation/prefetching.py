"""Reading together what bears on the replies of a batch: a few requests for all of them."""

from collections.abc import Sequence

from handlers.common.rules.address import Address
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Kind
from handlers.common.rules.steps import Step
from handlers.common.storage import contacts, dynamo, keys
from handlers.conversation.delivery import Delivery
from handlers.conversation.storage import addresses, replies
from handlers.meetings.storage import items


def read(deliveries: Sequence[Delivery]) -> None:
    """Note when the people wrote, and read ahead their addresses, contacts, meetings and what was offered and asked."""
    addresses.wrote(
        (each.tenant.tenantId, each.forms, each.wrote_at) for each in deliveries if not each.reply.quiet
    )
    dynamo.read_ahead([replies.keys_of(each.reply, each.address) for each in deliveries])
    found = _contacts(deliveries)
    table = items.table()
    wanted = [(table, keys.meeting_pk(each.meeting_id), keys.MEETING_SK) for each in found if each.meeting_id]
    wanted += [
        contacts.address_place(each.tenant_id, address) for each in found for address in each.addresses
    ]
    bearing = dynamo.read_ahead(wanted)
    offered = (items.meeting_of(item) for (of, _, _), item in bearing.items() if of == table)
    steps = [
        (meeting.contact_id, Step.proposal(meeting.meeting_id, offer.round))
        for meeting in offered
        for offer in meeting.offers
    ]
    asked = [(each.contact_id, each.check.reply_id) for each in found if each.check]
    steps += [(contact_id, Step.answering(Kind.CHECK, reply_id)) for contact_id, reply_id in asked]
    dynamo.read_ahead(
        (contacts.table(), keys.contact_pk(contact_id), keys.message_sk(step)) for contact_id, step in steps
    )


def _contacts(deliveries: Sequence[Delivery]) -> list[Contact]:
    known = {each.reply.contactId for each in deliveries} - {""}
    for each in deliveries:
        address = addresses.find(each.tenant.tenantId, each.forms) or Address()
        known |= address.people
    found = dynamo.read_ahead(
        (contacts.table(), keys.contact_pk(contact_id), keys.CONTACT_SK) for contact_id in sorted(known)
    )
    return [Contact.of(item) for item in found.values()]
