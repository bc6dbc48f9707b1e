"""The messages of ours that an e-mail answers, by what its ``References`` and ``In-Reply-To`` repeat.

Every e-mail to a contact names an id of our own in its ``References`` (``handlers.dispatch.rules.mail``), which mail
programs repeat, whomever they answer to (RFC 5322, section 3.6.4). Those that repeat the Message-Id alone have the one
that Amazon SES gave the e-mail, whose local part is the id that is on record with the message.
"""

from collections.abc import Sequence

from handlers.common.rules import reply_addresses
from handlers.common.rules.reply_addresses import ReplyAddress

_OF_SES = "amazonses.com"
"""The domain of SES's ids, below which stands ``email`` or, outside us-east-1, the region."""


def own(names: Sequence[str]) -> list[ReplyAddress]:
    """Return what those of ids, or of addresses, that are our own name.

    Any domain will do: it was that of the reply addresses, or of the sender, when the e-mail went out.
    """
    stripped = map(str.strip, names)
    return [named for each in stripped if (named := reply_addresses.parse(each, each.rpartition("@")[2]))]


def partner_ids(references: Sequence[str]) -> tuple[str, ...]:
    """Return the ids that Amazon SES gave the e-mails, the last one first."""
    split = (each.strip().rpartition("@") for each in reversed(references))
    return tuple(
        local for local, _, domain in split if local and f".{domain.lower()}".endswith(f".{_OF_SES}")
    )
