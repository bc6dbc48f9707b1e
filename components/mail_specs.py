"""The typed entries of a stack's e-mail through Amazon SES. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MailSpec:
    """E-mail through Amazon SES: the things that a stack sends from and is answered at."""

    identity: str
    """The domain or the address that it sends from, and no other."""
    inbound_domain: str | None = None
    """The domain at which answers arrive; without it they go to the sender."""


@dataclass(frozen=True)
class InboundMailSpec:
    """The place where the answers to e-mails arrive."""

    domain: str
    """The domain whose e-mails are taken in."""
    bucket: str
    """The short name of the bucket in which SES puts them."""
    prefix: str
    """The beginning of their keys, such as ``mail/``."""
    function: str
    """The function that is told of each."""
    days: int
    """Days after which an e-mail is deleted."""
    old_versions_days: int
    """Days for which one that was deleted can be restored."""
    rule_set: str | None = None
    """The receipt rule set to add the rule to, by its own name; without it the stack makes one, which does nothing
    until an operator makes it the account's active one."""
