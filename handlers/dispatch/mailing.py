"""E-mails to contacts through Amazon SES."""

from botocore.exceptions import ClientError

from handlers.common.rules import senders, unsubscribing
from handlers.common.rules.model import PACED_KINDS
from handlers.common.rules.outcomes import Outcome, Verdict
from handlers.common.rules.partner import SesSecret
from handlers.common.rules.webhook_secret import EXAMPLE
from handlers.common.storage import functions, secrets, ses, webhook_secret
from handlers.dispatch import rendering
from handlers.dispatch.rules import mail
from handlers.dispatch.rules.mail import Surroundings, Unsubscribing
from handlers.dispatch.rules.outgoing import Outgoing
from handlers.environment import required
from handlers.observability import logger

_NO_SECRET = "ResourceNotFoundException"


def send(secret: SesSecret, outgoing: Outgoing) -> Verdict:
    """Make one request for an e-mail, once.

    ``ValueError``, before anything is sent, for a sender that is not of the stack's identity, and for a link to
    unsubscribe that cannot be signed.
    """
    room = ses.mailroom()
    own = outgoing.attempt.facts.tenant.mailSender
    where = f"the mailSender of tenant {outgoing.attempt.message.tenantId}" if own else "the secret's sender"
    sender = senders.sender(own or secret.sender, room.identity, where)
    try:
        around = Surroundings(
            sender, room.inbound_domain, _unsubscribing(outgoing), rendering.opening(outgoing.attempt)
        )
    except secrets.MalformedSecretError:
        raise
    except Exception:
        # Nothing has been sent: it is not an open question.
        logger.exception("an e-mail could not be made ready", extra=outgoing.attempt.message.subject.ids)
        return Verdict(Outcome.NOT_ACCEPTED, "not_ready")
    return ses.send(mail.letter(outgoing, around), outgoing.reference.text)


def _unsubscribing(outgoing: Outgoing) -> Unsubscribing | None:
    """The place where a contact unsubscribes who is written to unasked; None for any other message."""
    if outgoing.attempt.message.kind not in PACED_KINDS:
        return None
    try:
        key = webhook_secret.current().app_secret
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") != _NO_SECRET:
            raise
        raise secrets.MalformedSecretError(
            f"there is no secret {required('SECRET_WEBHOOK')}, which signs the links to unsubscribe: "
            f"write {EXAMPLE} with `aws secretsmanager create-secret`"
        ) from None
    return Unsubscribing(functions.url(required("UNSUBSCRIBE_FUNCTION")) + unsubscribing.PATH, key)
