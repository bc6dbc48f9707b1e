"""Taking in a mail: out of the inbound bucket, into the inbound queue."""

import json
from datetime import UTC, datetime

from handlers.common.rules.contracts import ContractError
from handlers.conversation.rules.mail import bodies
from handlers.conversation.storage import inbound, inbound_mail
from handlers.conversation.storage.inbound_mail import NoSuchMailError
from handlers.environment import required
from handlers.observability import count, logger

SETUP_NOTICE = "AMAZON_SES_SETUP_NOTIFICATION"
"""The name of the object by which SES tries out whether it may write to the bucket."""


def receive(bucket: str, key: str, at: datetime | None) -> str:
    """Queue what a mail says, and return its kind; ``ignored`` for what is no mail.

    ``at`` is the instant at which it came, now without one. ``ContractError`` for a mail that is not there.
    """
    if key.endswith(SETUP_NOTICE):
        return "ignored"
    try:
        raw = inbound_mail.read(bucket, key)
    except NoSuchMailError as error:
        raise ContractError("Records", f"Records: {error}") from None
    body = bodies.body(raw, at or datetime.now(UTC), required("INBOUND_MAIL_DOMAIN"))
    inbound.put([json.dumps(body)])
    count("MailsReceived")
    logger.info("mail queued", extra={"kind": body["kind"], "bytes": len(raw)})
    return body["kind"]
