"""The senders of e-mails, which must be of the identity that the stack may send from."""

import re
from typing import NamedTuple

from handlers.common.rules import emails
from handlers.common.rules.refusals import Refused

_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>")


class SenderError(ValueError):
    """The sender of an e-mail cannot be used; the message names it and the cure."""


class Sender(NamedTuple):
    """A name as mail programs show it, perhaps empty, and an address in lower case."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]

    def within(self, identity: str) -> bool:
        """True if the identity, a domain or an address, covers the sender: a domain covers those below it too."""
        identity = identity.lower()
        if "@" in identity:
            return self.address == identity
        return self.domain == identity or self.domain.endswith(f".{identity}")


def sender(text: str, identity: str, where: str) -> Sender:
    """Return the sender that ``text`` names: ``Name <address>`` or an address.

    ``where`` is the place of the text, such as ``the secret's sender``. ``SenderError`` for a text that is no address
    and for one that ``identity`` does not cover.
    """
    named = _NAMED.fullmatch(text.strip())
    name, address = named.groups() if named else ("", text)
    printable = "".join(sign if sign.isprintable() else " " for sign in name)
    try:
        found = Sender(" ".join(printable.split()).strip('"'), emails.normalise(address))
    except Refused as problem:
        raise SenderError(
            f"{where} is {text!r}, which names no address: write it like Vendas <vendas@example.com>"
        ) from problem
    if not identity:
        raise SenderError(
            "this stack has no identity of Amazon SES to send from: "
            "pulumi config set sesIdentity example.com, and deploy again"
        )
    if not found.within(identity):
        raise SenderError(
            f"{where} is {found.address}, and the stack sends from {identity} alone: "
            f"write an address of it there, or pulumi config set sesIdentity {found.address.partition('@')[2]}"
        )
    return found
