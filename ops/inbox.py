"""The tenants' inboxes: what needs a human, and what humans do about it.

Each deed is on record with the entry: who did it, and when. A deed that was cut short may be repeated.
"""

import hashlib
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import NamedTuple

from handlers.attention.rules.entry import Deed, Entry, Word
from handlers.attention.storage import entries
from handlers.common.rules import persons as rules
from handlers.common.rules.address import FORGOTTEN, Address
from handlers.common.rules.contact import Contact
from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Channel, Kind, State
from handlers.common.rules.steps import Step
from handlers.common.rules.subject import Subject
from handlers.common.rules.tenants import Tenant
from handlers.common.storage import configuration, contacts, dynamo, forgotten, keys, outbox, persons, talks
from handlers.common.storage.writes import ChangedError
from handlers.conversation.storage import replies
from handlers.dispatch.rules.templates import LONGEST_VALUE
from handlers.dispatch.rules.whatsapp_bodies import is_window_open
from ops import known
from ops.documents import DocumentError
from ops.nearest import begun
from ops.stack import Stack
from ops.tables import moment

SHORT = 12
"""The characters of an id that are printed; any beginning of it that no other entry has will do."""


def read(tenant_ids: Sequence[str] = ()) -> list[Entry]:
    """Return the open entries of some tenants, of all where none are named, the one that waits longest first."""
    for tenant_id in tenant_ids:
        known.tenant(tenant_id)
    among = tenant_ids or configuration.tenant_ids()
    found = [entry for tenant_id in among for entry in entries.listed(tenant_id)]
    return sorted(
        found, key=lambda entry: (entry.waiting_since is None, entry.waiting_since or entry.last_at)
    )


def chosen(wanted: str, among: Sequence[Entry]) -> Entry:
    """Return the entry whose id begins so; see `nearest.begun`."""
    return begun(
        "open entry", wanted, among, lambda each: each.entry_id, "see python -m ops inbox list", SHORT
    )


def people(found: Iterable[Entry]) -> dict[str, Contact]:
    """Return the contacts whom entries are about, by id."""
    items = contacts.items({entry.contact_id for entry in found if entry.contact_id})
    return {contact_id: Contact.of(item) for contact_id, item in items.items()}


class Answered(NamedTuple):
    """A human's words, queued."""

    channel: Channel
    is_open: bool
    """False where somebody has closed the entry meanwhile."""


def answer(stack: Stack, entry: Entry, text: str, by: str, now: datetime, *, also: bool = False) -> Answered:
    """Queue a human's words to the contact of an entry, and let the agent keep quiet.

    ``DocumentError`` where they could not reach the contact, or, unless they are to go out ``also``, where the person
    has these words, or those of somebody else, and has not written since. The same words to the same entry, given again
    before anything else has happened there, go out once.
    """
    tenant, contact = _tenant(entry), _contact(entry)
    if not text.strip():
        raise DocumentError("the answer is empty: give what the person is to read")
    if len(text) > LONGEST_VALUE:
        raise DocumentError(
            f"the answer has {len(text)} characters: give 1 to {LONGEST_VALUE}, and the rest as another answer"
        )
    if not also:
        _check_unanswered(entry, text, by)
    channel = _channel(entry, contact)
    _check_reach(contact, channel, now)
    answer_id = _digest(entry.entry_id, keys.instant(entry.last_at), text)
    person = persons.of(contact)
    talks.begin(person, now + timedelta(hours=tenant.humanHours), now)
    os.environ["SEND_QUEUE_URL"] = stack.queue_url("send-queue")
    subject = Subject(tenant.tenantId, answer_id, contact.campaign_id, contact.contact_id)
    step = Step.answering(Kind.ANSWER, answer_id)
    outbox.enqueue([Message.answering(Kind.ANSWER, step, subject, now, channel, {"answer": text})])
    deed = Word(now, text=text, deed=Deed.ANSWERED, by=by)
    return Answered(channel, _touch(entry, person, f"w{answer_id}", deed))


def hand_back(entry: Entry, by: str, now: datetime) -> None:
    """Let the agent speak again with the person of an entry, which stays open until it is closed.

    ``DocumentError`` for a contact who has opted out, to whom the agent does not speak.
    """
    contact = _contact(entry)
    if contact.state is State.OPTED_OUT:
        raise DocumentError(
            f"{_opted_out(contact)}; python -m ops inbox close takes the entry out of the list"
        )
    person = persons.of(contact)
    talks.end(person)
    deed_id = _deed_id(entry, Deed.HANDED_BACK, now)
    _touch(entry, person, deed_id, Word(now, deed=Deed.HANDED_BACK, by=by))


def close(entry: Entry, by: str, now: datetime, reason: str = "", *, hand_back: bool = False) -> None:
    """Take an entry out of the inbox, and perhaps let the agent speak again with its person.

    The person's other entries are closed with it, but for those in which something has come in meanwhile.
    ``DocumentError`` where something has come in since the entry was read.
    """
    contact = _contact(entry) if hand_back else contacts.find(entry.contact_id) if entry.contact_id else None
    person = persons.of(contact) if contact else []
    word = Word(now, note=reason[: entries.LONGEST_TEXT], deed=Deed.CLOSED, by=by)
    word_id = _deed_id(entry, Deed.CLOSED, now)
    # Before the entry itself, without which the command could not be repeated.
    for other in _others(entry, person):
        with suppress(ChangedError):
            entries.close(other, word_id, word)
    try:
        entries.close(entry, word_id, word)
    except ChangedError:
        raise DocumentError(
            f"something has come in at entry {entry.entry_id[:SHORT]} meanwhile: read it with python -m ops inbox "
            "show, then close it again"
        ) from None
    if hand_back:
        talks.end(person)


def _touch(entry: Entry, person: Iterable[Contact], word_id: str, deed: Word) -> bool:
    """Put a deed into all open entries of the person, which wait no more; False if the command's own is closed.

    Into that of the command last: until then the command may be repeated as it was.
    """
    for each in _others(entry, person):
        entries.touch(each, word_id, deed)
    return entries.touch(entry, word_id, deed)


def _others(entry: Entry, person: Iterable[Contact]) -> list[Entry]:
    """The open entries about the person's other contacts."""
    others = [each.contact_id for each in person if each.contact_id != entry.contact_id]
    return entries.about(entry.tenant_id, others)


def _check_unanswered(entry: Entry, text: str, by: str) -> None:
    """``DocumentError`` where the entry waits for no answer since one of the same text, or of another human."""
    last = next((word for word in reversed(entry.words) if word.deed), None)
    if entry.waiting_since is not None or last is None or last.deed != Deed.ANSWERED:
        return
    if last.by == by and last.text != text:
        return
    what = "these words are queued already" if last.text == text else f"{last.by} has answered"
    raise DocumentError(
        f"{what} ({moment(last.at)}), and nothing has come in since: see python -m ops inbox show "
        f"{entry.entry_id[:SHORT]}; --also sends them all the same"
    )


def _tenant(entry: Entry) -> Tenant:
    tenant = configuration.tenant(entry.tenant_id)
    if tenant is None:
        raise DocumentError(
            f"there is no tenant {entry.tenant_id}: load it with python -m ops tenant put FILE"
        )
    return tenant


def _contact(entry: Entry) -> Contact:
    contact = contacts.find(entry.contact_id) if entry.contact_id else None
    if contact is not None:
        return contact
    about = f"is from {entry.sender}, who is no contact" if entry.sender else "is about no contact"
    raise DocumentError(
        f"entry {entry.entry_id[:SHORT]} {about}: deal with it elsewhere, then python -m ops inbox close it"
    )


def _channel(entry: Entry, contact: Contact) -> Channel:
    """The channel on which the person wrote last, else the contact's main one."""
    wanted = entry.channel
    if wanted is None:
        said = max(replies.of_contact(contact.contact_id), key=lambda item: item["receivedAt"], default=None)
        wanted = Channel(said["channel"]) if said else contact.channel
    reachable = contact.reachable()
    if not reachable:
        raise DocumentError(f"contact {contact.contact_id} cannot be reached by any channel: call the person")
    return wanted if wanted in reachable else next(iter(reachable))


def _check_reach(contact: Contact, channel: Channel, now: datetime) -> None:
    """``DocumentError`` for a contact who must not be written to, or not freely any more."""
    address = contact.reachable()[channel]
    places = {each: contacts.address_place(contact.tenant_id, each) for each in contact.addresses}
    items = dynamo.read_items(places.values())
    everywhere = {each: Address.of(items.get(place, {})) for each, place in places.items()}
    everywhere |= dict.fromkeys(forgotten.among(contact.tenant_id, contact.addresses), FORGOTTEN)
    known = everywhere[address]
    if contact.state is State.OPTED_OUT or known.opted_out:
        raise DocumentError(_opted_out(contact))
    if rules.has_opted_out(contact, everywhere.values()):
        raise DocumentError(
            f"another address of contact {contact.contact_id} is closed, perhaps by somebody who shares it: "
            "only python -m ops contact opt-in, at the person's own wish, lets anybody write to it again; else call it"
        )
    if contact.blocked or any(each.blocked for each in everywhere.values()):
        raise DocumentError(
            f"contact {contact.contact_id} is on the do-not-contact list: python -m ops address unblock lifts that"
        )
    if channel is not Channel.WHATSAPP or is_window_open(known.last_wrote_at, now):
        return
    saved = configuration.template(contact.tenant_id, channel, Kind.ANSWER)
    if saved is None or "name" not in saved:
        since = moment(known.last_wrote_at) if known.last_wrote_at else "never"
        raise DocumentError(
            f"WhatsApp's 24 hours are over (the person wrote last: {since}): call the person, wait for the next word, "
            "or save a template for answers that Meta has approved with python -m ops template put"
        )


def _opted_out(contact: Contact) -> str:
    return (
        f"contact {contact.contact_id} has opted out: only python -m ops contact opt-in, at the person's own wish, "
        "lets anybody write to it again"
    )


def _deed_id(entry: Entry, deed: Deed, now: datetime) -> str:
    return f"w{_digest(entry.entry_id, deed, keys.instant(now))}"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
