"""E-mails to contacts through Amazon SES."""

from handlers.common.rules import senders
from handlers.common.rules.outcomes import Outcome, Verdict
from handlers.common.rules.partner import SesSecret
from handlers.common.storage import functions, ses
from handlers.dispatch import rendering
from handlers.dispatch.rules import mail
from handlers.dispatch.rules.mail import Surroundings
from handlers.dispatch.rules.outgoing import Outgoing
from handlers.environment import required
from handlers.observability import logger

UNSUBSCRIBE_PATH = "unsubscribe/"
"""The path, below the webhook's address, that takes the tokens."""


def send(secret: SesSecret, outgoing: Outgoing) -> Verdict:
    """Make one request for an e-mail, once.

    ``ValueError``, before anything is sent, for a sender that is not of the stack's identity.
    """
    room = ses.mailroom()
    own = outgoing.attempt.facts.tenant.mailSender
    where = f"the mailSender of tenant {outgoing.attempt.message.tenantId}" if own else "the secret's sender"
    sender = senders.sender(own or secret.sender, room.identity, where)
    try:
        around = Surroundings(
            sender,
            room.inbound_domain,
            _unsubscribe_url() if secret.unsubscribe_key else "",
            secret.unsubscribe_key,
            rendering.opening(outgoing.attempt),
        )
    except Exception:
        # Nothing has been sent: it is not an open question.
        logger.exception("an e-mail could not be made ready", extra=outgoing.attempt.message.subject.ids)
        return Verdict(Outcome.NOT_ACCEPTED, "not_ready")
    return ses.send(mail.letter(outgoing, around), outgoing.reference.text)


def _unsubscribe_url() -> str:
    return functions.url(required("UNSUBSCRIBE_FUNCTION")) + UNSUBSCRIBE_PATH
