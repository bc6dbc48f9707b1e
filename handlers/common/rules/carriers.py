"""Carrier codes (CSP) that may stand between the trunk 0 and an area code, as in ``0 15 11 98765-4321``.

The list is second-hand: the codes of the phone library's metadata for Brazil that lists of carriers for consumers name
too; Anatel's own register was not at hand. Intelig's 23 and GVT's 25 went over to other carriers, but numbers written
with them are still in people's lists, and neither is an area code. Nextel's 99 is not in the metadata, but in numbers
that the users of that library reported as real. A code that only one of the sources knows is left
out: a number with it is refused rather than guessed at.
"""

_CARRIERS = {
    "12": "Algar",
    "14": "Oi (Brasil Telecom)",
    "15": "Vivo",
    "21": "Claro (Embratel)",
    "23": "TIM (Intelig)",
    "25": "Vivo (GVT)",
    "31": "Oi (Telemar)",
    "41": "TIM",
    "43": "Sercomtel",
    "99": "Claro (Nextel)",
}

CODES = frozenset(_CARRIERS)
"""The two-digit codes."""
