"""receive-mail: what Amazon SES has put in the inbound bucket, into the inbound queue for handle-replies.

Input: S3's notification of new mails. Answer: ``{"mails": […]}`` with the kind of each, ``mail``, ``mail-report`` or
``ignored``. Only the words of the person are queued: quotations, signatures and attachments stay in the bucket. The
same mail always gives the same message, whose ``messageId`` counts once. What cannot be understood is put into the
failures' queue, after everything else in the notification has been dealt with.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote_plus

from handlers.common.rules.contracts import ContractError, parse
from handlers.common.rules.notifications import Notification, NotifiedFile
from handlers.conversation import receiving_mail
from handlers.entry_point import entry_point


@entry_point
def handler(event: Any, context: object) -> Mapping[str, Any]:
    """Queue what the mails of a notification say."""
    kinds: list[str] = []
    refused: ContractError | None = None
    for number, record in enumerate(parse(Notification, event, "the notification").Records):
        try:
            notified = parse(NotifiedFile, record, f"record {number} of the notification")
            key = unquote_plus(notified.s3.object.key)
            kinds.append(receiving_mail.receive(notified.s3.bucket.name, key, notified.eventTime))
        except ContractError as error:
            refused = refused or error
    if refused:
        raise refused
    return {"mails": kinds}
