"""notify-team: puts what needs a human into the tenant's inbox and mails the tenant's ``attention`` address.

Started by ``Human Attention Needed``. Once per call, however often the event comes: whatever a run that was cut short
has left is completed by the next delivery.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from handlers.attention import notifying
from handlers.attention.rules.request import AttentionNeeded
from handlers.common.rules.contracts import Raised, parse
from handlers.entry_point import entry_point
from handlers.observability import logger


@entry_point
def handler(event: Any, context: object) -> Mapping[str, Any]:
    """Return ``entryId`` and the state of its ``mail`` (sent, failed, unknown, held, none, sending by another run)."""
    needed = parse(Raised[AttentionNeeded], event, "Human Attention Needed").detail
    outcome = notifying.notify(needed, datetime.now(UTC))
    ids = {"tenantId": needed.tenantId, "contactId": needed.contactId, "reason": needed.reason}
    logger.info("a human is called", extra={**ids, "correlationId": needed.correlationId, **outcome})
    return outcome
