"""The verdicts of Amazon SES on where a mail comes from, and on spam and viruses.

SES puts its own headers above those that came with the mail. Of those of one name the first is its own, and what a
sender has written below decides nothing.
"""

import re
from typing import NamedTuple

from handlers.conversation.rules.mail.headers import Headers

AUTHORITY = "amazonses.com"
"""The name under which SES gives its results (``authserv-id``, RFC 8601)."""
_RESULT = re.compile(r"(?:^|;)\s*(spf|dkim|dmarc)\s*=\s*([a-z]+)", re.IGNORECASE)
_NO_RESULTS = re.compile(r'"(?:[^"\\]|\\.)*"|\([^()]*\)')
"""Quoted strings, such as a local part that the sender chose, and comments."""
_VERDICTS = ("X-SES-Spam-Verdict", "X-SES-Virus-Verdict")


class Trust(NamedTuple):
    """The trust that a mail deserves."""

    authentic: bool
    """False if SES found neither SPF nor DKIM passed, or that those that did are of another domain (DMARC failed)."""
    suspicious: bool
    """True if SES takes it for spam or found a virus."""


def of(headers: Headers) -> Trust:
    """Return the trust that a mail deserves by the headers of SES; one without any is not held against it.

    Of several ``From`` fields, which no mail may have, the verdict is on one and people are shown another.
    """
    verdicts = (headers.raw(name).upper() for name in _VERDICTS)
    is_one = headers.count("From") <= 1
    return Trust(is_one and _is_authentic(headers.raw("Authentication-Results")), "FAIL" in verdicts)


def _is_authentic(value: str) -> bool:
    authority, _, results = _NO_RESULTS.sub(" ", value).partition(";")
    if (authority.split() or [""])[0].lower() != AUTHORITY:
        return True
    found: dict[str, set[str]] = {}
    for method, result in _RESULT.findall(results):
        found.setdefault(method.lower(), set()).add(result.lower())
    passed = "pass" in found.get("spf", ()) or "pass" in found.get("dkim", ())
    return passed and "fail" not in found.get("dmarc", ())
