"""The events of Amazon SES as a configuration set sends them to EventBridge. Pure.

Source: https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-eventbridge.html and, for ``detail``,
https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html.
"""

import json
from datetime import UTC, datetime
from typing import Any

from local.campaign.stand_ins.mail.reading import Letter

SOURCE = "aws.ses"
_NAMES = {
    "Send": "Email Sent",
    "Delivery": "Email Delivered",
    "Bounce": "Email Bounced",
    "Complaint": "Email Complaint Received",
}
"""The detail-type of each event."""


def event(kind: str, letter: Letter, at: datetime) -> dict[str, Any]:
    """Return an entry for PutEvents: ``Send``, ``Delivery``, ``Bounce`` (permanent) or ``Complaint``."""
    detail = {"eventType": kind, "mail": _mail(letter, at), **_particular(kind, letter, at)}
    return {"Source": SOURCE, "DetailType": _NAMES[kind], "Detail": json.dumps(detail), "Time": at}


def _mail(letter: Letter, at: datetime) -> dict[str, Any]:
    sent = letter.sent
    system = {
        "ses:configuration-set": [sent.configuration_set],
        "ses:from-domain": [letter.sender.rpartition("@")[2]],
    }
    own = {name: [value] for name, value in sent.tags.items()}
    return {
        "timestamp": _text(at),
        "source": letter.sender,
        "sendingAccountId": "000000000000",
        "messageId": sent.message_id,
        "destination": [sent.to],
        "headersTruncated": False,
        "headers": [{"name": name, "value": str(value)} for name, value in letter.message.items()],
        "commonHeaders": {"from": [letter.sender], "to": [sent.to], "subject": letter.subject},
        "tags": {**system, **own},
    }


def _particular(kind: str, letter: Letter, at: datetime) -> dict[str, Any]:
    recipient = {"emailAddress": letter.sent.to}
    match kind:
        case "Bounce":
            told = recipient | {
                "action": "failed",
                "status": "5.1.1",
                "diagnosticCode": "smtp; 550 5.1.1 user unknown",
            }
            bounce = {
                "bounceType": "Permanent",
                "bounceSubType": "General",
                "bouncedRecipients": [told],
                "timestamp": _text(at),
                "feedbackId": f"feedback-{letter.sent.message_id}",
                "reportingMTA": "dns; a8-31.smtp-out.amazonses.com",
            }
            return {"bounce": bounce}
        case "Complaint":
            complaint = {
                "complainedRecipients": [recipient],
                "timestamp": _text(at),
                "feedbackId": f"feedback-{letter.sent.message_id}",
                "complaintSubType": None,
                "complaintFeedbackType": "abuse",
                "userAgent": "ExampleCorp Feedback Loop (V0.01)",
            }
            return {"complaint": complaint}
        case "Delivery":
            delivery = {
                "timestamp": _text(at),
                "processingTimeMillis": 546,
                "recipients": [letter.sent.to],
                "smtpResponse": "250 2.6.0 Message received",
                "reportingMTA": "a8-70.smtp-out.amazonses.com",
            }
            return {"delivery": delivery}
        case _:
            return {"send": {}}


def _text(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
