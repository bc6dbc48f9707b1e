"""Normalisation of e-mail addresses as people write them.

The grammar is the one that mail providers accept in practice, not RFC 5322's: quoted local parts, domains
without a dot and letters beyond ASCII are refused. Only a delivery shows if a mailbox exists.
"""

import re

from handlers.common.rules.refusals import Refused, shown

_LONGEST = 254
_LONGEST_LOCAL = 64
_LONGEST_CELL = 2_000

_ADDRESS = re.compile(
    r"(?P<local>[a-z0-9!#$%&'*+=?^_`{}~-]+(?:\.[a-z0-9!#$%&'*+=?^_`{}~-]+)*)"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})"
)
_DISPLAYED = re.compile(r"<([^<>]+)>")
_SEPARATOR = re.compile(r"[|;,/\s]+")


def normalise(text: str) -> str:
    """Return the address in lower case, without ``mailto:``, brackets, quotes and a final dot around it.

    The local part is in lower case too: it identifies a contact, and providers ignore its case. Raise
    ``Refused`` (``empty``, ``invalid_email``) for anything else.
    """
    address = text.strip().strip("<>()[]\"'").removesuffix(".").lower().removeprefix("mailto:")
    if not address:
        raise Refused("empty", "the e-mail is empty")
    match = _ADDRESS.fullmatch(address) if len(address) <= _LONGEST else None
    if match is None or len(match["local"]) > _LONGEST_LOCAL:
        raise Refused(
            "invalid_email", f"{shown(text)} is no e-mail address: write it like ana@empresa.com.br"
        )
    return address


def split(cell: str) -> list[str]:
    """Return the addresses of a cell, the main one first.

    They are separated by ``|``, ``;``, a comma, a slash or white space. Of ``Ana <ana@empresa.com.br>`` only
    the part between the brackets is an address.
    """
    return _DISPLAYED.findall(cell) or [part for part in _SEPARATOR.split(cell) if part]


def first_valid(cell: str) -> str:
    """Return the first valid address of a cell; raise ``Refused`` for the whole cell if it holds none."""
    if len(cell) <= _LONGEST_CELL:
        for part in split(cell):
            try:
                return normalise(part)
            except Refused:
                continue
    if not cell.strip():
        raise Refused("empty", "the e-mail is empty")
    raise Refused("invalid_email", f"{shown(cell)} is no e-mail address: write it like ana@empresa.com.br")
