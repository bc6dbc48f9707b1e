"""E-mails as they travel: one text in the forms that mail programs show (RFC 5322, RFC 2045)."""

import html
import re
from collections.abc import Mapping
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr
from types import MappingProxyType
from typing import NamedTuple

from handlers.common.rules import calendar_parts
from handlers.common.rules.senders import Sender

_UNBROKEN = frozenset({"To", "Reply-To", "Message-ID", "In-Reply-To", "References", "List-Unsubscribe"})
"""Headers of addresses, ids and links, which are worth nothing once they are folded in the middle or encoded."""
# Seven bits alone: no server on the way has to rewrite what the signature covers.
_POLICY = SMTP.clone(cte_type="7bit")
LONGEST_LINE = 76
"""Characters of a line with encoded words (RFC 2047, section 2)."""
_PAGE = '<!DOCTYPE html>\n<html lang="pt-BR">\n<head><meta charset="utf-8"></head>\n<body>\n{}\n</body>\n</html>\n'


class Letter(NamedTuple):
    """An e-mail to one address."""

    sender: Sender
    to: str
    subject: str
    text: str
    html: str | None = None
    """The HTML form; without one it is made of the text."""
    headers: Mapping[str, str] = MappingProxyType({})
    """Further headers, each once."""
    invitation: str | None = None
    """An iCalendar document (RFC 6047)."""


def raw(letter: Letter) -> bytes:
    """Return the bytes of an e-mail; a line break in a header is a blank, so that nothing in it becomes another header.

    Text and HTML are alternatives of each other. An invitation is a third one, by which mail programs show it with
    buttons to answer, and an attachment for those that do not.
    """
    message = EmailMessage(policy=_POLICY)
    unbroken = _from(letter.sender) + _subject(one_line(letter.subject))
    for name, value in {"To": f"<{letter.to}>", **letter.headers}.items():
        if name in _UNBROKEN:
            unbroken += _line(name, value)
        else:
            message[name] = one_line(value)
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html or page(letter.text), subtype="html", cte="quoted-printable")
    if letter.invitation:
        _invite(message, letter.invitation)
    return unbroken + message.as_bytes()


def _encoded(text: str, before: str) -> str:
    """Return words as a header holds them behind ``before``: as they are, or as encoded words (RFC 2047).

    ``EmailMessage`` loses blanks where it folds many words with accents itself.
    """
    if text.isascii() and "=?" not in text and len(before + text) <= LONGEST_LINE:
        return text
    return Header(text, "utf-8", header_name=before).encode(linesep="\r\n")


def _from(sender: Sender) -> bytes:
    name = _encoded(sender.name, "From: ")
    whole = (
        formataddr((sender.name, sender.address)) if name == sender.name else f"{name}\r\n <{sender.address}>"
    )
    return f"From: {whole}\r\n".encode("ascii")


def _subject(text: str) -> bytes:
    return f"Subject: {_encoded(text, 'Subject: ')}\r\n".encode("ascii")


def _line(name: str, value: str) -> bytes:
    """Return a header that is folded at its blanks alone; ``ValueError`` for one that is not ASCII."""
    folded = "\r\n ".join(one_line(value).split())
    return f"{name}: {folded}\r\n".encode("ascii")


def page(text: str) -> str:
    """Return the HTML form of a text: its paragraphs and line breaks, and nothing that it does not say."""
    paragraphs = (part for part in re.split(r"\n[^\S\n]*\n\s*", text.strip()) if part)
    lines = ("<br>\n".join(html.escape(line) for line in part.split("\n")) for part in paragraphs)
    return _PAGE.format("\n".join(f"<p>{each}</p>" for each in lines))


def one_line(text: str) -> str:
    """Return a text as a header holds it: without control characters, each run of white space a blank."""
    blanks = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(blanks.split())


def _invite(message: EmailMessage, invitation: str) -> None:
    message.add_alternative(
        invitation, subtype="calendar", cte="base64", params={"method": calendar_parts.method(invitation)}
    )
    message.add_attachment(
        invitation.encode(), maintype="application", subtype="ics", filename=calendar_parts.FILENAME
    )
