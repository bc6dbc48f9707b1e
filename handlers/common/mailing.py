"""Mail to hosts through whoever is behind the e-mail channel; its secret is read when it is needed."""

from functools import partial

from handlers.common.partners.host_mail import HostLetter, HostMail, through_gateway
from handlers.common.rules.outcomes import Outcome, Verdict
from handlers.common.rules.partner import Secret, SesSecret
from handlers.common.storage import secrets
from handlers.observability import logger


def ask(secret: Secret, letter: HostLetter) -> Verdict:
    """Make one request for a mail, once; an address that cannot be used is the channel's fault."""
    if not isinstance(secret, SesSecret):
        return through_gateway(secret, letter)
    # Not for every cold start to pay for: a gateway is reached without it.
    from handlers.common.rules import letters, senders
    from handlers.common.storage import ses

    try:
        sender = senders.sender(secret.sender, ses.mailroom().identity, "the secret's sender")
        headers = {"Auto-Submitted": "auto-generated"}
        text = letters.Letter(sender, letter.to, letter.subject, letter.body, headers=headers)
        return ses.send(text._replace(invitation=letter.invitation))
    except ValueError as error:
        logger.error(str(error))
        return Verdict(Outcome.REFUSED_CREDENTIALS, "unusable_address")


HOST_MAIL = HostMail(partial(secrets.partner, "email"), partial(secrets.forget, "email"), ask=ask)


def recognises_repeats() -> bool:
    """Return True if the e-mail partner knows a repeated mail by its key and sends it once."""
    return secrets.partner("email").idempotent
