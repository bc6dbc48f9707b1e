"""The providers of messages: one request to whoever is behind a channel, and what the answer means."""

from handlers.common.rules.outcomes import Verdict
from handlers.common.rules.partner import MessagingSecret, PartnerSecret, SesSecret, WhatsAppCloudSecret
from handlers.dispatch.partners import gateway, whatsapp_cloud
from handlers.dispatch.rules.outgoing import Outgoing


def send(secret: MessagingSecret, outgoing: Outgoing) -> Verdict:
    """Make one request for a message, once.

    ``ValueError``, before anything is sent, for a secret with which none can be made.
    """
    match secret:
        case WhatsAppCloudSecret():
            return whatsapp_cloud.send(secret, outgoing)
        case SesSecret():
            # Composing e-mails is not for every cold start to pay for: a tenant may write through WhatsApp alone.
            from handlers.dispatch import mailing

            return mailing.send(secret, outgoing)
        case PartnerSecret():
            return gateway.send(secret, outgoing)
