"""E-mail through Amazon SES: the rule that hands on what is reported, and the bucket in which answers arrive."""

from components.mail_specs import InboundMailSpec

MAIL_REPORTS = "mail-reports"
"""The rule on the event bus that hands on what SES reports."""

INBOUND = "inbound"
"""The bucket in which answers arrive, and the receipt rule that puts them there."""
INBOUND_PREFIX = "mail/"
"""The beginning of the keys of answers."""

RECEIVE_MAIL = "receive-mail"
"""The function that is told of answers."""


def inbound(domain: str | None, rule_set: str | None) -> InboundMailSpec | None:
    """Return where answers to a domain arrive; None without one.

    ``rule_set`` is the receipt rule set to add the rule to; without it the stack makes one.
    """
    if domain is None:
        return None
    # What an answer says is kept with its contact long before it goes.
    return InboundMailSpec(domain, INBOUND, INBOUND_PREFIX, RECEIVE_MAIL, 30, 30, rule_set)
