"""The e-mail to a contact: its texts and the headers that make a thread, take answers and let people unsubscribe.

Amazon SES replaces the Message-Id of an e-mail by one of its own. So every e-mail to a contact names in ``References``
the id that the contact's first message was given, if that was an e-mail, and then its own: mail programs put under one
head what shares its first reference and its subject (RFC 5256), and an answer repeats both ids, which have the form of
reply addresses (``handlers.common.rules.reply_addresses``), whatever address it goes to.
"""

from typing import NamedTuple

from handlers.common.rules import letters, reply_addresses, unsubscribing
from handlers.common.rules.letters import Letter
from handlers.common.rules.model import Channel, Kind
from handlers.common.rules.references import Reference
from handlers.common.rules.senders import Sender
from handlers.common.rules.steps import OUTREACH
from handlers.dispatch.rules.outgoing import Outgoing

_REPLY_MARK = "Re: "

# Not on what a person is to answer: out-of-office notes, which tell when somebody is back, are not sent to such mail.
_AUTOMATIC = {
    Kind.REMINDER: "auto-generated",
    **dict.fromkeys(
        (Kind.OPT_OUT_ACK, Kind.UNCHANGED, Kind.HANDOVER, Kind.FAREWELL, Kind.SLOT_LOST), "auto-replied"
    ),
}


class Unsubscribing(NamedTuple):
    """The place where people unsubscribe."""

    url: str
    """The address that takes a token at its end."""
    key: str
    """The key that signs the tokens."""


class Surroundings(NamedTuple):
    """The things of the stack that an e-mail names."""

    sender: Sender
    inbound_domain: str = ""
    """The domain at which answers arrive; empty where they go to the sender."""
    unsubscribing: Unsubscribing | None = None
    """The place where the contact unsubscribes with one click; None on what answers a person or reminds one."""
    opening: str = ""
    """The subject of the contact's first message; empty where that was no e-mail, or is this one."""


def letter(outgoing: Outgoing, around: Surroundings) -> Letter:
    """Return the e-mail of a message."""
    text = outgoing.text
    return Letter(
        sender=around.sender,
        to=outgoing.address,
        subject=f"{_REPLY_MARK}{around.opening}" if around.opening else outgoing.text.subject or "",
        text=text.body,
        html=text.html,
        headers=_headers(outgoing, around),
        invitation=outgoing.invitation,
    )


def _headers(outgoing: Outgoing, around: Surroundings) -> dict[str, str]:
    reference, message = outgoing.reference, outgoing.attempt.message
    domain = around.inbound_domain or around.sender.domain
    own = _id(reference, domain)
    headers = {"Message-ID": own, "References": own}
    if around.opening:
        first = _id(Reference(reference.contact_id, OUTREACH, Channel.EMAIL), domain)
        headers |= {"References": f"{first} {own}", "In-Reply-To": first}
    if around.inbound_domain:
        headers["Reply-To"] = reply_addresses.address(reference, around.inbound_domain)
    if message.kind in _AUTOMATIC:
        headers["Auto-Submitted"] = _AUTOMATIC[message.kind]
    if around.unsubscribing:
        headers |= _unsubscribing(outgoing, around.unsubscribing)
    return headers


def _unsubscribing(outgoing: Outgoing, at: Unsubscribing) -> dict[str, str]:
    """Return the headers by which mail programs show a button to unsubscribe (RFC 8058)."""
    token = unsubscribing.token(outgoing.reference.text, outgoing.address, at.key)
    return {
        "List-Unsubscribe": f"<{letters.one_line(at.url)}{token}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _id(reference: Reference, domain: str) -> str:
    return f"<{reply_addresses.address(reference, domain)}>"
