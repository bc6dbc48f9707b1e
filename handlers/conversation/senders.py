"""Replies, each to its tenant, made of what the inbound queue tells."""

from handlers.common.rules import emails
from handlers.common.rules.contact import Contact
from handlers.common.rules.contracts import ContractError
from handlers.common.rules.model import Channel
from handlers.common.rules.refusals import Refused
from handlers.common.storage import configuration, contacts
from handlers.conversation import lines
from handlers.conversation.delivery import Delivery
from handlers.conversation.rules.inbound import bodies, incoming
from handlers.conversation.rules.inbound.bodies import Given, Left, Mailed, Written
from handlers.conversation.rules.inbound.incoming import Reply
from handlers.conversation.storage import addresses, replies, sendings


def reply(told: Given | Written | Mailed | Left) -> Reply:
    """Return the reply that was told, to the tenant whom it is for.

    ``InvalidRequestError``, ``UnknownLineError`` or ``ContractError`` where that is nobody, or it is no reply.
    """
    match told:
        case Given(request):
            return incoming.parse(request)
        case Written():
            return incoming.checked(bodies.request(told, lines.tenant_of(told.line)))
        case Mailed():
            tenant_id, contact_id = _writer(told)
            quotes = sendings.partner_id(told.names) if told.names else told.quotes
            told = told._replace(contact_id=contact_id, quotes=quotes)
            return incoming.checked(bodies.request(told, tenant_id))
        case Left(reference):
            contact = contacts.read(reference.contact_id)
            address = contact.phone if reference.channel is Channel.WHATSAPP else contact.email
            return _anew(incoming.checked(bodies.wish(told, contact.tenant_id, address or "")), contact)


def in_place(delivery: Delivery) -> Delivery:
    """Return the delivery of a message that words an earlier one anew, or takes it back, in the place of that one.

    Where that has been acted on already, a human sees the new wording, or that it was taken back.
    """
    reply = delivery.reply
    if not reply.replaces:
        return delivery
    original = reply.model_copy(update={"messageId": reply.replaces, "wordedBy": reply.messageId})
    seen = replies.seen(original, delivery.address)
    if seen is None or seen.worded_by == reply.messageId:
        return delivery._replace(reply=original)
    kind = "deleted" if reply.shown == "revoke" else "edited"
    told = {"shown": kind, "button": None, "text": f"[{kind}] {reply.text}".strip()}
    return delivery._replace(reply=reply.model_copy(update=told))


def _anew(wish: Reply, contact: Contact) -> Reply:
    """The wish under a name of its own where an operator has undone the one that its name stands for.

    A link and a report name their message alone, and an old mail is often the only place with a link. The first use of
    a name keeps it, so that a repeat of that one, whenever it comes, is known by it.
    """
    instants = (each.opted_in_at for each in addresses.of(contact).values())
    opted_in_at = max((each for each in instants if each is not None), default=None)
    if opted_in_at is None or wish.receivedAt <= opted_in_at:
        return wish
    seen = replies.seen(wish, wish.addresses[0])
    if seen is None or seen.received_at > opted_in_at:
        return wish
    return wish.model_copy(update={"messageId": f"{wish.messageId}#{int(opted_in_at.timestamp())}"})


def _writer(mail: Mailed) -> tuple[str, str]:
    """The tenant whom a mail is for, and the contact who writes, empty where only the address tells who it is.

    The id that SES gave the mail that is answered is looked up among the messages to the sender's address, where that
    is more than one contact's: no index of such ids has to be written for it.
    """
    named = contacts.find(mail.contact_id) if mail.contact_id else None
    if named is not None:
        return named.tenant_id, named.contact_id
    known = _tenants_known_to(mail.sender)
    people = {contact_id: tenant_id for tenant_id, ids in known.items() for contact_id in sorted(ids)}
    answered = sendings.recipient(people, mail.answers) if len(people) > 1 and mail.answers else None
    if answered is not None:
        return people[answered], answered
    if len(known) == 1:
        return next(iter(known)), ""
    problem = "by more than one tenant" if known else "by no tenant"
    raise ContractError("to", f"the mail answers no message of ours, and its sender was written to {problem}")


def _tenants_known_to(sender: str) -> dict[str, frozenset[str]]:
    """The tenants that have written to the sender of a mail, each with the contacts at the address."""
    try:
        address = emails.first_valid(sender)
    except Refused:
        return {}
    known = ((tenant_id, addresses.find(tenant_id, (address,))) for tenant_id in configuration.tenant_ids())
    return {tenant_id: found.people for tenant_id, found in known if found is not None and found.people}
