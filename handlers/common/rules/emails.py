"""E-mail addresses as people write them, to the form under which they are known.

Pragmatic, not RFC 5322: what mail providers accept in practice. Quoted local parts, domains without a dot and
letters beyond ASCII are refused; whether a mailbox exists shows when it is written to.
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
    """The address in lower case, local part included: it is the owner's identity, and no provider tells them apart.

    Takes ``mailto:``, brackets, quotes and a final dot away. ``Refused`` (``empty``, ``invalid_email``) otherwise.
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
    """The addresses of a cell, the main one first: parted by ``|``, ``;``, a comma, a slash or white space.

    Of ``Ana <ana@empresa.com.br>`` only what stands between the brackets is an address.
    """
    return _DISPLAYED.findall(cell) or [part for part in _SEPARATOR.split(cell) if part]


def first_valid(cell: str) -> str:
    """The first valid address of a cell; if it holds none, the ``Refused`` of the whole cell."""
    if len(cell) <= _LONGEST_CELL:
        for part in split(cell):
            try:
                return normalise(part)
            except Refused:
                continue
    if not cell.strip():
        raise Refused("empty", "the e-mail is empty")
    raise Refused("invalid_email", f"{shown(cell)} is no e-mail address: write it like ana@empresa.com.br")
